//! Accepting an invitation: who invites, a name, a password, and one is in.

use super::outside::Outside;
use super::use_session;
use crate::api::{self, ApiError, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{self, keys, text_with};
use crate::paths::{self, use_token};
use crate::ui::{Banner, Button, ButtonKind, Field, Form, InputKind, LinkButton, Skeleton, TextInput, Tone};
use entente_model::people::{
    AcceptInvitation, InvitationPreview, InvitationToken, MIN_PASSWORD, Session, check_password,
};
use entente_model::problem::{Code, FieldError};
use entente_model::text;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// Longest name of a person.
const MAX_NAME: usize = 100;

struct RawAcceptance {
    token: String,
    email: String,
    name: String,
    password: String,
}

impl TryFrom<RawAcceptance> for AcceptInvitation {
    type Error = Vec<FieldError>;
    fn try_from(raw: RawAcceptance) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        text::check_required("/name", &raw.name, MAX_NAME, false, &mut errors);
        errors.extend(check_password("/password", &raw.password, &raw.email, &raw.name));
        let RawAcceptance {
            token, name, password, ..
        } = raw;
        if errors.is_empty() {
            Ok(AcceptInvitation {
                token,
                name: name.trim().to_owned(),
                password,
            })
        } else {
            Err(errors)
        }
    }
}

/// The page that the mailed link leads to.
#[component]
pub fn AcceptInvitationPage() -> impl IntoView {
    let token = use_token();
    let preview = RwSignal::new(None::<Result<InvitationPreview, ApiError>>);
    let look = move || {
        let Some(token) = token.get_value() else { return };
        preview.set(None);
        spawn_local(async move {
            preview.try_set(Some(api::session::preview_invitation(&InvitationToken { token }).await));
        });
    };
    look();
    let title = Signal::derive(move || match preview.get() {
        Some(Ok(invitation)) => text_with(keys::SESSION_ACCEPT_TITLE, &[("program", &invitation.program)]),
        _ => i18n::text(keys::SESSION_ACCEPT_TITLE_PLAIN),
    });
    let lead = Signal::derive(move || match preview.get() {
        Some(Ok(invitation)) => Some(text_with(
            keys::SESSION_ACCEPT_LEAD,
            &[("company", &invitation.company), ("email", &invitation.email)],
        )),
        _ => None,
    });
    view! {
        <Outside title=title lead=lead>
            {move || match (token.with_value(Option::is_some), preview.get()) {
                (false, _) => view! { <Over/> }.into_any(),
                (true, None) => view! { <Skeleton/> }.into_any(),
                (true, Some(Ok(invitation))) => view! { <Acceptance token=token.get_value().unwrap_or_default() invitation=invitation/> }.into_any(),
                (true, Some(Err(error))) if error.code() == Some(Code::LinkExpired) => view! { <Over/> }.into_any(),
                (true, Some(Err(error))) => view! {
                    <div class="stack">
                        <Banner title=error_text(&error) tone=Tone::Danger/>
                        <Button label=keys::KIT_RETRY on_press=look/>
                    </div>
                }.into_any(),
            }}
        </Outside>
    }
}

#[component]
fn Over() -> impl IntoView {
    view! {
        <div class="stack">
            <Banner title=keys::SESSION_LINK_OVER text=Some(i18n::text(keys::SESSION_ACCEPT_OVER)) tone=Tone::Warning/>
            <LinkButton label=keys::SESSION_BACK_TO_SIGN_IN href=paths::sign_in("")/>
        </div>
    }
}

#[component]
fn Acceptance(token: String, invitation: InvitationPreview) -> impl IntoView {
    let session = use_session();
    let navigate = StoredValue::new(use_navigate());
    let name = RwSignal::new(invitation.name);
    let email = RwSignal::new(invitation.email);
    let password = RwSignal::new(String::new());
    let raw = move || RawAcceptance {
        token: token.clone(),
        email: email.get(),
        name: name.get(),
        password: password.get(),
    };
    let check = raw.clone();
    let errors = FormErrors::new(move || AcceptInvitation::try_from(check()).err().unwrap_or_default());
    let sending = use_write(
        |body: &AcceptInvitation, key| api::session::accept_invitation(body, key),
        move |_, entered: Session| {
            spawn_local(async move {
                session.enter(entered).await;
                navigate.with_value(|navigate| navigate(&paths::home(), Default::default()));
            });
        },
    );
    Effect::new(move |_| {
        if let Some(error) = sending.error().get() {
            errors.show(&error);
        }
    });
    let send = move || {
        if let Ok(body) = AcceptInvitation::try_from(untrack(&raw)) {
            errors.clear();
            sending.run(body);
        }
    };
    view! {
        <Form state=errors.state() on_submit=send>
            {move || errors.failed().get().map(|error| view! { <Banner title=error_text(&error) tone=Tone::Danger/> })}
            // Not asked for, but what a password manager keeps the password under.
            <Field label=keys::SESSION_EMAIL>
                <TextInput value=email kind=InputKind::Email autocomplete="username" read_only=true/>
            </Field>
            <Field label=keys::SESSION_NAME name="/name">
                <TextInput value=name autocomplete="name"/>
            </Field>
            <Field
                label=keys::SESSION_PASSWORD
                name="/password"
                hint=i18n::t_with(keys::SESSION_PASSWORD_HINT, &[("min", &MIN_PASSWORD)])
            >
                <TextInput value=password kind=InputKind::Password autocomplete="new-password"/>
            </Field>
            <div class="outside-actions">
                <Button label=keys::SESSION_ACCEPT kind=ButtonKind::Primary submit=true busy=sending.pending()/>
            </div>
        </Form>
    }
}
