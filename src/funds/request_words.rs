//! The words of requests and claims: what an activity is and costs, what proves it, where both stand, and why something can't be done now.

use super::words::refused_booking;
use crate::api::ApiError;
use crate::forms::{error_text, problem_text};
use crate::i18n::{self, Key, keys, text, text_with};
use crate::ui::{IconName, StatusBadge, Tone};
use chrono::NaiveDate;
use entente_model::funds::activity::{ActivityType, CostCategory, ProofKind};
use entente_model::funds::claim::ClaimState;
use entente_model::funds::request::FundRequestState;
use entente_model::funds::{FundRefusal, FundRefusalCode};
use entente_model::problem::Problem;
use leptos::prelude::*;
use serde_json::Value;

/// What kind of activity it is.
pub fn activity_name(activity: ActivityType) -> Key {
    match activity {
        ActivityType::Webinar => keys::FUND_ACTIVITY_WEBINAR,
        ActivityType::ContentSyndication => keys::FUND_ACTIVITY_CONTENT_SYNDICATION,
        ActivityType::AccountEvent => keys::FUND_ACTIVITY_ACCOUNT_EVENT,
        ActivityType::PaidSearch => keys::FUND_ACTIVITY_PAID_SEARCH,
        ActivityType::FieldEvent => keys::FUND_ACTIVITY_FIELD_EVENT,
        ActivityType::TradeShow => keys::FUND_ACTIVITY_TRADE_SHOW,
        ActivityType::Other => keys::FUND_ACTIVITY_OTHER,
    }
}

/// What money is spent on.
pub fn cost_name(category: CostCategory) -> Key {
    match category {
        CostCategory::Venue => keys::FUND_COST_VENUE,
        CostCategory::Catering => keys::FUND_COST_CATERING,
        CostCategory::Speaker => keys::FUND_COST_SPEAKER,
        CostCategory::Media => keys::FUND_COST_MEDIA,
        CostCategory::Production => keys::FUND_COST_PRODUCTION,
        CostCategory::Platform => keys::FUND_COST_PLATFORM,
        CostCategory::Mailing => keys::FUND_COST_MAILING,
        CostCategory::Giveaways => keys::FUND_COST_GIVEAWAYS,
        CostCategory::Travel => keys::FUND_COST_TRAVEL,
        CostCategory::Staff => keys::FUND_COST_STAFF,
        CostCategory::Other => keys::FUND_COST_OTHER,
    }
}

/// What a file of a claim proves.
pub fn proof_name(kind: ProofKind) -> Key {
    match kind {
        ProofKind::Invoice => keys::FUND_PROOF_INVOICE,
        ProofKind::Photo => keys::FUND_PROOF_PHOTO,
        ProofKind::AttendeeList => keys::FUND_PROOF_ATTENDEE_LIST,
        ProofKind::Screenshot => keys::FUND_PROOF_SCREENSHOT,
        ProofKind::PerformanceReport => keys::FUND_PROOF_PERFORMANCE_REPORT,
        ProofKind::Creative => keys::FUND_PROOF_CREATIVE,
        ProofKind::Agenda => keys::FUND_PROOF_AGENDA,
        ProofKind::Other => keys::FUND_PROOF_OTHER,
    }
}

/// Where a request stands.
pub fn request_state_name(state: FundRequestState) -> Key {
    match state {
        FundRequestState::Draft => keys::FUND_REQUEST_STATE_DRAFT,
        FundRequestState::Submitted => keys::FUND_REQUEST_STATE_SUBMITTED,
        FundRequestState::ActionRequired => keys::FUND_REQUEST_STATE_ACTION_REQUIRED,
        FundRequestState::Approved => keys::FUND_REQUEST_STATE_APPROVED,
        FundRequestState::Executing => keys::FUND_REQUEST_STATE_EXECUTING,
        FundRequestState::Claimed => keys::FUND_REQUEST_STATE_CLAIMED,
        FundRequestState::Closed => keys::FUND_REQUEST_STATE_CLOSED,
        FundRequestState::Rejected => keys::FUND_REQUEST_STATE_REJECTED,
        FundRequestState::Expired => keys::FUND_REQUEST_STATE_EXPIRED,
        FundRequestState::Withdrawn => keys::FUND_REQUEST_STATE_WITHDRAWN,
    }
}

/// No two states share a shape.
fn request_state_look(state: FundRequestState) -> (Tone, IconName) {
    match state {
        FundRequestState::Draft => (Tone::Neutral, IconName::CircleDashed),
        FundRequestState::Submitted => (Tone::Info, IconName::Send),
        FundRequestState::ActionRequired => (Tone::Warning, IconName::CircleAlert),
        FundRequestState::Approved => (Tone::Success, IconName::CircleCheck),
        FundRequestState::Executing => (Tone::Success, IconName::CircleDot),
        FundRequestState::Claimed => (Tone::Info, IconName::BadgeDollarSign),
        FundRequestState::Closed => (Tone::Neutral, IconName::Lock),
        FundRequestState::Rejected => (Tone::Danger, IconName::CircleX),
        FundRequestState::Expired => (Tone::Neutral, IconName::Hourglass),
        FundRequestState::Withdrawn => (Tone::Neutral, IconName::Undo2),
    }
}

