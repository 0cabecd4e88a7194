//! Registrations as partners begin, save, hand in and follow them; and what is refused.

use crate::support::registration::*;
use crate::support::{Client, TestResult};
use chrono::Duration;
use entente_model::activity::Activity;
use entente_model::approvals::{Decision, RejectReason, ReturnReason, RiskFlag};
use entente_model::deals::{Deal, DealDraft, DealEvent, DealState, DealSummary, LossReason, Stage};
use entente_model::ids::DealId;
use entente_model::money::Money;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use reqwest::Method;
use serde_json::json;

async fn kinds(client: &Client, deal: DealId) -> TestResult<Vec<String>> {
    let page: Page<Activity> = client
        .get(&format!("/deals/{deal}/activity?limit=100"))
        .await?
        .expect(200)?;
    Ok(page.items.into_iter().rev().map(|activity| activity.kind).collect())
}

on_both_databases!(a_draft_is_begun_saved_and_deleted, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let answer = partner.post("/deals", &DealDraft::default()).await?;
    let draft: Deal = answer.expect(201)?;
    assert_eq!(
        (draft.summary.state, draft.summary.version, answer.version()?),
        (DealState::Draft, 1, 1)
    );
    assert_eq!(draft.summary.reference.len(), 9);
    assert_eq!(draft.summary.partner_name, "North Systems");
    let path = format!("/deals/{}", draft.summary.id);
    assert_eq!(answer.header("location"), Some(format!("/api/v1{path}").as_str()));

    let saved: Deal = partner
        .put(&path, 1, &fields(app, "Blauwerk GmbH", "www.blauwerk.example"))
        .await?
        .expect(200)?;
    assert_eq!(
        (saved.summary.version, saved.fields.customer_name.as_str()),
        (2, "Blauwerk GmbH")
    );
    assert_eq!(read(&partner, draft.summary.id).await?, saved);

    let stale = partner
        .put(&path, 1, &DealDraft::default())
        .await?
        .refused(Code::StaleVersion)?;
    assert_eq!(stale.params["current"]["version"], 2);
    assert_eq!(stale.params["current"]["fields"]["customer_name"], "Blauwerk GmbH");
    partner
        .request(Method::PUT, &path)
        .json(&DealDraft::default())
        .send()
        .await?
        .refused(Code::VersionRequired)?;

    partner.delete(&path, Some(1)).await?.refused(Code::StaleVersion)?;
    partner.delete(&path, Some(2)).await?.is(204)?;
    partner.get(&path).await?.refused(Code::NotFound)?;
    Ok(())
});

