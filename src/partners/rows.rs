//! How the list is read.

use crate::api::{Get, partners};
use crate::lists::ListQuestion;
use crate::paths::PartnersQuery;
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::page::Page;
use entente_model::people::PartnerSummary;

impl ListQuestion for PartnersQuery {
    type Row = PartnerSummary;
    type Id = PartnerId;

    fn page(&self, limit: u32, cursor: Option<&str>) -> Get<Page<PartnerSummary>> {
        partners::list(self, Some(limit), cursor)
    }

    fn id(row: &PartnerSummary) -> PartnerId {
        row.id
    }

    fn concerns(event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::Partner { .. })
    }
}
