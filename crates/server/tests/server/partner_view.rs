//! What the vendor's people see of a partner and note about it: people, activity, notes, and when it first sold.

use crate::support::registration::{approve, decide, fields, happen, partner_and_manager, read, submit};
use crate::support::stream::Listener;
use crate::support::{Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::activity::Activity;
use entente_model::deals::DealEvent;
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::money::Money;
use entente_model::page::Page;
use entente_model::partners::{NewPartnerNote, PartnerNote};
use entente_model::people::{Invitation, Role, SendAgain, User};
use entente_model::problem::{Code, FieldCode};
use entente_server::store::entities::{audit, partners};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

const NEVER: std::time::Duration = std::time::Duration::from_millis(400);
const SOON: std::time::Duration = std::time::Duration::from_secs(10);

fn note(body: &str) -> NewPartnerNote {
    NewPartnerNote { body: body.to_owned() }
}

async fn write(client: &Client, partner: PartnerId, body: &str) -> TestResult<PartnerNote> {
    let answer = client.post(&format!("/partners/{partner}/notes"), &note(body)).await?;
    answer.expect(201)
}

async fn notes(client: &Client, partner: PartnerId) -> TestResult<Vec<PartnerNote>> {
    let page: Page<PartnerNote> = client.get(&format!("/partners/{partner}/notes")).await?.expect(200)?;
    Ok(page.items)
}

async fn row(app: &TestApp, partner: PartnerId) -> TestResult<partners::Model> {
    let found = partners::Entity::find_by_id(partner.0).one(app.state.database.read());
    found.await?.ok_or_else(|| "no partner".into())
}

on_both_databases!(the_people_of_a_partner_stand_by_name, async |app| {
    for name in ["carla", "anna", "berta"] {
        let role = if name == "anna" {
            Role::PartnerAdmin
        } else {
            Role::PartnerMember
        };
        app.add_user(&format!("{name}@north.example"), role, Some(app.north), &[])
            .await?;
    }
    app.add_user("dora@south.example", Role::PartnerAdmin, Some(app.south), &[])
        .await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let path = format!("/partners/{}/people?limit=2", app.north);
    let first: Page<User> = manager.get(&path).await?.expect(200)?;
    let cursor = first.next_cursor.ok_or("a second page")?;
    let rest: Page<User> = manager.get(&format!("{path}&cursor={cursor}")).await?.expect(200)?;
    let names: Vec<String> = first
        .items
        .iter()
        .chain(&rest.items)
        .map(|user| user.name.clone())
        .collect();
    assert_eq!(names, ["anna", "berta", "carla"]);
    assert_eq!(first.items[0].role, Role::PartnerAdmin);
    assert_eq!(rest.next_cursor, None);
    let elsewhere = format!("/partners/{}/people?cursor={cursor}", app.south);
    let executive = app.client(Role::Executive, app.north).await?;
    executive.get(&elsewhere).await?.refused(Code::MalformedRequest)?;
    Ok(())
});

on_both_databases!(whoever_missed_an_invitation_is_sent_it_again, async |app| {
    let (_, manager) = partner_and_manager(app).await?;
    let program = app.client(Role::ProgramAdmin, app.north).await?;
    let body = json!({
        "email": "grace@north.example", "name": "Grace", "role": "partner_admin", "partner_id": app.north,
    });
    let made: Invitation = program.post("/invitations", &body).await?.expect(201)?;
    let first = app.mailed_token("grace@north.example").await?;
    let path = format!("/partners/{}/invitations", app.north);
    let again = format!("{path}/{}/mails", made.id);
    let send = async || manager.post(&again, &SendAgain {}).await;
    let problem = send().await?.refused(Code::InvalidState)?;
    assert_eq!(problem.params["reason"], "sent_recently");

    app.clock.advance(Duration::days(8));
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let program = app.client(Role::ProgramAdmin, app.north).await?;
    let send = async || manager.post(&again, &SendAgain {}).await;
    let waiting: Page<Invitation> = program.get("/invitations").await?.expect(200)?;
    assert!(waiting.items.is_empty(), "the link has ended");
    let open: Vec<Invitation> = manager.get(&path).await?.expect(200)?;
    assert_eq!(open, std::slice::from_ref(&made));
    assert!(open[0].is_over(app.state.database.now()));

    let sent: Invitation = send().await?.expect(200)?;
    assert!(sent.id == made.id && !sent.is_over(app.state.database.now()));
    let open: Vec<Invitation> = manager.get(&path).await?.expect(200)?;
    assert_eq!(open, [sent]);
    let second = app
        .eventually(async || {
            let newest = app.mailed_token("grace@north.example").await?;
            Ok((newest != first).then_some(newest))
        })
        .await?;
    let visitor = app.visitor()?;
    let accept = |token: &str| json!({ "token": token, "name": "Grace", "password": "plum orchard at dusk" });
    let ended = visitor.post("/invitations/acceptance", &accept(&first)).await?;
    ended.refused(Code::LinkExpired)?;
    visitor
        .post("/invitations/acceptance", &accept(&second))
        .await?
        .is(201)?;
    let open: Vec<Invitation> = manager.get(&path).await?.expect(200)?;
    assert_eq!(open, []);
    send().await?.refused(Code::NotFound)?;
    let entries = audit::Entity::find().filter(audit::Column::Kind.eq("invitation.sent_again"));
    assert_eq!(entries.count(app.state.database.read()).await?, 1);
    Ok(())
});

on_both_databases!(what_happened_to_a_partner_stands_without_its_deals, async |app| {
    let (member, manager) = partner_and_manager(app).await?;
    submit(&member, &fields(app, "Blauwerk", "blauwerk.de")).await?;
    for body in ["First", "Second", "Third"] {
        app.clock.advance(Duration::minutes(1));
        write(&manager, app.north, body).await?;
    }
    let path = format!("/partners/{}/activity?limit=2", app.north);
    let first: Page<Activity> = manager.get(&path).await?.expect(200)?;
    let cursor = first.next_cursor.ok_or("a second page")?;
    let rest: Page<Activity> = manager.get(&format!("{path}&cursor={cursor}")).await?.expect(200)?;
    let all: Vec<&Activity> = first.items.iter().chain(&rest.items).collect();
    assert!(all.iter().all(|entry| entry.kind == "partner.note_added"), "{all:?}");
    assert!(all.is_sorted_by(|newer, older| newer.at > older.at));
    assert_eq!(all.len(), 3);
    Ok(())
});

on_both_databases!(notes_are_the_vendors_and_their_authors, async |app| {
    let (_, manager) = partner_and_manager(app).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let path = format!("/partners/{}/notes", app.north);
    for (body, code) in [("  ", FieldCode::Required), (&"x".repeat(4_001), FieldCode::TooLong)] {
        let problem = manager.post(&path, &note(body)).await?.refused(Code::InvalidFields)?;
        assert_eq!(
            (problem.errors[0].pointer.as_str(), problem.errors[0].code),
            ("/body", code)
        );
    }
    let first = write(&manager, app.north, "  Wants a call before the quarter ends. ").await?;
    assert_eq!(first.body, "Wants a call before the quarter ends.");
    app.clock.advance(Duration::minutes(1));
    let second = write(&admin, app.north, "Called.").await?;
    assert_eq!(notes(&manager, app.north).await?, [second.clone(), first.clone()]);
    assert_eq!(notes(&admin, app.south).await?, []);

    let others = format!("{path}/{}", second.id);
    manager.delete(&others, None).await?.refused(Code::Forbidden)?;
    // The note is there, but not under that partner.
    let misplaced = format!("/partners/{}/notes/{}", app.south, second.id);
    admin.delete(&misplaced, None).await?.refused(Code::NotFound)?;
    admin.delete(&others, None).await?.is(204)?;
    admin.delete(&others, None).await?.refused(Code::NotFound)?;
    assert_eq!(notes(&manager, app.north).await?, [first]);

    let entries = audit::Entity::find().filter(audit::Column::Kind.starts_with("partner.note"));
    let entries = entries.all(app.state.database.read()).await?;
    assert_eq!(entries.len(), 3);
    assert!(
        entries
            .iter()
            .all(|entry| entry.internal && !entry.params.contains("Called"))
    );
    Ok(())
});

on_both_databases!(a_note_sent_again_is_written_once, async |app| {
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let path = format!("/partners/{}/notes", app.north);
    let send = |body: &'static str| {
        let request = manager.request(reqwest::Method::POST, &path).key("one-note");
        request.json(&note(body)).send()
    };
    let first = send("Once").await?;
    let again = send("Once").await?;
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    send("Otherwise").await?.refused(Code::IdempotencyMismatch)?;
    assert_eq!(notes(&manager, app.north).await?.len(), 1);
    Ok(())
});

