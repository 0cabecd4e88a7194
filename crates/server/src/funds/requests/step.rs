//! What happens to a request: what the model makes of it, booked and written together.

use super::{WholeRequest, books};
use crate::store::StoreError;
use crate::work::Work;
use entente_model::funds::FundActor;
use entente_model::funds::request::{FundRequestFacts, FundRequestOccurrence, apply};
use entente_model::problem::Problem;

/// Lets something happen, or says why not; answers with where the request stood.
pub(in crate::funds) async fn occur(
    work: &mut Work<'_>,
    request: &mut WholeRequest,
    occurrence: &FundRequestOccurrence,
    actor: FundActor,
) -> Result<FundRequestFacts, StoreError> {
    let region = request.row.region.as_str();
    let due = work.settings.fund_request_due(region, work.now);
    let today = work.settings.day_in(region, work.now);
    let settings = &work.settings.settings.funds;
    let step = apply(&request.facts, occurrence, actor, work.now, settings, due, today).map_err(Problem::from)?;
    if let Some(booking) = step.booking {
        let posting = booking.posting(request.partner_id(), request.id());
        let origin = step.facts.progress.origin_of_rest(posting.1);
        books::book(work, request, posting, origin).await?;
    }
    work.save_fund_request(request, step.facts).await
}
