//! Journeys: a partner's own, and all of them as the vendor's people follow them.

use super::{Call, Get, IdempotencyKey};
use crate::paths::JourneysQuery;
use entente_model::ids::PartnerId;
use entente_model::onboarding::{
    JourneyFunnel, JourneyMove, JourneyMoveBegun, JourneyMoveOutcome, JourneyMovePreview, JourneyNudge, JourneyResult,
    JourneySummary, PartnerJourney, TaskCompletion, TimeToValue, ValueGrouping,
};
use entente_model::page::Page;

/// What a change of a journey makes wrong of what is kept.
const CHANGED: &[&str] = &["/journeys", "/partners", "/home"];

/// A partner's journey; 404 when it has none.
pub fn of_partner(id: PartnerId) -> Get<PartnerJourney> {
    Get::new(format!("/partners/{id}/journey"), "").stored()
}

/// Says that a task is done; `version` is the journey's that was read.
pub fn complete(id: PartnerId, body: &TaskCompletion, version: i64, key: &IdempotencyKey) -> Call<PartnerJourney> {
    Call::post(format!("/partners/{id}/journey/completions"))
        .body(body)
        .if_match(version)
        .key(key)
        .changes(CHANGED)
}

/// A page of the journeys that one looks after; `limit` at most 100, 25 when left out.
pub fn list(query: &JourneysQuery, limit: Option<u32>, cursor: Option<&str>) -> Get<Page<JourneySummary>> {
    Get::new("/journeys", &query.to_api(limit, cursor)).stored()
}

/// How many journeys reached each milestone, of the templates that have any; of one region when it is given.
pub fn funnels(region: &str) -> Get<Vec<JourneyFunnel>> {
    let query = if region.is_empty() {
        String::new()
    } else {
        form_urlencoded::Serializer::new(String::new())
            .append_pair("region", region)
            .finish()
    };
    Get::new("/journeys/funnels", &query).stored()
}

/// Asks partners to go on, by mail.
pub fn nudge(body: &JourneyNudge, key: &IdempotencyKey) -> Call<Vec<JourneyResult>> {
    Call::post("/journeys/nudges").body(body).key(key).changes(CHANGED)
}

/// What moving running journeys to a template would change.
pub fn preview_move(body: &JourneyMovePreview) -> Call<JourneyMoveOutcome> {
    Call::post("/journeys/move_previews").body(body)
}

/// Moves all running journeys of a template to the template as it is in effect.
pub fn move_all(body: &JourneyMove, key: &IdempotencyKey) -> Call<JourneyMoveBegun> {
    Call::post("/journeys/moves").body(body).key(key).changes(CHANGED)
}

/// Days from signature to first registered and to first won deal.
pub fn time_to_value(by: ValueGrouping) -> Get<TimeToValue> {
    Get::new("/journeys/time_to_value", &format!("by={}", by.as_str())).stored()
}
