//! Controls of filters that follow the address.

use leptos::prelude::*;

/// A signal for a control that follows `read` and tells `write` what is chosen.
pub fn bound(
    read: impl Fn() -> String + Send + Sync + 'static,
    write: impl Fn(String) + Send + Sync + 'static,
) -> RwSignal<String> {
    let now = Memo::new(move |_| read());
    let value = RwSignal::new(now.get_untracked());
    Effect::new(move |_| {
        let now = now.get();
        if value.with_untracked(|value| *value != now) {
            value.set(now);
        }
    });
    let tell = move |word: &String, _: Option<&String>, _: Option<()>| {
        if now.with_untracked(|now| now != word) {
            write(word.clone());
        }
    };
    Effect::watch(move || value.get(), tell, false);
    value
}
