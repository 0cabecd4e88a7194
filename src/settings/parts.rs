//! Small parts that several sections share.

use super::editor::Editor;
use crate::ui::{Choice, Icon, IconName, IconSize};
use leptos::prelude::*;

/// Fields that are only read where nothing can be changed. What folds and unfolds stands outside: everybody may look.
#[component]
pub fn Lock(
    /// The settings.
    editor: Editor,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! { <fieldset class="lock" disabled=move || editor.locked.with(Option::is_some)>{children()}</fieldset> }
}

/// What is wrong with a list as a whole: too few entries, too many, one that may not disappear. Said at once, for it was done by a press.
#[component]
pub fn ListFault(
    /// The settings.
    editor: Editor,
    /// The list's pointer.
    #[prop(into)]
    pointer: Signal<String>,
) -> impl IntoView {
    let fault = Memo::new(move |_| pointer.with(|pointer| editor.form.own_issue(pointer)));
    view! {
        <div class="list-fault" role="status">
            {move || fault.get().map(|fault| view! {
                <p class="field-error"><Icon name=IconName::CircleAlert size=IconSize::Small/>{fault}</p>
            })}
        </div>
    }
}

/// Several of a few, each a button that stays pressed. Stands in a `Field` with `group=true`, which names it.
#[component]
pub fn Toggles(
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The chosen values, in the order of the choices.
    chosen: RwSignal<Vec<String>>,
) -> impl IntoView {
    let field = crate::ui::FieldContext::of_control("toggles");
    let options = move || {
        let all = choices.get();
        let order: StoredValue<Vec<String>> = StoredValue::new(all.iter().map(|choice| choice.value.clone()).collect());
        all.into_iter()
            .map(|choice| {
                let (own, value) = (choice.value.clone(), choice.value.clone());
                let keep = choice.is_data.then_some("no");
                let toggle = move |_| {
                    chosen.update(|chosen| {
                        if let Some(at) = chosen.iter().position(|chosen| *chosen == value) {
                            chosen.remove(at);
                        } else {
                            chosen.push(value.clone());
                            let place = |value: &String| order.with_value(|order| order.iter().position(|known| known == value));
                            chosen.sort_by_key(place);
                        }
                    });
                };
                view! {
                    <label class="toggle" translate=keep title=choice.hint>
                        <input type="checkbox" class="visually-hidden" prop:checked=move || chosen.with(|chosen| chosen.contains(&own)) on:change=toggle/>
                        <Icon name=IconName::Check size=IconSize::Small/>
                        <span>{choice.label}</span>
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <div class="toggles" role="group" id=field.id.clone() aria-labelledby=field.label_id.clone() aria-describedby=field.described_by>
            {options}
        </div>
    }
}
