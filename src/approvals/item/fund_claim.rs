//! The claim as the partner wrote it: what was spent, what came of it, what proves it; and what an approver would ask about.

use super::Item;
use crate::funds::claim_cards::{ClaimPromised, ClaimProofs, ClaimSpent};
use crate::i18n::{self, keys, text_with};
use crate::ui::{Banner, Tone};
use entente_model::approvals::ApprovalState;
use entente_model::funds::claim::FundClaim;
use leptos::prelude::*;

/// All that there is to know before a claim is decided.
#[component]
pub(super) fn ClaimCards(
    /// The item.
    item: Item,
    /// Its claim.
    claim: Signal<FundClaim>,
) -> impl IntoView {
    view! {
        <Agreed item=item claim=claim/>
        <ClaimSpent claim=claim/>
        <ClaimProofs claim=claim/>
        <ClaimPromised claim=claim/>
    }
}

/// Who has agreed first, and to how much, while a second person has to.
#[component]
fn Agreed(item: Item, claim: Signal<FundClaim>) -> impl IntoView {
    let agreed = Memo::new(move |_| {
        let who = item.approval.with(|approval| {
            let summary = &approval.summary;
            let waits = summary.state == ApprovalState::Open;
            summary
                .agreed
                .as_ref()
                .filter(|_| waits)
                .map(|agreed| agreed.by.name.clone())
        })?;
        claim.with(|claim| {
            let (first, terms) = (claim.progress.approvals.first()?, claim.progress.terms.as_ref()?);
            Some((who, i18n::money(first.minor, &terms.currency)))
        })
    });
    move || {
        agreed.get().map(|(name, amount)| {
            let said = move || text_with(keys::APPROVAL_AGREED, &[("name", &name), ("amount", &amount)]);
            view! { <Banner title=said text=keys::APPROVAL_AGREED_TEXT tone=Tone::Info/> }
        })
    }
}
