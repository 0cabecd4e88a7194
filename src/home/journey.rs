//! The journey of one's own company, while it is on its way: how far it has come, and what to do next.

use super::row::Rows;
use crate::i18n::{keys, t, text_plural};
use crate::journey::words::{RiskBadge, TaskName, days_late, way_of};
use crate::paths;
use crate::session::use_session;
use crate::ui::{ButtonSize, Card, DateText, Icon, IconName, LinkButton, Progress, StatusBadge, Tone};
use chrono::NaiveDate;
use entente_model::home::Home;
use entente_model::onboarding::{JourneyRisk, JourneyTask};
use leptos::prelude::*;

/// The card; nothing for those who are on no journey, or have arrived.
#[component]
pub(super) fn JourneyCard(
    /// What was read.
    home: Signal<Home>,
) -> impl IntoView {
    let journey = Memo::new(move |_| home.with(|home| home.journey.clone()));
    let any = Memo::new(move |_| journey.with(Option::is_some));
    let part = Signal::derive(move || {
        journey.with(|journey| {
            let done = journey.as_ref().map_or(0, |journey| journey.progress_per_mille);
            f64::from(done) / 1_000.0
        })
    });
    let risk = Signal::derive(move || {
        journey.with(|journey| journey.as_ref().map_or(JourneyRisk::OnTrack, |journey| journey.risk))
    });
    let next = Memo::new(move |_| {
        journey.with(|journey| journey.as_ref().map(|journey| (journey.today, journey.next.clone())))
    });
    let rows = move || {
        let (today, next) = next.get().unwrap_or_default();
        if next.is_empty() {
            return view! { <p class="home-journey-wait muted">{t(keys::HOME_JOURNEY_WAIT)}</p> }.into_any();
        }
        view! { <Rows>{next.into_iter().map(|task| row(task, today)).collect_view()}</Rows> }.into_any()
    };
    let actions = move || view! { <RiskBadge risk=risk/> <LinkButton label=keys::HOME_JOURNEY_ALL href=paths::journey() size=ButtonSize::Small/> };
    move || {
        any.get().then(|| {
            view! {
                <Card title=keys::JOURNEY_TITLE text=keys::HOME_JOURNEY_TEXT flush=true actions=actions>
                    <div class="home-journey"><Progress value=part label=keys::HOME_JOURNEY_PROGRESS/></div>
                    {rows}
                </Card>
            }
        })
    }
}

/// A task as a line that leads to where it is done; for those who may not do it there, to the journey, which says why.
fn row(task: JourneyTask, today: NaiveDate) -> AnyView {
    let session = use_session();
    let way = way_of(task.kind).filter(|way| untrack(|| session.may(way.needs)));
    let (href, icon) = way.map_or_else(|| (paths::journey(), IconName::Circle), |way| (way.href, way.icon));
    let due = task.due_on;
    let late = days_late(due, today);
    view! {
        <li>
            <a class="next-row" href=href>
                <span class="next-mark"><Icon name=icon/></span>
                <span class="next-main"><span class="strong"><TaskName task=task/></span></span>
                <span class="next-amount small">{t(keys::JOURNEY_DUE)} " " <DateText value=due/></span>
                <span class="next-end">
                    {move || late.map(|days| view! {
                        <StatusBadge label=text_plural(keys::JOURNEY_LATE_BY, days) tone=Tone::Warning icon=Some(IconName::Clock)/>
                    })}
                </span>
            </a>
        </li>
    }
    .into_any()
}
