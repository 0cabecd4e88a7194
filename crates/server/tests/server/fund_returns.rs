//! What came of activities, the deals that are linked with them, and reports of what came back.

use crate::support::funds::*;
use crate::support::{Client, TestApp, TestResult, registration};
use chrono::Duration;
use entente_model::activity::Activity;
use entente_model::approvals::ApprovalRecord;
use entente_model::deals::DealState;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::fund::Fund;
use entente_model::funds::request::FundRequest;
use entente_model::funds::results::{
    ActivityHistory, FundReturns, LEAST_ACTIVITIES, RequestBackground, ReturnGrouping,
};
use entente_model::ids::{DealId, FundId, FundRequestId, PartnerId, PaymentId};
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use entente_server::auth::Scope;
use entente_server::store::entities::fund_requests::{Column, Entity};
use reqwest::Method;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

/// An activity of a partner's for which so much was paid, with so much pipeline of three leads.
async fn paid_activity(
    app: &TestApp,
    partner: PartnerId,
    fund: FundId,
    (spent, pipeline): (i64, i64),
) -> TestResult<FundRequestId> {
    let id = over(app, partner, fund).await?;
    let database = &app.state.database;
    let written = database.write(
        &Scope::for_tests(),
        (id, spent, pipeline),
        |tx, (id, spent, pipeline)| {
            Box::pin(async move {
                Entity::update_many()
                    .col_expr(Column::State, Expr::value("closed"))
                    .col_expr(Column::PaidMinor, Expr::value(*spent))
                    .col_expr(Column::Leads, Expr::value(3_i64))
                    .col_expr(Column::PipelineCurrency, Expr::value("EUR"))
                    .col_expr(Column::PipelineMinor, Expr::value(*pipeline))
                    .filter(Column::Id.eq(id.0))
                    .exec(tx.db())
                    .await?;
                Ok(())
            })
        },
    );
    written.await?;
    Ok(id)
}

async fn returns(client: &Client, by: ReturnGrouping, more: &str) -> TestResult<FundReturns> {
    let path = format!("/fund_returns?by={}{more}", by.as_str());
    client.get(&path).await?.expect(200)
}

/// Links a deal with a request as it stands, or parts them.
async fn link(
    client: &Client,
    request: FundRequestId,
    deal: DealId,
    method: Method,
) -> TestResult<crate::support::Answer> {
    let version = read(client, request).await?.summary.version;
    let path = format!("/fund_requests/{request}/deals/{deal}");
    client.request(method, &path).version(version).send().await
}

on_both_databases!(what_came_of_an_activity_is_told_as_it_comes, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let waiting = submit(&partner, &fields(app, fund, "Webinar")).await?;
    let told = json!({"leads": 12, "pipeline": {"minor": 5_000_000, "currency": "EUR"}});
    let path = |id: FundRequestId| format!("/fund_requests/{id}/results");
    let early = partner
        .put(&path(waiting.summary.id), waiting.summary.version, &told)
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(early.params["reason"], "wrong_state");

    let id = approved(app, fund, "Plant tour", &approve_part(550_000)).await?;
    let before = read(&partner, id).await?;
    let version = before.summary.version;
    let unknown = json!({"pipeline": {"minor": 5, "currency": "XXX"}});
    partner
        .put(&path(id), version, &unknown)
        .await?
        .refused_at("/pipeline/currency", FieldCode::InvalidCurrency)?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    manager.put(&path(id), version, &told).await?.refused(Code::Forbidden)?;
    let after: FundRequest = partner.put(&path(id), version, &told).await?.expect(200)?;
    assert_eq!((after.results.leads, after.summary.version), (Some(12), version + 1));
    assert!(after.results.won.is_none());
    partner.put(&path(id), version, &told).await?.is(412)?;
    // The same once more is no news.
    let again: FundRequest = partner.put(&path(id), version + 1, &told).await?.expect(200)?;
    assert_eq!(again.summary.version, version + 1);
    let timeline: Page<Activity> = manager
        .get(&format!("/fund_requests/{id}/activity"))
        .await?
        .expect(200)?;
    let news = timeline
        .items
        .iter()
        .filter(|entry| entry.kind == "fund_request.results_told");
    assert_eq!(news.count(), 1);
    Ok(())
});