/// Where a request stands, as word and shape.
#[component]
pub fn FundRequestStateBadge(
    /// The state.
    #[prop(into)]
    state: Signal<FundRequestState>,
) -> impl IntoView {
    view! {
        <StatusBadge
            label=Signal::derive(move || text(request_state_name(state.get())))
            tone=Signal::derive(move || request_state_look(state.get()).0)
            icon=Signal::derive(move || Some(request_state_look(state.get()).1))
        />
    }
}

/// Where a claim stands.
pub fn claim_state_name(state: ClaimState) -> Key {
    match state {
        ClaimState::Draft => keys::FUND_CLAIM_STATE_DRAFT,
        ClaimState::Submitted => keys::FUND_CLAIM_STATE_SUBMITTED,
        ClaimState::ActionRequired => keys::FUND_CLAIM_STATE_ACTION_REQUIRED,
        ClaimState::Approved => keys::FUND_CLAIM_STATE_APPROVED,
        ClaimState::Rejected => keys::FUND_CLAIM_STATE_REJECTED,
        ClaimState::Paid => keys::FUND_CLAIM_STATE_PAID,
    }
}

fn claim_state_look(state: ClaimState) -> (Tone, IconName) {
    match state {
        ClaimState::Draft => (Tone::Neutral, IconName::CircleDashed),
        ClaimState::Submitted => (Tone::Info, IconName::Send),
        ClaimState::ActionRequired => (Tone::Warning, IconName::CircleAlert),
        ClaimState::Approved => (Tone::Success, IconName::CircleCheck),
        ClaimState::Rejected => (Tone::Danger, IconName::CircleX),
        ClaimState::Paid => (Tone::Success, IconName::BadgeDollarSign),
    }
}

/// Where a claim stands, as word and shape.
#[component]
pub fn ClaimStateBadge(
    /// The state.
    #[prop(into)]
    state: Signal<ClaimState>,
) -> impl IntoView {
    view! {
        <StatusBadge
            label=Signal::derive(move || text(claim_state_name(state.get())))
            tone=Signal::derive(move || claim_state_look(state.get()).0)
            icon=Signal::derive(move || Some(claim_state_look(state.get()).1))
        />
    }
}

/// Why something may not be done with a request or a claim, as a sentence for a disabled button.
pub fn refusal_text(refusal: FundRefusal) -> String {
    let problem = Problem::from(refusal);
    refused(&problem).unwrap_or_else(|| problem_text(&problem))
}

/// Why something was not done with a request or a claim; nothing when the problem tells of another thing.
pub fn refused(problem: &Problem) -> Option<String> {
    let word = |name: &str| problem.params.get(name).and_then(Value::as_str);
    let Some(code) = FundRefusalCode::parse(word("reason")?) else {
        // The books refuse with the currency of what they hold.
        return word("currency").map(|currency| refused_booking(problem, currency));
    };
    let on = || word("on").and_then(|day| day.parse::<NaiveDate>().ok()).map(i18n::date);
    let with_day = |key: Key| on().map(|day| text_with(key, &[("day", &day)]));
    match code {
        FundRefusalCode::WrongActor => Some(text(keys::REFUSAL_WRONG_ACTOR)),
        FundRefusalCode::WrongState => {
            let state = state_of_word(word("state")?)?;
            Some(text_with(keys::REFUSAL_FUND_STATE, &[("state", &text(state))]))
        }
        FundRefusalCode::NotDue => Some(text(keys::REFUSAL_NOT_DUE)),
        FundRefusalCode::NotYet => with_day(keys::REFUSAL_NOT_YET).or_else(|| Some(text(keys::REFUSAL_NOT_DUE))),
        FundRefusalCode::AlreadyEscalated => Some(text(keys::REFUSAL_ALREADY_ESCALATED)),
        FundRefusalCode::StartPassed => with_day(keys::REFUSAL_START_PASSED),
        FundRefusalCode::NoRate => Some(text_with(
            keys::REFUSAL_NO_RATE,
            &[("from", &word("from")?), ("to", &word("to")?)],
        )),
        FundRefusalCode::RequestEnded => Some(text(keys::REFUSAL_REQUEST_ENDED)),
        FundRefusalCode::OwnRequest => Some(text(keys::REFUSAL_OWN_REQUEST)),
        FundRefusalCode::SameApprover => Some(text(keys::REFUSAL_SAME_APPROVER)),
        FundRefusalCode::DeadlinePassed => with_day(keys::REFUSAL_CLAIM_DEADLINE_PASSED),
        FundRefusalCode::OtherPayment => Some(text(keys::REFUSAL_OTHER_PAYMENT)),
        FundRefusalCode::Fields => Some(text(keys::REFUSAL_FIELDS)),
    }
}

/// Why something was not done with a request or a claim, in the reader's words whatever the failure is.
pub fn said(error: &ApiError) -> String {
    let refusal = error.problem().and_then(refused);
    refusal.unwrap_or_else(|| error_text(error))
}

/// The name of a state of a request or of a claim; those that both have are called the same.
fn state_of_word(word: &str) -> Option<Key> {
    let of_request = FundRequestState::parse(word).map(request_state_name);
    of_request.or_else(|| ClaimState::parse(word).map(claim_state_name))
}
