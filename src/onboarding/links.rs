//! Asking for a mailed link to an application that was begun before.

use crate::api::onboarding;
use crate::forms::{ByEmail, error_text, use_by_email};
use crate::i18n::{keys, t, text_with};
use crate::paths;
use crate::ui::{Banner, Button, ButtonKind, Field, Form, InputKind, LinkButton, TextInput, Tone};
use entente_model::onboarding::ApplicationLinkRequest;
use leptos::prelude::*;

/// Asks for the address; the answer is the same whether it is known or not.
#[component]
pub fn AskForLink() -> impl IntoView {
    let ByEmail {
        email,
        sent_to,
        errors,
        pending,
        send,
    } = use_by_email(|email, key| onboarding::request_links(&ApplicationLinkRequest { email }, key));
    move || {
        match sent_to.get() {
        Some(address) => view! {
            <div class="stack" role="status">
                <Banner
                    title=keys::APPLY_LINK_SENT
                    text=Some(text_with(keys::APPLY_LINK_SENT_TEXT, &[("email", &address)]))
                    tone=Tone::Success
                    takes_focus=true
                />
                <LinkButton label=keys::APPLY_TO_FORM href=paths::apply()/>
            </div>
        }
        .into_any(),
        None => view! {
            <Form state=errors.state() on_submit=send>
                {move || errors.failed().get().map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })}
                <Field label=keys::APPLY_LINK_EMAIL name="/email" hint=keys::APPLY_LINK_EMAIL_HINT>
                    <TextInput value=email kind=InputKind::Email autocomplete="email"/>
                </Field>
                <div class="outside-actions">
                    <Button label=keys::APPLY_LINK_SEND kind=ButtonKind::Primary submit=true busy=pending/>
                    <a class="link" href=paths::apply()>{t(keys::APPLY_TO_FORM)}</a>
                </div>
            </Form>
        }
        .into_any(),
    }
    }
}
