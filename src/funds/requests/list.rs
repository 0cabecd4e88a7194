//! The list of requests for market development money.

mod cells;
mod filters;
mod rows;

use super::LIST;
use crate::funds::views::{View, Views};
use crate::i18n::keys;
use crate::lists::{Asked, ListCard, no_rows, order, use_asked, use_rows};
use crate::paths::{self, FundRequestsQuery, FundRequestsSort};
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{ButtonKind, DataTable, EmptyState, GuardedLink, IconName, LinkButton, Pane, Sort, StaleNotice};
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
    let Asked {
        address,
        search,
        question,
        clear,
    } = use_asked(|query: FundRequestsQuery| query);
    let rows = use_rows(question, Signal::stored(false));
    let table_rows = Signal::derive(move || {
        rows.shown().with(|shown| {
            shown
                .iter()
                .map(|request| cells::row(request, is_vendor))
                .collect::<Vec<_>>()
        })
    });
    let sort = order(question, |question| (question.sort.as_str(), question.descending));
    let on_sort = Callback::new(move |(sort,): (Sort,)| {
        if let Some(column) = FundRequestsSort::parse(&sort.column) {
            address.update(|query| (query.sort, query.descending) = (column, sort.descending));
        }
    });
    let empty = move || {
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
    let nothing = move || {
        no_rows(
            rows,
            question,
            keys::DEALS_NONE_TITLE,
            keys::REQUESTS_NONE_TEXT,
            clear,
            empty,
        )
    };
    view! {
        <Pane>
            <PageHead page=&LIST lead=if is_vendor { keys::REQUESTS_LEAD_VENDOR } else { keys::REQUESTS_LEAD_PARTNER }>
                {(!is_vendor).then(|| view! { <PlanButton/> })}
            </PageHead>
            <Views here=View::Requests/>
            <RequestFilters search=search.typed address=address on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <ListCard
                rows=rows
                class="requests-list"
                title=keys::REQUESTS_TITLE
                changed=keys::REQUESTS_CHANGED
                failed=keys::REQUESTS_ERROR
            >
                <DataTable
                    label=keys::REQUESTS_TITLE
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

/// The way to a new request; stays, with its reason, where the role or the partner's standing does not allow it.
#[component]
fn PlanButton() -> impl IntoView {
    let session = use_session();
    let reason = Signal::derive(move || session.reason_not(Permission::RequestFunds));
    view! {
        <GuardedLink label=keys::REQUEST_PLAN href=paths::fund_request_new() kind=ButtonKind::Primary icon=IconName::Plus reason=reason/>
    }
}
