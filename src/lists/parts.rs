//! What stands around the rows of a list: news that waits to be shown, why there are none or could not be had, and the next page.

use super::{ListQuestion, Rows};
use crate::api::ApiError;
use crate::forms::error_text;
use crate::i18n::{Key, Plural, keys, t, text_plural};
use crate::paths::Filtered;
use crate::ui::{Button, ButtonSize, EmptyState, ErrorState, IconName, LoadMore};
use leptos::prelude::*;

/// A list's table with what stands around it.
#[component]
pub fn ListCard<Q>(
    /// The rows.
    rows: Rows<Q>,
    /// The class of its own.
    class: &'static str,
    /// What the list is, for the ear.
    title: Key,
    /// Whether the title is seen, too: where the list is not all of its page.
    #[prop(optional)]
    titled: bool,
    /// How many rows have changed.
    changed: Plural,
    /// That the rows could not be had.
    failed: Key,
    /// The table.
    children: Children,
) -> impl IntoView
where
    Q: ListQuestion,
{
    view! {
        <div class=format!("card {class}")>
            {if titled {
                view! { <header class="card-head"><h2>{t(title)}</h2></header> }.into_any()
            } else {
                view! { <h2 class="visually-hidden">{t(title)}</h2> }.into_any()
            }}
            {changes(rows, changed)}
            {children()}
            {foot(rows, failed)}
        </div>
    }
}

/// What stands in the place of rows where there are none: nothing while it is told below why, that nothing matches, with the way to `clear`
/// what narrows the list, or what `empty` says. Followed inside a reactive closure.
pub fn no_rows<Q>(
    rows: Rows<Q>,
    question: Memo<Q>,
    title: Key,
    line: Key,
    clear: Callback<()>,
    empty: impl FnOnce() -> AnyView,
) -> AnyView
where
    Q: ListQuestion + Filtered,
{
    if rows.error().with(Option::is_some) {
        return ().into_any();
    }
    if question.with(Q::is_filtered) {
        return none_match(title, line, IconName::Search, clear);
    }
    empty()
}

/// Says that nothing matches what is searched and filtered, with the way to `clear` both.
pub fn none_match(title: Key, line: Key, icon: IconName, clear: Callback<()>) -> AnyView {
    view! {
        <EmptyState title=title text=line icon=icon>
            <Button label=keys::APPROVALS_FILTER_CLEAR icon=IconName::X on_press=clear/>
        </EmptyState>
    }
    .into_any()
}

/// Says how many rows have changed, in the words of `line`, and offers the list as it stands now. Nothing while what is shown holds.
pub fn changes<Q: ListQuestion>(rows: Rows<Q>, line: Plural) -> AnyView {
    changes_line(rows.changes(), line, Callback::new(move |()| rows.show_changes()))
}

fn changes_line(changes: Signal<u64>, line: Plural, on_show: Callback<()>) -> AnyView {
    let shown = move || {
        let count = changes.get();
        (count > 0).then(|| {
            view! {
                <div class="list-changes" role="status">
                    <span>{text_plural(line, count)}</span>
                    <Button label=keys::APPROVALS_SHOW_CHANGES size=ButtonSize::Small icon=IconName::RefreshCw on_press=on_show/>
                </div>
            }
        })
    };
    shown.into_any()
}

/// What stands below the rows: under the title `failed` why there are none, why no more could be had, and the way to more.
pub fn foot<Q: ListQuestion>(rows: Rows<Q>, failed: Key) -> AnyView {
    let count = Signal::derive(move || rows.shown().with(|shown| shown.len() as u64));
    let error = Signal::derive(move || rows.error().get().filter(|_| count.get() == 0 && !rows.loading().get()));
    view! {
        {failure(error, failed, rows.retry())}
        {next_page(count, rows.has_more(), rows.more_pending(), rows.more_error(), Callback::new(move |()| rows.more()))}
    }
    .into_any()
}

fn failure(error: Signal<Option<ApiError>>, title: Key, on_retry: Callback<()>) -> AnyView {
    let shown = move || {
        error.get().map(|error| {
            let request = Some(error.request_id().to_owned()).filter(|id| !id.is_empty());
            view! { <ErrorState title=title text=Some(error_text(&error)) on_retry=on_retry request_id=request/> }
        })
    };
    shown.into_any()
}

fn next_page(
    count: Signal<u64>,
    has_more: Signal<bool>,
    busy: Signal<bool>,
    error: Signal<Option<ApiError>>,
    on_more: Callback<()>,
) -> AnyView {
    let failed = move || {
        error
            .get()
            .map(|error| view! { <p class="field-error list-more-error" role="alert">{error_text(&error)}</p> })
    };
    // News only when it changes: drawn anew, the foot would lose the focus.
    let any = Memo::new(move |_| count.get() > 0);
    let more = move || {
        any.get()
            .then(|| view! { <LoadMore shown=count has_more=has_more busy=busy on_more=on_more/> })
    };
    view! { {failed} {more} }.into_any()
}
