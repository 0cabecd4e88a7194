//! What can be done with the request now. What can't stays in sight with its reason, by the rules of the model.

use super::acting::{Acting, open_claim};
use crate::api::{fund_claims, use_write};
use crate::forms::error_text;
use crate::funds::request_words::{refusal_text, refused};
use crate::i18n::{Key, keys, text};
use crate::paths::{self, ApprovalsQuery};
use crate::shell::{page_command, use_commands};
use crate::ui::{Button, ButtonKind, GuardedLink, IconName, LinkButton, toast_error};
use entente_model::funds::claim::{ClaimDraft, ClaimState, FundClaim};
use entente_model::funds::request::{FundRequestEventKind, FundRequestState};
use entente_model::ids::{ClaimId, FundRequestId};
use entente_model::people::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The buttons of the page's head.
#[component]
pub(super) fn Actions(
    /// The request.
    acting: Acting,
) -> impl IntoView {
    if !untrack(|| acting.is_partner()) {
        return view! { <ReviewLink acting=acting/> }.into_any();
    }
    let Acting {
        request,
        session,
        withdrawing,
        ..
    } = acting;
    let reason = Signal::derive(move || {
        session.reason_not(Permission::RequestFunds).or_else(|| {
            let judged = acting.judge(FundRequestEventKind::Withdraw);
            judged.err().map(refusal_text)
        })
    });
    // Once it has come to its end there is nothing to take back.
    let is_over = Memo::new(move |_| request.with(|request| request.summary.state.is_final()));
    use_commands(move || {
        let possible = reason.with(Option::is_none);
        let command = possible.then(|| {
            page_command(
                FundRequestEventKind::Withdraw.as_str(),
                keys::FUND_ACTIVITY_PAGE_WITHDRAW,
                IconName::Undo2,
                move || withdrawing.set(true),
            )
        });
        command.into_iter().collect()
    });
    view! {
        {move || (!is_over.get()).then(|| view! {
            <Button
                label=keys::FUND_ACTIVITY_PAGE_WITHDRAW
                icon=IconName::Undo2
                disabled_reason=reason
                on_press=move || withdrawing.set(true)
            />
        })}
        <Leading acting=acting/>
    }
    .into_any()
}

/// What a request in its state, with its claims, asks the partner for first.
#[derive(Clone, Copy, PartialEq)]
enum First {
    /// Go on writing it.
    Edit(Key),
    /// Begin a claim.
    Begin,
    /// Go on with the claim.
    Claim(ClaimId, Key),
}

#[component]
fn Leading(acting: Acting) -> impl IntoView {
    let request = acting.request;
    let first = Memo::new(move |_| {
        request.with(|request| {
            let state = request.summary.state;
            Some(match (state, open_claim(request)) {
                (FundRequestState::Draft, _) => First::Edit(keys::FUND_ACTIVITY_PAGE_CONTINUE),
                (FundRequestState::ActionRequired, _) => First::Edit(keys::FUND_ACTIVITY_PAGE_ANSWER),
                (_, Some(claim)) => match claim.state {
                    ClaimState::Draft if state.is_claimable() => {
                        First::Claim(claim.id, keys::FUND_ACTIVITY_PAGE_CLAIM_CONTINUE)
                    }
                    ClaimState::ActionRequired => First::Claim(claim.id, keys::FUND_ACTIVITY_PAGE_CLAIM_ANSWER),
                    _ => return None,
                },
                (state, None) if state.is_claimable() => First::Begin,
                _ => return None,
            })
        })
    });
    move || {
        first.get().map(|first| match first {
            First::Edit(label) => {
                let href = request.with_untracked(|request| paths::fund_request_edit(request.summary.id));
                lead_on(acting, label, href)
            }
            First::Claim(id, label) => lead_on(acting, label, paths::fund_claim_edit(id)),
            First::Begin => view! { <BeginClaim acting=acting/> }.into_any(),
        })
    }
}

/// A link to a form, or a button that says who could open it.
fn lead_on(acting: Acting, label: Key, href: String) -> AnyView {
    let reason = Signal::derive(move || acting.session.reason_not(Permission::RequestFunds));
    view! { <GuardedLink label=label href=href kind=ButtonKind::Primary icon=IconName::Pencil reason=reason/> }
        .into_any()
}

/// Begins the claim's draft and leads to its form.
#[component]
fn BeginClaim(acting: Acting) -> impl IntoView {
    let navigate = use_navigate();
    let beginning = use_write(
        |request: &FundRequestId, key| fund_claims::create(*request, &ClaimDraft::default(), key),
        move |_, begun: FundClaim| navigate(&paths::fund_claim_edit(begun.summary.id), Default::default()),
    );
    Effect::new(move |_| {
        if let Some(error) = beginning.error().get() {
            let said = error.problem().and_then(refused);
            toast_error(said.unwrap_or_else(|| error_text(&error)));
        }
    });
    let reason = Signal::derive(move || {
        acting.session.reason_not(Permission::RequestFunds).or_else(|| {
            let judged = acting.judge(FundRequestEventKind::Claim);
            judged.err().map(refusal_text)
        })
    });
    view! {
        <Button
            label=keys::FUND_ACTIVITY_PAGE_CLAIM_BEGIN
            kind=ButtonKind::Primary
            icon=IconName::BadgeDollarSign
            disabled_reason=reason
            busy=beginning.pending()
            on_press=move || beginning.run(acting.request.with_untracked(|request| request.summary.id))
        />
    }
}

/// For the vendor: the way to the item of the queue that waits for a decision on this request.
#[component]
fn ReviewLink(acting: Acting) -> impl IntoView {
    let Acting { request, session, .. } = acting;
    move || {
        let waits = request.with(|request| request.summary.state.awaits_decision());
        let may_read = session.role().is_some_and(|role| role.may(Permission::ReadApprovals));
        (waits && may_read).then(|| {
            let search = request.with(|request| request.summary.reference.clone());
            let href = paths::approvals_with(&ApprovalsQuery { search, ..ApprovalsQuery::default() });
            view! { <LinkButton label=text(keys::DEAL_ACTION_REVIEW) href=href kind=ButtonKind::Primary icon=IconName::Gavel/> }
        })
    }
}
