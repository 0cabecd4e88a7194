//! How the list of deals is read.

use crate::api::{Get, deals};
use crate::lists::ListQuestion;
use crate::paths::DealsQuery;
use entente_model::deals::DealSummary;
use entente_model::events::LiveEvent;
use entente_model::ids::DealId;
use entente_model::page::Page;

impl ListQuestion for DealsQuery {
    type Row = DealSummary;
    type Id = DealId;

    fn page(&self, limit: u32, cursor: Option<&str>) -> Get<Page<DealSummary>> {
        deals::list(self, Some(limit), cursor)
    }

    fn id(row: &DealSummary) -> DealId {
        row.id
    }

    fn concerns(event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::Deal { .. })
    }
}
