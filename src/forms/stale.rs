//! A draft that was changed elsewhere, and the choice between the two versions.

use super::{Draft, Fact, Subject, TwoVersions, differences};
use leptos::prelude::*;

/// Says that a draft was changed elsewhere, shows what differs, and lets one choose. Nothing is overwritten before that.
#[component]
pub fn StaleChoice<S, Facts, Write>(
    /// The draft.
    draft: Draft<S>,
    /// Fields of the record given beside them, as people read them.
    facts: Facts,
    /// The text of a record, as the reader would have typed it.
    write: Write,
) -> impl IntoView
where
    S: Subject,
    Facts: Fn(&S::Fields, &S::Record) -> Vec<Fact> + Send + Sync + 'static,
    Write: Fn(&S::Record) -> S::Raw + Send + Sync + 'static,
{
    let rows = Signal::derive(move || {
        draft.stale.with(|theirs| {
            let Some(theirs) = theirs else { return Vec::new() };
            let mine = draft.reading.with(|(mine, _)| facts(mine, theirs));
            differences(mine, facts(S::fields(theirs), theirs))
        })
    });
    let keep_mine = Callback::new(move |()| draft.keep_mine());
    let take_theirs = Callback::new(move |()| draft.take_theirs(&write));
    let is_due = Signal::derive(move || draft.stale.with(Option::is_some));
    view! { <TwoVersions is_due=is_due rows=rows on_mine=keep_mine on_theirs=take_theirs/> }
}
