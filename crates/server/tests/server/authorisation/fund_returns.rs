//! What came of activities, and reports of what came back.

use super::table::{Call, Row, Sees, Tenant, Who, World, on_records, plain};
use crate::support::funds::{fund, over, read};
use crate::support::{TestResult, registration};
use entente_model::funds::request::FundRequest;
use entente_model::people::{Permission, Role};
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

pub fn rows() -> Vec<Row> {
    let read = Who::Can(Permission::ReadFunds);
    let ask = Who::Can(Permission::RequestFunds);
    let decide = Who::Can(Permission::ReadApprovals);
    vec![
        plain("GET /fund_returns", read, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/fund_returns?by=partner")) })
        }),
        plain("GET /fund_returns/export", read, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/fund_returns/export?by=period")) })
        }),
        plain("GET /fund_history", read, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/fund_history")) })
        }),
        on_records(
            "GET /fund_requests/{id}/background",
            decide,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(executed(world, tenant, "/background").await?.path)) })
            },
        ),
        on_records(
            "PUT /fund_requests/{id}/results",
            ask,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(executed(world, tenant, "/results").await?.json(json!({ "leads": 3 }))) })
            },
        ),
        on_records(
            "PUT /fund_requests/{id}/deals/{deal_id}",
            ask,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(with_deal(world, tenant)),
        ),
        on_records(
            "DELETE /fund_requests/{id}/deals/{deal_id}",
            ask,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(linked(world, tenant)),
        ),
    ]
}

/// A call on a request whose activity is over.
async fn executed(world: &World<'_>, tenant: Tenant, suffix: &str) -> TestResult<Call> {
    let fund = fund(world.app, 0).await?.id;
    let partner = world.partner(tenant);
    let id = over(world.app, partner, fund).await?;
    let request = read(&world.app.client(Role::PartnerMember, partner).await?, id).await?;
    Ok(Call::at(format!("/fund_requests/{id}{suffix}")).version(request.summary.version))
}

/// The same with a deal of the partner's.
async fn with_deal(world: &World<'_>, tenant: Tenant) -> TestResult<Call> {
    let partner = world.app.client(Role::PartnerMember, world.partner(tenant)).await?;
    // A customer of its own, so that no registration meets another.
    let name = Uuid::now_v7().simple().to_string();
    let fields = registration::fields(world.app, &name, &format!("{name}.example"));
    let deal = registration::submit(&partner, &fields).await?;
    super::deals::settle(world.app).await?;
    executed(world, tenant, &format!("/deals/{}", deal.summary.id)).await
}

/// The same with a deal that is linked.
async fn linked(world: &World<'_>, tenant: Tenant) -> TestResult<Call> {
    let mut call = with_deal(world, tenant).await?;
    let partner = world.app.client(Role::PartnerMember, world.partner(tenant)).await?;
    let link = partner.request(Method::PUT, &call.path);
    let link = link.version(call.version.unwrap_or_default());
    let request: FundRequest = link.send().await?.expect(200)?;
    call.version = Some(request.summary.version);
    Ok(call)
}
