//! Partners as the vendor's people look after them, and all journeys together: notes, people, activity, time to value, moves.

use super::table::{Call, Row, Sees, Tenant, Who, World, on_records, plain};
use crate::support::TestResult;
use entente_model::people::{Permission, Role};
use entente_server::store::entities::partner_notes;
use sea_orm::IntoActiveModel;
use serde_json::json;
use uuid::Uuid;

pub fn rows() -> Vec<Row> {
    let look = Who::Can(Permission::ReadPartners);
    let manage = Who::Can(Permission::ManageSettings);
    vec![
        on_records(
            "GET /partners/{id}/people",
            look,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(format!("/partners/{}/people", world.partner(tenant)))) })
            },
        ),
        on_records(
            "GET /partners/{id}/activity",
            look,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(format!("/partners/{}/activity", world.partner(tenant)))) })
            },
        ),
        on_records(
            "GET /partners/{id}/notes",
            Who::Can(Permission::ReadPartnerNotes),
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(async move { Ok(Call::at(notes(world, tenant))) }),
        ),
        on_records(
            "POST /partners/{id}/notes",
            Who::Can(Permission::WritePartnerNotes),
            Sees::Tenant,
            201,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(notes(world, tenant)).json(json!({ "body": "Hello" }))) })
            },
        ),
        on_records(
            "DELETE /partners/{id}/notes/{note_id}",
            Who::Can(Permission::WritePartnerNotes),
            Sees::Tenant,
            204,
            |world, role, tenant| Box::pin(own_note(world, role, tenant)),
        )
        .by_role(),
        plain(
            "GET /journeys/time_to_value",
            Who::Can(Permission::FollowJourneys),
            200,
            |_, _, _| Box::pin(async { Ok(Call::at("/journeys/time_to_value?by=region")) }),
        ),
        plain("POST /journeys/move_previews", manage, 200, |world, _, _| {
            Box::pin(async move {
                let settings = world.app.state.settings.in_effect(&world.app.state.database).await?;
                let template = &settings.settings.onboarding.journeys[0];
                Ok(Call::at("/journeys/move_previews").json(json!({ "template": template })))
            })
        }),
        // Nobody of this test follows the template for those who refer: what moves is looked at elsewhere.
        plain("POST /journeys/moves", manage, 202, |world, _, _| {
            Box::pin(async move {
                let settings = world.app.state.settings.in_effect(&world.app.state.database).await?;
                let body = json!({ "template": "referring", "settings_version": settings.number });
                Ok(Call::at("/journeys/moves").json(body))
            })
        }),
    ]
}

fn notes(world: &World<'_>, tenant: Tenant) -> String {
    format!("/partners/{}/notes", world.partner(tenant))
}

/// A call on a note of whoever calls.
async fn own_note(world: &World<'_>, role: Role, tenant: Tenant) -> TestResult<Call> {
    let app = world.app;
    let regions: &[&str] = if role == Role::ChannelManager { &["dach"] } else { &[] };
    let partner = (role.side() == entente_model::people::Side::Partner).then_some(app.north);
    let email = format!("author-{}@people.example", Uuid::now_v7().simple());
    let author = app.add_user(&email, role, partner, regions).await?;
    let note = partner_notes::Model {
        id: Uuid::now_v7(),
        partner_id: world.partner(tenant).0,
        author_id: author.0,
        author_name: "author".to_owned(),
        body: "Hello".to_owned(),
        created_at: app.state.database.now(),
    };
    let path = format!("{}/{}", notes(world, tenant), note.id);
    app.insert(note.into_active_model()).await?;
    Ok(Call::at(path).by(app.client_of(author).await?))
}
