//! Yes or no, and one of a few.

use super::{FieldContext, unique_id};
use crate::i18n;
use leptos::prelude::*;

/// Something that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What is stored and sent.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// A second line, such as a domain under a name.
    pub hint: Option<String>,
    /// Whether the label comes from data and not from a catalogue.
    pub is_data: bool,
}

impl Choice {
    /// A choice whose label comes from a catalogue.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Choice {
            value: value.into(),
            label: label.into(),
            hint: None,
            is_data: false,
        }
    }

    /// A choice whose label comes from data: a product, a person, a country by its code.
    pub fn data(value: impl Into<String>, label: impl Into<String>) -> Self {
        Choice {
            is_data: true,
            ..Choice::new(value, label)
        }
    }

    /// With a second line.
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Choice {
            hint: Some(hint.into()),
            ..self
        }
    }
}

/// Every country by its name in the reader's language, in that language's order.
pub fn country_choices() -> Signal<Vec<Choice>> {
    let choices = Memo::new(|_| {
        let countries = i18n::countries();
        countries
            .iter()
            .map(|(code, name)| Choice::data(*code, name.clone()))
            .collect::<Vec<_>>()
    });
    choices.into()
}

/// A yes-or-no that takes effect when the form is sent. Carries its own label.
#[component]
pub fn CheckBox(
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// What a tick says.
    #[prop(into)]
    label: Signal<String>,
    /// What follows from it.
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// It can't be changed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = unique_id("check");
    let hint_id = format!("{id}-hint");
    let described_by = hint_id.clone();
    let field = use_context::<FieldContext>();
    let invalid = move || {
        field
            .as_ref()
            .is_some_and(|field| field.invalid.get())
            .then_some("true")
    };
    view! {
        <label class="choice">
            <input
                class="checkbox"
                type="checkbox"
                disabled=move || disabled.get()
                aria-describedby=move || hint.with(Option::is_some).then(|| described_by.clone())
                aria-invalid=invalid
                prop:checked=checked
                on:change:target=move |event| checked.set(event.target().checked())
            />
            <span class="choice-text">{label}</span>
            {move || hint.get().map(|hint| view! { <span class="choice-hint" id=hint_id.clone()>{hint}</span> })}
        </label>
    }
}

/// How radio buttons stand.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum RadioLayout {
    /// One under the other.
    #[default]
    List,
    /// In a line.
    Inline,
    /// Each in a frame, for choices that need a sentence.
    Cards,
}

/// One of a few, all in sight. Stands in a [`super::Field`] with `group=true`, which names it.
#[component]
pub fn RadioGroup(
    /// The chosen value; empty for none.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// How they stand.
    #[prop(optional)]
    layout: RadioLayout,
) -> impl IntoView {
    let field = FieldContext::of_control("radio");
    let name = unique_id("radio");
    let class = match layout {
        RadioLayout::List => "choices",
        RadioLayout::Inline => "choices choices-inline",
        RadioLayout::Cards => "choice-cards",
    };
    let options = move || {
        let name = name.clone();
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let (own, chosen) = (choice.value.clone(), choice.value.clone());
                let keep = choice.is_data.then_some("no");
                view! {
                    <label class="choice" translate=keep>
                        <input
                            class="radio"
                            type="radio"
                            name=name.clone()
                            value=choice.value
                            prop:checked=move || value.with(|value| *value == own)
                            on:change=move |_| value.set(chosen.clone())
                        />
                        <span class="choice-text">{choice.label}</span>
                        {choice.hint.map(|hint| view! { <span class="choice-hint">{hint}</span> })}
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <div
            class=class
            role="radiogroup"
            id=field.id.clone()
            aria-labelledby=field.label_id.clone()
            aria-required=field.required.then_some("true")
            aria-invalid=field.aria_invalid()
            aria-describedby=field.described_by
        >
            {options}
        </div>
    }
}

/// A yes-or-no that takes effect at once. Carries its own label.
#[component]
pub fn Switch(
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// What is switched.
    #[prop(into)]
    label: Signal<String>,
    /// What follows from it.
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<(bool,)>,
    /// It can't be changed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let id = unique_id("switch");
    let label_id = format!("{id}-label");
    view! {
        <div class="switch-row">
            <span class="stack-none">
                <span id=label_id.clone()>{label}</span>
                {move || hint.get().map(|hint| view! { <span class="cell-sub">{hint}</span> })}
            </span>
            <button
                type="button"
                class="switch"
                role="switch"
                aria-labelledby=label_id
                aria-checked=move || on.get().to_string()
                aria-disabled=move || disabled.get().then_some("true")
                on:click=move |_| if !disabled.get_untracked() { on_change.run((!on.get_untracked(),)) }
            ></button>
        </div>
    }
}
