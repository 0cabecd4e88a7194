//! The list of funds: cards for a partner, a table for the vendor's people.

use super::PAGE;
use super::cards::FundCards;
use super::rows::AllFunds;
use super::table;
use super::views::{View, Views};
use crate::i18n::{keys, text_with};
use crate::lists::{ListCard, Rows, changes, foot, use_rows};
use crate::paths;
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{ButtonKind, DataTable, EmptyState, GuardedLink, IconName, Pane, StaleNotice};
use entente_model::people::{Permission, Side};
use leptos::prelude::*;

/// The page `/funds`.
#[component]
pub fn FundsPage() -> impl IntoView {
    let is_vendor = use_session()
        .get_untracked()
        .is_some_and(|session| session.user.role.side() == Side::Vendor);
    let rows = use_rows(Memo::new(|_| AllFunds), Signal::stored(false));
    let list = if is_vendor {
        view! { <VendorFunds rows=rows/> }.into_any()
    } else {
        view! { <PartnerFunds rows=rows/> }.into_any()
    };
    view! {
        <Pane>
            <PageHead page=&PAGE lead=if is_vendor { keys::FUNDS_LEAD_VENDOR } else { keys::FUNDS_LEAD_PARTNER }>
                {is_vendor.then(|| view! { <NewFundButton/> })}
            </PageHead>
            <Views here=View::Funds/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            {list}
        </Pane>
    }
}

#[component]
fn PartnerFunds(rows: Rows<AllFunds>) -> impl IntoView {
    let session = use_session();
    let line = Signal::derive(move || {
        let vendor = session
            .get()
            .map(|session| session.program.vendor.clone())
            .unwrap_or_default();
        Some(text_with(keys::FUNDS_EMPTY_TEXT_PARTNER, &[("vendor", &vendor)]))
    });
    let nothing = move || view! { <EmptyState title=keys::FUNDS_EMPTY text=line icon=IconName::Wallet/> };
    view! {
        {changes(rows, keys::FUNDS_CHANGED)}
        <FundCards rows=rows empty=nothing/>
        {foot(rows, keys::FUNDS_ERROR)}
    }
}

#[component]
fn VendorFunds(rows: Rows<AllFunds>) -> impl IntoView {
    let table_rows = Signal::derive(move || {
        rows.shown()
            .with(|shown| shown.iter().map(table::row).collect::<Vec<_>>())
    });
    let nothing = move || {
        if rows.error().with(Option::is_some) {
            return ().into_any();
        }
        view! {
            <EmptyState title=keys::FUNDS_EMPTY text=keys::FUNDS_EMPTY_TEXT_VENDOR icon=IconName::Wallet>
                <NewFundButton/>
            </EmptyState>
        }
        .into_any()
    };
    view! {
        <ListCard rows=rows class="funds-list" title=keys::FUNDS_TITLE changed=keys::FUNDS_CHANGED failed=keys::FUNDS_ERROR>
            <DataTable
                label=keys::FUNDS_TITLE
                columns=table::columns()
                rows=table_rows
                loading=rows.loading()
                empty=nothing
            />
        </ListCard>
    }
}

/// The way to a new fund; stays, with its reason, where the role does not allow it.
#[component]
fn NewFundButton() -> impl IntoView {
    let session = use_session();
    let reason = Signal::derive(move || session.reason_not(Permission::ManageFunds));
    view! {
        <GuardedLink label=keys::FUNDS_NEW href=paths::fund_new() kind=ButtonKind::Primary icon=IconName::Plus reason=reason/>
    }
}
