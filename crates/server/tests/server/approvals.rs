//! The queue: listed, taken, decided alone and in bulk, escalated.

use crate::support::registration::*;
use crate::support::{Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::approvals::{
    ApprovalSummary, Assignment, BulkDecision, BulkItem, BulkResult, Decider, Decision, Escalation, RejectReason,
    RiskFlag,
};
use entente_model::deals::{DealEvent, DealState};
use entente_model::money::Money;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use reqwest::Method;
use serde_json::json;

async fn several(app: &TestApp, partner: &Client, count: usize) -> TestResult<Vec<entente_model::ids::DealId>> {
    let mut deals = Vec::new();
    for at in 0..count {
        let mut fields = fields(
            app,
            &format!("Company {}", char::from(b'A' + at as u8).to_string().repeat(5)),
            &format!("company{at}.example"),
        );
        fields.value = Some(Money::new(9_000_000 + 1_000 * (at as i64 % 3), "EUR"));
        deals.push(submit(partner, &fields).await?.summary.id);
    }
    Ok(deals)
}

on_both_databases!(the_queue_is_listed_filtered_and_paged, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deals = several(app, &partner, 7).await?;
    for sort in ["due", "-due", "submitted", "-submitted", "amount", "-amount"] {
        let mut found = Vec::new();
        let mut cursor = String::new();
        loop {
            let page: Page<ApprovalSummary> = manager
                .get(&format!("/approvals?sort={sort}&limit=2{cursor}"))
                .await?
                .expect(200)?;
            found.extend(page.items.iter().filter_map(|item| item.record.deal()));
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let unique: std::collections::BTreeSet<_> = found.iter().collect();
        assert_eq!((found.len(), unique.len()), (7, 7), "{sort}");
    }
    let count = async |query: &str| -> TestResult<usize> {
        Ok(manager
            .get(&format!("/approvals?{query}"))
            .await?
            .expect::<Page<ApprovalSummary>>(200)?
            .items
            .len())
    };
    assert_eq!(count("state=decided").await?, 0);
    assert_eq!(count("kind=deal_appeal").await?, 0);
    assert_eq!(count("flag=high_value").await?, 7);
    assert_eq!(count("flag=conflict").await?, 0);
    assert_eq!(count("assignee=nobody").await?, 7);
    assert_eq!(count("assignee=me").await?, 0);
    assert_eq!(count("region=dach").await?, 7);
    assert_eq!(count("region=uki").await?, 0);
    assert_eq!(count("search=ccc").await?, 1);
    decide(&manager, deals[0], &approve()).await?;
    assert_eq!((count("state=decided").await?, count("state=open").await?), (1, 6));
    decide(&manager, deals[1], &approve()).await?;
    let first: Page<ApprovalSummary> = manager
        .get("/approvals?state=decided&sort=-amount&limit=1")
        .await?
        .expect(200)?;
    assert_eq!(deal_in(&first.items[0])?, deals[1], "it is worth more");
    let cursor = first.next_cursor.ok_or("a second page")?;
    let path = format!("/approvals?state=decided&sort=-amount&limit=1&cursor={cursor}");
    let second: Page<ApprovalSummary> = manager.get(&path).await?.expect(200)?;
    assert_eq!((deal_in(&second.items[0])?, second.next_cursor), (deals[0], None));
    for query in [
        "state=maybe",
        "kind=x",
        "flag=x",
        "assignee=x",
        "sort=x",
        "sort=decided",
        "colour=x",
    ] {
        manager
            .get(&format!("/approvals?{query}"))
            .await?
            .refused(Code::MalformedRequest)?;
    }
    let elsewhere = app
        .client_of(
            app.add_user("far@vendor.example", Role::ChannelManager, None, &["uki"])
                .await?,
        )
        .await?;
    let page: Page<ApprovalSummary> = elsewhere.get("/approvals").await?.expect(200)?;
    assert!(page.items.is_empty());
    let nowhere = app
        .client_of(
            app.add_user("no@vendor.example", Role::ChannelManager, None, &[])
                .await?,
        )
        .await?;
    let page: Page<ApprovalSummary> = nowhere.get("/approvals").await?.expect(200)?;
    assert!(page.items.is_empty());
    partner.get("/approvals").await?.refused(Code::Forbidden)?;
    Ok(())
});

on_both_databases!(what_is_decided_comes_in_the_order_of_the_decisions, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deals = several(app, &partner, 4).await?;
    // Not in the order in which they were handed in.
    let order = [deals[2], deals[0], deals[3], deals[1]];
    for deal in order {
        app.clock.advance(Duration::minutes(1));
        if deal == deals[3] {
            let seen = read(&partner, deal).await?;
            happen(&partner, &seen, &DealEvent::Withdraw { note: String::new() }).await?;
        } else {
            decide(&manager, deal, &approve()).await?;
        }
    }
    for (sort, expected) in [
        ("decided", order.to_vec()),
        ("-decided", order.iter().rev().copied().collect()),
    ] {
        let mut found = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/approvals?state=decided&sort={sort}&limit=1{cursor}");
            let page: Page<ApprovalSummary> = manager.get(&path).await?.expect(200)?;
            found.extend(page.items.iter().filter_map(|item| item.record.deal()));
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(found, expected, "{sort}");
    }
    Ok(())
});

