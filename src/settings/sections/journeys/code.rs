//! The field of a code that is made of a name until it was published.

use crate::i18n::keys;
use crate::settings::codes::{code_of, unused, was_made_of};
use crate::settings::rows::below;
use crate::ui::{Field, TextInput};
use leptos::prelude::*;

/// The field. While nobody has typed another code it follows the name; `taken` are the codes of the others.
pub fn code_field(
    pointer: Signal<String>,
    code: RwSignal<String>,
    name: Signal<String>,
    is_kept: bool,
    taken: impl Fn() -> Vec<String> + Send + Sync + 'static,
) -> AnyView {
    Effect::watch(
        move || name.get(),
        move |name, before: Option<&String>, _| {
            let follows = before.is_some_and(|before| was_made_of(&code.get_untracked(), before));
            if !is_kept && follows {
                let taken = untrack(&taken);
                code.set(unused(&code_of(name), |code| taken.iter().any(|taken| taken == code)));
            }
        },
        false,
    );
    let hint = if is_kept {
        keys::SETTINGS_JOURNEY_CODE_KEPT
    } else {
        keys::SETTINGS_JOURNEY_CODE_HINT
    };
    view! {
        <Field label=keys::SETTINGS_FIELD_CODE name=below(pointer, "code") class="half" hint=hint>
            <TextInput value=code read_only=is_kept/>
        </Field>
    }
    .into_any()
}
