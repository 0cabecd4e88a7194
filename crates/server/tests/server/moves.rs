//! Moving running journeys to a template as it was changed: the preview, and the move itself.

use crate::support::{Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::ids::PartnerId;
use entente_model::onboarding::{
    Journey, JourneyActor, JourneyMove, JourneyMoveBegun, JourneyMoveOutcome, JourneyMovePreview, JourneyTemplate,
    Milestone, TaskChange, TaskDone, TaskKind,
};
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use entente_model::settings::{NewSettingsVersion, SettingsVersion};
use entente_server::auth::Scope;
use entente_server::onboarding::journeys::{begin, one_more};
use entente_server::store::NewJob;
use entente_server::store::entities::{audit, jobs, journeys, partners};
use entente_server::work::Work;
use reqwest::Method;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};

/// Begins a partner's journey, and lets the portal see so much of it.
async fn on_its_way(app: &TestApp, partner: PartnerId, seen: &'static [TaskKind]) -> TestResult {
    let database = &app.state.database;
    let settings = app.state.settings.in_effect(database).await?;
    let input = (partner, settings, seen);
    let written = database.write(&Scope::for_tests(), input, |tx, (partner, settings, seen)| {
        Box::pin(async move {
            let found = partners::Entity::find_by_id(partner.0).one(tx.db()).await?;
            let mut work = Work::new(tx, settings);
            begin(&mut work, &found.ok_or(Code::NotFound)?).await?;
            for kind in seen.iter() {
                one_more(&mut work, *partner, *kind).await?;
            }
            work.leave(tx)
        })
    });
    Ok(written.await?)
}

/// Completes a journey as if all of it had been done.
async fn complete(app: &TestApp, partner: PartnerId) -> TestResult {
    let (mut whole, row) = journey(app, partner).await?;
    let now = app.state.database.now();
    for milestone in &mut whole.milestones {
        milestone.reached_at = Some(now);
        for task in &mut milestone.tasks {
            let by = JourneyActor::portal().person;
            let note = String::new();
            task.done = Some(TaskDone { at: now, by, note });
        }
    }
    let row = journeys::Model {
        journey: serde_json::to_string(&whole)?,
        progress_per_mille: 1_000,
        stage: None,
        milestone: None,
        next_due: None,
        completed_at: Some(now),
        ..row
    };
    let written = app.state.database.write(&Scope::for_tests(), row, |tx, row| {
        Box::pin(async move {
            let row = row.clone().into_active_model().reset_all();
            journeys::Entity::update(row).exec(tx.db()).await?;
            Ok(())
        })
    });
    Ok(written.await?)
}

/// North has signed, south has signed and registered.
async fn two_on_their_way(app: &TestApp) -> TestResult {
    on_its_way(app, app.north, &[TaskKind::SignAgreement]).await?;
    on_its_way(app, app.south, &[TaskKind::SignAgreement, TaskKind::RegisterDeal]).await
}

async fn journey(app: &TestApp, partner: PartnerId) -> TestResult<(Journey, journeys::Model)> {
    let found = journeys::Entity::find_by_id(partner.0).one(app.state.database.read());
    let row = found.await?.ok_or("no journey")?;
    Ok((serde_json::from_str(&row.journey)?, row))
}

/// The template for partners that sell, without a logo, with the first deal before the training and a second one after it.
fn edited(settings: &SettingsVersion) -> TestResult<JourneyTemplate> {
    let templates = &settings.settings.onboarding.journeys;
    let mut template = templates
        .iter()
        .find(|template| template.code == "selling")
        .ok_or("a template")?
        .clone();
    template.milestones[1].tasks.retain(|task| task.code != "logo");
    let mut deal = template.milestones[3].tasks[0].clone();
    deal.code = "second-deal".to_owned();
    deal.count = 2;
    template.milestones[3].tasks.push(deal);
    template.milestones.swap(2, 3);
    template.milestones[2].due_days = 28;
    template.milestones[2].tasks[0].due_days = 28;
    template.milestones[3].due_days = 56;
    Ok(template)
}

