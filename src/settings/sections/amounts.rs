//! Amounts, one for each currency.

use crate::i18n::{Key, keys, t, text, text_with};
use crate::settings::editor::Editor;
use crate::settings::fields::CeilingFields;
use crate::settings::parts::ListFault;
use crate::settings::raw::RawCeiling;
use crate::settings::row_card::{focus_last, remove_button};
use crate::settings::rows::{Row, Rows};
use crate::ui::each;
use crate::ui::{Button, ButtonKind, ButtonSize, Field, IconName, MoneyInput};
use leptos::prelude::*;

/// What the amounts are called.
pub struct AmountWords {
    /// All of them.
    pub label: Key,
    /// What they do.
    pub hint: Key,
    /// One of them, in its `{currency}`.
    pub each: Key,
}

/// The amounts. `list` is their pointer, `outer` that of the list whose entry they belong to.
pub fn amounts(
    editor: Editor,
    outer: &'static str,
    list: Signal<String>,
    rows: Rows<CeilingFields>,
    words: &'static AmountWords,
) -> AnyView {
    let unused = Memo::new(move |_| {
        let used: Vec<String> = rows.get().iter().map(|row| row.fields.currency.get()).collect();
        editor
            .currencies
            .with(|codes| codes.iter().find(|code| !used.contains(code)).cloned())
    });
    let none_left = Signal::derive(move || {
        editor
            .locked
            .get()
            .or_else(|| unused.get().is_none().then(|| text(keys::SETTINGS_RULES_CEILINGS_FULL)))
    });
    let add = move || {
        if let Some(currency) = unused.get_untracked() {
            rows.add(RawCeiling {
                amount: String::new(),
                currency,
            });
            focus_last(".ceiling");
        }
    };
    let draw = move |row: Row<CeilingFields>| {
        let currency = row.fields.currency;
        let label = move || text_with(words.each, &[("currency", &currency.get())]);
        // A currency that the program no longer takes stays in the list of its own amount, where it is at fault.
        let currencies = Signal::derive(move || {
            let mut codes = editor.currencies.get();
            let own = currency.get();
            if !codes.contains(&own) {
                codes.push(own);
            }
            codes
        });
        let name = Signal::derive(move || currency.get());
        view! {
            <li class="ceiling">
                <Field label=Signal::derive(label) name=rows.pointer(list, row.key)>
                    <MoneyInput amount=row.fields.amount currency=currency currencies=currencies/>
                </Field>
                <div class="ceiling-tool">{remove_button(editor, rows, row.key, outer, name)}</div>
            </li>
        }
        .into_any()
    };
    view! {
        <div class="field ceilings-field" role="group" aria-label=t(words.label)>
            <div class="field-label"><span>{t(words.label)}</span></div>
            <p class="field-hint">{t(words.hint)}</p>
            <ul class="ceilings">{each(move || rows.get(), |row| row.key, draw)}</ul>
            <ListFault editor=editor pointer=list/>
            <div><Button label=keys::SETTINGS_RULES_CEILING_ADD icon=IconName::Plus kind=ButtonKind::Ghost size=ButtonSize::Small disabled_reason=none_left on_press=add/></div>
        </div>
    }
    .into_any()
}
