//! Funds: what is booked, what it leaves, who sees which entry, and that nobody gets more than there is.

use crate::support::funds::{approve, approved, check_books, fund_of_north};
use crate::support::{Client, TestResult};
use entente_model::funds::fund::{Fund, FundState, PartnerBalance, StatementLine};
use entente_model::funds::ledger::{AccountKind, Balance, Posting};
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use entente_server::auth::Scope;
use entente_server::store::entities::{audit, ledger_entries};
use futures::{StreamExt, stream};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

fn fields() -> Value {
    json!({
        "name": "Growth DACH, Q3 2026", "currency": "EUR", "starts_on": "2026-07-01", "ends_on": "2026-09-30",
        "rule": {
            "revenue_per_mille": 30, "performance_per_mille": 250, "target_return": 3000,
            "grants": [{"tier": "gold", "minor": 500_000}], "smallest": 10_000,
        },
    })
}

async fn fund(admin: &Client, minor: i64) -> TestResult<Fund> {
    let body = json!({"fields": fields(), "minor": minor});
    admin.post("/funds", &body).await?.expect(201)
}

fn booking(kind: &str, partner: Option<entente_model::ids::PartnerId>, minor: i64) -> Value {
    match partner {
        Some(id) => json!({"kind": kind, "partner_id": id, "minor": minor, "note": "Agreed at the business review"}),
        None => json!({"kind": kind, "minor": minor, "note": "Agreed at the business review"}),
    }
}

on_both_databases!(what_is_booked_is_told_by_its_entries, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let made = fund(&admin, 10_000_000).await?;
    assert_eq!(
        (made.name.as_str(), made.state, made.version),
        ("Growth DACH, Q3 2026", FundState::Open, 1)
    );
    let path = format!("/funds/{}", made.id);
    let book = format!("{path}/bookings");
    admin
        .post(&book, &booking("grant", Some(app.north), 2_500_000))
        .await?
        .is(200)?;
    admin
        .post(&book, &booking("take_back", Some(app.north), 500_000))
        .await?
        .is(200)?;
    let after: Fund = admin
        .post(&book, &booking("defund", None, 1_000_000))
        .await?
        .expect(200)?;
    let totals = after.totals.ok_or("no totals")?;
    assert_eq!(
        (totals.total, totals.unallocated, totals.lapsed),
        (9_000_000, 7_000_000, 0)
    );
    assert_eq!(
        (totals.partners.available, totals.partners.allocated()),
        (2_000_000, 2_000_000)
    );

    // More than there is, in each account.
    for (kind, partner, minor, account, holds) in [
        ("grant", Some(app.north), 7_000_001, "unallocated", 7_000_000),
        ("take_back", Some(app.north), 2_000_001, "available", 2_000_000),
        ("take_back", Some(app.south), 1, "available", 0),
        ("defund", None, 7_000_001, "unallocated", 7_000_000),
    ] {
        let problem = admin
            .post(&book, &booking(kind, partner, minor))
            .await?
            .refused(Code::InvalidState)?;
        assert_eq!(problem.params["reason"], "insufficient");
        assert_eq!(
            (&problem.params["account"], &problem.params["holds"]),
            (&json!(account), &json!(holds))
        );
    }
    let most = booking("fund", None, 1_000_000_000_000_000);
    let full = admin.post(&book, &most).await?.refused(Code::InvalidState)?;
    assert_eq!(full.params["reason"], "fund_full");

    let partner = app.client(Role::PartnerMember, app.north).await?;
    let own: Fund = partner.get(&path).await?.expect(200)?;
    assert_eq!((own.totals, own.rule), (None, None));
    assert_eq!(
        own.balance,
        Some(Balance {
            available: 2_000_000,
            ..Balance::default()
        })
    );
    let statement: Page<StatementLine> = partner.get(&format!("{path}/entries")).await?.expect(200)?;
    let told: Vec<(AccountKind, AccountKind, i64)> = statement
        .items
        .iter()
        .map(|line| (line.account, line.counterpart, line.minor))
        .collect();
    use AccountKind::{Available, Unallocated};
    assert_eq!(
        told,
        [(Available, Unallocated, -500_000), (Available, Unallocated, 2_500_000)]
    );
    assert_eq!(statement.items[1].note, "Agreed at the business review");
    assert!(matches!(statement.items[0].posting, Posting::Deallocate { partner_id } if partner_id == app.north));

    let all: Page<StatementLine> = admin.get(&format!("{path}/entries?limit=3")).await?.expect(200)?;
    assert_eq!(all.items.len(), 3);
    let next = all.next_cursor.ok_or("no second page")?;
    let rest: Page<StatementLine> = admin
        .get(&format!("{path}/entries?limit=100&cursor={next}"))
        .await?
        .expect(200)?;
    assert_eq!((rest.items.len(), rest.next_cursor), (5, None));
    let balances: Page<PartnerBalance> = admin.get(&format!("{path}/balances?search=north")).await?.expect(200)?;
    assert_eq!(balances.items.len(), 1);
    assert_eq!(
        (balances.items[0].partner_id, balances.items[0].balance.available),
        (app.north, 2_000_000)
    );
    check_books(app).await
});

