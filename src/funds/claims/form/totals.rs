//! What the claim comes to as it is typed: from the invoices to what is claimed of the fund.

use super::model::FormModel;
use crate::funds::claim_cards::ApprovedShare;
use crate::i18n::{keys, t};
use crate::ui::{KeyValue, KeyValues, Money};
use leptos::prelude::*;

/// The sums.
#[component]
pub(super) fn Totals(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let own = Signal::derive(move || form.claim.with(|claim| claim.request.currency.clone()));
    let books = Signal::derive(move || form.claim.with(|claim| claim.summary.claimed.currency.clone()));
    let cost = Signal::derive(move || form.judged.with(|judged| judged.cost));
    let counted = Signal::derive(move || form.judged.with(|judged| judged.counted));
    let claimed = Signal::derive(move || form.judged.with(|judged| judged.claimable));
    let held = Signal::derive(move || form.claim.with(|claim| claim.request_progress.held()));
    view! {
        <section class="claim-totals" aria-labelledby="claim-totals">
            <h2 id="claim-totals">{t(keys::APPROVAL_CLAIM_AMOUNTS)}</h2>
            <KeyValues>
                <KeyValue label=keys::APPROVAL_CLAIM_COST><Money minor=cost currency=own/></KeyValue>
                <KeyValue label=keys::APPROVAL_CLAIM_COUNTED><Money minor=counted currency=own/></KeyValue>
                <ApprovedShare claim=form.claim/>
                <KeyValue label=keys::APPROVAL_CLAIM_RESERVED><Money minor=held currency=books/></KeyValue>
                <KeyValue label=keys::APPROVAL_CLAIM_CLAIMED>
                    <span class="strong"><Money minor=claimed currency=books/></span>
                </KeyValue>
            </KeyValues>
        </section>
    }
}
