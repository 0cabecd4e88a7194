//! What one partner has in a fund, for the vendor's people: the head over its entries.

use super::figures::{Ways, all_entries_address, partner_parts};
use super::page::is_about;
use crate::api::{Reading, funds, partners, use_read};
use crate::forms::error_text;
use crate::i18n::{keys, t};
use crate::paths::{self, AddressState, FundQuery};
use crate::ui::{Banner, ButtonSize, IconName, LinkButton, ShareBar, Tone};
use entente_model::funds::fund::{Fund, PartnerBalance};
use entente_model::funds::ledger::AccountKind;
use entente_model::ids::PartnerId;
use entente_model::page::Page;
use entente_model::partners::Partner;
use leptos::prelude::*;

/// Its figures, and the ways to its own page and back to the whole fund.
#[component]
pub(super) fn PartnerStanding(
    /// In which fund.
    fund: Signal<Fund>,
    /// Whose.
    partner: PartnerId,
    /// What is looked at.
    address: AddressState<FundQuery>,
) -> impl IntoView {
    let id = fund.with_untracked(|fund| fund.id);
    let who: Reading<Partner> = use_read(move || partners::one(partner));
    let found: Reading<Page<PartnerBalance>> =
        use_read(move || Some(funds::balance_of(id, partner))).refetch_on(move |event| is_about(event, id));
    let balance = Memo::new(move |_| {
        found.value().with(|page| {
            let known = page.as_ref().and_then(|page| page.items.first());
            known.map(|known| known.balance)
        })
    });
    let parts = Signal::derive(move || {
        let shown = address.get();
        let balance = balance.get().unwrap_or_default();
        fund.with(|fund| {
            let is_current = |account: Option<AccountKind>| shown.partner == Some(partner) && shown.account == account;
            let ways = Ways {
                fund: id,
                partner: Some(partner),
                is_current: &is_current,
            };
            partner_parts(&balance, &fund.currency, &ways)
        })
    });
    let name = move || {
        who.value()
            .with(|who| who.as_ref().map(|who| who.summary.display_name.clone()))
    };
    let failed = move || {
        let error = who.error().get().or_else(|| found.error().get());
        error.map(|error| view! { <Banner title=error_text(&error) tone=Tone::Warning/> })
    };
    view! {
        <section class="card" aria-label=t(keys::FUND_PARTNER_STANDING)>
            <header class="card-head">
                <div>
                    <h2 translate="no" dir="auto">{name}</h2>
                    <p>{t(keys::FUND_PARTNER_STANDING)}</p>
                </div>
                <div class="row">
                    <LinkButton label=keys::FUND_PARTNER_OPEN href=paths::partner(partner) size=ButtonSize::Small icon=IconName::BadgeCheck/>
                    <LinkButton label=keys::FUND_PARTNER_ALL href=all_entries_address(id) size=ButtonSize::Small icon=IconName::ArrowLeft/>
                </div>
            </header>
            <div class="card-body stack">
                {failed}
                <ShareBar parts=parts label=keys::FUND_FIGURES/>
            </div>
        </section>
    }
}
