//! Registrations, the conflict check and the queue.

use super::table::{Call, Row, Sees, Tenant, Who, World, on_records, plain};
use crate::support::registration::{begin, fields, submit, waiting};
use crate::support::{TestApp, TestResult};
use entente_model::approvals::ApprovalSummary;
use entente_model::deals::{Deal, DealDraft};
use entente_model::people::{Permission, Role};
use serde_json::json;
use uuid::Uuid;

pub fn rows() -> Vec<Row> {
    let read = Who::Can(Permission::ReadDeals);
    let register = Who::Can(Permission::RegisterDeals);
    let queue = Who::Can(Permission::ReadApprovals);
    let decide = Who::Queue(Permission::DecideApprovals);
    let many = Who::CanEither(Permission::DecideApprovals, Permission::DecideClaims);
    vec![
        plain("GET /deals", read, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/deals")) })
        }),
        plain("GET /deals/export", read, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/deals/export")) })
        }),
        plain("POST /deals", register, 201, |_, _, _| {
            Box::pin(async { Ok(Call::at("/deals").json(json!({ "customer_name": "Blauwerk" }))) })
        }),
        on_records("GET /deals/{id}", read, Sees::Tenant, 200, |world, _, tenant| {
            Box::pin(async move { Ok(Call::at(path(&submitted(world, tenant).await?))) })
        }),
        on_records("PUT /deals/{id}", register, Sees::Tenant, 200, |world, _, tenant| {
            Box::pin(async move { Ok(draft(world, tenant, "").await?.json(json!({ "notes": "More" }))) })
        }),
        on_records("DELETE /deals/{id}", register, Sees::Tenant, 204, |world, _, tenant| {
            Box::pin(async move { draft(world, tenant, "").await })
        }),
        on_records(
            "POST /deals/{id}/events",
            register,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    Ok(draft(world, tenant, "/events")
                        .await?
                        .json(json!({ "event": "submit" })))
                })
            },
        ),
        plain("POST /conflict_checks", register, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/conflict_checks").json(json!({ "customer_domain": "blauwerk.de" }))) })
        }),
        plain("GET /approvals", queue, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/approvals")) })
        }),
        on_records("GET /approvals/{id}", queue, Sees::Queue, 200, |world, _, tenant| {
            Box::pin(async move { item(world, tenant, "").await })
        }),
        on_records(
            "GET /approvals/{id}/deciders",
            decide,
            Sees::Queue,
            200,
            |world, _, tenant| Box::pin(async move { item(world, tenant, "/deciders").await }),
        ),
        on_records(
            "POST /approvals/{id}/decision",
            decide,
            Sees::Queue,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    Ok(item(world, tenant, "/decision")
                        .await?
                        .json(json!({ "decision": "approve" })))
                })
            },
        ),
        on_records(
            "POST /approvals/{id}/assignment",
            decide,
            Sees::Queue,
            200,
            |world, _, tenant| Box::pin(async move { Ok(item(world, tenant, "/assignment").await?.json(json!({}))) }),
        ),
        on_records(
            "POST /approvals/{id}/escalation",
            decide,
            Sees::Queue,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    Ok(item(world, tenant, "/escalation")
                        .await?
                        .json(json!({ "note": "Please" })))
                })
            },
        ),
        on_records(
            "POST /approvals/{id}/undo",
            decide,
            Sees::Queue,
            200,
            |world, role, tenant| Box::pin(decided(world, role, tenant)),
        )
        .by_role(),
        plain("POST /approvals/undos", many, 200, |_, _, _| {
            let items = json!([{ "id": Uuid::now_v7(), "version": 1 }]);
            Box::pin(async move { Ok(Call::at("/approvals/undos").json(json!({ "items": items }))) })
        }),
        plain("POST /approvals/decisions", many, 200, |_, _, _| {
            let items = json!([{ "id": Uuid::now_v7(), "version": 1 }]);
            let body = json!({ "items": items, "decision": { "decision": "approve" } });
            Box::pin(async { Ok(Call::at("/approvals/decisions").json(body)) })
        }),
    ]
}

pub(super) fn path(deal: &Deal) -> String {
    format!("/deals/{}", deal.summary.id)
}

/// A customer of its own, so that no registration meets another.
fn customer(app: &TestApp) -> DealDraft {
    let own = Uuid::now_v7().simple();
    fields(app, &format!("{own}"), &format!("{own}.example"))
}

/// A call on a draft that is complete.
pub(super) async fn draft(world: &World<'_>, tenant: Tenant, suffix: &str) -> TestResult<Call> {
    let partner = world.app.client(Role::PartnerMember, world.partner(tenant)).await?;
    let deal = begin(&partner, &customer(world.app)).await?;
    Ok(Call::at(format!("{}{suffix}", path(&deal))).version(deal.summary.version))
}

/// A registration that waits for its decision, once all that was queued with it is done.
pub(super) async fn submitted(world: &World<'_>, tenant: Tenant) -> TestResult<Deal> {
    let partner = world.app.client(Role::PartnerMember, world.partner(tenant)).await?;
    let deal = submit(&partner, &customer(world.app)).await?;
    settle(world.app).await?;
    Ok(deal)
}

/// Waits until no job is due any more, so that what jobs write is not taken for the call's doing.
pub(super) async fn settle(app: &TestApp) -> TestResult {
    app.settle().await
}

/// A call that takes a decision back: by who made it, where the role can make one.
async fn decided(world: &World<'_>, role: Role, tenant: Tenant) -> TestResult<Call> {
    let waits = item(world, tenant, "/decision").await?;
    let may = role == Role::ProgramAdmin || (role == Role::ChannelManager && tenant == Tenant::Own);
    let decider = if may { role } else { Role::ProgramAdmin };
    let decider = world.app.client(decider, world.app.north).await?;
    let version = waits.version.unwrap_or_default();
    let answer = decider
        .post_on(&waits.path, version, &json!({ "decision": "approve" }))
        .await?;
    let decided: ApprovalSummary = answer.expect(200)?;
    let undo = Call::at(waits.path.replace("/decision", "/undo"))
        .version(decided.version)
        .json(json!({}));
    Ok(if may { undo.by(decider) } else { undo })
}

/// A call on an item that waits.
async fn item(world: &World<'_>, tenant: Tenant, suffix: &str) -> TestResult<Call> {
    let deal = submitted(world, tenant).await?;
    let admin = world.app.client(Role::ProgramAdmin, world.app.north).await?;
    // The newest of the queue: earlier rows of the table have left some behind.
    let newest: entente_model::page::Page<ApprovalSummary> =
        admin.get("/approvals?sort=-submitted&limit=5").await?.expect(200)?;
    let item = match newest
        .items
        .into_iter()
        .find(|item| item.record.deal() == Some(deal.summary.id))
    {
        Some(item) => item,
        None => waiting(&admin, deal.summary.id).await?,
    };
    Ok(Call::at(format!("/approvals/{}{suffix}", item.id)).version(item.version))
}
