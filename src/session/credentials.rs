//! E-mail and password as typed: one form for the sign-in page and for signing in again over a page.

use crate::api::{self, use_write};
use crate::forms::{FormErrors, error_text, read_email};
use crate::i18n::{keys, t};
use crate::paths;
use crate::ui::{Banner, Button, ButtonKind, Field, Form, InputKind, TextInput, Tone};
use entente_model::people::{Session, SignIn};
use entente_model::problem::{Code, FieldCode, FieldError};
use leptos::html;
use leptos::prelude::*;

struct RawCredentials {
    email: String,
    password: String,
}

impl TryFrom<RawCredentials> for SignIn {
    type Error = Vec<FieldError>;
    fn try_from(raw: RawCredentials) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let email = read_email("/email", &raw.email, &mut errors);
        if raw.password.is_empty() {
            errors.push(FieldError::new("/password", FieldCode::Required));
        }
        if errors.is_empty() {
            Ok(SignIn {
                email,
                password: raw.password,
            })
        } else {
            Err(errors)
        }
    }
}

/// The form. A known e-mail address is shown and can't be changed.
#[component]
pub(super) fn Credentials(
    /// The address of the person who signs in again.
    #[prop(optional_no_strip)]
    known_email: Option<String>,
    /// Who came in.
    #[prop(into)]
    on_entered: Callback<(Session,)>,
) -> impl IntoView {
    let is_known = known_email.is_some();
    let email = RwSignal::new(known_email.unwrap_or_default());
    let password = RwSignal::new(String::new());
    let (email_field, password_field) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let first = if is_known { password_field } else { email_field };
    let raw = move || RawCredentials {
        email: email.get(),
        password: password.get(),
    };
    let errors = FormErrors::new(move || SignIn::try_from(raw()).err().unwrap_or_default());
    let sending = use_write(
        |body: &SignIn, _| api::session::sign_in(body),
        move |_, session| on_entered.run((session,)),
    );
    Effect::new(move |_| {
        let Some(error) = sending.error().get() else { return };
        if error.code() == Some(Code::WrongCredentials) {
            // What was typed stays, save the secret; the eye goes to what is most likely wrong.
            password.set(String::new());
            errors.state().reset();
            if let Some(password) = password_field.get_untracked() {
                let _ = password.focus();
            }
        }
        errors.show(&error);
    });
    Effect::new(move |_| {
        if let Some(first) = first.get() {
            // After the dialog around it has chosen a focus of its own.
            request_animation_frame(move || {
                let _ = first.focus();
            });
        }
    });
    let send = move || {
        if let Ok(body) = SignIn::try_from(untrack(raw)) {
            errors.clear();
            sending.run(body);
        }
    };
    view! {
        <Form state=errors.state() on_submit=send>
            {move || errors.failed().get().map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })}
            <Field label=keys::SESSION_EMAIL name="/email">
                <TextInput value=email kind=InputKind::Email autocomplete="username" read_only=is_known node_ref=email_field/>
            </Field>
            <Field label=keys::SESSION_PASSWORD name="/password">
                <TextInput value=password kind=InputKind::Password autocomplete="current-password" node_ref=password_field/>
            </Field>
            <div class="outside-actions">
                <Button label=keys::SESSION_SIGN_IN kind=ButtonKind::Primary submit=true busy=sending.pending()/>
                <a class="link" href=paths::forgot_password()>{t(keys::SESSION_FORGOT)}</a>
            </div>
        </Form>
    }
}
