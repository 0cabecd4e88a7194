//! Claims: from the activity that was approved to the payment, with what is refused and pointed out on the way.

use crate::support::company::{PDF, upload};
use crate::support::funds::*;
use crate::support::{Client, TestApp, TestResult};
use chrono::{DateTime, Duration, Utc};
use entente_model::activity::Activity;
use entente_model::approvals::undo::Undo;
use entente_model::approvals::{
    Approval, ApprovalRecord, ApprovalState, ApprovalSummary, Decider, Decision, RejectReason, ReturnReason,
};
use entente_model::funds::activity::ProofKind;
use entente_model::funds::claim::{ClaimDraft, ClaimState, FundClaim};
use entente_model::funds::ledger::Balance;
use entente_model::funds::request::{FundRequestState, FundRequestSummary, RequestHoldings};
use entente_model::ids::{ClaimId, FundId, FundRequestId, PaymentId};
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode, Problem};
use serde_json::json;
use uuid::Uuid;

/// A request of north's for which 5,500.00 EUR were approved, and whose activity is over.
async fn executed(app: &TestApp, title: &str) -> TestResult<(FundId, FundRequestId)> {
    let fund = fund_of_north(app).await?;
    let request = approved(app, fund, title, &approve_part(550_000)).await?;
    later(app, 22).await?;
    Ok((fund, request))
}

fn give_back() -> Decision {
    Decision::Return {
        reasons: vec![ReturnReason::ProofWanted],
        message: "The list of guests is cut off".to_owned(),
    }
}

fn reject() -> Decision {
    Decision::Reject {
        reasons: vec![RejectReason::NotAsApproved],
        message: String::new(),
    }
}

async fn save(client: &Client, claim: &FundClaim, fields: &ClaimDraft) -> TestResult<FundClaim> {
    let path = format!("/fund_claims/{}", claim.summary.id);
    client.put(&path, claim.summary.version, fields).await?.expect(200)
}

/// A claim of north's that waits for finance.
async fn claimed(app: &TestApp, request: FundRequestId, number: &str) -> TestResult<ClaimId> {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let claim = begin_claim(&partner, request, &costs(app, number)).await?;
    submit_claim(&partner, &claim).await?.is(200)?;
    Ok(claim.summary.id)
}

/// The claim that an item is about.
fn claim_in(approval: &Approval) -> TestResult<&FundClaim> {
    approval.fund_claim().ok_or_else(|| "it is about no claim".into())
}

/// By when the list of requests says that the claim of one is to be answered for.
async fn answer_due_in_list(client: &Client, request: FundRequestId) -> TestResult<Option<DateTime<Utc>>> {
    let page: Page<FundRequestSummary> = client.get("/fund_requests?limit=100").await?.expect(200)?;
    let found = page.items.into_iter().find(|listed| listed.id == request);
    Ok(found.ok_or("it is not in the list")?.claim_answer_due)
}

async fn undo(client: &Client, decided: &ApprovalSummary) -> TestResult<Approval> {
    let path = format!("/approvals/{}/undo", decided.id);
    client.post_on(&path, decided.version, &Undo {}).await?.expect(200)
}

