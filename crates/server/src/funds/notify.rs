//! Mail about requests and claims: queued as one small job with the change, addressed and written when it runs.

use super::claims::WholeClaim;
use super::requests::WholeRequest;
use super::told::Told;
use crate::approvals;
use crate::jobs::{Change, Registry};
use crate::mail;
use crate::settings::InEffect;
use crate::store::{NewJob, StoreError, Tx};
use crate::work::Work;
use async_trait::async_trait;
use entente_model::approvals::undo::{DecisionRef, final_from};
use entente_model::ids::{ClaimId, FundRequestId, UserId};
use entente_model::people::Side;
use serde::{Deserialize, Serialize};

/// Kind of the job.
const NOTICE: &str = "fund_notice";

/// Registers the job.
pub(super) fn register(registry: &mut Registry) {
    registry.change::<Telling>(NOTICE);
}

/// What people are told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
pub(super) enum Notice {
    /// It waits.
    Submitted,
    /// A claim waits for the second who agrees.
    Agreed,
    /// Approved.
    Approved,
    /// Approved for less than was asked or claimed.
    ApprovedInPart,
    /// Returned.
    Returned,
    /// Rejected.
    Rejected,
    /// Nobody decided in time.
    Overdue,
    /// Somebody wants somebody else to decide.
    Escalated {
        /// Why.
        note: String,
    },
    /// Somebody was given the item.
    Assigned {
        /// Why.
        note: String,
    },
    /// What was returned was not answered.
    AnswerOverdue,
    /// The fund's period was closed before it was approved.
    FundClosed,
    /// It was closed before the activity began, and what was reserved has gone back.
    CalledOff,
    /// The time for a claim is over in so many days.
    ClaimWanted {
        /// Days.
        days: u32,
    },
    /// It is over.
    DeadlinePassed,
    /// A claim was paid.
    Paid,
    /// Somebody of the other side wrote.
    Commented {
        /// Who.
        author: String,
    },
    /// The payment of a claim was refused by a bank, or came back.
    Bounced,
}

/// Whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum To {
    /// Who wrote it, or the partner's admins when that person is gone.
    Owner,
    /// Who may decide it: of a request who looks after the region, of a claim finance.
    Deciders,
    /// Those, and the program's admins.
    DecidersAndAdmins,
    /// The program's admins.
    Admins,
    /// Somebody.
    Person(UserId),
}

/// What is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Subject {
    /// A request.
    Request(FundRequestId),
    /// A claim.
    Claim(ClaimId),
}

#[derive(Serialize, Deserialize)]
struct Telling {
    subject: Subject,
    #[serde(flatten)]
    notice: Notice,
    to: To,
    /// Who caused it, and so need not be told.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    by: Option<UserId>,
    /// The decision that it tells of: nothing is told of one that was taken back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    decision: Option<DecisionRef>,
}

/// Queues a notice about a request with a change.
pub(super) fn request(work: &mut Work<'_>, request: &WholeRequest, notice: Notice, to: To) -> Result<(), StoreError> {
    queue(work, Subject::Request(request.id()), notice, to)
}

/// Queues a notice about a claim with a change.
pub(super) fn claim(work: &mut Work<'_>, claim: &WholeClaim, notice: Notice, to: To) -> Result<(), StoreError> {
    queue(work, Subject::Claim(claim.id()), notice, to)
}

/// Queues what is told of the decision of a request once it stands for good.
pub(super) fn request_decided(
    work: &mut Work<'_>,
    request: &WholeRequest,
    notice: Notice,
    decision: DecisionRef,
) -> Result<(), StoreError> {
    queue_decided(work, Subject::Request(request.id()), notice, To::Owner, decision)
}

