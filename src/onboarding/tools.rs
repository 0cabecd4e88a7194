//! What one can do with an application besides writing: go on elsewhere, make this device forget it, delete it.

use super::facts::all_facts;
use super::model::ApplyForm;
use super::subject::forget_all;
use crate::api::{ApiError, onboarding, use_write};
use crate::forms::{FormErrors, error_text, field_text, read_email};
use crate::i18n::{keys, t, text, text_plural_with};
use crate::paths;
use crate::ui::{
    Banner, Button, ButtonKind, ButtonSize, Dialog, DraftStatus, Field, Form, IconName, InputKind, TextInput, Tone,
    toast_error,
};
use entente_model::problem::FieldError;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The buttons below the form.
#[component]
pub fn Tools(
    /// The form.
    form: ApplyForm,
    /// Whether it was never handed in.
    is_draft: bool,
) -> impl IntoView {
    let (elsewhere, forgetting, deleting) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let is_begun = move || {
        form.draft.id.with(Option::is_some) || form.draft.status.with(|status| *status != DraftStatus::Untouched)
    };
    view! {
        {move || is_begun().then(|| view! {
            <div class="apply-tools" role="group" aria-label=t(keys::APPLY_TOOLS)>
                <Button label=keys::APPLY_ELSEWHERE kind=ButtonKind::Ghost size=ButtonSize::Small icon=IconName::Mail on_press=move || elsewhere.set(true)/>
                <Button label=keys::APPLY_FORGET kind=ButtonKind::Ghost size=ButtonSize::Small icon=IconName::LogOut on_press=move || forgetting.set(true)/>
                {move || (is_draft && form.draft.id.with(Option::is_some)).then(|| view! {
                    <Button label=keys::APPLY_DELETE kind=ButtonKind::Ghost size=ButtonSize::Small icon=IconName::Trash2 on_press=move || deleting.set(true)/>
                })}
            </div>
        })}
        <Elsewhere form=form open=elsewhere/>
        <Forget form=form open=forgetting/>
        <Delete form=form open=deleting/>
    }
}

/// The one field of the dialog.
const EMAIL: &str = "/contact/email";

fn check(email: &str) -> Vec<FieldError> {
    let mut errors = Vec::new();
    read_email(EMAIL, email, &mut errors);
    errors
}

/// A refusal of a field of the form in a sentence: this dialog does not have it.
fn elsewhere_in_form(form: ApplyForm, error: &FieldError) -> String {
    let label = form
        .program
        .try_with_value(|program| form.reading.with_untracked(|(fields, _)| all_facts(fields, program)))
        .unwrap_or_default()
        .into_iter()
        .find(|fact| error.pointer.starts_with(fact.pointer))
        .map(|fact| text(fact.label));
    match label {
        Some(label) => format!("{label}: {}", field_text(error)),
        None => field_text(error),
    }
}

