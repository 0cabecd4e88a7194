//! The connection to PostgreSQL is cut for some seconds.

use super::is_unavailable;
use crate::support::place::Place;
use crate::support::process::until;
use crate::support::proxy::Proxy;
use crate::support::registration::fields_on;
use crate::support::stream::Listener;
use crate::support::{Answer, Backend, Client, TestResult};
use chrono::Utc;
use entente_model::deals::{Deal, DealDraft};
use entente_model::events::LiveEvent;
use entente_model::people::Role;
use entente_server::store::entities::{audit, deals};
use reqwest::Method;
use sea_orm::{EntityTrait, PaginatorTrait};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use url::Url;
use uuid::Uuid;

/// How long it is away.
const AWAY: Duration = Duration::from_secs(30);
/// How soon there is an answer while it is away: a request waits for a connection for five seconds.
const PATIENCE: Duration = Duration::from_secs(8);
/// How soon all is well again.
const SOON: Duration = Duration::from_secs(10);

/// Writes one after the other, each with a key of its own, until told to stop; the keys, and those that were acknowledged.
async fn write(
    client: Client,
    fields: DealDraft,
    stop: tokio::sync::watch::Receiver<bool>,
) -> TestResult<(Vec<String>, BTreeSet<Uuid>, Duration)> {
    let (mut open, mut done, mut longest) = (Vec::new(), BTreeSet::new(), Duration::ZERO);
    while !*stop.borrow() {
        let (key, began) = (Uuid::now_v7().to_string(), Instant::now());
        let answer = send(&client, &key, &fields).await?;
        longest = longest.max(began.elapsed());
        if answer.status == 201 {
            done.insert(answer.json::<Deal>()?.summary.id.0);
        } else {
            is_unavailable(&answer)?;
            open.push(key);
        }
    }
    Ok((open, done, longest))
}

async fn send(client: &Client, key: &str, fields: &DealDraft) -> TestResult<Answer> {
    client
        .request(Method::POST, "/deals")
        .key(key)
        .json(fields)
        .send()
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn a_cut_database_is_unavailable_and_comes_back() -> TestResult {
    let backend = Backend::postgres()?;
    let place = Place::new(backend).await?;
    let partner = place
        .member("ada@north.example", Role::PartnerMember, place.north)
        .await?;
    let mut url = Url::parse(place.database_url().ok_or("no PostgreSQL")?)?;
    let target = url
        .socket_addrs(|| Some(5432))?
        .into_iter()
        .next()
        .ok_or("no address")?;
    let mut network = Proxy::new(target)?;
    network.connect().await?;
    url.set_ip_host(network.address.ip())
        .and_then(|()| url.set_port(Some(network.address.port())))
        .map_err(|()| "the address")?;
    let server = place
        .server()?
        .with("ENTENTE_DATABASE_URL", url.as_str())
        .start()
        .await?;
    let client = partner.at(&server.address)?;
    let mut page = Listener::open(&client).await?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let fields = fields_on(Utc::now().date_naive(), "Blauwerk GmbH", "blauwerk.de");
    let mut writers = Vec::new();
    for _ in 0..4 {
        writers.push(tokio::spawn(write(
            partner.at(&server.address)?,
            fields.clone(),
            stopped.clone(),
        )));
    }
    page.next(SOON).await.ok_or("nothing is written")?;

    let cut = Instant::now();
    network.cut().await?;
    let unready = until(PATIENCE, "readiness ending", async || {
        Ok((client.get("//readyz").await?.status == 503).then_some(()))
    });
    unready.await?;
    let reading = Instant::now();
    is_unavailable(&client.get("/deals").await?)?;
    let told_after = reading.elapsed();
    assert!(told_after < PATIENCE, "a reader was told after {told_after:?}");
    assert!(client.get("//healthz").await?.status.is_success());
    tokio::time::sleep_until((cut + AWAY).into()).await;
    // What was on its way before the cut has been heard by now.
    while page.next(Duration::from_millis(1)).await.is_some() {}

    network.connect().await?;
    let back = Instant::now();
    let ready = until(SOON, "readiness", async || {
        Ok(client.get("//readyz").await?.status.is_success().then_some(()))
    });
    ready.await?;
    let ready_after = back.elapsed();
    let (answer, written_after) = until(SOON, "a write", async || {
        Ok(Some(send(&client, &Uuid::now_v7().to_string(), &fields).await?).filter(|answer| answer.status == 201))
    })
    .await?;
    let mine: Deal = answer.json()?;
    // The stream that was open all along: first told to fetch anew, then of what happens.
    let first = page.next(SOON).await.ok_or("the page hears nothing any more")?;
    let heard_after = back.elapsed();
    assert_eq!(first, LiveEvent::Resync {}, "what was missed is to be fetched");
    let later: Deal = send(&client, &Uuid::now_v7().to_string(), &fields).await?.expect(201)?;
    while page.next(SOON).await.ok_or("an event after the cut did not arrive")?
        != (LiveEvent::Deal {
            id: later.summary.id,
            version: 1,
        })
    {}
    stop.send_replace(true);

    let (mut done, mut resent, mut longest) = (
        BTreeSet::from([mine.summary.id.0, later.summary.id.0]),
        0,
        Duration::ZERO,
    );
    for writer in writers {
        let (open, acknowledged, slowest) = writer.await??;
        done.extend(acknowledged);
        longest = longest.max(slowest);
        for key in open {
            done.insert(send(&client, &key, &fields).await?.expect::<Deal>(201)?.summary.id.0);
            resent += 1;
        }
    }
    server.stop().await?;
    let database = place.open().await?;
    let there: BTreeSet<Uuid> = deals::Entity::find()
        .all(database.read())
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let entries = audit::Entity::find().count(database.read()).await?;
    database.close().await;
    assert_eq!(there, done, "each send made one deal, acknowledged or sent again");
    assert_eq!(entries, done.len() as u64);
    assert!(resent > 0, "nothing was refused");
    assert!(longest < PATIENCE, "a writer waited {longest:?}");
    println!(
        "{} deals, {resent} of them sent again after 503; longest wait {longest:.1?}; after the cut ready in {ready_after:.0?}, written in {written_after:.0?} more, heard in {heard_after:.0?}",
        done.len()
    );
    place.end().await
}