on_both_databases!(bad_input_is_told_field_by_field, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let draft = begin(&partner, &DealDraft::default()).await?;
    let path = format!("/deals/{}", draft.summary.id);
    let put = async |body: serde_json::Value| -> TestResult<_> {
        let problem = partner.put(&path, 1, &body).await?.refused(Code::InvalidFields)?;
        let error = problem.errors.into_iter().next().ok_or("a field")?;
        Ok((error.pointer, error.code))
    };
    assert_eq!(
        put(json!({"customer_name": "x".repeat(201)})).await?,
        ("/customer_name".into(), FieldCode::TooLong)
    );
    assert_eq!(
        put(json!({"customer_name": "a\u{7}b"})).await?,
        ("/customer_name".into(), FieldCode::InvalidText)
    );
    assert_eq!(
        put(json!({"value": {"minor": -5, "currency": "EUR"}})).await?,
        ("/value/minor".into(), FieldCode::OutOfRange)
    );
    let big = json!({"value": {"minor": 1_234_567_890_123_456_789_i64, "currency": "EUR"}});
    assert_eq!(put(big).await?, ("/value/minor".into(), FieldCode::OutOfRange));
    assert_eq!(
        put(json!({"colour": "red"})).await?,
        ("/colour".into(), FieldCode::UnknownField)
    );
    assert_eq!(
        put(json!({"expected_close": "2026-02-30"})).await?,
        ("/expected_close".into(), FieldCode::InvalidDate)
    );
    assert_eq!(
        put(json!({"products": [{"code": "workspace", "quantity": -1}]})).await?,
        ("/products/0/quantity".into(), FieldCode::OutOfRange)
    );
    let broken = partner
        .request(Method::PUT, &path)
        .version(1)
        .body("application/json", "{\"customer_name\": ")
        .send()
        .await?;
    broken.refused(Code::MalformedBody)?;
    assert_eq!(
        read(&partner, draft.summary.id).await?.summary.version,
        1,
        "nothing was saved"
    );

    let events = format!("{path}/events");
    let missing = partner
        .post_on(&events, 1, &DealEvent::Submit {})
        .await?
        .refused(Code::InvalidFields)?;
    assert!(
        missing
            .errors
            .iter()
            .any(|error| error.pointer == "/customer_name" && error.code == FieldCode::Required)
    );
    let mut wrong = fields(app, "Blauwerk GmbH", "not a domain");
    wrong.expected_close = Some(app.state.database.now().date_naive() - chrono::Days::new(1));
    let saved: Deal = partner.put(&path, 1, &wrong).await?.expect(200)?;
    let refused = partner
        .post_on(&events, saved.summary.version, &DealEvent::Submit {})
        .await?
        .refused(Code::InvalidFields)?;
    let codes: Vec<_> = refused
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code))
        .collect();
    assert_eq!(
        codes,
        [
            ("/customer_domain", FieldCode::InvalidDomain),
            ("/expected_close", FieldCode::DateInPast)
        ]
    );

    // A public suffix is a domain in form and nobody's in fact.
    let nobodys = fields(app, "Blauwerk GmbH", "co.uk");
    let saved: Deal = partner.put(&path, saved.summary.version, &nobodys).await?.expect(200)?;
    let refused = partner
        .post_on(&events, saved.summary.version, &DealEvent::Submit {})
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(
        (refused.errors[0].pointer.as_str(), refused.errors[0].code),
        ("/customer_domain", FieldCode::InvalidDomain)
    );

    partner
        .request(Method::POST, "/deals")
        .json(&DealDraft::default())
        .send()
        .await?
        .refused(Code::IdempotencyKeyRequired)?;
    partner
        .post_on(&events, 3, &json!({"event": "explode"}))
        .await?
        .refused(Code::InvalidFields)?;
    partner
        .get("/deals?colour=red")
        .await?
        .refused(Code::MalformedRequest)?;
    for query in [
        "sort=colour",
        "state=lost,found",
        "limit=0",
        "limit=101",
        "cursor=abc",
        "closing=7",
        "country=ZZ",
        "partner=1",
    ] {
        partner
            .get(&format!("/deals?{query}"))
            .await?
            .refused(Code::MalformedRequest)?;
    }
    Ok(())
});

on_both_databases!(others_never_learn_that_a_deal_exists, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let stranger = app.client(Role::PartnerAdmin, app.south).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let elsewhere = app
        .client_of(
            app.add_user("far@vendor.example", Role::ChannelManager, None, &["uki"])
                .await?,
        )
        .await?;
    let draft = begin(&partner, &fields(app, "Blauwerk GmbH", "blauwerk.example")).await?;
    let (known, unknown) = (
        format!("/deals/{}", draft.summary.id),
        format!("/deals/{}", uuid::Uuid::now_v7()),
    );
    let same = async |client: &Client, method: Method, suffix: &str, body: serde_json::Value| -> TestResult {
        let send = async |path: &str| {
            let request = client
                .request(method.clone(), &format!("{path}{suffix}"))
                .version(1)
                .key("k1");
            if body.is_null() {
                request.send().await
            } else {
                request.json(&body).send().await
            }
        };
        let (one, other) = (send(&known).await?, send(&unknown).await?);
        one.refused(Code::NotFound)?;
        assert_eq!(one.body, other.body);
        Ok(())
    };
    same(&stranger, Method::GET, "", json!(null)).await?;
    same(&stranger, Method::PUT, "", json!({})).await?;
    same(&stranger, Method::DELETE, "", json!(null)).await?;
    same(&stranger, Method::POST, "/events", json!({"event": "submit"})).await?;
    same(&manager, Method::GET, "", json!(null)).await?;
    let seen: Page<DealSummary> = manager.get("/deals").await?.expect(200)?;
    assert!(seen.items.is_empty(), "drafts are the partner's alone");
    happen(&partner, &draft, &DealEvent::Submit {}).await?;
    assert_eq!(
        read(&manager, draft.summary.id).await?.summary.state,
        DealState::Submitted
    );
    same(&elsewhere, Method::GET, "", json!(null)).await?;
    same(&stranger, Method::GET, "", json!(null)).await?;
    manager
        .put(&known, 2, &DealDraft::default())
        .await?
        .refused(Code::Forbidden)?;
    Ok(())
});

