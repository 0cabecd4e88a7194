//! Ten seconds of undo: what comes back, what nobody learns, and who is refused.

use crate::support::registration::*;
use crate::support::{Answer, Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::activity::Activity;
use entente_model::approvals::undo::{BulkUndo, Undo};
use entente_model::approvals::{
    ApprovalState, ApprovalSummary, BulkDecision, BulkItem, BulkResult, Decision, RejectReason, ReturnReason, RiskFlag,
};
use entente_model::deals::{Deal, DealDraft, DealEvent, DealState};
use entente_model::ids::DealId;
use entente_model::money::Money;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::{Code, Problem};
use reqwest::Method;

fn reject(message: &str) -> Decision {
    Decision::Reject {
        reasons: vec![RejectReason::NotQualified],
        message: message.to_owned(),
    }
}

async fn undo(client: &Client, decided: &ApprovalSummary) -> TestResult<Answer> {
    let path = format!("/approvals/{}/undo", decided.id);
    client.post_on(&path, decided.version, &Undo {}).await
}

/// A registration of the partner's that waits.
async fn registered(app: &TestApp, partner: &Client, name: &str) -> TestResult<Deal> {
    submit(
        partner,
        &fields(
            app,
            &format!("{name} GmbH"),
            &format!("{}.example", name.to_lowercase()),
        ),
    )
    .await
}

/// Three partners that want one account, and the manager of them all.
struct Rivals {
    north: Client,
    south: Client,
    east: Client,
    manager: Client,
    account: DealDraft,
}

async fn rivals(app: &TestApp) -> TestResult<Rivals> {
    let east = app.add_partner("East Experts", "east.example", "dach").await?;
    let manager = app
        .add_user("both@vendor.example", Role::ChannelManager, None, &["dach", "uki"])
        .await?;
    Ok(Rivals {
        north: app.client(Role::PartnerMember, app.north).await?,
        south: app.client(Role::PartnerMember, app.south).await?,
        east: app.client(Role::PartnerMember, east).await?,
        manager: app.client_of(manager).await?,
        account: fields(app, "Blauwerk GmbH", "blauwerk.de"),
    })
}

/// Lets the ten seconds pass, and the jobs that waited for it run.
async fn stand(app: &TestApp) {
    app.clock.advance(Duration::seconds(11));
    app.state.database.job_added().notify_one();
}

async fn mails(app: &TestApp, subject: &str) -> TestResult<usize> {
    Ok(app.mails()?.iter().filter(|mail| mail.contains(subject)).count())
}

async fn mailed(app: &TestApp, subject: &str) -> TestResult {
    app.eventually(async || Ok((mails(app, subject).await? == 1).then_some(())))
        .await
}

async fn told(client: &Client, deal: DealId) -> TestResult<Vec<Activity>> {
    let page: Page<Activity> = client
        .get(&format!("/deals/{deal}/activity?limit=100"))
        .await?
        .expect(200)?;
    Ok(page.items.into_iter().rev().collect())
}

/// The same deal but for what every change leaves: its version and times of change.
fn as_before(now: &Deal, before: &Deal) -> bool {
    let mut now = now.clone();
    let undone = now.progress.decision_undone_at.take();
    now.summary.version = before.summary.version;
    now.summary.updated_at = before.summary.updated_at;
    now.progress.decision_undone_at = before.progress.decision_undone_at;
    undone.is_some() && now == *before
}

on_both_databases!(a_decision_taken_back_was_never_made, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let decisions = [
        ("Alba", approve(), "Approved: "),
        ("Brig", reject("Not for you"), "Rejected: "),
        (
            "Cora",
            Decision::Return {
                reasons: vec![ReturnReason::NeedUnclear],
                message: "Not for you".into(),
            },
            "Returned: ",
        ),
    ];
    for (name, decision, _) in &decisions {
        let deal = registered(app, &partner, name).await?;
        let waits = waiting(&manager, deal.summary.id).await?;
        let decided = decide(&manager, deal.summary.id, decision).await?;
        assert_ne!(decided.deal.summary.state, DealState::Submitted);
        app.clock.advance(Duration::seconds(9));
        let path = format!("/approvals/{}/undo", waits.id);
        let request = || {
            manager
                .request(Method::POST, &path)
                .key(name)
                .version(decided.summary.version)
                .json(&Undo {})
        };
        let answer = request().send().await?;
        let undone: DealApproval = answer.expect(200)?;
        assert!(as_before(&undone.deal, &deal), "{name}: {:?}\n{deal:?}", undone.deal);
        let mut again = waiting(&manager, deal.summary.id).await?;
        assert_eq!((again.version, answer.version()?), (3, 3));
        again.version = waits.version;
        assert_eq!(again, waits, "the item waits as it waited");
        assert_eq!(
            request().send().await?.body,
            answer.body,
            "the same key, the same answer"
        );
        let twice = undo(&manager, &decided.summary).await?.refused(Code::InvalidState)?;
        assert_eq!(twice.params["reason"], "not_decided");

        let (vendor, seen) = (
            told(&manager, deal.summary.id).await?,
            told(&partner, deal.summary.id).await?,
        );
        let kinds: Vec<&str> = seen.iter().map(|entry| entry.kind.as_str()).collect();
        assert_eq!(kinds.len(), 4, "{kinds:?}");
        assert_eq!(kinds[3], "deal.decision_undone");
        assert_eq!(vendor[2].params.contains_key("message"), !decision.message().is_empty());
        assert_eq!(
            vendor[2].params.contains_key("reasons"),
            !decision.reason_words().is_empty()
        );
        let words = |name: &str| seen[2].params.contains_key(name);
        assert!(
            !words("message") && !words("reasons"),
            "its words are not the partner's to read"
        );
    }
    stand(app).await;
    // Something that is mailed afterwards, so that what was to go out before has had its turn.
    let deal = registered(app, &partner, "Dune").await?;
    decide(&manager, deal.summary.id, &approve()).await?;
    assert_eq!(mails(app, "Approved: Dune").await?, 0, "not before it stands");
    stand(app).await;
    mailed(app, "Approved: Dune").await?;
    for (name, _, subject) in &decisions {
        assert_eq!(mails(app, &format!("{subject}{name}")).await?, 0, "{name}");
    }
    // Decided again, it is told of.
    let alba = waiting(&manager, deal_of(&manager, "alba").await?).await?;
    decide(&manager, deal_in(&alba)?, &approve()).await?;
    stand(app).await;
    mailed(app, "Approved: Alba").await
});

