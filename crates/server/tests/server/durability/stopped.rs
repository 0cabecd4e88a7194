//! SIGTERM: what was begun is answered, open pages are let go, and the process ends well.

use crate::support::place::Place;
use crate::support::registration::fields_on;
use crate::support::stream::Listener;
use crate::support::{Backend, Client, TestResult};
use chrono::Utc;
use entente_model::deals::Deal;
use entente_model::people::Role;
use entente_server::store::entities::deals;
use futures::future::try_join_all;
use sea_orm::EntityTrait;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// A process that is told to stop ends within this time, with a page listening and writes under way.
const END: Duration = Duration::from_secs(5);
/// Clients that write.
const WRITERS: usize = 6;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stops_gracefully_on_sqlite() -> TestResult {
    stops_gracefully(Backend::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn stops_gracefully_on_postgres() -> TestResult {
    stops_gracefully(Backend::postgres()?).await
}

/// Begins drafts until the server takes no more connections; the ids that were answered. An answer that breaks off is a fault.
async fn write(client: Client) -> TestResult<Vec<Uuid>> {
    let mut answered = Vec::new();
    loop {
        let fields = fields_on(Utc::now().date_naive(), "Blauwerk GmbH", "blauwerk.de");
        match client.post("/deals", &fields).await {
            Ok(answer) => answered.push(answer.expect::<Deal>(201)?.summary.id.0),
            Err(error) => {
                let sent = error.downcast_ref::<reqwest::Error>();
                return match sent {
                    Some(error) if error.is_connect() => Ok(answered),
                    // A request that met a connection which was closed while nothing ran on it: never read by the server, and
                    // not to be found in the database either.
                    Some(error) if error.is_request() => Ok(answered),
                    _ => Err(error),
                };
            }
        }
    }
}

async fn stops_gracefully(backend: Backend) -> TestResult {
    let place = Place::new(backend).await?;
    let partner = place
        .member("ada@north.example", Role::PartnerMember, place.north)
        .await?;
    let mut server = place.server()?.start().await?;
    let mut page = Listener::open(&partner.at(&server.address)?).await?;
    let mut writers = Vec::new();
    for _ in 0..WRITERS {
        writers.push(tokio::spawn(write(partner.at(&server.address)?)));
    }
    // The page hears of a draft: writes are under way.
    page.next(Duration::from_secs(10)).await.ok_or("nothing was written")?;
    let asked = Instant::now();
    server.ask_to_stop().await?;
    let status = server.ended(Duration::from_secs(30)).await?;
    let took = asked.elapsed();
    assert_eq!(status.code(), Some(0), "{}", server.log());
    assert!(page.ends(Duration::from_secs(1)).await, "the page is left hanging");
    let answered: Vec<Vec<Uuid>> = try_join_all(writers).await?.into_iter().collect::<TestResult<_>>()?;
    let answered: BTreeSet<Uuid> = answered.into_iter().flatten().collect();
    let database = place.open().await?;
    let there: BTreeSet<Uuid> = deals::Entity::find()
        .all(database.read())
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    database.close().await;
    place.end().await?;
    println!("stopped after {took:.0?} with {} writes answered", answered.len());
    assert_eq!(
        answered, there,
        "every write that was begun was answered, and nothing else was written"
    );
    assert!(took < END, "it took {took:?}");
    Ok(())
}
