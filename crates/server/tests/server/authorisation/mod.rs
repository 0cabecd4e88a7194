//! Every operation × every role × two tenants: who may do what, and what the others are told.
//!
//! A feature's rows stand in a file of its own. The test fails when the API's document has an operation that no row names.

mod applications;
mod deals;
mod following;
mod fund_requests;
mod fund_returns;
mod funds;
mod journeys;
mod partners;
mod payments;
mod people;
mod records;
mod table;

use crate::support::{Answer, Client, TestApp, TestResult};
use entente_model::approvals::undo::UNDO_SECONDS;
use entente_model::people::Role;
use entente_model::problem::Code;
use entente_server::http::router::document;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};
use table::{Call, Row, Sees, Tenant, Who, World};

/// The rows of every feature.
fn rows() -> Vec<Row> {
    [
        people::rows(),
        applications::rows(),
        journeys::rows(),
        deals::rows(),
        following::rows(),
        funds::rows(),
        fund_requests::rows(),
        fund_returns::rows(),
        partners::rows(),
        payments::rows(),
        records::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn every_operation_has_its_row() {
    let named: BTreeSet<String> = rows().iter().map(|row| row.operation.to_owned()).collect();
    let mut documented = BTreeSet::new();
    for (path, item) in document().paths.paths {
        let path = path.strip_prefix("/api/v1").unwrap_or(&path).to_owned();
        let operations = [
            ("GET", item.get),
            ("PUT", item.put),
            ("POST", item.post),
            ("DELETE", item.delete),
            ("PATCH", item.patch),
        ];
        documented.extend(
            operations
                .into_iter()
                .filter(|(_, operation)| operation.is_some())
                .map(|(method, _)| format!("{method} {path}")),
        );
    }
    let missing: Vec<_> = documented.difference(&named).collect();
    let gone: Vec<_> = named.difference(&documented).collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
    assert!(gone.is_empty(), "a row for what there is not: {gone:?}");
}

on_both_databases!(everybody_may_do_what_the_table_says, async |app| {
    let world = World::new(app).await?;
    for row in rows() {
        check(&world, &row)
            .await
            .map_err(|error| format!("{}: {error}", row.operation))?;
    }
    Ok(())
});

async fn check(world: &World<'_>, row: &Row) -> TestResult {
    let first = (row.call)(world, Role::PartnerAdmin, Tenant::Own).await?;
    let visitor = send(&world.visitor, row, &first).await?;
    if row.who == Who::Anybody {
        visitor.is(row.ok)?;
        return Ok(());
    }
    if row.who == Who::Applicant {
        visitor.refused(Code::ApplicationLinkRequired)?;
        return applicants_alone(world, row, &first).await;
    }
    visitor.refused(Code::SignInRequired)?;
    // What was refused or has only read has changed nothing: others may try the same call.
    let mut unchanged = BTreeMap::from([(Tenant::Own, first)]);
    for role in Role::ALL {
        for tenant in [Tenant::Own, Tenant::Foreign] {
            if tenant == Tenant::Foreign && row.sees == Sees::Nothing {
                continue;
            }
            let_decisions_stand(world.app).await?;
            let changes = row.is_done(role, tenant) && !row.operation.starts_with("GET ");
            let call = match unchanged.get(&tenant) {
                Some(call) if !changes && !row.by_role => call.clone(),
                _ => (row.call)(world, role, tenant).await?,
            };
            one(world, row, role, tenant, &call)
                .await
                .map_err(|error| format!("{role:?}, {tenant:?}: {error}"))?;
            if !changes {
                unchanged.insert(tenant, call);
            }
        }
    }
    Ok(())
}

/// No session does in an applicant's place; the applicant's browser does without one.
async fn applicants_alone(world: &World<'_>, row: &Row, call: &Call) -> TestResult {
    deals::settle(world.app).await?;
    let before = written(world.app).await?;
    for role in Role::ALL {
        let client = world.app.client(role, world.app.north).await?;
        let answer = send(&client, row, call).await?;
        answer.refused(Code::ApplicationLinkRequired)?;
    }
    assert_eq!(before, written(world.app).await?, "something was written");
    let applicant = call.by.as_ref().ok_or("a call by an applicant")?;
    send(applicant, row, call).await?.is(row.ok)?;
    Ok(())
}

async fn one(world: &World<'_>, row: &Row, role: Role, tenant: Tenant, call: &Call) -> TestResult {
    // Some operations end the session that they are done in.
    let client = match &call.by {
        Some(client) => client.clone(),
        None => world.app.client(role, world.app.north).await?,
    };
    deals::settle(world.app).await?;
    let before = written(world.app).await?;
    let answer = send(&client, row, call).await?;
    if !row.who.includes(role) {
        answer.refused(Code::Forbidden)?;
    } else if !row.is_visible(role, tenant) {
        answer.refused(Code::NotFound)?;
        let unknown = Call {
            path: call.with_unknown_id(),
            ..call.clone()
        };
        let unknown = send(&client, row, &unknown).await?;
        assert_eq!(answer.body, unknown.body, "a foreign id is told from an unknown one");
        assert_eq!(answer.status, unknown.status);
    } else if !row.who.includes_there(role) {
        answer.refused(Code::Forbidden)?;
    } else {
        answer.is(row.ok)?;
        return Ok(());
    }
    assert_eq!(before, written(world.app).await?, "something was written");
    Ok(())
}

/// Lets what waits for earlier decisions to stand be done, so that it is not taken for the call's doing.
async fn let_decisions_stand(app: &TestApp) -> TestResult {
    use entente_server::store::entities::jobs::{Column, Entity};
    let waiting = Entity::find()
        .filter(Column::State.eq("pending"))
        .filter(Column::Kind.is_in(["deal_notice", "fund_notice"]));
    if waiting.count(app.state.database.read()).await? == 0 {
        return Ok(());
    }
    app.clock.advance(chrono::Duration::seconds(i64::from(UNDO_SECONDS)));
    app.state.database.job_added().notify_one();
    deals::settle(app).await
}

/// How many audit entries and queued jobs there are: every write leaves one.
async fn written(app: &TestApp) -> TestResult<(u64, u64)> {
    use entente_server::store::entities::{audit, jobs};
    let database = app.state.database.read();
    Ok((
        audit::Entity::find().count(database).await?,
        jobs::Entity::find().count(database).await?,
    ))
}

async fn send(client: &Client, row: &Row, call: &Call) -> TestResult<Answer> {
    let method: reqwest::Method = row.operation.split(' ').next().unwrap_or_default().parse()?;
    let mut request = client.request(method.clone(), &call.path);
    if method == reqwest::Method::POST {
        request = request.key(&uuid::Uuid::now_v7().to_string());
    }
    if let Some(version) = call.version {
        request = request.version(version);
    }
    request = match (&call.json, &call.raw) {
        (Some(json), _) => request.json(json),
        (None, Some((media_type, bytes))) => request.body(media_type, bytes.clone()),
        (None, None) => request,
    };
    let response = request.stream().await?;
    let (status, headers) = (response.status(), response.headers().clone());
    let endless = headers
        .get("content-type")
        .is_some_and(|value| value == "text/event-stream");
    let body = if endless {
        Vec::new()
    } else {
        response.bytes().await?.to_vec()
    };
    Ok(Answer { status, headers, body })
}
