//! A request's clocks: what the portal does by itself when a time comes.
//!
//! As deals have it, a request has one job that waits, for the earliest of its times, and names the clocks as they stood when it was
//! queued: whatever moves them queues its own. Days begin where the partner is.

use super::{WholeRequest, step};
use crate::approvals::{self, About};
use crate::deals::AlarmJob;
use crate::funds::notify::{self, Notice, To};
use crate::jobs::{Registry, Strikes};
use crate::settings::InEffect;
use crate::store::{NewJob, StoreError};
use crate::work::Work;
use async_trait::async_trait;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use entente_model::approvals::undo::final_from;
use entente_model::funds::FundActor;
use entente_model::funds::request::{
    FundRequestEventKind, FundRequestFacts, FundRequestOccurrence, FundRequestState, allowed,
};
use entente_model::ids::FundRequestId;
use serde::{Deserialize, Serialize};

/// Kind of the job.
const CLOCK: &str = "fund_request_clock";
/// When the region's clock was moved meanwhile, a day is looked for again so often.
const AGAIN: TimeDelta = TimeDelta::hours(1);

/// Registers the job.
pub(in crate::funds) fn register(registry: &mut Registry) {
    registry.change::<Alarm>(CLOCK);
}

/// What is to be done at a time. The order is that in which things of one moment are done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wake {
    /// The decision is late.
    Overdue,
    /// The answer is late.
    AnswerOverdue,
    /// The activity begins.
    Start,
    /// The time for a claim is over in so many days.
    Reminder(u32),
    /// It is over.
    Deadline,
}

#[derive(Serialize, Deserialize)]
struct Alarm {
    request: FundRequestId,
    /// The request's times as they stood.
    times: Times,
    wake: Wake,
    at: DateTime<Utc>,
}

/// All times that something waits for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Times {
    state: FundRequestState,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    decision: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    answer: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    starts_on: Option<NaiveDate>,
    /// The last day for a claim.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    deadline: Option<NaiveDate>,
    /// When the last claim was rejected: the end waits until that can't be taken back any more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    rejected: Option<DateTime<Utc>>,
    /// Alarms from before a decision that was taken back no longer count: one may have been passed over meanwhile.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    undone: Option<DateTime<Utc>>,
}

impl Times {
    fn of(facts: &FundRequestFacts) -> Times {
        let (state, progress) = (facts.state, &facts.progress);
        let starts_on = progress.terms.as_ref().map(|terms| terms.starts_on);
        Times {
            state,
            decision: progress.decision_due.filter(|_| state.awaits_decision()),
            answer: progress
                .answer_due
                .filter(|_| state == FundRequestState::ActionRequired),
            starts_on: starts_on.filter(|_| state == FundRequestState::Approved),
            deadline: progress.claim_deadline.filter(|_| state.is_claimable()),
            rejected: progress.claim_rejected_at.filter(|_| state.is_claimable()),
            undone: progress.decision_undone_at,
        }
    }

    /// All there is to do.
    fn wakes(&self, settings: &InEffect, region: &str) -> Vec<(DateTime<Utc>, Wake)> {
        // A decision is late after its time, not at it.
        let late = self
            .decision
            .and_then(|at| at.checked_add_signed(TimeDelta::seconds(1)));
        let begins = |day: NaiveDate| settings.day_begins(region, day);
        let mut wakes = Vec::new();
        wakes.extend(late.map(|at| (at, Wake::Overdue)));
        wakes.extend(self.answer.map(|at| (at, Wake::AnswerOverdue)));
        wakes.extend(self.starts_on.map(|day| (begins(day), Wake::Start)));
        if let Some(last) = self.deadline {
            let over = last.checked_add_days(Days::new(1)).map(begins);
            let over = over.map(|at| self.rejected.map_or(at, |rejected| at.max(final_from(rejected))));
            wakes.extend(over.map(|at| (at, Wake::Deadline)));
            for days in &settings.settings.funds.reminder_days {
                let day = last.checked_sub_days(Days::new(u64::from(*days)));
                wakes.extend(day.map(|day| (begins(day), Wake::Reminder(*days))));
            }
        }
        wakes
    }

    /// The first thing to do after that moment and thing.
    fn next(&self, settings: &InEffect, region: &str, after: (DateTime<Utc>, Wake)) -> Option<(DateTime<Utc>, Wake)> {
        let wakes = self.wakes(settings, region).into_iter();
        wakes.filter(|wake| *wake > after).min()
    }
}

/// Queues the request's next alarm if its times have moved. What lies in the past already is done at once, reminders excepted.
pub(super) fn wind(work: &mut Work<'_>, request: &WholeRequest, before: &FundRequestFacts) -> Result<(), StoreError> {
    let times = Times::of(&request.facts);
    if times == Times::of(before) {
        return Ok(());
    }
    let now = work.now;
    let open = |(at, wake): &(DateTime<Utc>, Wake)| match wake {
        // One that was told of before the decision that was taken back is not told of again.
        Wake::Overdue => {
            let today = work.settings.day_in(&request.row.region, now);
            let kind = FundRequestEventKind::Overdue;
            *at > now || allowed(&request.facts, kind, FundActor::Portal, now, today).is_ok()
        }
        Wake::Reminder(_) => *at > now,
        Wake::AnswerOverdue | Wake::Start | Wake::Deadline => true,
    };
    let wakes = times.wakes(work.settings, &request.row.region);
    let next = wakes.into_iter().filter(open).min();
    enqueue(work, request, times, next)
}