/// Mails the contact a link; the address can be given here when the form has none yet.
#[component]
fn Elsewhere(form: ApplyForm, open: RwSignal<bool>) -> impl IntoView {
    let email = form.fields.contact_email;
    let sent_to = RwSignal::new(None::<String>);
    let errors = FormErrors::new(move || email.with(|email| check(email))).follow(EMAIL, email);
    let refused = RwSignal::new(None::<FieldError>);
    let sending = use_write(
        move |_: &String, key| {
            let key = key.clone();
            async move {
                let saver = form.saver().ok_or(ApiError::Aborted)?;
                saver.save_and_wait().await?;
                onboarding::mail_link(&key).await
            }
        },
        move |address, ()| sent_to.set(Some(address)),
    );
    Effect::new(move |_| {
        let Some(error) = sending.error().get() else { return };
        match error.fields().iter().find(|error| error.pointer != EMAIL) {
            Some(other) => refused.set(Some(other.clone())),
            None => errors.show(&error),
        }
    });
    Effect::new(move |_| {
        if open.get() {
            errors.clear();
            errors.state().reset();
            refused.set(None);
            sending.forget_error();
        }
    });
    let send = Callback::new(move |()| {
        errors.clear();
        refused.set(None);
        sending.run(email.with_untracked(|email| email.trim().to_owned()));
    });
    let close = Callback::new(move |()| {
        open.set(false);
        sent_to.set(None);
    });
    let days = form
        .program
        .try_with_value(|program| u64::from(program.link_days))
        .unwrap_or_default();
    let failed = move || {
        let said = match refused.get() {
            Some(other) => elsewhere_in_form(form, &other),
            None => error_text(&errors.failed().get()?),
        };
        Some(view! { <Banner title=said tone=Tone::Danger/> })
    };
    let waiting = move || {
        (sending.pending().get() && form.subject.working.get())
            .then(|| view! { <p class="muted">{t(keys::APPLY_PROVING)}</p> })
    };
    view! {
        <Dialog open=open title=keys::APPLY_ELSEWHERE on_close=close>
            {move || match sent_to.get() {
                Some(address) => view! {
                    <Banner
                        title=keys::APPLY_ELSEWHERE_SENT
                        text=Some(text_plural_with(keys::APPLY_ELSEWHERE_SENT_TEXT, days, &[("email", &address)]))
                        tone=Tone::Success
                        takes_focus=true
                    />
                }.into_any(),
                None => view! {
                    <Form state=errors.state() on_submit=send>
                        <p class="muted">{t(keys::APPLY_ELSEWHERE_TEXT)}</p>
                        {failed}
                        <Field label=keys::APPLY_FIELD_CONTACT_EMAIL name=EMAIL>
                            <TextInput value=email kind=InputKind::Email autocomplete="email"/>
                        </Field>
                        <div role="status">{waiting}</div>
                        <div class="dialog-actions">
                            <Button label=keys::APPLY_ELSEWHERE_SEND kind=ButtonKind::Primary submit=true busy=sending.pending()/>
                        </div>
                    </Form>
                }.into_any(),
            }}
        </Dialog>
    }
}

/// The app is loaded anew, so that nothing of what was there stays in it either.
fn begin_anew() {
    forget_all();
    let _ = window().location().set_href(&paths::apply());
}

/// Ends the saver and all that this device keeps, when `gone` went well.
fn part_with(form: ApplyForm, busy: RwSignal<bool>, gone: impl Future<Output = Result<(), ApiError>> + 'static) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    spawn_local(async move {
        let outcome = gone.await;
        busy.try_set(false);
        match outcome {
            Ok(()) => {
                if let Some(saver) = form.saver() {
                    saver.end();
                }
                begin_anew();
            }
            Err(error) => toast_error(error_text(&error)),
        }
    });
}

#[component]
fn Forget(form: ApplyForm, open: RwSignal<bool>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let forget = Callback::new(move |()| {
        part_with(form, busy, async move {
            if form.draft.id.try_get_untracked().flatten().is_none() {
                return Ok(());
            }
            if let Some(saver) = form.saver() {
                saver.save_and_wait().await?;
            }
            onboarding::forget().await
        });
    });
    let explained = move || {
        text(if form.draft.id.with(Option::is_some) {
            keys::APPLY_FORGET_TEXT
        } else {
            keys::APPLY_FORGET_TEXT_NEW
        })
    };
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Dialog
            open=open
            title=keys::APPLY_FORGET
            on_close=close
            foot=ViewFn::from(move || view! {
                <Button label=keys::APPLY_KEEP on_press=close/>
                <Button label=keys::APPLY_FORGET_NOW kind=ButtonKind::Primary busy=busy on_press=forget/>
            })
        >
            <p>{explained}</p>
        </Dialog>
    }
}

#[component]
fn Delete(form: ApplyForm, open: RwSignal<bool>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let delete = Callback::new(move |()| {
        part_with(form, busy, async move {
            let saver = form.saver().ok_or(ApiError::Aborted)?;
            let (reference, version) = saver.save_and_wait().await?;
            onboarding::delete(&reference, version).await
        });
    });
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Dialog
            open=open
            title=keys::APPLY_DELETE
            on_close=close
            foot=ViewFn::from(move || view! {
                <Button label=keys::APPLY_KEEP on_press=close/>
                <Button label=keys::APPLY_DELETE_NOW kind=ButtonKind::Danger busy=busy on_press=delete/>
            })
        >
            <p>{t(keys::APPLY_DELETE_TEXT)}</p>
        </Dialog>
    }
}
