//! What companies can say they are good at.

use super::catalogue::{CatalogueLine, catalogue_heads, kept_mark};
use crate::i18n::{keys, text_with};
use crate::settings::editor::Editor;
use crate::settings::fields::SpecialtyFields;
use crate::settings::parts::{ListFault, Lock};
use crate::settings::row_card::{focus_last, remove_button};
use crate::settings::rows::Row;
use crate::ui::each;
use crate::ui::{Button, Card, EmptyState, IconName};
use entente_model::settings::{Specialty, bounds};
use leptos::prelude::*;

const LIST: &str = "/settings/onboarding/specialties";

/// The list.
#[component]
pub fn Specialties(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let rows = editor.specialties;
    let add = move || {
        rows.add(Specialty {
            code: String::new(),
            name: String::new(),
            offered: true,
        });
        focus_last(".product");
    };
    let full = Signal::derive(move || {
        editor.locked.get().or_else(|| {
            (rows.len() >= bounds::SPECIALTIES)
                .then(|| text_with(keys::FIELD_TOO_MANY, &[("max", &bounds::SPECIALTIES)]))
        })
    });
    let empty = move || {
        rows.is_empty().then(|| view! { <EmptyState title=keys::SETTINGS_SPECIALTIES_EMPTY text=keys::SETTINGS_SPECIALTIES_EMPTY_TEXT icon=IconName::GraduationCap/> })
    };
    view! {
        <Card
            title=keys::SETTINGS_SPECIALTIES
            text=keys::SETTINGS_SPECIALTIES_TEXT
            actions=move || view! { <Button label=keys::SETTINGS_SPECIALTIES_ADD icon=IconName::Plus disabled_reason=full on_press=add/> }
            flush=true
        >
            {empty}
            {catalogue_heads()}
            <Lock editor=editor>
                <ul class="products">
                    {each(move || rows.get(), |row| row.key, move |row| specialty(editor, row))}
                </ul>
            </Lock>
            <div class="card-fault"><ListFault editor=editor pointer=LIST/></div>
        </Card>
    }
}

fn specialty(editor: Editor, row: Row<SpecialtyFields>) -> AnyView {
    let Row { key, fields } = row;
    // A code that was published may stand in applications and at partners and is kept for good.
    let code = fields.code.get_untracked();
    let kept = editor.base.with_untracked(|base| {
        let mut known = base.settings.onboarding.specialties.iter();
        known.any(|specialty| specialty.code == code)
    });
    let name = Signal::derive(move || fields.name.get());
    let last = if kept {
        kept_mark(keys::SETTINGS_SPECIALTIES_KEPT)
    } else {
        remove_button(editor, editor.specialties, key, LIST, name)
    };
    CatalogueLine {
        editor,
        pointer: editor.specialties.pointer(LIST, key),
        code: fields.code,
        name: fields.name,
        offered: fields.offered,
        kept,
        unnamed: keys::SETTINGS_FIELD_SPECIALTY,
        named: keys::SETTINGS_SPECIALTIES_NAMED,
        last,
    }
    .view()
}