async fn deal_of(manager: &Client, word: &str) -> TestResult<DealId> {
    let page: Page<ApprovalSummary> = manager.get(&format!("/approvals?search={word}")).await?.expect(200)?;
    deal_in(page.items.first().ok_or("an item")?)
}

on_both_databases!(who_is_refused_and_why, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let reason = |problem: Problem| problem.params["reason"].as_str().map(str::to_owned);
    let deal = registered(app, &partner, "Alba").await?;
    let waits = waiting(&manager, deal.summary.id).await?;
    let early = undo(&manager, &waits).await?.refused(Code::InvalidState)?;
    assert_eq!(reason(early).as_deref(), Some("not_decided"));
    let decided = decide(&manager, deal.summary.id, &reject("")).await?;

    let colleague = app.client(Role::ChannelManager, app.north).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    for other in [&colleague, &admin] {
        let refused = undo(other, &decided.summary).await?.refused(Code::Forbidden)?;
        assert_eq!(reason(refused).as_deref(), Some("not_decider"));
    }
    undo(&partner, &decided.summary).await?.refused(Code::Forbidden)?;
    let path = format!("/approvals/{}/undo", waits.id);
    manager.post(&path, &Undo {}).await?.refused(Code::VersionRequired)?;
    manager.post_on(&path, 1, &Undo {}).await?.refused(Code::StaleVersion)?;
    let unknown = serde_json::json!({ "reason": "Oh" });
    manager
        .post_on(&path, decided.summary.version, &unknown)
        .await?
        .is(422)?;
    assert_eq!(
        read(&partner, deal.summary.id).await?.summary.state,
        DealState::Rejected
    );

    // The partner was quicker.
    let appeal = DealEvent::Appeal {
        argument: "They asked us.".into(),
    };
    happen(&partner, &decided.deal, &appeal).await?;
    let refused = undo(&manager, &decided.summary).await?.refused(Code::InvalidState)?;
    assert_eq!(reason(refused).as_deref(), Some("changed_since"));

    // Ten seconds are ten seconds.
    let deal = registered(app, &partner, "Brig").await?;
    let decided = decide(&manager, deal.summary.id, &approve()).await?;
    let at = decided.summary.decided.clone().ok_or("a decision")?.at;
    app.clock
        .advance(at + Duration::milliseconds(10_001) - app.state.database.now());
    let refused = undo(&manager, &decided.summary).await?.refused(Code::InvalidState)?;
    assert_eq!(reason(refused).as_deref(), Some("undo_over"));

    // A rule's decision is nobody's.
    let mut small = fields(app, "Cora GmbH", "cora.example");
    small.value = Some(Money::new(1_000_000, "EUR"));
    let deal = submit(&partner, &small).await?;
    assert_eq!(deal.summary.state, DealState::Approved);
    let list: Page<ApprovalSummary> = admin.get("/approvals?state=decided&search=cora").await?.expect(200)?;
    for client in [&manager, &admin] {
        let refused = undo(client, &list.items[0]).await?.refused(Code::Forbidden)?;
        assert_eq!(reason(refused).as_deref(), Some("not_decider"));
    }
    Ok(())
});