on_both_databases!(open_pages_of_the_vendor_alone_learn_of_a_note, async |app| {
    let (member, manager) = partner_and_manager(app).await?;
    let mut vendor = Listener::open(&manager).await?;
    let mut partner = Listener::open(&member).await?;
    write(&manager, app.north, "Ask for references.").await?;
    let event = LiveEvent::Partner {
        id: app.north,
        version: 1,
    };
    assert_eq!(vendor.next(SOON).await, Some(event));
    assert_eq!(partner.next(NEVER).await, None);
    Ok(())
});

on_both_databases!(the_first_deal_and_the_first_win_are_kept_once, async |app| {
    let (member, manager) = partner_and_manager(app).await?;
    let before = row(app, app.north).await?;
    assert_eq!((before.first_registered_at, before.first_won_at), (None, None));
    let deal = submit(&member, &fields(app, "Blauwerk", "blauwerk.de")).await?;
    let first = row(app, app.north).await?;
    assert_eq!(first.first_registered_at, deal.progress.submitted_at);
    assert_eq!(
        first.version, before.version,
        "a profile that is being edited stays current"
    );

    app.clock.advance(Duration::minutes(1));
    submit(&member, &fields(app, "Rotwerk", "rotwerk.de")).await?;
    decide(&manager, deal.summary.id, &approve()).await?;
    let win = DealEvent::Win {
        value: Money::new(8_000_000, "EUR"),
        closed_on: app.state.database.now().date_naive(),
    };
    let won = happen(&member, &read(&member, deal.summary.id).await?, &win).await?;
    let after = row(app, app.north).await?;
    assert_eq!(after.first_registered_at, first.first_registered_at);
    assert_eq!(after.first_won_at, Some(won.summary.updated_at));
    assert_eq!(row(app, app.south).await?.first_registered_at, None);
    let written = audit::Entity::find().filter(audit::Column::Kind.eq("deal.won"));
    assert_eq!(written.count(app.state.database.read()).await?, 1);
    Ok(())
});
