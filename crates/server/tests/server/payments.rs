//! Payments: from what is owed to what the bank confirms, once, with accounts that nobody reads who need not.

use crate::support::company::{change_settings, happened};
use crate::support::funds::{balance, check_books, mailed, read_claim};
use crate::support::payments::*;
use crate::support::{Answer, Backend, Client, TestApp, TestResult};
use entente_model::activity::Activity;
use entente_model::funds::claim::ClaimState;
use entente_model::funds::ledger::Balance;
use entente_model::funds::payment::{
    BankAccountStanding, BatchState, ConfirmationOutcome, ConfirmationResult, PaymentBatch, PaymentBatchSummary,
    PaymentState,
};
use entente_model::ids::PaymentBatchId;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use entente_server::config::Config;
use entente_server::store::entities::{audit, partner_bank_accounts};
use sea_orm::EntityTrait;
use serde_json::json;
use uuid::Uuid;

fn holds(content: &[u8], text: &str) -> bool {
    content.windows(text.len()).any(|window| window == text.as_bytes())
}

fn outcomes(result: &ConfirmationResult) -> Vec<ConfirmationOutcome> {
    result.confirmation.lines.iter().map(|line| line.outcome).collect()
}

async fn read_batch(client: &Client, id: PaymentBatchId) -> TestResult<PaymentBatch> {
    client.get(&format!("/fund_payments/{id}")).await?.expect(200)
}

async fn file(client: &Client, id: PaymentBatchId, format: &str) -> TestResult<Answer> {
    client.get(&format!("/fund_payments/{id}/file?format={format}")).await
}

/// Says by hand what became of a batch's payment.
async fn mark(client: &Client, batch: &PaymentBatch, at: usize, verdict: &str) -> TestResult<Answer> {
    let path = format!(
        "/fund_payments/{}/payments/{}/mark",
        batch.summary.id, batch.lines[at].id
    );
    let body = json!({"verdict": verdict, "reason": "The bank called"});
    client.post_on(&path, batch.summary.version, &body).await
}

fn of(paid: i64, payable: i64) -> impl Fn(&Balance) -> bool {
    move |balance| balance.paid == paid && balance.payable == payable
}

