//! The next page of a list that is read by a cursor.

use super::{Button, ButtonSize};
use crate::i18n::{keys, text_plural};
use leptos::prelude::*;

/// The foot of a list: how many are shown, and a button for more while there are more.
#[component]
pub fn LoadMore(
    /// How many rows are shown.
    #[prop(into)]
    shown: Signal<u64>,
    /// Whether the cursor leads on.
    #[prop(into)]
    has_more: Signal<bool>,
    /// The next page is on its way.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Fetches the next page.
    #[prop(into)]
    on_more: Callback<()>,
) -> impl IntoView {
    let line = move || {
        text_plural(
            if has_more.get() {
                keys::KIT_PAGER_SHOWN
            } else {
                keys::KIT_PAGER_ALL
            },
            shown.get(),
        )
    };
    // News only when it changes: a button drawn anew would lose the focus.
    let has_more = Memo::new(move |_| has_more.get());
    view! {
        <div class="table-foot">
            <span role="status">{line}</span>
            {move || has_more.get().then(|| view! {
                <Button label=keys::KIT_PAGER_MORE size=ButtonSize::Small busy=busy on_press=on_more/>
            })}
        </div>
    }
}
