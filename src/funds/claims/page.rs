//! The page of one claim, to read. It changes by itself when the claim does.

use super::delete::DeleteEndedDraft;
use super::notice::ClaimNotice;
use super::payment::PaymentCard;
use crate::api::{Reading, fund_claims, use_read};
use crate::funds::CLAIM;
use crate::funds::claim_cards::{ClaimPromised, ClaimProofs, ClaimSpent};
use crate::funds::request_words::ClaimStateBadge;
use crate::i18n::{Key, keys, t, text, text_with};
use crate::paths::{self, ApprovalsQuery};
use crate::records::{RecordComments, RecordKey, RecordPage, RecordTimeline, Reference, page_on_its_way};
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{ButtonKind, Data, EmptyState, GuardedLink, Icon, IconName, LinkButton, Money, announce};
use entente_model::events::LiveEvent;
use entente_model::funds::claim::{ClaimState, FundClaim};
use entente_model::ids::ClaimId;
use entente_model::people::{Permission, Side};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page `/funds/claims/{id}`.
#[component]
pub fn ClaimPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<ClaimId>().ok())));
    let reading: Reading<FundClaim> = use_read(move || id.get().map(fund_claims::one))
        .refetch_on(move |event| is_about(event, id.try_get_untracked().flatten()));
    view! {
        <RecordPage
            page=&CLAIM
            reading=reading
            is_named=Signal::derive(move || id.with(Option::is_some))
            loading=|| page_on_its_way(&CLAIM)
            not_found=|| view! { <NotFound/> }
            let(claim)
        >
            <ClaimView claim=claim/>
        </RecordPage>
    }
}

fn is_about(event: &LiveEvent, claim: Option<ClaimId>) -> bool {
    matches!(event, LiveEvent::FundClaim { id, .. } if Some(*id) == claim)
}

#[component]
fn ClaimView(claim: Signal<FundClaim>) -> impl IntoView {
    let name =
        Signal::derive(move || claim.with(|claim| text_with(keys::CLAIM_OF, &[("title", &claim.summary.title)])));
    let state = Signal::derive(move || claim.with(|claim| claim.summary.state));
    let record = Signal::derive(move || RecordKey::FundClaim(claim.with(|claim| claim.summary.id)));
    announce_changes(claim);
    view! {
        <PageHead page=&CLAIM title=name status=move || view! { <ClaimStateBadge state=state/> }>
            <Actions claim=claim/>
        </PageHead>
        <div class="deal-page">
            <Meta claim=claim/>
            <ClaimNotice claim=claim/>
            <div class="columns">
                <div class="deal-main">
                    <ClaimSpent claim=claim/>
                    <ClaimProofs claim=claim/>
                    <RecordComments record=record/>
                </div>
                <div class="deal-aside">
                    <PaymentCard claim=claim/>
                    <ClaimPromised claim=claim/>
                    <RecordTimeline record=record/>
                </div>
            </div>
        </div>
    }
}

/// Says when the claim has changed.
fn announce_changes(claim: Signal<FundClaim>) {
    let seen = Memo::new(move |_| claim.with(|claim| (claim.summary.id, claim.summary.version)));
    Effect::watch(
        move || seen.get(),
        move |(id, version), before, _| {
            if before.is_some_and(|(id_before, before)| id == id_before && version > before) {
                announce(text(keys::CLAIM_UPDATED));
            }
        },
        false,
    );
}

/// For its partner the way to its form, for finance the way to the item of the queue.
#[component]
fn Actions(claim: Signal<FundClaim>) -> impl IntoView {
    let session = use_session();
    let state = Memo::new(move |_| claim.with(|claim| claim.summary.state));
    let has_ended = Memo::new(move |_| claim.with(|claim| claim.request_progress.ended_at.is_some()));
    let form = move |label: Key| {
        let href = claim.with_untracked(|claim| paths::fund_claim_edit(claim.summary.id));
        let reason = Signal::derive(move || session.reason_not(Permission::RequestFunds));
        view! { <GuardedLink label=label href=href kind=ButtonKind::Primary icon=IconName::Pencil reason=reason/> }
            .into_any()
    };
    let review = move || {
        let search = claim.with_untracked(|claim| claim.summary.reference.clone());
        let href = paths::approvals_with(&ApprovalsQuery {
            search,
            ..ApprovalsQuery::default()
        });
        view! { <LinkButton label=keys::DEAL_ACTION_REVIEW href=href kind=ButtonKind::Primary icon=IconName::Gavel/> }
            .into_any()
    };
    move || match (session.side(), state.get()) {
        (Some(Side::Partner), ClaimState::Draft) if has_ended.get() => session
            .may(Permission::RequestFunds)
            .then(|| view! { <DeleteEndedDraft claim=claim/> }.into_any()),
        (Some(Side::Partner), ClaimState::Draft) => Some(form(keys::FUND_ACTIVITY_PAGE_CLAIM_CONTINUE)),
        (Some(Side::Partner), ClaimState::ActionRequired) => Some(form(keys::FUND_ACTIVITY_PAGE_CLAIM_ANSWER)),
        (Some(Side::Vendor), state) if state.awaits_decision() && session.may(Permission::ReadApprovals) => {
            Some(review())
        }
        _ => None,
    }
}

#[component]
fn Meta(claim: Signal<FundClaim>) -> impl IntoView {
    let session = use_session();
    let reference = Signal::derive(move || claim.with(|claim| claim.summary.reference.clone()));
    let partner = move || {
        let name = claim.with(|claim| claim.summary.partner_name.clone());
        (session.side() == Some(Side::Vendor)).then_some(name)
    };
    let minor = Signal::derive(move || claim.with(|claim| claim.summary.claimed.minor));
    let currency = Signal::derive(move || claim.with(|claim| claim.summary.claimed.currency.clone()));
    let activity = move || claim.with(|claim| paths::fund_request(claim.summary.request_id));
    view! {
        <div class="deal-meta">
            <Reference reference=reference/>
            {move || partner().map(|name| view! { <span><Icon name=IconName::Building2/><Data value=name/></span> })}
            <span class="deal-value"><Money minor=minor currency=currency/></span>
            <a class="link" href=activity>{t(keys::CLAIM_TO_ACTIVITY)}</a>
        </div>
    }
}

/// Says that there is no such claim, or none that the reader may know of.
#[component]
pub(super) fn NotFound() -> impl IntoView {
    view! {
        <PageHead page=&CLAIM/>
        <EmptyState title=keys::CLAIM_NOT_FOUND text=keys::CLAIM_NOT_FOUND_TEXT icon=IconName::CircleHelp>
            <LinkButton label=t(keys::FUND_BACK) href=paths::funds() icon=IconName::ArrowLeft/>
        </EmptyState>
    }
}