on_both_databases!(a_deal_counts_for_one_activity, async |app| {
    let fund = fund_of_north(app).await?;
    let one = approved(app, fund, "Plant tour", &approve_part(300_000)).await?;
    let other = over(app, app.north, fund).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let draft = registration::begin(&partner, &registration::fields(app, "Blauwerk", "blauwerk.example")).await?;
    let deal = registration::submit(&partner, &registration::fields(app, "Rotwerk", "rotwerk.example")).await?;
    let south = app.client(Role::PartnerMember, app.south).await?;
    let foreign = registration::submit(&south, &registration::fields(app, "Gelbwerk", "gelbwerk.example")).await?;
    let id = deal.summary.id;

    link(&partner, one, foreign.summary.id, Method::PUT)
        .await?
        .refused(Code::NotFound)?;
    let refused = link(&partner, one, draft.summary.id, Method::PUT).await?;
    assert_eq!(refused.refused(Code::InvalidState)?.params["state"], "draft");
    let linked: FundRequest = link(&partner, one, id, Method::PUT).await?.expect(200)?;
    assert_eq!((linked.deals.len(), linked.deals[0].was_approved), (1, false));
    let again: FundRequest = link(&partner, one, id, Method::PUT).await?.expect(200)?;
    assert_eq!(again.summary.version, linked.summary.version);
    let taken = link(&partner, other, id, Method::PUT)
        .await?
        .refused(Code::AlreadyExists)?;
    assert_eq!(taken.params["what"], "linked_deal");

    registration::decide(&manager, id, &approve()).await?;
    let seen = read(&manager, one).await?;
    assert_eq!(
        (
            seen.deals[0].state,
            seen.deals[0].was_approved,
            seen.deals[0].value.minor
        ),
        (DealState::Approved, true, 9_000_000)
    );
    link(&partner, other, id, Method::DELETE)
        .await?
        .refused(Code::NotFound)?;
    let parted: FundRequest = link(&partner, one, id, Method::DELETE).await?.expect(200)?;
    assert!(parted.deals.is_empty());
    let linked: FundRequest = link(&partner, other, id, Method::PUT).await?.expect(200)?;
    assert_eq!(linked.deals.len(), 1);
    Ok(())
});

on_both_databases!(a_claim_tells_what_came_and_its_payment_makes_it_count, async |app| {
    let fund = fund_of_north(app).await?;
    let id = approved(app, fund, "Plant tour", &approve_part(550_000)).await?;
    app.clock.advance(Duration::days(22));
    app.state.database.job_added().notify_one();
    app.settle().await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let claim = begin_claim(&partner, id, &costs(app, "R-1")).await?;
    submit_claim(&partner, &claim).await?.is(200)?;
    let told = read(&partner, id).await?.results;
    assert_eq!(told.leads, Some(31));
    assert_eq!(told.pipeline.map(|money| money.minor), Some(18_000_000));
    let running = returns(&admin, ReturnGrouping::ActivityType, "").await?;
    assert_eq!(
        (running.report.all.activities, running.report.all.reserved),
        (1, 550_000)
    );
    // Nothing is spent yet that it could be the return of.
    assert_eq!(running.report.all.results.pipeline, 0);

    let record = ApprovalRecord::FundClaim(claim.summary.id);
    let one = app.client(Role::Finance, app.north).await?;
    let two = app.client(Role::Finance, app.north).await?;
    decide(&one, record, &approve()).await?.is(200)?;
    decide(&two, record, &approve()).await?.is(200)?;
    app.clock.advance(Duration::seconds(11));
    pay(app, claim.summary.id, PaymentId(Uuid::now_v7())).await?;
    let paid = returns(&admin, ReturnGrouping::ActivityType, "").await?;
    let all = &paid.report.all;
    assert_eq!((all.results.spent, all.results.leads), (550_000, 31));
    assert_eq!((all.results.pipeline, all.pipeline_return), (18_000_000, Some(32_727)));
    assert!(all.decision.is_some() && all.payment.is_some());
    assert_eq!(paid.report.rows[0].key, "field_event");
    assert_eq!(
        (paid.unspent.allocated, paid.unspent.paid, paid.unspent.unspent),
        (1_000_000, 550_000, 450_000)
    );
    Ok(())
});

