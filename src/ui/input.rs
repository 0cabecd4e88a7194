//! Controls for text, numbers, dates and a choice from a short list. Each holds the raw text as typed; the model reads it.

use super::FieldContext;
use crate::i18n::{integer, keys, text_with};
use leptos::html;
use leptos::prelude::*;

/// What kind of text is typed; it chooses the keyboard on a telephone and what the browser offers to fill in.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum InputKind {
    /// Anything.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A domain or address of a site.
    Url,
    /// A telephone number.
    Telephone,
    /// A secret, shown as dots.
    Password,
    /// Digits of a one-time code.
    Code,
}

impl InputKind {
    fn attributes(self) -> (&'static str, &'static str) {
        match self {
            InputKind::Text => ("text", "text"),
            InputKind::Email => ("email", "email"),
            InputKind::Url => ("text", "url"),
            InputKind::Telephone => ("tel", "tel"),
            InputKind::Password => ("password", "text"),
            InputKind::Code => ("text", "numeric"),
        }
    }
}

/// A line of text.
#[component]
pub fn TextInput(
    /// The text as typed.
    value: RwSignal<String>,
    /// What kind of text.
    #[prop(optional)]
    kind: InputKind,
    /// An example of an answer; never the label.
    #[prop(into, optional)]
    placeholder: Signal<Option<String>>,
    /// What the browser may fill in, as in the `autocomplete` attribute.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Shown but not to be changed.
    #[prop(into, optional)]
    read_only: Signal<bool>,
    /// Most characters that the browser takes; the model's limit decides.
    #[prop(optional)]
    max_length: Option<u32>,
    /// A hook to the element, for the page that puts the focus here.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let field = FieldContext::of_control("input");
    let (kind, mode) = kind.attributes();
    view! {
        <input
            class="input"
            id=field.id.clone()
            type=kind
            inputmode=mode
            spellcheck=if kind == "text" && mode == "text" { "true" } else { "false" }
            autocomplete=autocomplete
            maxlength=max_length
            placeholder=move || placeholder.get()
            readonly=move || read_only.get()
            aria-required=field.required.then_some("true")
            aria-invalid=field.aria_invalid()
            aria-describedby=field.described_by
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
            node_ref=node_ref
        />
    }
}

/// Several lines of text; grows with what is typed.
#[component]
pub fn TextArea(
    /// The text as typed.
    value: RwSignal<String>,
    /// An example of an answer.
    #[prop(into, optional)]
    placeholder: Signal<Option<String>>,
    /// Most characters; with it, a counter.
    #[prop(optional)]
    limit: Option<usize>,
    /// Lines at first.
    #[prop(default = 4)]
    rows: u32,
) -> impl IntoView {
    let field = FieldContext::of_control("text");
    let length = move || value.with(|text| text.chars().count());
    let counter = limit.map(|limit| {
        let written = move || {
            let (length, limit) = (integer(length() as i64), integer(limit as i64));
            text_with(keys::KIT_TEXT_COUNTER, &[("length", &length), ("limit", &limit)])
        };
        view! { <span class="counter" data-over=move || (length() > limit).to_string()>{written}</span> }
    });
    view! {
        <textarea
            class="input"
            id=field.id.clone()
            rows=rows
            placeholder=move || placeholder.get()
            aria-required=field.required.then_some("true")
            aria-invalid=field.aria_invalid()
            aria-describedby=field.described_by
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
        ></textarea>
        {counter}
    }
}

/// A choice from a short list. For more than a dozen use [`super::Combobox`].
#[component]
pub fn Select(
    /// The chosen value; empty for none.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<super::Choice>>,
    /// What stands there while nothing is chosen; without it the first choice counts.
    #[prop(into, optional)]
    placeholder: Signal<Option<String>>,
) -> impl IntoView {
    let field = FieldContext::of_control("select");
    let first = move || {
        placeholder.get().map(|text| {
            let chosen = move || value.with(String::is_empty);
            view! { <option value="" prop:selected=chosen>{text}</option> }
        })
    };
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let own = choice.value.clone();
                // The option holds whether it is chosen, so that a list that comes later than the value still shows it.
                let chosen = move || value.with(|value| *value == own);
                let keep = choice.is_data.then_some("no");
                view! { <option value=choice.value prop:selected=chosen translate=keep>{choice.label}</option> }
            })
            .collect_view()
    };
    view! {
        <select
            class="input"
            id=field.id.clone()
            aria-required=field.required.then_some("true")
            aria-invalid=field.aria_invalid()
            aria-describedby=field.described_by
            on:change:target=move |event| value.set(event.target().value())
        >
            {first}
            {options}
        </select>
    }
}

/// A calendar date by the browser's own picker; the value is `2026-11-21` or empty.
#[component]
pub fn DateInput(
    /// The date in ISO form.
    value: RwSignal<String>,
    /// The first date that makes sense.
    #[prop(into, optional)]
    min: Signal<Option<String>>,
    /// The last date that makes sense.
    #[prop(into, optional)]
    max: Signal<Option<String>>,
) -> impl IntoView {
    let field = FieldContext::of_control("date");
    view! {
        <input
            class="input"
            type="date"
            id=field.id.clone()
            min=move || min.get()
            max=move || max.get()
            aria-required=field.required.then_some("true")
            aria-invalid=field.aria_invalid()
            aria-describedby=field.described_by
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
        />
    }
}

/// A number as typed. It is a text field with digits on a telephone's keyboard: browsers' number fields lose what they can't read.
#[component]
pub fn NumberInput(
    /// The text as typed.
    value: RwSignal<String>,
    /// A unit after the number.
    #[prop(into, optional)]
    unit: Signal<Option<String>>,
    /// The unit is a code, such as a currency's, which no language translates.
    #[prop(optional)]
    unit_is_code: bool,
) -> impl IntoView {
    let field = FieldContext::of_control("number");
    view! {
        <span class="input-group" data-invalid=move || field.invalid.get().to_string()>
            <input
                class="input input-number"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                id=field.id.clone()
                aria-required=field.required.then_some("true")
                aria-invalid=field.aria_invalid()
                aria-describedby=field.described_by
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
            {move || unit.get().map(|unit| view! {
                <span class="input-affix input-affix-end" translate=unit_is_code.then_some("no")>{unit}</span>
            })}
        </span>
    }
}
