//! Sessions, the own profile, invitations and people; and live events.

use super::table::{Call, Row, Sees, Tenant, Who, World, on_records, plain};
use crate::support::TestResult;
use entente_model::ids::InvitationId;
use entente_model::people::{Invitation, Permission, Role, Side};
use serde_json::json;
use uuid::Uuid;

const PASSWORD: &str = "plum orchard at dusk";

pub fn rows() -> Vec<Row> {
    let manage = Who::Can(Permission::ManagePeople);
    vec![
        plain("POST /sessions", Who::Anybody, 201, |world, _, _| {
            Box::pin(sign_in(world))
        }),
        plain("GET /session", Who::SignedIn, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/session")) })
        }),
        plain("DELETE /session", Who::SignedIn, 204, |_, _, _| {
            Box::pin(async { Ok(Call::at("/session")) })
        }),
        plain("DELETE /sessions", Who::SignedIn, 204, |_, _, _| {
            Box::pin(async { Ok(Call::at("/sessions")) })
        }),
        plain("PATCH /profile", Who::SignedIn, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/profile").version(1).json(json!({ "name": "New Name" }))) })
        }),
        // These people have no password: whatever they give as it is wrong, and being told so takes a session.
        plain("PUT /profile/password", Who::SignedIn, 401, |_, _, _| {
            Box::pin(async { Ok(Call::at("/profile/password").json(json!({ "current": "x", "password": PASSWORD }))) })
        }),
        plain("POST /password_resets", Who::Anybody, 202, |_, _, _| {
            Box::pin(async { Ok(Call::at("/password_resets").json(json!({ "email": "nobody@north.example" }))) })
        }),
        plain("POST /password_resets/completion", Who::Anybody, 410, |_, _, _| {
            let body = json!({ "token": "unknown", "password": PASSWORD });
            Box::pin(async { Ok(Call::at("/password_resets/completion").json(body)) })
        }),
        plain("POST /invitations/preview", Who::Anybody, 410, |_, _, _| {
            Box::pin(async { Ok(Call::at("/invitations/preview").json(json!({ "token": "unknown" }))) })
        }),
        plain("POST /invitations/acceptance", Who::Anybody, 410, |_, _, _| {
            let body = json!({ "token": "unknown", "name": "X", "password": PASSWORD });
            Box::pin(async { Ok(Call::at("/invitations/acceptance").json(body)) })
        }),
        plain("GET /invitations", manage, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/invitations")) })
        }),
        plain("POST /invitations", manage, 201, |_, role, _| {
            Box::pin(async move { Ok(Call::at("/invitations").json(invitation(role.side()))) })
        })
        .by_role(),
        on_records(
            "DELETE /invitations/{id}",
            manage,
            Sees::OwnSide,
            204,
            |world, role, tenant| {
                Box::pin(async move { Ok(Call::at(format!("/invitations/{}", invite(world, role, tenant).await?))) })
            },
        )
        .by_role(),
        plain("GET /users", manage, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/users")) })
        }),
        on_records(
            "PATCH /users/{id}",
            manage,
            Sees::OwnSide,
            200,
            |world, role, tenant| Box::pin(user(world, role, tenant)),
        )
        .by_role(),
        plain("GET /events", Who::SignedIn, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/events")) })
        }),
    ]
}

async fn sign_in(world: &World<'_>) -> TestResult<Call> {
    let email = format!("{}@north.example", Uuid::now_v7().simple());
    world
        .app
        .add_user_with_password(&email, Role::PartnerMember, Some(world.app.north), &[], Some(PASSWORD))
        .await?;
    Ok(Call::at("/sessions").json(json!({ "email": email, "password": PASSWORD })))
}

fn invitation(side: Side) -> serde_json::Value {
    let role = match side {
        Side::Partner => "partner_member",
        Side::Vendor => "finance",
    };
    json!({ "email": format!("{}@new.example", Uuid::now_v7().simple()), "name": "New", "role": role })
}

/// An invitation of the role's own side, or of another company's.
async fn invite(world: &World<'_>, role: Role, tenant: Tenant) -> TestResult<InvitationId> {
    let inviter = match (role.side(), tenant) {
        (Side::Partner, Tenant::Own) => world.app.client(Role::PartnerAdmin, world.app.north).await?,
        (Side::Vendor, Tenant::Own) => world.app.client(Role::ProgramAdmin, world.app.north).await?,
        (_, Tenant::Foreign) => world.app.client(Role::PartnerAdmin, world.app.south).await?,
    };
    let side = if tenant == Tenant::Own {
        role.side()
    } else {
        Side::Partner
    };
    let made: Invitation = inviter.post("/invitations", &invitation(side)).await?.expect(201)?;
    Ok(made.id)
}

/// A person of the role's own side, or of another company.
async fn user(world: &World<'_>, role: Role, tenant: Tenant) -> TestResult<Call> {
    let email = format!("{}@other.example", Uuid::now_v7().simple());
    let id = match (role.side(), tenant) {
        (Side::Vendor, Tenant::Own) => world.app.add_user(&email, Role::Finance, None, &[]).await?,
        (_, tenant) => {
            world
                .app
                .add_user(&email, Role::PartnerMember, Some(world.partner(tenant)), &[])
                .await?
        }
    };
    Ok(Call::at(format!("/users/{id}"))
        .version(1)
        .json(json!({ "disabled": true })))
}
