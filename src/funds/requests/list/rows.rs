//! How the list of requests is read.

use crate::api::{Get, fund_requests};
use crate::lists::ListQuestion;
use crate::paths::FundRequestsQuery;
use entente_model::events::LiveEvent;
use entente_model::funds::request::FundRequestSummary;
use entente_model::ids::FundRequestId;
use entente_model::page::Page;

impl ListQuestion for FundRequestsQuery {
    type Row = FundRequestSummary;
    type Id = FundRequestId;

    fn page(&self, limit: u32, cursor: Option<&str>) -> Get<Page<FundRequestSummary>> {
        fund_requests::list(self, Some(limit), cursor)
    }

    fn id(row: &FundRequestSummary) -> FundRequestId {
        row.id
    }

    fn concerns(event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::FundRequest { .. } | LiveEvent::FundClaim { .. })
    }
}
