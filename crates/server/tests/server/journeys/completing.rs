//! A partner's journey: read, and moved on by people and by what the portal sees.

use super::{row, told};
use crate::support::company::{achieved, begin_journey};
use crate::support::journeys::{begin_now, completion, read_journey, set_out, set_status};
use crate::support::registration::{fields, submit};
use crate::support::{Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::events::LiveEvent;
use entente_model::home::Home;
use entente_model::ids::PartnerId;
use entente_model::onboarding::{JourneyRisk, PartnerJourney, TaskKind};
use entente_model::people::{PartnerStatus, Role};
use entente_model::problem::{Code, FieldCode};
use entente_server::store::entities::{live_events, partners};
use reqwest::Method;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

fn path(partner: PartnerId) -> String {
    format!("/partners/{partner}/journey/completions")
}

async fn complete(client: &Client, journey: &PartnerJourney, task: &str, note: &str) -> TestResult<PartnerJourney> {
    let path = path(journey.partner_id);
    let answer = client.post_on(&path, journey.version, &completion(task, note)).await?;
    assert_eq!(answer.version()?, journey.version + 1);
    answer.expect(200)
}

/// What open pages were told of a partner.
async fn published(app: &TestApp, partner: PartnerId) -> TestResult<Vec<LiveEvent>> {
    let events = live_events::Entity::find().filter(live_events::Column::PartnerId.eq(partner.0));
    let events = events.all(app.state.database.read()).await?;
    Ok(events
        .iter()
        .map(|event| serde_json::from_str(&event.event))
        .collect::<Result<_, _>>()?)
}

on_both_databases!(a_task_is_done_once_by_whom_it_is_theirs, async |app| {
    begin_now(app, app.north).await?;
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let journey = read_journey(&admin, app.north).await?;
    let answer = admin.get(&format!("/partners/{}/journey", app.north)).await?;
    assert_eq!(answer.version()?, journey.version);
    assert_eq!(
        (journey.template_name.as_str(), journey.standing.progress_per_mille),
        ("Partners that sell", 0)
    );

    let refused = async |task: &str, note: &str, version: i64| {
        admin.post_on(&path(app.north), version, &completion(task, note)).await
    };
    let problem = refused("plan", "", journey.version)
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(problem.params["reason"], "task_blocked");
    assert_eq!(problem.params["tasks"], serde_json::json!(["call"]));
    let problem = refused("deal", "", journey.version)
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(problem.params["reason"], "task_completes_itself");
    let problem = refused("training", "", journey.version)
        .await?
        .refused(Code::Forbidden)?;
    assert_eq!(problem.params["reason"], "task_not_yours");
    refused("no-such-task", "", journey.version)
        .await?
        .refused(Code::NotFound)?;
    let problem = refused("call", &"x".repeat(1_001), journey.version)
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(
        (problem.errors[0].pointer.as_str(), problem.errors[0].code),
        ("/note", FieldCode::TooLong)
    );
    let unversioned = admin.post(&path(app.north), &completion("call", "")).await?;
    unversioned.refused(Code::VersionRequired)?;
    assert_eq!(
        row(app, app.north).await?.version,
        journey.version,
        "nothing was written"
    );

    let send = || {
        admin
            .request(Method::POST, &path(app.north))
            .key("once")
            .version(journey.version)
            .json(&completion("call", "On Monday"))
            .send()
    };
    let (first, second) = (send().await?, send().await?);
    assert_eq!(first.is(200)?.body, second.is(200)?.body);
    let after: PartnerJourney = first.json()?;
    assert_eq!((after.version, after.standing.stage), (journey.version + 1, Some(1)));
    assert_eq!(after.standing.progress_per_mille, 250);
    let done = after.journey.task("call").and_then(|task| task.done.clone());
    let done = done.ok_or("the task is open")?;
    assert!(done.by.id.is_some());
    assert_eq!(done.note, "On Monday");

    let problem = refused("plan", "", journey.version)
        .await?
        .refused(Code::StaleVersion)?;
    assert_eq!(problem.params["current"]["version"], after.version);
    let problem = refused("call", "", after.version).await?.refused(Code::InvalidState)?;
    assert_eq!(problem.params["reason"], "task_already_done");
    assert_eq!(told(app, app.north).await?, [("journey.task_done".to_owned(), false)]);
    let event = LiveEvent::Journey {
        partner_id: app.north,
        version: after.version,
    };
    assert_eq!(published(app, app.north).await?, [event]);
    Ok(())
});

on_both_databases!(the_vendor_says_so_with_a_note, async |app| {
    begin_now(app, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let journey = read_journey(&manager, app.north).await?;
    let silent = manager
        .post_on(&path(app.north), journey.version, &completion("training", " "))
        .await?;
    let problem = silent.refused(Code::InvalidFields)?;
    assert_eq!(
        (problem.errors[0].pointer.as_str(), problem.errors[0].code),
        ("/note", FieldCode::Required)
    );
    let after = complete(&manager, &journey, "training", "Both courses, in March").await?;
    assert!(after.journey.task("training").is_some_and(|task| task.done.is_some()));
    Ok(())
});

on_both_databases!(a_suspended_partner_says_of_nothing_that_it_is_done, async |app| {
    begin_now(app, app.north).await?;
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    set_status(app, app.north, PartnerStatus::Suspended).await?;
    let journey = read_journey(&admin, app.north).await?;
    let problem = admin
        .post_on(&path(app.north), journey.version, &completion("call", ""))
        .await?
        .refused(Code::Forbidden)?;
    assert_eq!(problem.params["reason"], "partner_suspended");
    assert_eq!(
        row(app, app.north).await?.version,
        journey.version,
        "nothing was written"
    );
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let after = complete(&manager, &journey, "call", "We talked before").await?;
    assert!(after.journey.task("call").is_some_and(|task| task.done.is_some()));
    Ok(())
});

on_both_databases!(others_learn_nothing_of_a_journey, async |app| {
    begin_now(app, app.south).await?;
    let version = row(app, app.south).await?.version;
    let unknown = PartnerId(uuid::Uuid::now_v7());
    for role in [Role::PartnerAdmin, Role::ChannelManager] {
        let client = app.client(role, app.north).await?;
        for partner in [app.south, unknown, app.north] {
            let answer = client.get(&format!("/partners/{partner}/journey")).await?;
            answer.refused(Code::NotFound)?;
            let missing = client.get(&format!("/partners/{unknown}/journey")).await?;
            assert_eq!(answer.body, missing.body);
            let answer = client
                .post_on(&path(partner), version, &completion("call", "Yes"))
                .await?;
            answer.refused(Code::NotFound)?;
            assert_eq!(answer.body, missing.body);
        }
    }
    for role in [Role::Executive, Role::Finance, Role::PartnerMember] {
        let client = app.client(role, app.south).await?;
        read_journey(&client, app.south).await?;
        let answer = client
            .post_on(&path(app.south), version, &completion("call", "Yes"))
            .await?;
        answer.refused(Code::Forbidden)?;
    }
    assert_eq!(row(app, app.south).await?.version, version);
    Ok(())
});

on_both_databases!(a_deal_that_is_handed_in_completes_its_task, async |app| {
    begin_now(app, app.north).await?;
    let member = app.client(Role::PartnerMember, app.north).await?;
    let before = read_journey(&member, app.north).await?;
    submit(&member, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    let after = read_journey(&member, app.north).await?;
    assert!(after.journey.task("deal").is_some_and(|task| task.done.is_some()));
    assert_eq!(
        (after.version, after.standing.progress_per_mille),
        (before.version + 1, 250)
    );
    submit(&member, &fields(app, "Rotwerk GmbH", "rotwerk.de")).await?;
    let again = read_journey(&member, app.north).await?;
    assert_eq!(
        again.journey.task("deal"),
        after.journey.task("deal"),
        "a second deal does nothing anew"
    );
    Ok(())
});

on_both_databases!(colleagues_who_join_complete_their_task, async |app| {
    begin_journey(app, app.north).await?;
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    for (name, joined) in [("kim", 1), ("lou", 2)] {
        let email = format!("{name}@colleagues.example");
        let invitation = serde_json::json!({ "email": email, "name": name, "role": "partner_member" });
        admin.post("/invitations", &invitation).await?.is(201)?;
        let token = app.mailed_token(&email).await?;
        let seen = achieved(app, app.north, TaskKind::InviteColleagues).await?;
        assert_eq!(seen, joined - 1, "who is invited has not joined");
        let acceptance = serde_json::json!({ "token": token, "name": name, "password": "violet-harbour-anchor-91" });
        let accepted = app.visitor()?.post("/invitations/acceptance", &acceptance).await?;
        accepted.is(201)?;
        let journey = read_journey(&admin, app.north).await?.journey;
        let task = journey.task("colleagues").ok_or("no task")?;
        assert_eq!(task.done.is_some(), joined == task.count, "{joined} of {}", task.count);
        assert_eq!(achieved(app, app.north, TaskKind::InviteColleagues).await?, joined);
    }
    let done = told(app, app.north).await?;
    let done = done.iter().filter(|(kind, _)| kind == "journey.task_done");
    assert_eq!(done.count(), 1, "it completed once");
    Ok(())
});

on_both_databases!(a_partner_that_has_done_all_is_active, async |app| {
    let started = app.state.database.now() - Duration::days(3);
    let steps = [("call", started), ("deal", started), ("plan", started)];
    for (partner, status) in [
        (app.north, PartnerStatus::Onboarding),
        (app.south, PartnerStatus::Suspended),
    ] {
        set_status(app, partner, status).await?;
        set_out(app, partner, started, &steps).await?;
    }
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    for partner in [app.north, app.south] {
        let journey = read_journey(&admin, partner).await?;
        let after = complete(&admin, &journey, "training", "Both courses").await?;
        assert_eq!(
            (after.standing.risk, after.standing.progress_per_mille),
            (JourneyRisk::Completed, 1_000)
        );
        assert!(after.completed_at.is_some());
    }
    let company = async |partner: PartnerId| -> TestResult<partners::Model> {
        let found = partners::Entity::find_by_id(partner.0);
        Ok(found.one(app.state.database.read()).await?.ok_or("no partner")?)
    };
    let (north, south) = (company(app.north).await?, company(app.south).await?);
    assert_eq!((north.status.as_str(), north.version), ("active", 2));
    assert_eq!((south.status.as_str(), south.version), ("suspended", 1));
    let kinds = ["journey.task_done", "journey.completed", "partner.activated"];
    let kinds = kinds.map(|kind| (kind.to_owned(), false));
    assert_eq!(told(app, app.north).await?, kinds);
    assert_eq!(told(app, app.south).await?, kinds[..2]);
    let event = LiveEvent::Partner {
        id: app.north,
        version: 2,
    };
    assert!(published(app, app.north).await?.contains(&event));
    Ok(())
});

on_both_databases!(home_shows_what_is_next_and_how_many_fell_behind, async |app| {
    let started = app.state.database.now() - Duration::days(20);
    set_out(app, app.north, started, &[]).await?;
    let member = app.client(Role::PartnerMember, app.north).await?;
    let home: Home = member.get("/home").await?.expect(200)?;
    let journey = home.journey.ok_or("no journey on the home page")?;
    let next: Vec<&str> = journey.next.iter().map(|task| task.code.as_str()).collect();
    assert_eq!(next, ["call", "training", "deal"]);
    assert_eq!((journey.risk, journey.progress_per_mille), (JourneyRisk::AtRisk, 0));
    assert_eq!(home.at_risk_count, 0);
    for (role, count) in [(Role::ChannelManager, 1), (Role::Executive, 1), (Role::Finance, 0)] {
        let home: Home = app.client(role, app.north).await?.get("/home").await?.expect(200)?;
        assert_eq!((home.at_risk_count, home.journey), (count, None), "{role:?}");
    }
    // A manager of another region does not look after it; one that is done is shown no more.
    set_out(app, app.south, started, &[]).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let home: Home = manager.get("/home").await?.expect(200)?;
    assert_eq!(home.at_risk_count, 1);
    let now = app.state.database.now();
    let all = [("call", now), ("plan", now), ("training", now), ("deal", now)];
    set_out(app, app.north, started, &all).await?;
    let home: Home = member.get("/home").await?.expect(200)?;
    assert_eq!(home.journey, None);
    Ok(())
});
