//! What the parts of the page share: the journey as it was read, and each task as it is shown.

use super::words::{refusal_text, task_name};
use crate::api::Reading;
use crate::session::use_session;
use chrono::NaiveDate;
use entente_model::onboarding::{JourneyRefusal, JourneyTask, PartnerJourney};
use entente_model::people::Side;
use leptos::prelude::*;

/// The page's state. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Travel {
    /// The journey as it stands.
    pub journey: Signal<PartnerJourney>,
    /// Where a newer one is put.
    pub reading: Reading<PartnerJourney>,
    /// Code of the task that somebody is about to say is done.
    pub completing: RwSignal<Option<String>>,
    /// The name of the program's vendor.
    pub vendor: Signal<String>,
}

impl Travel {
    /// The state of a journey that was read.
    pub(super) fn new(journey: Signal<PartnerJourney>, reading: Reading<PartnerJourney>) -> Self {
        let session = use_session();
        Travel {
            journey,
            reading,
            completing: RwSignal::new(None),
            vendor: Signal::derive(move || {
                let session = session.get();
                session
                    .map(|session| session.program.vendor.clone())
                    .unwrap_or_default()
            }),
        }
    }

    /// A task as it is shown; none once the journey has it no more.
    pub(super) fn task(self, code: String) -> Memo<Option<ShownTask>> {
        Memo::new(move |_| {
            self.journey.with(|read| {
                let task = read.journey.task(&code)?;
                Some(ShownTask::of(read, task))
            })
        })
    }
}

/// A task with what the journey says of it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct ShownTask {
    /// The task.
    pub task: JourneyTask,
    /// What must be done first.
    pub blockers: Vec<JourneyTask>,
    /// How many of what it counts there are, of those that it asks for.
    pub seen: u32,
    /// Why the partner's people may not say that it is done.
    pub refusal: Option<JourneyRefusal>,
    /// The day that it is where the partner is.
    pub today: NaiveDate,
}

impl ShownTask {
    /// A task of a journey.
    pub(super) fn of(read: &PartnerJourney, task: &JourneyTask) -> Self {
        let journey = &read.journey;
        ShownTask {
            task: task.clone(),
            blockers: journey.blockers(task).cloned().collect(),
            seen: journey.achieved.get(&task.kind).copied().unwrap_or(0).min(task.count),
            refusal: journey.refusal_to_complete(task, Some(Side::Partner)),
            today: read.standing.today,
        }
    }

    /// Why nobody of the partner's may say that it is done, in the reader's words.
    pub(super) fn refusal_text(&self) -> Option<String> {
        let name_of = |code: &str| {
            let blocker = self.blockers.iter().find(|blocker| blocker.code == code);
            blocker.map(task_name).unwrap_or_default()
        };
        self.refusal.as_ref().map(|refusal| refusal_text(refusal, name_of))
    }
}
