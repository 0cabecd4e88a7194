//! Why something may not be done with a request or a claim, for buttons' reasons and the API's problems alike.

use super::claim::ClaimState;
use super::request::FundRequestState;
use crate::problem::{Code, FieldError, Problem};
use crate::words::words;
use chrono::{DateTime, NaiveDate, Utc};

/// A typed refusal.
#[derive(Clone, PartialEq, Debug)]
pub enum FundRefusal {
    /// Somebody of another side does this.
    WrongActor,
    /// The request stands elsewhere.
    WrongRequestState {
        /// Where it stands.
        state: FundRequestState,
        /// Where it would have to stand.
        possible: &'static [FundRequestState],
    },
    /// The claim stands elsewhere.
    WrongClaimState {
        /// Where it stands.
        state: ClaimState,
        /// Where it would have to stand.
        possible: &'static [ClaimState],
    },
    /// The time for it has not come.
    NotDue {
        /// When it comes; absent when no clock runs.
        at: Option<DateTime<Utc>>,
    },
    /// The day for it has not come.
    NotYet {
        /// Which day that is, where the partner is; absent when there is none.
        on: Option<NaiveDate>,
    },
    /// It is escalated.
    AlreadyEscalated,
    /// The activity begins too soon to be approved beforehand, or has begun and is not ended with its fund.
    StartPassed {
        /// Its first day.
        on: NaiveDate,
    },
    /// There is no rate of the day to the fund's currency.
    NoRate {
        /// ISO 4217 code of what was asked for.
        from: String,
        /// ISO 4217 code of the fund's books.
        to: String,
    },
    /// The person has asked for it, or handed it in.
    OwnRequest,
    /// The person has agreed already: somebody else has to.
    SameApprover,
    /// The time for a claim is over.
    DeadlinePassed {
        /// Its last day; absent when the activity was never approved.
        on: Option<NaiveDate>,
    },
    /// What is claimed for has come to its end: its request was withdrawn, closed or has expired.
    RequestEnded,
    /// The claim was paid by another payment.
    OtherPayment,
    /// What was given with it is missing or wrong; pointers are those of the draft or the decision.
    Fields(Vec<FieldError>),
}

words! {
    /// The word of a refusal; the browser shows `refusal.<word>` of its catalogue. Words that deals have say the same of them.
    FundRefusalCode {
        /// [`FundRefusal::WrongActor`].
        WrongActor = "wrong_actor",
        /// [`FundRefusal::WrongRequestState`] and [`FundRefusal::WrongClaimState`].
        WrongState = "wrong_state",
        /// [`FundRefusal::NotDue`].
        NotDue = "not_due",
        /// [`FundRefusal::NotYet`].
        NotYet = "not_yet",
        /// [`FundRefusal::AlreadyEscalated`].
        AlreadyEscalated = "already_escalated",
        /// [`FundRefusal::StartPassed`].
        StartPassed = "start_passed",
        /// [`FundRefusal::NoRate`].
        NoRate = "no_rate",
        /// [`FundRefusal::OwnRequest`].
        OwnRequest = "own_request",
        /// [`FundRefusal::SameApprover`].
        SameApprover = "same_approver",
        /// [`FundRefusal::DeadlinePassed`].
        DeadlinePassed = "claim_deadline_passed",
        /// [`FundRefusal::RequestEnded`].
        RequestEnded = "request_ended",
        /// [`FundRefusal::OtherPayment`].
        OtherPayment = "other_payment",
        /// [`FundRefusal::Fields`].
        Fields = "fields",
    }
}

impl FundRefusal {
    /// Its word.
    pub fn code(&self) -> FundRefusalCode {
        match self {
            Self::WrongActor => FundRefusalCode::WrongActor,
            Self::WrongRequestState { .. } | Self::WrongClaimState { .. } => FundRefusalCode::WrongState,
            Self::NotDue { .. } => FundRefusalCode::NotDue,
            Self::NotYet { .. } => FundRefusalCode::NotYet,
            Self::AlreadyEscalated => FundRefusalCode::AlreadyEscalated,
            Self::StartPassed { .. } => FundRefusalCode::StartPassed,
            Self::NoRate { .. } => FundRefusalCode::NoRate,
            Self::OwnRequest => FundRefusalCode::OwnRequest,
            Self::SameApprover => FundRefusalCode::SameApprover,
            Self::DeadlinePassed { .. } => FundRefusalCode::DeadlinePassed,
            Self::RequestEnded => FundRefusalCode::RequestEnded,
            Self::OtherPayment => FundRefusalCode::OtherPayment,
            Self::Fields(_) => FundRefusalCode::Fields,
        }
    }
}

/// 422 for fields, 403 for the wrong side or person, else 409 with the word as `params.reason`; for a wrong state `params.state` and
/// `params.possible`, for days `params.on`, for a rate `params.from` and `params.to`.
impl From<FundRefusal> for Problem {
    fn from(refusal: FundRefusal) -> Self {
        let reason = refusal.code().as_str();
        let stated = Problem::new(Code::InvalidState).param("reason", reason);
        let wrong_state = |stated: Problem, state: &str, possible: Vec<&str>| {
            stated.param("state", state).param("possible", possible)
        };
        let on = |stated: Problem, day: Option<NaiveDate>| match day {
            Some(day) => stated.param("on", day.to_string()),
            None => stated,
        };
        match refusal {
            FundRefusal::Fields(errors) => Problem::fields(errors),
            FundRefusal::WrongActor | FundRefusal::OwnRequest | FundRefusal::SameApprover => {
                Problem::new(Code::Forbidden).param("reason", reason)
            }
            FundRefusal::WrongRequestState { state, possible } => {
                let possible = possible.iter().map(|state| state.as_str()).collect();
                wrong_state(stated, state.as_str(), possible)
            }
            FundRefusal::WrongClaimState { state, possible } => {
                let possible = possible.iter().map(|state| state.as_str()).collect();
                wrong_state(stated, state.as_str(), possible)
            }
            FundRefusal::NotYet { on: day } | FundRefusal::DeadlinePassed { on: day } => on(stated, day),
            FundRefusal::StartPassed { on: day } => on(stated, Some(day)),
            FundRefusal::NoRate { from, to } => stated.param("from", from).param("to", to),
            FundRefusal::NotDue { .. }
            | FundRefusal::AlreadyEscalated
            | FundRefusal::RequestEnded
            | FundRefusal::OtherPayment => stated,
        }
    }
}
