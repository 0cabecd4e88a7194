//! How much of an activity's cost partners of each tier may ask for.

use crate::i18n::{self, keys, text_with};
use crate::session::tier_name;
use crate::settings::editor::Editor;
use crate::settings::fields::ShareFields;
use crate::settings::parts::{ListFault, Lock};
use crate::settings::rows::{Row, below};
use crate::ui::{Card, Field, NumberInput, each};
use entente_model::funds::share::per_mille;
use entente_model::money::minor_digits;
use entente_model::people::Tier;
use leptos::prelude::*;

const LIST: &str = "/settings/funds/shares";

/// What the activity costs that serves as an example, in whole units of the program's first currency.
const EXAMPLE: i64 = 10_000;

/// The card.
#[component]
pub(super) fn Shares(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let rows = editor.shares;
    view! {
        <Card title=keys::SETTINGS_FUNDS_SHARES text=keys::SETTINGS_FUNDS_SHARES_TEXT>
            <Lock editor=editor>
                <div class="settings-numbers">{each(move || rows.get(), |row| row.key, move |row| share(editor, row))}</div>
            </Lock>
            <ListFault editor=editor pointer=LIST/>
        </Card>
    }
}

fn share(editor: Editor, row: Row<ShareFields>) -> AnyView {
    let Row { key, fields } = row;
    let rows = editor.shares;
    let tier = Signal::derive(move || {
        let tier = fields.tier.with(|word| Tier::parse(word));
        tier.map(tier_name).unwrap_or_default()
    });
    let example = move || {
        let currency = editor.currencies.with(|codes| codes.first().cloned())?;
        let digits = minor_digits(&currency)?;
        let at = rows.position(key)?;
        let share = editor.part(|settings| settings.funds.shares.get(at).map(|share| share.per_mille))?;
        let cost = EXAMPLE * 10_i64.pow(digits);
        let most = i18n::money(per_mille(cost, share), &currency);
        Some(text_with(
            keys::SETTINGS_FUNDS_SHARES_EXAMPLE,
            &[("share", &most), ("cost", &i18n::money(cost, &currency))],
        ))
    };
    view! {
        <Field
            label=tier
            name=below(rows.pointer(LIST, key), "per_mille")
            class="number-line"
            note=move || view! { <span class="number-default faint">{example}</span> }
        >
            <NumberInput value=fields.share unit=keys::SETTINGS_UNIT_PERCENT/>
        </Field>
    }
    .into_any()
}
