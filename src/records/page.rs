//! The page of one record: that there is none, its shape while it is on its way, why it could not be had, or the record.

use crate::api::Reading;
use crate::shell::{Page, PageHead, Region};
use crate::ui::{Pane, Skeleton, SkeletonShape, StaleNotice};
use entente_model::problem::Code;
use leptos::prelude::*;

/// Shows a record once it was read. The content brings its own head, with the record's name.
#[component]
pub fn RecordPage<T, Content, View>(
    /// The page's declaration.
    page: &'static Page,
    /// What is read.
    reading: Reading<T>,
    /// Whether the address names a record at all.
    #[prop(into)]
    is_named: Signal<bool>,
    /// The shape of what comes.
    #[prop(into)]
    loading: ViewFn,
    /// What stands here when there is no such record, or none that the reader may know of.
    #[prop(into)]
    not_found: ViewFn,
    /// The record.
    children: Content,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    Content: Fn(Signal<T>) -> View + Send + Sync + 'static,
    View: IntoView + 'static,
{
    let is_missing = Memo::new(move |_| {
        let code = reading
            .error()
            .with(|error| error.as_ref().and_then(|error| error.code()));
        !is_named.get() || code == Some(Code::NotFound)
    });
    let failed = move || reading.value().with(Option::is_none) && reading.error().with(Option::is_some);
    let head = move || failed().then(|| view! { <PageHead page=page/> });
    let content = StoredValue::new(children);
    view! {
        <Pane>
            {move || if is_missing.get() {
                not_found.run()
            } else {
                let loading = loading.clone();
                view! {
                    <StaleNotice since=reading.stored_at() on_retry=move || reading.try_again()/>
                    {head}
                    <Region reading=reading loading=loading let(record)>
                        {content.with_value(|content| content(record).into_any())}
                    </Region>
                }
                .into_any()
            }}
        </Pane>
    }
}

/// The shape of a record with cards on both sides.
pub fn cards_on_their_way(page: &'static Page) -> AnyView {
    let card = || view! { <div class="card"><div class="card-body"><Skeleton shape=SkeletonShape::Card/></div></div> };
    view! {
        <PageHead page=page/>
        <div class="deal-page" aria-busy="true">
            <Skeleton shape=SkeletonShape::Lines/>
            <div class="columns">
                <div class="deal-main">{card()}{card()}</div>
                <div class="deal-aside">{card()}</div>
            </div>
        </div>
    }
    .into_any()
}

/// The shape of a record of whatever form.
pub fn page_on_its_way(page: &'static Page) -> AnyView {
    view! {
        <PageHead page=page/>
        <Skeleton shape=SkeletonShape::Page/>
    }
    .into_any()
}
