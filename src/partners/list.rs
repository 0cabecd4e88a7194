//! The list of partners.

use super::PAGE;
use super::cells;
use crate::i18n::{keys, t};
use crate::lists::{changes, foot, use_rows, use_search};
use crate::paths::{PartnersQuery, use_address_state};
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{Button, DataTable, EmptyState, FilterBar, IconName, Pane, StaleNotice};
use leptos::prelude::*;

/// The page `/partners`.
#[component]
pub fn PartnersPage() -> impl IntoView {
    let session = use_session();
    let address = use_address_state::<PartnersQuery>();
    let search = use_search(
        Memo::new(move |_| address.query().with(|query| query.search.clone())),
        Callback::new(move |(text,)| address.replace(|query| query.search = text)),
    );
    let question = Memo::new(move |_| PartnersQuery {
        search: search.asked.get(),
    });
    let rows = use_rows(question, Signal::stored(false));
    let program = StoredValue::new(session.get_untracked().map(|session| session.program.clone()));

    let table_rows = Signal::derive(move || {
        rows.shown().with(|shown| {
            shown
                .iter()
                .map(|partner| cells::row(partner, program))
                .collect::<Vec<_>>()
        })
    });
    let clear = Callback::new(move |()| {
        search.typed.set(String::new());
        address.update(|query| *query = PartnersQuery::default());
    });
    let nothing = move || {
        if rows.error().with(Option::is_some) {
            return ().into_any();
        }
        if question.with(PartnersQuery::is_filtered) {
            return view! {
                <EmptyState title=keys::PARTNERS_NONE text=keys::PARTNERS_NONE_TEXT icon=IconName::Search>
                    <Button label=keys::APPROVALS_FILTER_CLEAR icon=IconName::X on_press=clear/>
                </EmptyState>
            }
            .into_any();
        }
        view! { <EmptyState title=keys::PARTNERS_EMPTY text=keys::PARTNERS_EMPTY_TEXT icon=IconName::BadgeCheck/> }
            .into_any()
    };
    view! {
        <Pane>
            <PageHead page=&PAGE lead=keys::PARTNERS_LEAD/>
            <FilterBar search=search.typed search_label=keys::PARTNERS_SEARCH filtered=Signal::stored(false) on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <div class="card partners-list">
                <h2 class="visually-hidden">{t(keys::PARTNERS_TITLE)}</h2>
                {changes(rows, keys::PARTNERS_CHANGED)}
                <DataTable
                    label=keys::PARTNERS_TITLE
                    columns=cells::columns()
                    rows=table_rows
                    loading=rows.loading()
                    empty=nothing
                />
                {foot(rows, keys::PARTNERS_ERROR)}
            </div>
        </Pane>
    }
}
