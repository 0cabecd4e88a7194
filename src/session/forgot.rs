//! Asking for a mailed link to a new password.

use super::outside::Outside;
use crate::api;
use crate::forms::{ByEmail, error_text, use_by_email};
use crate::i18n::{self, keys, t, text_with};
use crate::paths;
use crate::ui::{Banner, Button, ButtonKind, Field, Form, InputKind, LinkButton, TextInput, Tone};
use entente_model::people::PasswordResetRequest;
use leptos::prelude::*;

/// Asks for the address; the answer is the same whether it is known or not.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let ByEmail {
        email,
        sent_to,
        errors,
        pending,
        send,
    } = use_by_email(|email, _| api::session::request_password_reset(&PasswordResetRequest { email }));
    let lead = Signal::derive(move || {
        sent_to
            .with(Option::is_none)
            .then(|| i18n::text(keys::SESSION_FORGOT_LEAD))
    });
    view! {
        <Outside title=keys::SESSION_FORGOT_TITLE lead=lead>
            {move || match sent_to.get() {
                Some(address) => view! {
                    <div class="stack" role="status">
                        <Banner title=keys::SESSION_FORGOT_SENT tone=Tone::Success text=Some(text_with(keys::SESSION_FORGOT_SENT_TEXT, &[("email", &address)]))/>
                        <LinkButton label=keys::SESSION_BACK_TO_SIGN_IN href=paths::sign_in("")/>
                    </div>
                }.into_any(),
                None => view! {
                    <Form state=errors.state() on_submit=send>
                        {move || errors.failed().get().map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })}
                        <Field label=keys::SESSION_EMAIL name="/email">
                            <TextInput value=email kind=InputKind::Email autocomplete="username"/>
                        </Field>
                        <div class="outside-actions">
                            <Button label=keys::SESSION_FORGOT_SEND kind=ButtonKind::Primary submit=true busy=pending/>
                            <a class="link" href=paths::sign_in("")>{t(keys::SESSION_BACK_TO_SIGN_IN)}</a>
                        </div>
                    </Form>
                }.into_any(),
            }}
        </Outside>
    }
}
