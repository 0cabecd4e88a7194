//! Allocation by rule: previewed, booked as it was seen and never twice; what a partner could earn next; and closing by rule.

use crate::support::funds::*;
use crate::support::registration;
use crate::support::{Client, TestApp, TestResult};
use chrono::{Duration, NaiveDate};
use entente_model::approvals::ApprovalRecord;
use entente_model::deals::DealEvent;
use entente_model::funds::allocation_preview::{AllocationPreview, NamedLine};
use entente_model::funds::closing::{ClosingPreview, ReservationsAtClosing};
use entente_model::funds::fund::{Fund, FundState, StatementLine};
use entente_model::funds::ledger::{AccountKind, AllocationBasis, Posting, ReleaseReason};
use entente_model::funds::outlook::FundOutlook;
use entente_model::funds::rate::{ExchangeRate, RATE_SCALE};
use entente_model::funds::request::{FundRequestState, FundRequestSummary};
use entente_model::ids::{FundId, PartnerId, PaymentId};
use entente_model::money::Money;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::Code;
use entente_model::settings::{NewSettingsVersion, SettingsVersion};
use serde_json::{Value, json};
use uuid::Uuid;

/// What a fund in euros of so many days from today on is made of.
fn fund_fields(app: &TestApp, name: &str, days: (i64, i64), at_closing: &str) -> Value {
    let (first, last) = days;
    json!({
        "name": name, "currency": "EUR",
        "starts_on": today(app) + Duration::days(first), "ends_on": today(app) + Duration::days(last),
        "rule": {
            "revenue_per_mille": 30, "performance_per_mille": 250, "target_return": 3000,
            "grants": [{"tier": "gold", "minor": 500_000}], "smallest": 0, "at_closing": at_closing,
        },
    })
}

async fn make(app: &TestApp, fields: &Value, minor: i64) -> TestResult<Fund> {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    admin
        .post("/funds", &json!({"fields": fields, "minor": minor}))
        .await?
        .expect(201)
}

async fn preview(client: &Client, fund: FundId) -> TestResult<AllocationPreview> {
    client.get(&format!("/funds/{fund}/allocation")).await?.expect(200)
}

fn order(preview: &AllocationPreview) -> Value {
    json!({"basis": preview.basis})
}

fn line(preview: &AllocationPreview, partner: PartnerId) -> TestResult<&NamedLine> {
    let mut lines = preview.lines.iter();
    let found = lines.find(|named| named.line.performance.partner_id == partner);
    found.ok_or_else(|| "the partner has no line".into())
}

/// Lets north win a deal today.
async fn win(app: &TestApp, name: &str, domain: &str, value: Money) -> TestResult {
    let (partner, manager) = registration::partner_and_manager(app).await?;
    let deal = registration::submit(&partner, &registration::fields(app, name, domain)).await?;
    let id = deal.summary.id;
    registration::decide(&manager, id, &registration::approve()).await?;
    let deal = registration::read(&partner, id).await?;
    let closed_on = today(app);
    registration::happen(&partner, &deal, &DealEvent::Win { value, closed_on }).await?;
    Ok(())
}

fn dollars(rate: i64, from_day: NaiveDate) -> ExchangeRate {
    ExchangeRate {
        from: "USD".to_owned(),
        to: "EUR".to_owned(),
        rate,
        from_day,
    }
}

/// Publishes rates.
async fn publish(app: &TestApp, rates: Vec<ExchangeRate>) -> TestResult {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let now: SettingsVersion = admin.get("/settings").await?.expect(200)?;
    let mut settings = now.settings;
    settings.funds.rates = rates;
    let new = NewSettingsVersion {
        effective_from: None,
        note: "Rates".to_owned(),
        settings,
    };
    admin.post_on("/settings/versions", now.number, &new).await?.is(201)?;
    Ok(())
}

