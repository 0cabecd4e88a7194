//! The list of partners.

use super::PAGE;
use super::cells;
use crate::forms::error_text;
use crate::i18n::{keys, t, text_plural};
use crate::lists::{use_rows, use_search};
use crate::paths::{PartnersQuery, use_address_state};
use crate::session::use_session;
use crate::shell::PageHead;
use crate::ui::{
    Button, ButtonSize, DataTable, EmptyState, ErrorState, FilterBar, IconName, LoadMore, Pane, StaleNotice,
};
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

    // News only when it changes: drawn anew, the foot would lose the focus.
    let any = Memo::new(move |_| rows.shown().with(|shown| !shown.is_empty()));
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
    let failed = move || {
        let no_rows = rows.shown().with(Vec::is_empty);
        rows.error().get().filter(|_| no_rows && !rows.loading().get()).map(|error| {
            let request = Some(error.request_id().to_owned()).filter(|id| !id.is_empty());
            view! { <ErrorState title=keys::PARTNERS_ERROR text=Some(error_text(&error)) on_retry=rows.retry() request_id=request/> }
        })
    };
    let changes = move || {
        let count = rows.changes().get();
        (count > 0).then(|| {
            view! {
                <div class="approval-changes" role="status">
                    <span>{text_plural(keys::PARTNERS_CHANGED, count)}</span>
                    <Button
                        label=keys::APPROVALS_SHOW_CHANGES
                        size=ButtonSize::Small
                        icon=IconName::RefreshCw
                        on_press=move || rows.show_changes()
                    />
                </div>
            }
        })
    };
    let more_failed = move || {
        rows.more_error()
            .get()
            .map(|error| view! { <p class="field-error approval-more-error" role="alert">{error_text(&error)}</p> })
    };
    view! {
        <Pane>
            <PageHead page=&PAGE lead=keys::PARTNERS_LEAD/>
            <FilterBar search=search.typed search_label=keys::PARTNERS_SEARCH filtered=Signal::stored(false) on_clear=clear/>
            <StaleNotice since=rows.stored_at() on_retry=rows.retry()/>
            <div class="card partners-list">
                <h2 class="visually-hidden">{t(keys::PARTNERS_TITLE)}</h2>
                {changes}
                <DataTable
                    label=keys::PARTNERS_TITLE
                    columns=cells::columns()
                    rows=table_rows
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
                        on_more=move || rows.more()
                    />
                })}
            </div>
        </Pane>
    }
}
