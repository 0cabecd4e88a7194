//! What the partner said when asking: the progress of an extension, the argument of an appeal; and what had been decided before.

use super::Item;
use crate::approvals::reasons::reason_name;
use crate::i18n::{keys, t};
use crate::ui::{Card, KeyValue, KeyValues, Time, TimeStyle};
use chrono::{DateTime, Utc};
use entente_model::approvals::{Approval, ApprovalKind, ApprovalSubject};
use leptos::prelude::*;

/// The card; nothing for a registration, an application, a request or a claim, whose fields say it all.
#[component]
pub(super) fn Request(item: Item) -> impl IntoView {
    let kind = Memo::new(move |_| item.approval.with(|approval| approval.summary.kind));
    let said = move || item.approval.with(|approval| approval.request.clone());
    let quote = move || view! { <blockquote class="approval-quote" translate="no" dir="auto">{said}</blockquote> };
    move || match kind.get() {
        ApprovalKind::DealRegistration
        | ApprovalKind::PartnerApplication
        | ApprovalKind::FundRequest
        | ApprovalKind::FundClaim => ().into_any(),
        ApprovalKind::DealExtension => {
            let protected = move || {
                item.with_deal(|deal| {
                    let progress = &deal.progress;
                    (
                        progress.protected_until,
                        progress.stage,
                        progress.last_activity_at,
                        progress.next_step.clone(),
                    )
                })
            };
            view! {
                <Card title=keys::APPROVAL_EXTENSION_TITLE text=keys::APPROVAL_EXTENSION_TEXT>
                    {quote()}
                    {move || {
                        let (until, stage, active, next_step) = protected().unwrap_or_default();
                        view! {
                            <KeyValues>
                                {until.map(|until| view! {
                                    <KeyValue label=keys::APPROVAL_PROTECTED_UNTIL><Time value=until style=TimeStyle::Day is_end=true/></KeyValue>
                                })}
                                {stage.map(|stage| view! {
                                    <KeyValue label=keys::DEAL_FIELD_STAGE>{t(crate::deals::words::stage_name(stage))}</KeyValue>
                                })}
                                {(!next_step.is_empty()).then(|| view! {
                                    <KeyValue label=keys::DEAL_FIELD_NEXT_STEP><crate::ui::Data value=next_step.clone()/></KeyValue>
                                })}
                                {active.map(|active| view! {
                                    <KeyValue label=keys::APPROVAL_LAST_ACTIVITY><Time value=active/></KeyValue>
                                })}
                            </KeyValues>
                        }
                    }}
                </Card>
            }
            .into_any()
        }
        ApprovalKind::DealAppeal => view! {
            <Card title=keys::APPROVAL_APPEAL_TITLE text=keys::APPROVAL_APPEAL_TEXT>
                {quote()}
                <h3 class="approval-subhead">{t(keys::APPROVAL_REJECTED_BECAUSE)}</h3>
                {move || reasons(item)}
            </Card>
        }
        .into_any(),
    }
}

/// What a record keeps of its last decision.
pub(super) struct LastDecision {
    /// When it was made.
    pub at: Option<DateTime<Utc>>,
    words: Vec<String>,
    message: String,
    /// Of which kind the item is.
    kind: ApprovalKind,
}

impl LastDecision {
    /// Of the item's record.
    pub(super) fn of(approval: &Approval) -> Self {
        let kind = approval.summary.kind;
        match &approval.subject {
            ApprovalSubject::Deal(deal) => LastDecision {
                at: deal.progress.decided_at,
                words: deal.progress.decision_reasons.clone(),
                message: deal.progress.decision_message.clone(),
                kind,
            },
            ApprovalSubject::Application(application) => LastDecision {
                at: application.progress.decided_at,
                words: application.progress.decision_reasons.clone(),
                message: application.progress.decision_message.clone(),
                kind,
            },
            ApprovalSubject::FundRequest(request) => LastDecision {
                at: request.progress.decided_at,
                words: request.progress.decision_reasons.clone(),
                message: request.progress.decision_message.clone(),
                kind,
            },
            ApprovalSubject::FundClaim(claim) => LastDecision {
                at: claim.progress.decided_at,
                words: claim.progress.decision_reasons.clone(),
                message: claim.progress.decision_message.clone(),
                kind,
            },
        }
    }
}

/// Reasons and message of the last decision on the record.
pub(super) fn reasons(item: Item) -> AnyView {
    let LastDecision {
        words, message, kind, ..
    } = item.approval.with(LastDecision::of);
    let lines = words
        .iter()
        .filter_map(|word| reason_name(kind, word))
        .map(|reason| view! { <li>{t(reason)}</li> })
        .collect_view();
    view! {
        {(!words.is_empty()).then(|| view! { <ul class="approval-reasons">{lines}</ul> })}
        {(!message.is_empty()).then(|| view! { <blockquote class="approval-quote" translate="no" dir="auto">{message}</blockquote> })}
    }
    .into_any()
}
