//! Requests for market development money: what is asked, decided, reserved and given back, and who sees it. That no fund promises more than
//! it holds, however many approve at once, stands in `races.rs`.

use crate::support::company::change_settings;
use crate::support::funds::*;
use crate::support::{Answer, Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::activity::Activity;
use entente_model::approvals::undo::Undo;
use entente_model::approvals::{
    Approval, ApprovalRecord, ApprovalState, ApprovalSummary, Decision, RejectReason, ReturnReason,
};
use entente_model::funds::activity::ProofKind;
use entente_model::funds::fund::{Fund, StatementLine};
use entente_model::funds::ledger::{Balance, Posting, ReleaseReason};
use entente_model::funds::request::{
    FundRequest, FundRequestDraft, FundRequestState, FundRequestSummary, FundRules, RequestHoldings,
};
use entente_model::ids::FundRequestId;
use entente_model::money::Money;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use entente_server::store::entities::fund_requests;
use reqwest::Method;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

/// Waits until a request meets a condition.
async fn until(app: &TestApp, id: FundRequestId, met: impl Fn(&FundRequest) -> bool) -> TestResult<FundRequest> {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    app.eventually(async || {
        let request = read(&partner, id).await?;
        Ok(met(&request).then_some(request))
    })
    .await
}

on_both_databases!(a_request_is_asked_for_and_approved_in_part, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let rules: FundRules = partner.get("/fund_rules").await?.expect(200)?;
    assert!(
        rules.settings.second_approval.is_empty(),
        "finance's thresholds are not the partner's business"
    );

    let mut draft = fields(app, fund, "");
    draft.lines.clear();
    let begun = begin(&partner, &draft).await?;
    assert_eq!(
        (begun.summary.state, begun.summary.submitted_at),
        (FundRequestState::Draft, None)
    );
    assert_eq!(begun.fund.as_ref().map(|fund| fund.id), Some(fund));
    let path = format!("/fund_requests/{}", begun.summary.id);
    manager.get(&path).await?.refused(Code::NotFound)?;
    let refused = happen(&partner, &begun, &json!({"event": "submit"})).await?;
    let problem = refused.refused(Code::InvalidFields)?;
    assert!(problem.errors.iter().any(|error| error.pointer == "/title"));
    let saved: FundRequest = partner
        .put(
            &path,
            begun.summary.version,
            &fields(app, fund, "Plant tour with dinner"),
        )
        .await?
        .expect(200)?;
    let asked = happen(&partner, &saved, &json!({"event": "submit"})).await?;
    let asked: FundRequest = asked.expect(200)?;
    assert_eq!(asked.summary.state, FundRequestState::Submitted);
    assert_eq!(asked.summary.due_at, asked.progress.decision_due);
    mailed(app, "North Systems asks for money for Plant tour with dinner").await?;

    let record = ApprovalRecord::FundRequest(asked.summary.id);
    let item = waiting(&manager, record).await?;
    assert_eq!(
        (item.subject.as_str(), item.amount.clone(), item.partner_id),
        (
            "Plant tour with dinner",
            Some(Money::new(600_000, "EUR")),
            Some(app.north)
        )
    );
    let whole: Approval = manager.get(&format!("/approvals/{}", item.id)).await?.expect(200)?;
    let shown = whole.fund_request().ok_or("a request")?;
    assert_eq!(
        shown
            .fund
            .as_ref()
            .and_then(|fund| fund.balance)
            .map(|held| held.available),
        Some(1_000_000)
    );

    let decided: Approval = decide(&manager, record, &approve_part(550_000)).await?.expect(200)?;
    assert_eq!(decided.summary.state, ApprovalState::Approved);
    let approved = read(&partner, asked.summary.id).await?;
    assert_eq!(approved.summary.state, FundRequestState::Approved);
    let held = RequestHoldings {
        reserved: 550_000,
        ..RequestHoldings::default()
    };
    assert_eq!(approved.summary.holds, held);
    let deadline = approved.summary.ends_on.map(|day| day + Duration::days(60));
    assert_eq!(approved.summary.claim_deadline, deadline);
    let left = Balance {
        available: 450_000,
        reserved: 550_000,
        ..Balance::default()
    };
    assert_eq!(balance(app, fund).await?, left);
    let entries = format!("/funds/{fund}/entries?request={}", asked.summary.id);
    let entries: Page<StatementLine> = partner.get(&entries).await?.expect(200)?;
    assert_eq!(entries.items.len(), 2);
    assert!(matches!(entries.items[0].posting, Posting::Reserve { request_id, .. } if request_id == asked.summary.id));
    stand(app);
    mailed(app, "Approved in part: Plant tour with dinner").await?;

    let told: Page<Activity> = partner.get(&format!("{path}/activity")).await?.expect(200)?;
    let kinds: Vec<&str> = told.items.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["fund_request.approved_in_part", "fund_request.submitted"]);
    let found: Page<FundRequestSummary> = partner
        .get("/fund_requests?search=plant+din&state=approved&sort=starts")
        .await?
        .expect(200)?;
    assert_eq!(found.items, [approved.summary]);
    check_books(app).await
});

