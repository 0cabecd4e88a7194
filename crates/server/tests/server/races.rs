//! Many at once: what must come out whoever is first.

use crate::support::registration::*;
use crate::support::{Answer, Client, TestApp, TestResult, funds};
use entente_model::approvals::{ApprovalRecord, ApprovalState, ApprovalSummary, Decision};
use entente_model::deals::{Deal, DealEvent, DealState, DealSummary};
use entente_model::funds::fund::{Fund, PartnerBalance};
use entente_model::funds::ledger::Balance;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::{Code, Problem};
use entente_server::store::entities::{account_holds, approvals, audit, deals, fund_requests, idempotency_keys};
use futures::{StreamExt, TryStreamExt, stream};
use reqwest::Method;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// Requests under way at once.
const AT_ONCE: usize = 32;
/// How often each race is run.
const ROUNDS: usize = 1_000;

on_both_databases!(fifty_sends_of_one_key_make_one_deal, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?.patient();
    let fields = fields(app, "Blauwerk GmbH", "blauwerk.de");
    let sends = (0..50).map(|_| {
        partner
            .request(Method::POST, "/deals")
            .key("one-key")
            .json(&fields)
            .send()
    });
    let answers: Vec<Answer> = futures::future::try_join_all(sends).await?;
    for answer in &answers {
        answer.is(201)?;
        assert_eq!(answer.body, answers[0].body);
        assert_eq!(answer.header("etag"), answers[0].header("etag"));
        assert_eq!(answer.header("location"), answers[0].header("location"));
    }
    let db = app.state.database.read();
    assert_eq!(deals::Entity::find().count(db).await?, 1);
    assert_eq!(idempotency_keys::Entity::find().count(db).await?, 1);
    let mut other = fields.clone();
    other.notes = "Something else".to_owned();
    let answer = partner
        .request(Method::POST, "/deals")
        .key("one-key")
        .json(&other)
        .send()
        .await?;
    answer.refused(Code::IdempotencyMismatch)?;
    Ok(())
});

/// Every item that waits.
async fn queue(client: &Client) -> TestResult<Vec<ApprovalSummary>> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Page<ApprovalSummary> = client
            .get(&format!("/approvals?limit=100{cursor}"))
            .await?
            .expect(200)?;
        found.extend(page.items);
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(found),
        }
    }
}

on_both_databases!(two_managers_decide_a_thousand_items_at_once, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?.patient();
    let one = app
        .client_of(
            app.add_user("one@vendor.example", Role::ChannelManager, None, &["dach"])
                .await?,
        )
        .await?
        .patient();
    let two = app
        .client_of(
            app.add_user("two@vendor.example", Role::ChannelManager, None, &["dach"])
                .await?,
        )
        .await?
        .patient();
    stream::iter(0..ROUNDS)
        .map(|at| {
            let fields = fields(app, &format!("{at:04} {at:04}"), &format!("customer{at}.example"));
            let partner = &partner;
            async move { submit(partner, &fields).await }
        })
        .buffer_unordered(AT_ONCE)
        .try_collect::<Vec<Deal>>()
        .await?;
    let items = queue(&one).await?;
    assert_eq!(items.len(), ROUNDS);
    let reject: Decision =
        serde_json::from_value(serde_json::json!({"decision": "reject", "reasons": ["not_qualified"]}))?;
    let outcomes: Vec<(ApprovalSummary, Answer, Answer)> = stream::iter(items)
        .map(|item| {
            let (one, two, reject) = (&one, &two, &reject);
            async move {
                let path = format!("/approvals/{}/decision", item.id);
                let yes = approve();
                let (first, second) = tokio::join!(
                    one.post_on(&path, item.version, &yes),
                    two.post_on(&path, item.version, reject)
                );
                Ok::<_, Box<dyn std::error::Error + Send + Sync>>((item, first?, second?))
            }
        })
        .buffer_unordered(AT_ONCE / 2)
        .try_collect()
        .await?;
    let mut wins = BTreeMap::new();
    for (item, first, second) in &outcomes {
        let (winner, name, loser) = if first.status == 200 {
            (first, "one", second)
        } else {
            (second, "two", first)
        };
        winner.is(200)?;
        let problem: Problem = loser.refused(Code::AlreadyDecided)?;
        assert_eq!(problem.params["by"], name, "of {}", item.reference);
        assert!(problem.params["at"].is_string());
        *wins.entry(name).or_insert(0) += 1;
    }
    let db = app.state.database.read();
    let decided = audit::Entity::find()
        .filter(audit::Column::Kind.is_in(["deal.approved", "deal.rejected"]))
        .count(db)
        .await?;
    assert_eq!(decided, ROUNDS as u64, "{wins:?}");
    assert!(queue(&one).await?.is_empty());
    Ok(())
});

