//! Payments of claims, and partners' bank accounts.

use super::table::{Call, Row, Sees, Tenant, Who, World, on_records, plain};
use crate::support::company::change_settings;
use crate::support::payments::{account, account_row, export, make, owed_rows};
use crate::support::{Client, TestResult};
use entente_model::funds::payment::{BankAccountStanding, PayerAccount, PaymentBatch};
use entente_model::people::{Permission, Role};
use serde_json::json;

pub fn rows() -> Vec<Row> {
    let mut rows = of_batches();
    rows.extend(of_payments());
    rows.extend(of_accounts());
    rows
}

fn of_batches() -> Vec<Row> {
    let pay = Who::Can(Permission::PayClaims);
    vec![
        plain("GET /fund_payments/owed", pay, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/fund_payments/owed?currency=EUR")) })
        }),
        plain("GET /fund_payments", pay, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/fund_payments")) })
        }),
        plain("POST /fund_payments", pay, 201, |world, _, _| {
            Box::pin(async move {
                let claim = owed_rows(world.app, world.app.north).await?;
                Ok(Call::at("/fund_payments").json(json!({"currency": "EUR", "claims": [claim]})))
            })
        }),
        plain("GET /fund_payments/{id}", pay, 200, |world, _, _| {
            Box::pin(async move { Ok(Call::at(path(&open(world).await?.1, ""))) })
        }),
        plain("POST /fund_payments/{id}/export", pay, 200, |world, _, _| {
            Box::pin(async move {
                pays(world).await?;
                let batch = open(world).await?.1;
                let day = crate::support::funds::today(world.app);
                Ok(on(&batch, "/export").json(json!({ "execute_on": day })))
            })
        }),
        plain("POST /fund_payments/{id}/cancellation", pay, 200, |world, _, _| {
            Box::pin(async move { Ok(on(&open(world).await?.1, "/cancellation").json(json!({}))) })
        }),
        plain("GET /fund_payments/{id}/file", pay, 200, |world, _, _| {
            Box::pin(async move { Ok(Call::at(path(&exported(world).await?, "/file?format=pain001"))) })
        }),
        plain("POST /fund_payments/{id}/confirmation", pay, 200, |world, _, _| {
            Box::pin(async move {
                let batch = exported(world).await?;
                let table = format!("end_to_end,status\n{},bounced\n", batch.lines[0].end_to_end);
                let path = path(&batch, "/confirmation?name=answer.csv");
                Ok(Call::at(path).raw("application/octet-stream", table.into_bytes()))
            })
        }),
    ]
}

fn of_payments() -> Vec<Row> {
    let pay = Who::Can(Permission::PayClaims);
    vec![
        plain(
            "DELETE /fund_payments/{id}/payments/{payment_id}",
            pay,
            200,
            |world, _, _| {
                Box::pin(async move {
                    let batch = open(world).await?.1;
                    Ok(on(&batch, &format!("/payments/{}", batch.lines[0].id)))
                })
            },
        ),
        plain(
            "POST /fund_payments/{id}/payments/{payment_id}/mark",
            pay,
            200,
            |world, _, _| {
                Box::pin(async move {
                    let batch = open(world).await?.1;
                    let call = on(&batch, &format!("/payments/{}/mark", batch.lines[0].id));
                    Ok(call.json(json!({"verdict": "bounced", "reason": "AC04"})))
                })
            },
        ),
    ]
}

fn of_accounts() -> Vec<Row> {
    let manage = Who::Can(Permission::ManageCompany);
    vec![
        on_records(
            "GET /partners/{id}/bank_account",
            manage,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(on_account(world, tenant)),
        ),
        on_records(
            "PUT /partners/{id}/bank_account",
            manage,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(on_account(world, tenant).await?.json(json!(account("Nord")))) })
            },
        ),
        on_records(
            "DELETE /partners/{id}/bank_account",
            manage,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(on_account(world, tenant)),
        ),
    ]
}

fn path(batch: &PaymentBatch, rest: &str) -> String {
    format!("/fund_payments/{}{rest}", batch.summary.id)
}

fn on(batch: &PaymentBatch, rest: &str) -> Call {
    Call::at(path(batch, rest)).version(batch.summary.version)
}

/// A batch of one payment, and who made it.
async fn open(world: &World<'_>) -> TestResult<(Client, PaymentBatch)> {
    let finance = world.app.client(Role::Finance, world.app.north).await?;
    let claim = owed_rows(world.app, world.app.north).await?;
    let batch = make(&finance, "EUR", &[claim]).await?.expect(201)?;
    Ok((finance, batch))
}

/// Sees that there is an account to pay from, and one to pay to.
async fn pays(world: &World<'_>) -> TestResult {
    account_row(world.app, world.app.north).await?;
    let settings = world.app.state.settings.in_effect(&world.app.state.database).await?;
    if settings.settings.funds.payer_of("EUR").is_some() {
        return Ok(());
    }
    change_settings(world.app, |settings| {
        settings.funds.payers = vec![PayerAccount {
            currency: "EUR".to_owned(),
            account: account("Example Vendor AG"),
        }];
    })
    .await
}

/// A batch whose file was made.
async fn exported(world: &World<'_>) -> TestResult<PaymentBatch> {
    pays(world).await?;
    let (finance, batch) = open(world).await?;
    export(world.app, &finance, &batch).await?.expect(200)
}

/// A call on a partner's account, as it stands.
async fn on_account(world: &World<'_>, tenant: Tenant) -> TestResult<Call> {
    let partner = world.partner(tenant);
    let path = format!("/partners/{partner}/bank_account");
    let admin = world.app.client(Role::PartnerAdmin, partner).await?;
    let standing: BankAccountStanding = admin.get(&path).await?.expect(200)?;
    Ok(Call::at(path).version(standing.version))
}