on_both_databases!(what_was_previewed_is_booked_once, async |app| {
    make(app, &fund_fields(app, "This quarter", (-60, 10), "keep"), 0).await?;
    let fund = make(app, &fund_fields(app, "Next quarter", (11, 80), "keep"), 5_000_000).await?;
    win(app, "Kunde AG", "kunde.example", Money::new(40_000_000, "EUR")).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let seen = preview(&admin, fund.id).await?;
    let reference = seen.reference.fund.as_ref().map(|fund| fund.name.as_str());
    assert_eq!(reference, Some("This quarter"));
    assert_eq!(seen.reference.ends_on, today(app) + Duration::days(10));
    let names: Vec<&str> = seen.lines.iter().map(|named| named.partner_name.as_str()).collect();
    assert_eq!(names, ["North Systems", "South Software"], "by name");
    // 3 % of 400,000.00 are 12,000.00, all of it earned where nothing was spent, and 5,000.00 for gold.
    let north = &line(&seen, app.north)?.line;
    assert_eq!(
        (north.performance.revenue, north.base, north.earned),
        (40_000_000, 900_000, 300_000)
    );
    assert_eq!(
        (north.grant, north.given, north.return_per_mille),
        (500_000, 1_700_000, None)
    );
    assert_eq!(line(&seen, app.south)?.line.given, 500_000);
    assert_eq!(
        (seen.totals.given, seen.totals.partners, seen.shortfall),
        (2_200_000, 2, 0)
    );

    // The fund holds something else by the time that it is booked: nothing is, and the answer says how it stands.
    let path = format!("/funds/{}/allocation", fund.id);
    let book = format!("/funds/{}/bookings", fund.id);
    let defund = json!({"kind": "defund", "minor": 3_500_000, "note": "Moved"});
    admin.post(&book, &defund).await?.is(200)?;
    let refused = admin.post(&path, &order(&seen)).await?.refused(Code::InvalidState)?;
    assert_eq!(refused.params["reason"], "figures_changed");
    let current: AllocationPreview = serde_json::from_value(refused.params["current"].clone())?;
    assert_eq!((current.totals.given, current.shortfall), (1_500_000, 700_000));
    assert_eq!(preview(&admin, fund.id).await?, current);

    let booked: Fund = admin.post(&path, &order(&current)).await?.expect(200)?;
    let totals = booked.totals.ok_or("no totals")?;
    assert_eq!((totals.unallocated, totals.partners.available), (0, 1_500_000));
    let again = preview(&admin, fund.id).await?;
    assert_eq!(
        (again.totals.given, again.totals.already, again.shortfall),
        (0, 1_500_000, 700_000)
    );
    let nothing = admin.post(&path, &order(&again)).await?.refused(Code::InvalidState)?;
    assert_eq!(nothing.params["reason"], "nothing_due");
    let after: Fund = admin.get(&format!("/funds/{}", fund.id)).await?.expect(200)?;
    assert_eq!(after.version, booked.version, "whoever closes it has seen all");
    admin.post(&path, &order(&current)).await?.refused(Code::InvalidState)?;

    // More is put in: each gets the rest of what is due to it, to the last unit, and nobody anything twice.
    let more = json!({"kind": "fund", "minor": 900_000, "note": "More"});
    admin.post(&book, &more).await?.is(200)?;
    let rest = preview(&admin, fund.id).await?;
    assert_eq!(rest.totals.given, 700_000);
    admin.post(&path, &order(&rest)).await?.is(200)?;
    let full = preview(&admin, fund.id).await?;
    for (partner, entitled) in [(app.north, 1_700_000), (app.south, 500_000)] {
        let line = &line(&full, partner)?.line;
        assert_eq!((line.performance.already, line.given), (entitled, 0));
    }
    // What the entries say of why.
    let entries: Page<StatementLine> = admin
        .get(&format!("/funds/{}/entries?partner={}", fund.id, app.north))
        .await?
        .expect(200)?;
    let of = |wanted: AllocationBasis| -> i64 {
        let with = |line: &&StatementLine| matches!(line.posting, Posting::Allocate { basis, .. } if basis == wanted);
        entries.items.iter().filter(with).map(|line| line.minor).sum()
    };
    assert_eq!(of(AllocationBasis::Earned) + of(AllocationBasis::Tier), 1_700_000);
    assert!(of(AllocationBasis::Earned) > of(AllocationBasis::Tier));
    let csv = admin.get(&format!("{path}/export")).await?;
    csv.is(200)?;
    let text = String::from_utf8(csv.body.clone())?;
    assert_eq!(text.lines().count(), 3);
    assert!(text.contains("North Systems"), "{text}");
    check_books(app).await
});

