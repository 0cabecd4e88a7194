//! Products that deals are registered for.

use super::catalogue::{CatalogueLine, CatalogueWords, catalogue_card, kept_mark};
use crate::i18n::keys;
use crate::settings::editor::Editor;
use crate::settings::fields::ProductFields;
use crate::settings::row_card::remove_button;
use crate::settings::rows::Row;
use crate::ui::IconName;
use entente_model::settings::{Product, bounds};
use leptos::prelude::*;

const LIST: &str = "/settings/products";

/// The section.
#[component]
pub fn ProductsSection(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let words = CatalogueWords {
        title: keys::SETTINGS_PRODUCTS,
        text: keys::SETTINGS_PRODUCTS_TEXT,
        add: keys::SETTINGS_PRODUCTS_ADD,
        empty: keys::SETTINGS_PRODUCTS_EMPTY,
        empty_text: keys::SETTINGS_PRODUCTS_EMPTY_TEXT,
        icon: IconName::Package,
    };
    let blank = || Product {
        code: String::new(),
        name: String::new(),
        offered: true,
    };
    catalogue_card(editor, editor.products, (LIST, bounds::PRODUCTS), words, blank, product)
}

fn product(editor: Editor, row: Row<ProductFields>) -> AnyView {
    let Row { key, fields } = row;
    // A code that was published may stand in deals and is kept for good.
    let code = fields.code.get_untracked();
    let kept = editor
        .base
        .with_untracked(|base| base.settings.products.iter().any(|product| product.code == code));
    let name = Signal::derive(move || fields.name.get());
    let last = if kept {
        kept_mark(keys::SETTINGS_PRODUCTS_KEPT)
    } else {
        remove_button(editor, editor.products, key, LIST, name)
    };
    CatalogueLine {
        editor,
        pointer: editor.products.pointer(LIST, key),
        code: fields.code,
        name: fields.name,
        offered: fields.offered,
        kept,
        unnamed: keys::SETTINGS_FIELD_PRODUCT,
        named: keys::SETTINGS_PRODUCTS_NAMED,
        last,
    }
    .view()
}
