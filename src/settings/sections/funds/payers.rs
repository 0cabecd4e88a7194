//! The vendor's accounts that pay, one for each currency. The file for the bank names that of its currency.

use crate::i18n::{country_name, currency_name, keys, list, text, text_with};
use crate::settings::editor::Editor;
use crate::settings::fields::PayerFields;
use crate::settings::parts::{ListFault, Lock};
use crate::settings::raw::{RawPayer, asks_for_iban, in_fours};
use crate::settings::row_card::{RowCard, entries, remove_button, unfold};
use crate::settings::rows::{Row, below};
use crate::ui::{Button, Card, Choice, Combobox, Data, EmptyState, Field, IconName, TextInput, country_choices};
use entente_model::funds::payment::is_sepa;
use entente_model::money::CURRENCIES;
use leptos::prelude::*;

const LIST: &str = "/settings/funds/payers";

/// The card.
#[component]
pub(super) fn Payers(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let rows = editor.payers;
    let explained = Signal::derive(move || Some(explanation(editor)));
    let currencies = Signal::derive(|| {
        let choice = |(code, _): &(&'static str, u32)| Choice::data(*code, named(code));
        CURRENCIES.iter().map(choice).collect::<Vec<_>>()
    });
    let countries = country_choices();
    view! {
        <Card
            title=keys::SETTINGS_FUNDS_PAYERS
            text=explained
            actions=move || view! {
                <Button label=keys::SETTINGS_FUNDS_PAYERS_ADD icon=IconName::Plus disabled_reason=editor.locked on_press=move || add(editor)/>
            }
            flush=true
        >
            {move || rows.is_empty().then(|| view! {
                <EmptyState title=keys::SETTINGS_FUNDS_PAYERS_EMPTY text=keys::SETTINGS_FUNDS_PAYERS_EMPTY_TEXT icon=IconName::Wallet/>
            })}
            {entries(rows, move |row| payer(editor, row, currencies, countries))}
            <div class="card-fault"><ListFault editor=editor pointer=LIST/></div>
        </Card>
    }
}

/// A currency by its code and its name.
fn named(code: &str) -> String {
    format!("{code} · {}", currency_name(code))
}

/// The currencies that have an account; followed inside a reactive closure.
fn paid_in(editor: Editor) -> Vec<String> {
    let rows = editor.payers.get().into_iter();
    rows.map(|row| row.fields.currency.get()).collect()
}

/// The program's currencies that have none; followed inside a reactive closure.
fn missing(editor: Editor) -> Vec<String> {
    let paid = paid_in(editor);
    let mut codes = editor.currencies.get();
    codes.retain(|code| !paid.contains(code));
    codes
}

/// What the accounts are for, and what can't be paid yet.
fn explanation(editor: Editor) -> String {
    let purpose = text(keys::SETTINGS_FUNDS_PAYERS_TEXT);
    let codes = missing(editor);
    // That nothing can be paid at all stands in the list itself.
    if codes.is_empty() || editor.payers.is_empty() {
        return purpose;
    }
    let lack = text_with(keys::SETTINGS_FUNDS_PAYERS_MISSING, &[("currencies", &list(&codes))]);
    format!("{purpose} {lack}")
}

/// Adds an account in the first currency that has none, and puts the focus into it.
fn add(editor: Editor) {
    let currency = untrack(|| missing(editor)).into_iter().next();
    let added = editor.payers.add(RawPayer {
        currency: currency.unwrap_or_default(),
        // Mostly it is the vendor's own.
        holder: editor.program.vendor.get_untracked(),
        ..RawPayer::default()
    });
    if let Some(key) = added {
        unfold(editor, key, format!(".entry[data-key=\"{key}\"] .entry-body"));
    }
}

fn payer(
    editor: Editor,
    row: Row<PayerFields>,
    currencies: Signal<Vec<Choice>>,
    countries: Signal<Vec<Choice>>,
) -> AnyView {
    let Row { key, fields } = row;
    let pointer = editor.payers.pointer(LIST, key);
    let name = Signal::derive(move || {
        let code = fields.currency.get();
        if code.is_empty() { code } else { named(&code) }
    });
    let summary = move || {
        let given = |text: String| Some(text).filter(|text| !text.trim().is_empty());
        let holder = move || given(fields.holder.get());
        let number = move || given(number_of(fields));
        let country = move || given(fields.country.get()).map(|code| country_name(&code));
        view! {
            <span class="entry-line">
                {move || holder().map(|holder| view! { <Data value=holder/> })}
                {move || number().map(|number| view! { <Data value=number class="number"/> })}
                {move || country().map(|country| view! { <Data value=country class="faint"/> })}
            </span>
        }
    };
    view! {
        <RowCard
            editor=editor
            key=key
            pointer=pointer
            name=name
            unnamed=keys::SETTINGS_FUNDS_PAYERS_NEW
            summary=summary
            tools=move || remove_button(editor, editor.payers, key, LIST, name)
        >
            <Lock editor=editor>{payer_fields(pointer, fields, currencies, countries)}</Lock>
        </RowCard>
    }
    .into_any()
}

/// What an account is known by, as it is typed.
fn number_of(fields: PayerFields) -> String {
    if fields.country.with(|country| asks_for_iban(country)) {
        fields.iban.with(|iban| in_fours(iban))
    } else {
        fields.number.get()
    }
}

fn payer_fields(
    pointer: Signal<String>,
    fields: PayerFields,
    currencies: Signal<Vec<Choice>>,
    countries: Signal<Vec<Choice>>,
) -> AnyView {
    // Whether there is an IBAN, and whether it says which bank it is.
    let known_by = Memo::new(move |_| {
        fields
            .country
            .with(|country| (asks_for_iban(country), country.is_empty() || is_sepa(country)))
    });
    let numbers = move || {
        let (has_iban, says_bank) = known_by.get();
        if has_iban {
            view! {
                <Field label=keys::SETTINGS_FIELD_IBAN name=below(pointer, "account/iban")>
                    <TextInput value=fields.iban placeholder=keys::SETTINGS_FUNDS_PAYERS_IBAN_EXAMPLE/>
                </Field>
                <Field
                    label=keys::SETTINGS_FIELD_BIC
                    name=below(pointer, "account/bic")
                    class="half"
                    hint=keys::SETTINGS_FUNDS_PAYERS_BIC_HINT
                    optional=says_bank
                >
                    <TextInput value=fields.bic/>
                </Field>
            }
            .into_any()
        } else {
            view! {
                <Field label=keys::SETTINGS_FIELD_ACCOUNT_NUMBER name=below(pointer, "account/number")>
                    <TextInput value=fields.number/>
                </Field>
                <Field
                    label=keys::SETTINGS_FIELD_CLEARING
                    name=below(pointer, "account/clearing")
                    class="half"
                    hint=keys::SETTINGS_FUNDS_PAYERS_CLEARING_HINT
                    optional=true
                >
                    <TextInput value=fields.clearing/>
                </Field>
                <Field label=keys::SETTINGS_FIELD_BIC name=below(pointer, "account/bic") class="half" optional=true>
                    <TextInput value=fields.bic/>
                </Field>
            }
            .into_any()
        }
    };
    view! {
        <div class="form-fields">
            <Field label=keys::SETTINGS_FUNDS_PAYERS_CURRENCY name=below(pointer, "currency") class="half" hint=keys::SETTINGS_FUNDS_PAYERS_CURRENCY_HINT>
                <Combobox value=fields.currency choices=currencies placeholder=keys::SETTINGS_CURRENCIES_ADD_PLACEHOLDER/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_BANK_COUNTRY name=below(pointer, "account/country") class="half">
                <Combobox value=fields.country choices=countries placeholder=keys::SETTINGS_FUNDS_PAYERS_COUNTRY_PLACEHOLDER/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_ACCOUNT_HOLDER name=below(pointer, "account/holder") hint=keys::SETTINGS_FUNDS_PAYERS_HOLDER_HINT>
                <TextInput value=fields.holder/>
            </Field>
            {numbers}
        </div>
    }
    .into_any()
}