/// The same account, written as people write it.
fn variant(at: usize, round: usize) -> (String, String) {
    let names = [
        "{l} Müller & Söhne GmbH",
        "{l} MULLER UND SOHNE",
        "{l} Mu\u{308}ller and So\u{308}hne AG",
        "{l} müller & söhne Inc.",
    ];
    let domains = [
        "müller{n}.de",
        "www.Müller{n}.de",
        "https://shop.mu\u{308}ller{n}.de/kontakt",
        "a.b.müller{n}.de",
    ];
    // Names of different rounds begin differently, so that they are no possible conflicts of each other.
    let letters: String = [round / 676, round / 26 % 26, round % 26]
        .iter()
        .map(|at| char::from(b'a' + *at as u8))
        .collect();
    let fill = |text: &str| text.replace("{n}", &round.to_string()).replace("{l}", &letters);
    let ascii = idna::domain_to_ascii(&fill("müller{n}.de")).unwrap_or_default();
    let domain = domains
        .get(at % (domains.len() + 1))
        .map_or(ascii.to_uppercase(), |text| fill(text));
    // Half by domain alone, with a name of its own; half by name as well.
    let name = if at.is_multiple_of(2) {
        fill(names[at % names.len()])
    } else {
        format!("{letters} {}", ["Alpha", "Omega"][at / 2 % 2])
    };
    (name, domain)
}

on_both_databases!(
    two_partners_register_one_account_a_thousand_times_at_once,
    async |app| {
        let north = app.client(Role::PartnerMember, app.north).await?.patient();
        let south = app.client(Role::PartnerMember, app.south).await?.patient();
        let outcomes: Vec<(usize, Answer, Answer)> = stream::iter(0..ROUNDS)
            .map(|round| {
                let (north, south) = (&north, &south);
                async move {
                    let draft = async |client: &Client, at: usize| {
                        let (name, domain) = variant(at, round);
                        begin(client, &fields(app, &name, &domain)).await
                    };
                    let (mine, theirs) = (draft(north, round).await?, draft(south, round / 5 + 2).await?);
                    let send = async |client: &Client, deal: &Deal| {
                        let path = format!("/deals/{}/events", deal.summary.id);
                        client.post_on(&path, deal.summary.version, &DealEvent::Submit {}).await
                    };
                    let (one, other) = tokio::join!(send(north, &mine), send(south, &theirs));
                    Ok::<_, Box<dyn std::error::Error + Send + Sync>>((round, one?, other?))
                }
            })
            .buffer_unordered(AT_ONCE / 2)
            .try_collect()
            .await?;
        for (round, one, other) in &outcomes {
            let deals: [Deal; 2] = [one.expect(200)?, other.expect(200)?];
            let holders = deals.iter().filter(|deal| deal.progress.holds_account).count();
            assert_eq!(
                holders, 1,
                "round {round}: {} and {}",
                deals[0].fields.customer_domain, deals[1].fields.customer_domain
            );
            let (winner, loser, answer) = if deals[0].progress.holds_account {
                (&deals[0], &deals[1], other)
            } else {
                (&deals[1], &deals[0], one)
            };
            let text = String::from_utf8_lossy(&answer.body);
            for secret in [
                winner.summary.id.to_string(),
                winner.summary.reference.clone(),
                winner.summary.partner_id.to_string(),
                winner.summary.partner_name.clone(),
            ] {
                assert!(!text.contains(&secret), "round {round} tells {secret}");
            }
            assert_eq!(loser.summary.state, DealState::Submitted);
        }
        // Who let go passes it on: nothing waits that nobody holds.
        let holds = holders(app).await?;
        assert_eq!(holds.len(), ROUNDS);
        Ok(())
    }
);

