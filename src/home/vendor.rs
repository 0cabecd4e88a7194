//! The vendor's people: what waits for a decision, earliest due first.

use super::row::{Figure, Rows};
use crate::approvals::due::DueClock;
use crate::approvals::words::{RiskBadges, kind_name};
use crate::i18n::{self, keys, t, text, text_with};
use crate::paths::{self, ApprovalsQuery, JourneysQuery};
use crate::session::use_session;
use crate::ui::{Badge, ButtonSize, Card, Data, EmptyState, IconName, LinkButton, Money};
use entente_model::approvals::{ApprovalKind, ApprovalSummary, RiskFlag};
use entente_model::home::Home;
use entente_model::onboarding::JourneyRisk;
use entente_model::people::Permission;
use leptos::prelude::*;

/// The page of somebody of the vendor.
#[component]
pub(super) fn VendorHome(
    /// What was read.
    home: Signal<Home>,
) -> impl IntoView {
    let session = use_session();
    let follows = Memo::new(move |_| session.may(Permission::FollowJourneys));
    let waiting = Memo::new(move |_| home.with(|home| home.waiting.clone()));
    let figure = move |take: fn(&Home) -> u32| Signal::derive(move || home.with(|home| u64::from(take(home))));
    let overdue = ApprovalsQuery {
        flag: Some(RiskFlag::Overdue),
        ..ApprovalsQuery::default()
    };
    let at_risk = JourneysQuery {
        risks: vec![JourneyRisk::AtRisk],
        ..JourneysQuery::default()
    };
    let more = move || view! { <LinkButton label=keys::HOME_QUEUE href=paths::approvals() size=ButtonSize::Small/> };
    view! {
        <nav class="figures" aria-label=t(keys::HOME_FIGURES)>
            <Figure label=keys::HOME_WAITING value=figure(|home| home.waiting_count) href=paths::approvals()/>
            <Figure label=keys::HOME_OVERDUE_COUNT value=figure(|home| home.overdue_count) href=paths::approvals_with(&overdue)/>
            {move || follows.get().then(|| view! {
                <Figure label=keys::HOME_AT_RISK value=figure(|home| home.at_risk_count) href=paths::journeys_with(&at_risk)/>
            })}
        </nav>
        {move || if waiting.with(Vec::is_empty) {
            view! {
                <Card>
                    <EmptyState title=keys::HOME_DECIDED_TITLE text=move || Some(text(keys::HOME_DECIDED_TEXT)) icon=IconName::CircleCheck>
                        <LinkButton label=keys::HOME_ALL_DEALS href=paths::deals()/>
                    </EmptyState>
                </Card>
            }.into_any()
        } else {
            view! {
                <Card title=keys::HOME_WAITING_TITLE text=keys::HOME_WAITING_TEXT flush=true actions=more>
                    <Rows>{move || waiting.get().iter().map(row).collect_view()}</Rows>
                </Card>
            }.into_any()
        }}
    }
}

fn row(item: &ApprovalSummary) -> AnyView {
    let kind = Some(item.kind).filter(|kind| *kind != ApprovalKind::DealRegistration);
    let worth = match (item.amount.clone(), item.score) {
        (Some(amount), _) => view! { <Money minor=amount.minor currency=amount.currency/> }.into_any(),
        (None, Some(score)) => {
            view! { {move || text_with(keys::APPROVAL_SCORE_OF, &[("score", &i18n::integer(i64::from(score)))])} }
                .into_any()
        }
        (None, None) => ().into_any(),
    };
    // An applicant is named by the line already.
    let below = match item.partner_id {
        Some(_) => format!("{} · {}", item.partner_name, item.reference),
        None => item.reference.clone(),
    };
    view! {
        <li>
            <a class="next-row next-row-plain" href=paths::approval(item.id)>
                <span class="next-main">
                    <span class="row">
                        <Data value=item.subject.clone() class="strong truncate"/>
                        {kind.map(|kind| view! { <Badge label=kind_name(kind)/> })}
                        <RiskBadges flags=item.flags.clone()/>
                    </span>
                    <span class="next-sub" translate="no">{below}</span>
                </span>
                <span class="next-amount">{worth}</span>
                <span class="next-end"><DueClock starts=item.submitted_at ends=item.due_at/></span>
            </a>
        </li>
    }
    .into_any()
}
