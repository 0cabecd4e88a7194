//! What can happen to a registration, who causes it, and what a transition reads and writes.

use super::{DealEvent, DealProgress, DealState};
use crate::approvals::Decision;
use crate::words::words;
use serde::{Deserialize, Serialize};

/// All of a registration that its rules read and change.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DealFacts {
    /// Where it stands.
    pub state: DealState,
    /// Clock, decision and outcome.
    pub progress: DealProgress,
}

impl DealFacts {
    /// A registration just begun.
    pub fn draft() -> Self {
        DealFacts {
            state: DealState::Draft,
            progress: DealProgress::default(),
        }
    }

    /// Whether nothing follows any more and no appeal waits, so that its customer may be registered again.
    pub fn has_ended(&self) -> bool {
        self.state.is_final() && self.progress.appeal_requested_at.is_none()
    }
}

/// On whose side something is done. Roles and regions are for [`crate::people::permissions`] to judge.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Actor {
    /// A person of the partner that registered the deal.
    Partner,
    /// A person of the vendor who may decide.
    Manager,
    /// The portal itself: clocks and rules.
    Portal,
}

/// Something that happens, with all that it brings.
#[derive(Clone, PartialEq, Debug)]
pub enum Occurrence {
    /// The partner tells something.
    Partner(DealEvent),
    /// A manager opens the review.
    StartReview,
    /// A manager decides the registration.
    Decide(Decision),
    /// A rule approves the registration by itself.
    AutoApprove {
        /// The rule's name.
        rule: String,
        /// Number of the settings' version that holds it.
        settings_version: i64,
    },
    /// A manager decides the extension that was asked for.
    DecideExtension(Decision),
    /// A manager decides the appeal.
    DecideAppeal(Decision),
    /// A manager hands it to somebody higher.
    Escalate,
    /// The time for a decision has passed.
    Overdue,
    /// The time for an answer to a returned registration has passed.
    AnswerOverdue,
    /// Protection has run out.
    ProtectionEnded,
}

words! {
    /// What can be done with a registration, without what it brings: for buttons, timelines and statistics.
    DealEventKind {
        /// Hand in.
        Submit = "submit",
        /// Take back.
        Withdraw = "withdraw",
        /// Ask for longer protection.
        RequestExtension = "request_extension",
        /// Object to a rejection.
        Appeal = "appeal",
        /// Tell how far it has come.
        ChangeStage = "change_stage",
        /// Sold.
        Win = "win",
        /// Not sold.
        Lose = "lose",
        /// Open the review.
        StartReview = "start_review",
        /// Decide the registration.
        Decide = "decide",
        /// Approve by a rule.
        AutoApprove = "auto_approve",
        /// Decide the extension.
        DecideExtension = "decide_extension",
        /// Decide the appeal.
        DecideAppeal = "decide_appeal",
        /// Hand to somebody higher.
        Escalate = "escalate",
        /// The decision is late.
        Overdue = "overdue",
        /// The answer is late.
        AnswerOverdue = "answer_overdue",
        /// Protection has run out.
        ProtectionEnded = "protection_ended",
        /// Change what is written.
        Edit = "edit",
        /// Delete.
        Delete = "delete",
        /// Attach a file.
        Attach = "attach",
        /// Remove an attached file of one's own side.
        Detach = "detach",
    }
}

impl DealEvent {
    /// Which kind of event it is.
    pub fn kind(&self) -> DealEventKind {
        match self {
            Self::Submit {} => DealEventKind::Submit,
            Self::Withdraw { .. } => DealEventKind::Withdraw,
            Self::RequestExtension { .. } => DealEventKind::RequestExtension,
            Self::Appeal { .. } => DealEventKind::Appeal,
            Self::ChangeStage { .. } => DealEventKind::ChangeStage,
            Self::Win { .. } => DealEventKind::Win,
            Self::Lose { .. } => DealEventKind::Lose,
        }
    }
}

impl Occurrence {
    /// Which kind of occurrence it is.
    pub fn kind(&self) -> DealEventKind {
        match self {
            Self::Partner(event) => event.kind(),
            Self::StartReview => DealEventKind::StartReview,
            Self::Decide(_) => DealEventKind::Decide,
            Self::AutoApprove { .. } => DealEventKind::AutoApprove,
            Self::DecideExtension(_) => DealEventKind::DecideExtension,
            Self::DecideAppeal(_) => DealEventKind::DecideAppeal,
            Self::Escalate => DealEventKind::Escalate,
            Self::Overdue => DealEventKind::Overdue,
            Self::AnswerOverdue => DealEventKind::AnswerOverdue,
            Self::ProtectionEnded => DealEventKind::ProtectionEnded,
        }
    }
}
