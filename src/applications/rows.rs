//! How the list is read.

use crate::api::{Get, onboarding};
use crate::lists::ListQuestion;
use crate::paths::ApplicationsQuery;
use entente_model::events::LiveEvent;
use entente_model::ids::ApplicationId;
use entente_model::onboarding::ApplicationSummary;
use entente_model::page::Page;

impl ListQuestion for ApplicationsQuery {
    type Row = ApplicationSummary;
    type Id = ApplicationId;

    fn page(&self, limit: u32, cursor: Option<&str>) -> Get<Page<ApplicationSummary>> {
        onboarding::applications(self, Some(limit), cursor)
    }

    fn id(row: &ApplicationSummary) -> ApplicationId {
        row.id
    }

    fn concerns(event: &LiveEvent) -> bool {
        matches!(event, LiveEvent::Application { .. })
    }
}