on_both_databases!(two_that_book_at_once_book_once, async |app| {
    let fund = make(app, &fund_fields(app, "Next quarter", (11, 80), "keep"), 5_000_000).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?.patient();
    let seen = preview(&admin, fund.id).await?;
    // No fund of its currency comes before: as many days count as it has.
    assert_eq!(seen.reference.fund, None);
    assert_eq!(seen.reference.ends_on, today(app) + Duration::days(10));
    let path = format!("/funds/{}/allocation", fund.id);
    let body = order(&seen);
    let (one, other) = tokio::join!(admin.post(&path, &body), admin.post(&path, &body));
    let mut statuses = [one?.status.as_u16(), other?.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let now = preview(&admin, fund.id).await?;
    assert_eq!((now.totals.already, now.totals.given), (1_000_000, 0));
    check_books(app).await
});

on_both_databases!(revenue_counts_by_the_rate_of_the_day_that_it_was_won_on, async |app| {
    let fund = make(app, &fund_fields(app, "Next quarter", (11, 80), "keep"), 5_000_000).await?;
    win(app, "Customer Inc", "customer.example", Money::new(1_000_000, "USD")).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let before = preview(&admin, fund.id).await?;
    assert_eq!(before.without_rate, ["USD"]);
    assert_eq!(line(&before, app.north)?.line.performance.revenue, 0);

    let rates = vec![
        dollars(RATE_SCALE / 2, today(app) - Duration::days(5)),
        dollars(RATE_SCALE / 4, today(app) + Duration::days(2)),
    ];
    publish(app, rates).await?;
    app.clock.advance(Duration::days(2));
    win(app, "Another Inc", "another.example", Money::new(1_000_000, "USD")).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let after = preview(&admin, fund.id).await?;
    assert!(after.without_rate.is_empty());
    assert_eq!(line(&after, app.north)?.line.performance.revenue, 500_000 + 250_000);
    Ok(())
});

on_both_databases!(each_entry_keeps_the_rate_of_its_day, async |app| {
    let fund = fund_of_north(app).await?;
    let day = today(app);
    let rates = vec![
        dollars(RATE_SCALE / 2, day),
        dollars(RATE_SCALE / 4, day + Duration::days(2)),
    ];
    publish(app, rates.clone()).await?;
    for (title, days) in [("First tour", 0), ("Second tour", 2)] {
        app.clock.advance(Duration::days(days));
        let partner = app.client(Role::PartnerMember, app.north).await?;
        let manager = app.client(Role::ChannelManager, app.north).await?;
        let mut asked = fields(app, fund, title);
        asked.currency = "USD".to_owned();
        // Another day for each, so that they are not taken for one activity.
        asked.starts_on = asked.starts_on.map(|on| on + Duration::days(20 * days));
        asked.ends_on = asked.ends_on.map(|on| on + Duration::days(20 * days));
        let request = submit(&partner, &asked).await?;
        let record = ApprovalRecord::FundRequest(request.summary.id);
        decide(&manager, record, &approve()).await?.is(200)?;
    }
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let entries: Page<StatementLine> = partner
        .get(&format!("/funds/{fund}/entries?account=reserved"))
        .await?
        .expect(200)?;
    let kept: Vec<(i64, Option<ExchangeRate>)> = entries
        .items
        .into_iter()
        .map(|line| (line.minor, line.origin.map(|origin| origin.rate)))
        .collect();
    let [first, second] = <[ExchangeRate; 2]>::try_from(rates).map_err(|_| "two rates")?;
    assert_eq!(kept, [(150_000, Some(second)), (300_000, Some(first.clone()))]);

    // The first is claimed and paid but for a third of it, which goes back: all by the rate of its approval.
    later(app, 25).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let finance = app.client(Role::Finance, app.north).await?;
    let path = "/fund_requests?limit=10&sort=starts";
    let page: Page<FundRequestSummary> = partner.get(path).await?.expect(200)?;
    let id = page.items.first().ok_or("no request")?.id;
    let claim = begin_claim(&partner, id, &costs(app, "R-1")).await?;
    submit_claim(&partner, &claim).await?.is(200)?;
    let record = ApprovalRecord::FundClaim(claim.summary.id);
    decide(&finance, record, &approve_part(200_001)).await?.is(200)?;
    stand(app);
    pay(app, claim.summary.id, PaymentId(Uuid::now_v7())).await?;
    let entries = format!("/funds/{fund}/entries?request={id}&limit=50");
    let entries: Page<StatementLine> = partner.get(&entries).await?.expect(200)?;
    let mut told: Vec<(AccountKind, i64, i64)> = Vec::new();
    for line in entries.items.into_iter().filter(|line| line.minor > 0) {
        let origin = line.origin.ok_or("no rate")?;
        assert_eq!(origin.rate, first);
        told.push((line.account, line.minor, origin.money.minor));
    }
    told.reverse();
    assert_eq!(
        told,
        [
            (AccountKind::Reserved, 300_000, 600_000),
            (AccountKind::Payable, 200_001, 400_002),
            (AccountKind::Paid, 200_001, 400_002),
            (AccountKind::Available, 99_999, 199_998),
        ]
    );
    check_books(app).await
});

on_both_databases!(a_partner_sees_what_the_next_period_could_bring, async |app| {
    let now = make(app, &fund_fields(app, "This quarter", (-60, 10), "keep"), 1_000_000).await?;
    grant(app, now.id, app.north, 300_000).await?;
    win(app, "Kunde AG", "kunde.example", Money::new(40_000_000, "EUR")).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let outlook: FundOutlook = partner.get("/fund_outlook").await?.expect(200)?;
    let [item] = outlook.items.as_slice() else {
        return Err("one period".into());
    };
    assert_eq!(
        (item.fund_id, item.available, item.next_starts_on),
        (now.id, 300_000, None)
    );
    assert_eq!(
        (item.performance.revenue, item.as_it_stands().entitled),
        (40_000_000, 1_700_000)
    );

    // The next fund's own rule takes the place of this one's.
    let mut fields = fund_fields(app, "Next quarter", (11, 80), "keep");
    fields["rule"]["revenue_per_mille"] = json!(60);
    let next = make(app, &fields, 0).await?;
    let outlook: FundOutlook = partner.get("/fund_outlook").await?.expect(200)?;
    assert_eq!(outlook.items[0].next_starts_on, Some(next.starts_on));
    assert_eq!(outlook.items[0].as_it_stands().entitled, 2_900_000);

    // Others have nothing to see.
    for (role, of) in [(Role::PartnerAdmin, app.south), (Role::ProgramAdmin, app.north)] {
        let other = app.client(role, of).await?;
        let outlook: FundOutlook = other.get("/fund_outlook").await?.expect(200)?;
        assert!(outlook.items.is_empty());
    }
    Ok(())
});

on_both_databases!(
    closing_calls_off_what_has_not_begun_where_the_rule_says_so,
    async |app| {
        for at_closing in ReservationsAtClosing::ALL {
            let fund = make(
                app,
                &fund_fields(app, "Growth", (-60, 300), at_closing.as_str()),
                10_000_000,
            )
            .await?;
            grant(app, fund.id, app.north, 1_000_000).await?;
            let title = format!("Plant tour, {}", at_closing.as_str());
            let ahead = approved(app, fund.id, &title, &approve_part(400_000)).await?;
            let admin = app.client(Role::ProgramAdmin, app.north).await?;
            let path = format!("/funds/{}/closing", fund.id);
            let seen: ClosingPreview = admin.get(&path).await?.expect(200)?;
            assert_eq!(
                (seen.available, seen.partners, seen.unallocated),
                (600_000, 1, 9_000_000)
            );
            let is_released = *at_closing == ReservationsAtClosing::ReleaseNotStarted;
            let released = if is_released { 400_000 } else { 0 };
            assert_eq!((seen.released, seen.reserved), (released, 400_000 - released));
            assert_eq!(seen.called_off, u32::from(is_released));

            let before: Fund = admin.get(&format!("/funds/{}", fund.id)).await?.expect(200)?;
            let closed: Fund = admin.post_on(&path, before.version, &json!({})).await?.expect(200)?;
            let totals = closed.totals.ok_or("no totals")?;
            assert_eq!(closed.state, FundState::Closed);
            assert_eq!(totals.lapsed + totals.partners.lapsed, seen.lapses());
            assert_eq!(totals.partners.reserved, seen.reserved);
            let partner = app.client(Role::PartnerMember, app.north).await?;
            let after = read(&partner, ahead).await?;
            let state = after.summary.state;
            if is_released {
                assert_eq!(state, FundRequestState::Expired);
                assert_eq!(after.progress.ended_by, Some(ReleaseReason::FundClosed));
                app.state.database.job_added().notify_one();
                app.eventually(async || {
                    let mails = app.mails()?;
                    Ok(mails.iter().any(|mail| mail.contains("Called off")).then_some(()))
                })
                .await?;
            } else {
                assert_eq!(state, FundRequestState::Approved);
            }
        }
        check_books(app).await
    }
);
