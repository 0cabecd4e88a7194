//! Journeys: a partner's own, and all of them as the vendor's people follow them.

use super::table::{Call, Row, Sees, Who, on_records, plain};
use crate::support::journeys::{begin_now, completion, read_journey};
use entente_model::people::{Permission, Role};
use serde_json::json;
use uuid::Uuid;

pub fn rows() -> Vec<Row> {
    let read = Who::Can(Permission::ReadCompany);
    let follow = Who::Can(Permission::FollowJourneys);
    let complete = Who::CanEither(Permission::ManageCompany, Permission::GuideJourneys);
    vec![
        on_records(
            "GET /partners/{id}/journey",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let partner = world.partner(tenant);
                    begin_now(world.app, partner).await?;
                    Ok(Call::at(format!("/partners/{partner}/journey")))
                })
            },
        ),
        on_records(
            "POST /partners/{id}/journey/completions",
            complete,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let partner = world.partner(tenant);
                    begin_now(world.app, partner).await?;
                    let reader = world.app.client(Role::ProgramAdmin, partner).await?;
                    let journey = read_journey(&reader, partner).await?;
                    Ok(Call::at(format!("/partners/{partner}/journey/completions"))
                        .version(journey.version)
                        .json(serde_json::to_value(completion("call", "We talked."))?))
                })
            },
        ),
        plain("GET /journeys", follow, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/journeys")) })
        }),
        plain("GET /journeys/funnels", follow, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/journeys/funnels")) })
        }),
        plain(
            "POST /journeys/nudges",
            Who::Can(Permission::GuideJourneys),
            200,
            |_, _, _| {
                // Of nobody, so that no mail to the partner's people is on its way while the next calls are looked at.
                let body = json!({ "partners": [Uuid::now_v7()], "message": "" });
                Box::pin(async move { Ok(Call::at("/journeys/nudges").json(body)) })
            },
        ),
    ]
}