on_both_databases!(a_batch_is_exported_confirmed_twice_and_paid_once, async |app| {
    payers(app).await?;
    // Whom to ask where to pay to.
    app.client(Role::PartnerAdmin, app.north).await?;
    let (fund, claims) = owed(app, "EUR", &["Plant tour", "Dinner"]).await?;
    mailed(app, "Where should we pay").await?;
    let finance = app.client(Role::Finance, app.north).await?;
    let waiting = read_owed(&finance, "EUR").await?;
    let sum = waiting.sums.first().ok_or("a sum")?;
    assert_eq!((sum.amount.minor, sum.claims, sum.without_account), (1_200_000, 2, 2));
    assert!(sum.has_payer && waiting.claims.iter().all(|claim| claim.account.is_none()));

    let batch: PaymentBatch = make(&finance, "EUR", &claims).await?.expect(201)?;
    assert_eq!(batch.summary.state, BatchState::Open);
    assert_eq!(batch.summary.total.minor, 1_200_000);
    assert!(read_owed(&finance, "EUR").await?.claims.is_empty());
    let problem = export(app, &finance, &batch).await?.refused(Code::InvalidState)?;
    assert_eq!(
        (&problem.params["reason"], &problem.params["payments"]),
        (&json!("no_bank_account"), &json!(2))
    );
    let early = file(&finance, batch.summary.id, "pain001").await?;
    assert_eq!(
        early.refused(Code::InvalidState)?.params["reason"],
        "batch_not_exported"
    );

    say_account(app, app.north).await?;
    let batch: PaymentBatch = export(app, &finance, &batch).await?.expect(200)?;
    assert_eq!(batch.summary.state, BatchState::Exported);
    let again = export(app, &finance, &batch).await?.refused(Code::InvalidState)?;
    assert_eq!(again.params["reason"], "batch_exported");
    let first = file(&finance, batch.summary.id, "pain001").await?;
    assert_eq!(first.is(200)?.header("cache-control"), Some("no-store"));
    let text = String::from_utf8(first.body.clone())?;
    assert!(
        text.contains(IBAN) && text.contains("<CtrlSum>12000.00</CtrlSum>"),
        "{text}"
    );
    for line in &batch.lines {
        assert!(text.contains(&format!("<EndToEndId>{}</EndToEndId>", line.end_to_end)));
        assert_eq!(line.account.as_deref(), Some("DE•• •••• 3000"));
    }
    // What the partner says afterwards changes nothing of a file that was made.
    say_account(app, app.north).await?;
    assert_eq!(file(&finance, batch.summary.id, "pain001").await?.body, first.body);
    let table = file(&finance, batch.summary.id, "csv").await?;
    assert!(holds(&table.is(200)?.body, "6000.00"));
    let reads = happened(app, app.north).await?;
    let reads = reads
        .iter()
        .filter(|(kind, internal)| kind == "partner.bank_account_read" && *internal);
    assert_eq!(reads.count(), 3);

    let (arrived, refused) = (&batch.lines[0], &batch.lines[1]);
    let said = [
        (arrived.end_to_end.as_str(), "ACSC", "AC01"),
        (refused.end_to_end.as_str(), "RJCT", "AC04"),
        ("ELSEWHERE", "ACSC", "AC01"),
    ];
    let answer = report(&batch, &said);
    let result: ConfirmationResult = confirm(&finance, &batch, "answer.xml", &answer).await?.expect(200)?;
    assert!(!result.repeated);
    let told = [
        ConfirmationOutcome::Paid,
        ConfirmationOutcome::Bounced,
        ConfirmationOutcome::Unknown,
    ];
    assert_eq!(outcomes(&result), told);
    assert_eq!(result.batch.summary.state, BatchState::Settled);
    let repeated: ConfirmationResult = confirm(&finance, &batch, "again.xml", &answer).await?.expect(200)?;
    assert!(repeated.repeated);
    assert_eq!(repeated.confirmation.lines, result.confirmation.lines);
    assert_eq!(repeated.batch.summary.version, result.batch.summary.version);
    // The same in another file says what is known.
    let other = format!("{answer}\n");
    let known: ConfirmationResult = confirm(&finance, &batch, "other.xml", &other).await?.expect(200)?;
    let told = [
        ConfirmationOutcome::Unchanged,
        ConfirmationOutcome::Unchanged,
        ConfirmationOutcome::Unknown,
    ];
    assert_eq!(outcomes(&known), told);
    assert!(of(600_000, 600_000)(&balance(app, fund).await?));
    check_books(app).await?;
    assert_eq!(
        read_claim(&finance, arrived.claim_id).await?.summary.state,
        ClaimState::Paid
    );
    mailed(app, "Payment did not arrive").await?;

    // What has bounced is owed again, and its next payment can be told from the first.
    let waiting = read_owed(&finance, "EUR").await?;
    assert!(waiting.claims.len() == 1 && waiting.claims[0].has_bounced);
    let second = exported(app, &finance, "EUR", &[refused.claim_id]).await?;
    assert_eq!(second.lines[0].end_to_end, format!("{}-2", refused.end_to_end));
    let second: PaymentBatch = mark(&finance, &second, 0, "paid").await?.expect(200)?;
    assert!(of(1_200_000, 0)(&balance(app, fund).await?));
    // And one that came back after it had arrived.
    let second: PaymentBatch = mark(&finance, &second, 0, "bounced").await?.expect(200)?;
    assert_eq!(
        (second.lines[0].state, second.lines[0].reason.as_str()),
        (PaymentState::Bounced, "The bank called")
    );
    assert!(of(600_000, 600_000)(&balance(app, fund).await?));
    let path = format!("/fund_claims/{}/activity", refused.claim_id);
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let timeline: Page<Activity> = partner.get(&path).await?.expect(200)?;
    let bounced = timeline.items.iter().find(|entry| entry.kind == "fund_claim.bounced");
    assert_eq!(bounced.ok_or("no entry")?.params["message"], "The bank called");
    let late = mark(&finance, &second, 0, "paid").await?.refused(Code::InvalidState)?;
    assert_eq!(late.params["reason"], "payment_bounced");
    check_books(app).await
});

on_both_databases!(two_who_pay_a_claim_at_once_pay_it_once, async |app| {
    payers(app).await?;
    let (fund, claims) = owed(app, "EUR", &["Plant tour"]).await?;
    say_account(app, app.north).await?;
    let one = app.client(Role::Finance, app.north).await?;
    let two = app.client(Role::Finance, app.north).await?;
    let (first, second) = tokio::join!(make(&one, "EUR", &claims), make(&two, "EUR", &claims));
    let (first, second) = (first?, second?);
    let (winner, loser) = if first.status == 201 {
        (first, second)
    } else {
        (second, first)
    };
    let problem = loser.refused(Code::InvalidState)?;
    assert_eq!(problem.params["reason"], "claim_in_payment");
    let batch: PaymentBatch = winner.expect(201)?;
    let pages: Page<PaymentBatchSummary> = one.get("/fund_payments").await?.expect(200)?;
    assert_eq!(pages.items.len(), 1);

    let batch: PaymentBatch = export(app, &one, &batch).await?.expect(200)?;
    let answer = report(&batch, &[(batch.lines[0].end_to_end.as_str(), "ACCC", "AC01")]);
    let (first, second) = tokio::join!(
        confirm(&one, &batch, "answer.xml", &answer),
        confirm(&two, &batch, "answer.xml", &answer)
    );
    let results: [ConfirmationResult; 2] = [first?.expect(200)?, second?.expect(200)?];
    assert_eq!(results.iter().filter(|result| result.repeated).count(), 1);
    assert_eq!(results[0].confirmation.lines, results[1].confirmation.lines);
    let (first, second) = tokio::join!(mark(&one, &batch, 0, "bounced"), mark(&two, &batch, 0, "paid"));
    // Both have seen the batch as it was before the bank answered.
    first?.refused(Code::StaleVersion)?;
    second?.refused(Code::StaleVersion)?;
    assert!(of(600_000, 0)(&balance(app, fund).await?));
    check_books(app).await
});

