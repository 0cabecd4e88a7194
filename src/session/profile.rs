//! One's own name, language, colours, password and sessions.

use super::{sign_out_everywhere, use_session};
use crate::api::{self, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{self, Locale, keys, text};
use crate::paths;
use crate::shell::{Page, PageHead, Place};
use crate::ui::{
    Banner, Button, ButtonKind, Card, Choice, Field, Form, IconName, InputKind, Pane, RadioGroup, RadioLayout, Select,
    TextInput, Theme, Tone, set_theme, theme, toast,
};
use entente_model::people::{MIN_PASSWORD, PasswordChange, ProfileChange, Session, check_password};
use entente_model::problem::{Code, FieldCode, FieldError};
use entente_model::text::check_required;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// Longest name of a person.
const MAX_NAME: usize = 100;

/// The declaration.
pub static PROFILE: Page = Page {
    title: keys::SESSION_PROFILE_TITLE,
    icon: IconName::User,
    address: Some(paths::profile),
    place: Place::None,
    needs: None,
    side: None,
    shown_while: None,
    parent: None,
    commands: &[],
    waiting: None,
};

/// The page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let session = use_session();
    let navigate = StoredValue::new(use_navigate());
    view! {
        <Pane narrow=true>
            <PageHead page=&PROFILE lead=move || Some(text(keys::SESSION_PROFILE_LEAD))/>
            <Card title=keys::SESSION_PROFILE_YOU><Person/></Card>
            <Card title=keys::SESSION_PROFILE_LOOK text=keys::SESSION_PROFILE_LOOK_TEXT><Look/></Card>
            <Card title=keys::SESSION_PROFILE_PASSWORD text=keys::SESSION_PROFILE_PASSWORD_TEXT><Password/></Card>
            <Card title=keys::SESSION_PROFILE_SESSIONS text=keys::SESSION_PROFILE_SESSIONS_TEXT>
                <Button
                    label=keys::SESSION_PROFILE_EVERYWHERE
                    kind=ButtonKind::Danger
                    icon=IconName::LogOut
                    on_press=move || sign_out_everywhere(session, navigate.get_value())
                />
            </Card>
        </Pane>
    }
}

struct RawProfile {
    name: String,
    locale: String,
}

impl TryFrom<RawProfile> for ProfileChange {
    type Error = Vec<FieldError>;
    fn try_from(raw: RawProfile) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        check_required("/name", &raw.name, MAX_NAME, false, &mut errors);
        if errors.is_empty() {
            Ok(ProfileChange {
                name: Some(raw.name.trim().to_owned()),
                locale: Some(raw.locale),
            })
        } else {
            Err(errors)
        }
    }
}

#[component]
fn Person() -> impl IntoView {
    let session = use_session();
    let user = session.get_untracked().map(|session| session.user.clone());
    let (name, email, locale) = user
        .map(|user| (user.name, user.email, user.locale))
        .unwrap_or_default();
    let (name, email, locale) = (RwSignal::new(name), RwSignal::new(email), RwSignal::new(locale));
    let raw = move || RawProfile {
        name: name.get(),
        locale: locale.get(),
    };
    let errors =
        FormErrors::new(move || ProfileChange::try_from(raw()).err().unwrap_or_default()).follow("/name", name);
    let take = move |changed: Session| {
        name.try_set(changed.user.name.clone());
        locale.try_set(changed.user.locale.clone());
        spawn_local(async move {
            session.enter(changed).await;
        });
    };
    let sending = use_write(
        move |body: &ProfileChange, _| {
            let version = session.get_untracked().map_or(0, |session| session.user.version);
            api::session::change_profile(body, version)
        },
        move |_, changed: Session| {
            take(changed);
            toast(text(keys::SESSION_PROFILE_SAVED));
        },
    );
    Effect::new(move |_| {
        let Some(error) = sending.error().get() else { return };
        errors.show(&error);
        if error.code() == Some(Code::StaleVersion) {
            // The newest version is what a second try must name.
            spawn_local(async move {
                if let Ok(current) = api::session::read().await {
                    session.enter(current).await;
                }
            });
        }
    });
    let send = move || {
        if let Ok(body) = ProfileChange::try_from(untrack(raw)) {
            errors.clear();
            sending.run(body);
        }
    };
    let languages = move || {
        let mut choices = vec![Choice::new("", text(keys::SESSION_PROFILE_LANGUAGE_AUTO))];
        choices.extend(
            Locale::OFFERED
                .into_iter()
                .map(|locale| Choice::data(locale.tag(), locale.own_name())),
        );
        choices
    };
    let failed = move || {
        errors.failed().get().map(|error| {
            let stale = error.code() == Some(Code::StaleVersion);
            let said = if stale {
                text(keys::SESSION_PROFILE_STALE)
            } else {
                error_text(&error)
            };
            view! { <Banner title=said tone=if stale { Tone::Warning } else { Tone::Danger }/> }
        })
    };
    view! {
        <Form state=errors.state() on_submit=send>
            {failed}
            <div class="form-fields">
                <Field label=keys::SESSION_NAME name="/name" class="half">
                    <TextInput value=name autocomplete="name"/>
                </Field>
                <Field label=keys::SESSION_EMAIL class="half">
                    <TextInput value=email kind=InputKind::Email read_only=true/>
                </Field>
                <Field label=keys::SHELL_LANGUAGE name="/locale" class="half">
                    <Select value=locale choices=Signal::derive(languages)/>
                </Field>
            </div>
            <div class="row">
                <Button label=keys::SESSION_PROFILE_SAVE kind=ButtonKind::Primary submit=true busy=sending.pending()/>
            </div>
        </Form>
    }
}

fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

#[component]
fn Look() -> impl IntoView {
    let chosen = RwSignal::new(theme_word(theme()).to_owned());
    Effect::watch(
        move || chosen.get(),
        |chosen, _, _| {
            set_theme(match chosen.as_str() {
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => Theme::Auto,
            });
        },
        false,
    );
    let choices = move || {
        [
            (Theme::Light, keys::SESSION_PROFILE_LIGHT),
            (Theme::Dark, keys::SESSION_PROFILE_DARK),
            (Theme::Auto, keys::SESSION_PROFILE_AUTO),
        ]
        .map(|(theme, label)| Choice::new(theme_word(theme), text(label)))
        .to_vec()
    };
    view! {
        <Field label=keys::SESSION_PROFILE_COLORS group=true>
            <RadioGroup value=chosen choices=Signal::derive(choices) layout=RadioLayout::Inline/>
        </Field>
    }
}

struct RawPassword {
    current: String,
    password: String,
    email: String,
    name: String,
}

impl TryFrom<RawPassword> for PasswordChange {
    type Error = Vec<FieldError>;
    fn try_from(raw: RawPassword) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        if raw.current.is_empty() {
            errors.push(FieldError::new("/current", FieldCode::Required));
        }
        errors.extend(check_password("/password", &raw.password, &raw.email, &raw.name));
        if errors.is_empty() {
            Ok(PasswordChange {
                current: raw.current,
                password: raw.password,
            })
        } else {
            Err(errors)
        }
    }
}

#[component]
fn Password() -> impl IntoView {
    let session = use_session();
    let (current, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let raw = move || {
        let (email, name) = session
            .get()
            .map(|session| (session.user.email.clone(), session.user.name.clone()))
            .unwrap_or_default();
        RawPassword {
            current: current.get(),
            password: password.get(),
            email,
            name,
        }
    };
    let errors = FormErrors::new(move || PasswordChange::try_from(raw()).err().unwrap_or_default())
        .follow("/current", current)
        .follow("/password", password);
    let sending = use_write(
        |body: &PasswordChange, _| api::session::change_password(body),
        move |_, ()| {
            current.set(String::new());
            password.set(String::new());
            errors.state().reset();
            toast(text(keys::SESSION_PROFILE_CHANGED));
        },
    );
    Effect::new(move |_| {
        if let Some(error) = sending.error().get() {
            errors.show(&error);
        }
    });
    let send = move || {
        if let Ok(body) = PasswordChange::try_from(untrack(raw)) {
            errors.clear();
            sending.run(body);
        }
    };
    let failed = move || {
        errors.failed().get().map(|error| {
            let wrong = error.code() == Some(Code::WrongCredentials);
            let said = if wrong {
                text(keys::SESSION_PROFILE_WRONG)
            } else {
                error_text(&error)
            };
            view! { <Banner title=said tone=Tone::Danger/> }
        })
    };
    view! {
        <Form state=errors.state() on_submit=send>
            {failed}
            <div class="form-fields">
                <Field label=keys::SESSION_PROFILE_CURRENT name="/current" class="half">
                    <TextInput value=current kind=InputKind::Password autocomplete="current-password"/>
                </Field>
                <Field
                    label=keys::SESSION_NEW_PASSWORD
                    name="/password"
                    class="half"
                    hint=i18n::t_with(keys::SESSION_PASSWORD_HINT, &[("min", &MIN_PASSWORD)])
                >
                    <TextInput value=password kind=InputKind::Password autocomplete="new-password"/>
                </Field>
            </div>
            <div class="row">
                <Button label=keys::SESSION_PROFILE_CHANGE submit=true busy=sending.pending()/>
            </div>
        </Form>
    }
}