on_both_databases!(a_registration_lives_its_whole_life, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deal = submit(&partner, &fields(app, "Blauwerk GmbH", "shop.blauwerk.de")).await?;
    assert_eq!(
        (deal.summary.state, deal.summary.customer_domain.as_str()),
        (DealState::Submitted, "blauwerk.de")
    );
    assert!(deal.progress.holds_account && deal.progress.decision_due.is_some());

    // Returned, answered, and returned no more.
    let reasons = vec![ReturnReason::NeedUnclear];
    let returned = decide(
        &manager,
        deal.summary.id,
        &Decision::Return {
            reasons,
            message: "Say more.".into(),
        },
    )
    .await?
    .deal;
    assert_eq!(
        (returned.summary.state, returned.progress.decision_message.as_str()),
        (DealState::ActionRequired, "Say more.")
    );
    let mut better = returned.fields.clone();
    better.need.push_str(" It went down twice this month.");
    let path = format!("/deals/{}", deal.summary.id);
    let edited: Deal = partner
        .put(&path, returned.summary.version, &better)
        .await?
        .expect(200)?;
    assert!(edited.progress.holds_account);
    let again = happen(&partner, &edited, &DealEvent::Submit {}).await?;
    assert!(again.progress.holds_account);

    let approved = decide(&manager, deal.summary.id, &approve()).await?.deal;
    assert_eq!(
        (approved.summary.state, approved.summary.stage),
        (DealState::Approved, Some(Stage::Qualified))
    );
    assert!(approved.summary.protected_until.is_some());
    partner
        .put(&path, approved.summary.version, &better)
        .await?
        .refused(Code::InvalidState)?;

    let staged = happen(
        &partner,
        &approved,
        &DealEvent::ChangeStage {
            stage: Stage::Proposal,
            next_step: "Offer".into(),
        },
    )
    .await?;
    let asked = happen(
        &partner,
        &staged,
        &DealEvent::RequestExtension {
            progress: "The offer is out.".into(),
        },
    )
    .await?;
    let item = waiting(&manager, deal.summary.id).await?;
    assert_eq!(item.kind.as_str(), "deal_extension");
    let extended = decide(&manager, deal.summary.id, &approve()).await?.deal;
    assert_eq!(
        extended.summary.protected_until,
        asked.summary.protected_until.map(|until| until + Duration::days(30))
    );
    let refused = partner
        .post_on(
            &format!("{path}/events"),
            extended.summary.version,
            &DealEvent::RequestExtension {
                progress: "More.".into(),
            },
        )
        .await?;
    assert_eq!(
        refused.refused(Code::InvalidState)?.params["reason"],
        "already_extended"
    );

    let closed_on = app.state.database.now().date_naive();
    let wrong = DealEvent::Win {
        value: Money::new(1, "XXX"),
        closed_on,
    };
    partner
        .post_on(&format!("{path}/events"), extended.summary.version, &wrong)
        .await?
        .refused(Code::InvalidFields)?;
    let won = happen(
        &partner,
        &extended,
        &DealEvent::Win {
            value: Money::new(8_500_000, "EUR"),
            closed_on,
        },
    )
    .await?;
    assert_eq!(won.summary.state, DealState::Won);
    assert!(!won.progress.holds_account);
    let told = kinds(&partner, deal.summary.id).await?;
    let expected = [
        "deal.begun",
        "deal.submitted",
        "deal.returned",
        "deal.edited",
        "deal.submitted",
        "deal.approved",
        "deal.stage_changed",
        "deal.extension_requested",
        "deal.extension_granted",
        "deal.won",
    ];
    assert_eq!(told, expected);
    Ok(())
});