on_both_databases!(
    an_account_let_go_of_is_passed_on_once_the_decision_stands,
    async |app| {
        let Rivals {
            north,
            south,
            east,
            manager,
            account,
        } = rivals(app).await?;
        let first = submit(&north, &account).await?;
        let second = submit(&south, &account).await?;
        let holds = async |client: &Client, deal: &Deal| -> TestResult<bool> {
            Ok(read(client, deal.summary.id).await?.progress.holds_account)
        };

        // Taken back: nobody noticed.
        let decided = decide(&manager, first.summary.id, &reject("")).await?;
        assert!(!holds(&north, &first).await? && !holds(&south, &second).await?);
        undo(&manager, &decided.summary).await?.is(200)?;
        assert!(holds(&north, &first).await?);
        stand(app).await;
        assert_eq!(waiting(&manager, second.summary.id).await?.flags[0], RiskFlag::Conflict);
        let kinds: Vec<String> = told(&south, second.summary.id)
            .await?
            .into_iter()
            .map(|entry| entry.kind)
            .collect();
        assert_eq!(kinds, ["deal.begun", "deal.submitted"]);

        // Not taken back: the next in line gets it when the ten seconds are over.
        let decided = decide(&manager, first.summary.id, &reject("")).await?;
        assert!(!holds(&south, &second).await?);
        stand(app).await;
        app.eventually(async || Ok(holds(&south, &second).await?.then_some(())))
            .await?;
        assert!(
            !waiting(&manager, second.summary.id)
                .await?
                .flags
                .contains(&RiskFlag::Conflict)
        );
        undo(&manager, &decided.summary).await?.refused(Code::InvalidState)?;

        // Whoever comes within the ten seconds stands behind those who wait, and then it is too late to take it back.
        let third = submit(&north, &account).await?;
        assert!(!holds(&north, &third).await?);
        let decided = decide(&manager, second.summary.id, &reject("")).await?;
        let fourth = submit(&east, &account).await?;
        assert!(!fourth.progress.holds_account && holds(&north, &third).await?);
        let late = undo(&manager, &decided.summary).await?;
        late.refused(Code::AccountHeld)?;
        assert_eq!(
            read(&south, second.summary.id).await?.summary.state,
            DealState::Rejected
        );

        // The same when a manager gives it to another at once.
        let decided = decide(&manager, third.summary.id, &reject("")).await?;
        let taken = decide(&manager, fourth.summary.id, &approve()).await?;
        assert!(taken.deal.progress.holds_account);
        undo(&manager, &decided.summary).await?.refused(Code::AccountHeld)?;
        // Taking that back too gives neither of them anything, and then the first can be taken back.
        let undone: DealApproval = undo(&manager, &taken.summary).await?.expect(200)?;
        assert_eq!(
            (undone.deal.summary.state, undone.deal.progress.holds_account),
            (DealState::Submitted, false)
        );
        undo(&manager, &decided.summary).await?.is(200)?;
        assert!(holds(&north, &third).await? && !holds(&east, &fourth).await?);
        stand(app).await;
        decide(&manager, third.summary.id, &approve()).await?;
        Ok(())
    }
);

