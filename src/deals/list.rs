//! The list of deals.

mod cells;
pub mod filters;
mod rows;

use super::PAGE;
use crate::api::deals;
use crate::forms::error_text;
use crate::i18n::{keys, t, text_plural};
use crate::lists::{use_rows, use_search};
use crate::paths::{self, DealsQuery, DealsSort, use_address_state};
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{
    Button, ButtonKind, ButtonSize, DataTable, EmptyState, ErrorState, IconName, LinkButton, LoadMore, Pane, Sort,
    StaleNotice,
};
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
    let address = use_address_state::<DealsQuery>();
    let search = use_search(
        Memo::new(move |_| address.query().with(|query| query.search.clone())),
        Callback::new(move |(text,)| address.replace(|query| query.search = text)),
    );
    let question = Memo::new(move |_| DealsQuery {
        search: search.asked.get(),
        open: None,
        ..address.get()
    });
    let rows = use_rows(question, Signal::stored(false));
    let program = StoredValue::new(session.get_untracked().map(|session| session.program.clone()));

    // News only when it changes: drawn anew, the foot would lose the focus.
    let any = Memo::new(move |_| rows.shown().with(|shown| !shown.is_empty()));
    let table_rows = Signal::derive(move || {
        rows.shown().with(|deals| {
            deals
                .iter()
                .map(|deal| cells::row(deal, program, is_vendor))
                .collect::<Vec<_>>()
        })
    });
    let sort = Signal::derive(move || {
        question.with(|question| {
            Some(Sort {
                column: question.sort.as_str().to_owned(),
                descending: question.descending,
            })
        })
    });
    let on_sort = Callback::new(move |(sort,): (Sort,)| {
        if let Some(column) = DealsSort::parse(&sort.column) {
            address.update(|query| (query.sort, query.descending) = (column, sort.descending));
        }
    });
    let clear = Callback::new(move |()| {
        search.typed.set(String::new());
        address.update(|query| {
            *query = DealsQuery {
                sort: query.sort,
                descending: query.descending,
                ..DealsQuery::default()
            };
        });
    });
    let nothing = move || {
        if rows.error().with(Option::is_some) {
            return ().into_any();
        }
        if question.with(DealsQuery::is_filtered) {
            return view! {
                <EmptyState title=keys::DEALS_NONE_TITLE text=keys::DEALS_NONE_TEXT icon=IconName::Search>
                    <Button label=keys::DEALS_FILTER_CLEAR icon=IconName::X on_press=clear/>
                </EmptyState>
            }
            .into_any();
        }
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
    let failed = move || {
        let no_rows = rows.shown().with(Vec::is_empty);
        rows.error().get().filter(|_| no_rows && !rows.loading().get()).map(|error| {
            let request = Some(error.request_id().to_owned()).filter(|id| !id.is_empty());
            view! { <ErrorState title=keys::DEALS_ERROR text=Some(error_text(&error)) on_retry=rows.retry() request_id=request/> }
        })
    };
    let changes = move || {
        let count = rows.changes().get();
        (count > 0).then(|| {
            view! {
                <div class="deal-changes" role="status">
                    <span>{text_plural(keys::DEALS_CHANGED, count)}</span>
                    <Button
                        label=keys::DEALS_SHOW_CHANGES
                        size=ButtonSize::Small
                        icon=IconName::RefreshCw
                        on_press=Callback::new(move |()| rows.show_changes())
                    />
                </div>
            }
        })
    };
    let more_failed = move || {
        rows.more_error()
            .get()
            .map(|error| view! { <p class="field-error deal-more-error" role="alert">{error_text(&error)}</p> })
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
            <DealFilters search=search.typed address=address/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <div class="card deals-list">
                <h2 class="visually-hidden">{t(keys::DEALS_TABLE)}</h2>
                {changes}
                <DataTable
                    label=keys::DEALS_TABLE
                    columns=cells::columns(is_vendor)
                    rows=table_rows
                    sort=sort
                    on_sort=on_sort
                    loading=rows.loading()
                    empty=nothing
                />
                {failed}
                {more_failed}
                {move || any.get().then(|| view! {
                    <LoadMore
                        shown=Signal::derive(move || rows.shown().with(|shown| shown.len() as u64))
                        has_more=rows.has_more()
                        busy=rows.more_pending()
                        on_more=Callback::new(move |()| rows.more())
                    />
                })}
            </div>
        </Pane>
    }
}

/// The way to a new registration; stays, with its reason, where the role or the partner's standing does not allow it.
#[component]
pub fn RegisterButton() -> impl IntoView {
    let session = use_session();
    let reason = Memo::new(move |_| session.reason_not(Permission::RegisterDeals));
    move || {
        match reason.get() {
        None => view! {
            <LinkButton label=keys::DEALS_REGISTER href=paths::deal_new() kind=ButtonKind::Primary icon=IconName::Plus/>
        }
        .into_any(),
        Some(reason) => view! {
            <Button label=keys::DEALS_REGISTER kind=ButtonKind::Primary icon=IconName::Plus disabled_reason=Some(reason)/>
        }
        .into_any(),
    }
    }
}
