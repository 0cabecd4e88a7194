//! The mail server is gone: mail waits, and is delivered once when it is back.

use crate::support::place::Place;
use crate::support::process::{free_port, until};
use crate::support::smtp::MailServer;
use crate::support::{Backend, TestResult};
use entente_model::people::Role;
use entente_server::store::entities::jobs;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use std::net::SocketAddr;
use std::time::Duration;

/// The second try comes five seconds after the first, the third ten after the second.
const TRIES: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_waits_for_its_server_on_sqlite() -> TestResult {
    mail_waits_for_its_server(Backend::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn mail_waits_for_its_server_on_postgres() -> TestResult {
    mail_waits_for_its_server(Backend::postgres()?).await
}

async fn mail_waits_for_its_server(backend: Backend) -> TestResult {
    let place = Place::new(backend).await?;
    let admin = place
        .member("ada@vendor.example", Role::ProgramAdmin, place.north)
        .await?;
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let server = place
        .server()?
        .with("ENTENTE_SMTP_URL", format!("smtp://{address}"))
        .start()
        .await?;
    let client = admin.at(&server.address)?;
    let invitation =
        json!({"email": "new@vendor.example", "name": "New", "role": "channel_manager", "regions": ["dach"]});
    // The one who invites is not kept waiting.
    client.post("/invitations", &invitation).await?.is(201)?;
    let database = place.open().await?;
    let mailing = jobs::Entity::find().filter(jobs::Column::Kind.eq("invitation_mail"));
    let failed = until(TRIES, "the first try", async || {
        Ok(mailing
            .clone()
            .one(database.read())
            .await?
            .filter(|job| job.state == "pending" && job.attempts == 1))
    });
    let (job, _) = failed.await?;
    assert!(job.last_error.contains("can't be reached"), "{}", job.last_error);
    let mail = MailServer::start(address).await?;
    let done = until(TRIES, "the second try", async || {
        Ok(mailing
            .clone()
            .one(database.read())
            .await?
            .filter(|job| job.state == "done"))
    });
    let (job, after) = done.await?;
    let mails = mail.mails();
    assert_eq!((mails.len(), job.attempts), (1, 2), "delivered once, at the second try");
    assert!(mails[0].to.contains("new@vendor.example"));
    assert!(mails[0].text.contains("#token"), "{}", mails[0].text);
    database.close().await;
    println!("delivered once, {after:.0?} after the mail server came");
    server.stop().await?;
    place.end().await
}
