//! What of requests and claims a partner's people find at home.

use crate::support::funds::*;
use crate::support::{Client, TestResult};
use chrono::Duration;
use entente_model::approvals::{ApprovalRecord, Decision, ReturnReason};
use entente_model::funds::fund::{Expiring, Fund};
use entente_model::home::Home;
use entente_model::page::Page;
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

on_both_databases!(what_is_reserved_and_soon_expires_is_told_of_the_fund, async |app| {
    let fund = fund_of_north(app).await?;
    let path = format!("/funds/{fund}");
    let expiring = async |role: Role| -> TestResult<Option<Expiring>> {
        let client = app.client(role, app.north).await?;
        let one: Fund = client.get(&path).await?.expect(200)?;
        let listed: Page<Fund> = client.get("/funds").await?.expect(200)?;
        let listed = listed.items.into_iter().find(|listed| listed.id == fund);
        assert_eq!(
            listed.and_then(|fund| fund.expiring),
            one.expiring,
            "the list says the same as the page"
        );
        Ok(one.expiring)
    };
    let done = approved(app, fund, "Plant tour", &approve()).await?;
    stand(app);
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let request = read(&partner, done).await?;
    let first_on = request.summary.claim_deadline.ok_or("no deadline")?;
    assert_eq!(expiring(Role::PartnerMember).await?, None, "there are 81 days left");

    later(app, 52).await?;
    let soon = Some(Expiring {
        minor: 600_000,
        activities: 1,
        first_on,
    });
    assert_eq!(expiring(Role::PartnerMember).await?, soon);
    assert_eq!(expiring(Role::Finance).await?, soon);
    let stranger = app.client(Role::PartnerMember, app.south).await?;
    stranger.get(&path).await?.is(404)?;

    let partner = app.client(Role::PartnerMember, app.north).await?;
    let claim = begin_claim(&partner, done, &costs(app, "R-9")).await?;
    assert_eq!(
        expiring(Role::PartnerMember).await?,
        soon,
        "a draft of a claim saves nothing"
    );
    submit_claim(&partner, &claim).await?.is(200)?;
    assert_eq!(expiring(Role::PartnerMember).await?, None);
    assert_eq!(expiring(Role::Finance).await?, None);
    Ok(())
});