on_both_databases!(amounts_keep_the_decimals_of_their_currency, async |app| {
    payers(app).await?;
    let mut made = Vec::new();
    for currency in ["EUR", "JPY", "KWD"] {
        let (fund, claims) = owed(app, currency, &["Plant tour"]).await?;
        made.push((currency, fund, claims));
    }
    say_account(app, app.north).await?;
    let finance = app.client(Role::Finance, app.north).await?;
    let mixed = [made[0].2[0], made[1].2[0]];
    make(&finance, "JPY", &mixed)
        .await?
        .refused_at("/claims/0", FieldCode::InvalidCurrency)?;
    for ((currency, fund, claims), told) in made.iter().zip(["6000.00", "600000", "600.000"]) {
        let batch = exported(app, &finance, currency, claims).await?;
        let text = String::from_utf8(file(&finance, batch.summary.id, "pain001").await?.body)?;
        assert!(
            text.contains(&format!("<InstdAmt Ccy=\"{currency}\">{told}</InstdAmt>")),
            "{text}"
        );
        let table = format!("end_to_end;status\n{};paid\n", batch.lines[0].end_to_end);
        let result: ConfirmationResult = confirm(&finance, &batch, "answer.csv", &table).await?.expect(200)?;
        assert_eq!(outcomes(&result), [ConfirmationOutcome::Paid]);
        assert!(of(600_000, 0)(&balance(app, *fund).await?), "{currency}");
    }
    check_books(app).await
});

on_both_databases!(what_is_taken_out_before_the_file_is_owed_again, async |app| {
    let claims = [owed_rows(app, app.north).await?, owed_rows(app, app.south).await?];
    let finance = app.client(Role::Finance, app.north).await?;
    let batch: PaymentBatch = make(&finance, "EUR", &claims).await?.expect(201)?;
    let found = read_batch(&finance, PaymentBatchId(batch.lines[0].id.0)).await?;
    assert_eq!(found, batch, "by one of its payments");
    let problem = export(app, &finance, &batch).await?.refused(Code::InvalidState)?;
    assert_eq!(problem.params["reason"], "no_payer");
    let path = format!("/fund_payments/{}/payments/{}", batch.summary.id, batch.lines[0].id);
    let taken = finance.delete(&path, Some(batch.summary.version)).await?;
    let taken: PaymentBatch = taken.expect(200)?;
    assert_eq!(
        (taken.summary.payments, taken.lines[0].state),
        (1, PaymentState::Withdrawn)
    );
    let stale = finance.delete(&path, Some(batch.summary.version)).await?;
    stale.refused(Code::StaleVersion)?;
    assert_eq!(read_owed(&finance, "EUR").await?.claims.len(), 1);
    let path = format!("/fund_payments/{}/cancellation", batch.summary.id);
    let cancelled = finance.post_on(&path, taken.summary.version, &json!({})).await?;
    let cancelled: PaymentBatch = cancelled.expect(200)?;
    assert_eq!(cancelled.summary.state, BatchState::Cancelled);
    assert_eq!(read_owed(&finance, "EUR").await?.claims.len(), 2);
    let gone = mark(&finance, &cancelled, 0, "paid")
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(gone.params["reason"], "payment_withdrawn");
    make(&finance, "EUR", &[claims[0], claims[0]])
        .await?
        .refused_at("/claims/1", FieldCode::Duplicate)
});

