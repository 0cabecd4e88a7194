//! Comments on requests and on claims: who reads them, who writes them, who is told, and what the timeline keeps.

use crate::support::funds::*;
use crate::support::{Client, TestResult};
use entente_model::activity::{Activity, Comment, NewComment};
use entente_model::funds::claim::FundClaim;
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::Code;
use uuid::Uuid;

fn say(body: &str, internal: bool) -> NewComment {
    NewComment {
        body: body.to_owned(),
        internal,
    }
}

async fn bodies(client: &Client, path: &str) -> TestResult<Vec<String>> {
    let page: Page<Comment> = client.get(&format!("{path}/comments")).await?.expect(200)?;
    Ok(page.items.into_iter().map(|comment| comment.body).collect())
}

/// How many entries of a kind the reader finds in the timeline.
async fn told(client: &Client, path: &str, kind: &str) -> TestResult<usize> {
    let page: Page<Activity> = client.get(&format!("{path}/activity?limit=100")).await?.expect(200)?;
    Ok(page.items.iter().filter(|entry| entry.kind == kind).count())
}

on_both_databases!(comments_on_a_request_reach_the_other_side, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let request = submit(&partner, &fields(app, fund, "Plant tour")).await?;
    let path = format!("/fund_requests/{}", request.summary.id);
    let comments = format!("{path}/comments");
    let written: Comment = partner
        .post(&comments, &say(" The hall is booked. ", false))
        .await?
        .expect(201)?;
    assert_eq!(
        (written.body.as_str(), written.internal),
        ("The hall is booked.", false)
    );
    mailed(app, "has commented on the request for Plant tour.").await?;
    manager
        .post(&comments, &say("They did well last year.", true))
        .await?
        .is(201)?;
    manager.post(&comments, &say("Who speaks?", false)).await?.is(201)?;
    assert_eq!(bodies(&partner, &path).await?, ["The hall is booked.", "Who speaks?"]);
    assert_eq!(
        bodies(&manager, &path).await?,
        ["The hall is booked.", "They did well last year.", "Who speaks?"]
    );
    assert_eq!(told(&partner, &path, "fund_request.commented").await?, 2);
    assert_eq!(told(&manager, &path, "fund_request.commented").await?, 3);
    let refused = partner.post(&comments, &say("Psst", true)).await?;
    let refused = refused.refused(Code::InvalidFields)?;
    assert_eq!(refused.errors[0].pointer, "/internal");
    partner
        .post(&comments, &say("  ", false))
        .await?
        .refused(Code::InvalidFields)?;
    // The request itself has not changed: nobody's edit is refused because somebody wrote.
    assert_eq!(
        read(&partner, request.summary.id).await?.summary.version,
        request.summary.version
    );
    Ok(())
});

on_both_databases!(finance_and_the_partner_talk_about_a_claim, async |app| {
    let fund = fund(app, 1_000_000).await?.id;
    let request = over(app, app.north, fund).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let finance = app.client(Role::Finance, app.north).await?;
    let claim = begin_claim(&partner, request, &costs(app, "R-1")).await?;
    let path = format!("/fund_claims/{}", claim.summary.id);
    let comments = format!("{path}/comments");
    // While it is a draft it is the partner's alone.
    partner
        .post(&comments, &say("Still to be checked.", false))
        .await?
        .is(201)?;
    finance.get(&comments).await?.refused(Code::NotFound)?;
    finance
        .post(&comments, &say("What is this?", false))
        .await?
        .refused(Code::NotFound)?;
    let claim: FundClaim = submit_claim(&partner, &claim).await?.expect(200)?;
    finance
        .post(&comments, &say("The second invoice is cut off.", false))
        .await?
        .is(201)?;
    mailed(app, "wrote about the claim for").await?;
    assert_eq!(
        bodies(&partner, &path).await?,
        ["Still to be checked.", "The second invoice is cut off."]
    );
    assert_eq!(told(&partner, &path, "fund_claim.commented").await?, 2);
    // What hangs on the claim does not hang on its request.
    let of_request = format!("/fund_requests/{}", claim.summary.request_id);
    assert_eq!(bodies(&partner, &of_request).await?, Vec::<String>::new());
    Ok(())
});

on_both_databases!(
    a_comment_is_kept_from_those_who_may_not_know_of_its_record,
    async |app| {
        let fund = fund_of_north(app).await?;
        let partner = app.client(Role::PartnerAdmin, app.north).await?;
        let stranger = app.client(Role::PartnerAdmin, app.south).await?;
        let manager = app.client(Role::ChannelManager, app.north).await?;
        let reader = app.client(Role::Executive, app.north).await?;
        let draft = begin(&partner, &fields(app, fund, "Dinner")).await?;
        let own = format!("/fund_requests/{}/comments", draft.summary.id);
        let never = format!("/fund_requests/{}/comments", Uuid::now_v7());
        partner.post(&own, &say("Ask Petra first.", false)).await?.is(201)?;
        for outsider in [&stranger, &manager] {
            let foreign = outsider.get(&own).await?;
            foreign.refused(Code::NotFound)?;
            assert_eq!(foreign.body, outsider.get(&never).await?.body);
            outsider
                .post(&own, &say("Hello", false))
                .await?
                .refused(Code::NotFound)?;
        }
        let handed_in = submit(&partner, &fields(app, fund, "Lunch")).await?;
        let comments = format!("/fund_requests/{}/comments", handed_in.summary.id);
        reader.get(&comments).await?.is(200)?;
        reader
            .post(&comments, &say("Nice", false))
            .await?
            .refused(Code::Forbidden)?;
        Ok(())
    }
);

on_both_databases!(a_comment_that_is_sent_twice_stands_once, async |app| {
    let fund = fund_of_north(app).await?;
    let partner = app.client(Role::PartnerMember, app.north).await?;
    let request = submit(&partner, &fields(app, fund, "Plant tour")).await?;
    let path = format!("/fund_requests/{}", request.summary.id);
    let send = || {
        let body = say("Once is enough.", false);
        let request = partner.request(reqwest::Method::POST, &format!("{path}/comments"));
        request.key("once").json(&body).send()
    };
    let (first, second) = (send().await?, send().await?);
    assert_eq!(first.is(201)?.body, second.is(201)?.body);
    assert_eq!(bodies(&partner, &path).await?.len(), 1);
    Ok(())
});