on_both_databases!(a_rejection_is_appealed_once, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deal = submit(&partner, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    let reject = Decision::Reject {
        reasons: vec![RejectReason::NotQualified],
        message: String::new(),
    };
    let rejected = decide(&manager, deal.summary.id, &reject).await?.deal;
    assert!(!rejected.progress.holds_account);
    happen(
        &partner,
        &rejected,
        &DealEvent::Appeal {
            argument: "We have the budget in writing.".into(),
        },
    )
    .await?;
    let item = waiting(&manager, deal.summary.id).await?;
    let returned = manager
        .post_on(
            &format!("/approvals/{}/decision", item.id),
            item.version,
            &Decision::Return {
                reasons: vec![ReturnReason::ProofWanted],
                message: String::new(),
            },
        )
        .await?;
    assert_eq!(returned.refused(Code::InvalidState)?.params["reason"], "cannot_return");
    let reopened = decide(&manager, deal.summary.id, &approve()).await?.deal;
    assert_eq!(reopened.summary.state, DealState::InReview);
    assert!(reopened.progress.holds_account, "nobody took the account meanwhile");
    let rejected = decide(&manager, deal.summary.id, &reject).await?.deal;
    let again = partner
        .post_on(
            &format!("/deals/{}/events", deal.summary.id),
            rejected.summary.version,
            &DealEvent::Appeal {
                argument: "Once more.".into(),
            },
        )
        .await?;
    assert_eq!(again.refused(Code::InvalidState)?.params["reason"], "already_appealed");
    Ok(())
});

on_both_databases!(a_withdrawn_registration_waits_no_more, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deal = submit(&partner, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    let item = waiting(&manager, deal.summary.id).await?;
    let withdrawn = happen(
        &partner,
        &deal,
        &DealEvent::Withdraw {
            note: "The project is off.".into(),
        },
    )
    .await?;
    assert_eq!(
        (withdrawn.summary.state, withdrawn.progress.holds_account),
        (DealState::Withdrawn, false)
    );
    assert!(waiting(&manager, deal.summary.id).await.is_err());
    let late = manager
        .post_on(&format!("/approvals/{}/decision", item.id), item.version, &approve())
        .await?;
    assert_eq!(late.refused(Code::AlreadyDecided)?.params["state"], "cancelled");
    let lost = submit(&partner, &fields(app, "Rotwerk AG", "rotwerk.de")).await?;
    let approved = decide(&manager, lost.summary.id, &approve()).await?.deal;
    let lost = happen(
        &partner,
        &approved,
        &DealEvent::Lose {
            reason: LossReason::Price,
            note: String::new(),
        },
    )
    .await?;
    assert_eq!(
        (lost.summary.state, lost.progress.loss_reason),
        (DealState::Lost, Some(LossReason::Price))
    );
    Ok(())
});

on_both_databases!(a_rule_approves_the_simple_ones_and_says_which, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let mut small = fields(app, "Blauwerk GmbH", "blauwerk.de");
    small.value = Some(Money::new(1_000_000, "EUR"));
    let deal = submit(&partner, &small).await?;
    assert_eq!(deal.summary.state, DealState::Approved);
    let rule = deal.progress.decided_by_rule.ok_or("the rule's name")?;
    assert!(rule.ends_with("· v1"), "{rule}");
    let decided: Page<entente_model::approvals::ApprovalSummary> =
        manager.get("/approvals?state=decided").await?.expect(200)?;
    let item = decided.items.first().ok_or("the item")?;
    assert_eq!(
        item.decided.as_ref().and_then(|decided| decided.rule.clone()),
        Some(rule)
    );
    assert_eq!(
        kinds(&partner, deal.summary.id).await?,
        ["deal.begun", "deal.submitted", "deal.approved"]
    );
    app.eventually(async || {
        let mails = app.mails()?;
        Ok(mails
            .iter()
            .any(|mail| mail.contains("Approved: Blauwerk GmbH"))
            .then_some(()))
    })
    .await?;

    // A name alike, not equal, is for a manager to judge.
    let mut alike = small.clone();
    alike.customer_name = "Blauwerke GmbH".to_owned();
    alike.customer_domain = "blauwerke-berlin.de".to_owned();
    let deal = submit(&partner, &alike).await?;
    assert_eq!(deal.summary.state, DealState::Submitted);
    assert_eq!(
        waiting(&manager, deal.summary.id).await?.flags,
        [RiskFlag::PossibleConflict]
    );
    Ok(())
});

