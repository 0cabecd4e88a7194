//! Small parts that several sections share.

use super::editor::Editor;
use super::fields::RegionFields;
use super::rows::Row;
pub use crate::ui::Toggles;
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

/// The regions as the settings being edited know them.
pub fn region_choices(editor: Editor) -> Signal<Vec<Choice>> {
    let named = |row: Row<RegionFields>| Choice::data(row.fields.code.get(), row.fields.name.get());
    Memo::new(move |_| {
        let choices = editor.regions.get().into_iter().map(named);
        choices.filter(|choice| !choice.value.is_empty()).collect::<Vec<_>>()
    })
    .into()
}

/// The same with what is chosen and no longer known, so that it can be taken off.
pub fn with_strays(choices: Signal<Vec<Choice>>, chosen: RwSignal<Vec<String>>) -> Signal<Vec<Choice>> {
    Memo::new(move |_| {
        let mut all = choices.get();
        for code in chosen.get() {
            if all.iter().all(|choice| choice.value != code) {
                all.push(Choice::data(code.clone(), code));
            }
        }
        all
    })
    .into()
}
