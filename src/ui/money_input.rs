//! An amount and its currency, to choose or given. The amount stays the text that was typed; the model reads it by the language's signs.

use super::FieldContext;
use crate::i18n::{currency_name, keys, t};
use leptos::prelude::*;

/// An amount of money as typed, with a choice of currency.
#[component]
pub fn MoneyInput(
    /// The amount as typed.
    amount: RwSignal<String>,
    /// ISO 4217 code of the chosen currency.
    currency: RwSignal<String>,
    /// Codes of the currencies that can be chosen.
    #[prop(into)]
    currencies: Signal<Vec<String>>,
) -> impl IntoView {
    let field = FieldContext::of_control("money");
    let options = move || {
        currencies
            .get()
            .into_iter()
            .map(|code| {
                let own = code.clone();
                let chosen = move || currency.with(|currency| *currency == own);
                view! { <option value=code.clone() prop:selected=chosen title=currency_name(&code)>{code.clone()}</option> }
            })
            .collect_view()
    };
    view! {
        <span class="input-group" data-invalid=move || field.invalid.get().to_string()>
            <input
                class="input input-money"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                id=field.id.clone()
                aria-required=field.required.then_some("true")
                aria-invalid=field.aria_invalid()
                aria-describedby=field.described_by
                prop:value=amount
                on:input:target=move |event| amount.set(event.target().value())
            />
            <select
                class="input"
                translate="no"
                aria-label=t(keys::KIT_MONEY_CURRENCY)
                on:change:target=move |event| currency.set(event.target().value())
            >
                {options}
            </select>
        </span>
    }
}

/// An amount of money as typed, in a currency that is given.
#[component]
pub fn AmountInput(
    /// The amount as typed.
    amount: RwSignal<String>,
    /// ISO 4217 code of its currency.
    #[prop(into)]
    currency: Signal<String>,
) -> impl IntoView {
    let field = FieldContext::of_control("amount");
    view! {
        <span class="input-group" data-invalid=move || field.invalid.get().to_string()>
            <input
                class="input input-money"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                id=field.id.clone()
                aria-required=field.required.then_some("true")
                aria-invalid=field.aria_invalid()
                aria-describedby=field.described_by
                prop:value=amount
                on:input:target=move |event| amount.set(event.target().value())
            />
            <span class="input-affix input-affix-end" translate="no" title=move || currency_name(&currency.get())>{currency}</span>
        </span>
    }
}
