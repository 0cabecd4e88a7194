//! Asking for a mailed link to an application that was begun before.

use crate::api::{onboarding, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{keys, t, text_with};
use crate::paths;
use crate::ui::{Banner, Button, ButtonKind, Field, Form, InputKind, LinkButton, TextInput, Tone};
use entente_model::onboarding::ApplicationLinkRequest;
use entente_model::problem::{FieldCode, FieldError};
use entente_model::text::is_email;
use leptos::prelude::*;

fn check(email: &str) -> Result<ApplicationLinkRequest, Vec<FieldError>> {
    let email = email.trim();
    let code = if email.is_empty() {
        FieldCode::Required
    } else {
        FieldCode::InvalidEmail
    };
    if is_email(email) {
        Ok(ApplicationLinkRequest {
            email: email.to_owned(),
        })
    } else {
        Err(vec![FieldError::new("/email", code)])
    }
}

/// Asks for the address; the answer is the same whether it is known or not.
#[component]
pub fn AskForLink() -> impl IntoView {
    let email = RwSignal::new(String::new());
    let sent_to = RwSignal::new(None::<String>);
    let errors = FormErrors::new(move || email.with(|email| check(email)).err().unwrap_or_default());
    let sending = use_write(
        |body: &ApplicationLinkRequest, key| onboarding::request_links(body, key),
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
                    <Button label=keys::APPLY_LINK_SEND kind=ButtonKind::Primary submit=true busy=sending.pending()/>
                    <a class="link" href=paths::apply()>{t(keys::APPLY_TO_FORM)}</a>
                </div>
            </Form>
        }
        .into_any(),
    }
    }
}