on_both_databases!(a_closed_fund_gives_back_what_nobody_asked_for, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let made = fund(&admin, 1_000).await?;
    let path = format!("/funds/{}", made.id);
    let book = format!("{path}/bookings");
    admin
        .post(&book, &booking("grant", Some(app.north), 400))
        .await?
        .is(200)?;
    admin
        .post(&book, &booking("grant", Some(app.south), 250))
        .await?
        .is(200)?;
    let closing = format!("{path}/closing");
    admin
        .post_on(&closing, made.version, &json!({}))
        .await?
        .refused(Code::StaleVersion)?;
    let closed: Fund = admin
        .post_on(&closing, made.version + 2, &json!({}))
        .await?
        .expect(200)?;
    assert_eq!(closed.state, FundState::Closed);
    let totals = closed.totals.ok_or("no totals")?;
    assert_eq!((totals.total, totals.unallocated, totals.lapsed), (1_000, 0, 350));
    assert_eq!((totals.partners.available, totals.partners.lapsed), (0, 650));
    for body in [booking("grant", Some(app.north), 1), booking("fund", None, 1)] {
        let problem = admin.post(&book, &body).await?.refused(Code::InvalidState)?;
        assert_eq!(problem.params["reason"], "fund_closed");
    }
    let again = admin
        .post_on(&closing, closed.version, &json!({}))
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(again.params["reason"], "fund_closed");
    let edit = admin
        .put(&path, closed.version, &fields())
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(edit.params["reason"], "fund_closed");
    check_books(app).await
});

on_both_databases!(a_fund_is_changed_as_it_was_read_and_keeps_its_currency, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let made = fund(&admin, 0).await?;
    let path = format!("/funds/{}", made.id);
    let mut changed = fields();
    changed["name"] = json!("Growth DACH, second half");
    changed["ends_on"] = json!("2026-12-31");
    let edited: Fund = admin.put(&path, made.version, &changed).await?.expect(200)?;
    assert_eq!((edited.name.as_str(), edited.version), ("Growth DACH, second half", 2));
    let entries = audit::Entity::find()
        .filter(audit::Column::Kind.eq("fund.edited"))
        .all(app.state.database.read())
        .await?;
    let params: Value = serde_json::from_str(&entries.first().ok_or("no entry")?.params)?;
    let told = json!({
        "name": {"before": "Growth DACH, Q3 2026", "after": "Growth DACH, second half"},
        "ends_on": {"before": "2026-09-30", "after": "2026-12-31"},
    });
    assert_eq!(params["changes"], told, "what has not changed is not told");
    admin
        .put(&path, made.version, &changed)
        .await?
        .refused(Code::StaleVersion)?;
    changed["currency"] = json!("USD");
    admin
        .put(&path, 2, &changed)
        .await?
        .refused_at("/currency", FieldCode::InUse)?;
    Ok(())
});

