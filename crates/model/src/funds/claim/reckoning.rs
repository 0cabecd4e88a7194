//! How much of what an activity cost is claimed.
//!
//! A cost counts for the budget line that it belongs to, up to what was planned for that line: what one line saves pays for no other.
//! What is over a line is told beforehand and does not count; the invoice still says what it says. Of what counts, the vendor pays the
//! share that was approved of the plan, in the fund's currency: reserved ÷ planned. So an activity that cost what was planned is paid
//! all that was reserved, one that cost less is paid less, and none is paid more, whatever exchange rates have done since.

use super::ClaimDraft;
use crate::funds::rate::divide;
use crate::funds::request::{FundRequestDraft, FundRequestProgress};

/// What a claim says that a budget line of the request has cost, in minor units of the request's currency.
pub fn cost_of_line(claim: &ClaimDraft, line: usize) -> i64 {
    let of_line = claim
        .lines
        .iter()
        .filter(|cost| cost.line.is_some_and(|at| at as usize == line));
    of_line.fold(0, |sum, cost| sum.saturating_add(cost.minor.max(0)))
}

/// What of it counts: of each line as much as was planned for it.
pub fn counted_cost(request: &FundRequestDraft, claim: &ClaimDraft) -> i64 {
    let lines = request.lines.iter().enumerate();
    let counted = lines.map(|(at, planned)| cost_of_line(claim, at).min(planned.minor.max(0)));
    counted.fold(0, i64::saturating_add)
}

/// How much of the plan was approved, as a fraction of 1 to be shown, before anything is converted; `None` before the approval.
pub fn approved_share(progress: &FundRequestProgress) -> Option<f64> {
    let planned = progress.terms.as_ref()?.planned;
    let approved = progress.approved_minor();
    (planned > 0 && approved > 0).then(|| approved as f64 / planned as f64)
}

/// What a claim comes to, in minor units of the fund's currency: rounded to the nearest, and never more than is held for the request.
/// 0 for a request that was never approved.
pub fn claimable(request: &FundRequestDraft, progress: &FundRequestProgress, claim: &ClaimDraft) -> i64 {
    let planned = progress.terms.as_ref().map_or(0, |terms| terms.planned);
    if planned < 1 {
        return 0;
    }
    let share = i128::from(counted_cost(request, claim)) * i128::from(progress.reserved_minor());
    let exact = divide(share, i128::from(planned));
    let minor = i64::try_from(exact).unwrap_or(i64::MAX);
    minor.min(progress.held()).max(0)
}
