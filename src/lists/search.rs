//! Search-as-you-type over a list: what is typed, what is asked, and the address, kept in step without one overtaking another.

use crate::ui::typing_pause;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

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
    // Before whatever a press does: the way back must lead to what was searched.
    before_presses(move || {
        if asking.try_with_value(Option::is_some) == Some(true) {
            ask();
        }
        if writing.try_with_value(Option::is_some) == Some(true) {
            note();
        }
    });
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

/// Calls back before each click, and each Enter, reaches what it is meant for, as long as the component that calls this is there.
fn before_presses(then: impl Fn() + 'static) {
    let heard = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        let key = event.dyn_ref::<web_sys::KeyboardEvent>();
        if key.is_none_or(|key| key.key() == "Enter") {
            then();
        }
    });
    for kind in ["click", "keydown"] {
        let _ = window().add_event_listener_with_callback_and_bool(kind, heard.as_ref().unchecked_ref(), true);
    }
    let heard = StoredValue::new_local(heard);
    on_cleanup(move || {
        heard.try_with_value(|heard| {
            for kind in ["click", "keydown"] {
                let _ =
                    window().remove_event_listener_with_callback_and_bool(kind, heard.as_ref().unchecked_ref(), true);
            }
        });
    });
}
