//! A number with its unit, what it does and what a new program begins with.

use super::editor::Editor;
use crate::i18n::{Key, keys, text, text_with};
use crate::ui::{Button, ButtonKind, ButtonSize, Field, NumberInput};
use leptos::prelude::*;

/// One number.
pub struct Figure {
    /// The settings.
    pub editor: Editor,
    /// Its pointer.
    pub name: &'static str,
    /// What it is.
    pub label: Key,
    /// What it does.
    pub hint: Key,
    /// Its unit.
    pub unit: Key,
    /// The text as typed.
    pub value: RwSignal<String>,
    /// What a new program begins with, in words.
    pub default: Signal<String>,
    /// The same as typed.
    pub usual: Signal<String>,
}

impl Figure {
    /// The field, with the way back to the default.
    pub fn view(self) -> AnyView {
        let Figure {
            editor,
            name,
            label,
            hint,
            unit,
            value,
            default,
            usual,
        } = self;
        let is_usual = Memo::new(move |_| value.with(|value| usual.with(|usual| value.trim() == usual)));
        let line = move || {
            let default = default.get();
            let line = if is_usual.get() {
                text(keys::SETTINGS_IS_DEFAULT)
            } else {
                text_with(keys::SETTINGS_DEFAULT, &[("value", &default)])
            };
            let offers = !is_usual.get() && editor.locked.with(Option::is_none);
            let put_back = Callback::new(move |()| value.set(usual.get_untracked()));
            view! {
                <span class="faint">{line}</span>
                {offers.then(|| view! {
                    <Button label=keys::SETTINGS_USE_DEFAULT kind=ButtonKind::Ghost size=ButtonSize::Small on_press=put_back/>
                })}
            }
        };
        view! {
            <Field label=label name=name hint=hint class="number-line" note=move || view! { <span class="number-default">{line}</span> }>
                <NumberInput value=value unit=unit/>
            </Field>
        }
        .into_any()
    }
}
