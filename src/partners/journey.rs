//! The partner's journey: how far it has come, and every task, those done by hand with a button.

use super::complete::CompleteDialog;
use super::page::is_about;
use super::tasks::Milestones;
use crate::api::{Reading, journeys, use_read};
use crate::i18n::{keys, t, text_with};
use crate::journey::words::refusal_text;
use crate::journeys::nudge::{NudgeDialog, Nudged, Nudging};
use crate::journeys::words::{RiskBadge, place_text};
use crate::session::use_session;
use crate::shell::Region;
use crate::ui::{
    Button, Card, Data, DateText, EmptyState, IconName, KeyValue, Progress, Skeleton, SkeletonShape, StaleNotice, Time,
    now,
};
use entente_model::ids::PartnerId;
use entente_model::onboarding::following::refusal_to_nudge;
use entente_model::onboarding::{JourneyResult, JourneyTask, PartnerJourney};
use entente_model::partners::Partner;
use entente_model::people::Permission;
use entente_model::problem::Code;
use leptos::prelude::*;

/// Reads a partner's journey, anew when it changes.
pub(super) fn read_journey(id: PartnerId) -> Reading<PartnerJourney> {
    use_read(move || journeys::of_partner(id)).refetch_on(move |event| is_about(event, id))
}

/// Whether the partner has no journey: it was there before there were any, or its template fits nobody.
pub(super) fn has_none(reading: Reading<PartnerJourney>) -> Memo<bool> {
    Memo::new(move |_| {
        let code = reading
            .error()
            .with(|error| error.as_ref().and_then(|error| error.code()));
        code == Some(Code::NotFound)
    })
}

/// How much is done, in whole hundredths, rounded down: only what is all done says so.
pub(super) fn whole_percents(per_mille: u32) -> f64 {
    f64::from(per_mille / 10) / 100.0
}

/// Says that there is none.
pub(super) fn no_journey() -> AnyView {
    view! { <EmptyState title=keys::PARTNER_JOURNEY_NONE text=keys::PARTNER_JOURNEY_NONE_TEXT icon=IconName::Flag/> }
        .into_any()
}

/// The tab.
#[component]
pub(super) fn JourneyTab(
    /// Whose.
    id: PartnerId,
    /// The partner, for its name.
    partner: Signal<Partner>,
) -> impl IntoView {
    let reading = read_journey(id);
    let none = has_none(reading);
    let loading =
        || view! { <div class="card"><div class="card-body"><Skeleton shape=SkeletonShape::Card/></div></div> };
    move || {
        if none.get() {
            return view! { <div class="card">{no_journey()}</div> }.into_any();
        }
        view! {
            <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
            <Region reading=reading loading=loading let:journey>
                <Whole id=id partner=partner journey=journey reading=reading/>
            </Region>
        }
        .into_any()
    }
}

#[component]
fn Whole(
    id: PartnerId,
    partner: Signal<Partner>,
    journey: Signal<PartnerJourney>,
    reading: Reading<PartnerJourney>,
) -> impl IntoView {
    let completing: RwSignal<Option<JourneyTask>> = RwSignal::new(None);
    view! {
        <div class="stack">
            <Standing partner=partner journey=journey reading=reading/>
            <Milestones journey=journey completing=completing/>
        </div>
        <CompleteDialog id=id task=completing reading=reading/>
    }
}

/// How far it has come, since when, and the button that asks the partner to go on.
#[component]
fn Standing(
    partner: Signal<Partner>,
    journey: Signal<PartnerJourney>,
    reading: Reading<PartnerJourney>,
) -> impl IntoView {
    let session = use_session();
    let nudging = Nudging::closed();
    let clocks = Memo::new(move |_| journey.with(|journey| (journey.completed_at, journey.nudged_at)));
    let status = Memo::new(move |_| partner.with(|partner| partner.summary.status));
    let reason = Signal::derive(move || {
        session.reason_not(Permission::GuideJourneys).or_else(|| {
            let (completed_at, nudged_at) = clocks.get();
            let refusal = refusal_to_nudge(status.get(), completed_at, nudged_at, now())?;
            Some(refusal_text(&refusal, str::to_owned))
        })
    });
    let nudge = move || {
        let name = partner.with_untracked(|partner| partner.summary.display_name.clone());
        let nudged = journey.with_untracked(|journey| Nudged {
            id: journey.partner_id,
            name,
            next_due: journey.standing.next_due,
            today: journey.standing.today,
            completed_at: journey.completed_at,
            nudged_at: journey.nudged_at,
        });
        nudging.begin(vec![nudged], false);
    };
    let on_done = Callback::new(move |(_,): (Vec<JourneyResult>,)| reading.refetch());
    let actions = move || view! { <Button label=keys::JOURNEYS_NUDGE icon=IconName::Bell disabled_reason=reason on_press=nudge/> };
    let progress = Signal::derive(move || journey.with(|journey| whole_percents(journey.standing.progress_per_mille)));
    let lines = move || {
        let journey = journey.get();
        let stage = journey
            .standing
            .stage
            .and_then(|place| Some((place, journey.journey.milestones.get(place)?.name.clone())));
        let stages = u32::try_from(journey.journey.milestones.len()).unwrap_or(u32::MAX);
        view! {
            <dl class="approval-strip journey-strip">
                <KeyValue label=keys::JOURNEYS_COLUMN_RISK><RiskBadge risk=journey.standing.risk/></KeyValue>
                {stage.map(|(place, name)| view! {
                    <KeyValue label=keys::JOURNEYS_COLUMN_STAGE>
                        <span class="row">
                            <Data value=name/>
                            <span class="muted">{move || place_text(u32::try_from(place).unwrap_or(u32::MAX), stages)}</span>
                        </span>
                    </KeyValue>
                    <KeyValue label=keys::PARTNER_JOURNEY_STAGE_SINCE><Time value=journey.stage_since/></KeyValue>
                })}
                {journey.standing.next_due.map(|day| view! {
                    <KeyValue label=keys::JOURNEYS_COLUMN_DUE><DateText value=day/></KeyValue>
                })}
                <KeyValue label=keys::JOURNEYS_COLUMN_STARTED><Time value=journey.started_at/></KeyValue>
                {journey.completed_at.map(|at| view! {
                    <KeyValue label=keys::PARTNER_JOURNEY_COMPLETED><Time value=at/></KeyValue>
                })}
                <KeyValue label=keys::PARTNER_JOURNEY_NUDGED>
                    {match journey.nudged_at {
                        Some(at) => view! { <Time value=at/> }.into_any(),
                        None => view! { <span class="faint">{t(keys::PARTNER_JOURNEY_NEVER_NUDGED)}</span> }.into_any(),
                    }}
                </KeyValue>
            </dl>
        }
    };
    let template = Signal::derive(move || {
        Some(journey.with(|journey| text_with(keys::PARTNER_JOURNEY_TEMPLATE, &[("name", &journey.template_name)])))
    });
    view! {
        <Card title=keys::PARTNER_TAB_JOURNEY text=template actions=actions>
            <div class="stack">
                <Progress value=progress label=keys::PARTNER_JOURNEY_DONE/>
                {lines}
            </div>
        </Card>
        <NudgeDialog nudging=nudging on_done=on_done/>
    }
}
