//! Partners and other applications that may be the same company, each with the evidence.

use super::Item;
use crate::applications::words::{ApplicationStateBadge, region_name};
use crate::approvals::words::{evidence_icon, evidence_text};
use crate::i18n::{self, keys, t};
use crate::paths;
use crate::session::tier_name;
use crate::ui::{Card, Data, Icon, IconName, IconSize, KeyValue, KeyValues, StatusBadge, Time, TimeStyle, Tone};
use entente_model::approvals::{Evidence, LikelyDuplicate};
use entente_model::onboarding::ApplicationSummary;
use entente_model::people::PartnerSummary;
use leptos::prelude::*;

/// The card, strongest first.
#[component]
pub(super) fn Duplicates(item: Item) -> impl IntoView {
    let duplicates = Memo::new(move |_| item.approval.with(|approval| approval.duplicates.clone()));
    let inside = move || {
        let duplicates = duplicates.get();
        if duplicates.is_empty() {
            return view! {
                <p class="approval-clear">
                    <Icon name=IconName::ShieldCheck/>
                    <span><span class="strong">{t(keys::APPROVAL_NO_DUPLICATES)}</span><span class="cell-sub">{t(keys::APPROVAL_NO_DUPLICATES_TEXT)}</span></span>
                </p>
            }
            .into_any();
        }
        duplicates
            .into_iter()
            .map(|duplicate| one(item, duplicate))
            .collect_view()
            .into_any()
    };
    view! { <Card title=keys::APPROVAL_DUPLICATES text=keys::APPROVAL_DUPLICATES_TEXT>{inside}</Card> }
}

fn one(item: Item, duplicate: LikelyDuplicate) -> AnyView {
    let sure = |evidence: &Evidence| matches!(evidence, Evidence::SameDomain { .. } | Evidence::SameName { .. });
    let certainty = if duplicate.evidence.iter().any(sure) {
        view! { <StatusBadge label=keys::EVIDENCE_SAME_COMPANY tone=Tone::Danger icon=Some(IconName::ShieldAlert)/> }
    } else {
        view! { <StatusBadge label=keys::EVIDENCE_POSSIBLE tone=Tone::Warning icon=Some(IconName::CircleHelp)/> }
    };
    let chips = duplicate
        .evidence
        .into_iter()
        .map(|evidence| {
            let shape = evidence_icon(&evidence);
            let said = move || item.with_program(|program| evidence_text(&evidence, program));
            view! { <li class="approval-evidence"><Icon name=shape size=IconSize::Small/><span>{said}</span></li> }
        })
        .collect_view();
    let (head, state, lines) = match (duplicate.partner, duplicate.application) {
        (Some(partner), _) => of_partner(item, partner),
        (None, Some(application)) => of_application(item, application),
        (None, None) => (
            view! { <h3>{t(keys::APPROVAL_DUPLICATE_HIDDEN)}</h3> }.into_any(),
            ().into_any(),
            view! { <p class="muted">{t(keys::APPROVAL_DUPLICATE_HIDDEN_TEXT)}</p> }.into_any(),
        ),
    };
    view! {
        <article class="approval-conflict">
            <header class="approval-conflict-head">
                {head}
                <span class="row">{state}{certainty}</span>
            </header>
            <ul class="approval-evidences" aria-label=t(keys::EVIDENCE_TITLE)>{chips}</ul>
            {lines}
        </article>
    }
    .into_any()
}

fn of_partner(item: Item, partner: PartnerSummary) -> (AnyView, AnyView, AnyView) {
    let tier = partner.tier;
    let head = view! {
        <h3>
            <a href=paths::partner(partner.id) translate="no" dir="auto">{partner.display_name}</a>
            <span class="cell-sub">{t(keys::APPROVAL_DUPLICATE_PARTNER)}" · "{move || tier_name(tier)}</span>
        </h3>
    };
    let lines = view! { <KeyValues>{place(item, partner.domain, partner.country, partner.region)}</KeyValues> };
    (head.into_any(), ().into_any(), lines.into_any())
}

fn of_application(item: Item, application: ApplicationSummary) -> (AnyView, AnyView, AnyView) {
    let head = view! {
        <h3>
            <a href=paths::application(application.id) translate="no" dir="auto">{application.company}</a>
            <span class="cell-sub">{t(keys::APPROVAL_DUPLICATE_APPLICATION)}" · "<Data value=application.reference class="approval-reference"/></span>
        </h3>
    };
    let lines = view! {
        <KeyValues>
            {place(item, application.domain, application.country, application.region)}
            {application.submitted_at.map(|at| view! {
                <KeyValue label=keys::DEAL_FIELD_SUBMITTED><Time value=at style=TimeStyle::DateTime/></KeyValue>
            })}
        </KeyValues>
    };
    let state = view! { <ApplicationStateBadge state=application.state/> };
    (head.into_any(), state.into_any(), lines.into_any())
}

/// Where a company is found.
fn place(item: Item, domain: String, country: String, region: String) -> impl IntoView {
    let region = Signal::derive(move || item.with_program(|program| region_name(program, &region)));
    view! {
        <KeyValue label=keys::APPLICATION_FACT_DOMAIN><Data value=domain/></KeyValue>
        <KeyValue label=keys::APPLICATION_FACT_COUNTRY><Data value=Signal::derive(move || i18n::country_name(&country))/></KeyValue>
        <KeyValue label=keys::APPLICATION_FACT_REGION><Data value=region/></KeyValue>
    }
}