on_both_databases!(a_partner_that_is_suspended_begins_nothing, async |app| {
    use entente_server::store::entities::partners;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let draft = begin(&partner, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    let north = app.north.0;
    app.state
        .database
        .write(&entente_server::auth::Scope::for_tests(), north, |tx, north| {
            Box::pin(async move {
                partners::Entity::update_many()
                    .col_expr(partners::Column::Status, sea_orm::sea_query::Expr::value("suspended"))
                    .filter(partners::Column::Id.eq(*north))
                    .exec(tx.db())
                    .await?;
                Ok(())
            })
        })
        .await?;
    partner
        .post("/deals", &DealDraft::default())
        .await?
        .refused(Code::Forbidden)?;
    let path = format!("/deals/{}/events", draft.summary.id);
    partner
        .post_on(&path, 1, &DealEvent::Submit {})
        .await?
        .refused(Code::Forbidden)?;
    Ok(())
});

on_both_databases!(an_open_page_learns_of_a_decision_and_a_mail_goes_out, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deal = submit(&partner, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    let mut stream = partner.request(Method::GET, "/events").stream().await?;
    let approved = decide(&manager, deal.summary.id, &approve()).await?.deal;
    let mut heard = String::new();
    let expected = format!("\"version\":{}", approved.summary.version);
    while !(heard.contains(&deal.summary.id.to_string()) && heard.contains(&expected)) {
        let chunk = tokio::time::timeout(std::time::Duration::from_secs(10), stream.chunk()).await??;
        heard.push_str(&String::from_utf8_lossy(&chunk.ok_or("the stream ended")?));
    }
    assert!(!heard.contains("\"approval\""), "the queue is the vendor's");
    // A decision is mailed when it can't be taken back any more.
    app.clock.advance(chrono::Duration::seconds(11));
    app.eventually(async || {
        let mails = app.mails()?;
        let told = |text: &str| mails.iter().any(|mail| mail.contains(text));
        Ok((told("North Systems registers Blauwerk GmbH") && told("Approved: Blauwerk GmbH")).then_some(()))
    })
    .await?;
    Ok(())
});

async fn ids(client: &Client, query: &str, limit: u32) -> TestResult<Vec<DealId>> {
    let rows = rows(client, query, limit).await?;
    Ok(rows.iter().map(|deal| deal.id).collect())
}

async fn rows(client: &Client, query: &str, limit: u32) -> TestResult<Vec<DealSummary>> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Page<DealSummary> = client
            .get(&format!("/deals?{query}&limit={limit}{cursor}"))
            .await?
            .expect(200)?;
        found.extend(page.items);
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(found),
        }
    }
}

on_both_databases!(every_row_comes_once_in_every_order, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let names = ["Alpha", "Beta", "Beta", "beta GmbH", "Émile", ""];
    for at in 0..18_usize {
        let mut fields = fields(app, names[at % names.len()], &format!("c{}.example", at % 4));
        fields.value = (!at.is_multiple_of(5))
            .then(|| Money::new(100 * (at as i64 % 3 + 1), if at % 2 == 0 { "EUR" } else { "USD" }));
        if at % 4 == 0 {
            fields.expected_close = None;
        }
        begin(&partner, &fields).await?;
    }
    for sort in ["updated", "customer", "value", "expected_close", "submitted"] {
        // Walked along an index, and looked up.
        for filter in ["", "&state=draft", "&product=workspace"] {
            for query in [format!("sort={sort}{filter}"), format!("sort=-{sort}{filter}")] {
                let whole = ids(&partner, &query, 100).await?;
                let unique: std::collections::BTreeSet<_> = whole.iter().collect();
                assert_eq!((whole.len(), unique.len()), (18, 18), "{query}");
                for limit in [1, 4, 7] {
                    assert_eq!(ids(&partner, &query, limit).await?, whole, "{query} by {limit}");
                }
            }
            // What lacks a value comes last in both directions.
            let given = |deal: &DealSummary| match sort {
                "customer" => !deal.customer_name.is_empty(),
                "value" => deal.value.is_some(),
                "expected_close" => deal.expected_close.is_some(),
                _ => true,
            };
            let mut up = rows(&partner, &format!("sort={sort}{filter}"), 100).await?;
            let count = up.iter().filter(|deal| given(deal)).count();
            assert!(up.is_sorted_by_key(|deal| !given(deal)), "{sort}{filter}");
            up[..count].reverse();
            up[count..].reverse();
            assert_eq!(rows(&partner, &format!("sort=-{sort}{filter}"), 100).await?, up);
        }
    }
    let page: Page<DealSummary> = partner.get("/deals?sort=customer&limit=5").await?.expect(200)?;
    let cursor = page.next_cursor.ok_or("a second page")?;
    partner
        .get(&format!("/deals?sort=-customer&cursor={cursor}"))
        .await?
        .refused(Code::MalformedRequest)?;
    Ok(())
});

