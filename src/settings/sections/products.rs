//! Products that deals are registered for.

use super::catalogue::{CatalogueLine, catalogue_heads, kept_mark};
use crate::i18n::{keys, text_with};
use crate::settings::editor::Editor;
use crate::settings::fields::ProductFields;
use crate::settings::parts::{ListFault, Lock};
use crate::settings::row_card::{focus_last, remove_button};
use crate::settings::rows::Row;
use crate::ui::each;
use crate::ui::{Button, Card, EmptyState, IconName};
use entente_model::settings::{Product, bounds};
use leptos::prelude::*;

const LIST: &str = "/settings/products";

/// The section.
#[component]
pub fn ProductsSection(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let rows = editor.products;
    let add = move || {
        rows.add(Product {
            code: String::new(),
            name: String::new(),
            offered: true,
        });
        focus_last(".product");
    };
    let full = Signal::derive(move || {
        editor.locked.get().or_else(|| {
            (rows.len() >= bounds::PRODUCTS).then(|| text_with(keys::FIELD_TOO_MANY, &[("max", &bounds::PRODUCTS)]))
        })
    });
    let empty = move || {
        rows.is_empty().then(|| view! { <EmptyState title=keys::SETTINGS_PRODUCTS_EMPTY text=keys::SETTINGS_PRODUCTS_EMPTY_TEXT icon=IconName::Package/> })
    };
    view! {
        <Card
            title=keys::SETTINGS_PRODUCTS
            text=keys::SETTINGS_PRODUCTS_TEXT
            actions=move || view! { <Button label=keys::SETTINGS_PRODUCTS_ADD icon=IconName::Plus disabled_reason=full on_press=add/> }
            flush=true
        >
            {empty}
            {catalogue_heads()}
            <Lock editor=editor>
                <ul class="products">
                    {each(move || rows.get(), |row| row.key, move |row| product(editor, row))}
                </ul>
            </Lock>
            <div class="card-fault"><ListFault editor=editor pointer=LIST/></div>
        </Card>
    }
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
