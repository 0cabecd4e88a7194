//! Filters that are set to any of several words, such as states.

use crate::i18n::{self, Key, text};
use crate::ui::{Choice, FilterChip, FilterChoices};
use leptos::prelude::*;

/// A filter that is set to some of what is offered, or not at all.
#[component]
pub fn AnyOf<Value, Read, Write>(
    /// What is filtered by.
    label: Key,
    /// What can be chosen, in the order shown.
    offered: Vec<Value>,
    /// The word of a value.
    word: fn(Value) -> &'static str,
    /// What a value is called.
    name: fn(Value) -> Key,
    /// What is chosen now.
    read: Read,
    /// Chooses others.
    write: Write,
) -> impl IntoView
where
    Value: Copy + Send + Sync + 'static,
    Read: Fn() -> Vec<Value> + Copy + Send + Sync + 'static,
    Write: Fn(Vec<Value>) + Copy + Send + Sync + 'static,
{
    let offered = StoredValue::new(offered);
    let choices = move || {
        let choice = |value: &Value| Choice::new(word(*value), text(name(*value)));
        offered.with_value(|offered| offered.iter().map(choice).collect::<Vec<_>>())
    };
    let selected = move || {
        let chosen = read().into_iter();
        chosen.map(|value| word(value).to_owned()).collect::<Vec<_>>()
    };
    let chosen = move || match read().as_slice() {
        [] => None,
        [only] => Some(text(name(*only))),
        [first, rest @ ..] => Some(format!("{} +{}", text(name(*first)), i18n::integer(rest.len() as i64))),
    };
    let change = move |(words,): (Vec<String>,)| {
        let is_ticked = |value: &Value| words.iter().any(|ticked| ticked == word(*value));
        write(offered.with_value(|offered| offered.iter().copied().filter(is_ticked).collect()));
    };
    view! {
        <FilterChip label=label value=Signal::derive(chosen) on_clear=Callback::new(move |()| write(Vec::new()))>
            <FilterChoices choices=Signal::derive(choices) selected=Signal::derive(selected) on_change=Callback::new(change)/>
        </FilterChip>
    }
}