async fn holders(app: &TestApp) -> TestResult<std::collections::BTreeSet<uuid::Uuid>> {
    let rows = account_holds::Entity::find().all(app.state.database.read()).await?;
    Ok(rows.into_iter().map(|row| row.deal_id).collect())
}

on_both_databases!(
    an_account_let_go_while_another_registers_is_never_left_lying,
    async |app| {
        let north = app.client(Role::PartnerMember, app.north).await?.patient();
        let south = app.client(Role::PartnerMember, app.south).await?.patient();
        let waiting: Vec<bool> = stream::iter(0..200)
            .map(|round| {
                let (north, south) = (&north, &south);
                async move {
                    let fields = fields(
                        app,
                        &format!("Blauwerk {round} {round}"),
                        &format!("blauwerk{round}.example"),
                    );
                    let held = submit(north, &fields).await?;
                    let draft = begin(south, &fields).await?;
                    let withdraw = DealEvent::Withdraw { note: String::new() };
                    let (gone, taken) = tokio::join!(
                        happen(north, &held, &withdraw),
                        happen(south, &draft, &DealEvent::Submit {})
                    );
                    gone?;
                    Ok::<_, Box<dyn std::error::Error + Send + Sync>>(
                        read(south, taken?.summary.id).await?.progress.holds_account,
                    )
                }
            })
            .buffer_unordered(AT_ONCE / 2)
            .try_collect()
            .await?;
        assert!(
            waiting.iter().all(|holds| *holds),
            "{} wait for nobody",
            waiting.iter().filter(|holds| !**holds).count()
        );
        Ok(())
    }
);

on_both_databases!(saves_at_once_lose_nothing_unseen, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?.patient();
    let draft = begin(&partner, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    let path = format!("/deals/{}", draft.summary.id);
    let saves = (0..20).map(|at| {
        let (partner, path) = (&partner, &path);
        let mut fields = draft.fields.clone();
        fields.notes = format!("Save {at}");
        async move { partner.put(path, 1, &fields).await }
    });
    let answers: Vec<Answer> = futures::future::try_join_all(saves).await?;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused(Code::StaleVersion)?;
    }
    let list: Page<DealSummary> = partner.get("/deals").await?.expect(200)?;
    assert_eq!(list.items[0].version, 2);
    Ok(())
});

/// People who approve at once.
const APPROVERS: usize = 64;
/// What each of them approves.
const APPROVALS: usize = 100;
/// What each request asks for, in cents.
const EACH: i64 = 30;
/// For how many of its requests each of the two partners has money, with a rest that is too little for one more.
const AFFORDED: [usize; 2] = [20, 17];

