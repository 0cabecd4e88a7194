//! Funds, requests and claims as tests make them.

use super::company::{PDF, upload};
use super::{Answer, Client, TestApp, TestResult};
use chrono::{Duration, NaiveDate};
use entente_model::approvals::{ApprovalRecord, ApprovalSummary, Decision};
use entente_model::funds::FundActor;
use entente_model::funds::activity::{ActivityRun, ActivityType, CostCategory, ProofKind};
use entente_model::funds::claim::{ClaimDraft, ClaimFile, ClaimLine, FundClaim};
use entente_model::funds::fund::Fund;
use entente_model::funds::ledger::{AccountKind, Balance};
use entente_model::funds::request::{
    BudgetLine, FundRequest, FundRequestDraft, FundRequestFacts, FundRequestOccurrence, FundRequestTerms, apply,
};
use entente_model::ids::{ClaimId, FundId, FundRequestId, PartnerId, PaymentId, UserId};
use entente_model::money::Money;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_server::auth::Scope;
use entente_server::funds::claims::payment;
use entente_server::store::entities::{
    approvals, fund_accounts, fund_requests, ledger_entries, ledger_transactions, partners,
};
use entente_server::work::Work;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The day, in UTC.
pub fn today(app: &TestApp) -> NaiveDate {
    app.state.database.now().date_naive()
}

/// Lets days pass, and what waits for them be done; people sign in anew after that.
pub async fn later(app: &TestApp, days: i64) -> TestResult {
    pass(app, Duration::days(days)).await
}

/// Lets time pass, and what waits for it be done.
pub async fn pass(app: &TestApp, time: Duration) -> TestResult {
    app.clock.advance(time);
    app.state.database.job_added().notify_one();
    app.settle().await
}

/// Lets the ten seconds pass in which a decision can be taken back, and what waited for that begin.
pub fn stand(app: &TestApp) {
    app.clock.advance(Duration::seconds(11));
    app.state.database.job_added().notify_one();
}

/// Waits until a mail with this subject has gone out.
pub async fn mailed(app: &TestApp, subject: &str) -> TestResult {
    app.eventually(async || {
        let mails = app.mails()?;
        Ok(mails.iter().any(|mail| mail.contains(subject)).then_some(()))
    })
    .await
}

/// A fund in euros whose period holds all that tests plan.
pub async fn fund(app: &TestApp, minor: i64) -> TestResult<Fund> {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    fund_in(app, &admin, "EUR", minor).await
}

/// The same in a currency, made by somebody who is there already.
pub async fn fund_in(app: &TestApp, admin: &Client, currency: &str, minor: i64) -> TestResult<Fund> {
    let fields = json!({
        "name": "Growth DACH", "currency": currency,
        "starts_on": today(app) - Duration::days(60), "ends_on": today(app) + Duration::days(300),
        "rule": {"revenue_per_mille": 30, "performance_per_mille": 250, "target_return": 3000, "grants": [], "smallest": 0},
    });
    let body = json!({"fields": fields, "minor": minor});
    admin.post("/funds", &body).await?.expect(201)
}

/// Gives a partner some of it.
pub async fn grant(app: &TestApp, fund: FundId, partner: PartnerId, minor: i64) -> TestResult {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    grant_by(&admin, fund, partner, minor).await
}

/// The same by somebody who is there already.
pub async fn grant_by(admin: &Client, fund: FundId, partner: PartnerId, minor: i64) -> TestResult {
    let body = json!({"kind": "grant", "partner_id": partner, "minor": minor, "note": "Agreed"});
    admin.post(&format!("/funds/{fund}/bookings"), &body).await?.is(200)?;
    Ok(())
}

/// A fund with 100,000.00 EUR, of which 10,000.00 are north's.
pub async fn fund_of_north(app: &TestApp) -> TestResult<FundId> {
    let made = fund(app, 10_000_000).await?;
    grant(app, made.id, app.north, 1_000_000).await?;
    Ok(made.id)
}

/// What a partner has in a fund.
pub async fn balance(app: &TestApp, fund: FundId) -> TestResult<Balance> {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let fund: Fund = partner.get(&format!("/funds/{fund}")).await?.expect(200)?;
    Ok(fund.balance.ok_or("no balance")?)
}

fn cost(category: CostCategory, minor: i64) -> BudgetLine {
    BudgetLine {
        category: Some(category),
        description: String::new(),
        minor,
    }
}

