//! Pages on which a record is changed.

use crate::api::Reading;
use crate::i18n::{Key, text, text_with};
use crate::shell::{FailureState, Page, PageHead};
use crate::ui::{ButtonKind, EmptyState, IconName, LinkButton, Skeleton, SkeletonShape};
use entente_model::problem::Code;
use leptos::prelude::*;

/// A record as it was read first, until another one is: what is fetched later must not take the place of what is typed. `id` tells them
/// apart.
pub fn first_read<T, Id>(reading: Reading<T>, id: fn(&T) -> Id) -> Memo<Option<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    Id: PartialEq + 'static,
{
    Memo::new(move |before: Option<&Option<T>>| {
        let now = reading.get();
        match (before.cloned().flatten(), now) {
            (Some(before), Some(now)) if id(&before) == id(&now) => Some(before),
            (_, now) => now,
        }
    })
}

/// What stands in place of a form while there is no record: its shape, why it can't be had, or that there is none, when nothing is named
/// or the server knows none. Followed inside a reactive closure.
pub fn unread<T>(
    page: &'static Page,
    reading: Reading<T>,
    is_named: bool,
    not_found: impl FnOnce() -> AnyView,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    let error = reading.error();
    let code = error.with(|error| error.as_ref().and_then(|error| error.code()));
    if !is_named || code == Some(Code::NotFound) {
        return not_found();
    }
    if error.with(Option::is_some) {
        return view! { <PageHead page=page/> <FailureState error=error on_retry=move || reading.refetch()/> }
            .into_any();
    }
    view! { <PageHead page=page/> <Skeleton shape=SkeletonShape::Page/> }.into_any()
}

/// Says that a record can't be changed as it stands.
#[component]
pub fn NotEditable(
    /// The page's declaration.
    page: &'static Page,
    /// What is said.
    title: Key,
    /// Why; `{state}` in it is how the record stands.
    explained: Key,
    /// How it stands.
    state: Key,
    /// What the way to the record is called.
    label: Key,
    /// The way to it.
    href: String,
) -> impl IntoView {
    let line = Signal::derive(move || Some(text_with(explained, &[("state", &text(state))])));
    view! {
        <PageHead page=page/>
        <EmptyState title=title text=line icon=IconName::Lock>
            <LinkButton label=label href=href kind=ButtonKind::Primary/>
        </EmptyState>
    }
}
