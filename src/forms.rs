//! What the server and the model refuse, in the reader's words and beside the fields.
//!
//! The pattern of every form: raw text as typed lives in signals; `TryFrom` of the raw form makes the model's type or gives
//! [`FieldError`]s; [`FormErrors`] joins those with what the server refused and hands them to the kit's form, which finds the field by its
//! pointer. A server's refusal of a field goes away when that field's text changes.
//!
//! A form that is saved as one types (a deal, a request, a claim, an application) says in a [`Subject`] what it writes, in a [`HandIn`] how that
//! is handed in, and holds a [`Draft`]; notices, sections' way, review and buttons are made here from those.

mod by_email;
mod deleting;
mod device;
mod draft;
mod editing;
mod fact;
mod files;
mod frame;
mod hand_in;
mod nav;
mod notices;
mod numbers;
mod partner_choice;
mod queued;
mod review;
mod saver;
mod slot;
mod stale;
#[cfg(test)]
pub mod styles;
mod subject;
mod two_versions;
mod typed;
mod uploads;

pub use by_email::{ByEmail, use_by_email};
pub use deleting::{DeleteDraft, deleted_with_undo};
pub use device::{Creating, DeviceCopy, Place, kept_text};
pub use draft::{Draft, Opening, ReadingOf, reading_of, with_refused};
pub use editing::{NotEditable, first_read, unread};
pub use fact::{Fact, differences, differing, is_within};
pub use files::{Files, FilesSection};
pub use frame::{SubmitActions, form_title};
pub use hand_in::{HandIn, HandInLater, hand_in, queue_up, save_and_send};
pub use nav::{Progress, SectionNav, Steps, pointers};
pub use notices::{RefusedNotice, RestoredNotice, files_open, restored_notice, tell_queued};
pub use numbers::{read_number, rewrite_amount, rewrite_number, write_number};
pub use partner_choice::PartnerChoice;
pub use queued::QueuedNotice;
pub use review::{Review, ReviewGroup};
pub use saver::{News, Saver};
pub use slot::Slot;
pub use stale::StaleChoice;
pub use subject::{CopyOf, CreatingOf, Sending, Subject, Typing};
pub use two_versions::TwoVersions;
pub use typed::{
    LineNumbers, count_error, put, read_count, read_day, read_domain, read_email, read_loose_count, read_minor,
    read_money, trimmed,
};
pub use uploads::{ACCEPTED, FileHome, Uploads};

use crate::api::ApiError;
use crate::i18n::{self, Key, keys, text, text_with};
use crate::ui::{FormIssue, FormState, now};
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::money::{NumberStyle, minor_digits};
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use leptos::prelude::*;

/// The reader's signs for numbers; followed inside a reactive closure.
pub fn number_style() -> NumberStyle {
    let (decimal, group) = i18n::number_signs();
    NumberStyle { decimal, group }
}

/// What happened and what to do, for a failure of any kind.
pub fn error_text(error: &ApiError) -> String {
    match error {
        ApiError::Problem(problem) => problem_text(problem),
        ApiError::Network => text(keys::PROBLEM_NETWORK),
        ApiError::Aborted => text(keys::PROBLEM_ABORTED),
        ApiError::Unreadable => text(keys::PROBLEM_UNREADABLE),
    }
}

