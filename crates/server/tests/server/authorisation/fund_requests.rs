//! Requests for money of funds, claims, and their items in the queue.

use super::deals::settle;
use super::table::{Call, Row, Sees, Tenant, Who, World, on_records, plain};
use crate::support::company::{PDF, upload};
use crate::support::funds::{
    begin, begin_claim, costs, fields, fund, grant, over, prove, submit, submit_claim, waiting,
};
use crate::support::{Client, TestResult};
use entente_model::approvals::{ApprovalRecord, ApprovalSummary};
use entente_model::deals::Attachment;
use entente_model::funds::activity::ProofKind;
use entente_model::funds::claim::FundClaim;
use entente_model::funds::request::{FundRequest, FundRequestDraft};
use entente_model::ids::FundRequestId;
use entente_model::people::{Permission, Role};
use serde_json::{Value, json};
use uuid::Uuid;

pub fn rows() -> Vec<Row> {
    let mut rows = of_requests();
    rows.extend(of_claims());
    rows.extend(of_items());
    rows
}

fn of_requests() -> Vec<Row> {
    let read = Who::Can(Permission::ReadFunds);
    let ask = Who::Can(Permission::RequestFunds);
    let attach = Who::CanEither(Permission::RequestFunds, Permission::DecideApprovals);
    let comment = Who::Can(Permission::CommentOnFunds);
    vec![
        plain("GET /fund_rules", read, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/fund_rules")) })
        }),
        plain("GET /fund_requests", read, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/fund_requests")) })
        }),
        plain("POST /fund_requests", ask, 201, |_, _, _| {
            Box::pin(async { Ok(Call::at("/fund_requests").json(json!({ "title": "Plant tour" }))) })
        }),
        on_records(
            "GET /fund_requests/{id}",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(async move { Ok(Call::at(path(&submitted(world, tenant).await?))) }),
        ),
        on_records("PUT /fund_requests/{id}", ask, Sees::Tenant, 200, |world, _, tenant| {
            Box::pin(async move { Ok(draft(world, tenant, "").await?.json(json!({ "title": "Tour" }))) })
        }),
        on_records(
            "DELETE /fund_requests/{id}",
            ask,
            Sees::Tenant,
            204,
            |world, _, tenant| Box::pin(draft(world, tenant, "")),
        ),
        on_records(
            "POST /fund_requests/{id}/events",
            ask,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                let body = json!({ "event": "submit" });
                Box::pin(async move { Ok(draft(world, tenant, "/events").await?.json(body)) })
            },
        ),
        on_records(
            "GET /fund_requests/{id}/activity",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(format!("{}/activity", path(&submitted(world, tenant).await?)))) })
            },
        ),
        on_records(
            "GET /fund_requests/{id}/comments",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(format!("{}/comments", path(&submitted(world, tenant).await?)))) })
            },
        ),
        on_records(
            "POST /fund_requests/{id}/comments",
            comment,
            Sees::Tenant,
            201,
            |world, _, tenant| {
                Box::pin(async move {
                    let path = path(&submitted(world, tenant).await?);
                    Ok(Call::at(format!("{path}/comments")).json(json!({ "body": "Hello" })))
                })
            },
        ),
        on_records(
            "POST /fund_requests/{id}/attachments",
            attach,
            Sees::Tenant,
            201,
            |world, _, tenant| {
                Box::pin(async move {
                    let request = submitted(world, tenant).await?;
                    let path = format!("{}/attachments?name=offer.pdf", path(&request));
                    Ok(Call::at(path).raw("application/pdf", PDF))
                })
            },
        ),
        on_records(
            "GET /fund_requests/{id}/attachments/{attachment_id}",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let request = path(&submitted(world, tenant).await?);
                    attached(world, tenant, &request).await
                })
            },
        ),
        on_records(
            "DELETE /fund_requests/{id}/attachments/{attachment_id}",
            ask,
            Sees::Tenant,
            204,
            |world, _, tenant| {
                Box::pin(async move {
                    let request = draft(world, tenant, "").await?.path;
                    attached(world, tenant, &request).await
                })
            },
        ),
        on_records(
            "POST /fund_requests/{id}/claims",
            ask,
            Sees::Tenant,
            201,
            |world, _, tenant| {
                Box::pin(async move {
                    let request = executed(world, tenant).await?;
                    Ok(Call::at(format!("/fund_requests/{request}/claims")).json(json!({})))
                })
            },
        ),
    ]
}

