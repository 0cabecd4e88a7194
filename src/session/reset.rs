//! A new password, with the token of a mailed link.

use super::outside::Outside;
use crate::api::{self, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{keys, t};
use crate::paths::{self, use_token};
use crate::ui::{Banner, Button, ButtonKind, Field, Form, InputKind, LinkButton, TextInput, Tone, toast};
use entente_model::people::{MIN_PASSWORD, PasswordReset, check_password};
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// Sets the password and leads to the sign-in page.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let token = use_token();
    let password = RwSignal::new(String::new());
    let navigate = use_navigate();
    let errors = FormErrors::new(move || {
        password
            .with(|password| check_password("/password", password, "", ""))
            .into_iter()
            .collect()
    });
    let sending = use_write(
        |body: &PasswordReset, key| api::session::reset_password(body, key),
        move |_, ()| {
            toast(crate::i18n::text(keys::SESSION_RESET_DONE));
            navigate(&paths::sign_in(""), Default::default());
        },
    );
    Effect::new(move |_| {
        if let Some(error) = sending.error().get() {
            errors.show(&error);
        }
    });
    let send = move || {
        if let Some(token) = token.get_value() {
            errors.clear();
            sending.run(PasswordReset {
                token,
                password: password.get_untracked(),
            });
        }
    };
    let is_over = move || {
        token.with_value(Option::is_none)
            || sending.error().get().and_then(|error| error.code()) == Some(Code::LinkExpired)
    };
    let is_over = Memo::new(move |_| is_over());
    view! {
        <Outside title=keys::SESSION_RESET_TITLE>
            {move || if is_over.get() {
                view! {
                    <div class="stack">
                        <Banner title=keys::SESSION_LINK_OVER text=Some(crate::i18n::text(keys::PROBLEM_LINK_EXPIRED)) tone=Tone::Warning/>
                        <LinkButton label=keys::SESSION_FORGOT_AGAIN href=paths::forgot_password() kind=ButtonKind::Primary/>
                    </div>
                }.into_any()
            } else {
                view! {
                    <Form state=errors.state() on_submit=send>
                        {move || errors.failed().get().map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })}
                        <Field
                            label=keys::SESSION_NEW_PASSWORD
                            name="/password"
                            hint=crate::i18n::t_with(keys::SESSION_PASSWORD_HINT, &[("min", &MIN_PASSWORD)])
                        >
                            <TextInput value=password kind=InputKind::Password autocomplete="new-password"/>
                        </Field>
                        <div class="outside-actions">
                            <Button label=keys::SESSION_RESET_SAVE kind=ButtonKind::Primary submit=true busy=sending.pending()/>
                            <a class="link" href=paths::sign_in("")>{t(keys::SESSION_BACK_TO_SIGN_IN)}</a>
                        </div>
                    </Form>
                }.into_any()
            }}
        </Outside>
    }
}
