//! Why a task can't be said to be done, for buttons' reasons and the API's problems alike.

use crate::problem::{Code, FieldError, Problem};
use crate::words::words;

/// Why a task can't be said to be done.
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
            JourneyRefusal::Fields(errors) => Problem::fields(errors),
        }
    }
}
