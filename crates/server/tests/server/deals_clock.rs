//! What the portal does by itself when a deal's time comes.

use crate::support::registration::*;
use crate::support::{Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::approvals::{Decision, ReturnReason, RiskFlag};
use entente_model::deals::{Deal, DealEvent, DealState, Stage};
use entente_model::ids::DealId;
use entente_model::problem::{Code, FieldCode};

/// Waits until a mail with this subject has gone out so often.
async fn mailed(app: &TestApp, subject: &str, times: usize) -> TestResult {
    app.eventually(async || {
        let count = app.mails()?.iter().filter(|mail| mail.contains(subject)).count();
        if count > times {
            return Err(format!("{subject} was mailed {count} times").into());
        }
        Ok((count == times).then_some(()))
    })
    .await
}

/// Moves the clock; sessions end on the way, so that people sign in anew.
async fn later(app: &TestApp, by: Duration) -> TestResult<(Client, Client)> {
    app.clock.advance(by);
    partner_and_manager(app).await
}

async fn until(app: &TestApp, client: &Client, deal: DealId, met: impl Fn(&Deal) -> bool) -> TestResult<Deal> {
    app.eventually(async || {
        let deal = read(client, deal).await?;
        Ok(met(&deal).then_some(deal))
    })
    .await
}

on_both_databases!(a_late_decision_escalates_and_protects_from_submission, async |app| {
    let (partner, _) = partner_and_manager(app).await?;
    let deal = submit(&partner, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    let due = deal.progress.decision_due.ok_or("a due time")?;
    let (partner, manager) = later(app, due - app.state.database.now() + Duration::seconds(2)).await?;
    let late = until(app, &partner, deal.summary.id, |deal| {
        deal.progress.escalated_at.is_some()
    })
    .await?;
    assert_eq!(late.summary.state, DealState::Submitted);
    assert_eq!(late.progress.protected_from, deal.progress.submitted_at);
    assert!(late.summary.protected_until.is_some());
    let item = waiting(&manager, deal.summary.id).await?;
    assert_eq!(
        item.flags,
        [RiskFlag::Overdue, RiskFlag::Escalated, RiskFlag::HighValue]
    );
    app.eventually(async || {
        let told = app
            .mails()?
            .iter()
            .any(|mail| mail.contains("Overdue: Blauwerk GmbH of North Systems"));
        Ok(told.then_some(()))
    })
    .await?;
    let approved = decide(&manager, deal.summary.id, &approve()).await?.deal;
    assert_eq!(approved.progress.protected_from, deal.progress.submitted_at);
    Ok(())
});

on_both_databases!(a_registration_not_answered_expires, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deal = submit(&partner, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    let reasons = vec![ReturnReason::ProofWanted];
    decide(
        &manager,
        deal.summary.id,
        &Decision::Return {
            reasons,
            message: String::new(),
        },
    )
    .await?;
    let (partner, _) = later(app, Duration::days(14) + Duration::seconds(5)).await?;
    let expired = until(app, &partner, deal.summary.id, |deal| {
        deal.summary.state == DealState::Expired
    })
    .await?;
    assert!(!expired.progress.holds_account);
    mailed(app, "Expired: Blauwerk GmbH", 1).await
});

on_both_databases!(protection_is_reminded_of_and_ends, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deal = submit(&partner, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    decide(&manager, deal.summary.id, &approve()).await?;
    let (partner, _) = later(app, Duration::days(30) + Duration::seconds(5)).await?;
    mailed(app, "How is it going with Blauwerk GmbH?", 1).await?;
    let active = read(&partner, deal.summary.id).await?;
    let staged = DealEvent::ChangeStage {
        stage: Stage::Negotiation,
        next_step: String::new(),
    };
    happen(&partner, &active, &staged).await?;
    let (partner, _) = later(app, Duration::days(29)).await?;
    let active = read(&partner, deal.summary.id).await?;
    // The same again is no progress and no activity.
    let path = format!("/deals/{}/events", active.summary.id);
    let problem = partner
        .post_on(&path, active.summary.version, &staged)
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(problem.errors[0].code, FieldCode::Unchanged);
    assert_eq!(read(&partner, deal.summary.id).await?, active);
    let moved = DealEvent::ChangeStage {
        stage: Stage::Negotiation,
        next_step: "The contract is with their lawyers".to_owned(),
    };
    happen(&partner, &active, &moved).await?;
    later(app, Duration::days(17)).await?;
    mailed(app, "Protection of Blauwerk GmbH ends in 14 days", 1).await?;
    later(app, Duration::days(11)).await?;
    mailed(app, "Protection of Blauwerk GmbH ends in 3 days", 1).await?;
    let (partner, _) = later(app, Duration::days(4)).await?;
    until(app, &partner, deal.summary.id, |deal| {
        deal.summary.state == DealState::Expired
    })
    .await?;
    mailed(app, "Protection of Blauwerk GmbH has ended", 1).await?;
    mailed(app, "Protection of Blauwerk GmbH ends in 14 days", 1).await?;
    mailed(app, "How is it going with Blauwerk GmbH?", 2).await
});

on_both_databases!(an_extension_moves_the_end, async |app| {
    let (partner, manager) = partner_and_manager(app).await?;
    let deal = submit(&partner, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    decide(&manager, deal.summary.id, &approve()).await?;
    let deal = read(&partner, deal.summary.id).await?;
    happen(
        &partner,
        &deal,
        &DealEvent::RequestExtension {
            progress: "The pilot runs.".into(),
        },
    )
    .await?;
    decide(&manager, deal.summary.id, &approve()).await?;
    later(app, Duration::seconds(11)).await?;
    mailed(app, "Longer protection: Blauwerk GmbH", 1).await?;
    let (partner, _) = later(app, Duration::days(91)).await?;
    mailed(app, "How is it going with Blauwerk GmbH?", 1).await?;
    assert_eq!(
        read(&partner, deal.summary.id).await?.summary.state,
        DealState::Approved
    );
    let (partner, _) = later(app, Duration::days(30)).await?;
    until(app, &partner, deal.summary.id, |deal| {
        deal.summary.state == DealState::Expired
    })
    .await?;
    Ok(())
});