async fn settings(client: &Client) -> TestResult<SettingsVersion> {
    client.get("/settings").await?.expect(200)
}

/// Publishes the settings with a template changed.
async fn publish(client: &Client, template: &JourneyTemplate) -> TestResult<SettingsVersion> {
    let before = settings(client).await?;
    let mut after = before.settings.clone();
    for own in &mut after.onboarding.journeys {
        if own.code == template.code {
            *own = template.clone();
        }
    }
    let body = NewSettingsVersion {
        effective_from: None,
        note: "Deals first".to_owned(),
        settings: after,
    };
    client
        .post_on("/settings/versions", before.number, &body)
        .await?
        .expect(201)
}

async fn preview(client: &Client, template: &JourneyTemplate) -> TestResult<JourneyMoveOutcome> {
    let body = JourneyMovePreview {
        template: template.clone(),
    };
    // Nothing is written, so no key is asked for.
    let request = client.request(Method::POST, "/journeys/move_previews").json(&body);
    request.send().await?.expect(200)
}

async fn move_all(client: &Client, template: &str, settings_version: i64) -> TestResult<JourneyMoveBegun> {
    let body = JourneyMove {
        template: template.to_owned(),
        settings_version,
    };
    client.post("/journeys/moves", &body).await?.expect(202)
}

/// Waits until nothing of a move is left to be done.
async fn done(app: &TestApp) -> TestResult {
    app.eventually(async || {
        let left = jobs::Entity::find()
            .filter(jobs::Column::Kind.eq("move_journeys"))
            .filter(jobs::Column::State.ne("done"));
        let left = left.count(app.state.database.read()).await?;
        Ok((left == 0).then_some(()))
    })
    .await
}

async fn moved(app: &TestApp) -> TestResult<Vec<audit::Model>> {
    let entries = audit::Entity::find()
        .filter(audit::Column::Kind.eq("journey.moved"))
        .order_by_asc(audit::Column::Id);
    Ok(entries.all(app.state.database.read()).await?)
}

on_both_databases!(
    a_preview_says_what_a_move_would_change_and_changes_nothing,
    async |app| {
        two_on_their_way(app).await?;
        let admin = app.client(Role::ProgramAdmin, app.north).await?;
        let current = settings(&admin).await?;
        let template = edited(&current)?;
        let same = current.settings.onboarding.journeys[1].clone();
        let nothing = preview(&admin, &same).await?;
        assert_eq!((nothing.running, nothing.changing, nothing.changes.len()), (2, 0, 0));

        let before = journey(app, app.north).await?;
        let outcome = preview(&admin, &template).await?;
        assert_eq!((outcome.running, outcome.changing, outcome.examples.len()), (2, 2, 2));
        let count = |code: &str, change: TaskChange| {
            let counted = &outcome.changes;
            let found = counted
                .iter()
                .find(|counted| counted.task.code == code && counted.change == change);
            found.map(|counted| counted.count)
        };
        assert_eq!(count("logo", TaskChange::Removed), Some(2));
        assert_eq!(count("second-deal", TaskChange::Added), Some(2));
        // What south has done, it has done.
        assert_eq!(count("deal", TaskChange::Changed), Some(1));
        assert_eq!(outcome.examples[0].partner.display_name, "North Systems");
        assert_eq!(journey(app, app.north).await?, before);
        assert!(moved(app).await?.is_empty());
        Ok(())
    }
);

