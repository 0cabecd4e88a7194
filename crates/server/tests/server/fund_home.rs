//! What of requests and claims a partner's people find at home.

use crate::support::funds::*;
use crate::support::{Client, TestResult};
use chrono::Duration;
use entente_model::approvals::{ApprovalRecord, Decision, ReturnReason};
use entente_model::home::Home;
use entente_model::people::Role;

async fn home(client: &Client) -> TestResult<Home> {
    client.get("/home").await?.expect(200)
}

on_both_databases!(what_came_back_and_what_is_to_be_claimed_stands_at_home, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let stranger = app.client(Role::PartnerMember, app.south).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let request = submit(&partner, &fields(app, fund, "Plant tour")).await?;
    assert!(
        home(&partner).await?.returned_requests.is_empty(),
        "it waits for the vendor"
    );
    let back = Decision::Return {
        reasons: vec![ReturnReason::PlanUnclear],
        message: "Who is invited?".to_owned(),
    };
    decide(&manager, ApprovalRecord::FundRequest(request.summary.id), &back)
        .await?
        .is(200)?;
    let returned = home(&partner).await?.returned_requests;
    assert_eq!(returned.len(), 1);
    assert_eq!(returned[0].id, request.summary.id);
    assert!(home(&stranger).await?.returned_requests.is_empty());
    assert!(home(&manager).await?.returned_requests.is_empty());

    // Its time to claim ends 51 days from now.
    let done = over(app, app.north, fund).await?;
    assert!(home(&partner).await?.claims_wanted.is_empty());
    app.clock.advance(Duration::days(40));
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let stranger = app.client(Role::PartnerMember, app.south).await?;
    let wanted = home(&partner).await?.claims_wanted;
    assert_eq!(wanted.iter().map(|request| request.id).collect::<Vec<_>>(), [done]);
    assert!(home(&stranger).await?.claims_wanted.is_empty());
    app.clock.advance(Duration::days(12));
    let partner = app.client(Role::PartnerMember, app.north).await?;
    assert!(
        home(&partner).await?.claims_wanted.is_empty(),
        "nothing can be claimed any more"
    );
    Ok(())
});

on_both_databases!(a_returned_claim_stands_at_home, async |app| {
    let fund = fund(app, 0).await?.id;
    let request = over(app, app.north, fund).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let finance = app.client(Role::Finance, app.north).await?;
    let claim = begin_claim(&partner, request, &costs(app, "R-7")).await?;
    submit_claim(&partner, &claim).await?.is(200)?;
    assert_eq!(home(&finance).await?.waiting_count, 1, "finance finds the claim");
    let back = Decision::Return {
        reasons: vec![ReturnReason::ProofWanted],
        message: String::new(),
    };
    decide(&finance, ApprovalRecord::FundClaim(claim.summary.id), &back)
        .await?
        .is(200)?;
    let returned = home(&partner).await?.returned_claims;
    assert_eq!(
        returned.iter().map(|claim| claim.id).collect::<Vec<_>>(),
        [claim.summary.id]
    );
    Ok(())
});