/// What happened and what to do, for a refusal.
pub fn problem_text(problem: &Problem) -> String {
    match problem.code {
        Code::MalformedBody => text(keys::PROBLEM_MALFORMED_BODY),
        Code::MalformedRequest => text(keys::PROBLEM_MALFORMED_REQUEST),
        Code::SignInRequired => text(keys::PROBLEM_SIGN_IN_REQUIRED),
        Code::ApplicationLinkRequired => text(keys::PROBLEM_APPLICATION_LINK_REQUIRED),
        Code::WrongCredentials => text(keys::PROBLEM_WRONG_CREDENTIALS),
        Code::Forbidden => text(keys::PROBLEM_FORBIDDEN),
        Code::CrossSite => text(keys::PROBLEM_CROSS_SITE),
        Code::NotFound => text(keys::PROBLEM_NOT_FOUND),
        Code::MethodNotAllowed => text(keys::PROBLEM_METHOD_NOT_ALLOWED),
        Code::InvalidState => text(invalid_state(problem)),
        Code::AlreadyDecided => already_decided(problem),
        Code::AccountHeld => text(keys::PROBLEM_ACCOUNT_HELD),
        Code::AlreadyExists => text(already_exists(problem)),
        Code::LinkExpired => text(keys::PROBLEM_LINK_EXPIRED),
        Code::StaleVersion => text(keys::PROBLEM_STALE_VERSION),
        Code::TooLarge => text(keys::PROBLEM_TOO_LARGE),
        Code::UnsupportedMediaType => text(keys::PROBLEM_UNSUPPORTED_MEDIA_TYPE),
        Code::InvalidFields => text(keys::PROBLEM_INVALID_FIELDS),
        Code::IdempotencyMismatch => text(keys::PROBLEM_IDEMPOTENCY_MISMATCH),
        Code::VersionRequired => text(keys::PROBLEM_VERSION_REQUIRED),
        Code::IdempotencyKeyRequired => text(keys::PROBLEM_IDEMPOTENCY_KEY_REQUIRED),
        Code::TooManyRequests => match problem.params.get("retry_after").and_then(serde_json::Value::as_i64) {
            Some(seconds) => text_with(
                keys::PROBLEM_TOO_MANY_REQUESTS_UNTIL,
                &[("time", &i18n::duration(seconds.max(1)))],
            ),
            None => text(keys::PROBLEM_TOO_MANY_REQUESTS),
        },
        Code::Internal => text(keys::PROBLEM_INTERNAL),
        Code::Unavailable => text(keys::PROBLEM_UNAVAILABLE),
    }
}

/// What is not possible as things stand, as far as `params.reason` says it.
fn invalid_state(problem: &Problem) -> Key {
    match problem.params.get("reason").and_then(serde_json::Value::as_str) {
        Some("insufficient") => keys::PROBLEM_INSUFFICIENT,
        Some("fund_full") => keys::PROBLEM_FUND_FULL,
        Some("fund_closed") => keys::PROBLEM_FUND_CLOSED,
        Some("no_encryption_key") => keys::PROBLEM_NO_ENCRYPTION_KEY,
        _ => keys::PROBLEM_INVALID_STATE,
    }
}

/// What exists already, as far as `params.what` says it.
fn already_exists(problem: &Problem) -> Key {
    match problem.params.get("what").and_then(serde_json::Value::as_str) {
        Some("partner") => keys::PROBLEM_PARTNER_EXISTS,
        Some("person") => keys::PROBLEM_PERSON_EXISTS,
        Some("claim") => keys::PROBLEM_CLAIM_EXISTS,
        Some("linked_deal") => keys::RESULTS_DEAL_TAKEN,
        _ => keys::PROBLEM_ALREADY_EXISTS,
    }
}

/// Who decided first, and when; `params.by` is a name or a person.
fn already_decided(problem: &Problem) -> String {
    let by = problem.params.get("by");
    let name = by
        .and_then(|by| by.as_str().or_else(|| by.get("name")?.as_str()))
        .filter(|name| !name.is_empty());
    let at = problem
        .params
        .get("at")
        .and_then(|at| at.as_str()?.parse::<DateTime<Utc>>().ok());
    match (name, at) {
        (Some(name), Some(at)) => text_with(
            keys::PROBLEM_ALREADY_DECIDED_BY,
            &[("name", &name), ("when", &i18n::relative(at, now()))],
        ),
        _ => text(keys::PROBLEM_ALREADY_DECIDED),
    }
}

