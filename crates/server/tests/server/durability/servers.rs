//! Two servers on one PostgreSQL: what one does the other knows, and what is to be done once is done by one.

use crate::support::place::{Member, Place};
use crate::support::process::{Server, until};
use crate::support::registration::{approve, decide, fields_on, submit};
use crate::support::smtp::MailServer;
use crate::support::stream::Listener;
use crate::support::{Backend, Client, TestResult};
use chrono::Utc;
use entente_model::deals::{Deal, DealState};
use entente_model::events::LiveEvent;
use entente_model::people::Role;
use entente_model::problem::Code;
use entente_model::settings::{NewSettingsVersion, SettingsVersion};
use entente_server::store::entities::jobs;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

/// How soon the other server knows.
const SOON: Duration = Duration::from_secs(2);

struct Two {
    place: Place,
    one: Server,
    other: Server,
    mail: MailServer,
}

impl Two {
    async fn start() -> TestResult<Two> {
        let backend = Backend::postgres()?;
        let place = Place::new(backend).await?;
        let port = crate::support::process::free_port()?;
        let mail = MailServer::start(SocketAddr::from(([127, 0, 0, 1], port))).await?;
        let smtp = format!("smtp://127.0.0.1:{port}");
        let (one, other) = (
            place.server()?.with("ENTENTE_SMTP_URL", &smtp),
            place.server()?.with("ENTENTE_SMTP_URL", &smtp),
        );
        // At once: they take turns with the migrations.
        let (one, other) = tokio::try_join!(one.start(), other.start())?;
        Ok(Two {
            place,
            one,
            other,
            mail,
        })
    }

    async fn both(&self, name: &str, role: Role) -> TestResult<(Client, Client, Member)> {
        let member = self
            .place
            .member(&format!("{name}@people.example"), role, self.place.north)
            .await?;
        Ok((member.at(&self.one.address)?, member.at(&self.other.address)?, member))
    }

    async fn end(self) -> TestResult {
        tokio::try_join!(self.one.stop(), self.other.stop())?;
        self.place.end().await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn a_page_at_one_server_hears_what_happens_at_the_other() -> TestResult {
    let two = Two::start().await?;
    let (here, there, _) = two.both("partner", Role::PartnerMember).await?;
    let (manager, _, _) = two.both("manager", Role::ChannelManager).await?;
    let mut page = Listener::open(&there).await?;
    let deal = submit(
        &here,
        &fields_on(Utc::now().date_naive(), "Blauwerk GmbH", "blauwerk.de"),
    )
    .await?;
    let about = LiveEvent::Deal {
        id: deal.summary.id,
        version: deal.summary.version,
    };
    while page.next(SOON).await.ok_or("the other server's page hears nothing")? != about {}
    decide(&manager, deal.summary.id, &approve()).await?;
    let about = LiveEvent::Deal {
        id: deal.summary.id,
        version: deal.summary.version + 1,
    };
    while page.next(SOON).await.ok_or("the other server's page hears nothing")? != about {}
    let seen: Deal = there.get(&format!("/deals/{}", deal.summary.id)).await?.expect(200)?;
    assert_eq!(seen.summary.state, DealState::Approved);
    two.end().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn signing_out_and_settings_are_seen_by_both() -> TestResult {
    let two = Two::start().await?;
    let (here, there, _) = two.both("admin", Role::ProgramAdmin).await?;
    // Both have read the settings, and keep them.
    let first: SettingsVersion = there.get("/settings").await?.expect(200)?;
    let mut settings = here.get("/settings").await?.expect::<SettingsVersion>(200)?.settings;
    settings.deals.protection_days = 123;
    let new = NewSettingsVersion {
        effective_from: None,
        note: "Longer".to_owned(),
        settings,
    };
    here.post_on("/settings/versions", first.number, &new).await?.is(201)?;
    let seen = until(SOON, "the new settings at the other server", async || {
        let settings: SettingsVersion = there.get("/settings").await?.expect(200)?;
        Ok((settings.settings.deals.protection_days == 123).then_some(()))
    });
    let (_, settings_after) = seen.await?;
    let session = |client: Client| async move { client.get("/session").await };
    session(there.clone()).await?.is(200)?;
    here.delete("/session", None).await?.is(204)?;
    session(there).await?.refused(Code::SignInRequired)?;
    println!("the other server worked by the new settings after {settings_after:.0?}");
    two.end().await
}

/// Reminders that are due at once, taken by whichever server comes first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn a_reminder_is_sent_by_one_of_them() -> TestResult {
    const DEALS: usize = 30;
    let two = Two::start().await?;
    let (partner, _, _) = two.both("partner", Role::PartnerMember).await?;
    let (manager, _, _) = two.both("manager", Role::ChannelManager).await?;
    for at in 0..DEALS {
        let fields = fields_on(
            Utc::now().date_naive(),
            &format!("Customer {at}"),
            &format!("customer{at}.de"),
        );
        let deal = submit(&partner, &fields).await?;
        decide(&manager, deal.summary.id, &approve()).await?;
    }
    let database = two.place.open().await?;
    // Their next alarms are weeks ahead: let them ring now, all at once.
    let ring = jobs::ActiveModel {
        run_at: Set(Utc::now()),
        ..Default::default()
    };
    let ahead = jobs::Column::Kind
        .eq("deal_clock")
        .and(jobs::Column::RunAt.gt(Utc::now()));
    let scope = entente_server::auth::Scope::for_tests();
    let rung = database.write(&scope, (ring, ahead), |tx, (ring, ahead)| {
        Box::pin(async move {
            Ok(jobs::Entity::update_many()
                .set(ring.clone())
                .filter(ahead.clone())
                .exec(tx.db())
                .await?
                .rows_affected)
        })
    });
    let rung = rung.await?;
    assert!(rung >= DEALS as u64, "{rung} alarms were ahead");
    let open = jobs::Entity::find()
        .filter(jobs::Column::State.is_in(["pending", "running"]))
        .filter(jobs::Column::RunAt.lte(Utc::now() + chrono::Duration::hours(1)));
    let open = open.filter(jobs::Column::Kind.is_in(["deal_clock", "deal_notice", "mail"]));
    let quiet = until(Duration::from_secs(30), "all jobs", async || {
        Ok((open.clone().count(database.read()).await? == 0).then_some(()))
    });
    let (_, took) = quiet.await?;
    database.close().await;
    let mut reminders: BTreeMap<String, usize> = BTreeMap::new();
    for mail in two.mail.mails() {
        let id = mail
            .text
            .lines()
            .find(|line| line.to_ascii_lowercase().starts_with("message-id:"))
            .unwrap_or_default()
            .to_owned();
        *reminders.entry(id).or_default() += 1;
    }
    assert!(
        reminders.values().all(|times| *times == 1),
        "a mail went out twice: {reminders:?}"
    );
    // One about each submission, decision and alarm.
    let (sent, least) = (reminders.len(), 3 * DEALS);
    assert!(sent >= least, "{sent} mails, at least {least} expected");
    println!("{rung} alarms and {sent} mails done once by two servers, {took:.0?} after they were due");
    two.end().await
}