/// A field event in 20 days that costs 12,000.00 EUR, of which half is asked for.
pub fn fields(app: &TestApp, fund: FundId, title: &str) -> FundRequestDraft {
    FundRequestDraft {
        fund_id: Some(fund),
        activity: Some(ActivityType::FieldEvent),
        title: title.to_owned(),
        starts_on: Some(today(app) + Duration::days(20)),
        ends_on: Some(today(app) + Duration::days(21)),
        audience: "Heads of production".to_owned(),
        plan: "A tour of the plant, two talks, dinner.".to_owned(),
        currency: "EUR".to_owned(),
        lines: vec![
            cost(CostCategory::Venue, 700_000),
            cost(CostCategory::Catering, 500_000),
        ],
        asked: Some(600_000),
        expected_leads: Some(25),
        expected_pipeline: Some(Money::new(20_000_000, "EUR")),
        lead_definition: "Has a plant and a budget this year".to_owned(),
        target_accounts: Vec::new(),
        run: ActivityRun::Partner {},
    }
}

/// A draft begun by a client.
pub async fn begin(client: &Client, fields: &FundRequestDraft) -> TestResult<FundRequest> {
    client.post("/fund_requests", fields).await?.expect(201)
}

/// Lets an event happen to a request as it was read.
pub async fn happen(client: &Client, request: &FundRequest, event: &Value) -> TestResult<Answer> {
    let path = format!("/fund_requests/{}/events", request.summary.id);
    client.post_on(&path, request.summary.version, event).await
}

/// A request handed in by a client.
pub async fn submit(client: &Client, fields: &FundRequestDraft) -> TestResult<FundRequest> {
    let request = begin(client, fields).await?;
    happen(client, &request, &json!({"event": "submit"})).await?.expect(200)
}

/// A request as it stands.
pub async fn read(client: &Client, id: FundRequestId) -> TestResult<FundRequest> {
    client.get(&format!("/fund_requests/{id}")).await?.expect(200)
}

/// A claim as it stands.
pub async fn read_claim(client: &Client, id: ClaimId) -> TestResult<FundClaim> {
    client.get(&format!("/fund_claims/{id}")).await?.expect(200)
}

/// The item that waits about a record.
pub async fn waiting(client: &Client, record: ApprovalRecord) -> TestResult<ApprovalSummary> {
    let kind = match record {
        ApprovalRecord::FundClaim(_) => "fund_claim",
        _ => "fund_request",
    };
    let path = format!("/approvals?kind={kind}&sort=-submitted&limit=100");
    let page: Page<ApprovalSummary> = client.get(&path).await?.expect(200)?;
    let found = page.items.into_iter().find(|item| item.record == record);
    found.ok_or_else(|| "nothing waits about it".into())
}

/// Decides what waits about a record.
pub async fn decide(client: &Client, record: ApprovalRecord, decision: &Decision) -> TestResult<Answer> {
    let item = waiting(client, record).await?;
    let path = format!("/approvals/{}/decision", item.id);
    client.post_on(&path, item.version, decision).await
}

/// Yes.
pub fn approve() -> Decision {
    Decision::Approve { message: String::new() }
}

/// Yes, to so much.
pub fn approve_part(minor: i64) -> Decision {
    Decision::ApprovePart {
        minor,
        message: "Less than you asked for".to_owned(),
    }
}

/// A request of north's that was approved for so much.
pub async fn approved(app: &TestApp, fund: FundId, title: &str, decision: &Decision) -> TestResult<FundRequestId> {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let request = submit(&partner, &fields(app, fund, title)).await?;
    let id = request.summary.id;
    decide(&manager, ApprovalRecord::FundRequest(id), decision)
        .await?
        .is(200)?;
    Ok(id)
}

/// What the activity of [`fields`] cost, with the invoices of two suppliers.
pub fn costs(app: &TestApp, number: &str) -> ClaimDraft {
    let line = |line: u32, supplier: &str, minor: i64| ClaimLine {
        line: Some(line),
        invoice_number: number.to_owned(),
        supplier: supplier.to_owned(),
        invoiced_on: Some(today(app) - Duration::days(1)),
        minor,
    };
    ClaimDraft {
        lines: vec![line(0, "Hall & Co.", 700_000), line(1, "Dinner GmbH", 500_000)],
        leads: Some(31),
        pipeline: Some(Money::new(18_000_000, "EUR")),
        won: None,
        lessons: "Two talks were one too many.".to_owned(),
    }
}

