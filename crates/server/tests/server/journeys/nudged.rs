//! Partners asked to go on.

use super::{mailed, row, told};
use crate::support::journeys::{begin_now, read_journey, set_out};
use crate::support::{Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::ids::{PartnerId, UserId};
use entente_model::onboarding::{JourneyNudge, JourneyResult};
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use entente_server::auth::Scope;
use entente_server::store::entities::users;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

async fn nudge(client: &Client, partners: &[PartnerId], message: &str) -> TestResult<Vec<JourneyResult>> {
    let nudge = JourneyNudge {
        partners: partners.to_vec(),
        message: message.to_owned(),
    };
    client.post("/journeys/nudges", &nudge).await?.expect(200)
}

/// Why a partner was not asked: the code and the reason.
fn refusal(result: &JourneyResult) -> TestResult<(Code, String)> {
    let problem = result.problem.as_ref().ok_or("it was done")?;
    assert!(result.journey.is_none());
    let reason = problem.params.get("reason").and_then(|reason| reason.as_str());
    Ok((problem.code, reason.unwrap_or_default().to_owned()))
}

async fn speak_german(app: &TestApp, user: UserId) -> TestResult {
    let scope = Scope::for_tests();
    app.state
        .database
        .write(&scope, user, |tx, user| {
            Box::pin(async move {
                users::Entity::update_many()
                    .col_expr(users::Column::Locale, Expr::value("de"))
                    .filter(users::Column::Id.eq(user.0))
                    .exec(tx.db())
                    .await?;
                Ok(())
            })
        })
        .await?;
    Ok(())
}

on_both_databases!(each_is_asked_or_refused_on_its_own, async |app| {
    let now = app.state.database.now();
    let admin = app
        .add_user("ada@north.example", Role::PartnerAdmin, Some(app.north), &[])
        .await?;
    let german = app
        .add_user("erika@north.example", Role::PartnerAdmin, Some(app.north), &[])
        .await?;
    app.add_user("member@north.example", Role::PartnerMember, Some(app.north), &[])
        .await?;
    speak_german(app, german).await?;
    let nobody = app.add_partner("Nobody There", "nobody.example", "dach").await?;
    let ended = app.add_partner("All Done", "done.example", "dach").await?;
    let without = app.add_partner("Without", "without.example", "dach").await?;
    for partner in [app.north, app.south, nobody] {
        begin_now(app, partner).await?;
    }
    let all = [("call", now), ("plan", now), ("training", now), ("deal", now)];
    set_out(app, ended, now, &all).await?;

    let manager = app.client(Role::ChannelManager, app.north).await?;
    let asked = [app.north, app.south, nobody, ended, without, app.north];
    let results = nudge(&manager, &asked, "Shall we talk on Tuesday?").await?;
    assert_eq!(
        results.iter().map(|result| result.partner_id).collect::<Vec<_>>(),
        asked
    );
    let journey = results[0].journey.as_ref().ok_or("north was not asked")?;
    assert_eq!(
        (journey.partner.id, journey.stage_name.as_str()),
        (app.north, "Welcome aboard")
    );
    assert!(journey.nudged_at.is_some());
    let state = |reason: &str| (Code::InvalidState, reason.to_owned());
    assert_eq!(refusal(&results[1])?, (Code::NotFound, String::new()), "another region");
    assert_eq!(refusal(&results[2])?, state("nobody_to_nudge"));
    assert_eq!(refusal(&results[3])?, state("journey_completed"));
    assert_eq!(
        refusal(&results[4])?,
        (Code::NotFound, String::new()),
        "without a journey"
    );
    assert_eq!(refusal(&results[5])?, state("nudged_recently"), "twice at once");

    assert_eq!(
        mailed(app, "Shall we talk on Tuesday?").await?,
        2,
        "the partner's admins"
    );
    let due = read_journey(&app.client_of(admin).await?, app.north).await?.journey;
    let due = due.task("call").ok_or("no task")?.due_on;
    let day = due.format("%-d %B %Y");
    assert_eq!(mailed(app, &format!("Kick-off call, due {day}")).await?, 1);
    assert_eq!(mailed(app, "bittet Sie um die").await?, 1);
    assert_eq!(
        mailed(app, "Schulung abschlie").await?,
        1,
        "a task without a name is called by its kind"
    );
    assert_eq!(mailed(app, "Finish the training").await?, 1);
    assert_eq!(mailed(app, "Plan the year").await?, 0, "what is blocked is not next");
    assert_eq!(told(app, app.north).await?, [("journey.nudged".to_owned(), false)]);
    assert_eq!(told(app, nobody).await?, []);

    // What was asked stands: the partner sees when, and open pages were told of a newer version.
    assert_eq!(journey.version, row(app, app.north).await?.version);
    app.clock.advance(Duration::minutes(20));
    assert_eq!(
        refusal(&nudge(&manager, &[app.north], "").await?[0])?,
        state("nudged_recently")
    );
    app.clock.advance(Duration::minutes(41));
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let again = nudge(&manager, &[app.north], "").await?;
    assert!(again[0].journey.is_some());
    assert_eq!(mailed(app, "asks you to take the next steps").await?, 2);
    Ok(())
});

on_both_databases!(a_nudge_that_can_not_be_is_refused_by_field, async |app| {
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let refused = async |partners: Vec<PartnerId>, message: String| -> TestResult<(String, FieldCode)> {
        let answer = manager
            .post("/journeys/nudges", &JourneyNudge { partners, message })
            .await?;
        let problem = answer.refused(Code::InvalidFields)?;
        Ok((problem.errors[0].pointer.clone(), problem.errors[0].code))
    };
    let partners = ("/partners".to_owned(), FieldCode::Required);
    assert_eq!(refused(Vec::new(), String::new()).await?, partners);
    let too_many = refused(vec![app.north; 101], String::new()).await?;
    assert_eq!(too_many, ("/partners".to_owned(), FieldCode::TooMany));
    let too_long = refused(vec![app.north], "x".repeat(2_001)).await?;
    assert_eq!(too_long, ("/message".to_owned(), FieldCode::TooLong));
    Ok(())
});