on_both_databases!(what_can_not_be_asked_is_refused_at_its_field, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let good = fields(app, fund, "Plant tour");
    let mut greedy = good.clone();
    greedy.asked = Some(600_001);
    let mut hasty = good.clone();
    hasty.starts_on = Some(today(app) + Duration::days(5));
    let mut large = good.clone();
    large.lines[0].minor = 4_000_000;
    large.asked = Some(1_000_001);
    for (fields, pointer, code) in [
        (greedy, "/asked", FieldCode::OverShare),
        (hasty, "/starts_on", FieldCode::TooSoon),
        (large, "/asked", FieldCode::OverAvailable),
    ] {
        let request = begin(&partner, &fields).await?;
        happen(&partner, &request, &json!({"event": "submit"}))
            .await?
            .refused_at(pointer, code)?;
    }
    // A fund in which it was given nothing, and one that there is not, are the same to it.
    let other = crate::support::funds::fund(app, 1_000).await?;
    for unknown in [other.id, entente_model::ids::FundId(uuid::Uuid::now_v7())] {
        let mut fields = good.clone();
        fields.fund_id = Some(unknown);
        let request = begin(&partner, &fields).await?;
        assert_eq!((request.fund.as_ref(), request.summary.fund_id), (None, None));
        happen(&partner, &request, &json!({"event": "submit"}))
            .await?
            .refused_at("/fund_id", FieldCode::UnknownValue)?;
    }
    let mut by_portal = serde_json::to_value(&good)?;
    by_portal["run"] = json!({"by": "portal", "source": "landing_page:1"});
    partner
        .post("/fund_requests", &by_portal)
        .await?
        .refused_at("/run/by", FieldCode::UnknownValue)?;

    // The same activity twice.
    submit(&partner, &good).await?;
    let again = begin(&partner, &good).await?;
    assert_eq!(again.others.len(), 1);
    happen(&partner, &again, &json!({"event": "submit"}))
        .await?
        .refused_at("/title", FieldCode::SameActivity)?;
    Ok(())
});