/// A claim with a file of each kind of proof.
pub async fn begin_claim(client: &Client, request: FundRequestId, fields: &ClaimDraft) -> TestResult<FundClaim> {
    let path = format!("/fund_requests/{request}/claims");
    let claim: FundClaim = client.post(&path, fields).await?.expect(201)?;
    let id = claim.summary.id;
    for kind in [
        ProofKind::Invoice,
        ProofKind::AttendeeList,
        ProofKind::Photo,
        ProofKind::Agenda,
    ] {
        prove(client, id, kind).await?;
    }
    read_claim(client, id).await
}

/// Attaches a file that proves something.
pub async fn prove(client: &Client, claim: ClaimId, kind: ProofKind) -> TestResult<ClaimFile> {
    let path = format!("/fund_claims/{claim}/proofs?name=proof.pdf&kind={}", kind.as_str());
    upload(client, &path, PDF).await?.expect(201)
}

/// Hands a claim in as it was read.
pub async fn submit_claim(client: &Client, claim: &FundClaim) -> TestResult<Answer> {
    let path = format!("/fund_claims/{}/submission", claim.summary.id);
    client.post_on(&path, claim.summary.version, &json!({})).await
}

/// Lets the bank pay a claim.
pub async fn pay(app: &TestApp, claim: ClaimId, payment: PaymentId) -> TestResult {
    let settings = app.state.settings.in_effect(&app.state.database).await?;
    let input = (claim, payment, settings);
    let paid = app
        .state
        .database
        .write(&Scope::for_tests(), input, |tx, (claim, payment, settings)| {
            Box::pin(async move {
                let mut work = Work::new(tx, settings);
                payment::paid(&mut work, *claim, *payment).await?;
                work.leave(tx)
            })
        });
    Ok(paid.await?)
}

/// Lets a payment come back.
pub async fn bounce(app: &TestApp, claim: ClaimId, payment: PaymentId) -> TestResult {
    let settings = app.state.settings.in_effect(&app.state.database).await?;
    let input = (claim, payment, settings);
    let bounced = app
        .state
        .database
        .write(&Scope::for_tests(), input, |tx, (claim, payment, settings)| {
            Box::pin(async move {
                let mut work = Work::new(tx, settings);
                payment::bounced(&mut work, *claim, *payment, "AC04").await?;
                work.leave(tx)
            })
        });
    Ok(bounced.await?)
}

/// A request whose activity is over, as a row alone: nothing is booked for it. The activity needs an invoice and no other proof.
pub async fn over(app: &TestApp, partner: PartnerId, fund: FundId) -> TestResult<FundRequestId> {
    let settings = app.state.settings.in_effect(&app.state.database).await?;
    let funds = &settings.settings.funds;
    let id = Uuid::now_v7();
    let (began, ended) = (today(app) - Duration::days(10), today(app) - Duration::days(9));
    let draft = FundRequestDraft {
        activity: Some(ActivityType::Other),
        starts_on: Some(began),
        ends_on: Some(ended),
        ..fields(app, fund, &format!("Dinner {id}"))
    };
    let terms = FundRequestTerms {
        starts_on: began,
        ends_on: ended,
        planned: 1_200_000,
        asked: 600_000,
        currency: "EUR".to_owned(),
        share_per_mille: 500,
        fund_currency: "EUR".to_owned(),
    };
    let asker = FundActor::Partner(UserId(Uuid::now_v7()));
    let manager = FundActor::Vendor(UserId(Uuid::now_v7()));
    let mut facts = FundRequestFacts::draft();
    for (days, occurrence, actor) in [
        (40, FundRequestOccurrence::Submit(terms), asker),
        (39, FundRequestOccurrence::Decide(approve()), manager),
        (1, FundRequestOccurrence::Start, FundActor::Portal),
    ] {
        let at = app.state.database.now() - Duration::days(days);
        let step = apply(&facts, &occurrence, actor, at, funds, at, at.date_naive());
        facts = step.map_err(|refusal| format!("{refusal:?}"))?.facts;
    }
    let row = partners::Entity::find_by_id(partner.0)
        .one(app.state.database.read())
        .await?;
    let partner = row.ok_or("a partner")?;
    let now = app.state.database.now();
    let deadline = facts.progress.claim_deadline.ok_or("a deadline")?;
    let row = fund_requests::Model {
        id,
        reference: entente_server::deals::reference(id),
        fund_id: Some(fund.0),
        partner_id: partner.id,
        region: partner.region,
        owner_id: Uuid::now_v7(),
        owner_name: "Petra Vogel".to_owned(),
        state: facts.state.as_str().to_owned(),
        activity: "other".to_owned(),
        title: draft.title.clone(),
        search: String::new(),
        starts_on: began,
        ends_on: ended,
        currency: "EUR".to_owned(),
        asked_minor: 600_000,
        fields: serde_json::to_string(&draft)?,
        progress: serde_json::to_string(&facts.progress)?,
        settings_id: Some(settings.id.0),
        reserved_minor: 0,
        payable_minor: 0,
        paid_minor: 0,
        due_at: None,
        claim_deadline: deadline,
        submitted_at: now,
        updated_at: now,
        created_at: now,
        version: 4,
        results: "{}".to_owned(),
        tier: partner.tier,
        approved_on: facts.progress.approved_on,
        decision_days: None,
        payment_days: None,
        leads: 0,
        pipeline_currency: String::new(),
        pipeline_minor: 0,
        won_currency: String::new(),
        won_minor: 0,
    };
    app.insert(row.into_active_model()).await?;
    Ok(FundRequestId(id))
}

