//! The page `/funds/claims/{id}/edit`.

use super::view::ClaimForm;
use crate::api::{Reading, fund_claims, use_read};
use crate::funds::CLAIM_EDIT;
use crate::funds::claims::page::NotFound;
use crate::funds::day::{day_of, use_rules};
use crate::funds::request_words::claim_state_name;
use crate::i18n::{keys, text, text_with};
use crate::paths;
use crate::session::use_session;
use crate::shell::{FailureState, PageHead};
use crate::ui::{ButtonKind, EmptyState, IconName, LinkButton, Pane, Skeleton, SkeletonShape};
use entente_model::funds::claim::FundClaim;
use entente_model::ids::ClaimId;
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A draft or a returned claim.
#[component]
pub fn EditClaimPage() -> impl IntoView {
    let params = use_params_map();
    let session = use_session();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<ClaimId>().ok())));
    let reading: Reading<FundClaim> = use_read(move || id.get().map(fund_claims::one));
    let today = day_of(use_rules());
    // The form is made once of each claim: what is fetched later must not take the place of what is typed.
    let opened = Memo::new(move |before: Option<&Option<FundClaim>>| {
        let now = reading.get();
        match (before.cloned().flatten(), now) {
            (Some(before), Some(now)) if before.summary.id == now.summary.id => Some(before),
            (_, now) => now,
        }
    });
    let content = move || match (opened.get(), session.get_untracked()) {
        (Some(claim), Some(session))
            if claim.summary.state.is_editable() && claim.request_progress.ended_at.is_none() =>
        {
            view! { <ClaimForm session=session claim=claim today=today/> }.into_any()
        }
        (Some(claim), Some(_)) => view! { <NotEditable claim=claim/> }.into_any(),
        _ if id.with(Option::is_none) => view! { <NotFound/> }.into_any(),
        _ if reading.error().with(Option::is_some) => {
            let is_gone = reading
                .error()
                .with(|error| error.as_ref().and_then(|error| error.code()))
                == Some(Code::NotFound);
            if is_gone {
                view! { <NotFound/> }.into_any()
            } else {
                view! { <PageHead page=&CLAIM_EDIT/> <FailureState error=reading.error() on_retry=move || reading.refetch()/> }
                    .into_any()
            }
        }
        _ => view! { <PageHead page=&CLAIM_EDIT/> <Skeleton shape=SkeletonShape::Page/> }.into_any(),
    };
    view! { <Pane>{content}</Pane> }
}

#[component]
fn NotEditable(claim: FundClaim) -> impl IntoView {
    let state = claim.summary.state;
    let has_ended = claim.request_progress.ended_at.is_some();
    let line = Signal::derive(move || {
        if has_ended && state.is_editable() {
            return Some(text(keys::REFUSAL_REQUEST_ENDED));
        }
        Some(text_with(
            keys::CLAIM_NOT_EDITABLE_TEXT,
            &[("state", &text(claim_state_name(state)))],
        ))
    });
    view! {
        <PageHead page=&CLAIM_EDIT/>
        <EmptyState title=keys::CLAIM_NOT_EDITABLE text=line icon=IconName::Lock>
            <LinkButton label=keys::CLAIM_OPEN href=paths::fund_claim(claim.summary.id) kind=ButtonKind::Primary/>
        </EmptyState>
    }
}
