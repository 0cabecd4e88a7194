//! The page: what to do next, and the board of all that is to be done.

use super::PAGE;
use super::board::Board;
use super::complete::CompleteDialog;
use super::model::Travel;
use super::next::Next;
use super::words::{RiskBadge, task_name};
use crate::api::{ApiError, Reading, journeys, use_read};
use crate::i18n::{keys, text, text_with};
use crate::paths;
use crate::session::use_session;
use crate::shell::{PageHead, Region};
use crate::ui::{Card, EmptyState, IconName, LinkButton, Pane, Skeleton, SkeletonShape, StaleNotice, toast};
use entente_model::events::LiveEvent;
use entente_model::onboarding::{JourneyTask, PartnerJourney};
use entente_model::problem::Code;
use leptos::prelude::*;

/// The page.
#[component]
pub fn JourneyPage() -> impl IntoView {
    let session = use_session();
    let partner = Memo::new(move |_| session.partner_id());
    let reading = use_read(move || partner.get().map(journeys::of_partner)).refetch_on(
        move |event| matches!(event, LiveEvent::Journey { partner_id, .. } if Some(Some(*partner_id)) == partner.try_get_untracked()),
    );
    let risk = move || {
        let risk = reading
            .value()
            .with(|read| read.as_ref().map(|read| read.standing.risk));
        risk.map(|risk| view! { <RiskBadge risk=risk/> })
    };
    let is_none = Memo::new(move |_| {
        let is_unknown = |error: &ApiError| error.code() == Some(Code::NotFound);
        reading.error().with(|error| error.as_ref().is_some_and(is_unknown))
    });
    let loading = || view! { <div class="stack"><Skeleton shape=SkeletonShape::Card/><Skeleton shape=SkeletonShape::Page/></div> };
    view! {
        <Pane>
            <PageHead page=&PAGE lead=move || Some(text(keys::JOURNEY_LEAD)) status=move || view! { {risk} }/>
            <StaleNotice since=reading.stored_at() on_retry=move || reading.try_again()/>
            {move || if is_none.get() {
                view! { <NoJourney/> }.into_any()
            } else {
                view! { <Region reading=reading loading=loading let:journey>{content(journey, reading)}</Region> }.into_any()
            }}
        </Pane>
    }
}

fn content(journey: Signal<PartnerJourney>, reading: Reading<PartnerJourney>) -> AnyView {
    let travel = Travel::new(journey, reading);
    tell_of_done(journey);
    view! {
        <Next travel=travel/>
        <Board travel=travel/>
        <CompleteDialog travel=travel/>
    }
    .into_any()
}

/// Says what has become done while the page is open, by one's own hand or by itself.
fn tell_of_done(journey: Signal<PartnerJourney>) {
    let done = Memo::new(move |_| {
        journey.with(|read| {
            let done = read.journey.tasks().filter(|task| task.done.is_some());
            done.cloned().collect::<Vec<_>>()
        })
    });
    Effect::watch(
        move || done.get(),
        |now, before, _| {
            let Some(before) = before else { return };
            let is_new = |task: &&JourneyTask| !before.iter().any(|known| known.code == task.code);
            for task in now.iter().filter(is_new) {
                toast(text_with(keys::JOURNEY_COMPLETED, &[("task", &task_name(task))]));
            }
        },
        false,
    );
}

/// Partners from before journeys, and those of a kind that has none, have nothing to go through.
#[component]
fn NoJourney() -> impl IntoView {
    view! {
        <Card>
            <EmptyState title=keys::JOURNEY_NONE_TITLE text=keys::JOURNEY_NONE_TEXT icon=IconName::Flag>
                <LinkButton label=keys::HOME_ALL_DEALS href=paths::deals()/>
            </EmptyState>
        </Card>
    }
}