on_both_databases!(a_claim_is_returned_approved_by_two_and_paid, async |app| {
    let (fund, request) = executed(app, "Plant tour").await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let before = read(&partner, request).await?;
    assert_eq!(before.summary.state, FundRequestState::Executing);
    let claim = begin_claim(&partner, request, &costs(app, "R-1")).await?;
    assert_eq!(
        (claim.summary.state, claim.summary.claimed.minor),
        (ClaimState::Draft, 550_000)
    );
    assert_eq!(claim.proofs.len(), 4);
    assert!(claim.rules.second_approval.is_empty() && claim.cautions.is_empty() && claim.used.is_empty());
    let id = claim.summary.id;
    let record = ApprovalRecord::FundClaim(id);
    let one = app.client(Role::Finance, app.north).await?;
    one.get(&format!("/fund_claims/{id}")).await?.refused(Code::NotFound)?;
    let path = format!("/fund_requests/{request}/claims");
    let again = partner
        .post(&path, &costs(app, "R-1"))
        .await?
        .refused(Code::AlreadyExists)?;
    assert_eq!(again.params["what"], "claim");

    let submitted: FundClaim = submit_claim(&partner, &claim).await?.expect(200)?;
    assert_eq!(submitted.summary.state, ClaimState::Submitted);
    assert_eq!(read(&partner, request).await?.summary.state, FundRequestState::Claimed);
    mailed(app, "North Systems claims the cost of Plant tour").await?;
    decide(&one, record, &give_back()).await?.is(200)?;
    let returned = read_claim(&partner, id).await?;
    assert_eq!(returned.summary.state, ClaimState::ActionRequired);
    assert_eq!(returned.progress.decision_reasons, ["proof_wanted"]);
    // The list of requests and the activity's page say by when to answer, as long as it is to be answered.
    assert!(returned.summary.due_at.is_some());
    let listed = answer_due_in_list(&partner, request).await?;
    assert_eq!(listed, returned.summary.due_at);
    assert_eq!(read(&partner, request).await?.summary.claim_answer_due, listed);
    prove(&partner, id, ProofKind::AttendeeList).await?;
    submit_claim(&partner, &returned).await?.is(200)?;
    assert_eq!(answer_due_in_list(&partner, request).await?, None);

    // The first who agrees leaves it to a second, who is somebody else.
    let agreed: Approval = decide(&one, record, &approve()).await?.expect(200)?;
    assert_eq!(
        (agreed.summary.state, agreed.summary.decided.as_ref()),
        (ApprovalState::Open, None)
    );
    let first = agreed.summary.agreed.clone().ok_or("nobody agreed")?;
    let shown = claim_in(&agreed)?;
    assert_eq!(shown.progress.approvals.len(), 1);
    assert_eq!(first.by.id, Some(shown.progress.approvals[0].by));
    assert_eq!(balance(app, fund).await?.payable, 0);
    let problem = decide(&one, record, &approve()).await?.refused(Code::Forbidden)?;
    assert_eq!(problem.params["reason"], "same_approver");
    stand(app);
    let two = app.client(Role::Finance, app.north).await?;
    decide(&two, record, &approve_part(550_001))
        .await?
        .refused_at("/minor", FieldCode::OutOfRange)?;
    let decided: Approval = decide(&two, record, &approve_part(540_000)).await?.expect(200)?;
    assert_eq!(decided.summary.state, ApprovalState::Approved);
    assert_eq!(decided.summary.agreed.map(|agreed| agreed.by), Some(first.by));
    let owed = RequestHoldings {
        reserved: 10_000,
        payable: 540_000,
        paid: 0,
    };
    assert_eq!(read(&partner, request).await?.summary.holds, owed);

    // Money leaves when the approval can't be taken back any more, and once.
    let payment = PaymentId(Uuid::now_v7());
    assert!(pay(app, id, payment).await.is_err());
    stand(app);
    mailed(app, "Claim approved in part: Plant tour").await?;
    pay(app, id, payment).await?;
    assert!(pay(app, id, payment).await.is_err());
    let paid = read(&partner, request).await?;
    assert_eq!(paid.summary.state, FundRequestState::Closed);
    assert_eq!((paid.summary.holds.paid, paid.progress.released), (540_000, 10_000));
    assert_eq!(paid.claims.len(), 1);
    assert_eq!(paid.claims[0].approved.as_ref().map(|money| money.minor), Some(540_000));
    let left = Balance {
        available: 460_000,
        paid: 540_000,
        ..Balance::default()
    };
    assert_eq!(balance(app, fund).await?, left);
    mailed(app, "Paid: Plant tour").await?;
    bounce(app, id, payment).await?;
    assert_eq!(read(&partner, request).await?.summary.state, FundRequestState::Claimed);
    pay(app, id, PaymentId(Uuid::now_v7())).await?;
    assert_eq!(balance(app, fund).await?, left);

    // Who agreed first is finance's business.
    let told: Page<Activity> = partner
        .get(&format!("/fund_claims/{id}/activity?limit=100"))
        .await?
        .expect(200)?;
    let kinds: Vec<&str> = told.items.iter().rev().map(|entry| entry.kind.as_str()).collect();
    assert!(
        kinds.contains(&"fund_claim.resubmitted") && kinds.contains(&"fund_claim.paid"),
        "{kinds:?}"
    );
    assert!(!kinds.contains(&"fund_claim.agreed"), "{kinds:?}");
    assert!(read_claim(&partner, id).await?.progress.approvals.is_empty());
    assert_eq!(read_claim(&two, id).await?.progress.approvals.len(), 2);
    check_books(app).await
});