on_both_databases!(decisions_are_held_to_what_was_asked_and_what_there_is, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let one = submit(&partner, &fields(app, fund, "One")).await?;
    let two = submit(&partner, &fields(app, fund, "Two")).await?;
    let (one, two) = (
        ApprovalRecord::FundRequest(one.summary.id),
        ApprovalRecord::FundRequest(two.summary.id),
    );
    decide(&manager, one, &approve_part(600_001))
        .await?
        .refused_at("/minor", FieldCode::OutOfRange)?;
    let item = waiting(&manager, one).await?;
    let bulk = json!({
        "items": [{"id": item.id, "version": item.version}],
        "decision": {"decision": "approve_part", "minor": 5},
    });
    manager
        .post("/approvals/decisions", &bulk)
        .await?
        .refused_at("/decision/decision", FieldCode::UnknownValue)?;
    decide(&manager, one, &approve()).await?.is(200)?;
    let problem = decide(&manager, two, &approve()).await?.refused(Code::InvalidState)?;
    assert_eq!(
        (&problem.params["reason"], &problem.params["holds"]),
        (&json!("insufficient"), &json!(400_000))
    );
    assert_eq!(
        waiting(&manager, two).await?.state,
        ApprovalState::Open,
        "it waits still"
    );
    decide(&manager, two, &approve_part(400_000)).await?.is(200)?;
    assert_eq!(balance(app, fund).await?.available, 0);

    // What its partner takes back is there for others.
    let id = one.fund_request().ok_or("a request")?;
    let request = read(&partner, id).await?;
    let withdraw = json!({"event": "withdraw", "note": "The hall is gone"});
    let gone: FundRequest = happen(&partner, &request, &withdraw).await?.expect(200)?;
    assert_eq!(
        (gone.summary.state, gone.summary.holds),
        (FundRequestState::Withdrawn, RequestHoldings::default())
    );
    assert_eq!(balance(app, fund).await?.available, 600_000);
    happen(&partner, &request, &withdraw)
        .await?
        .refused(Code::StaleVersion)?;
    let path = format!("/fund_requests/{id}");
    let refused = partner.delete(&path, Some(gone.summary.version)).await?;
    assert_eq!(refused.refused(Code::InvalidState)?.params["reason"], "wrong_state");
    check_books(app).await
});

on_both_databases!(a_decision_taken_back_gives_the_money_back, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let request = submit(&partner, &fields(app, fund, "Plant tour")).await?;
    let record = ApprovalRecord::FundRequest(request.summary.id);
    let reject = Decision::Reject {
        reasons: vec![RejectReason::WeakReturn],
        message: "Too little".to_owned(),
    };
    for decision in [approve(), approve_part(7), reject] {
        let decided: Approval = decide(&manager, record, &decision).await?.expect(200)?;
        let path = format!("/approvals/{}/undo", decided.summary.id);
        let undone = manager.post_on(&path, decided.summary.version, &Undo {}).await?;
        let undone: Approval = undone.expect(200)?;
        assert_eq!(
            (undone.summary.state, undone.summary.decided),
            (ApprovalState::Open, None)
        );
        let now = read(&partner, request.summary.id).await?;
        assert_eq!(now.summary.state, FundRequestState::Submitted);
        assert_eq!(now.progress.terms, request.progress.terms);
        assert_eq!(
            (now.progress.reserved, now.summary.holds),
            (None, RequestHoldings::default())
        );
        assert_eq!(balance(app, fund).await?.available, 1_000_000);
    }
    let entries = format!("/funds/{fund}/entries?account=reserved");
    let entries: Page<StatementLine> = partner.get(&entries).await?.expect(200)?;
    let minors: Vec<i64> = entries.items.iter().map(|line| line.minor).collect();
    assert_eq!(minors, [-7, 7, -600_000, 600_000]);
    let undone = ReleaseReason::DecisionUndone;
    assert!(matches!(entries.items[0].posting, Posting::Release { reason, .. } if reason == undone));
    stand(app);
    // Of what was taken back nobody is told.
    decide(&manager, record, &approve()).await?.is(200)?;
    stand(app);
    mailed(app, "Approved: Plant tour").await?;
    assert!(
        !app.mails()?
            .iter()
            .any(|mail| mail.contains("Approved in part: Plant tour"))
    );
    check_books(app).await
});

on_both_databases!(money_that_is_not_claimed_in_time_goes_back, async |app| {
    let fund = fund_of_north(app).await?;
    let id = approved(app, fund, "Plant tour", &approve()).await?;
    app.clock.advance(Duration::days(21));
    app.state.database.job_added().notify_one();
    until(app, id, |request| request.summary.state == FundRequestState::Executing).await?;
    app.clock.advance(Duration::days(48));
    app.state.database.job_added().notify_one();
    mailed(app, "Plant tour: 14 days left to claim").await?;
    app.clock.advance(Duration::days(14));
    app.state.database.job_added().notify_one();
    let expired = until(app, id, |request| request.summary.state == FundRequestState::Expired).await?;
    assert_eq!(expired.summary.holds, RequestHoldings::default());
    assert_eq!(expired.progress.released, 600_000);
    assert_eq!(balance(app, fund).await?.available, 1_000_000);
    mailed(app, "Expired: Plant tour").await?;
    check_books(app).await
});

