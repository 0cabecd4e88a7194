//! A partner's next steps: what came back, what runs out, what was begun, and how their deals stand.

use super::funds::{FundsCard, is_calm};
use super::journey::JourneyCard;
use super::page::RegisterDeal;
use super::row::{Figure, Rows, deal_row};
use crate::i18n::{Key, keys, t, text};
use crate::paths::{self, DealsQuery};
use crate::ui::{Banner, ButtonSize, Card, EmptyState, IconName, LinkButton, Tone};
use entente_model::deals::{DealState, DealSummary};
use entente_model::home::Home;
use entente_model::onboarding::TaskKind;
use leptos::prelude::*;

fn states_link(states: &[DealState]) -> String {
    paths::deals_with(&in_states(states))
}

fn in_states(states: &[DealState]) -> DealsQuery {
    DealsQuery {
        states: states.to_vec(),
        ..DealsQuery::default()
    }
}

/// The page of a partner.
#[component]
pub(super) fn PartnerHome(
    /// What was read.
    home: Signal<Home>,
) -> impl IntoView {
    let begun = Memo::new(move |_| {
        home.with(|home| home.counts.iter().any(|entry| entry.count > 0) || !home.drafts.is_empty() || !is_calm(home))
    });
    view! {
        <AgreementNotice home=home/>
        <JourneyCard home=home/>
        <FundsCard home=home/>
        {move || if begun.get() {
            view! { <Begun home=home/> }.into_any()
        } else {
            view! { <Nothing/> }.into_any()
        }}
    }
}

/// Says that the agreement is to be signed, unless the journey below says so.
#[component]
fn AgreementNotice(home: Signal<Home>) -> impl IntoView {
    let waits = Memo::new(move |_| {
        home.with(|home| {
            let next = home.journey.as_ref().map(|journey| journey.next.as_slice());
            let is_next = next
                .unwrap_or_default()
                .iter()
                .any(|task| task.kind == TaskKind::SignAgreement);
            home.agreement_waits && !is_next
        })
    });
    move || {
        waits.get().then(|| {
            view! {
                <Banner title=keys::HOME_AGREEMENT text=keys::HOME_AGREEMENT_TEXT tone=Tone::Warning icon=IconName::FileText>
                    <LinkButton label=keys::HOME_AGREEMENT_OPEN href=paths::agreement() size=ButtonSize::Small/>
                </Banner>
            }
        })
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <Card>
            <EmptyState title=keys::HOME_EMPTY_TITLE text=move || Some(text(keys::HOME_EMPTY_TEXT)) icon=IconName::Handshake>
                <RegisterDeal/>
            </EmptyState>
        </Card>
    }
}

#[component]
fn Begun(home: Signal<Home>) -> impl IntoView {
    let part = move |take: fn(&Home) -> &Vec<DealSummary>| Memo::new(move |_| home.with(|home| take(home).clone()));
    let (returned, ending, drafts) = (
        part(|home| &home.returned),
        part(|home| &home.ending),
        part(|home| &home.drafts),
    );
    let count = move |states: &'static [DealState]| {
        Signal::derive(move || {
            home.with(|home| {
                home.counts
                    .iter()
                    .filter(|entry| states.contains(&entry.state))
                    .map(|entry| entry.count)
                    .sum::<u64>()
            })
        })
    };
    const REVIEW: &[DealState] = &[DealState::Submitted, DealState::InReview];
    const RETURNED: &[DealState] = &[DealState::ActionRequired];
    const PROTECTED: &[DealState] = &[DealState::Approved];
    const WON: &[DealState] = &[DealState::Won];
    let own_drafts = || {
        paths::deals_with(&DealsQuery {
            mine: true,
            ..in_states(&[DealState::Draft])
        })
    };
    let link = |label: Key, href: String| view! { <LinkButton label=label href=href size=ButtonSize::Small/> };
    let funds_calm = Memo::new(move |_| home.with(is_calm));
    let calm = move || {
        returned.with(Vec::is_empty) && ending.with(Vec::is_empty) && drafts.with(Vec::is_empty) && funds_calm.get()
    };
    view! {
        <nav class="figures" aria-label=t(keys::HOME_FIGURES)>
            <Figure label=keys::HOME_COUNT_REVIEW value=count(REVIEW) href=states_link(REVIEW)/>
            <Figure label=keys::HOME_COUNT_RETURNED value=count(RETURNED) href=states_link(RETURNED)/>
            <Figure label=keys::HOME_COUNT_PROTECTED value=count(PROTECTED) href=states_link(PROTECTED)/>
            <Figure label=keys::HOME_COUNT_WON value=count(WON) href=states_link(WON)/>
        </nav>
        {move || (!returned.with(Vec::is_empty)).then(|| view! {
            <Card title=keys::HOME_RETURNED text=keys::HOME_RETURNED_TEXT flush=true actions=move || link(keys::HOME_ALL, states_link(RETURNED))>
                <Rows>{move || returned.get().into_iter().map(|deal| deal_row(&deal, paths::deal_edit(deal.id), IconName::Undo2)).collect_view()}</Rows>
            </Card>
        })}
        {move || (!ending.with(Vec::is_empty)).then(|| view! {
            <Card title=keys::HOME_ENDING text=keys::HOME_ENDING_TEXT flush=true actions=move || link(keys::HOME_ALL_PROTECTED, states_link(PROTECTED))>
                <Rows>{move || ending.get().into_iter().map(|deal| deal_row(&deal, paths::deal(deal.id), IconName::ShieldAlert)).collect_view()}</Rows>
            </Card>
        })}
        {move || (!drafts.with(Vec::is_empty)).then(|| view! {
            <Card title=keys::HOME_DRAFTS flush=true actions=move || link(keys::HOME_ALL, own_drafts())>
                <Rows>{move || drafts.get().into_iter().map(|deal| deal_row(&deal, paths::deal_edit(deal.id), IconName::Pencil)).collect_view()}</Rows>
            </Card>
        })}
        {move || calm().then(|| view! {
            <Card>
                <EmptyState title=keys::HOME_CALM_TITLE text=move || Some(text(keys::HOME_CALM_TEXT)) icon=IconName::CircleCheck>
                    <LinkButton label=keys::HOME_ALL_DEALS href=paths::deals()/>
                </EmptyState>
            </Card>
        })}
    }
}
