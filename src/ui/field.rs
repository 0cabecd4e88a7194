//! A field: label, control, hint and error, tied together for the ear as they are for the eye.

use super::{FormState, Icon, IconName, unique_id};
use crate::i18n::{keys, t};
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;

/// The JSON pointer by which a field finds its error.
#[derive(Clone, Copy)]
pub enum FieldName {
    /// Always the same, such as `/customer/domain`.
    Fixed(&'static str),
    /// That of an entry in a list, which changes when entries before it come and go.
    Moving(Signal<String>),
}

impl FieldName {
    /// The pointer; followed when read inside a reactive closure.
    pub(super) fn get(self) -> String {
        match self {
            FieldName::Fixed(pointer) => pointer.to_owned(),
            FieldName::Moving(pointer) => pointer.get(),
        }
    }

    /// The pointer now; empty once the field is gone.
    pub(super) fn now(self) -> String {
        match self {
            FieldName::Fixed(pointer) => pointer.to_owned(),
            FieldName::Moving(pointer) => pointer.try_get_untracked().unwrap_or_default(),
        }
    }
}

impl Default for FieldName {
    fn default() -> Self {
        FieldName::Fixed("")
    }
}

impl From<&'static str> for FieldName {
    fn from(pointer: &'static str) -> Self {
        FieldName::Fixed(pointer)
    }
}

impl From<Signal<String>> for FieldName {
    fn from(pointer: Signal<String>) -> Self {
        FieldName::Moving(pointer)
    }
}

/// What a control takes from the field around it.
#[derive(Clone)]
pub struct FieldContext {
    /// The id that the label names.
    pub id: String,
    /// The ids of hint, note and error, for `aria-describedby`.
    pub described_by: Signal<Option<String>>,
    /// Whether what was typed is refused.
    pub invalid: Signal<bool>,
    /// Whether something must be given.
    pub required: bool,
    /// The id of the label, for controls that are groups.
    pub label_id: String,
}

impl FieldContext {
    /// The field around a control, or a free-standing one for a control that carries its own label.
    pub fn of_control(prefix: &str) -> FieldContext {
        use_context::<FieldContext>().unwrap_or_else(|| FieldContext {
            id: unique_id(prefix),
            described_by: Signal::stored(None),
            invalid: Signal::stored(false),
            required: false,
            label_id: String::new(),
        })
    }

    /// The value of `aria-invalid`.
    pub fn aria_invalid(&self) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync + use<> {
        let invalid = self.invalid;
        move || invalid.get().then_some("true")
    }
}

/// A field with one control inside. In a [`super::Form`] it finds its error by `name`; elsewhere it takes `error`.
#[component]
pub fn Field(
    /// What is asked for.
    #[prop(into)]
    label: Signal<String>,
    /// JSON pointer of the value in the request, such as `/customer/domain`; a signal for an entry of a list.
    #[prop(into, optional)]
    name: FieldName,
    /// How to answer, when the label does not say it all.
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// What is wrong, where no form knows it.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty; marked as such, because most fields may not.
    #[prop(optional)]
    optional: bool,
    /// Width in the form's grid: `half`, `third` or the whole line.
    #[prop(optional)]
    class: &'static str,
    /// The control is a group of several (radio buttons, files), so the label names a group.
    #[prop(optional)]
    group: bool,
    /// The control is a list whose entries say themselves what is wrong with them.
    #[prop(optional)]
    entries_speak: bool,
    /// Something under the control that answers to what is typed, such as the conflict check; announced politely.
    #[prop(optional, into)]
    note: ViewFnOnce,
    /// The control.
    children: Children,
) -> impl IntoView {
    let form = use_context::<FormState>().filter(|_| !matches!(name, FieldName::Fixed("")));
    let id = match name {
        FieldName::Fixed(pointer) if !pointer.is_empty() => FormState::field_id(pointer),
        _ => unique_id("field"),
    };
    let shown = Signal::derive(move || {
        let said = |form: FormState| {
            let shown = form.shown_error(&name.get())?;
            if entries_speak {
                form.own_issue(&name.get())
            } else {
                Some(shown)
            }
        };
        error.get().or_else(|| form.and_then(said))
    });
    let (hint_id, note_id, error_id, label_id) = (
        format!("{id}-hint"),
        format!("{id}-note"),
        format!("{id}-error"),
        format!("{id}-label"),
    );
    let described_by = {
        let (hint_id, error_id, note_id) = (hint_id.clone(), error_id.clone(), note_id.clone());
        Signal::derive(move || {
            let mut ids = vec![note_id.as_str()];
            if hint.with(Option::is_some) {
                ids.push(&hint_id);
            }
            if shown.with(Option::is_some) {
                ids.push(&error_id);
            }
            Some(ids.join(" "))
        })
    };
    if let Some(form) = form {
        form.register(id.clone(), name, label);
    }
    let context = FieldContext {
        id: id.clone(),
        described_by,
        invalid: Signal::derive(move || shown.with(Option::is_some)),
        required: !optional,
        label_id: label_id.clone(),
    };
    let Some(owner) = Owner::current().map(|owner| owner.child()) else {
        return ().into_any();
    };
    let control = owner.with(|| {
        provide_context(context);
        children()
    });
    let control = OwnedView::new_with_owner(control, owner);
    let mark = optional.then(|| view! { <span class="field-mark">{t(keys::KIT_FIELD_OPTIONAL)}</span> });
    let label = if group {
        view! { <span class="field-label" id=label_id><span>{label}</span>{mark}</span> }.into_any()
    } else {
        view! { <label class="field-label" id=label_id for=id><span>{label}</span>{mark}</label> }.into_any()
    };
    view! {
        <div
            class=format!("field {class}")
            on:focusout=move |_| if let Some(form) = form { form.leave(&name.now()) }
        >
            {label}
            {control}
            {move || hint.get().map(|hint| view! { <p class="field-hint" id=hint_id.clone()>{hint}</p> })}
            <div class="field-note" id=note_id aria-live="polite">{note.run()}</div>
            {move || shown.get().map(|error| view! {
                <p class="field-error" id=error_id.clone()><Icon name=IconName::CircleAlert size=super::IconSize::Small/>{error}</p>
            })}
        </div>
    }
    .into_any()
}
