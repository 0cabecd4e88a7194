//! On top: what to do next, how far the journey has come and how it goes; at its end, that it has arrived.

use super::act::Act;
use super::model::{ShownTask, Travel};
use super::task::{Due, Help};
use super::words::{TaskName, task_name, tasks_in_line};
use crate::i18n::{self, keys, t, text, text_plural_with, text_with};
use crate::paths;
use crate::ui::{ButtonKind, DateText, Icon, IconName, IconSize, LinkButton, Progress, Time, TimeStyle};
use chrono::{DateTime, Utc};
use entente_model::onboarding::JourneyRisk;
use entente_model::people::Side;
use leptos::prelude::*;

/// What the partner is to do now.
#[derive(Clone, PartialEq)]
enum Ahead {
    /// This, and then those.
    Do(Box<ShownTask>, Vec<ShownTask>),
    /// Nothing: the vendor is to do these.
    Wait(Vec<ShownTask>),
    /// All is done, since then.
    Arrived(Option<DateTime<Utc>>),
}

/// The card on top.
#[component]
pub(super) fn Next(
    /// The page's state.
    travel: Travel,
) -> impl IntoView {
    let ahead = Memo::new(move |_| {
        travel.journey.with(|read| {
            if read.journey.is_completed() {
                return Ahead::Arrived(read.completed_at.or_else(|| read.journey.completed_at()));
            }
            let shown = |side: Side| {
                let next = read.journey.next_of(side);
                next.into_iter().map(move |task| ShownTask::of(read, task))
            };
            let mut own = shown(Side::Partner);
            match own.next() {
                Some(first) => Ahead::Do(Box::new(first), own.take(2).collect()),
                None => Ahead::Wait(shown(Side::Vendor).collect()),
            }
        })
    });
    let said = move || match ahead.get() {
        Ahead::Do(first, then) => view! { <Do travel=travel first=*first then=then/> }.into_any(),
        Ahead::Wait(theirs) => view! { <Wait travel=travel theirs=theirs/> }.into_any(),
        Ahead::Arrived(at) => view! { <Arrived at=at/> }.into_any(),
    };
    let is_done = Memo::new(move |_| matches!(ahead.get(), Ahead::Arrived(_)));
    view! {
        <section class="journey-next" data-done=move || is_done.get().to_string() aria-labelledby="journey-next-title">
            <div class="journey-next-main">{said}</div>
            <Standing travel=travel/>
        </section>
    }
}

#[component]
fn Do(travel: Travel, first: ShownTask, then: Vec<ShownTask>) -> impl IntoView {
    let names: Vec<_> = then.into_iter().map(|shown| shown.task).collect();
    let after = (!names.is_empty()).then(|| {
        let line = move || {
            let names: Vec<String> = names.iter().map(task_name).collect();
            text_with(keys::JOURNEY_NEXT_THEN, &[("tasks", &tasks_in_line(&names))])
        };
        view! { <p class="journey-then">{line}</p> }
    });
    view! {
        <p class="journey-eyebrow">{t(keys::JOURNEY_NEXT)}</p>
        <h2 id="journey-next-title"><TaskName task=first.task.clone()/></h2>
        <Help task=first.task.clone()/>
        <div class="journey-next-act">
            <Act travel=travel shown=first.clone() primary=true/>
            <Due shown=first/>
        </div>
        {after}
    }
}

#[component]
fn Wait(travel: Travel, theirs: Vec<ShownTask>) -> impl IntoView {
    let line = move || {
        let vendor = travel.vendor.get();
        let names: Vec<String> = theirs.iter().map(|shown| task_name(&shown.task)).collect();
        if names.is_empty() {
            text_with(keys::JOURNEY_WAIT_TEXT, &[("vendor", &vendor)])
        } else {
            text_with(
                keys::JOURNEY_WAIT_FOR,
                &[("vendor", &vendor), ("tasks", &tasks_in_line(&names))],
            )
        }
    };
    view! {
        <p class="journey-eyebrow">{t(keys::JOURNEY_NEXT)}</p>
        <h2 id="journey-next-title">{t(keys::JOURNEY_WAIT)}</h2>
        <p class="journey-help">{line}</p>
    }
}

#[component]
fn Arrived(at: Option<DateTime<Utc>>) -> impl IntoView {
    view! {
        <span class="journey-arrived-mark"><Icon name=IconName::Trophy size=IconSize::Large/></span>
        <h2 id="journey-next-title">{t(keys::JOURNEY_ARRIVED)}</h2>
        <p class="journey-help">{t(keys::JOURNEY_ARRIVED_TEXT)}</p>
        {at.map(|at| view! { <p class="faint small">{t(keys::JOURNEY_ARRIVED_ON)} " " <Time value=at style=TimeStyle::Day/></p> })}
        <div class="journey-next-act">
            <LinkButton label=keys::JOURNEY_GO_REGISTER href=paths::deal_new() kind=ButtonKind::Primary icon=IconName::Plus/>
            <LinkButton label=keys::JOURNEY_GO_DEALS href=paths::deals()/>
        </div>
    }
}

/// How far it has come and how it goes.
#[component]
fn Standing(travel: Travel) -> impl IntoView {
    let journey = travel.journey;
    let part = Signal::derive(move || journey.with(|read| f64::from(read.standing.progress_per_mille) / 1_000.0));
    let counted = Signal::derive(move || {
        let (done, all) = journey.with(|read| {
            let done = read.journey.tasks().filter(|task| task.done.is_some()).count();
            (done as i64, read.journey.tasks().count() as u64)
        });
        text_plural_with(keys::JOURNEY_PROGRESS, all, &[("done", &i18n::integer(done))])
    });
    let goes = move || {
        text(match journey.with(|read| read.standing.risk) {
            JourneyRisk::OnTrack => keys::JOURNEY_GOES_ON_TRACK,
            JourneyRisk::Late => keys::JOURNEY_GOES_LATE,
            JourneyRisk::AtRisk => keys::JOURNEY_GOES_AT_RISK,
            JourneyRisk::VendorLate => keys::JOURNEY_GOES_VENDOR_LATE,
            JourneyRisk::Paused => keys::JOURNEY_GOES_PAUSED,
            JourneyRisk::Completed => keys::JOURNEY_GOES_COMPLETED,
        })
    };
    let started = Signal::derive(move || journey.with(|read| read.journey.started_on));
    let end = Signal::derive(move || {
        journey.with(|read| {
            let last = read.journey.milestones.iter().map(|milestone| milestone.due_on).max();
            last.filter(|_| !read.journey.is_completed())
        })
    });
    view! {
        <div class="journey-standing">
            <Progress value=part label=counted/>
            <p class="small muted">{goes}</p>
            <p class="small faint">
                {t(keys::JOURNEY_STARTED)} " " <DateText value=started/>
                {move || end.get().map(|end| view! { <br/> {t(keys::JOURNEY_AIM)} " " <DateText value=end/> })}
            </p>
        </div>
    }
}
