//! What happens to a claim: what the model makes of it, booked and written together with what it means for its request.

use super::{WholeClaim, invoices};
use crate::funds::requests::{self, row::whole_days};
use crate::store::StoreError;
use crate::work::Work;
use entente_model::funds::FundActor;
use entente_model::funds::claim::{ClaimBooking, ClaimFacts, ClaimOccurrence, ClaimState, apply, request_follows};
use entente_model::problem::Problem;

/// Lets something happen, or says why not; answers with where the claim stood.
pub(super) async fn occur(
    work: &mut Work<'_>,
    claim: &mut WholeClaim,
    occurrence: &ClaimOccurrence,
    actor: FundActor,
) -> Result<ClaimFacts, StoreError> {
    let region = claim.row.region.as_str();
    let due = work.settings.fund_claim_due(region, work.now);
    let today = work.settings.day_in(region, work.now);
    let settings = &work.settings.settings.funds;
    let step = apply(&claim.facts, occurrence, actor, work.now, settings, due, today).map_err(Problem::from)?;
    move_to(work, claim, step.facts, step.booking).await
}

/// Writes where a claim stands from now on, with what is booked for that, what follows for its request, and whether others may name its
/// invoices.
pub(super) async fn move_to(
    work: &mut Work<'_>,
    claim: &mut WholeClaim,
    after: ClaimFacts,
    booking: Option<ClaimBooking>,
) -> Result<ClaimFacts, StoreError> {
    if let Some(booking) = booking {
        let posting = booking.posting(claim.partner_id(), claim.request.id(), claim.id());
        let origin = claim.request.facts.progress.origin_of_claim(posting.1);
        requests::book(work, &mut claim.request, posting, origin).await?;
    }
    let before = work.save_fund_claim(claim, after).await?;
    claim.request.row.payment_days = whole_days(claim.facts.progress.days_to_payment());
    match request_follows(&before, &claim.facts) {
        Some(follows) => {
            requests::occur(work, &mut claim.request, &follows, FundActor::Portal).await?;
        }
        // What is held for it has moved all the same.
        None if booking.is_some() => {
            let facts = claim.request.facts.clone();
            work.save_fund_request(&mut claim.request, facts).await?;
        }
        None => {}
    }
    if !claim.facts.state.counts() {
        invoices::forget(work, claim).await?;
    } else if claim.facts.state == ClaimState::Submitted && before.state != ClaimState::Submitted {
        invoices::keep(work, claim).await?;
    }
    Ok(before)
}