on_both_databases!(foreign_items_do_not_exist, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deals = several(app, &partner, 1).await?;
    let item = waiting(&manager, deals[0]).await?;
    let elsewhere = app
        .client_of(
            app.add_user("far@vendor.example", Role::ChannelManager, None, &["uki"])
                .await?,
        )
        .await?;
    let unknown = uuid::Uuid::now_v7();
    for (method, suffix, body) in [
        (Method::GET, "", json!(null)),
        (Method::POST, "/decision", json!({"decision": "approve"})),
        (Method::POST, "/assignment", json!({})),
        (Method::POST, "/escalation", json!({"note": "Please"})),
    ] {
        let send = async |id: String| {
            let request = elsewhere
                .request(method.clone(), &format!("/approvals/{id}{suffix}"))
                .version(1)
                .key("k");
            if body.is_null() {
                request.send().await
            } else {
                request.json(&body).send().await
            }
        };
        let (one, other) = (send(item.id.to_string()).await?, send(unknown.to_string()).await?);
        one.refused(Code::NotFound)?;
        assert_eq!(one.body, other.body);
    }
    assert_eq!(waiting(&manager, deals[0]).await?, item, "nothing changed");
    Ok(())
});

on_both_databases!(a_decision_is_checked_and_made_once, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deals = several(app, &partner, 1).await?;
    let item = waiting(&manager, deals[0]).await?;
    let path = format!("/approvals/{}/decision", item.id);
    let empty = Decision::Reject {
        reasons: Vec::new(),
        message: String::new(),
    };
    let refused = manager
        .post_on(&path, item.version, &empty)
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(refused.errors[0].pointer, "/reasons");
    let other = Decision::Reject {
        reasons: vec![RejectReason::Other],
        message: " ".to_owned(),
    };
    let refused = manager
        .post_on(&path, item.version, &other)
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(
        (refused.errors[0].pointer.as_str(), refused.errors[0].code),
        ("/message", FieldCode::Required)
    );
    // Of a deal no part can be approved.
    let part = Decision::ApprovePart {
        minor: 1,
        message: String::new(),
    };
    let refused = manager
        .post_on(&path, item.version, &part)
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(
        (refused.errors[0].pointer.as_str(), refused.errors[0].code),
        ("/decision", FieldCode::UnknownValue)
    );
    manager.post(&path, &approve()).await?.refused(Code::VersionRequired)?;
    let stale = manager
        .post_on(&path, 7, &approve())
        .await?
        .refused(Code::StaleVersion)?;
    assert_eq!(stale.params["current"]["version"], 1);
    let request = || {
        manager
            .request(Method::POST, &path)
            .key("once")
            .version(item.version)
            .json(&approve())
    };
    let first = request().send().await?;
    let decided: DealApproval = first.expect(200)?;
    assert_eq!(
        (decided.deal.summary.state, decided.summary.version, first.version()?),
        (DealState::Approved, 2, 2)
    );
    let again = request().send().await?;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    let late = app.client(Role::ProgramAdmin, app.north).await?;
    let told = late
        .post_on(&path, item.version, &approve())
        .await?
        .refused(Code::AlreadyDecided)?;
    let by = decided.summary.decided.ok_or("a decision")?;
    assert_eq!(told.params["by"], by.by.name);
    assert_eq!(
        told.params["at"]
            .as_str()
            .ok_or("a time")?
            .parse::<chrono::DateTime<chrono::Utc>>()?,
        by.at
    );
    Ok(())
});