/// What is wrong with a field and how to mend it.
pub fn field_text(error: &FieldError) -> String {
    let param = |name: &str| error.params.get(name).map(|value| figure(value));
    let with = |key, name: &str| text_with(key, &[(name, &param(name).unwrap_or_default())]);
    let with_both = |key, names: [&str; 2]| {
        let [one, other] = names.map(|name| param(name).unwrap_or_default());
        text_with(key, &[(names[0], &one), (names[1], &other)])
    };
    // The most of money is in minor units of the currency beside it.
    let most = || {
        let minor = error.params.get("max").and_then(|minor| minor.parse::<i64>().ok());
        let money = minor.zip(error.params.get("currency"));
        money.map_or_else(String::new, |(minor, currency)| i18n::money(minor, currency))
    };
    match error.code {
        FieldCode::Required => text(keys::FIELD_REQUIRED),
        FieldCode::TooShort => with(keys::FIELD_TOO_SHORT, "min"),
        FieldCode::TooLong => with(keys::FIELD_TOO_LONG, "max"),
        FieldCode::TooFew => with(keys::FIELD_TOO_FEW, "min"),
        FieldCode::TooMany => with(keys::FIELD_TOO_MANY, "max"),
        FieldCode::OutOfRange if is_of_amount(error) => amount_out_of_range(error),
        FieldCode::OutOfRange => match (param("min"), param("max")) {
            (Some(min), Some(max)) => text_with(keys::FIELD_OUT_OF_RANGE, &[("min", &min), ("max", &max)]),
            (Some(min), None) => text_with(keys::FIELD_OUT_OF_RANGE_LOW, &[("min", &min)]),
            (None, Some(max)) => text_with(keys::FIELD_OUT_OF_RANGE_HIGH, &[("max", &max)]),
            (None, None) => text(keys::FIELD_OUT_OF_RANGE_ANY),
        },
        FieldCode::NotANumber => text(keys::FIELD_NOT_A_NUMBER),
        FieldCode::TooManyDecimals => text(keys::FIELD_TOO_MANY_DECIMALS),
        FieldCode::InvalidDomain => text(keys::FIELD_INVALID_DOMAIN),
        FieldCode::InvalidEmail => text(keys::FIELD_INVALID_EMAIL),
        FieldCode::InvalidCountry => text(keys::FIELD_INVALID_COUNTRY),
        FieldCode::InvalidCurrency => text(keys::FIELD_INVALID_CURRENCY),
        FieldCode::InvalidDate => text(keys::FIELD_INVALID_DATE),
        FieldCode::DateInPast if error.pointer.ends_with("/ends_on") => text(keys::FIELD_ENDS_BEFORE_START),
        FieldCode::DateInPast => text(keys::FIELD_DATE_IN_PAST),
        FieldCode::DateTooFar => match param("max") {
            Some(max) => text_with(keys::FIELD_DATE_TOO_FAR_MAX, &[("max", &max)]),
            None => text(keys::FIELD_DATE_TOO_FAR),
        },
        FieldCode::UnknownValue => text(keys::FIELD_UNKNOWN_VALUE),
        FieldCode::Duplicate => text(keys::FIELD_DUPLICATE),
        FieldCode::FitsNotAll => text(keys::FIELD_FITS_NOT_ALL),
        FieldCode::NameDiffers => with(keys::FIELD_NAME_DIFFERS, "name"),
        FieldCode::TextChanged => text(keys::FIELD_TEXT_CHANGED),
        FieldCode::LeaveEmpty => text(keys::FIELD_LEAVE_EMPTY),
        FieldCode::UnknownField => text(keys::FIELD_UNKNOWN_FIELD),
        FieldCode::WrongType => text(keys::FIELD_WRONG_TYPE),
        FieldCode::InvalidText => text(keys::FIELD_INVALID_TEXT),
        FieldCode::FileTooLarge => {
            let size = error
                .params
                .get("max")
                .and_then(|max| max.parse().ok())
                .map_or_else(String::new, i18n::file_size);
            text_with(keys::FIELD_FILE_TOO_LARGE, &[("max", &size)])
        }
        FieldCode::FileKind => text(keys::FIELD_FILE_KIND),
        FieldCode::FileDisguised => text(keys::FIELD_FILE_DISGUISED),
        FieldCode::DomainTaken => text(keys::FIELD_DOMAIN_TAKEN),
        FieldCode::ProofInvalid => text(keys::FIELD_PROOF_INVALID),
        FieldCode::FileEmpty => text(keys::FIELD_FILE_EMPTY),
        FieldCode::BeforeStart => text(keys::FIELD_ENDS_BEFORE_START),
        FieldCode::TooSoon => with(keys::FIELD_TOO_SOON, "min"),
        FieldCode::OutsidePeriod => with_both(keys::FIELD_OUTSIDE_PERIOD, ["min", "max"]),
        FieldCode::FundClosed => text(keys::FIELD_FUND_CLOSED),
        FieldCode::NotEligible => text(keys::FIELD_NOT_ELIGIBLE),
        FieldCode::OverShare => {
            let share = error.params.get("per_mille");
            let share = share.and_then(|share| share.parse::<f64>().ok());
            let share = share.map_or_else(String::new, |share| i18n::percent(share / 1_000.0));
            text_with(keys::FIELD_OVER_SHARE, &[("max", &most()), ("share", &share)])
        }
        FieldCode::OverAvailable => text_with(keys::FIELD_OVER_AVAILABLE, &[("max", &most())]),
        FieldCode::NoRate => with_both(keys::FIELD_NO_RATE, ["from", "to"]),
        FieldCode::SameActivity => with(keys::FIELD_SAME_ACTIVITY, "reference"),
        FieldCode::ProofMissing => text(keys::FIELD_PROOF_MISSING),
        FieldCode::BeforeApproval => with(keys::FIELD_BEFORE_APPROVAL, "min"),
        FieldCode::InvoiceUsed => with(keys::FIELD_INVOICE_USED, "reference"),
        FieldCode::OverLine => text_with(keys::FIELD_OVER_LINE, &[("max", &most())]),
        FieldCode::PictureUnreadable => text(keys::FIELD_PICTURE_UNREADABLE),
        FieldCode::PictureTooSmall => with(keys::FIELD_PICTURE_TOO_SMALL, "min"),
        FieldCode::PictureTooLarge => with(keys::FIELD_PICTURE_TOO_LARGE, "max"),
        FieldCode::DrawingActive => text(keys::FIELD_DRAWING_ACTIVE),
        FieldCode::DrawingExternal => text(keys::FIELD_DRAWING_EXTERNAL),
        FieldCode::DrawingText => text(keys::FIELD_DRAWING_TEXT),
        FieldCode::DrawingDoctype => text(keys::FIELD_DRAWING_DOCTYPE),
        FieldCode::DrawingTooComplex => text(keys::FIELD_DRAWING_TOO_COMPLEX),
        FieldCode::InvalidColour => text(keys::FIELD_INVALID_COLOUR),
        FieldCode::InUse => text(keys::FIELD_IN_USE),
        FieldCode::Unchanged => text(keys::FIELD_UNCHANGED),
        FieldCode::InvalidIban => text(keys::FIELD_INVALID_IBAN),
        FieldCode::InvalidBic => text(keys::FIELD_INVALID_BIC),
        FieldCode::NotLatin => with(keys::FIELD_NOT_LATIN, "max"),
        FieldCode::AnswerUnreadable => text(keys::FIELD_ANSWER_UNREADABLE),
        FieldCode::WeakPassword => text(keys::FIELD_WEAK_PASSWORD),
    }
}

