//! The item at a glance: whose, how much, since when, until when.

use super::Item;
use crate::approvals::due::DueClock;
use crate::i18n::{self, Key, keys, t, text_with};
use crate::session::tier_name;
use crate::ui::{Data, Money, Time, TimeStyle};
use entente_model::approvals::ApprovalState;
use leptos::prelude::*;

/// The strip under the head.
#[component]
pub(super) fn Strip(item: Item) -> impl IntoView {
    let region = move || {
        let code = item.approval.with(|approval| approval.summary.region.clone());
        item.with_program(|program| {
            program
                .regions
                .iter()
                .find(|region| region.code == code)
                .map(|region| region.name.clone())
        })
        .unwrap_or(code)
    };
    let cells = move || {
        let row = item.approval.with(|approval| approval.summary.clone());
        let (tier, amount, score, decided) = (row.partner_tier, row.amount, row.score, row.decided);
        let whose = if row.record.application().is_some() {
            keys::APPROVAL_APPLICANT
        } else {
            keys::APPROVAL_PARTNER
        };
        let is_open = row.state == ApprovalState::Open;
        view! {
            {cell(whose, view! {
                <Data value=row.partner_name class="strong"/>
                {tier.map(|tier| view! { <span class="muted small">{move || tier_name(tier)}</span> })}
            }.into_any())}
            {cell(keys::APPROVAL_REGION, view! { <Data value=Signal::derive(region)/> }.into_any())}
            {amount.map(|amount| cell(keys::APPROVAL_AMOUNT, view! {
                <span class="strong"><Money minor=amount.minor currency=amount.currency/></span>
            }.into_any()))}
            {score.map(|score| cell(keys::APPROVAL_SCORE, view! {
                <span class="strong">{move || text_with(keys::APPROVAL_SCORE_OF, &[("score", &i18n::integer(i64::from(score)))])}</span>
            }.into_any()))}
            {cell(keys::APPROVAL_SUBMITTED, view! { <Time value=row.submitted_at style=TimeStyle::DateTime/> }.into_any())}
            {if is_open {
                cell(keys::APPROVAL_DUE, view! {
                    <DueClock starts=row.submitted_at ends=row.due_at/>
                    <span class="muted small"><Time value=row.due_at style=TimeStyle::DateTime is_end=true/></span>
                }.into_any())
            } else {
                cell(keys::APPROVAL_DECIDED, decided.map(|decided| view! { <Time value=decided.at style=TimeStyle::DateTime/> }).into_any())
            }}
            {cell(keys::APPROVAL_REFERENCE, view! { <Data value=row.reference class="approval-reference"/> }.into_any())}
        }
    };
    view! { <dl class="card approval-strip">{cells}</dl> }
}

fn cell(label: Key, value: AnyView) -> AnyView {
    view! { <div><dt>{t(label)}</dt><dd>{value}</dd></div> }.into_any()
}
