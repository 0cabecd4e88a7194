//! Asking for something that is mailed, by an e-mail address alone.

use super::{FormErrors, read_email};
use crate::api::{ApiError, IdempotencyKey, use_write};
use leptos::prelude::*;

/// The one field of such a form.
const EMAIL: &str = "/email";

/// A form that asks by an e-mail address. Copied freely.
#[derive(Clone, Copy)]
pub struct ByEmail {
    /// The address as typed.
    pub email: RwSignal<String>,
    /// Where it was mailed to, once it was asked for.
    pub sent_to: Signal<Option<String>>,
    /// What is wrong with the form.
    pub errors: FormErrors,
    /// Whether it is being sent.
    pub pending: Signal<bool>,
    /// Sends it.
    pub send: Callback<()>,
}

/// A form that sends the address by `ask`.
pub fn use_by_email<C>(ask: impl Fn(String, &IdempotencyKey) -> C + Send + Sync + 'static) -> ByEmail
where
    C: IntoFuture<Output = Result<(), ApiError>> + 'static,
{
    let email = RwSignal::new(String::new());
    let sent_to = RwSignal::new(None::<String>);
    let errors = FormErrors::new(move || {
        let mut errors = Vec::new();
        email.with(|email| read_email(EMAIL, email, &mut errors));
        errors
    });
    let sending = use_write(
        move |email: &String, key| ask(email.clone(), key),
        move |email, ()| sent_to.set(Some(email)),
    );
    Effect::new(move |_| {
        if let Some(error) = sending.error().get() {
            errors.show(&error);
        }
    });
    let send = Callback::new(move |()| {
        let mut wrong = Vec::new();
        let email = email.with_untracked(|email| read_email(EMAIL, email, &mut wrong));
        if wrong.is_empty() {
            errors.clear();
            sending.run(email);
        }
    });
    ByEmail {
        email,
        sent_to: sent_to.into(),
        errors,
        pending: sending.pending(),
        send,
    }
}
