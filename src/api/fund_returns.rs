//! What came of activities, and what came back of the money.

use super::{BASE, Call, Get};
use crate::paths::FundReturnsQuery;
use entente_model::funds::request::FundRequest;
use entente_model::funds::results::{ActivityHistory, FundReturns, ReportedResults, RequestBackground};
use entente_model::ids::{DealId, FundRequestId};

/// What a change of results makes wrong of what is kept.
const CHANGED: &[&str] = &["/fund_requests", "/fund_returns", "/fund_history"];

/// What activities cost and what came back, by group.
pub fn report(query: &FundReturnsQuery) -> Get<FundReturns> {
    Get::new("/fund_returns", &query.to_api()).stored()
}

/// The address of the same as CSV, to be downloaded by a link.
pub fn export_address(query: &FundReturnsQuery) -> String {
    format!("{BASE}/fund_returns/export?{}", query.to_api())
}

/// What activities of each type have brought back in this program; those of which there are too few are left out.
pub fn history() -> Get<Vec<ActivityHistory>> {
    Get::new("/fund_history", "").stored()
}

/// What whoever decides a request sees beside it.
pub fn background(id: FundRequestId) -> Get<RequestBackground> {
    Get::new(format!("/fund_requests/{id}/background"), "").stored()
}

/// Tells what came of an activity so far; `version` is the request's that was read.
pub fn tell(id: FundRequestId, results: &ReportedResults, version: i64) -> Call<FundRequest> {
    Call::put(format!("/fund_requests/{id}/results"))
        .body(results)
        .if_match(version)
        .changes(CHANGED)
}

/// Links a deal that came of an activity.
pub fn link(id: FundRequestId, deal: DealId, version: i64) -> Call<FundRequest> {
    Call::put(format!("/fund_requests/{id}/deals/{deal}"))
        .if_match(version)
        .changes(CHANGED)
}

/// Parts a deal from the activity that it was linked with.
pub fn unlink(id: FundRequestId, deal: DealId, version: i64) -> Call<FundRequest> {
    Call::delete(format!("/fund_requests/{id}/deals/{deal}"))
        .if_match(version)
        .changes(CHANGED)
}