on_both_databases!(extensions_and_appeals_wait_again, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deal = registered(app, &partner, "Alba").await?;
    let approved = decide(&manager, deal.summary.id, &approve()).await?.deal;
    let asked = DealEvent::RequestExtension {
        progress: "The pilot runs.".into(),
    };
    let asked = happen(&partner, &approved, &asked).await?;
    let mut before = asked.clone();
    for decision in [approve(), reject("")] {
        let decided = decide(&manager, deal.summary.id, &decision).await?;
        assert!(decided.deal.progress.extension_requested_at.is_none());
        let undone: DealApproval = undo(&manager, &decided.summary).await?.expect(200)?;
        assert!(as_before(&undone.deal, &before), "{:?}\n{before:?}", undone.deal);
        before = undone.deal;
    }
    assert_eq!(waiting(&manager, deal.summary.id).await?.state, ApprovalState::Open);

    let deal = registered(app, &partner, "Brig").await?;
    let rejected = decide(&manager, deal.summary.id, &reject("")).await?.deal;
    let appeal = DealEvent::Appeal {
        argument: "They asked us.".into(),
    };
    let mut before = happen(&partner, &rejected, &appeal).await?;
    for decision in [reject(""), approve()] {
        let decided = decide(&manager, deal.summary.id, &decision).await?;
        let undone: DealApproval = undo(&manager, &decided.summary).await?.expect(200)?;
        assert!(as_before(&undone.deal, &before), "{:?}\n{before:?}", undone.deal);
        assert_eq!(waiting(&manager, deal.summary.id).await?.id, decided.summary.id);
        before = undone.deal;
    }
    let list: Page<ApprovalSummary> = manager.get("/approvals?search=brig").await?.expect(200)?;
    assert_eq!(list.items.len(), 1, "the review that the granted appeal opened is gone");
    let reopened = decide(&manager, deal.summary.id, &approve()).await?.deal;
    assert!(reopened.summary.state == DealState::InReview && reopened.progress.holds_account);
    decide(&manager, deal.summary.id, &approve()).await?;
    Ok(())
});

