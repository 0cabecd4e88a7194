//! What may be asked of market development funds, what proves it, who has to agree, how currencies are converted, and from where is paid.

mod activities;
mod numbers;
mod payers;
mod rates;
mod shares;

use super::amounts::{AmountWords, amounts};
use crate::i18n::{keys, list, text, text_with};
use crate::settings::editor::Editor;
use crate::settings::parts::Lock;
use crate::ui::Card;
use activities::Activities;
use leptos::prelude::*;
use numbers::{of_files, of_times};
use payers::Payers;
use rates::Rates;
use shares::Shares;

const SECOND_APPROVAL: &str = "/settings/funds/second_approval";

const THRESHOLDS: AmountWords = AmountWords {
    label: keys::SETTINGS_FIELD_SECOND_APPROVAL,
    hint: keys::SETTINGS_FUNDS_SECOND_HINT,
    each: keys::SETTINGS_FUNDS_SECOND_IN,
};

/// The section.
#[component]
pub fn FundsSection(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    view! {
        <Shares editor=editor/>
        <Card title=keys::SETTINGS_FUNDS_TIMES text=keys::SETTINGS_FUNDS_TIMES_TEXT>
            <Lock editor=editor><div class="settings-numbers">{of_times(editor)}</div></Lock>
        </Card>
        <Activities editor=editor/>
        <Card title=keys::SETTINGS_FUNDS_SECOND text=keys::SETTINGS_FUNDS_SECOND_TEXT>
            <Lock editor=editor>
                {amounts(editor, SECOND_APPROVAL, Signal::stored(SECOND_APPROVAL.to_owned()), editor.second_approval, &THRESHOLDS)}
            </Lock>
            <p class="muted small" aria-live="polite">{move || always_two(editor)}</p>
        </Card>
        <Rates editor=editor/>
        <Payers editor=editor/>
        <Card title=keys::SETTINGS_FUNDS_FILES text=keys::SETTINGS_FUNDS_FILES_TEXT>
            <Lock editor=editor><div class="settings-numbers">{of_files(editor)}</div></Lock>
        </Card>
    }
}

/// In which of the program's currencies every claim needs two people.
fn always_two(editor: Editor) -> String {
    let named: Vec<String> = editor
        .second_approval
        .get()
        .into_iter()
        .map(|row| row.fields.currency.get())
        .collect();
    let mut codes = editor.currencies.get();
    codes.retain(|code| !named.contains(code));
    if codes.is_empty() {
        text(keys::SETTINGS_FUNDS_SECOND_NONE)
    } else {
        text_with(keys::SETTINGS_FUNDS_SECOND_ALWAYS, &[("currencies", &list(&codes))])
    }
}