on_both_databases!(a_template_is_checked_before_it_is_previewed, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let mut template = edited(&settings(&admin).await?)?;
    template.milestones[0].tasks[0].blocked_by = vec!["win".to_owned()];
    let body = JourneyMovePreview { template };
    let request = admin.request(Method::POST, "/journeys/move_previews").json(&body);
    let problem = request.send().await?.refused(Code::InvalidFields)?;
    let fault = &problem.errors[0];
    assert_eq!(
        (fault.pointer.as_str(), fault.code),
        ("/template/milestones/0/tasks/0/blocked_by/0", FieldCode::UnknownValue)
    );
    let unknown = serde_json::json!({ "template": "nobody", "settings_version": 1 });
    let problem = admin
        .post("/journeys/moves", &unknown)
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(problem.errors[0].pointer, "/template");
    let keyless = admin.request(Method::POST, "/journeys/moves").json(&unknown);
    keyless.send().await?.is(428)?;
    Ok(())
});

on_both_databases!(a_move_brings_every_running_journey_to_its_template_once, async |app| {
    two_on_their_way(app).await?;
    // More than are moved in one transaction.
    for number in 0..60 {
        let domain = format!("partner-{number}.example");
        let partner = app.add_partner(&format!("Partner {number}"), &domain, "dach").await?;
        on_its_way(app, partner, &[]).await?;
    }
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let template = edited(&settings(&admin).await?)?;
    let number = publish(&admin, &template).await?.number;
    assert_eq!(
        journey(app, app.south).await?.0.template_version,
        1,
        "a new version moves nobody by itself"
    );

    assert_eq!(move_all(&admin, "selling", number).await?.running, 62);
    done(app).await?;
    for row in journeys::Entity::find().all(app.state.database.read()).await? {
        let journey: Journey = serde_json::from_str(&row.journey)?;
        assert_eq!(
            (journey.template_version, row.version),
            (number, journey_versions(app, &row))
        );
        assert!(journey.task("logo").is_none() && journey.task("second-deal").is_some());
    }
    let (south, row) = journey(app, app.south).await?;
    let has_done = |code: &str| south.task(code).is_some_and(|task| task.done.is_some());
    assert!(has_done("agreement") && has_done("deal"), "what is done stays done");
    assert_eq!(
        i64::from(row.progress_per_mille),
        i64::from(south.standing(south.started_on, 7).progress_per_mille)
    );

    let entries = moved(app).await?;
    assert_eq!(entries.len(), 62);
    let entry = &entries[0];
    assert_eq!(
        (entry.side.as_deref(), entry.partner_id),
        (Some("vendor"), Some(entry.subject_id))
    );
    let params: serde_json::Value = serde_json::from_str(&entry.params)?;
    assert_eq!(params["settings_version"], number);

    // They are by it already.
    assert_eq!(move_all(&admin, "selling", number).await?.running, 62);
    done(app).await?;
    assert_eq!(moved(app).await?.len(), 62);
    Ok(())
});

/// Versions that a journey has had: begun, each thing that was seen, moved.
fn journey_versions(app: &TestApp, row: &journeys::Model) -> i64 {
    let seen = match row.partner_id {
        id if id == app.north.0 => 1,
        id if id == app.south.0 => 2,
        _ => 0,
    };
    2 + seen
}

on_both_databases!(a_move_leaves_other_journeys_alone, async |app| {
    on_its_way(app, app.north, &[TaskKind::SignAgreement]).await?;
    on_its_way(app, app.south, &[]).await?;
    complete(app, app.south).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let (running, completed) = (journey(app, app.north).await?, journey(app, app.south).await?);
    assert!(completed.1.completed_at.is_some());
    let current = settings(&admin).await?;
    let number = publish(&admin, &edited(&current)?).await?.number;
    // Of another template nothing runs.
    assert_eq!(move_all(&admin, "referring", number).await?.running, 0);
    done(app).await?;
    assert_eq!(journey(app, app.north).await?, running);
    assert_eq!(move_all(&admin, "selling", number).await?.running, 1);
    done(app).await?;
    assert_eq!(journey(app, app.south).await?, completed);
    assert_eq!(moved(app).await?.len(), 1);
    Ok(())
});