fn of_claims() -> Vec<Row> {
    let read = Who::Can(Permission::ReadFunds);
    let ask = Who::Can(Permission::RequestFunds);
    let prove = Who::CanEither(Permission::RequestFunds, Permission::DecideClaims);
    let comment = Who::Can(Permission::CommentOnFunds);
    vec![
        on_records("GET /fund_claims/{id}", read, Sees::Tenant, 200, |world, _, tenant| {
            Box::pin(async move { Ok(Call::at(claim_path(&claimed(world, tenant).await?))) })
        }),
        on_records("PUT /fund_claims/{id}", ask, Sees::Tenant, 200, |world, _, tenant| {
            Box::pin(async move { Ok(draft_claim(world, tenant, "").await?.json(json!({ "leads": 3 }))) })
        }),
        on_records(
            "DELETE /fund_claims/{id}",
            ask,
            Sees::Tenant,
            204,
            |world, _, tenant| Box::pin(draft_claim(world, tenant, "")),
        ),
        on_records(
            "POST /fund_claims/{id}/submission",
            ask,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(draft_claim(world, tenant, "/submission").await?.json(json!({}))) })
            },
        ),
        on_records(
            "GET /fund_claims/{id}/activity",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    Ok(Call::at(format!(
                        "{}/activity",
                        claim_path(&claimed(world, tenant).await?)
                    )))
                })
            },
        ),
        on_records(
            "GET /fund_claims/{id}/comments",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let path = claim_path(&claimed(world, tenant).await?);
                    Ok(Call::at(format!("{path}/comments")))
                })
            },
        ),
        on_records(
            "POST /fund_claims/{id}/comments",
            comment,
            Sees::Tenant,
            201,
            |world, _, tenant| {
                Box::pin(async move {
                    let path = claim_path(&claimed(world, tenant).await?);
                    Ok(Call::at(format!("{path}/comments")).json(json!({ "body": "Hello" })))
                })
            },
        ),
        on_records(
            "POST /fund_claims/{id}/proofs",
            prove,
            Sees::Tenant,
            201,
            |world, _, tenant| {
                Box::pin(async move {
                    let claim = claim_path(&claimed(world, tenant).await?);
                    let path = format!("{claim}/proofs?name=guests.pdf&kind=attendee_list");
                    Ok(Call::at(path).raw("application/pdf", PDF))
                })
            },
        ),
        on_records(
            "GET /fund_claims/{id}/proofs/{attachment_id}",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let claim = claimed(world, tenant).await?;
                    let file = claim.proofs.first().ok_or("a proof")?.file.id;
                    Ok(Call::at(format!("{}/proofs/{file}", claim_path(&claim))))
                })
            },
        ),
        on_records(
            "DELETE /fund_claims/{id}/proofs/{attachment_id}",
            ask,
            Sees::Tenant,
            204,
            |world, _, tenant| {
                Box::pin(async move {
                    let (partner, claim) = begun_claim(world, tenant).await?;
                    let file = prove_photo(&partner, &claim).await?;
                    Ok(Call::at(format!("{}/proofs/{file}", claim_path(&claim))))
                })
            },
        ),
    ]
}

/// The queue's operations on items of requests and of claims; all of them stand with the deals, too.
fn of_items() -> Vec<Row> {
    let queue = Who::Can(Permission::ReadApprovals);
    let decide = Who::Queue(Permission::DecideApprovals);
    let finance = Who::Queue(Permission::DecideClaims);
    vec![
        on_records("GET /approvals/{id}", queue, Sees::Queue, 200, |world, _, tenant| {
            Box::pin(request_item(world, tenant, "", json!(null)))
        }),
        on_records(
            "POST /approvals/{id}/decision",
            decide,
            Sees::Queue,
            200,
            |world, _, tenant| {
                Box::pin(request_item(
                    world,
                    tenant,
                    "/decision",
                    json!({ "decision": "approve" }),
                ))
            },
        ),
        on_records("GET /approvals/{id}", queue, Sees::Tenant, 200, |world, _, tenant| {
            Box::pin(claim_item(world, tenant, "", json!(null)))
        }),
        on_records(
            "GET /approvals/{id}/deciders",
            finance,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(claim_item(world, tenant, "/deciders", json!(null))),
        ),
        on_records(
            "POST /approvals/{id}/decision",
            finance,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(claim_item(world, tenant, "/decision", give_back())),
        ),
        on_records(
            "POST /approvals/{id}/assignment",
            finance,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(claim_item(world, tenant, "/assignment", json!({}))),
        ),
        on_records(
            "POST /approvals/{id}/escalation",
            finance,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(claim_item(world, tenant, "/escalation", json!({ "note": "Please" }))),
        ),
        on_records(
            "POST /approvals/{id}/undo",
            finance,
            Sees::Tenant,
            200,
            |world, role, tenant| Box::pin(decided(world, role, tenant)),
        )
        .by_role(),
    ]
}

fn path(request: &FundRequest) -> String {
    format!("/fund_requests/{}", request.summary.id)
}

fn claim_path(claim: &FundClaim) -> String {
    format!("/fund_claims/{}", claim.summary.id)
}

fn give_back() -> Value {
    json!({ "decision": "return", "reasons": ["proof_wanted"] })
}