/// The same of a claim: its owner is told, or, when it takes another to agree, finance.
pub(super) fn claim_decided(
    work: &mut Work<'_>,
    claim: &WholeClaim,
    notice: Notice,
    decision: DecisionRef,
) -> Result<(), StoreError> {
    let to = match notice {
        Notice::Agreed => To::Deciders,
        _ => To::Owner,
    };
    queue_decided(work, Subject::Claim(claim.id()), notice, to, decision)
}

/// Queues the notice of a comment on a request to the other side.
pub(crate) fn request_commented(tx: &Tx, id: FundRequestId, author_side: Side) -> Result<(), StoreError> {
    commented(tx, Subject::Request(id), author_side)
}

/// The same of a claim.
pub(crate) fn claim_commented(tx: &Tx, id: ClaimId, author_side: Side) -> Result<(), StoreError> {
    commented(tx, Subject::Claim(id), author_side)
}

fn commented(tx: &Tx, subject: Subject, author_side: Side) -> Result<(), StoreError> {
    let telling = Telling {
        subject,
        notice: Notice::Commented {
            author: tx.scope().person_ref().name,
        },
        to: match author_side {
            Side::Partner => To::Deciders,
            Side::Vendor => To::Owner,
        },
        by: tx.scope().user_id(),
        decision: None,
    };
    tx.enqueue(NewJob::new(NOTICE, &telling)?);
    Ok(())
}

fn queue(work: &mut Work<'_>, subject: Subject, notice: Notice, to: To) -> Result<(), StoreError> {
    let telling = Telling {
        subject,
        notice,
        by: work.scope.user_id().filter(|_| to != To::Owner),
        to,
        decision: None,
    };
    work.enqueue(NewJob::new(NOTICE, &telling)?);
    Ok(())
}

fn queue_decided(
    work: &mut Work<'_>,
    subject: Subject,
    notice: Notice,
    to: To,
    decision: DecisionRef,
) -> Result<(), StoreError> {
    let telling = Telling {
        subject,
        notice,
        by: work.scope.user_id().filter(|_| to != To::Owner),
        to,
        decision: Some(decision),
    };
    work.enqueue(NewJob::new(NOTICE, &telling)?.at(final_from(work.now)));
    Ok(())
}

#[async_trait]
impl Change for Telling {
    /// Queues one mail a person, so that one that fails is tried again alone.
    async fn make(&self, tx: &Tx, settings: &InEffect) -> Result<(), StoreError> {
        if let Some(decision) = &self.decision
            && !approvals::settle(tx.db(), decision).await?
        {
            return Ok(());
        }
        let Some(told) = Told::find(tx, self.subject, settings).await? else {
            return Ok(());
        };
        let path = told.path(tx, &self.to).await?;
        for user in told.recipients(tx, &self.to).await? {
            if Some(user) != self.by {
                mail::queue(tx, &told.letter(&self.notice, user, path.clone()))?;
            }
        }
        if matches!(self.notice, Notice::Approved | Notice::ApprovedInPart) {
            told.ask_for_bank_account(tx).await?;
        }
        Ok(())
    }
}

impl Notice {
    /// Its word in the keys of the mail catalogues, behind the kind of record.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Notice::Submitted => "submitted",
            Notice::Agreed => "agreed",
            Notice::Approved => "approved",
            Notice::ApprovedInPart => "approved_in_part",
            Notice::Returned => "returned",
            Notice::Rejected => "rejected",
            Notice::Overdue => "overdue",
            Notice::Escalated { .. } => "escalated",
            Notice::Assigned { .. } => "assigned",
            Notice::AnswerOverdue => "answer_overdue",
            Notice::FundClosed => "fund_closed",
            Notice::CalledOff => "called_off",
            Notice::ClaimWanted { days: 1 } => "claim_wanted_tomorrow",
            Notice::ClaimWanted { .. } => "claim_wanted",
            Notice::DeadlinePassed => "deadline_passed",
            Notice::Paid => "paid",
            Notice::Commented { .. } => "commented",
            Notice::Bounced => "bounced",
        }
    }
}
