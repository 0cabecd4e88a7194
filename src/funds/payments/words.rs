//! The words of payments: how they and their batches stand, what a line of a bank's answer did, and why something was refused.

use crate::api::ApiError;
use crate::forms::error_text;
use crate::funds::request_words::refused;
use crate::i18n::{self, Key, keys, text, text_with};
use crate::ui::{IconName, StatusBadge, Tone};
use entente_model::funds::payment::{BatchState, ConfirmationOutcome, PaymentRefusalCode, PaymentState};
use entente_model::problem::Problem;
use leptos::prelude::*;
use serde_json::Value;

fn payment_look(state: PaymentState) -> (Key, Tone, IconName) {
    match state {
        PaymentState::Waiting => (keys::PAYMENTS_STATE_WAITING, Tone::Info, IconName::Hourglass),
        PaymentState::Paid => (keys::PAYMENTS_STATE_PAID, Tone::Success, IconName::CircleCheck),
        PaymentState::Bounced => (keys::PAYMENTS_STATE_BOUNCED, Tone::Danger, IconName::CircleX),
        PaymentState::Withdrawn => (keys::PAYMENTS_STATE_WITHDRAWN, Tone::Neutral, IconName::CircleSlash),
    }
}

fn batch_look(state: BatchState) -> (Key, Tone, IconName) {
    match state {
        BatchState::Open => (keys::PAYMENTS_BATCH_OPEN, Tone::Neutral, IconName::CircleDashed),
        BatchState::Exported => (keys::PAYMENTS_BATCH_EXPORTED, Tone::Info, IconName::Hourglass),
        BatchState::Partly => (keys::PAYMENTS_BATCH_PARTLY, Tone::Warning, IconName::CircleDot),
        BatchState::Settled => (keys::PAYMENTS_BATCH_SETTLED, Tone::Success, IconName::CircleCheck),
        BatchState::Cancelled => (keys::PAYMENTS_BATCH_CANCELLED, Tone::Neutral, IconName::CircleSlash),
    }
}

fn badge(look: impl Fn() -> (Key, Tone, IconName) + Copy + Send + Sync + 'static) -> AnyView {
    view! {
        <StatusBadge
            label=Signal::derive(move || text(look().0))
            tone=Signal::derive(move || look().1)
            icon=Signal::derive(move || Some(look().2))
        />
    }
    .into_any()
}

/// Where a payment stands, as word and shape.
pub(super) fn payment_badge(state: PaymentState) -> AnyView {
    badge(move || payment_look(state))
}

/// Where a batch stands, as word and shape.
pub(super) fn batch_badge(state: Signal<BatchState>) -> AnyView {
    badge(move || batch_look(state.get()))
}

/// What a line of a bank's answer did.
pub(super) fn outcome_name(outcome: ConfirmationOutcome) -> Key {
    match outcome {
        ConfirmationOutcome::Paid => keys::PAYMENTS_OUTCOME_PAID,
        ConfirmationOutcome::Bounced => keys::PAYMENTS_OUTCOME_BOUNCED,
        ConfirmationOutcome::Unchanged => keys::PAYMENTS_OUTCOME_UNCHANGED,
        ConfirmationOutcome::Waiting => keys::PAYMENTS_OUTCOME_WAITING,
        ConfirmationOutcome::Unknown => keys::PAYMENTS_OUTCOME_UNKNOWN,
        ConfirmationOutcome::Contradicts => keys::PAYMENTS_OUTCOME_CONTRADICTS,
    }
}

/// Why something was not done with payments, in the reader's words.
pub(super) fn failure(error: &ApiError) -> String {
    error.problem().and_then(said).unwrap_or_else(|| error_text(error))
}

fn said(problem: &Problem) -> Option<String> {
    let param = |name: &str| problem.params.get(name);
    let word = |name: &str| param(name).and_then(Value::as_str);
    let Some(code) = word("reason").and_then(PaymentRefusalCode::parse) else {
        return refused(problem);
    };
    Some(match code {
        PaymentRefusalCode::InPayment => text_with(
            keys::REFUSAL_PAYMENT_CLAIM_IN_PAYMENT,
            &[("reference", &word("reference").unwrap_or_default())],
        ),
        PaymentRefusalCode::Exported => text(keys::REFUSAL_PAYMENT_BATCH_EXPORTED),
        PaymentRefusalCode::NotExported => text(keys::REFUSAL_PAYMENT_BATCH_NOT_EXPORTED),
        PaymentRefusalCode::Settled => text(keys::REFUSAL_PAYMENT_BATCH_SETTLED),
        PaymentRefusalCode::Bounced => text(keys::REFUSAL_PAYMENT_PAYMENT_BOUNCED),
        PaymentRefusalCode::Withdrawn => text(keys::REFUSAL_PAYMENT_PAYMENT_WITHDRAWN),
        PaymentRefusalCode::NoBankAccount => {
            let payments = param("payments").and_then(Value::as_i64).unwrap_or_default();
            text_with(
                keys::REFUSAL_PAYMENT_NO_BANK_ACCOUNT,
                &[("count", &i18n::integer(payments))],
            )
        }
        PaymentRefusalCode::NoPayer => text_with(
            keys::REFUSAL_PAYMENT_NO_PAYER,
            &[("currency", &word("pays_in").unwrap_or_default())],
        ),
        PaymentRefusalCode::OtherBatch => text(keys::REFUSAL_PAYMENT_OTHER_BATCH),
    })
}
