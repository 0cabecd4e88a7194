//! Changes of a record that is looked at.

use crate::ui::announce;
use leptos::prelude::*;
use std::time::Duration;

/// How long a change that came by itself is marked.
const MARKED: Duration = Duration::from_millis(1_700);

/// Which record it is, in which version, and how it stands.
pub type Standing<Id, State> = (Id, i64, State);

/// Announces a change of a record that did not come from this page, and answers with whether one was made just now, for the page to mark.
/// `is_own` knows the versions that this page has made; `sentence` says what has changed, given the new state where it is another one.
pub fn mark_changes<Id, State>(
    standing: impl Fn() -> Standing<Id, State> + Send + Sync + 'static,
    is_own: impl Fn(i64) -> bool + 'static,
    sentence: impl Fn(Option<State>) -> String + 'static,
) -> RwSignal<bool>
where
    Id: PartialEq + Clone + Send + Sync + 'static,
    State: PartialEq + Copy + Send + Sync + 'static,
{
    let fresh = RwSignal::new(false);
    let seen = Memo::new(move |_| standing());
    Effect::watch(
        move || seen.get(),
        move |(id, version, state), before, _| {
            let Some((id_before, version_before, state_before)) = before else {
                return;
            };
            if id != id_before || version <= version_before || is_own(*version) {
                return;
            }
            announce(sentence(Some(*state).filter(|state| state != state_before)));
            fresh.set(true);
            let fade = move || {
                fresh.try_set(false);
            };
            set_timeout(fade, MARKED);
        },
        false,
    );
    fresh
}
