//! A backup made while people write, and a portal that serves it.

use crate::support::company::{PDF, picture, upload};
use crate::support::place::Place;
use crate::support::process::{Launch, until};
use crate::support::registration::fields_on;
use crate::support::{Backend, Client, TestResult};
use chrono::Utc;
use entente_model::deals::{Attachment, Deal};
use entente_model::page::Page;
use entente_model::people::Role;
use entente_model::problem::Code;
use entente_server::clock::SystemClock;
use entente_server::store::entities::{attachments, audit, deals};
use entente_server::store::{Database, Location, Options};
use image::ImageFormat;
use reqwest::Method;
use sea_orm::{EntityTrait, PaginatorTrait};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use uuid::Uuid;

/// Begins deals and attaches a file to each until told to stop; the deals with their files.
async fn write(
    client: Client,
    stop: watch::Receiver<bool>,
    done: watch::Sender<usize>,
) -> TestResult<Vec<(Deal, Attachment)>> {
    let mut written = Vec::new();
    while !*stop.borrow() {
        let fields = fields_on(Utc::now().date_naive(), "Blauwerk GmbH", "blauwerk.de");
        let deal: Deal = client.post("/deals", &fields).await?.expect(201)?;
        let path = format!("/deals/{}/attachments?name=offer.txt", deal.summary.id);
        let request = client.request(Method::POST, &path).key(&Uuid::now_v7().to_string());
        let file = request.body("text/plain", content(&deal)).send().await?.expect(201)?;
        written.push((deal, file));
        done.send_replace(written.len());
    }
    Ok(written)
}

fn content(deal: &Deal) -> String {
    format!("An offer for {}.\n", deal.summary.id).repeat(200)
}