on_both_databases!(clocks_run_as_if_nothing_had_been_decided, async |app| {
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let deal = registered(app, &partner, "Alba").await?;
    let due = deal.progress.decision_due.ok_or("a due time")?;
    // Decided just before it is late; the time passes while it is decided.
    app.clock.advance(due - app.state.database.now() - Duration::seconds(3));
    let (_, manager) = partner_and_manager(app).await?;
    let decided = decide(&manager, deal.summary.id, &approve()).await?;
    app.clock.advance(Duration::seconds(8));
    // The alarm that was set before finds it decided.
    app.state.database.job_added().notify_one();
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    undo(&manager, &decided.summary).await?.is(200)?;
    mailed(app, "Overdue: Alba").await?;
    let late = waiting(&manager, deal.summary.id).await?;
    assert!(late.flags.contains(&RiskFlag::Overdue));
    assert_eq!(late.due_at, due);
    // Told once: decided and taken back again, it is not told anew.
    let decided = decide(&manager, deal.summary.id, &approve()).await?;
    undo(&manager, &decided.summary).await?.is(200)?;
    let decided = decide(&manager, deal.summary.id, &approve()).await?;
    assert_eq!(decided.deal.progress.protected_from, deal.progress.submitted_at);
    stand(app).await;
    mailed(app, "Approved: Alba").await?;
    mailed(app, "Overdue: Alba").await
});

on_both_databases!(one_press_takes_back_a_batch, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let mut items = Vec::new();
    for name in ["Alba", "Brig", "Cora", "Dune"] {
        let deal = registered(app, &partner, name).await?;
        let item = waiting(&manager, deal.summary.id).await?;
        items.push(BulkItem {
            id: item.id,
            version: item.version,
        });
    }
    let bulk = BulkDecision {
        items,
        decision: reject(""),
    };
    let decided: Vec<BulkResult> = manager.post("/approvals/decisions", &bulk).await?.expect(200)?;
    let decided: Vec<ApprovalSummary> = decided.into_iter().filter_map(|result| result.approval).collect();
    assert_eq!(decided.len(), 4);
    let appealed = read(&partner, deal_in(&decided[1])?).await?;
    let appeal = DealEvent::Appeal {
        argument: "They asked us.".into(),
    };
    happen(&partner, &appealed, &appeal).await?;
    let mut items: Vec<BulkItem> = decided
        .iter()
        .map(|item| BulkItem {
            id: item.id,
            version: item.version,
        })
        .collect();
    items[3].version = 9;
    let body = BulkUndo { items };
    let results: Vec<BulkResult> = manager.post("/approvals/undos", &body).await?.expect(200)?;
    let codes: Vec<_> = results
        .iter()
        .map(|result| result.problem.as_ref().map(|problem| problem.code))
        .collect();
    assert_eq!(codes, [None, Some(Code::InvalidState), None, Some(Code::StaleVersion)]);
    for (item, state) in decided.iter().zip([
        DealState::Submitted,
        DealState::Rejected,
        DealState::Submitted,
        DealState::Rejected,
    ]) {
        assert_eq!(read(&partner, deal_in(item)?).await?.summary.state, state);
    }
    let none = BulkUndo { items: Vec::new() };
    let refused = manager
        .post("/approvals/undos", &none)
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(refused.errors[0].pointer, "/items");
    stand(app).await;
    mailed(app, "Rejected: Brig").await?;
    mailed(app, "Rejected: Dune").await?;
    assert_eq!(
        mails(app, "Rejected: Alba").await? + mails(app, "Not approved: Cora").await?,
        0
    );
    Ok(())
});

/// How often each race is run.
const ROUNDS: usize = 40;

on_both_databases!(one_of_two_wins_whatever_comes_at_once, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let appeal = DealEvent::Appeal {
        argument: "They asked us.".into(),
    };
    for round in 0..ROUNDS {
        let deal = registered(app, &partner, &format!("Race{round}")).await?;
        let decided = decide(&manager, deal.summary.id, &reject("")).await?;
        let path = format!("/deals/{}/events", deal.summary.id);
        let (one, other, appealed) = tokio::join!(
            undo(&manager, &decided.summary),
            undo(&manager, &decided.summary),
            partner.post_on(&path, decided.deal.summary.version, &appeal),
        );
        let (one, other, appealed) = (one?, other?, appealed?);
        let done = [&one, &other, &appealed]
            .iter()
            .filter(|answer| answer.status == 200)
            .count();
        assert_eq!(done, 1, "round {round}: {one:?} {other:?} {appealed:?}");
        let state = read(&partner, deal.summary.id).await?.summary.state;
        let expected = if appealed.status == 200 {
            DealState::Rejected
        } else {
            DealState::Submitted
        };
        assert_eq!(state, expected);
        let undone = told(&manager, deal.summary.id).await?;
        let undone = undone
            .iter()
            .filter(|entry| entry.kind == "deal.decision_undone")
            .count();
        assert_eq!(undone, usize::from(appealed.status != 200));
    }
    Ok(())
});

