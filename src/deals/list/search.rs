//! Search-as-you-type: what is typed, what is asked, and the address, kept in step without one overtaking another.

use crate::deals::pause::typing_pause;
use crate::paths::{AddressState, DealsQuery};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// Milliseconds of rest before the list is asked.
const REST: u32 = 120;

/// The text of the search field and the question that follows from it and the address.
pub fn use_search(address: AddressState<DealsQuery>) -> (RwSignal<String>, Memo<DealsQuery>) {
    let in_address = move || address.query().with(|query| query.search.clone());
    let typed = RwSignal::new(untrack(in_address));
    let asked = RwSignal::new(untrack(in_address));
    // What this page has written into the address and not yet read there: it must not come back as if another had changed it.
    let written: StoredValue<Vec<String>> = StoredValue::new(Vec::new());
    let timer: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);

    let apply = move || {
        let Some(text) = typed.try_get_untracked() else { return };
        if asked.with_untracked(|asked| *asked != text) {
            asked.set(text.clone());
        }
        if untrack(in_address) != text {
            written.update_value(|written| written.push(text.clone()));
            address.replace(|query| query.search = text);
        }
    };
    Effect::watch(
        move || typed.get(),
        move |text, _, _| {
            let pause = typing_pause(REST);
            let is_news = asked.with_untracked(|asked| asked != text);
            if !is_news {
                timer.update_value(|timer| *timer = None);
            } else if pause == 0 {
                apply();
            } else {
                timer.set_value(Some(Timeout::new(pause, apply)));
            }
        },
        false,
    );
    Effect::new(move |_| {
        let text = in_address();
        let own = written
            .try_update_value(|written| {
                let at = written.iter().position(|own| *own == text)?;
                written.drain(..=at);
                Some(())
            })
            .flatten();
        if own.is_none() && asked.with_untracked(|asked| *asked != text) {
            timer.update_value(|timer| *timer = None);
            asked.set(text.clone());
            typed.set(text);
        }
    });
    let question = Memo::new(move |_| DealsQuery {
        search: asked.get(),
        open: None,
        ..address.get()
    });
    (typed, question)
}