/// Whether an error is about an amount: its bounds are minor units, which nobody reads.
fn is_of_amount(error: &FieldError) -> bool {
    error.params.contains_key("currency") || error.pointer.ends_with("/minor")
}

/// That an amount is too small or too large, by its bounds as money where the currency is known.
fn amount_out_of_range(error: &FieldError) -> String {
    let currency = error.params.get("currency");
    let currency = currency.filter(|currency| minor_digits(currency).is_some());
    let bound = |name: &str| {
        let minor = error.params.get(name).and_then(|bound| bound.parse::<i64>().ok());
        minor
            .zip(currency)
            .map(|(minor, currency)| i18n::money(minor, currency))
    };
    match (bound("min"), bound("max")) {
        (Some(min), Some(max)) => text_with(keys::FIELD_OUT_OF_RANGE, &[("min", &min), ("max", &max)]),
        _ => text(keys::FIELD_AMOUNT_OUT_OF_RANGE),
    }
}

/// A parameter as the reader's language writes it: numbers with groups, days as dates, anything else as it is.
fn figure(value: &str) -> String {
    if let Ok(number) = value.parse::<i64>() {
        return i18n::integer(number);
    }
    value.parse::<NaiveDate>().map_or_else(|_| value.to_owned(), i18n::date)
}

