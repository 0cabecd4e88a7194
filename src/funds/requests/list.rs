//! The list of requests for market development money.

mod cells;
mod filters;
mod rows;

use super::LIST;
use crate::funds::views::{View, Views};
use crate::i18n::{keys, t};
use crate::lists::{changes, foot, use_rows, use_search};
use crate::paths::{self, FundRequestsQuery, FundRequestsSort, use_address_state};
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{Button, ButtonKind, DataTable, EmptyState, IconName, LinkButton, Pane, Sort, StaleNotice};
use entente_model::people::{Permission, Side};
use filters::RequestFilters;
use leptos::prelude::*;

/// The page `/funds/requests`.
#[component]
pub fn RequestsPage() -> impl IntoView {
    let session = use_session();
    let is_vendor = session
        .get_untracked()
        .is_some_and(|session| session.user.role.side() == Side::Vendor);
    let address = use_address_state::<FundRequestsQuery>();
    let search = use_search(
        Memo::new(move |_| address.query().with(|query| query.search.clone())),
        Callback::new(move |(text,)| address.replace(|query| query.search = text)),
    );
    let question = Memo::new(move |_| FundRequestsQuery {
        search: search.asked.get(),
        ..address.get()
    });
    let rows = use_rows(question, Signal::stored(false));
    let table_rows = Signal::derive(move || {
        rows.shown().with(|shown| {
            shown
                .iter()
                .map(|request| cells::row(request, is_vendor))
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
        if let Some(column) = FundRequestsSort::parse(&sort.column) {
            address.update(|query| (query.sort, query.descending) = (column, sort.descending));
        }
    });
    let clear = Callback::new(move |()| {
        search.typed.set(String::new());
        address.update(|query| *query = query.unfiltered());
    });
    let nothing = move || {
        if rows.error().with(Option::is_some) {
            return ().into_any();
        }
        if question.with(FundRequestsQuery::is_filtered) {
            return view! {
                <EmptyState title=keys::DEALS_NONE_TITLE text=keys::REQUESTS_NONE_TEXT icon=IconName::Search>
                    <Button label=keys::DEALS_FILTER_CLEAR icon=IconName::X on_press=clear/>
                </EmptyState>
            }
            .into_any();
        }
        let line = if is_vendor {
            keys::REQUESTS_EMPTY_TEXT_VENDOR
        } else {
            keys::REQUESTS_EMPTY_TEXT_PARTNER
        };
        let may_plan = session.may(Permission::RequestFunds);
        view! {
            <EmptyState title=keys::REQUESTS_EMPTY text=line icon=IconName::FileText>
                {may_plan.then(|| view! {
                    <LinkButton label=keys::REQUEST_PLAN href=paths::fund_request_new() kind=ButtonKind::Primary icon=IconName::Plus/>
                })}
            </EmptyState>
        }
        .into_any()
    };
    view! {
        <Pane>
            <PageHead page=&LIST lead=if is_vendor { keys::REQUESTS_LEAD_VENDOR } else { keys::REQUESTS_LEAD_PARTNER }>
                {(!is_vendor).then(|| view! { <PlanButton/> })}
            </PageHead>
            <Views here=View::Requests/>
            <RequestFilters search=search.typed address=address on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <div class="card requests-list">
                <h2 class="visually-hidden">{t(keys::REQUESTS_TITLE)}</h2>
                {changes(rows, keys::REQUESTS_CHANGED)}
                <DataTable
                    label=keys::REQUESTS_TITLE
                    columns=cells::columns(is_vendor)
                    rows=table_rows
                    sort=sort
                    on_sort=on_sort
                    loading=rows.loading()
                    empty=nothing
                />
                {foot(rows, keys::REQUESTS_ERROR)}
            </div>
        </Pane>
    }
}

/// The way to a new request; stays, with its reason, where the role or the partner's standing does not allow it.
#[component]
fn PlanButton() -> impl IntoView {
    let session = use_session();
    let reason = Memo::new(move |_| session.reason_not(Permission::RequestFunds));
    move || {
        match reason.get() {
        None => view! {
            <LinkButton label=keys::REQUEST_PLAN href=paths::fund_request_new() kind=ButtonKind::Primary icon=IconName::Plus/>
        }
        .into_any(),
        Some(reason) => view! {
            <Button label=keys::REQUEST_PLAN kind=ButtonKind::Primary icon=IconName::Plus disabled_reason=Some(reason)/>
        }
        .into_any(),
    }
    }
}
