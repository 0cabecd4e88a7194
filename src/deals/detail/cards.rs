//! What the partner wrote, how far it has come, and the clocks that run.

use crate::deals::facts::{Fact, Section, facts, money};
use crate::deals::words::{loss_reason, stage_name};
use crate::i18n::{Key, keys, t};
use crate::records::{Origin, OriginCard};
use crate::session::use_session;
use crate::ui::{Card, Clock, ClockFace, DateText, KeyValue, KeyValues};
use chrono::{DateTime, TimeDelta, Utc};
use entente_model::deals::{Deal, DealState};
use entente_model::people::Side;
use leptos::prelude::*;

/// The fields, a card for each section of the form.
#[component]
pub fn FieldsCards(
    /// The deal.
    deal: Signal<Deal>,
) -> impl IntoView {
    let session = use_session();
    Section::ALL
        .map(|section| {
            let lines = Memo::new(move |_| {
                let Some(session) = session.get() else {
                    return Vec::new();
                };
                deal.with(|deal| facts(&deal.fields, section, &session.program))
            });
            view! {
                <Card title=section.title()>
                    <KeyValues>{move || lines.get().into_iter().map(fact_line).collect_view()}</KeyValues>
                </Card>
            }
        })
        .into_view()
}

fn fact_line(fact: Fact) -> AnyView {
    let class = if fact.is_long { "deal-long-text" } else { "" };
    let value = if fact.value.is_empty() {
        view! { <span class="faint">{t(keys::DEAL_NOT_GIVEN)}</span> }.into_any()
    } else {
        view! { <span class=class translate="no" dir="auto">{fact.value}</span> }.into_any()
    };
    view! { <KeyValue label=fact.label>{value}</KeyValue> }.into_any()
}

/// How far an approved deal has come, and how it ended.
#[component]
pub fn ProgressCard(
    /// The deal.
    deal: Signal<Deal>,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        deal.with(|deal| {
            matches!(
                deal.summary.state,
                DealState::Approved | DealState::Won | DealState::Lost
            )
        })
    });
    let content = move || {
        deal.with(|deal| {
            let progress = &deal.progress;
            let mut lines: Vec<AnyView> = Vec::new();
            if let Some(stage) = progress.stage {
                lines.push(view! { <KeyValue label=keys::DEAL_FIELD_STAGE>{t(stage_name(stage))}</KeyValue> }.into_any());
            }
            if !progress.next_step.is_empty() {
                let next_step = progress.next_step.clone();
                lines.push(view! {
                    <KeyValue label=keys::DEAL_FIELD_NEXT_STEP><span class="deal-long-text" translate="no" dir="auto">{next_step}</span></KeyValue>
                }.into_any());
            }
            if let Some(value) = progress.won_value.as_ref().map(money) {
                lines.push(view! { <KeyValue label=keys::DEAL_FIELD_WON_VALUE><span translate="no" class="number">{value}</span></KeyValue> }.into_any());
            }
            if let Some(reason) = progress.loss_reason {
                lines.push(view! { <KeyValue label=keys::DEAL_FIELD_LOSS_REASON>{t(loss_reason(reason))}</KeyValue> }.into_any());
            }
            if let Some(day) = progress.closed_on {
                let label = if deal.summary.state == DealState::Lost { keys::DEAL_FIELD_LOST_ON } else { keys::DEAL_FIELD_CLOSED_ON };
                lines.push(view! { <KeyValue label=label><DateText value=day/></KeyValue> }.into_any());
            }
            lines
        })
    };
    move || {
        shown
            .get()
            .then(|| view! { <Card title=keys::DEAL_CARD_PROGRESS><KeyValues>{content}</KeyValues></Card> })
    }
}

/// Who registered it, and when.
#[component]
pub fn RecordCard(
    /// The deal.
    deal: Signal<Deal>,
) -> impl IntoView {
    let origin = Memo::new(move |_| {
        deal.with(|deal| Origin {
            partner: deal.summary.partner_name.clone(),
            owner: deal.owner.name.clone(),
            created: deal.created_at,
            submitted: deal.progress.submitted_at,
        })
    });
    view! { <OriginCard title=keys::DEAL_CARD_RECORD origin=origin/> }
}

/// A clock that runs: its name, and from when to when.
fn clocks(deal: &Deal, is_partner: bool) -> Vec<(Key, DateTime<Utc>, DateTime<Utc>)> {
    let progress = &deal.progress;
    let mut running = Vec::new();
    let mut add = |label: Key, from: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>, usual: TimeDelta| {
        if let Some(until) = until {
            running.push((label, from.filter(|from| *from < until).unwrap_or(until - usual), until));
        }
    };
    match deal.summary.state {
        DealState::Submitted | DealState::InReview => {
            add(
                keys::DEAL_CLOCK_DECISION,
                progress.submitted_at,
                progress.decision_due,
                TimeDelta::days(2),
            );
        }
        DealState::ActionRequired => {
            let label = if is_partner {
                keys::DEAL_CLOCK_ANSWER
            } else {
                keys::DEAL_CLOCK_ANSWER_VENDOR
            };
            add(label, progress.decided_at, progress.answer_due, TimeDelta::days(14));
        }
        DealState::Approved => {
            add(
                keys::DEAL_CLOCK_PROTECTION,
                progress.protected_from,
                progress.protected_until,
                TimeDelta::days(90),
            );
            add(
                keys::DEAL_CLOCK_ACTIVITY,
                progress.last_activity_at,
                progress.activity_due,
                TimeDelta::days(30),
            );
            add(
                keys::DEAL_CLOCK_DECISION,
                progress.extension_requested_at,
                progress.decision_due,
                TimeDelta::days(2),
            );
        }
        DealState::Rejected => {
            let due = progress.appeal_requested_at.and(progress.decision_due);
            add(
                keys::DEAL_CLOCK_DECISION,
                progress.appeal_requested_at,
                due,
                TimeDelta::days(2),
            );
        }
        _ => {}
    }
    running
}

/// The clocks that run now; nothing where none does.
#[component]
pub fn ClocksCard(
    /// The deal.
    deal: Signal<Deal>,
) -> impl IntoView {
    let session = use_session();
    let running = Memo::new(move |_| deal.with(|deal| clocks(deal, session.side() == Some(Side::Partner))));
    move || {
        let running = running.get();
        (!running.is_empty()).then(|| {
            let faces = running
                .into_iter()
                .map(|(label, from, until)| {
                    view! {
                        <div>
                            <div class="deal-clock-name">{t(label)}</div>
                            <Clock starts=from ends=until face=ClockFace::Bar/>
                        </div>
                    }
                })
                .collect_view();
            view! { <div class="deal-clocks-card"><Card title=keys::DEAL_CARD_CLOCKS><div class="deal-clocks">{faces}</div></Card></div> }
        })
    }
}