on_both_databases!(what_an_approver_would_send_back_is_told_before, async |app| {
    let (fund, request) = executed(app, "Plant tour").await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let path = format!("/fund_requests/{request}/claims");
    let claim: FundClaim = partner.post(&path, &ClaimDraft::default()).await?.expect(201)?;
    let problem = submit_claim(&partner, &claim).await?.refused(Code::InvalidFields)?;
    let pointers: Vec<&str> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    for pointer in [
        "/lines",
        "/proofs/invoice",
        "/proofs/photo",
        "/leads",
        "/pipeline/minor",
    ] {
        assert!(pointers.contains(&pointer), "{pointer} is missing in {pointers:?}");
    }
    // Over a line is pointed out and does not count; an old invoice is refused.
    let mut fields = costs(app, "R-1");
    fields.lines[1].minor = 700_000;
    let saved = save(&partner, &claim, &fields).await?;
    assert_eq!(saved.cautions.len(), 1);
    assert_eq!(
        (saved.cautions[0].pointer.as_str(), saved.cautions[0].code),
        ("/lines/1/minor", FieldCode::OverLine)
    );
    assert_eq!(saved.summary.claimed.minor, 550_000);
    fields.lines[0].invoiced_on = Some(today(app) - Duration::days(40));
    let saved = save(&partner, &saved, &fields).await?;
    submit_claim(&partner, &saved)
        .await?
        .refused_at("/lines/0/invoiced_on", FieldCode::BeforeApproval)?;
    let path = format!("/fund_claims/{}", saved.summary.id);
    partner.delete(&path, Some(saved.summary.version)).await?.is(204)?;
    claimed(app, request, "R-1").await?;

    // An invoice is claimed once, however it is written.
    let other = over(app, app.north, fund).await?;
    let mut fields = costs(app, "r 1");
    fields.lines[0].supplier = "HALL & CO".to_owned();
    let claim = begin_claim(&partner, other, &fields).await?;
    assert_eq!(claim.used.len(), 2);
    submit_claim(&partner, &claim)
        .await?
        .refused_at("/lines/0/invoice_number", FieldCode::InvoiceUsed)?;
    Ok(())
});

on_both_databases!(decisions_on_claims_are_taken_back, async |app| {
    let (fund, request) = executed(app, "Plant tour").await?;
    let id = claimed(app, request, "R-1").await?;
    let record = ApprovalRecord::FundClaim(id);
    let one = app.client(Role::Finance, app.north).await?;
    let two = app.client(Role::Finance, app.north).await?;
    let agreed: Approval = decide(&one, record, &approve()).await?.expect(200)?;
    let path = format!("/approvals/{}/undo", agreed.summary.id);
    let refused = two.post_on(&path, agreed.summary.version, &Undo {}).await?;
    assert_eq!(refused.refused(Code::Forbidden)?.params["reason"], "not_decider");
    let undone = undo(&one, &agreed.summary).await?;
    assert_eq!(
        (undone.summary.state, undone.summary.agreed),
        (ApprovalState::Open, None)
    );
    assert!(read_claim(&one, id).await?.progress.approvals.is_empty());

    decide(&one, record, &approve()).await?.is(200)?;
    let decided: Approval = decide(&two, record, &approve()).await?.expect(200)?;
    assert_eq!(balance(app, fund).await?.payable, 550_000);
    let undone = undo(&two, &decided.summary).await?;
    assert_eq!(undone.summary.state, ApprovalState::Open);
    assert!(undone.summary.agreed.is_some(), "the first has agreed still");
    assert_eq!(read_claim(&one, id).await?.progress.approvals.len(), 1);
    assert_eq!(
        (balance(app, fund).await?.payable, balance(app, fund).await?.reserved),
        (0, 550_000)
    );

    let rejected: Approval = decide(&two, record, &reject()).await?.expect(200)?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    assert_eq!(
        read(&partner, request).await?.summary.state,
        FundRequestState::Executing
    );
    undo(&two, &rejected.summary).await?;
    assert_eq!(read(&partner, request).await?.summary.state, FundRequestState::Claimed);
    // Once another claim was begun in its place, the rejection stands.
    let rejected: Approval = decide(&two, record, &reject()).await?.expect(200)?;
    begin_claim(&partner, request, &costs(app, "R-2")).await?;
    let path = format!("/approvals/{}/undo", rejected.summary.id);
    let refused = two.post_on(&path, rejected.summary.version, &Undo {}).await?;
    assert_eq!(refused.refused(Code::InvalidState)?.params["reason"], "changed_since");
    check_books(app).await
});