on_both_databases!(reports_hold_what_the_reader_looks_after, async |app| {
    let fund = fund(app, 10_000_000).await?.id;
    let odd = app
        .add_partner("=HYPERLINK(\"http://x\")", "odd.example", "dach")
        .await?;
    paid_activity(app, app.north, fund, (100_000, 600_000)).await?;
    paid_activity(app, app.north, fund, (100_000, 200_000)).await?;
    paid_activity(app, odd, fund, (50_000, 50_000)).await?;
    paid_activity(app, app.south, fund, (70_000, 700_000)).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    for by in ReturnGrouping::ALL {
        let report = returns(&admin, *by, "").await?.report;
        assert_eq!((report.all.activities, report.all.results.spent), (4, 320_000));
        let spent: i64 = report.rows.iter().map(|row| row.results.spent).sum();
        assert_eq!(spent, 320_000, "{}", by.as_str());
    }
    let by_period = returns(&admin, ReturnGrouping::Period, "").await?.report;
    let funds: Page<Fund> = admin.get("/funds?limit=100").await?.expect(200)?;
    let named = funds.items.iter().find(|known| known.id == fund).ok_or("the fund")?;
    assert_eq!(
        by_period.rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(),
        [format!("{}/{}", named.starts_on, named.ends_on)]
    );
    let by_fund = returns(&admin, ReturnGrouping::Fund, "").await?.report;
    assert_eq!(
        (by_fund.rows[0].key.clone(), by_fund.rows[0].name.as_str()),
        (fund.to_string(), named.name.as_str())
    );
    let by_partner = returns(&admin, ReturnGrouping::Partner, "").await?.report;
    let north = by_partner.rows.iter().find(|row| row.key == app.north.to_string());
    let north = north.ok_or("a row of north's")?;
    assert_eq!(
        (north.name.as_str(), north.pipeline_return),
        ("North Systems", Some(4_000))
    );

    let manager = app.client(Role::ChannelManager, app.north).await?;
    let seen = returns(&manager, ReturnGrouping::Region, "").await?.report;
    assert_eq!((seen.rows.len(), seen.all.activities), (1, 3));
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let own = returns(&partner, ReturnGrouping::Partner, "").await?;
    assert_eq!((own.report.rows.len(), own.report.all.results.spent), (1, 200_000));
    assert_eq!(own.unspent.allocated, 0);

    let other_fund = FundId(Uuid::now_v7());
    let none = returns(&admin, ReturnGrouping::Tier, &format!("&fund={other_fund}"))
        .await?
        .report;
    assert!(none.rows.is_empty());
    let future = today(app) + Duration::days(30);
    let none = returns(&admin, ReturnGrouping::Tier, &format!("&from={future}"))
        .await?
        .report;
    assert_eq!(none.all.activities, 0);
    admin
        .get("/fund_returns?by=tier&currency=XXX")
        .await?
        .refused(Code::MalformedRequest)?;

    let file = admin.get("/fund_returns/export?by=partner").await?;
    file.is(200)?;
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    let text = String::from_utf8(file.body)?;
    assert_eq!(text.lines().count(), 5);
    assert!(text.contains("\"'=HYPERLINK(\"\"http://x\"\")\""), "{text}");
    assert!(text.contains(",2000.00,"), "{text}");
    Ok(())
});

on_both_databases!(
    history_tells_of_five_at_least_and_partners_of_five_partners,
    async |app| {
        let fund = fund(app, 10_000_000).await?.id;
        let partner = app.client(Role::PartnerMember, app.north).await?;
        let manager = app.client(Role::ProgramAdmin, app.north).await?;
        for at in 1..=LEAST_ACTIVITIES {
            let told: Vec<ActivityHistory> = manager.get("/fund_history").await?.expect(200)?;
            assert!(told.is_empty(), "of {at} nothing is told yet");
            paid_activity(app, app.south, fund, (100_000, 610_000)).await?;
        }
        let told: Vec<ActivityHistory> = manager.get("/fund_history").await?.expect(200)?;
        assert_eq!(told.len(), 1);
        assert_eq!(
            (told[0].activity, told[0].activities),
            (ActivityType::Other, LEAST_ACTIVITIES)
        );
        assert_eq!(told[0].pipeline_return, Some(6_100));
        assert_eq!(told[0].per_lead.as_ref().map(|money| money.minor), Some(33_333));
        // All of them are one partner's, whose figures are nobody's business.
        let told: Vec<ActivityHistory> = partner.get("/fund_history").await?.expect(200)?;
        assert!(told.is_empty());
        Ok(())
    }
);

on_both_databases!(whoever_decides_sees_the_background, async |app| {
    let fund = fund_of_north(app).await?;
    for _ in 0..6 {
        paid_activity(app, app.north, fund, (100_000, 300_000)).await?;
    }
    paid_activity(app, app.south, fund, (100_000, 900_000)).await?;
    let asked = over(app, app.north, fund).await?;
    let path = format!("/fund_requests/{asked}/background");
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let background: RequestBackground = manager.get(&path).await?.expect(200)?;
    assert_eq!((background.asked, background.approved), (6, 6));
    assert_eq!(
        (background.results.spent, background.pipeline_return),
        (600_000, Some(3_000))
    );
    assert_eq!(background.recent.len(), 5);
    assert!(background.recent.iter().all(|past| past.id != asked));
    let like = background.like.ok_or("like activities")?;
    assert_eq!(like.own.and_then(|own| own.pipeline_return), Some(3_000));
    assert_eq!(like.program.map(|program| program.activities), Some(7));

    let partner = app.client(Role::PartnerAdmin, app.north).await?;
    partner.get(&path).await?.refused(Code::Forbidden)?;
    let foreign = over(app, app.south, fund).await?;
    manager
        .get(&format!("/fund_requests/{foreign}/background"))
        .await?
        .refused(Code::NotFound)?;
    Ok(())
});
