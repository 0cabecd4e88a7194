//! How the list is read.

use crate::api::{Get, journeys};
use crate::lists::ListQuestion;
use crate::paths::JourneysQuery;
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::onboarding::JourneySummary;
use entente_model::page::Page;

impl ListQuestion for JourneysQuery {
    type Row = JourneySummary;
    type Id = PartnerId;

    fn page(&self, limit: u32, cursor: Option<&str>) -> Get<Page<JourneySummary>> {
        journeys::list(self, Some(limit), cursor)
    }

    fn id(row: &JourneySummary) -> PartnerId {
        row.partner.id
    }

    fn concerns(event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::Journey { .. } | LiveEvent::Partner { .. })
    }
}
