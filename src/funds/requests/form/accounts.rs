//! Names of target accounts: typed one after the other, or pasted as a list.

use super::fields::Fields;
use crate::i18n::{keys, t, text_with};
use crate::ui::{Button, FieldContext, IconName, Tag, each};
use entente_model::funds::request::limits;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A line to type a name into, and the names so far. Stands in a field.
#[component]
pub fn AccountsInput(
    /// The form's fields.
    fields: Fields,
) -> impl IntoView {
    let field = FieldContext::of_control("accounts");
    let typed = RwSignal::new(String::new());
    let add = move || {
        let name = typed.get_untracked();
        if !name.trim().is_empty() {
            fields.add_accounts([name]);
            typed.set(String::new());
        }
    };
    let full = Signal::derive(move || {
        let is_full = fields.accounts.with(Vec::len) >= limits::ACCOUNTS;
        is_full.then(|| text_with(keys::REQUEST_FORM_ACCOUNTS_FULL, &[("count", &limits::ACCOUNTS)]))
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        // It adds a name, and hands nothing in.
        if event.key() == "Enter" {
            event.prevent_default();
            add();
        }
    };
    let names = move || fields.accounts.get();
    let tag = move |name: String| {
        let gone = name.clone();
        let remove = Callback::new(move |()| fields.accounts.update(|names| names.retain(|known| *known != gone)));
        view! { <li><Tag label=name on_remove=remove/></li> }.into_any()
    };
    let any = Memo::new(move |_| fields.accounts.with(|names| !names.is_empty()));
    view! {
        <div class="request-accounts">
            <input
                class="input"
                type="text"
                autocomplete="off"
                id=field.id.clone()
                aria-invalid=field.aria_invalid()
                aria-describedby=field.described_by
                prop:value=typed
                on:input:target=move |event| typed.set(event.target().value())
                on:keydown=on_key
                on:blur=move |_| add()
                on:paste=move |event| {
                    let data = js_sys::Reflect::get(&event, &"clipboardData".into()).ok();
                    let data = data.and_then(|data| data.dyn_into::<web_sys::DataTransfer>().ok());
                    let pasted = data.and_then(|data| data.get_data("text").ok()).unwrap_or_default();
                    // A list from elsewhere is taken whole; a single name is pasted as ever.
                    if pasted.contains(['\n', '\t', ';']) {
                        event.prevent_default();
                        fields.add_accounts(pasted.split(['\n', '\r', '\t', ';']).map(str::to_owned));
                    }
                }
            />
            <Button label=keys::REQUEST_FORM_ACCOUNT_ADD icon=IconName::Plus disabled_reason=full on_press=Callback::new(move |()| add())/>
        </div>
        {move || any.get().then(|| view! {
            <ul class="request-account-list" aria-label=t(keys::FUND_FACT_ACCOUNTS)>{each(names, String::clone, tag)}</ul>
        })}
    }
}