on_both_databases!(wrong_funds_and_bookings_are_refused_at_their_field, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let mut body = json!({"fields": fields(), "minor": 0});
    body["fields"]["ends_on"] = json!("2026-06-30");
    admin
        .post("/funds", &body)
        .await?
        .refused_at("/fields/ends_on", FieldCode::DateInPast)?;
    body["fields"]["ends_on"] = json!("2029-06-30");
    admin
        .post("/funds", &body)
        .await?
        .refused_at("/fields/ends_on", FieldCode::DateTooFar)?;
    body["fields"]["ends_on"] = json!("2026-09-30");
    body["fields"]["currency"] = json!("XXX");
    admin
        .post("/funds", &body)
        .await?
        .refused_at("/fields/currency", FieldCode::InvalidCurrency)?;
    body["fields"]["currency"] = json!("EUR");
    body["fields"]["rule"]["target_return"] = json!(0);
    admin
        .post("/funds", &body)
        .await?
        .refused_at("/fields/rule/target_return", FieldCode::OutOfRange)?;
    body["fields"]["rule"]["target_return"] = json!(3_000);
    body["minor"] = json!(-1);
    admin
        .post("/funds", &body)
        .await?
        .refused_at("/minor", FieldCode::OutOfRange)?;

    let made = fund(&admin, 100).await?;
    let book = format!("/funds/{}/bookings", made.id);
    admin
        .post(&book, &booking("grant", None, 5))
        .await?
        .refused_at("/partner_id", FieldCode::Required)?;
    admin
        .post(&book, &booking("fund", Some(app.north), 5))
        .await?
        .refused_at("/partner_id", FieldCode::UnknownValue)?;
    admin
        .post(&book, &booking("fund", None, 0))
        .await?
        .refused_at("/minor", FieldCode::OutOfRange)?;
    let unknown = entente_model::ids::PartnerId(Uuid::from_u128(7));
    admin
        .post(&book, &booking("grant", Some(unknown), 5))
        .await?
        .refused(Code::NotFound)?;
    check_books(app).await
});

on_both_databases!(what_others_have_is_nobodys_business, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let far = app.add_partner("Far Away", "far.example", "iberia").await?;
    let made = fund(&admin, 1_000).await?;
    let path = format!("/funds/{}", made.id);
    let book = format!("{path}/bookings");
    for (partner, minor) in [(app.north, 10), (far, 20)] {
        admin
            .post(&book, &booking("grant", Some(partner), minor))
            .await?
            .is(200)?;
    }
    // What one has is told of that one, whichever comes first by name.
    for (partner, minor) in [(app.north, 10), (far, 20)] {
        let one: Page<PartnerBalance> = admin
            .get(&format!("{path}/balances?partner={partner}&limit=1"))
            .await?
            .expect(200)?;
        let told: Vec<_> = one
            .items
            .iter()
            .map(|row| (row.partner_id, row.balance.available))
            .collect();
        assert_eq!(told, [(partner, minor)]);
    }
    // A partner that was given nothing knows of no fund; one that was sees its own entries, whatever it asks for.
    let south = app.client(Role::PartnerAdmin, app.south).await?;
    south.get(&path).await?.refused(Code::NotFound)?;
    assert!(south.get("/funds").await?.expect::<Page<Fund>>(200)?.items.is_empty());
    let north = app.client(Role::PartnerAdmin, app.north).await?;
    let theirs: Page<StatementLine> = north.get(&format!("{path}/entries?partner={far}")).await?.expect(200)?;
    assert!(theirs.items.is_empty());
    north.get(&format!("{path}/balances")).await?.refused(Code::Forbidden)?;
    // A manager sees what the partners of their regions have, and the fund's own accounts.
    let manager = app
        .client_of(
            app.add_user("m@vendor.example", Role::ChannelManager, None, &["dach"])
                .await?,
        )
        .await?;
    let seen: Page<PartnerBalance> = manager.get(&format!("{path}/balances")).await?.expect(200)?;
    assert_eq!(
        seen.items.iter().map(|row| row.partner_id).collect::<Vec<_>>(),
        [app.north]
    );
    let entries: Page<StatementLine> = manager.get(&format!("{path}/entries")).await?.expect(200)?;
    assert!(
        entries
            .items
            .iter()
            .all(|line| line.partner_id.is_none_or(|id| id == app.north))
    );
    assert_eq!(entries.items.iter().filter(|line| line.partner_id.is_some()).count(), 1);
    Ok(())
});