on_both_databases!(
    a_rejected_claim_leaves_time_for_another_until_the_deadline,
    async |app| {
        let (fund, request) = executed(app, "Plant tour").await?;
        let id = claimed(app, request, "R-1").await?;
        let finance = app.client(Role::Finance, app.north).await?;
        decide(&finance, ApprovalRecord::FundClaim(id), &reject())
            .await?
            .is(200)?;
        // Its invoices may be named again.
        let second = claimed(app, request, "R-1").await?;
        decide(&finance, ApprovalRecord::FundClaim(second), &give_back())
            .await?
            .is(200)?;
        later(app, 15).await?;
        let partner = app.client(Role::PartnerMember, app.north).await?;
        assert_eq!(
            read_claim(&partner, second).await?.summary.state,
            ClaimState::Rejected,
            "nobody answered"
        );
        mailed(app, "Claim rejected: Plant tour").await?;
        assert_eq!(
            read(&partner, request).await?.summary.state,
            FundRequestState::Executing
        );
        later(app, 60).await?;
        let partner = app.client(Role::PartnerMember, app.north).await?;
        let closed = read(&partner, request).await?;
        assert_eq!(
            (closed.summary.state, closed.progress.released),
            (FundRequestState::Closed, 550_000)
        );
        assert_eq!(closed.summary.holds, RequestHoldings::default());
        assert_eq!(balance(app, fund).await?.available, 1_000_000);
        let path = format!("/fund_requests/{request}/claims");
        let late = partner
            .post(&path, &costs(app, "R-3"))
            .await?
            .refused(Code::InvalidState)?;
        assert_eq!(late.params["reason"], "wrong_state");
        check_books(app).await
    }
);

on_both_databases!(claims_are_finances_and_managers_read_them, async |app| {
    let (_, request) = executed(app, "Plant tour").await?;
    let id = claimed(app, request, "R-1").await?;
    let record = ApprovalRecord::FundClaim(id);
    let finance = app.add_user("money@vendor.example", Role::Finance, None, &[]).await?;
    let finance = app.client_of(finance).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let queue = async |client: &Client, query: &str| -> TestResult<usize> {
        let page: Page<ApprovalSummary> = client.get(&format!("/approvals{query}")).await?.expect(200)?;
        Ok(page.items.len())
    };
    assert_eq!(
        (queue(&finance, "").await?, queue(&finance, "?search=plant").await?),
        (1, 1)
    );
    for reader in [&manager, &admin] {
        assert_eq!(
            (queue(reader, "").await?, queue(reader, "?kind=fund_claim").await?),
            (0, 1)
        );
        let item = waiting(reader, record).await?;
        let path = format!("/approvals/{}", item.id);
        let whole: Approval = reader.get(&path).await?.expect(200)?;
        assert_eq!(claim_in(&whole)?.summary.id, id);
        for (suffix, body) in [
            ("decision", json!({"decision": "approve"})),
            ("assignment", json!({})),
            ("escalation", json!({"note": "Please"})),
            ("undo", json!({})),
        ] {
            let refused = reader.post_on(&format!("{path}/{suffix}"), item.version, &body).await?;
            refused.refused(Code::Forbidden)?;
        }
        reader
            .get(&format!("{path}/deciders"))
            .await?
            .refused(Code::Forbidden)?;
    }
    let item = waiting(&finance, record).await?;
    let deciders: Vec<Decider> = finance
        .get(&format!("/approvals/{}/deciders", item.id))
        .await?
        .expect(200)?;
    assert!(deciders.iter().all(|decider| decider.role == Role::Finance));
    let home: entente_model::home::Home = finance.get("/home").await?.expect(200)?;
    assert_eq!((home.waiting_count, home.waiting.len()), (1, 1));
    let south = app.client(Role::PartnerAdmin, app.south).await?;
    south
        .get(&format!("/fund_claims/{id}"))
        .await?
        .refused(Code::NotFound)?;
    Ok(())
});

