//! The list of partners.

use super::PAGE;
use super::cells;
use crate::i18n::keys;
use crate::lists::{Asked, ListCard, no_rows, use_asked, use_rows};
use crate::paths::PartnersQuery;
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{DataTable, EmptyState, FilterBar, IconName, Pane, StaleNotice};
use leptos::prelude::*;

/// The page `/partners`.
#[component]
pub fn PartnersPage() -> impl IntoView {
    let session = use_session();
    let Asked {
        search,
        question,
        clear,
        ..
    } = use_asked(|query: PartnersQuery| query);
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
    let empty = || {
        view! { <EmptyState title=keys::PARTNERS_EMPTY text=keys::PARTNERS_EMPTY_TEXT icon=IconName::BadgeCheck/> }
            .into_any()
    };
    let nothing = move || {
        no_rows(
            rows,
            question,
            keys::PARTNERS_NONE,
            keys::PARTNERS_NONE_TEXT,
            clear,
            empty,
        )
    };
    view! {
        <Pane>
            <PageHead page=&PAGE lead=keys::PARTNERS_LEAD/>
            <FilterBar search=search.typed search_label=keys::PARTNERS_SEARCH filtered=Signal::stored(false) on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <ListCard
                rows=rows
                class="partners-list"
                title=keys::PARTNERS_TITLE
                changed=keys::PARTNERS_CHANGED
                failed=keys::PARTNERS_ERROR
            >
                <DataTable
                    label=keys::PARTNERS_TITLE
                    columns=cells::columns()
                    rows=table_rows
                    loading=rows.loading()
                    empty=nothing
                />
            </ListCard>
        </Pane>
    }
}