/// All of a list, page by page.
async fn every<T: DeserializeOwned>(client: &Client, list: &str, filter: &str) -> TestResult<Vec<T>> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Page<T> = client
            .get(&format!("{list}?limit=7{filter}{cursor}"))
            .await?
            .expect(200)?;
        items.extend(page.items);
        let Some(next) = page.next_cursor else {
            return Ok(items);
        };
        cursor = format!("&cursor={next}");
    }
}

on_both_databases!(a_managers_statement_is_the_admins_without_other_regions, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let made = fund(&admin, 100_000).await?;
    let path = format!("/funds/{}", made.id);
    let mut partners = Vec::new();
    for at in 0..12 {
        let region = ["dach", "nordics", "iberia"][at % 3];
        let partner = app
            .add_partner(&format!("Partner {at}"), &format!("p{at}.example"), region)
            .await?;
        partners.push((partner, region));
    }
    for turn in 0..4 {
        for (at, (partner, _)) in partners.iter().enumerate() {
            let kind = if turn == 2 && at % 2 == 0 { "take_back" } else { "grant" };
            let body = booking(kind, Some(*partner), 10 + turn);
            admin.post(&format!("{path}/bookings"), &body).await?.is(200)?;
        }
    }
    // As a server books that does not know of regions yet.
    let (first, fund_id) = (partners[0].0, made.id);
    let forgotten = app.state.database.write(&Scope::for_tests(), (), move |tx, ()| {
        Box::pin(async move {
            let forget = ledger_entries::Entity::update_many()
                .col_expr(ledger_entries::Column::Region, Expr::value(Option::<String>::None))
                .filter(ledger_entries::Column::FundId.eq(fund_id.0))
                .filter(ledger_entries::Column::PartnerId.is_in([first.0, Uuid::nil()]));
            Ok(forget.exec(tx.db()).await?.rows_affected)
        })
    });
    assert!(forgotten.await? > 4);

    let filters = [
        String::new(),
        "&account=available".to_owned(),
        "&account=unallocated".to_owned(),
        format!("&partner={first}"),
        format!("&partner={}&account=available", partners[1].0),
    ];
    for regions in [&["dach"] as &[&str], &["nordics", "dach"], &[]] {
        let email = format!("m{}@vendor.example", regions.len());
        let manager = app
            .client_of(app.add_user(&email, Role::ChannelManager, None, regions).await?)
            .await?;
        let may_see = |line: &StatementLine| {
            line.partner_id.is_none_or(|id| {
                let found = partners.iter().find(|(partner, _)| *partner == id);
                found.is_some_and(|(_, region)| regions.contains(region))
            })
        };
        for filter in &filters {
            let mut expected: Vec<StatementLine> = every(&admin, &format!("{path}/entries"), filter).await?;
            expected.retain(may_see);
            let seen: Vec<StatementLine> = every(&manager, &format!("{path}/entries"), filter).await?;
            assert_eq!(seen, expected, "of {regions:?}, {filter}");
        }
    }
    Ok(())
});

on_both_databases!(
    what_a_request_booked_is_told_to_who_looks_after_its_region,
    async |app| {
        let fund = fund_of_north(app).await?;
        let request = approved(app, fund, "Plant tour", &approve()).await?;
        let admin = app.client(Role::ProgramAdmin, app.north).await?;
        let list = format!("/funds/{fund}/entries");
        let filter = format!("&request={request}");
        let expected: Vec<StatementLine> = every(&admin, &list, &filter).await?;
        assert_eq!(expected.len(), 2, "from what is available to what is reserved");
        let available: Vec<StatementLine> = every(&admin, &list, &format!("{filter}&account=available")).await?;
        assert_eq!(available.len(), 1);
        for (regions, sees) in [(["dach"], true), (["iberia"], false)] {
            let email = format!("{}@vendor.example", regions[0]);
            let manager = app
                .client_of(app.add_user(&email, Role::ChannelManager, None, &regions).await?)
                .await?;
            for (filter, expected) in [
                (filter.clone(), &expected),
                (format!("{filter}&account=available"), &available),
                (format!("{filter}&partner={}", app.north), &expected),
            ] {
                let seen: Vec<StatementLine> = every(&manager, &list, &filter).await?;
                assert_eq!(
                    seen.as_slice(),
                    if sees { expected.as_slice() } else { &[] },
                    "of {regions:?}, {filter}"
                );
            }
        }
        Ok(())
    }
);

