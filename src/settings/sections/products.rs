//! Products that deals are registered for.

use crate::i18n::{keys, t, text, text_with};
use crate::settings::editor::Editor;
use crate::settings::fields::ProductFields;
use crate::settings::parts::{ListFault, Lock};
use crate::settings::row_card::{focus_last, remove_button};
use crate::settings::rows::{Row, below};
use crate::ui::each;
use crate::ui::{Button, Card, EmptyState, Field, Icon, IconName, IconSize, Switch, TextInput, Tooltip, unique_id};
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
            <div class="catalogue-heads" aria-hidden="true">
                <span>{t(keys::SETTINGS_FIELD_NAME)}</span>
                <span>{t(keys::SETTINGS_FIELD_CODE)}</span>
            </div>
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
    let pointer = editor.products.pointer(LIST, key);
    // A code that was published may stand in deals and is kept for good.
    let known = {
        let code = fields.code.get_untracked();
        editor
            .base
            .with_untracked(|base| base.settings.products.iter().any(|product| product.code == code))
    };
    let name = Signal::derive(move || fields.name.get());
    let group = move || match name.get() {
        name if name.trim().is_empty() => text(keys::SETTINGS_FIELD_PRODUCT),
        name => text_with(keys::SETTINGS_PRODUCTS_NAMED, &[("name", &name)]),
    };
    let last = if known {
        let id = unique_id("kept");
        let described_by = id.clone();
        view! {
            <Tooltip text=keys::SETTINGS_PRODUCTS_KEPT id=id>
                <span class="kept" tabindex="0" role="img" aria-label=t(keys::SETTINGS_PRODUCTS_KEPT_LABEL) aria-describedby=described_by>
                    <Icon name=IconName::Lock size=IconSize::Small/>
                </span>
            </Tooltip>
        }
        .into_any()
    } else {
        remove_button(editor, editor.products, key, LIST, name)
    };
    view! {
        <li class="product">
            <div class="catalogue-line" role="group" aria-label=group data-offered=move || fields.offered.get().to_string()>
            <Field label=keys::SETTINGS_FIELD_NAME name=below(pointer, "name")>
                <TextInput value=fields.name/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_CODE name=below(pointer, "code")>
                <TextInput value=fields.code read_only=known/>
            </Field>
            <div class="product-offered">
                <Switch
                    on=fields.offered
                    label=keys::SETTINGS_FIELD_OFFERED
                    disabled=Signal::derive(move || editor.locked.get().is_some())
                    on_change=move |on| fields.offered.set(on)
                />
            </div>
            <div class="product-last">{last}</div>
            </div>
        </li>
    }
    .into_any()
}