on_both_databases!(that_a_claim_was_escalated_is_not_its_partners_to_know, async |app| {
    let (_, request) = executed(app, "Plant tour").await?;
    let id = claimed(app, request, "R-1").await?;
    later(app, 20).await?;
    let finance = app.client(Role::Finance, app.north).await?;
    assert!(read_claim(&finance, id).await?.progress.escalated_at.is_some());
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let told = read_claim(&partner, id).await?;
    assert_eq!(
        (told.progress.escalated_at, told.request_progress.escalated_at),
        (None, None)
    );
    Ok(())
});

on_both_databases!(nothing_is_written_for_an_activity_that_has_ended, async |app| {
    let (_, request) = executed(app, "Plant tour").await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let claim = begin_claim(&partner, request, &costs(app, "R-1")).await?;
    let asked = read(&partner, request).await?;
    let withdrawal = json!({"event": "withdraw", "note": "Nobody came"});
    happen(&partner, &asked, &withdrawal).await?.is(200)?;

    let claim = read_claim(&partner, claim.summary.id).await?;
    let (id, version) = (claim.summary.id, claim.summary.version);
    let path = format!("/fund_claims/{id}");
    let told = |problem: Problem| problem.params["reason"].clone();
    let edited = partner.put(&path, version, &costs(app, "R-2")).await?;
    assert_eq!(told(edited.refused(Code::InvalidState)?), "request_ended");
    let submitted = submit_claim(&partner, &claim).await?;
    assert_eq!(told(submitted.refused(Code::InvalidState)?), "request_ended");
    let proof = format!("{path}/proofs?name=proof.pdf&kind=photo");
    let attached = upload(&partner, &proof, PDF).await?;
    assert_eq!(told(attached.refused(Code::InvalidState)?), "request_ended");
    assert_eq!(
        read_claim(&partner, id).await?.fields,
        claim.fields,
        "nothing of it is lost"
    );
    partner.delete(&path, Some(version)).await?.is(204)?;
    partner.get(&path).await?.refused(Code::NotFound)?;
    Ok(())
});

on_both_databases!(an_approval_stands_once_a_claim_was_begun_by_it, async |app| {
    let fund = fund_of_north(app).await?;
    app.clock.stop_at_noon();
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let request = submit(&partner, &fields(app, fund, "Plant tour")).await?;
    let id = request.summary.id;
    // Approved on the eve of the activity, four seconds before midnight.
    let settings = app.state.settings.in_effect(&app.state.database).await?;
    let begins = settings.day_begins("dach", today(app) + Duration::days(20));
    // Whatever waited for these days is done: an escalation beside the decision would refuse it as stale.
    pass(app, begins - Duration::seconds(4) - app.state.database.now()).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let decided: Approval = decide(&manager, ApprovalRecord::FundRequest(id), &approve())
        .await?
        .expect(200)?;
    app.clock.advance(Duration::seconds(5));
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let path = format!("/fund_requests/{id}/claims");
    let begun: FundClaim = partner.post(&path, &costs(app, "R-1")).await?.expect(201)?;
    let path = format!("/approvals/{}/undo", decided.summary.id);
    let refused = manager.post_on(&path, decided.summary.version, &Undo {}).await?;
    assert_eq!(refused.refused(Code::InvalidState)?.params["reason"], "changed_since");
    // Were it taken back, nobody could tell by which settings the claim is judged.
    assert_eq!(read_claim(&partner, begun.summary.id).await?.fields, begun.fields);
    check_books(app).await
});
