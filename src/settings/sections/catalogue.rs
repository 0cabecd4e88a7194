//! A list of things with a code, a name and whether they are offered: products and specialties.

use crate::i18n::{Key, keys, t, text, text_with};
use crate::settings::editor::Editor;
use crate::settings::parts::{ListFault, Lock};
use crate::settings::row_card::{focus_last, why_full};
use crate::settings::rows::{Fields, Row, Rows, below};
use crate::ui::each;
use crate::ui::{Button, Card, EmptyState, Field, Icon, IconName, IconSize, Switch, TextInput, Tooltip, unique_id};
use leptos::prelude::*;

/// What the card of such a list says.
pub struct CatalogueWords {
    /// What the list is.
    pub title: Key,
    /// What it is for.
    pub text: Key,
    /// The button that adds an entry.
    pub add: Key,
    /// That there is none.
    pub empty: Key,
    /// What goes there.
    pub empty_text: Key,
    /// The shape of an entry's kind.
    pub icon: IconName,
}

/// The card of a list of at most `most` entries, whose pointer is `list`. `blank` is an entry as it is added, `line` draws one.
pub fn catalogue_card<T: Fields>(
    editor: Editor,
    rows: Rows<T>,
    (list, most): (&'static str, usize),
    words: CatalogueWords,
    blank: fn() -> T::Raw,
    line: fn(Editor, Row<T>) -> AnyView,
) -> AnyView {
    let CatalogueWords {
        title,
        text,
        add: add_label,
        empty: empty_title,
        empty_text,
        icon,
    } = words;
    let add = move || {
        rows.add(blank());
        focus_last(".product");
    };
    let full = why_full(editor, rows, most);
    let empty = move || {
        rows.is_empty()
            .then(|| view! { <EmptyState title=empty_title text=empty_text icon=icon/> })
    };
    view! {
        <Card
            title=title
            text=text
            actions=move || view! { <Button label=add_label icon=IconName::Plus disabled_reason=full on_press=add/> }
            flush=true
        >
            {empty}
            {catalogue_heads()}
            <Lock editor=editor>
                <ul class="products">
                    {each(move || rows.get(), |row| row.key, move |row| line(editor, row))}
                </ul>
            </Lock>
            <div class="card-fault"><ListFault editor=editor pointer=list/></div>
        </Card>
    }
    .into_any()
}

/// What stands above the columns, for the eye.
fn catalogue_heads() -> AnyView {
    view! {
        <div class="catalogue-heads" aria-hidden="true">
            <span>{t(keys::SETTINGS_FIELD_NAME)}</span>
            <span>{t(keys::SETTINGS_FIELD_CODE)}</span>
        </div>
    }
    .into_any()
}

/// Stands where the button to remove would: records may keep the code.
pub fn kept_mark(why: Key) -> AnyView {
    let id = unique_id("kept");
    let described_by = id.clone();
    view! {
        <Tooltip text=why id=id>
            <span class="kept" tabindex="0" role="img" aria-label=t(keys::SETTINGS_PRODUCTS_KEPT_LABEL) aria-describedby=described_by>
                <Icon name=IconName::Lock size=IconSize::Small/>
            </span>
        </Tooltip>
    }
    .into_any()
}

/// One line.
pub struct CatalogueLine {
    /// The settings.
    pub editor: Editor,
    /// The entry's pointer.
    pub pointer: Signal<String>,
    /// Its code.
    pub code: RwSignal<String>,
    /// Its name.
    pub name: RwSignal<String>,
    /// Whether it is offered.
    pub offered: RwSignal<bool>,
    /// Whether its code is kept for good.
    pub kept: bool,
    /// What it is called while it has no name.
    pub unnamed: Key,
    /// What it is called by its `{name}`.
    pub named: Key,
    /// What stands at the end.
    pub last: AnyView,
}

impl CatalogueLine {
    /// The line.
    pub fn view(self) -> AnyView {
        let CatalogueLine {
            editor,
            pointer,
            code,
            name,
            offered,
            kept,
            unnamed,
            named,
            last,
        } = self;
        let group = move || match name.get() {
            name if name.trim().is_empty() => text(unnamed),
            name => text_with(named, &[("name", &name)]),
        };
        view! {
            <li class="product">
                <div class="catalogue-line" role="group" aria-label=group data-offered=move || offered.get().to_string()>
                    <Field label=keys::SETTINGS_FIELD_NAME name=below(pointer, "name")>
                        <TextInput value=name/>
                    </Field>
                    <Field label=keys::SETTINGS_FIELD_CODE name=below(pointer, "code")>
                        <TextInput value=code read_only=kept/>
                    </Field>
                    <div class="product-offered">
                        <Switch
                            on=offered
                            label=keys::SETTINGS_FIELD_OFFERED
                            disabled=Signal::derive(move || editor.locked.get().is_some())
                            on_change=move |on| offered.set(on)
                        />
                    </div>
                    <div class="product-last">{last}</div>
                </div>
            </li>
        }
        .into_any()
    }
}