/// The last item of the queue about a record, decided or not; none before it was handed in.
pub async fn item(app: &TestApp, record: ApprovalRecord) -> TestResult<Option<approvals::Model>> {
    let (column, id) = match record {
        ApprovalRecord::FundRequest(id) => (approvals::Column::FundRequestId, id.0),
        ApprovalRecord::FundClaim(id) => (approvals::Column::FundClaimId, id.0),
        _ => return Err("a record of no fund".into()),
    };
    let newest = approvals::Entity::find()
        .filter(column.eq(id))
        .order_by_desc(approvals::Column::Id);
    Ok(newest.one(app.state.database.read()).await?)
}

/// That the rows of the books agree with each other: transactions sum to zero, accounts hold the sum of their entries, and so does each
/// request.
pub async fn check_books(app: &TestApp) -> TestResult {
    check_books_of(app, None).await
}

/// The same of one fund, or of all.
pub async fn check_books_of(app: &TestApp, fund: Option<FundId>) -> TestResult {
    let (mut entries, mut transactions) = (ledger_entries::Entity::find(), ledger_transactions::Entity::find());
    let (mut accounts, mut requests) = (fund_accounts::Entity::find(), fund_requests::Entity::find());
    if let Some(fund) = fund {
        entries = entries.filter(ledger_entries::Column::FundId.eq(fund.0));
        transactions = transactions.filter(ledger_transactions::Column::FundId.eq(fund.0));
        accounts = accounts.filter(fund_accounts::Column::FundId.eq(fund.0));
        requests = requests.filter(fund_requests::Column::FundId.eq(fund.0));
    }
    let db = app.state.database.read();
    let mut by_transaction: BTreeMap<_, i64> = BTreeMap::new();
    let mut by_account: BTreeMap<_, i64> = BTreeMap::new();
    let mut by_request: BTreeMap<_, i64> = BTreeMap::new();
    for row in entries.all(db).await? {
        *by_transaction.entry(row.transaction_id).or_default() += row.minor;
        if let Some(request) = row.request_id {
            *by_request.entry((request, row.account.clone())).or_default() += row.minor;
        }
        *by_account
            .entry((row.fund_id, row.partner_id, row.account))
            .or_default() += row.minor;
    }
    assert!(by_transaction.values().all(|sum| *sum == 0));
    let transactions = transactions.count(db).await?;
    assert_eq!(transactions, by_transaction.len() as u64);
    for row in accounts.all(db).await? {
        assert!(row.balance >= 0 || row.kind == AccountKind::Budget.as_str());
        let sum = by_account.remove(&(row.fund_id, row.partner_id, row.kind.clone()));
        assert_eq!(sum.unwrap_or(0), row.balance, "{} of {}", row.kind, row.partner_id);
    }
    assert!(by_account.values().all(|sum| *sum == 0), "entries of no account");
    for row in requests.all(db).await? {
        for (account, held) in [
            (AccountKind::Reserved, row.reserved_minor),
            (AccountKind::Payable, row.payable_minor),
            (AccountKind::Paid, row.paid_minor),
        ] {
            let sum = by_request.get(&(row.id, account.as_str().to_owned()));
            assert_eq!(
                sum.copied().unwrap_or(0),
                held,
                "{} of {}",
                account.as_str(),
                row.reference
            );
        }
    }
    Ok(())
}
