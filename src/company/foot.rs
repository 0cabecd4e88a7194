//! The foot of the page's lists: how many are shown, the next page, and why it did not come.

use crate::api::More;
use crate::forms::error_text;
use crate::ui::LoadMore;
use leptos::prelude::*;

/// The foot; nothing below an empty list.
pub fn foot(more: More, shown: Signal<u64>, has_more: Signal<bool>) -> AnyView {
    let failed = move || {
        let line = more.error.with(|error| error.as_ref().map(error_text));
        line.map(|line| view! { <p class="field-error list-more-error" role="alert">{line}</p> })
    };
    let any = Memo::new(move |_| shown.get() > 0);
    let line = move || {
        any.get()
            .then(|| view! { <LoadMore shown=shown has_more=has_more busy=more.pending on_more=more.on_more/> })
    };
    view! { {failed} {line} }.into_any()
}
