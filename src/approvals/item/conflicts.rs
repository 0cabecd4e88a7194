//! What the registration may conflict with: each other one beside it, with the evidence for the match.

use super::Item;
use crate::approvals::words::{evidence_icon, evidence_text};
use crate::deals::facts::{money, product_name};
use crate::deals::words::{DealStateBadge, state_name};
use crate::i18n::{self, keys, t, text};
use crate::paths;
use crate::ui::{
    Card, CompareRow, Data, Icon, IconName, IconSize, KeyValue, KeyValues, Likeness, SideBySide, StatusBadge, Tone,
};
use entente_model::approvals::{Approval, Conflict, Evidence};
use entente_model::deals::DealSummary;
use entente_model::settings::ReservedAccount;
use leptos::prelude::*;

/// The card with every conflict, strongest first.
#[component]
pub(super) fn Conflicts(item: Item) -> impl IntoView {
    let conflicts = Memo::new(move |_| item.approval.with(|approval| approval.conflicts.clone()));
    let inside = move || {
        let conflicts = conflicts.get();
        if conflicts.is_empty() {
            return view! {
                <p class="approval-clear">
                    <Icon name=IconName::ShieldCheck/>
                    <span><span class="strong">{t(keys::APPROVAL_NO_CONFLICTS)}</span><span class="cell-sub">{t(keys::APPROVAL_NO_CONFLICTS_TEXT)}</span></span>
                </p>
            }
            .into_any();
        }
        conflicts
            .into_iter()
            .map(|conflict| view! { <OneConflict item=item conflict=conflict/> })
            .collect_view()
            .into_any()
    };
    view! { <Card title=keys::APPROVAL_CONFLICTS text=keys::APPROVAL_CONFLICTS_TEXT>{inside}</Card> }
}

#[component]
fn OneConflict(item: Item, conflict: Conflict) -> impl IntoView {
    let certainty = if conflict.certain {
        view! { <StatusBadge label=keys::EVIDENCE_CERTAIN tone=Tone::Danger icon=Some(IconName::ShieldAlert)/> }
    } else {
        view! { <StatusBadge label=keys::EVIDENCE_POSSIBLE tone=Tone::Warning icon=Some(IconName::CircleHelp)/> }
    };
    let holds = conflict.holds_account.then(|| {
        view! { <StatusBadge label=keys::EVIDENCE_HOLDS tone=Tone::Danger icon=Some(IconName::Lock)/> }
    });
    let chips = conflict
        .evidence
        .iter()
        .cloned()
        .map(|evidence| {
            let shape = evidence_icon(&evidence);
            let said = move || item.with_program(|program| evidence_text(&evidence, program));
            view! { <li class="approval-evidence"><Icon name=shape size=IconSize::Small/><span>{said}</span></li> }
        })
        .collect_view();
    // A reserved account is its own ground.
    let evidence = (!conflict.evidence.is_empty())
        .then(|| view! { <ul class="approval-evidences" aria-label=t(keys::EVIDENCE_TITLE)>{chips}</ul> });
    let head = match (&conflict.deal, &conflict.reserved) {
        (Some(deal), _) => deal_head(deal),
        (None, Some(reserved)) => view! { <h3><Data value=reserved.name.clone()/></h3> }.into_any(),
        (None, None) => view! { <h3>{t(keys::APPROVAL_HIDDEN)}</h3> }.into_any(),
    };
    let state = conflict
        .deal
        .as_ref()
        .map(|deal| view! { <DealStateBadge state=deal.state/> });
    let inside = match (conflict.deal.clone(), conflict.reserved.clone()) {
        (Some(other), _) => view! { <Compared item=item other=*other conflict=conflict/> }.into_any(),
        (None, Some(reserved)) => reserved_account(reserved),
        (None, None) => view! { <p class="muted">{t(keys::APPROVAL_HIDDEN_TEXT)}</p> }.into_any(),
    };
    view! {
        <article class="approval-conflict">
            <header class="approval-conflict-head">
                {head}
                <span class="row">{state}{certainty}{holds}</span>
            </header>
            {evidence}
            {inside}
        </article>
    }
}

fn deal_head(deal: &DealSummary) -> AnyView {
    view! {
        <h3>
            <a href=paths::deal(deal.id) translate="no" dir="auto">{deal.customer_name.clone()}</a>
            <span class="cell-sub"><Data value=deal.partner_name.clone()/>" · "<Data value=deal.reference.clone() class="approval-reference"/></span>
        </h3>
    }
    .into_any()
}

