//! Who has agreed to pay a claim, and whether it is paid.

use crate::i18n::{Key, keys, t};
use crate::paths;
use crate::session::use_session;
use crate::ui::{Card, KeyValue, KeyValues, Money, Time, TimeStyle};
use entente_model::funds::claim::{ClaimApproval, FundClaim};
use entente_model::people::Permission;
use leptos::prelude::*;

/// The first and the second who agree.
const NAMES: [Key; 2] = [keys::CLAIM_APPROVAL_FIRST, keys::CLAIM_APPROVAL_SECOND];

/// The card; nothing before somebody has agreed, which a partner is told once all have.
#[component]
pub(super) fn PaymentCard(
    /// The claim.
    claim: Signal<FundClaim>,
) -> impl IntoView {
    let session = use_session();
    let currency = Signal::derive(move || claim.with(|claim| claim.summary.claimed.currency.clone()));
    let approvals = Memo::new(move |_| claim.with(|claim| claim.progress.approvals.clone()));
    let paid = Memo::new(move |_| claim.with(|claim| (claim.progress.payment_id, claim.progress.paid_at)));
    let bounced = Memo::new(move |_| claim.with(|claim| claim.progress.bounced_at));
    let agreed = move |(at, approval): (usize, ClaimApproval)| {
        let name = NAMES.get(at).copied().unwrap_or(keys::CLAIM_APPROVAL_SECOND);
        let by_reader = move || {
            session
                .is_me(approval.by)
                .then(|| view! { " · " {t(keys::CLAIM_APPROVAL_YOU)} })
        };
        view! {
            <KeyValue label=name>
                <span>
                    <Money minor=approval.minor currency=currency/>
                    <span class="cell-sub"><Time value=approval.at style=TimeStyle::DateTime/>{by_reader}</span>
                </span>
            </KeyValue>
        }
    };
    let payment = move || {
        let (id, at) = paid.get();
        let (id, at) = (id?, at?);
        let on = view! { <Time value=at style=TimeStyle::Day/> };
        // The payment's page is for those who pay.
        let shown = if session.may(Permission::PayClaims) {
            view! { <a class="link" href=paths::fund_payment(id)>{on}</a> }.into_any()
        } else {
            on.into_any()
        };
        Some(view! { <KeyValue label=keys::CLAIM_PAID_ON>{shown}</KeyValue> })
    };
    let returned = move || {
        bounced.get().map(|at| {
            view! { <KeyValue label=keys::CLAIM_BOUNCED_ON><Time value=at style=TimeStyle::Day/></KeyValue> }
        })
    };
    let owed = Memo::new(move |_| claim.with(|claim| claim.progress.approved));
    let amount = move || {
        owed.get().map(|minor| {
            view! {
                <KeyValue label=keys::APPROVAL_FUND_APPROVED><span class="strong"><Money minor=minor currency=currency/></span></KeyValue>
            }
        })
    };
    move || {
        let given = approvals.get();
        (!given.is_empty() || owed.get().is_some()).then(|| {
            let lines = given.into_iter().enumerate().map(agreed).collect_view();
            view! {
                <Card title=keys::CLAIM_PAYMENT>
                    <KeyValues>{lines}{amount}{payment}{returned}</KeyValues>
                </Card>
            }
        })
    }
}