on_both_databases!(answers_that_are_none_change_nothing, async |app| {
    change_settings(app, |settings| {
        settings.funds.payers = vec![entente_model::funds::payment::PayerAccount {
            currency: "EUR".to_owned(),
            account: account("Example Vendor AG"),
        }];
    })
    .await?;
    account_row(app, app.north).await?;
    let claim = owed_rows(app, app.north).await?;
    let finance = app.client(Role::Finance, app.north).await?;
    let open: PaymentBatch = make(&finance, "EUR", &[claim]).await?.expect(201)?;
    let answer = report(&open, &[(open.lines[0].end_to_end.as_str(), "RJCT", "AC04")]);
    let early = confirm(&finance, &open, "answer.xml", &answer).await?;
    assert_eq!(
        early.refused(Code::InvalidState)?.params["reason"],
        "batch_not_exported"
    );
    let batch: PaymentBatch = export(app, &finance, &open).await?.expect(200)?;
    let mut elsewhere = batch.clone();
    elsewhere.summary.id = PaymentBatchId(Uuid::now_v7());
    let other = report(&elsewhere, &[]);
    let other = confirm(&finance, &batch, "answer.xml", &other).await?;
    assert_eq!(other.refused(Code::InvalidState)?.params["reason"], "other_batch");
    let bomb = "<!DOCTYPE a [<!ENTITY b \"c\">]><Document>&b;</Document>";
    for (name, content, code) in [
        ("answer.xml", bomb, FieldCode::AnswerUnreadable),
        ("answer.xml", "<a/>", FieldCode::AnswerUnreadable),
        ("answer.csv", "a,b\n1,2\n", FieldCode::AnswerUnreadable),
        ("answer.pdf", "%PDF-1.7", FieldCode::FileKind),
        ("answer.xml", "", FieldCode::FileEmpty),
    ] {
        confirm(&finance, &batch, name, content)
            .await?
            .refused_at("/file", code)?;
    }
    assert_eq!(read_batch(&finance, batch.summary.id).await?, batch);
    Ok(())
});

on_both_databases!(accounts_are_sealed_and_shown_masked, async |app| {
    let path = format!("/partners/{}/bank_account", app.north);
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let none: BankAccountStanding = admin.get(&path).await?.expect(200)?;
    assert_eq!((none.masked, none.version, none.can_keep), (None, 0, true));
    let answer = admin.put(&path, 0, &account("Nörd & Söhne")).await?;
    assert!(!holds(&answer.is(200)?.body, &IBAN[4..]));
    let kept: BankAccountStanding = answer.expect(200)?;
    assert_eq!((kept.masked.as_deref(), kept.version), (Some("DE•• •••• 3000"), 1));
    let mut wrong = account("Nord");
    wrong.iban = "DE88370400440532013000".to_owned();
    admin
        .put(&path, 1, &wrong)
        .await?
        .refused_at("/iban", FieldCode::InvalidIban)?;
    admin
        .put(&path, 0, &account("Nord"))
        .await?
        .refused(Code::StaleVersion)?;
    for role in Role::ALL {
        let client = app.client(role, app.north).await?;
        if role != Role::PartnerAdmin {
            client.get(&path).await?.refused(Code::Forbidden)?;
        }
        let partner = client.get(&format!("/partners/{}", app.north)).await?;
        let body = &partner.is(200)?.body;
        assert!(!holds(body, &IBAN[4..]) && !holds(body, "•"));
    }
    let south = app.client(Role::PartnerAdmin, app.south).await?;
    south.get(&path).await?.refused(Code::NotFound)?;

    let rows = partner_bank_accounts::Entity::find()
        .all(app.state.database.read())
        .await?;
    for plain in [IBAN, "370400440532", "Nörd"] {
        assert!(!holds(&rows[0].sealed, plain) && !rows[0].masked.contains(plain));
    }
    let entries = audit::Entity::find().all(app.state.database.read()).await?;
    assert!(entries.iter().any(|entry| entry.kind == "partner.bank_account_saved"));
    let told = |entry: &audit::Model| entry.params.contains(&IBAN[4..]) || entry.params.contains('•');
    assert!(!entries.iter().any(told));
    mailed(app, "bank account was changed").await?;
    assert!(!app.mails()?.iter().any(|mail| mail.contains(IBAN)));
    let removed: BankAccountStanding = admin.delete(&path, Some(1)).await?.expect(200)?;
    assert_eq!((removed.masked, removed.version), (None, 2));
    Ok(())
});

async fn without_a_key_none_is_taken(backend: Backend) -> TestResult {
    let app = TestApp::with_config(backend, |config| Config {
        encryption_key: String::new(),
        ..config
    })
    .await?;
    let path = format!("/partners/{}/bank_account", app.north);
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let problem = admin
        .put(&path, 0, &account("Nord"))
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(problem.params["reason"], "no_encryption_key");
    let standing: BankAccountStanding = admin.get(&path).await?.expect(200)?;
    assert_eq!((standing.masked, standing.can_keep), (None, false));
    app.end().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_key_none_is_taken_on_sqlite() -> TestResult {
    without_a_key_none_is_taken(Backend::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn without_a_key_none_is_taken_on_postgres() -> TestResult {
    without_a_key_none_is_taken(Backend::postgres()?).await
}