on_both_databases!(a_returned_request_is_answered_or_expires, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let give_back = Decision::Return {
        reasons: vec![ReturnReason::GoalsUnclear],
        message: String::new(),
    };
    let mut ids = Vec::new();
    for title in ["Answered", "Forgotten"] {
        let request = submit(&partner, &fields(app, fund, title)).await?;
        let record = ApprovalRecord::FundRequest(request.summary.id);
        decide(&manager, record, &give_back).await?.is(200)?;
        ids.push(request.summary.id);
    }
    let returned = read(&partner, ids[0]).await?;
    assert_eq!(returned.summary.due_at, returned.progress.answer_due);
    let again = happen(&partner, &returned, &json!({"event": "submit"})).await?;
    assert_eq!(
        again.expect::<FundRequest>(200)?.summary.state,
        FundRequestState::Submitted
    );
    app.clock.advance(Duration::days(15));
    app.state.database.job_added().notify_one();
    until(app, ids[1], |request| {
        request.summary.state == FundRequestState::Expired
    })
    .await?;
    // The other is late by now: its item says so. That it was escalated, its partner is not told.
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let late = app.eventually(async || {
        let request = read(&manager, ids[0]).await?;
        Ok(request.progress.escalated_at.is_some().then_some(request))
    });
    assert_eq!(late.await?.summary.state, FundRequestState::Submitted);
    let partner = app.client(Role::PartnerMember, app.north).await?;
    assert_eq!(read(&partner, ids[0]).await?.progress.escalated_at, None);
    let item = waiting(&manager, ApprovalRecord::FundRequest(ids[0])).await?;
    assert_eq!(item.flags.len(), 2, "{:?}", item.flags);
    Ok(())
});

on_both_databases!(
    closing_a_period_ends_what_waits_and_keeps_what_was_promised,
    async |app| {
        let fund = fund_of_north(app).await?;
        let promised = approved(app, fund, "Promised", &approve_part(300_000)).await?;
        let partner = app.client(Role::PartnerMember, app.north).await?;
        let admin = app.client(Role::ProgramAdmin, app.north).await?;
        let waits = submit(&partner, &fields(app, fund, "Waiting")).await?;
        let draft = begin(&partner, &fields(app, fund, "Draft")).await?;
        let path = format!("/funds/{fund}");
        let open: Fund = admin.get(&path).await?.expect(200)?;
        admin
            .post_on(&format!("{path}/closing"), open.version, &json!({}))
            .await?
            .is(200)?;
        let ended = read(&partner, waits.summary.id).await?;
        assert_eq!(ended.summary.state, FundRequestState::Expired);
        let queue: Page<ApprovalSummary> = admin.get("/approvals?kind=fund_request").await?.expect(200)?;
        assert!(queue.items.is_empty());
        mailed(app, "Period closed: Waiting").await?;
        happen(&partner, &draft, &json!({"event": "submit"}))
            .await?
            .refused_at("/fund_id", FieldCode::FundClosed)?;

        let kept = read(&partner, promised).await?;
        assert_eq!(
            (kept.summary.state, kept.summary.holds.reserved),
            (FundRequestState::Approved, 300_000)
        );
        // What is given back then is the vendor's.
        happen(&partner, &kept, &json!({"event": "withdraw"})).await?.is(200)?;
        let after = balance(app, fund).await?;
        assert_eq!((after.available, after.reserved, after.lapsed), (0, 0, 1_000_000));
        check_books(app).await
    }
);

