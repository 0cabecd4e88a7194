//! The claims of the activity, each with the way to its page.

use super::acting::Acting;
use crate::funds::request_words::ClaimStateBadge;
use crate::i18n::{keys, t};
use crate::paths;
use crate::ui::{Card, Data, Money, Time, TimeStyle};
use entente_model::funds::claim::FundClaimSummary;
use leptos::prelude::*;

/// The card; nothing before there is one.
#[component]
pub(super) fn ClaimsCard(
    /// The request.
    acting: Acting,
) -> impl IntoView {
    let request = acting.request;
    let claims = Memo::new(move |_| request.with(|request| request.claims.clone()));
    move || {
        let claims = claims.get();
        (!claims.is_empty()).then(|| {
            let lines = claims.into_iter().rev().map(line).collect_view();
            view! { <Card title=keys::FUND_ACTIVITY_PAGE_CLAIMS><ul class="activity-claims">{lines}</ul></Card> }
        })
    }
}

fn line(claim: FundClaimSummary) -> AnyView {
    let FundClaimSummary {
        id,
        reference,
        state,
        claimed,
        approved,
        submitted_at,
        ..
    } = claim;
    let approved = approved.map(|approved| {
        view! {
            <span class="cell-sub">{t(keys::APPROVAL_FUND_APPROVED)}": "<Money minor=approved.minor currency=approved.currency/></span>
        }
    });
    let handed_in = submitted_at.map(|at| {
        view! { <span class="cell-sub">{t(keys::DEAL_FIELD_SUBMITTED)}" "<Time value=at style=TimeStyle::Day/></span> }
    });
    view! {
        <li>
            <div>
                <a class="link" href=paths::fund_claim(id)>{t(keys::APPROVAL_CLAIM_TITLE)}" "<Data value=reference class="deal-reference"/></a>
                {handed_in}
            </div>
            <div class="activity-claim-amount">
                <Money minor=claimed.minor currency=claimed.currency/>
                {approved}
            </div>
            <ClaimStateBadge state=state/>
        </li>
    }
    .into_any()
}
