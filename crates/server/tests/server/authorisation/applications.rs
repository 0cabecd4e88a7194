//! Applications: what anybody, an applicant and the vendor's people do.

use super::deals::settle;
use super::table::{Call, Row, Sees, Tenant, Who, World, on_records, plain};
use crate::support::TestResult;
use crate::support::application::{applicant, applied, apply, held};
use entente_model::approvals::ApprovalSummary;
use entente_model::onboarding::{ApplicationFields, OwnApplication, PublicProgram};
use entente_model::people::{Permission, Role};
use serde_json::{Value, json};
use uuid::Uuid;

pub fn rows() -> Vec<Row> {
    let read = Who::Can(Permission::ReadApplications);
    let invite = Who::Can(Permission::InviteCompanies);
    let queue = Who::Can(Permission::ReadApprovals);
    let decide = Who::Queue(Permission::DecideApprovals);
    vec![
        plain("GET /program", Who::Anybody, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/program")) })
        }),
        plain("POST /challenges", Who::Anybody, 201, |_, _, _| {
            Box::pin(async { Ok(Call::at("/challenges")) })
        }),
        plain("POST /company_checks", Who::Anybody, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/company_checks").json(json!({ "domain": "blauwerk.de" }))) })
        }),
        // A proof takes work: one that proves nothing is told to whoever sends it.
        plain("POST /applications", Who::Anybody, 422, |_, _, _| {
            let body = json!({ "proof": { "challenge": "8.unknown", "number": 1 }, "fields": {} });
            Box::pin(async { Ok(Call::at("/applications").json(body)) })
        }),
        plain("POST /applications/access", Who::Anybody, 410, |_, _, _| {
            Box::pin(async { Ok(Call::at("/applications/access").json(json!({ "token": "unknown" }))) })
        }),
        plain("POST /applications/links", Who::Anybody, 202, |_, _, _| {
            Box::pin(async { Ok(Call::at("/applications/links").json(json!({ "email": "nobody@blauwerk.de" }))) })
        }),
        plain("GET /applications/own", Who::Applicant, 200, |world, _, _| {
            Box::pin(own(world, ""))
        }),
        plain("PUT /applications/own", Who::Applicant, 200, |world, _, _| {
            Box::pin(async move { Ok(changed(world, "").await?.json(json!({ "legal_name": "Blauwerk" }))) })
        }),
        plain("DELETE /applications/own", Who::Applicant, 204, |world, _, _| {
            Box::pin(changed(world, ""))
        }),
        plain(
            "POST /applications/own/submission",
            Who::Applicant,
            200,
            |world, _, _| {
                Box::pin(async move {
                    let program: PublicProgram = world.app.visitor()?.get("/program").await?.expect(200)?;
                    let body = json!({ "consent_sha256": program.consent_sha256() });
                    Ok(changed(world, "/submission").await?.json(body))
                })
            },
        ),
        plain("POST /applications/own/link", Who::Applicant, 202, |world, _, _| {
            Box::pin(async move { Ok(own(world, "/link").await?.json(json!({}))) })
        }),
        plain("DELETE /applications/own/access", Who::Applicant, 204, |world, _, _| {
            Box::pin(own(world, "/access"))
        }),
        plain("GET /applications", read, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/applications")) })
        }),
        on_records("GET /applications/{id}", read, Sees::Tenant, 200, |world, _, tenant| {
            Box::pin(async move {
                let row = applied(world.app, &company(tenant)).await?;
                settle(world.app).await?;
                Ok(Call::at(format!("/applications/{}", row.id)))
            })
        }),
        plain("POST /applications/invitations", invite, 201, |_, _, _| {
            Box::pin(async move {
                let fields = company(Tenant::Own);
                Ok(Call::at("/applications/invitations").json(json!({ "fields": fields })))
            })
        }),
        // The queue's operations on an application's item; those on a deal's stand with the deals.
        on_records("GET /approvals/{id}", queue, Sees::Queue, 200, |world, _, tenant| {
            Box::pin(item(world, tenant, "", json!(null)))
        }),
        on_records(
            "GET /approvals/{id}/deciders",
            decide,
            Sees::Queue,
            200,
            |world, _, tenant| Box::pin(item(world, tenant, "/deciders", json!(null))),
        ),
        on_records(
            "POST /approvals/{id}/decision",
            decide,
            Sees::Queue,
            200,
            |world, _, tenant| Box::pin(item(world, tenant, "/decision", json!({ "decision": "approve" }))),
        ),
        on_records(
            "POST /approvals/{id}/assignment",
            decide,
            Sees::Queue,
            200,
            |world, _, tenant| Box::pin(item(world, tenant, "/assignment", json!({}))),
        ),
        on_records(
            "POST /approvals/{id}/escalation",
            decide,
            Sees::Queue,
            200,
            |world, _, tenant| Box::pin(item(world, tenant, "/escalation", json!({ "note": "Please" }))),
        ),
        on_records(
            "POST /approvals/{id}/undo",
            decide,
            Sees::Queue,
            200,
            |world, role, tenant| Box::pin(decided(world, role, tenant)),
        )
        .by_role(),
    ]
}

/// A call on the item of an application that waits, with a body unless that is null.
async fn item(world: &World<'_>, tenant: Tenant, suffix: &'static str, body: Value) -> TestResult<Call> {
    let (_, item) = apply(world.app, &company(tenant)).await?;
    settle(world.app).await?;
    let call = Call::at(format!("/approvals/{item}{suffix}")).version(1);
    Ok(if body.is_null() { call } else { call.json(body) })
}

/// A call that takes a decision back: by who made it, where the role can make one.
async fn decided(world: &World<'_>, role: Role, tenant: Tenant) -> TestResult<Call> {
    let waits = item(world, tenant, "/decision", json!(null)).await?;
    let may = role == Role::ProgramAdmin || (role == Role::ChannelManager && tenant == Tenant::Own);
    let decider = if may { role } else { Role::ProgramAdmin };
    let decider = world.app.client(decider, world.app.north).await?;
    let answer = decider
        .post_on(&waits.path, 1, &json!({ "decision": "approve" }))
        .await?;
    let decided: ApprovalSummary = answer.expect(200)?;
    settle(world.app).await?;
    let undo = Call::at(waits.path.replace("/decision", "/undo"))
        .version(decided.version)
        .json(json!({}));
    Ok(if may { undo.by(decider) } else { undo })
}

/// A company of its own, so that no application meets another.
fn company(tenant: Tenant) -> ApplicationFields {
    let own = Uuid::now_v7().simple();
    let region = if tenant == Tenant::Own { "dach" } else { "uki" };
    ApplicationFields {
        specialties: vec!["security".to_owned()],
        ..applicant(&format!("Company {own}"), &format!("{own}.example"), region)
    }
}

/// A call on the application that a browser holds, by that browser.
async fn own(world: &World<'_>, suffix: &str) -> TestResult<Call> {
    let browser = held(world.app, &company(Tenant::Own)).await?;
    Ok(Call::at(format!("/applications/own{suffix}")).by(browser))
}

/// The same for a change of the application, which names it.
async fn changed(world: &World<'_>, suffix: &str) -> TestResult<Call> {
    let browser = held(world.app, &company(Tenant::Own)).await?;
    let own: OwnApplication = browser.get("/applications/own").await?.expect(200)?;
    let path = format!("/applications/own{suffix}?reference={}", own.reference);
    Ok(Call::at(path).version(own.version).by(browser))
}
