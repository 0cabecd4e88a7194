//! Why a task can't be said to be done, or a partner not be asked to go on, for buttons' reasons and the API's problems alike.

use crate::problem::{Code, FieldError, Problem};
use crate::words::words;

/// Why a task can't be said to be done, or a partner not be asked to go on.
#[derive(Clone, PartialEq, Debug)]
pub enum JourneyRefusal {
    /// The journey has no such task.
    UnknownTask,
    /// It is done.
    AlreadyDone,
    /// Others must be done first: their codes.
    Blocked(Vec<String>),
    /// It completes itself.
    CompletesItself,
    /// It is the other side's.
    NotYours,
    /// All of the journey is done.
    Completed,
    /// The partner was asked a short while ago.
    NudgedRecently,
    /// Nobody of the partner's has joined who could be asked.
    NobodyToNudge,
    /// The partner is suspended or has left.
    PartnerPaused,
    /// The note is missing or wrong.
    Fields(Vec<FieldError>),
}

words! {
    /// The word of a refusal; the browser shows `refusal.<word>` of its catalogue.
    JourneyRefusalCode {
        /// [`JourneyRefusal::UnknownTask`].
        UnknownTask = "unknown_task",
        /// [`JourneyRefusal::AlreadyDone`].
        AlreadyDone = "task_already_done",
        /// [`JourneyRefusal::Blocked`].
        Blocked = "task_blocked",
        /// [`JourneyRefusal::CompletesItself`].
        CompletesItself = "task_completes_itself",
        /// [`JourneyRefusal::NotYours`].
        NotYours = "task_not_yours",
        /// [`JourneyRefusal::Completed`].
        Completed = "journey_completed",
        /// [`JourneyRefusal::NudgedRecently`].
        NudgedRecently = "nudged_recently",
        /// [`JourneyRefusal::NobodyToNudge`].
        NobodyToNudge = "nobody_to_nudge",
        /// [`JourneyRefusal::PartnerPaused`].
        PartnerPaused = "partner_paused",
    }
}

impl From<JourneyRefusal> for Problem {
    fn from(refusal: JourneyRefusal) -> Problem {
        let stated = |code: JourneyRefusalCode| Problem::new(Code::InvalidState).param("reason", code.as_str());
        match refusal {
            JourneyRefusal::UnknownTask => Problem::new(Code::NotFound),
            JourneyRefusal::AlreadyDone => stated(JourneyRefusalCode::AlreadyDone),
            JourneyRefusal::Blocked(tasks) => stated(JourneyRefusalCode::Blocked).param("tasks", tasks),
            JourneyRefusal::CompletesItself => stated(JourneyRefusalCode::CompletesItself),
            JourneyRefusal::NotYours => {
                Problem::new(Code::Forbidden).param("reason", JourneyRefusalCode::NotYours.as_str())
            }
            JourneyRefusal::Completed => stated(JourneyRefusalCode::Completed),
            JourneyRefusal::NudgedRecently => stated(JourneyRefusalCode::NudgedRecently),
            JourneyRefusal::NobodyToNudge => stated(JourneyRefusalCode::NobodyToNudge),
            JourneyRefusal::PartnerPaused => stated(JourneyRefusalCode::PartnerPaused),
            JourneyRefusal::Fields(errors) => Problem::fields(errors),
        }
    }
}
