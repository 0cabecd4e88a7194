//! Search-as-you-type over a list: what is typed, what is asked, and the address, kept in step without one overtaking another.

use crate::ui::typing_pause;
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;

/// Milliseconds of rest before the list is asked.
const REST: u32 = 120;
/// Milliseconds after a question before the address says it. For a browser each new address is work (it draws the tab's icon anew, for one)
/// that the answer would have to wait for.
const SETTLED: u32 = 500;

/// A search over a list. Copied freely.
#[derive(Clone, Copy)]
pub struct Search {
    /// The text of the search field.
    pub typed: RwSignal<String>,
    /// What the list is asked for.
    pub asked: ReadSignal<String>,
}

/// Follows the search in the address, and `write`s what was typed there.
pub fn use_search(in_address: Memo<String>, write: Callback<(String,)>) -> Search {
    let typed = RwSignal::new(in_address.get_untracked());
    let (asked, ask_for) = signal(in_address.get_untracked());
    // What this page last read or wrote there: it must not come back as if another had changed it.
    let known = StoredValue::new(in_address.get_untracked());
    let asking: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    let writing: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);

    let note = move || {
        let Some(text) = asked.try_get_untracked() else { return };
        writing.set_value(None);
        if known.with_value(|known| *known != text) {
            known.set_value(text.clone());
            write.run((text,));
        }
    };
    let ask = move || {
        let Some(text) = typed.try_get_untracked() else { return };
        asking.set_value(None);
        ask_for.set(text);
        writing.set_value(Some(Timeout::new(SETTLED, note)));
    };
    Effect::watch(
        move || typed.get(),
        move |text, _, _| {
            let pause = typing_pause(REST);
            if asked.with_untracked(|asked| asked == text) {
                asking.set_value(None);
            } else if pause == 0 {
                ask();
            } else {
                asking.set_value(Some(Timeout::new(pause, ask)));
            }
        },
        false,
    );
    // A link that is pressed is followed a paint later: the way back must lead to what was searched.
    let pressed = window_event_listener(ev::click, move |_| {
        if asking.try_with_value(Option::is_some) == Some(true) {
            ask();
        }
        if writing.try_with_value(Option::is_some) == Some(true) {
            note();
        }
    });
    on_cleanup(move || pressed.remove());
    // By the back button, a link, or whatever clears all filters.
    Effect::new(move |_| {
        let text = in_address.get();
        if known.with_value(|known| *known == text) {
            return;
        }
        known.set_value(text.clone());
        asking.set_value(None);
        writing.set_value(None);
        if asked.with_untracked(|asked| *asked != text) {
            ask_for.set(text.clone());
        }
        if typed.with_untracked(|typed| *typed != text) {
            typed.set(text);
        }
    });
    Search { typed, asked }
}
