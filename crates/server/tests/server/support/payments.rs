//! Payments as tests make them: claims that are owed, accounts, and what banks answer.

use super::company::{change_settings, upload};
use super::funds::{approve, begin_claim, costs, decide, fields, fund, grant, over, submit, submit_claim};
use super::{Answer, Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::approvals::ApprovalRecord;
use entente_model::approvals::undo::UNDO_SECONDS;
use entente_model::funds::claim::{ClaimDraft, ClaimProgress, ClaimState};
use entente_model::funds::fund::Fund;
use entente_model::funds::payment::{BankAccount, BankAccountStanding, Owed, PayerAccount, PaymentBatch};
use entente_model::ids::{ClaimId, FundId, PartnerId};
use entente_model::money::Money;
use entente_model::people::Role;
use entente_server::store::entities::{fund_claims, partner_bank_accounts, partners};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

/// The number of [`account`].
pub const IBAN: &str = "DE89370400440532013000";

/// An account of SEPA.
pub fn account(holder: &str) -> BankAccount {
    BankAccount {
        holder: holder.to_owned(),
        country: "DE".to_owned(),
        iban: IBAN.to_owned(),
        ..BankAccount::default()
    }
}

/// Settings by which the vendor pays in three currencies, and one person agrees to any claim.
pub async fn payers(app: &TestApp) -> TestResult {
    change_settings(app, |settings| {
        if !settings.currencies.contains(&"KWD".to_owned()) {
            settings.currencies.push("KWD".to_owned());
        }
        let currencies = ["EUR", "JPY", "KWD"];
        let payer = |currency: &str| PayerAccount {
            currency: currency.to_owned(),
            account: account("Example Vendor AG"),
        };
        settings.funds.payers = currencies.iter().map(|currency| payer(currency)).collect();
        let threshold = |currency: &&str| Money::new(1_000_000_000, *currency);
        settings.funds.second_approval = currencies.iter().map(threshold).collect();
    })
    .await
}

/// Says where a partner is to be paid to, as its admin.
pub async fn say_account(app: &TestApp, partner: PartnerId) -> TestResult {
    let admin = app.client(Role::PartnerAdmin, partner).await?;
    let path = format!("/partners/{partner}/bank_account");
    let standing: BankAccountStanding = admin.get(&path).await?.expect(200)?;
    admin
        .put(&path, standing.version, &account("North Systems GmbH"))
        .await?
        .is(200)?;
    Ok(())
}

/// A fund of a currency in which north has enough.
async fn fund_in(app: &TestApp, currency: &str) -> TestResult<FundId> {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let today = super::funds::today(app);
    let fields = json!({
        "name": format!("Growth {currency}"), "currency": currency,
        "starts_on": today - Duration::days(60), "ends_on": today + Duration::days(300),
        "rule": {"revenue_per_mille": 30, "performance_per_mille": 250, "target_return": 3000, "grants": [], "smallest": 0},
    });
    let made: Fund = admin
        .post("/funds", &json!({"fields": fields, "minor": 10_000_000}))
        .await?
        .expect(201)?;
    grant(app, made.id, app.north, 5_000_000).await?;
    Ok(made.id)
}

/// Claims of north's that are approved for good, each for 600,000 minor units, and the fund that owes them. People sign in anew after it:
/// three weeks have passed.
pub async fn owed(app: &TestApp, currency: &str, titles: &[&str]) -> TestResult<(FundId, Vec<ClaimId>)> {
    let fund = fund_in(app, currency).await?;
    let member = app.client(Role::PartnerMember, app.north).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let mut requests = Vec::new();
    for title in titles {
        let mut draft = fields(app, fund, title);
        draft.currency = currency.to_owned();
        draft.expected_pipeline = Some(Money::new(20_000_000, currency));
        let id = submit(&member, &draft).await?.summary.id;
        decide(&admin, ApprovalRecord::FundRequest(id), &approve())
            .await?
            .is(200)?;
        requests.push((id, title));
    }
    app.clock.advance(Duration::days(22));
    app.state.database.job_added().notify_one();
    app.settle().await?;
    let member = app.client(Role::PartnerMember, app.north).await?;
    let finance = app.client(Role::Finance, app.north).await?;
    let mut claims = Vec::new();
    for (request, title) in requests {
        let mut cost = costs(app, &format!("{currency} {title}"));
        cost.pipeline = Some(Money::new(18_000_000, currency));
        let claim = begin_claim(&member, request, &cost).await?;
        submit_claim(&member, &claim).await?.is(200)?;
        let id = claim.summary.id;
        decide(&finance, ApprovalRecord::FundClaim(id), &approve())
            .await?
            .is(200)?;
        claims.push(id);
    }
    stand(app);
    Ok((fund, claims))
}

/// Lets what was decided stand for good.
pub fn stand(app: &TestApp) {
    app.clock.advance(Duration::seconds(i64::from(UNDO_SECONDS) + 1));
    app.state.database.job_added().notify_one();
}

/// A claim that is owed, as rows alone: nothing is booked for it.
pub async fn owed_rows(app: &TestApp, partner: PartnerId) -> TestResult<ClaimId> {
    let fund = fund(app, 1_000).await?.id;
    let request = over(app, partner, fund).await?;
    let row = partners::Entity::find_by_id(partner.0)
        .one(app.state.database.read())
        .await?
        .ok_or("a partner")?;
    let then = app.state.database.now() - Duration::days(1);
    let progress = ClaimProgress {
        submitted_at: Some(then),
        decided_at: Some(then),
        approved: Some(1_000),
        ..ClaimProgress::default()
    };
    let id = Uuid::now_v7();
    let row = fund_claims::Model {
        id,
        reference: entente_server::deals::reference(id),
        request_id: request.0,
        fund_id: fund.0,
        partner_id: partner.0,
        region: row.region,
        owner_id: Uuid::now_v7(),
        owner_name: "Petra Vogel".to_owned(),
        state: ClaimState::Approved.as_str().to_owned(),
        minor: 1_000,
        fields: serde_json::to_string(&ClaimDraft::default())?,
        progress: serde_json::to_string(&progress)?,
        due_at: None,
        submitted_at: then,
        updated_at: then,
        created_at: then,
        version: 3,
    };
    app.insert(row.into_active_model()).await?;
    Ok(ClaimId(id))
}

/// An account of a partner, as a row alone, unless there is one.
pub async fn account_row(app: &TestApp, partner: PartnerId) -> TestResult {
    let known = partner_bank_accounts::Entity::find_by_id(partner.0)
        .one(app.state.database.read())
        .await?;
    if known.is_some() {
        return Ok(());
    }
    let account = account("North Systems GmbH");
    let row = partner_bank_accounts::Model {
        partner_id: partner.0,
        sealed: app.state.files.seal(partner.0, &serde_json::to_vec(&account)?)?,
        masked: account.masked(),
        country: "DE".to_owned(),
        changed_by: Uuid::now_v7(),
        changer_name: "Petra Vogel".to_owned(),
        changed_at: app.state.database.now(),
        version: 1,
    };
    app.insert(row.into_active_model()).await
}

/// What is owed in a currency.
pub async fn read_owed(client: &Client, currency: &str) -> TestResult<Owed> {
    client
        .get(&format!("/fund_payments/owed?currency={currency}"))
        .await?
        .expect(200)
}

/// Asks for a batch.
pub async fn make(client: &Client, currency: &str, claims: &[ClaimId]) -> TestResult<Answer> {
    let body = json!({"currency": currency, "claims": claims});
    client.post("/fund_payments", &body).await
}

/// Asks for a batch's file to be made, for tomorrow.
pub async fn export(app: &TestApp, client: &Client, batch: &PaymentBatch) -> TestResult<Answer> {
    let path = format!("/fund_payments/{}/export", batch.summary.id);
    let day = super::funds::today(app) + Duration::days(1);
    client
        .post_on(&path, batch.summary.version, &json!({ "execute_on": day }))
        .await
}

/// A batch whose file was made.
pub async fn exported(app: &TestApp, client: &Client, currency: &str, claims: &[ClaimId]) -> TestResult<PaymentBatch> {
    let batch: PaymentBatch = make(client, currency, claims).await?.expect(201)?;
    export(app, client, &batch).await?.expect(200)
}

/// Imports what a bank answered.
pub async fn confirm(client: &Client, batch: &PaymentBatch, name: &str, content: &str) -> TestResult<Answer> {
    let path = format!("/fund_payments/{}/confirmation?name={name}", batch.summary.id);
    upload(client, &path, content.as_bytes()).await
}

/// A status report about a batch, with a status and a reason for each of some payments.
pub fn report(batch: &PaymentBatch, said: &[(&str, &str, &str)]) -> String {
    let transaction = |(reference, status, reason): &(&str, &str, &str)| {
        format!(
            "<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>{status}</TxSts>\
             <StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf></TxInfAndSts>"
        )
    };
    let transactions: String = said.iter().map(transaction).collect();
    let message = batch.summary.id.0.simple();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">\
         <CstmrPmtStsRpt><GrpHdr><MsgId>B1</MsgId><CreDtTm>2026-03-02T09:00:00</CreDtTm></GrpHdr>\
         <OrgnlGrpInfAndSts><OrgnlMsgId>{message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>\
         <OrgnlPmtInfAndSts><OrgnlPmtInfId>{message}-1</OrgnlPmtInfId>{transactions}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    )
}
