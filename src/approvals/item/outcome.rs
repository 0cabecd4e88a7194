//! How the item was decided: by whom, when, why; and what the reader had typed for a decision of their own.

use super::Item;
use super::request::{LastDecision, reasons};
use crate::approvals::words::ApprovalStateBadge;
use crate::i18n::{keys, t, text_with};
use crate::ui::{Avatar, Card, Data, Icon, IconName, Time};
use entente_model::approvals::ApprovalState;
use leptos::prelude::*;

/// The card that stands where the decision stood.
#[component]
pub(super) fn Outcome(item: Item) -> impl IntoView {
    let decided = Memo::new(move |_| item.approval.with(|approval| approval.summary.decided.clone()));
    let state = Memo::new(move |_| item.approval.with(|approval| approval.summary.state));
    let by = move || {
        decided.get().map(|decided| {
            let who = match decided.rule {
                Some(rule) => view! {
                    <Icon name=IconName::Zap/>
                    <span>{move || text_with(keys::APPROVALS_BY_RULE, &[("rule", &rule)])}</span>
                }
                .into_any(),
                None if decided.by.name.is_empty() => ().into_any(),
                None => view! { <Avatar name=decided.by.name.clone()/><Data value=decided.by.name class="strong"/> }
                    .into_any(),
            };
            view! { <p class="approval-person">{who}<span class="muted"><Time value=decided.at/></span></p> }
        })
    };
    // The record keeps the words of its last decision only; they are this item's when both were decided at one time.
    let is_last = move || {
        item.approval.with(|approval| {
            let at = approval.summary.decided.as_ref().map(|decided| decided.at);
            at.is_some() && at == LastDecision::of(approval).at
        })
    };
    let words = move || is_last().then(|| reasons(item));
    let unsent = move || {
        item.draft
            .message
            .with(|message| (!message.trim().is_empty() && !item.decided_here.get()).then(|| message.clone()))
    };
    view! {
        <Card title=keys::APPROVAL_OUTCOME actions=ViewFn::from(move || view! { <ApprovalStateBadge state=Signal::from(state)/> })>
            <div class="stack-tight">
                {by}
                {words}
                {move || (state.get() == ApprovalState::Cancelled).then(|| view! { <p class="muted">{t(keys::APPROVAL_CANCELLED_TEXT)}</p> })}
                {move || unsent().map(|message| view! {
                    <h3 class="approval-subhead">{t(keys::DECISION_UNSENT)}</h3>
                    <blockquote class="approval-quote" translate="no" dir="auto">{message}</blockquote>
                })}
            </div>
        </Card>
    }
}
