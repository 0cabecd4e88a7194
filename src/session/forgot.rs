//! Asking for a mailed link to a new password.

use super::outside::Outside;
use crate::api::{self, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{self, keys, t, text_with};
use crate::paths;
use crate::ui::{Banner, Button, ButtonKind, Field, Form, InputKind, LinkButton, TextInput, Tone};
use entente_model::people::PasswordResetRequest;
use entente_model::problem::{FieldCode, FieldError};
use entente_model::text::is_email;
use leptos::prelude::*;

fn check(email: &str) -> Result<PasswordResetRequest, Vec<FieldError>> {
    let email = email.trim();
    let code = if email.is_empty() {
        FieldCode::Required
    } else {
        FieldCode::InvalidEmail
    };
    if is_email(email) {
        Ok(PasswordResetRequest {
            email: email.to_owned(),
        })
    } else {
        Err(vec![FieldError::new("/email", code)])
    }
}

/// Asks for the address; the answer is the same whether it is known or not.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let email = RwSignal::new(String::new());
    let sent_to = RwSignal::new(None::<String>);
    let errors = FormErrors::new(move || email.with(|email| check(email)).err().unwrap_or_default());
    let sending = use_write(
        |body: &PasswordResetRequest, _| api::session::request_password_reset(body),
        move |body, ()| sent_to.set(Some(body.email)),
    );
    Effect::new(move |_| {
        if let Some(error) = sending.error().get() {
            errors.show(&error);
        }
    });
    let send = move || {
        if let Ok(body) = email.with_untracked(|email| check(email)) {
            errors.clear();
            sending.run(body);
        }
    };
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
                            <Button label=keys::SESSION_FORGOT_SEND kind=ButtonKind::Primary submit=true busy=sending.pending()/>
                            <a class="link" href=paths::sign_in("")>{t(keys::SESSION_BACK_TO_SIGN_IN)}</a>
                        </div>
                    </Form>
                }.into_any(),
            }}
        </Outside>
    }
}