async fn run(launch: &Launch, arguments: &[&str]) -> TestResult {
    let output = launch.command(arguments).output().await?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("entente {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_writes_is_whole_and_is_served() -> TestResult {
    let place = Place::new(Backend::Sqlite).await?;
    let partner = place
        .member("ada@north.example", Role::PartnerMember, place.north)
        .await?;
    let launch = place.server()?;
    let server = launch.start().await?;
    let (stop, stopped) = watch::channel(false);
    let (done, count) = watch::channel(0);
    let writer = tokio::spawn(write(partner.at(&server.address)?, stopped, done));
    let enough = async |least: usize| {
        until(Duration::from_secs(20), "writing", async || {
            Ok((*count.borrow() >= least).then_some(()))
        })
        .await
    };
    enough(20).await?;
    let outside = tempfile::tempdir()?;
    let copy = outside.path().join("backup");
    let (before, started) = (*count.borrow(), Instant::now());
    run(&launch, &["backup", text(&copy)?]).await?;
    let took = started.elapsed();
    let again = launch.command(&["backup", text(&copy)?]).output().await?;
    assert!(!again.status.success(), "a backup that is there is not written over");
    let after = *count.borrow();
    enough(after + 5).await?;
    stop.send_replace(true);
    let written = writer.await??;
    server.stop().await?;

    let folder = outside.path().join("restored");
    let restored = place.server()?.with("ENTENTE_DATA", text(&folder)?);
    run(&restored, &["restore", text(&copy)?]).await?;
    let twice = restored.command(&["restore", text(&copy)?]).output().await?;
    assert!(!twice.status.success(), "a database that is there is not written over");
    let kept = consistent(&folder).await?;
    assert!(
        kept >= before && kept <= written.len(),
        "{kept} deals kept, {before} were there before"
    );
    let server = restored.start().await?;
    let client = partner.at(&server.address)?;
    for (deal, file) in &written[..kept - 1] {
        let whole: Deal = client.get(&format!("/deals/{}", deal.summary.id)).await?.expect(200)?;
        assert_eq!(whole.attachments, std::slice::from_ref(file));
        let answer = client
            .get(&format!("/deals/{}/attachments/{}", deal.summary.id, file.id))
            .await?;
        assert_eq!(answer.is(200)?.body, content(deal).as_bytes());
    }
    // It is a portal like any other: one goes on where the backup ends.
    let _: Deal = client.post("/deals", &written[0].0.fields).await?.expect(201)?;
    let page: Page<serde_json::Value> = client.get("/deals?limit=1").await?.expect(200)?;
    assert_eq!(page.items.len(), 1);
    server.stop().await?;
    println!(
        "{kept} deals with files backed up in {took:.0?} while {} were written",
        after - before
    );
    place.end().await
}

/// A key to encrypt with: 32 zeros, in base64.
const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_logo_and_a_tax_form_come_back_with_the_key() -> TestResult {
    let place = Place::new(Backend::Sqlite).await?;
    let admin = place
        .member("ada@north.example", Role::PartnerAdmin, place.north)
        .await?;
    let finance = place.member("finn@vendor.example", Role::Finance, place.north).await?;
    let logo = format!("/partners/{}/logo", place.north);
    let form = format!("/partners/{}/tax_form", place.north);
    let launch = place.server()?.with("ENTENTE_ENCRYPTION_KEY", KEY);
    let server = launch.start().await?;
    let client = admin.at(&server.address)?;
    let drawing = picture(ImageFormat::Png, 300, 200, 3)?;
    upload(&client, &format!("{logo}?name=logo.png"), drawing)
        .await?
        .is(201)?;
    upload(&client, &format!("{form}?name=form.pdf"), PDF).await?.is(201)?;
    let drawn = client.get(&logo).await?.is(200)?.body.clone();
    let outside = tempfile::tempdir()?;
    let copy = outside.path().join("backup");
    run(&launch, &["backup", text(&copy)?]).await?;
    server.stop().await?;
    for entry in std::fs::read_dir(copy.join("files"))? {
        let content = std::fs::read(entry?.path())?;
        assert!(
            !content.starts_with(b"%PDF"),
            "the form stands in the backup as it came"
        );
    }

    let folder = outside.path().join("restored");
    let restored = launch.with("ENTENTE_DATA", text(&folder)?);
    run(&restored, &["restore", text(&copy)?]).await?;
    let server = restored.start().await?;
    assert_eq!(admin.at(&server.address)?.get(&logo).await?.is(200)?.body, drawn);
    assert_eq!(finance.at(&server.address)?.get(&form).await?.is(200)?.body, PDF);
    server.stop().await?;
    // Whoever has the backup and not the key can't read the form.
    let server = restored.with("ENTENTE_ENCRYPTION_KEY", "").start().await?;
    admin.at(&server.address)?.get(&logo).await?.is(200)?;
    let unread = finance.at(&server.address)?.get(&form).await?;
    unread.refused(Code::InvalidState)?;
    server.stop().await?;
    place.end().await
}

fn text(path: &Path) -> TestResult<&str> {
    path.to_str().ok_or_else(|| "not Unicode".into())
}

/// Each deal has its entry, each file its content; the number of deals.
async fn consistent(folder: &Path) -> TestResult<usize> {
    let location = Location::Sqlite(folder.join("entente.db"));
    let database = Database::open(
        &Options {
            location,
            connections: 1,
        },
        Arc::new(SystemClock),
    )
    .await?;
    let db = database.read();
    let kept = deals::Entity::find().count(db).await?;
    let files = attachments::Entity::find().all(db).await?;
    let entries = audit::Entity::find().all(db).await?;
    let of_kind = |kind: &str| entries.iter().filter(|entry| entry.kind == kind).count();
    assert_eq!(
        (of_kind("deal.begun"), of_kind("deal.file_added")),
        (usize::try_from(kept)?, files.len())
    );
    for file in &files {
        let size = std::fs::metadata(folder.join("files").join(&file.object_key))?.len();
        assert_eq!(i64::try_from(size)?, file.size);
    }
    database.close().await;
    Ok(usize::try_from(kept)?)
}
