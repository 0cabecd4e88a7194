//! The page `/funds/claims/{id}/edit`.

use super::view::ClaimForm;
use crate::api::{fund_claims, use_read};
use crate::forms::{NotEditable, first_read, unread};
use crate::funds::CLAIM_EDIT;
use crate::funds::claims::page::NotFound;
use crate::funds::day::{day_of, use_rules};
use crate::funds::request_words::claim_state_name;
use crate::i18n::keys;
use crate::paths;
use crate::session::use_session;
use crate::ui::Pane;
use entente_model::funds::claim::FundClaim;
use entente_model::ids::ClaimId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A draft or a returned claim.
#[component]
pub fn EditClaimPage() -> impl IntoView {
    let params = use_params_map();
    let session = use_session();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<ClaimId>().ok())));
    let reading = use_read(move || id.get().map(fund_claims::one));
    let today = day_of(use_rules());
    let opened = first_read(reading, |claim: &FundClaim| claim.summary.id);
    let content = move || match (opened.get(), session.get_untracked()) {
        (Some(claim), Some(session))
            if claim.summary.state.is_editable() && claim.request_progress.ended_at.is_none() =>
        {
            view! { <ClaimForm session=session claim=claim today=today/> }.into_any()
        }
        (Some(claim), Some(_)) => view! { <Closed claim=claim/> }.into_any(),
        _ => unread(&CLAIM_EDIT, reading, id.with(Option::is_some), || {
            view! { <NotFound/> }.into_any()
        }),
    };
    view! { <Pane>{content}</Pane> }
}

/// Why it can't be edited: it stands elsewhere, or its request has ended.
#[component]
fn Closed(claim: FundClaim) -> impl IntoView {
    let state = claim.summary.state;
    let explained = if state.is_editable() {
        keys::REFUSAL_REQUEST_ENDED
    } else {
        keys::CLAIM_NOT_EDITABLE_TEXT
    };
    view! {
        <NotEditable
            page=&CLAIM_EDIT
            title=keys::CLAIM_NOT_EDITABLE
            explained=explained
            state=claim_state_name(state)
            label=keys::CLAIM_OPEN
            href=paths::fund_claim(claim.summary.id)
        />
    }
}