on_both_databases!(
    what_is_mailed_stands_and_what_is_taken_back_is_not_mailed,
    async |app| {
        let (partner, manager) = partner_and_manager(app).await?;
        let mut decided = Vec::new();
        for round in 0..ROUNDS {
            let deal = registered(app, &partner, &format!("Race{round}x")).await?;
            decided.push(decide(&manager, deal.summary.id, &approve()).await?.summary);
        }
        // All of them come to stand about now, while they are taken back one after the other.
        let last = decided
            .last()
            .and_then(|item| item.decided.clone())
            .ok_or("a decision")?
            .at;
        let first = decided[0].decided.clone().ok_or("a decision")?.at;
        let middle = first + (last - first) / 2;
        app.clock
            .advance(middle + Duration::seconds(10) - app.state.database.now());
        app.state.database.job_added().notify_one();
        let mut outcomes = Vec::new();
        for item in decided.iter().rev() {
            outcomes.push((item, undo(&manager, item).await?));
        }
        stand(app).await;
        let kept = outcomes.iter().filter(|(_, answer)| answer.status != 200).count();
        app.eventually(async || Ok((mails(app, "Approved: Race").await? >= kept).then_some(())))
            .await?;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        for (item, answer) in &outcomes {
            let undone = answer.status == 200;
            if !undone {
                let refused = answer.refused(Code::InvalidState)?;
                assert_eq!(refused.params["reason"], "undo_over");
            }
            let state = read(&partner, deal_in(item)?).await?.summary.state;
            assert_eq!(state == DealState::Submitted, undone);
            assert_eq!(
                mails(app, &format!("Approved: {}", item.subject)).await?,
                usize::from(!undone),
                "{}",
                item.subject
            );
        }
        println!("{kept} of {ROUNDS} stand");
        Ok(())
    }
);

on_both_databases!(nobody_loses_their_turn, async |app| {
    let Rivals {
        north,
        south,
        east,
        manager,
        account,
    } = rivals(app).await?;

    // Whoever holds an account and only answers a question keeps it, though another was handed in before.
    let first = submit(&north, &account).await?;
    let rejected = decide(&manager, first.summary.id, &reject("")).await?.deal;
    stand(app).await;
    let second = submit(&south, &account).await?;
    assert!(second.progress.holds_account);
    let appeal = DealEvent::Appeal {
        argument: "They asked us.".into(),
    };
    happen(&north, &rejected, &appeal).await?;
    let granted = decide(&manager, first.summary.id, &approve()).await?.deal;
    assert!(!granted.progress.holds_account);
    let question = Decision::Return {
        reasons: vec![ReturnReason::NeedUnclear],
        message: String::new(),
    };
    let returned = decide(&manager, second.summary.id, &question).await?.deal;
    let answered = happen(&south, &returned, &DealEvent::Submit {}).await?;
    assert!(answered.progress.holds_account);

    // Within the ten seconds nobody is approved before those who wait longer.
    let third = submit(&east, &account).await?;
    decide(&manager, second.summary.id, &reject("")).await?;
    let item = waiting(&manager, third.summary.id).await?;
    let path = format!("/approvals/{}/decision", item.id);
    let early = manager.post_on(&path, item.version, &approve()).await?;
    early.refused(Code::AccountHeld)?;
    let taken = decide(&manager, first.summary.id, &approve()).await?;
    assert!(taken.deal.progress.holds_account);
    Ok(())
});