fn enqueue(
    work: &mut Work<'_>,
    request: &WholeRequest,
    times: Times,
    next: Option<(DateTime<Utc>, Wake)>,
) -> Result<(), StoreError> {
    if let Some((at, wake)) = next {
        let alarm = Alarm {
            request: request.id(),
            times,
            wake,
            at,
        };
        work.enqueue(NewJob::new(CLOCK, &alarm)?.at(at.max(work.now)).about(request.row.id));
    }
    Ok(())
}

/// The next alarm of a request whose past ones have been done, as a job: its kind, payload and time. For rows that are written in bulk.
pub(crate) fn alarm_ahead(
    request: FundRequestId,
    facts: &FundRequestFacts,
    settings: &InEffect,
    region: &str,
    now: DateTime<Utc>,
) -> Result<Option<AlarmJob>, StoreError> {
    let times = Times::of(facts);
    let Some((at, wake)) = times.next(settings, region, (now, Wake::Deadline)) else {
        return Ok(None);
    };
    let alarm = Alarm {
        request,
        times,
        wake,
        at,
    };
    Ok(Some((CLOCK, serde_json::to_string(&alarm)?, at)))
}

#[async_trait]
impl Strikes for Alarm {
    async fn strike(&self, work: &mut Work<'_>) -> Result<(), StoreError> {
        let Some(mut request) = WholeRequest::by_id(work.db, self.request).await? else {
            return Ok(());
        };
        if Times::of(&request.facts) != self.times {
            return Ok(());
        }
        let done = match self.wake {
            Wake::Overdue => overdue(work, &mut request).await?,
            Wake::AnswerOverdue => {
                let occurrence = FundRequestOccurrence::AnswerOverdue;
                expire(work, &mut request, &occurrence, "answer_overdue", Notice::AnswerOverdue).await?
            }
            Wake::Start => start(work, &mut request).await?,
            Wake::Reminder(days) => {
                work.audit_fund_request("fund_request.reminded", &request, |entry| entry.param("days", days));
                notify::request(work, &request, Notice::ClaimWanted { days }, To::Owner)?;
                true
            }
            Wake::Deadline => deadline(work, &mut request).await?,
        };
        // A transition that moved the times has queued what follows itself.
        if Times::of(&request.facts) != self.times {
            return Ok(());
        }
        let next = if done {
            let after = (self.at, self.wake);
            self.times.next(work.settings, &request.row.region, after)
        } else {
            Some((work.now + AGAIN, self.wake))
        };
        enqueue(work, &request, self.times.clone(), next)
    }
}

async fn overdue(work: &mut Work<'_>, request: &mut WholeRequest) -> Result<bool, StoreError> {
    // Refused when a manager has escalated it already; the item is late all the same.
    occur(work, request, &FundRequestOccurrence::Overdue).await?;
    approvals::mark_overdue(work, About::FundRequest(request)).await?;
    work.audit_fund_request("fund_request.overdue", request, |entry| entry);
    notify::request(work, request, Notice::Overdue, To::DecidersAndAdmins)?;
    Ok(true)
}

async fn start(work: &mut Work<'_>, request: &mut WholeRequest) -> Result<bool, StoreError> {
    let begun = occur(work, request, &FundRequestOccurrence::Start).await?;
    if begun {
        work.audit_fund_request("fund_request.started", request, |entry| entry);
    }
    Ok(begun)
}

/// The time for a claim is over: what is reserved goes back.
async fn deadline(work: &mut Work<'_>, request: &mut WholeRequest) -> Result<bool, StoreError> {
    let occurrence = FundRequestOccurrence::DeadlinePassed;
    let was_rejected = request.facts.progress.claim_rejected_at.is_some();
    if !was_rejected {
        return expire(work, request, &occurrence, "deadline_passed", Notice::DeadlinePassed).await;
    }
    let closed = occur(work, request, &occurrence).await?;
    if closed {
        let released = request.facts.progress.released;
        work.audit_fund_request("fund_request.closed", request, |entry| {
            entry.param("released", released)
        });
    }
    Ok(closed)
}

async fn expire(
    work: &mut Work<'_>,
    request: &mut WholeRequest,
    occurrence: &FundRequestOccurrence,
    reason: &str,
    notice: Notice,
) -> Result<bool, StoreError> {
    let expired = occur(work, request, occurrence).await?;
    if expired {
        let released = request.facts.progress.released;
        work.audit_fund_request("fund_request.expired", request, |entry| {
            entry.param("reason", reason).param("released", released)
        });
        notify::request(work, request, notice, To::Owner)?;
    }
    Ok(expired)
}

/// What the model makes of it; `false` when it refuses because it no longer applies, or not yet.
async fn occur(
    work: &mut Work<'_>,
    request: &mut WholeRequest,
    occurrence: &FundRequestOccurrence,
) -> Result<bool, StoreError> {
    let today = work.settings.day_in(&request.row.region, work.now);
    if allowed(&request.facts, occurrence.kind(), FundActor::Portal, work.now, today).is_err() {
        return Ok(false);
    }
    step::occur(work, request, occurrence, FundActor::Portal).await?;
    Ok(true)
}
