//! The list of deals.

mod cells;
pub mod filters;
mod rows;

use super::PAGE;
use crate::api::deals;
use crate::i18n::keys;
use crate::lists::{Asked, ListCard, no_rows, order, use_asked, use_rows};
use crate::paths::{self, DealsQuery, DealsSort};
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{ButtonKind, DataTable, EmptyState, GuardedLink, IconName, LinkButton, Pane, Sort, StaleNotice};
use entente_model::people::{Permission, Side};
use filters::DealFilters;
use leptos::prelude::*;

/// The page `/deals`.
#[component]
pub fn DealsPage() -> impl IntoView {
    let session = use_session();
    let is_vendor = session
        .get_untracked()
        .is_some_and(|session| session.user.role.side() == Side::Vendor);
    let Asked {
        address,
        search,
        question,
        clear,
    } = use_asked(|query: DealsQuery| DealsQuery { open: None, ..query });
    let rows = use_rows(question, Signal::stored(false));
    let program = StoredValue::new(session.get_untracked().map(|session| session.program.clone()));

    let table_rows = Signal::derive(move || {
        rows.shown().with(|deals| {
            deals
                .iter()
                .map(|deal| cells::row(deal, program, is_vendor))
                .collect::<Vec<_>>()
        })
    });
    let sort = order(question, |question| (question.sort.as_str(), question.descending));
    let on_sort = Callback::new(move |(sort,): (Sort,)| {
        if let Some(column) = DealsSort::parse(&sort.column) {
            address.update(|query| (query.sort, query.descending) = (column, sort.descending));
        }
    });
    let empty = move || {
        let line = if is_vendor {
            keys::DEALS_EMPTY_TEXT_VENDOR
        } else {
            keys::DEALS_EMPTY_TEXT_PARTNER
        };
        let may_register = session.may(Permission::RegisterDeals);
        view! {
            <EmptyState title=keys::DEALS_EMPTY_TITLE text=line icon=IconName::Handshake>
                {may_register.then(|| view! {
                    <LinkButton label=keys::DEALS_REGISTER href=paths::deal_new() kind=ButtonKind::Primary icon=IconName::Plus/>
                })}
            </EmptyState>
        }
        .into_any()
    };
    let nothing = move || {
        no_rows(
            rows,
            question,
            keys::DEALS_NONE_TITLE,
            keys::DEALS_NONE_TEXT,
            clear,
            empty,
        )
    };
    view! {
        <Pane>
            <PageHead
                page=&PAGE
                lead=if is_vendor { keys::DEALS_LEAD_VENDOR } else { keys::DEALS_LEAD_PARTNER }
            >
                <LinkButton
                    label=keys::DEALS_EXPORT
                    href=Signal::derive(move || question.with(deals::export_address))
                    icon=IconName::Download
                    download="deals.csv"
                />
                {(!is_vendor).then(|| view! { <RegisterButton/> })}
            </PageHead>
            <DealFilters search=search.typed address=address on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <ListCard rows=rows class="deals-list" title=keys::DEALS_TABLE changed=keys::DEALS_CHANGED failed=keys::DEALS_ERROR>
                <DataTable
                    label=keys::DEALS_TABLE
                    columns=cells::columns(is_vendor)
                    rows=table_rows
                    sort=sort
                    on_sort=on_sort
                    loading=rows.loading()
                    empty=nothing
                />
            </ListCard>
        </Pane>
    }
}

/// The way to a new registration; stays, with its reason, where the role or the partner's standing does not allow it.
#[component]
pub fn RegisterButton() -> impl IntoView {
    let session = use_session();
    let reason = Signal::derive(move || session.reason_not(Permission::RegisterDeals));
    view! {
        <GuardedLink label=keys::DEALS_REGISTER href=paths::deal_new() kind=ButtonKind::Primary icon=IconName::Plus reason=reason/>
    }
}