on_both_databases!(taking_an_item_opens_its_review, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let me = app
        .add_user("me@vendor.example", Role::ChannelManager, None, &["dach"])
        .await?;
    let far = app
        .add_user("far@vendor.example", Role::ChannelManager, None, &["uki"])
        .await?;
    let admin = app
        .add_user("admin@vendor.example", Role::ProgramAdmin, None, &[])
        .await?;
    let finance = app.add_user("money@vendor.example", Role::Finance, None, &[]).await?;
    let manager = app.client_of(me).await?;
    let deals = several(app, &partner, 1).await?;
    let item = waiting(&manager, deals[0]).await?;
    let path = format!("/approvals/{}/assignment", item.id);
    let to = |assignee| Assignment {
        assignee: Some(assignee),
        note: String::new(),
    };
    for wrong in [far, finance, entente_model::ids::UserId(uuid::Uuid::now_v7())] {
        let refused = manager
            .post_on(&path, 1, &to(wrong))
            .await?
            .refused(Code::InvalidFields)?;
        assert_eq!(refused.errors[0].pointer, "/assignee");
    }
    let given: DealApproval = manager.post_on(&path, 1, &to(admin)).await?.expect(200)?;
    assert_eq!(given.summary.assignee.and_then(|person| person.id), Some(admin));
    assert_eq!(given.deal.summary.state, DealState::Submitted);
    let taken: DealApproval = manager.post_on(&path, 2, &to(me)).await?.expect(200)?;
    assert_eq!(taken.deal.summary.state, DealState::InReview);
    let mine: Page<ApprovalSummary> = manager.get("/approvals?assignee=me").await?.expect(200)?;
    assert_eq!(mine.items.len(), 1);
    let left: DealApproval = manager
        .post_on(
            &path,
            3,
            &Assignment {
                assignee: None,
                note: String::new(),
            },
        )
        .await?
        .expect(200)?;
    assert!(left.summary.assignee.is_none());

    let path = format!("/approvals/{}/escalation", item.id);
    manager
        .post_on(&path, 4, &Escalation { note: String::new() })
        .await?
        .refused(Code::InvalidFields)?;
    let escalated: DealApproval = manager
        .post_on(
            &path,
            4,
            &Escalation {
                note: "Too large for me".into(),
            },
        )
        .await?
        .expect(200)?;
    assert!(escalated.summary.flags.contains(&RiskFlag::Escalated));
    let again = manager
        .post_on(&path, 5, &Escalation { note: "Still".into() })
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(again.params["reason"], "already_escalated");
    app.eventually(async || {
        Ok(app
            .mails()?
            .iter()
            .any(|mail| mail.contains("Escalated: Company"))
            .then_some(()))
    })
    .await?;
    Ok(())
});