/// A person of the tenant's partner, and a complete draft of theirs that a fund can pay.
async fn asker(world: &World<'_>, tenant: Tenant) -> TestResult<(Client, FundRequestDraft)> {
    let partner = world.app.client(Role::PartnerMember, world.partner(tenant)).await?;
    let fund = fund(world.app, 1_000_000).await?.id;
    grant(world.app, fund, world.partner(tenant), 1_000_000).await?;
    let title = format!("Tour {}", Uuid::now_v7());
    Ok((partner, fields(world.app, fund, &title)))
}

/// A call on a draft that is complete.
async fn draft(world: &World<'_>, tenant: Tenant, suffix: &str) -> TestResult<Call> {
    let (partner, fields) = asker(world, tenant).await?;
    let request = begin(&partner, &fields).await?;
    Ok(Call::at(format!("{}{suffix}", path(&request))).version(request.summary.version))
}

/// A request that waits for its decision, once all that was queued with it is done.
async fn submitted(world: &World<'_>, tenant: Tenant) -> TestResult<FundRequest> {
    let (partner, fields) = asker(world, tenant).await?;
    let request = submit(&partner, &fields).await?;
    settle(world.app).await?;
    Ok(request)
}

/// A call on a file that a colleague has attached.
async fn attached(world: &World<'_>, tenant: Tenant, request: &str) -> TestResult<Call> {
    let partner = world.app.client(Role::PartnerMember, world.partner(tenant)).await?;
    let file = upload(&partner, &format!("{request}/attachments?name=offer.pdf"), PDF).await?;
    let file: Attachment = file.expect(201)?;
    Ok(Call::at(format!("{request}/attachments/{}", file.id)))
}

/// A request whose activity is over.
async fn executed(world: &World<'_>, tenant: Tenant) -> TestResult<FundRequestId> {
    let fund = fund(world.app, 0).await?.id;
    over(world.app, world.partner(tenant), fund).await
}

async fn begun_claim(world: &World<'_>, tenant: Tenant) -> TestResult<(Client, FundClaim)> {
    let request = executed(world, tenant).await?;
    let partner = world.app.client(Role::PartnerMember, world.partner(tenant)).await?;
    // An invoice of its own, so that no claim meets another.
    let costs = costs(world.app, &Uuid::now_v7().simple().to_string());
    let claim = begin_claim(&partner, request, &costs).await?;
    Ok((partner, claim))
}

async fn prove_photo(partner: &Client, claim: &FundClaim) -> TestResult<String> {
    let file = prove(partner, claim.summary.id, ProofKind::Photo).await?;
    Ok(file.file.id.to_string())
}

/// A call on a claim that is complete.
async fn draft_claim(world: &World<'_>, tenant: Tenant, suffix: &str) -> TestResult<Call> {
    let (_, claim) = begun_claim(world, tenant).await?;
    Ok(Call::at(format!("{}{suffix}", claim_path(&claim))).version(claim.summary.version))
}

/// A claim that waits for finance, once all that was queued with it is done.
async fn claimed(world: &World<'_>, tenant: Tenant) -> TestResult<FundClaim> {
    let (partner, claim) = begun_claim(world, tenant).await?;
    let claim: FundClaim = submit_claim(&partner, &claim).await?.expect(200)?;
    settle(world.app).await?;
    Ok(claim)
}

/// A call on the item of a request that waits, with a body unless that is null.
async fn request_item(world: &World<'_>, tenant: Tenant, suffix: &'static str, body: Value) -> TestResult<Call> {
    let request = submitted(world, tenant).await?;
    item(world, ApprovalRecord::FundRequest(request.summary.id), suffix, body).await
}

/// The same on the item of a claim.
async fn claim_item(world: &World<'_>, tenant: Tenant, suffix: &'static str, body: Value) -> TestResult<Call> {
    let claim = claimed(world, tenant).await?;
    item(world, ApprovalRecord::FundClaim(claim.summary.id), suffix, body).await
}

async fn item(world: &World<'_>, record: ApprovalRecord, suffix: &str, body: Value) -> TestResult<Call> {
    let admin = world.app.client(Role::ProgramAdmin, world.app.north).await?;
    let item = waiting(&admin, record).await?;
    let call = Call::at(format!("/approvals/{}{suffix}", item.id)).version(item.version);
    Ok(if body.is_null() { call } else { call.json(body) })
}

/// A call that takes a decision on a claim back: by who made it, where the role can make one.
async fn decided(world: &World<'_>, role: Role, tenant: Tenant) -> TestResult<Call> {
    let waits = claim_item(world, tenant, "/decision", json!(null)).await?;
    let decider = world.app.client(Role::Finance, world.app.north).await?;
    let version = waits.version.unwrap_or_default();
    let answer = decider.post_on(&waits.path, version, &give_back()).await?;
    let decided: ApprovalSummary = answer.expect(200)?;
    let undo = Call::at(waits.path.replace("/decision", "/undo"))
        .version(decided.version)
        .json(json!({}));
    Ok(if role == Role::Finance { undo.by(decider) } else { undo })
}