on_both_databases!(deals_are_found_and_filtered, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let colleague = app.client(Role::PartnerAdmin, app.north).await?;
    let mut other = fields(app, "Österreichische Werke AG", "werke.at");
    other.customer_country = "AT".to_owned();
    other.products[0].code = "analytics".to_owned();
    let first = submit(
        &partner,
        &fields(app, "Blauwerk Müller & Söhne GmbH", "blauwerk-gruppe.de"),
    )
    .await?;
    let second = submit(&colleague, &other).await?;
    let count = async |client: &Client, query: &str| -> TestResult<Vec<DealId>> { ids(client, query, 50).await };
    let (one, two) = (vec![first.summary.id], vec![second.summary.id]);
    for client in [&partner, &manager] {
        for query in [
            "blau",
            "MULLER",
            "m%C3%BCll",
            "s%C3%B6hne%20bla",
            "gruppe.de",
            "blauwerk-gr",
        ] {
            assert_eq!(count(client, &format!("search={query}")).await?, one, "{query}");
        }
        let reference = first.summary.reference.to_lowercase();
        assert_eq!(count(client, &format!("search={reference}")).await?, one);
        assert_eq!(count(client, "search=osterr").await?, two);
        assert!(count(client, "search=blau%20oster").await?.is_empty());
        assert!(count(client, "search=lauwerk").await?.is_empty(), "beginnings only");
        assert_eq!(count(client, "country=AT").await?, two);
        assert_eq!(count(client, "product=workspace").await?, one);
        assert_eq!(count(client, "state=submitted,approved&sort=submitted").await?.len(), 2);
        assert!(count(client, "state=won").await?.is_empty());
        assert_eq!(count(client, "closing=90").await?.len(), 2);
        assert!(count(client, "closing=30").await?.is_empty());
        assert!(count(client, "closing=overdue").await?.is_empty());
        assert_eq!(
            count(
                client,
                "search=werk&product=workspace&country=DE&closing=90&state=submitted&sort=-value"
            )
            .await?
            .len(),
            0
        );
    }
    // Whoever looks after regions walks each by itself.
    for sort in ["value", "-value"] {
        let whole = ids(&partner, &format!("sort={sort}"), 50).await?;
        assert_eq!(ids(&manager, &format!("sort={sort}"), 1).await?, whole);
        let filtered = format!("sort={sort}&state=submitted&product=analytics&search=werke");
        assert_eq!(ids(&manager, &filtered, 1).await?, two);
    }
    assert_eq!(count(&partner, "mine=true").await?, one);
    assert_eq!(count(&manager, &format!("partner={}", app.north)).await?.len(), 2);
    assert!(count(&manager, &format!("partner={}", app.south)).await?.is_empty());
    assert!(count(&partner, &format!("partner={}", app.south)).await?.is_empty());
    Ok(())
});

on_both_databases!(an_export_is_whole_and_harmless, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    begin(&partner, &fields(app, "=HYPERLINK(\"http://x\")", "a.example")).await?;
    begin(&partner, &fields(app, "@SUM(A1), \"quoted\"", "b.example")).await?;
    for at in 0..3 {
        begin(&partner, &fields(app, &format!("Plain {at}"), "c.example")).await?;
    }
    let answer = partner.get("/deals/export?sort=customer").await?;
    answer.is(200)?;
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(
        answer
            .header("content-disposition")
            .is_some_and(|value| value.starts_with("attachment"))
    );
    let text = String::from_utf8(answer.body)?;
    assert_eq!(text.lines().count(), 6);
    assert!(text.contains("\"'=HYPERLINK(\"\"http://x\"\")\""), "{text}");
    assert!(text.contains("\"'@SUM(A1), \"\"quoted\"\"\""));
    assert!(text.contains(",90000.00,EUR,draft,"));
    Ok(())
});