on_both_databases!(a_move_that_is_sent_again_begins_once, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let body = JourneyMove {
        template: "selling".to_owned(),
        settings_version: settings(&admin).await?.number,
    };
    let send = || {
        let request = admin.request(Method::POST, "/journeys/moves").key("one-move");
        request.json(&body).send()
    };
    let (first, again) = (send().await?, send().await?);
    assert_eq!((first.status, first.body), (again.status, again.body));
    let begun = audit::Entity::find().filter(audit::Column::Kind.eq("journeys.move_begun"));
    assert_eq!(begun.count(app.state.database.read()).await?, 1);
    let queued = jobs::Entity::find().filter(jobs::Column::Kind.eq("move_journeys"));
    assert_eq!(queued.count(app.state.database.read()).await?, 1);
    Ok(())
});

on_both_databases!(
    a_milestone_put_before_the_one_where_a_journey_is_leaves_its_days,
    async |app| {
        on_its_way(app, app.north, &[TaskKind::SignAgreement]).await?;
        let (_, before) = journey(app, app.north).await?;
        assert_eq!((before.stage, before.milestone.as_deref()), (Some(0), Some("welcome")));
        app.clock.advance(Duration::days(5));
        let admin = app.client(Role::ProgramAdmin, app.north).await?;
        let mut template = settings(&admin).await?.settings.onboarding.journeys[1].clone();
        // What north has signed stands in a milestone of its own, before the one where it is.
        let agreement = template.milestones[0].tasks.remove(0);
        let signed = Milestone {
            code: "signed".to_owned(),
            name: "Signed".to_owned(),
            due_days: agreement.due_days,
            tasks: vec![agreement],
        };
        template.milestones.insert(0, signed);
        let number = publish(&admin, &template).await?.number;
        move_all(&admin, "selling", number).await?;
        done(app).await?;
        let (_, after) = journey(app, app.north).await?;
        assert_eq!((after.stage, after.milestone.as_deref()), (Some(1), Some("welcome")));
        assert_eq!(
            (after.stage_since, after.reached.as_str()),
            (before.stage_since, "signed")
        );
        Ok(())
    }
);

on_both_databases!(a_move_is_of_what_was_previewed, async |app| {
    two_on_their_way(app).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let template = edited(&settings(&admin).await?)?;
    let first = publish(&admin, &template).await?.number;
    let previewed = preview(&admin, &template).await?.settings_version;
    assert_eq!(previewed, first);
    let mut renamed = template.clone();
    renamed.milestones[0].name = "Hello".to_owned();
    let second = publish(&admin, &renamed).await?.number;
    let body = JourneyMove {
        template: "selling".to_owned(),
        settings_version: previewed,
    };
    let problem = admin
        .post("/journeys/moves", &body)
        .await?
        .refused(Code::StaleVersion)?;
    assert_eq!(problem.params["current"]["number"], second);
    let all_jobs = || jobs::Entity::find().filter(jobs::Column::Kind.eq("move_journeys"));
    assert_eq!(all_jobs().count(app.state.database.read()).await?, 0);

    move_all(&admin, "selling", second).await?;
    done(app).await?;
    let queued = all_jobs().order_by_asc(jobs::Column::Id);
    let queued = queued.one(app.state.database.read()).await?.ok_or("no job")?;
    let third = publish(&admin, &template).await?.number;
    move_all(&admin, "selling", third).await?;
    done(app).await?;
    let named = async || -> TestResult<(String, i64)> {
        let (journey, _) = journey(app, app.north).await?;
        Ok((journey.milestones[0].name.clone(), journey.template_version))
    };
    assert_eq!(named().await?, (template.milestones[0].name.clone(), third));

    // A job that still runs when others take effect goes on with its own.
    let payload: serde_json::Value = serde_json::from_str(&queued.payload)?;
    let written = app.state.database.write(&Scope::for_tests(), payload, |tx, payload| {
        Box::pin(async move {
            tx.enqueue(NewJob::new("move_journeys", payload)?);
            Ok(())
        })
    });
    written.await?;
    done(app).await?;
    assert_eq!(named().await?, ("Hello".to_owned(), second));
    Ok(())
});