on_both_databases!(an_item_can_be_given_to_those_who_may_decide_it, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let mut people = Vec::new();
    for (name, role, regions) in [
        ("zoe@vendor.example", Role::ChannelManager, &["dach"][..]),
        ("Ada@vendor.example", Role::ProgramAdmin, &[]),
        ("bo@vendor.example", Role::ChannelManager, &["uki", "dach"]),
        ("far@vendor.example", Role::ChannelManager, &["uki"]),
        ("money@vendor.example", Role::Finance, &[]),
        ("gone@vendor.example", Role::ProgramAdmin, &[]),
    ] {
        people.push(app.add_user(name, role, None, regions).await?);
    }
    let (zoe, admin) = (app.client_of(people[0]).await?, app.client_of(people[1]).await?);
    admin
        .patch(&format!("/users/{}", people[5]), 1, &json!({ "disabled": true }))
        .await?
        .is(200)?;
    let deals = several(app, &partner, 3).await?;
    for deal in &deals[1..] {
        let item = waiting(&zoe, *deal).await?;
        let to_bo = json!({ "assignee": people[2] });
        zoe.post_on(&format!("/approvals/{}/assignment", item.id), item.version, &to_bo)
            .await?
            .is(200)?;
    }
    let item = waiting(&zoe, deals[0]).await?;
    let path = format!("/approvals/{}/deciders", item.id);
    let deciders: Vec<Decider> = zoe.get(&path).await?.expect(200)?;
    let found: Vec<_> = deciders
        .iter()
        .map(|decider| (decider.id, decider.name.as_str(), decider.role, decider.open))
        .collect();
    assert_eq!(
        found,
        [
            (people[1], "Ada", Role::ProgramAdmin, 0),
            (people[2], "bo", Role::ChannelManager, 2),
            (people[0], "zoe", Role::ChannelManager, 0),
        ]
    );
    // Each of them can be given it.
    for (at, decider) in deciders.iter().enumerate() {
        let given = json!({ "assignee": decider.id });
        zoe.post_on(
            &format!("/approvals/{}/assignment", item.id),
            item.version + at as i64,
            &given,
        )
        .await?
        .is(200)?;
    }
    // Somebody of another region, and finance, whose items are claims alone.
    for person in [people[3], people[4]] {
        let client = app.client_of(person).await?;
        client.get(&path).await?.refused(Code::NotFound)?;
    }
    Ok(())
});

on_both_databases!(many_are_decided_each_on_its_own, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deals = several(app, &partner, 5).await?;
    let mut items = Vec::new();
    for deal in &deals {
        let item = waiting(&manager, *deal).await?;
        items.push(BulkItem {
            id: item.id,
            version: item.version,
        });
    }
    decide(&manager, deals[4], &approve()).await?;
    items[3].version = 9;
    items.push(BulkItem {
        id: entente_model::ids::ApprovalId(uuid::Uuid::now_v7()),
        version: 1,
    });
    let bulk = BulkDecision {
        items,
        decision: approve(),
    };
    let results: Vec<BulkResult> = manager.post("/approvals/decisions", &bulk).await?.expect(200)?;
    let codes: Vec<_> = results
        .iter()
        .map(|result| result.problem.as_ref().map(|problem| problem.code))
        .collect();
    assert_eq!(
        codes,
        [
            None,
            None,
            None,
            Some(Code::StaleVersion),
            Some(Code::AlreadyDecided),
            Some(Code::NotFound)
        ]
    );
    for deal in &deals[..3] {
        assert_eq!(read(&partner, *deal).await?.summary.state, DealState::Approved);
    }
    assert_eq!(read(&partner, deals[3]).await?.summary.state, DealState::Submitted);
    let none = BulkDecision {
        items: Vec::new(),
        decision: Decision::Reject {
            reasons: Vec::new(),
            message: String::new(),
        },
    };
    let refused = manager
        .post("/approvals/decisions", &none)
        .await?
        .refused(Code::InvalidFields)?;
    let pointers: Vec<_> = refused.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/decision/reasons", "/items"]);
    let part = BulkDecision {
        items: Vec::new(),
        decision: Decision::ApprovePart {
            minor: 1,
            message: String::new(),
        },
    };
    let refused = manager
        .post("/approvals/decisions", &part)
        .await?
        .refused(Code::InvalidFields)?;
    let pointers: Vec<_> = refused.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/decision/decision", "/items"]);
    Ok(())
});