on_both_databases!(balances_are_told_by_name_and_of_the_own_regions, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let made = fund(&admin, 100_000).await?;
    let path = format!("/funds/{}", made.id);
    let mut given = Vec::new();
    for at in 0..24 {
        let region = ["dach", "nordics"][at % 2];
        // Neither in the order of their making nor of their ids.
        let name = format!("Partner {:02}", at * 7 % 24);
        let partner = app.add_partner(&name, &format!("p{at}.example"), region).await?;
        // The last four were given nothing.
        if at < 20 {
            let minor = i64::try_from(at)? + 10;
            let body = booking("grant", Some(partner), minor);
            admin.post(&format!("{path}/bookings"), &body).await?.is(200)?;
            given.push((name, partner, region, minor));
        }
    }
    given.sort();
    let manager = app
        .client_of(
            app.add_user("m@vendor.example", Role::ChannelManager, None, &["nordics"])
                .await?,
        )
        .await?;
    let of = given[3].1;
    let list = format!("{path}/balances");
    for (client, regions) in [
        (&admin, &["dach", "nordics"] as &[&str]),
        (&manager, &["nordics"] as &[&str]),
    ] {
        for (filter, wanted) in [
            (String::new(), None),
            (format!("&partner={of}"), Some(of)),
            ("&search=partner".to_owned(), None),
        ] {
            let seen: Vec<PartnerBalance> = every(client, &list, &filter).await?;
            let seen: Vec<_> = seen.iter().map(|row| (row.partner_id, row.balance)).collect();
            let expected: Vec<_> = given
                .iter()
                .filter(|(_, id, region, _)| regions.contains(region) && wanted.is_none_or(|wanted| wanted == *id))
                .map(|(_, id, _, available)| {
                    let balance = Balance {
                        available: *available,
                        ..Balance::default()
                    };
                    (*id, balance)
                })
                .collect();
            assert_eq!(seen, expected, "of {regions:?}, {filter}");
        }
    }
    let whole: Fund = admin.get(&path).await?.expect(200)?;
    let sum: i64 = given.iter().map(|(.., minor)| minor).sum();
    let totals = whole.totals.ok_or("no totals")?;
    assert_eq!(
        (
            totals.total,
            totals.unallocated,
            totals.partners.available,
            totals.lapsed
        ),
        (100_000, 100_000 - sum, sum, 0)
    );
    Ok(())
});

on_both_databases!(sixty_four_at_once_never_give_more_than_there_is, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?.patient();
    // Enough for 200 of 640 grants, and a rest that is too little for one.
    let made = fund(&admin, 200 * 30 + 29).await?;
    let book = format!("/funds/{}/bookings", made.id);
    let statuses: Vec<u16> = stream::iter(0..640)
        .map(|at| {
            let partner = if at % 2 == 0 { app.north } else { app.south };
            let (admin, book) = (&admin, &book);
            async move {
                Ok::<_, Box<dyn std::error::Error + Send + Sync>>(
                    admin
                        .post(book, &booking("grant", Some(partner), 30))
                        .await?
                        .status
                        .as_u16(),
                )
            }
        })
        .buffer_unordered(64)
        .collect::<Vec<_>>()
        .await
        .into_iter()
        .collect::<Result<_, _>>()?;
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 200);
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 440);
    let after: Fund = admin.get(&format!("/funds/{}", made.id)).await?.expect(200)?;
    let totals = after.totals.ok_or("no totals")?;
    assert_eq!((totals.unallocated, totals.partners.available), (29, 6_000));
    check_books(app).await
});