on_both_databases!(
    sixty_four_clients_approve_a_hundred_requests_each_against_one_fund,
    async |app| {
        let partners = [app.north, app.south];
        let fund = funds::fund(app, 1_000_000).await?.id;
        for (partner, afforded) in partners.into_iter().zip(AFFORDED) {
            funds::grant(app, fund, partner, EACH * i64::try_from(afforded)? + EACH - 1).await?;
        }
        for (at, partner) in partners.into_iter().enumerate() {
            let asker = app.client(Role::PartnerMember, partner).await?.patient();
            stream::iter(0..APPROVALS / 2)
                .map(|number| {
                    let mut draft = funds::fields(app, fund, &format!("Tour {at} {number:03}"));
                    draft.asked = Some(EACH);
                    let asker = &asker;
                    async move { funds::submit(asker, &draft).await }
                })
                .buffer_unordered(AT_ONCE)
                .try_collect::<Vec<_>>()
                .await?;
        }
        let mut approvers = Vec::new();
        for _ in 0..APPROVERS {
            approvers.push(app.client(Role::ProgramAdmin, app.north).await?.patient());
        }
        let items = queue(&approvers[0]).await?;
        assert_eq!(items.len(), APPROVALS);

        // Each goes through all of them, from a place of their own.
        let yes = approve();
        let outcomes: Vec<Vec<(usize, Answer)>> = stream::iter(0..APPROVERS)
            .map(|number| {
                let (approver, items, yes) = (&approvers[number], &items, &yes);
                async move {
                    let mut answers = Vec::with_capacity(APPROVALS);
                    for step in 0..APPROVALS {
                        let at = (number * 37 + step) % APPROVALS;
                        let path = format!("/approvals/{}/decision", items[at].id);
                        answers.push((at, approver.post_on(&path, items[at].version, yes).await?));
                    }
                    Ok::<_, Box<dyn std::error::Error + Send + Sync>>(answers)
                }
            })
            .buffer_unordered(APPROVERS)
            .try_collect()
            .await?;

        let mut approved = BTreeSet::new();
        for (at, answer) in outcomes.iter().flatten() {
            if answer.status == 200 {
                assert!(approved.insert(*at), "{} was approved twice", items[*at].reference);
                continue;
            }
            let problem: Problem = answer.json()?;
            match problem.code {
                Code::AlreadyDecided => {}
                Code::InvalidState => assert_eq!(problem.params["reason"], "insufficient"),
                other => return Err(format!("refused with {}", other.as_str()).into()),
            }
        }
        for (partner, afforded) in partners.into_iter().zip(AFFORDED) {
            let of_partner = approved.iter().filter(|at| items[**at].partner_id == Some(partner));
            assert_eq!(
                of_partner.count(),
                afforded,
                "as many as there is money for, and no more"
            );
        }

        // What the answers said is what stands.
        let fund_now: Fund = approvers[0].get(&format!("/funds/{fund}")).await?.expect(200)?;
        let promised = EACH * i64::try_from(approved.len())?;
        assert_eq!(fund_now.totals.map(|totals| totals.partners.reserved), Some(promised));
        let balances: Page<PartnerBalance> = approvers[0]
            .get(&format!("/funds/{fund}/balances"))
            .await?
            .expect(200)?;
        for (partner, afforded) in partners.into_iter().zip(AFFORDED) {
            let held = balances.items.iter().find(|row| row.partner_id == partner);
            let expected = Balance {
                available: EACH - 1,
                reserved: EACH * i64::try_from(afforded)?,
                ..Balance::default()
            };
            assert_eq!(held.map(|row| row.balance), Some(expected));
        }
        let db = app.state.database.read();
        let decided = audit::Entity::find().filter(audit::Column::Kind.eq("fund_request.approved"));
        assert_eq!(decided.count(db).await?, approved.len() as u64);
        let reserved = fund_requests::Entity::find().filter(fund_requests::Column::ReservedMinor.eq(EACH));
        assert_eq!(reserved.count(db).await?, approved.len() as u64);
        let closed = approvals::Entity::find().filter(approvals::Column::State.eq(ApprovalState::Approved.as_str()));
        assert_eq!(closed.count(db).await?, approved.len() as u64);
        for (at, item) in items.iter().enumerate() {
            let ApprovalRecord::FundRequest(id) = item.record else {
                return Err("an item about no request".into());
            };
            let row = fund_requests::Entity::find_by_id(id.0)
                .one(db)
                .await?
                .ok_or("a request")?;
            assert_eq!(row.state == "approved", approved.contains(&at), "{}", item.reference);
        }
        funds::check_books(app).await
    }
);
