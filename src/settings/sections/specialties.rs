//! What companies can say they are good at.

use super::catalogue::{CatalogueLine, CatalogueWords, catalogue_card, kept_mark};
use crate::i18n::keys;
use crate::settings::editor::Editor;
use crate::settings::fields::SpecialtyFields;
use crate::settings::row_card::remove_button;
use crate::settings::rows::Row;
use crate::ui::IconName;
use entente_model::settings::{Specialty, bounds};
use leptos::prelude::*;

const LIST: &str = "/settings/onboarding/specialties";

/// The list.
#[component]
pub fn Specialties(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let words = CatalogueWords {
        title: keys::SETTINGS_SPECIALTIES,
        text: keys::SETTINGS_SPECIALTIES_TEXT,
        add: keys::SETTINGS_SPECIALTIES_ADD,
        empty: keys::SETTINGS_SPECIALTIES_EMPTY,
        empty_text: keys::SETTINGS_SPECIALTIES_EMPTY_TEXT,
        icon: IconName::GraduationCap,
    };
    let blank = || Specialty {
        code: String::new(),
        name: String::new(),
        offered: true,
    };
    catalogue_card(
        editor,
        editor.specialties,
        (LIST, bounds::SPECIALTIES),
        words,
        blank,
        specialty,
    )
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
