//! Why something may not be done with a registration, for buttons' reasons and the API's problems alike.

use super::DealState;
use crate::problem::{Code, FieldError, Problem};
use crate::words::words;
use chrono::{DateTime, Utc};

/// A typed refusal.
#[derive(Clone, PartialEq, Debug)]
pub enum Refusal {
    /// Somebody of another side does this.
    WrongActor,
    /// The registration stands elsewhere.
    WrongState {
        /// Where it stands.
        state: DealState,
        /// Where it would have to stand.
        possible: &'static [DealState],
    },
    /// The time for it has not come.
    NotDue {
        /// When it comes; absent when no clock runs.
        at: Option<DateTime<Utc>>,
    },
    /// Protection has run out.
    ProtectionOver,
    /// The one extension was granted.
    AlreadyExtended,
    /// The one extension was asked for and refused.
    ExtensionRefused,
    /// An extension waits for its decision.
    ExtensionPending,
    /// No extension was asked for.
    NoExtensionPending,
    /// The one appeal was used.
    AlreadyAppealed,
    /// An appeal waits for its decision.
    AppealPending,
    /// No appeal waits.
    NoAppealPending,
    /// It is escalated.
    AlreadyEscalated,
    /// Only a registration can be returned.
    CannotReturn,
    /// Nothing is decided that could be taken back.
    NotDecided,
    /// Somebody else decided, or a rule.
    NotDecider,
    /// The time for taking a decision back is over.
    UndoOver,
    /// Something happened to the registration since it was decided.
    ChangedSince,
    /// What was given with it is missing or wrong; pointers are those of the event or decision.
    Fields(Vec<FieldError>),
}

words! {
    /// The word of a refusal; the browser shows `refusal.<word>` of its catalogue.
    RefusalCode {
        /// [`Refusal::WrongActor`].
        WrongActor = "wrong_actor",
        /// [`Refusal::WrongState`].
        WrongState = "wrong_state",
        /// [`Refusal::NotDue`].
        NotDue = "not_due",
        /// [`Refusal::ProtectionOver`].
        ProtectionOver = "protection_over",
        /// [`Refusal::AlreadyExtended`].
        AlreadyExtended = "already_extended",
        /// [`Refusal::ExtensionRefused`].
        ExtensionRefused = "extension_refused",
        /// [`Refusal::ExtensionPending`].
        ExtensionPending = "extension_pending",
        /// [`Refusal::NoExtensionPending`].
        NoExtensionPending = "no_extension_pending",
        /// [`Refusal::AlreadyAppealed`].
        AlreadyAppealed = "already_appealed",
        /// [`Refusal::AppealPending`].
        AppealPending = "appeal_pending",
        /// [`Refusal::NoAppealPending`].
        NoAppealPending = "no_appeal_pending",
        /// [`Refusal::AlreadyEscalated`].
        AlreadyEscalated = "already_escalated",
        /// [`Refusal::CannotReturn`].
        CannotReturn = "cannot_return",
        /// [`Refusal::NotDecided`].
        NotDecided = "not_decided",
        /// [`Refusal::NotDecider`].
        NotDecider = "not_decider",
        /// [`Refusal::UndoOver`].
        UndoOver = "undo_over",
        /// [`Refusal::ChangedSince`].
        ChangedSince = "changed_since",
        /// [`Refusal::Fields`].
        Fields = "fields",
    }
}

impl Refusal {
    /// Its word.
    pub fn code(&self) -> RefusalCode {
        match self {
            Self::WrongActor => RefusalCode::WrongActor,
            Self::WrongState { .. } => RefusalCode::WrongState,
            Self::NotDue { .. } => RefusalCode::NotDue,
            Self::ProtectionOver => RefusalCode::ProtectionOver,
            Self::AlreadyExtended => RefusalCode::AlreadyExtended,
            Self::ExtensionRefused => RefusalCode::ExtensionRefused,
            Self::ExtensionPending => RefusalCode::ExtensionPending,
            Self::NoExtensionPending => RefusalCode::NoExtensionPending,
            Self::AlreadyAppealed => RefusalCode::AlreadyAppealed,
            Self::AppealPending => RefusalCode::AppealPending,
            Self::NoAppealPending => RefusalCode::NoAppealPending,
            Self::AlreadyEscalated => RefusalCode::AlreadyEscalated,
            Self::CannotReturn => RefusalCode::CannotReturn,
            Self::NotDecided => RefusalCode::NotDecided,
            Self::NotDecider => RefusalCode::NotDecider,
            Self::UndoOver => RefusalCode::UndoOver,
            Self::ChangedSince => RefusalCode::ChangedSince,
            Self::Fields(_) => RefusalCode::Fields,
        }
    }
}

/// 422 for fields, 403 for the wrong side or person, else 409 with the word as `params.reason`, and for a wrong state `params.state` and `params.possible`.
impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let reason = refusal.code().as_str();
        match refusal {
            Refusal::Fields(errors) => Problem::fields(errors),
            Refusal::WrongActor | Refusal::NotDecider => Problem::new(Code::Forbidden).param("reason", reason),
            Refusal::WrongState { state, possible } => {
                let possible: Vec<&str> = possible.iter().map(|state| state.as_str()).collect();
                Problem::new(Code::InvalidState)
                    .param("reason", reason)
                    .param("state", state.as_str())
                    .param("possible", possible)
            }
            _ => Problem::new(Code::InvalidState).param("reason", reason),
        }
    }
}
