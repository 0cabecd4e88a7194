//! Search-as-you-type over the queue: what is typed, what is asked, and the address, kept in step.

use crate::deals::pause::typing_pause;
use crate::paths::{AddressState, ApprovalsQuery, ApprovalsSort};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// Milliseconds of rest before the queue is asked.
const REST: u32 = 120;

/// The text of the search field and the question that follows from it and the address.
pub fn use_search(address: AddressState<ApprovalsQuery>) -> (RwSignal<String>, Memo<ApprovalsQuery>) {
    let in_address = Memo::new(move |_| address.query().with(|query| query.search.clone()));
    let typed = RwSignal::new(in_address.get_untracked());
    let asked = RwSignal::new(in_address.get_untracked());
    let timer: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    let apply = move || {
        let Some(text) = typed.try_get_untracked() else { return };
        timer.try_set_value(None);
        asked.try_set(text.clone());
        address.replace(|query| query.search = text);
    };
    Effect::watch(
        move || typed.get(),
        move |text, _, _| {
            let pause = typing_pause(REST);
            if asked.with_untracked(|asked| asked == text) {
                timer.set_value(None);
            } else if pause == 0 {
                apply();
            } else {
                timer.set_value(Some(Timeout::new(pause, apply)));
            }
        },
        false,
    );
    // By the back button, or a link: anything but what this page wrote there itself.
    Effect::new(move |_| {
        let text = in_address.get();
        if asked.with_untracked(|asked| *asked != text) && timer.with_value(Option::is_none) {
            asked.set(text.clone());
            typed.set(text);
        }
    });
    let question = Memo::new(move |_| {
        let query = ApprovalsQuery {
            search: asked.get(),
            open: None,
            ..address.get()
        };
        // What is decided has no clock any more: the newest first, unless another order is asked for.
        let sort = match query.sort {
            ApprovalsSort::Due if query.decided => ApprovalsSort::Submitted,
            sort => sort,
        };
        ApprovalsQuery { sort, ..query }
    });
    (typed, question)
}