/// Refusals of fields as the kit's form shows them.
pub fn issues(errors: &[FieldError]) -> Vec<FormIssue> {
    errors
        .iter()
        .map(|error| FormIssue::new(error.pointer.clone(), field_text(error)))
        .collect()
}

/// What is wrong with a form: what the model says as one types, and what the server refused last. Copied freely.
#[derive(Clone, Copy)]
pub struct FormErrors {
    refused: RwSignal<Vec<FieldError>>,
    failed: RwSignal<Option<ApiError>>,
    state: FormState,
}

impl FormErrors {
    /// The errors of a form whose text the model judges by `check`, such as `move || RawDeal::read(fields).try_into().err()`.
    pub fn new(check: impl Fn() -> Vec<FieldError> + Send + Sync + 'static) -> Self {
        Self::of_part(check, |_| true)
    }

    /// The same of a form that shows one part after the other: errors of fields that `is_shown` denies wait until it is their part's turn.
    pub fn of_part(
        check: impl Fn() -> Vec<FieldError> + Send + Sync + 'static,
        is_shown: impl Fn(&str) -> bool + Send + Sync + 'static,
    ) -> Self {
        let refused: RwSignal<Vec<FieldError>> = RwSignal::default();
        let failed = RwSignal::new(None);
        let state = FormState::new(move || {
            let mut found = issues(&check());
            let known: Vec<String> = found.iter().map(|issue| issue.pointer.clone()).collect();
            refused.with(|refused| {
                let further = refused.iter().filter(|error| !known.contains(&error.pointer));
                found.extend(further.map(|error| FormIssue::new(error.pointer.clone(), field_text(error))));
            });
            found.retain(|issue| is_shown(&issue.pointer));
            found
        });
        FormErrors { refused, failed, state }
    }

    /// The kit's form state, for `<Form state=…>`.
    pub fn state(self) -> FormState {
        self.state
    }

    /// Takes the server's refusals of a field off, because its text has changed. Fields call it on input; `""` takes all.
    pub fn typed(self, pointer: &str) {
        if self
            .refused
            .with_untracked(|refused| refused.iter().any(|error| error.pointer.starts_with(pointer)))
        {
            self.refused
                .update(|refused| refused.retain(|error| !error.pointer.starts_with(pointer)));
        }
    }

    /// Takes the refusals of a field off whenever its signal changes.
    pub fn follow(self, pointer: &'static str, value: impl Into<Signal<String>>) -> Self {
        let value = value.into();
        Effect::watch(move || value.track(), move |(), _, _| self.typed(pointer), false);
        self
    }

    /// Shows a failure of sending: fields at fault beside the fields, with the focus on the first; anything else at the top.
    pub fn show(self, error: &ApiError) {
        let fields = error.fields().to_vec();
        let has_fields = !fields.is_empty();
        self.refused.try_set(fields);
        self.failed.try_set((!has_fields).then(|| error.clone()));
        if has_fields {
            self.state.show_refusal();
        }
    }

    /// What the server refused of fields last; followed inside a reactive closure.
    pub fn refused(self) -> Vec<FieldError> {
        self.refused.get()
    }

    /// Forgets what the server refused, when the form is sent again.
    pub fn clear(self) {
        self.refused.try_set(Vec::new());
        self.failed.try_set(None);
    }

    /// The failure that no field is at fault for, to be shown at the top of the form.
    pub fn failed(self) -> Signal<Option<ApiError>> {
        self.failed.into()
    }
}
