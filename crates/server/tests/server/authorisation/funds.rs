//! Funds and their books.

use super::table::{Call, Row, Sees, Tenant, Who, World, on_records, plain};
use crate::support::TestResult;
use entente_model::funds::allocation_preview::AllocationPreview;
use entente_model::funds::fund::Fund;
use entente_model::people::{Permission, Role};
use serde_json::{Value, json};

pub fn rows() -> Vec<Row> {
    let read = Who::Can(Permission::ReadFunds);
    let manage = Who::Can(Permission::ManageFunds);
    vec![
        plain("GET /funds", read, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/funds")) })
        }),
        plain("POST /funds", manage, 201, |_, _, _| {
            Box::pin(async { Ok(Call::at("/funds").json(json!({"fields": fields(), "minor": 5}))) })
        }),
        on_records("GET /funds/{id}", read, Sees::Given, 200, |world, _, tenant| {
            Box::pin(async move { Ok(Call::at(path(&fund(world, tenant).await?))) })
        }),
        on_records("PUT /funds/{id}", manage, Sees::Given, 200, |world, _, tenant| {
            Box::pin(async move {
                let fund = fund(world, tenant).await?;
                Ok(Call::at(path(&fund)).version(fund.version).json(fields()))
            })
        }),
        on_records(
            "POST /funds/{id}/bookings",
            manage,
            Sees::Given,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let body = json!({"kind": "fund", "minor": 7, "note": "More"});
                    Ok(Call::at(format!("{}/bookings", path(&fund(world, tenant).await?))).json(body))
                })
            },
        ),
        on_records("GET /funds/{id}/entries", read, Sees::Given, 200, |world, _, tenant| {
            Box::pin(async move { Ok(Call::at(format!("{}/entries", path(&fund(world, tenant).await?)))) })
        }),
        on_records(
            "GET /funds/{id}/balances",
            Who::Can(Permission::ReadPartners),
            Sees::Given,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(format!("{}/balances", path(&fund(world, tenant).await?)))) })
            },
        ),
        plain("GET /fund_outlook", read, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/fund_outlook")) })
        }),
        on_records(
            "GET /funds/{id}/allocation",
            manage,
            Sees::Given,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(format!("{}/allocation", path(&fund(world, tenant).await?)))) })
            },
        ),
        on_records(
            "POST /funds/{id}/allocation",
            manage,
            Sees::Given,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let path = format!("{}/allocation", path(&fund(world, tenant).await?));
                    let admin = world.app.client(Role::ProgramAdmin, world.app.north).await?;
                    let seen: AllocationPreview = admin.get(&path).await?.expect(200)?;
                    Ok(Call::at(path).json(json!({"basis": seen.basis})))
                })
            },
        ),
        on_records(
            "GET /funds/{id}/allocation/export",
            manage,
            Sees::Given,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let fund = fund(world, tenant).await?;
                    Ok(Call::at(format!("{}/allocation/export", path(&fund))))
                })
            },
        ),
        on_records(
            "GET /funds/{id}/closing",
            manage,
            Sees::Given,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(format!("{}/closing", path(&fund(world, tenant).await?)))) })
            },
        ),
        on_records(
            "POST /funds/{id}/closing",
            manage,
            Sees::Given,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let fund = fund(world, tenant).await?;
                    Ok(Call::at(format!("{}/closing", path(&fund)))
                        .version(fund.version)
                        .json(json!({})))
                })
            },
        ),
    ]
}

fn path(fund: &Fund) -> String {
    format!("/funds/{}", fund.id)
}

fn fields() -> Value {
    json!({
        "name": "Growth", "currency": "EUR", "starts_on": "2026-07-01", "ends_on": "2026-09-30",
        "rule": {"revenue_per_mille": 30, "performance_per_mille": 250, "target_return": 3000, "grants": [{"tier": "gold", "minor": 50}], "smallest": 0},
    })
}

/// A fund in which the tenant's partner alone was given something.
async fn fund(world: &World<'_>, tenant: Tenant) -> TestResult<Fund> {
    let admin = world.app.client(Role::ProgramAdmin, world.app.north).await?;
    let fund: Fund = admin
        .post("/funds", &json!({"fields": fields(), "minor": 1_000}))
        .await?
        .expect(201)?;
    let grant = json!({"kind": "grant", "partner_id": world.partner(tenant), "minor": 10, "note": "Agreed"});
    let booked = admin.post(&format!("{}/bookings", path(&fund)), &grant).await?;
    booked.expect(200)
}
