//! A claim's clock: when nobody has decided in time it is escalated, when nobody has answered it is rejected. As deals have it, one job
//! waits, and names the clocks as they stood when it was queued.

use super::{WholeClaim, step};
use crate::approvals::{self, About};
use crate::deals::AlarmJob;
use crate::funds::notify::{self, Notice, To};
use crate::jobs::{Registry, Strikes};
use crate::store::{NewJob, StoreError};
use crate::work::Work;
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use entente_model::funds::FundActor;
use entente_model::funds::claim::{ClaimFacts, ClaimOccurrence, ClaimState, allowed};
use entente_model::ids::ClaimId;
use serde::{Deserialize, Serialize};

/// Kind of the job.
const CLOCK: &str = "fund_claim_clock";

/// Registers the job.
pub(in crate::funds) fn register(registry: &mut Registry) {
    registry.change::<Alarm>(CLOCK);
}

#[derive(Serialize, Deserialize)]
struct Alarm {
    claim: ClaimId,
    /// The claim's times as they stood.
    times: Times,
}

/// What it waits for: a decision, or an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Times {
    state: ClaimState,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    decision: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    answer: Option<DateTime<Utc>>,
    /// Alarms from before a decision that was taken back no longer count: one may have been passed over meanwhile.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    undone: Option<DateTime<Utc>>,
}

impl Times {
    fn of(facts: &ClaimFacts) -> Times {
        let (state, progress) = (facts.state, &facts.progress);
        Times {
            state,
            decision: progress.decision_due.filter(|_| state.awaits_decision()),
            answer: progress.answer_due.filter(|_| state == ClaimState::ActionRequired),
            undone: progress.decision_undone_at,
        }
    }

    /// When something is to be done. A decision is late after its time, not at it.
    fn at(&self) -> Option<DateTime<Utc>> {
        let late = self
            .decision
            .and_then(|at| at.checked_add_signed(TimeDelta::seconds(1)));
        late.or(self.answer)
    }
}

/// Queues the claim's alarm if its times have moved; one that was told of before a decision that was taken back is not told of again.
pub(super) fn wind(work: &mut Work<'_>, claim: &WholeClaim, before: &ClaimFacts) -> Result<(), StoreError> {
    let times = Times::of(&claim.facts);
    let told = claim.facts.state.awaits_decision() && claim.facts.progress.escalated_at.is_some();
    if times == Times::of(before) {
        return Ok(());
    }
    let Some(at) = times.at().filter(|at| *at > work.now || !told) else {
        return Ok(());
    };
    let alarm = Alarm {
        claim: claim.id(),
        times,
    };
    work.enqueue(NewJob::new(CLOCK, &alarm)?.at(at.max(work.now)).about(claim.row.id));
    Ok(())
}

/// The alarm of a claim whose time is still to come, as a job: its kind, payload and time. For rows that are written in bulk.
pub(crate) fn alarm_ahead(
    claim: ClaimId,
    facts: &ClaimFacts,
    now: DateTime<Utc>,
) -> Result<Option<AlarmJob>, StoreError> {
    let times = Times::of(facts);
    let Some(at) = times.at().filter(|at| *at > now) else {
        return Ok(None);
    };
    Ok(Some((CLOCK, serde_json::to_string(&Alarm { claim, times })?, at)))
}

#[async_trait]
impl Strikes for Alarm {
    async fn strike(&self, work: &mut Work<'_>) -> Result<(), StoreError> {
        let Some(mut claim) = WholeClaim::by_id(work.db, self.claim).await? else {
            return Ok(());
        };
        if Times::of(&claim.facts) != self.times {
            return Ok(());
        }
        if claim.facts.state == ClaimState::ActionRequired {
            if occur(work, &mut claim, ClaimOccurrence::AnswerOverdue).await? {
                work.audit_fund_claim("fund_claim.rejected", &claim, |entry| {
                    entry.param("reason", "answer_overdue")
                });
                notify::claim(work, &claim, Notice::AnswerOverdue, To::Owner)?;
            }
            return Ok(());
        }
        // Refused when somebody has escalated it already; the item is late all the same.
        occur(work, &mut claim, ClaimOccurrence::Overdue).await?;
        approvals::mark_overdue(work, About::FundClaim(&claim)).await?;
        work.audit_fund_claim("fund_claim.overdue", &claim, |entry| entry);
        notify::claim(work, &claim, Notice::Overdue, To::DecidersAndAdmins)
    }
}

/// What the model makes of it; `false` when it refuses because it no longer applies.
async fn occur(work: &mut Work<'_>, claim: &mut WholeClaim, occurrence: ClaimOccurrence) -> Result<bool, StoreError> {
    if allowed(&claim.facts, occurrence.kind(), FundActor::Portal, work.now).is_err() {
        return Ok(false);
    }
    step::occur(work, claim, &occurrence, FundActor::Portal).await?;
    Ok(true)
}