fn reserved_account(reserved: ReservedAccount) -> AnyView {
    let territory = reserved.territory;
    let country = reserved.country;
    view! {
        <KeyValues>
            <KeyValue label=keys::APPROVAL_RESERVED_AS>
                {t(if territory { keys::APPROVAL_RESERVED_TERRITORY } else { keys::APPROVAL_RESERVED_ACCOUNT })}
            </KeyValue>
            {(!reserved.domain.is_empty()).then(|| view! {
                <KeyValue label=keys::DEAL_FIELD_CUSTOMER_DOMAIN><Data value=reserved.domain.clone()/></KeyValue>
            })}
            {(!country.is_empty()).then(|| view! {
                <KeyValue label=keys::DEAL_FIELD_CUSTOMER_COUNTRY><Data value=Signal::derive(move || i18n::country_name(&country))/></KeyValue>
            })}
            <KeyValue label=keys::APPROVAL_RESERVED_REASON><Data value=reserved.reason/></KeyValue>
        </KeyValues>
    }
    .into_any()
}

/// This registration and the other, line by line; lines that the evidence rests on are marked as the same.
#[component]
fn Compared(item: Item, other: DealSummary, conflict: Conflict) -> impl IntoView {
    // Both may be the same partner's: the reference tells them apart.
    let named = |partner: &str, reference: &str| Signal::stored(format!("{partner} · {reference}"));
    let heads = item.approval.with_untracked(|approval| {
        let this = &approval.summary;
        (
            named(&this.partner_name, &this.reference),
            named(&other.partner_name, &other.reference),
        )
    });
    let rows = Signal::derive(move || {
        item.approval
            .with(|approval| compared(item, approval, &other, &conflict))
    });
    view! {
        <SideBySide label=keys::APPROVAL_COMPARED left=heads.0 right=heads.1 data_heads=true rows=rows/>
    }
}

fn compared(item: Item, this: &Approval, other: &DealSummary, conflict: &Conflict) -> Vec<CompareRow> {
    let has = |matches: fn(&Evidence) -> bool| conflict.evidence.iter().any(matches);
    let same_domain = has(|evidence| matches!(evidence, Evidence::SameDomain { .. }));
    let same_name = has(|evidence| matches!(evidence, Evidence::SameName { .. }));
    let shared = has(|evidence| matches!(evidence, Evidence::SharedProducts { .. }));
    let Some(deal) = this.deal() else {
        return Vec::new();
    };
    let ours = &deal.summary;
    let country = |code: &str| {
        if code.is_empty() {
            String::new()
        } else {
            i18n::country_name(code)
        }
    };
    let products = |codes: &[String]| {
        item.with_program(|program| {
            i18n::list(&codes.iter().map(|code| product_name(program, code)).collect::<Vec<_>>())
        })
    };
    let value = |deal: &DealSummary| deal.value.as_ref().map(money).unwrap_or_default();
    let close = |deal: &DealSummary| deal.expected_close.map(i18n::date).unwrap_or_default();
    let submitted = |at: Option<chrono::DateTime<chrono::Utc>>| at.map(i18n::date_time).unwrap_or_default();
    let likeness = |evident: bool, likeness: Likeness| if evident { likeness } else { Likeness::Different };
    let mut rows = vec![
        row(
            keys::DEAL_FIELD_CUSTOMER_NAME,
            &ours.customer_name,
            &other.customer_name,
            likeness(same_name, Likeness::Same),
        ),
        row(
            keys::DEAL_FIELD_CUSTOMER_DOMAIN,
            &ours.customer_domain,
            &other.customer_domain,
            likeness(same_domain, Likeness::Same),
        ),
        row(
            keys::DEAL_FIELD_CUSTOMER_COUNTRY,
            &country(&ours.customer_country),
            &country(&other.customer_country),
            Likeness::Different,
        ),
        row(
            keys::DEAL_FIELD_PRODUCTS,
            &products(&ours.products),
            &products(&other.products),
            likeness(shared, Likeness::Partly),
        ),
        row(keys::DEAL_FIELD_VALUE, &value(ours), &value(other), Likeness::Different),
        row(
            keys::DEAL_FIELD_EXPECTED_CLOSE,
            &close(ours),
            &close(other),
            Likeness::Different,
        ),
        row(
            keys::DEAL_FIELD_SUBMITTED,
            &submitted(deal.progress.submitted_at),
            &submitted(conflict.submitted_at),
            Likeness::Different,
        ),
        row(
            keys::APPROVAL_STATE,
            &text(state_name(ours.state)),
            &text(state_name(other.state)),
            Likeness::Different,
        ),
    ];
    if let Some(until) = other.protected_until {
        rows.push(row(
            keys::APPROVAL_PROTECTED_UNTIL,
            "",
            &i18n::day(i18n::last_moment(until)),
            Likeness::Different,
        ));
    }
    rows
}

/// A line; what is written alike or what the evidence says is the same carries the mark.
fn row(label: i18n::Key, this: &str, other: &str, likeness: Likeness) -> CompareRow {
    let dash = |value: &str| {
        if value.is_empty() {
            "–".to_owned()
        } else {
            value.to_owned()
        }
    };
    let row = CompareRow::new(label, dash(this), dash(other));
    match (this == other, likeness) {
        (true, _) if !this.is_empty() => row.alike(Likeness::Same),
        (_, likeness) => row.alike(likeness),
    }
}