on_both_databases!(a_request_sent_twice_is_one, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?.patient();
    let manager = app.client(Role::ChannelManager, app.north).await?.patient();
    let draft = fields(app, fund, "Plant tour");
    let sends = (0..20).map(|_| {
        let request = partner.request(Method::POST, "/fund_requests").key("one").json(&draft);
        request.send()
    });
    let answers: Vec<Answer> = futures::future::try_join_all(sends).await?;
    assert!(answers.iter().all(|answer| answer.body == answers[0].body));
    let request: FundRequest = answers[0].expect(201)?;
    let submitted = happen(&partner, &request, &json!({"event": "submit"})).await?;
    submitted.is(200)?;
    let record = ApprovalRecord::FundRequest(request.summary.id);
    let item = waiting(&manager, record).await?;
    let path = format!("/approvals/{}/decision", item.id);
    let yes = approve();
    let sends = (0..20).map(|_| {
        let request = manager.request(Method::POST, &path).key("two").version(item.version);
        request.json(&yes).send()
    });
    let answers: Vec<Answer> = futures::future::try_join_all(sends).await?;
    for answer in &answers {
        assert_eq!(answer.is(200)?.body, answers[0].body);
    }
    assert_eq!(fund_requests::Entity::find().count(app.state.database.read()).await?, 1);
    assert_eq!(balance(app, fund).await?.reserved, 600_000);
    check_books(app).await
});

on_both_databases!(others_requests_are_nobodys_business, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let request = submit(&partner, &fields(app, fund, "Plant tour")).await?;
    let path = format!("/fund_requests/{}", request.summary.id);
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let item = waiting(&manager, ApprovalRecord::FundRequest(request.summary.id)).await?;
    let far = app
        .client_of(
            app.add_user("far@vendor.example", Role::ChannelManager, None, &["uki"])
                .await?,
        )
        .await?;
    let south = app.client(Role::PartnerAdmin, app.south).await?;
    let listed = async |client: &Client| -> TestResult<usize> {
        let page: Page<FundRequestSummary> = client.get("/fund_requests").await?.expect(200)?;
        Ok(page.items.len())
    };
    for stranger in [&far, &south] {
        stranger.get(&path).await?.refused(Code::NotFound)?;
        stranger
            .get(&format!("{path}/activity"))
            .await?
            .refused(Code::NotFound)?;
        assert_eq!(listed(stranger).await?, 0);
    }
    assert_eq!(listed(&manager).await?, 1);
    // Finance reads the request, and of the queue claims alone.
    let finance = app.client(Role::Finance, app.north).await?;
    assert_eq!(listed(&finance).await?, 1);
    let queue: Page<ApprovalSummary> = finance.get("/approvals").await?.expect(200)?;
    assert!(queue.items.is_empty());
    let item = format!("/approvals/{}", item.id);
    finance.get(&item).await?.refused(Code::NotFound)?;
    finance
        .post_on(&format!("{item}/decision"), 1, &approve())
        .await?
        .refused(Code::NotFound)?;
    let executive = app.client(Role::Executive, app.north).await?;
    executive.get(&item).await?.is(200)?;
    executive
        .post_on(&format!("{item}/decision"), 1, &approve())
        .await?
        .refused(Code::Forbidden)?;
    Ok(())
});

on_both_databases!(a_claim_is_to_prove_what_the_approval_asked_for, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let request = submit(&partner, &fields(app, fund, "Plant tour")).await?;
    let id = request.summary.id;
    assert_eq!(request.proofs, None, "the settings of the approval are not known yet");
    let manager = app.client(Role::ChannelManager, app.north).await?;
    decide(&manager, ApprovalRecord::FundRequest(id), &approve())
        .await?
        .is(200)?;
    stand(app);
    let asked = read(&partner, id).await?.proofs.ok_or("no proofs")?;
    assert!(asked.len() > 1);
    change_settings(app, |settings| {
        for rules in &mut settings.funds.activities {
            rules.proofs = vec![ProofKind::Invoice];
        }
    })
    .await?;
    assert_eq!(read(&partner, id).await?.proofs, Some(asked.clone()));
    let another = FundRequestDraft {
        starts_on: Some(today(app) + Duration::days(40)),
        ends_on: Some(today(app) + Duration::days(41)),
        asked: Some(400_000),
        ..fields(app, fund, "Another tour")
    };
    let later = submit(&partner, &another).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    decide(&manager, ApprovalRecord::FundRequest(later.summary.id), &approve())
        .await?
        .is(200)?;
    let now = read(&partner, later.summary.id).await?.proofs;
    assert_eq!(now, Some(vec![ProofKind::Invoice]));
    Ok(())
});
