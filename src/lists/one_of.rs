//! Filters that are set to one of a few words, such as a region.

use super::bound;
use crate::i18n::{Key, keys, text};
use crate::session::use_session;
use crate::ui::{Choice, Field, FilterChip, RadioGroup};
use leptos::prelude::*;

/// A filter that is set to one of a few, or not at all.
#[component]
pub fn OneOf<Choices, Read, Write>(
    /// What is filtered by.
    label: Key,
    /// What can be chosen.
    choices: Choices,
    /// What a word is called that none of the choices has; the word itself without it.
    #[prop(optional)]
    unnamed: Option<Key>,
    /// The word that is set now; empty for none.
    read: Read,
    /// Sets another word; empty for none.
    write: Write,
) -> impl IntoView
where
    Choices: Fn() -> Vec<Choice> + Send + Sync + 'static,
    Read: Fn() -> String + Send + Sync + 'static,
    Write: Fn(String) + Copy + Send + Sync + 'static,
{
    let choices = Memo::new(move |_| choices());
    let now = Memo::new(move |_| read());
    let value = bound(move || now.get(), write);
    let chosen = move || {
        let word = Some(now.get()).filter(|word| !word.is_empty())?;
        let named = choices.with(|choices| {
            choices
                .iter()
                .find(|choice| choice.value == word)
                .map(|choice| choice.label.clone())
        });
        Some(named.unwrap_or_else(|| unnamed.map_or(word, text)))
    };
    view! {
        <FilterChip label=label value=Signal::derive(chosen) on_clear=Callback::new(move |()| write(String::new()))>
            <Field label=label group=true optional=true class="filter-field">
                <RadioGroup value=value choices=Signal::derive(move || choices.get())/>
            </Field>
        </FilterChip>
    }
}

/// A filter that is set to a region of the program, or to none.
#[component]
pub fn RegionFilter<Read, Write>(
    /// The code of the region that is set now; empty for none.
    read: Read,
    /// Sets another region; empty for none.
    write: Write,
) -> impl IntoView
where
    Read: Fn() -> String + Send + Sync + 'static,
    Write: Fn(String) + Copy + Send + Sync + 'static,
{
    let session = use_session();
    let choices = move || {
        let session = session.get();
        let regions = session.iter().flat_map(|session| &session.program.regions);
        regions
            .map(|region| Choice::data(region.code.clone(), region.name.clone()))
            .collect()
    };
    view! { <OneOf label=keys::APPROVALS_FILTER_REGION choices=choices read=read write=write/> }
}
