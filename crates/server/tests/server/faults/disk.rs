//! A disk that is full (SQLite): once a real one, where the system lets a test have its own, and once as a limit on every file.

use super::is_unavailable;
use crate::support::place::Place;
use crate::support::process::until;
use crate::support::registration::fields_on;
use crate::support::{Answer, Backend, Client, TestResult};
use chrono::Utc;
use entente_model::deals::{Attachment, Deal};
use entente_model::people::Role;
use entente_server::clock::SystemClock;
use entente_server::store::entities::{attachments, audit, deal_terms, deals, idempotency_keys};
use entente_server::store::{Database, Location, Options};
use reqwest::Method;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QuerySelect, Statement};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::process::Command;
use uuid::Uuid;

/// How soon a disk with a megabyte left is full.
const FULL: Duration = Duration::from_secs(60);
/// How soon there must be an answer again once there is room.
const SOON: Duration = Duration::from_secs(5);

/// A server on a file system of 16 MB, most of which a file called `ballast` takes up: `data program arguments…`.
const SMALL_DISK: &str = r#"data=$1; shift; copy=$(mktemp -d)
    cp -a "$data/." "$copy" && mount -t tmpfs -o size=16m tmpfs "$data" && cp -a "$copy/." "$data" && rm -r "$copy" || exit 1
    exec "$@""#;

async fn run(words: &[&str]) -> TestResult<bool> {
    Ok(Command::new(words[0])
        .args(&words[1..])
        .output()
        .await
        .is_ok_and(|output| output.status.success()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writes_until_there_is_room() -> TestResult {
    let namespace = ["unshare", "--user", "--map-root-user", "--mount"];
    if !run(&[&namespace[..], &["mount", "-t", "tmpfs", "tmpfs", "/mnt"]].concat()).await? {
        println!("not tested: this system lets a test mount nothing");
        return Ok(());
    }
    let place = Place::new(Backend::Sqlite).await?;
    let partner = place
        .member("ada@north.example", Role::PartnerMember, place.north)
        .await?;
    let data = place.folder().display().to_string();
    let server = place
        .server()?
        .through(&[&namespace[..], &["sh", "-c", SMALL_DISK, "sh", &data]].concat())
        .start()
        .await?;
    // The server's own view of its disk.
    let disk = PathBuf::from(format!("/proc/{}/root{data}", server.pid()?));
    let ballast = disk.join("ballast");
    let client = partner.at(&server.address)?;
    let fill = async || {
        // All but a megabyte, which the write-ahead log soon takes.
        let script = r#"head -c $(($(stat -f -c '%a * %S' "$0") - 1000000)) /dev/zero > "$0/ballast""#;
        let disk = disk.display().to_string();
        if run(&["sh", "-c", script, &disk]).await? {
            Ok(())
        } else {
            Err("the disk was not filled".into())
        }
    };
    let free = async || Ok(std::fs::remove_file(&ballast)?);
    let told = refuses_and_recovers(&client, fill, free, true).await?;
    // Held still for a moment, so that the copy is of one moment.
    let pid = server.pid()?.to_string();
    assert!(run(&["kill", "-STOP", &pid]).await?);
    let copy = tempfile::tempdir()?;
    for name in ["entente.db", "entente.db-wal"] {
        std::fs::copy(disk.join(name), copy.path().join(name))?;
    }
    let files = std::fs::read_dir(disk.join("files"))?.count();
    assert!(run(&["kill", "-CONT", &pid]).await?);
    server.stop().await?;
    nothing_half_written(copy.path(), files, &told).await?;
    place.end().await
}

/// No file may grow beyond a size: what quotas do. The write-ahead log meets it in the middle of a transaction.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_may_not_grow_refuse_writes_until_they_may() -> TestResult {
    if !run(&["prlimit", "--version"]).await? {
        println!("not tested: there is no prlimit");
        return Ok(());
    }
    let place = Place::new(Backend::Sqlite).await?;
    let partner = place
        .member("ada@north.example", Role::PartnerMember, place.north)
        .await?;
    // The signal that comes with the limit would end the process; a full disk sends none.
    let server = place
        .server()?
        .through(&["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"])
        .start()
        .await?;
    let client = partner.at(&server.address)?;
    let limit = async |size: &str| {
        let set = run(&[
            "prlimit",
            "--pid",
            &server.pid()?.to_string(),
            &format!("--fsize={size}"),
        ])
        .await?;
        if set {
            Ok(())
        } else {
            Err("the limit was not set".into())
        }
    };
    let told = refuses_and_recovers(
        &client,
        async || limit("1500000:unlimited").await,
        async || limit("unlimited:unlimited").await,
        false,
    )
    .await?;
    server.stop().await?;
    let files = std::fs::read_dir(place.folder().join("files"))?.count();
    nothing_half_written(place.folder(), files, &told).await?;
    place.end().await
}

/// What was acknowledged.
struct Told {
    deals: u64,
    files: u64,
}

async fn begin(client: &Client) -> TestResult<Answer> {
    client
        .post(
            "/deals",
            &fields_on(Utc::now().date_naive(), "Blauwerk GmbH", "blauwerk.de"),
        )
        .await
}

async fn attach(client: &Client, deal: &Deal, size: usize) -> TestResult<Answer> {
    let path = format!("/deals/{}/attachments?name=notes.txt", deal.summary.id);
    let request = client.request(Method::POST, &path).key(&Uuid::now_v7().to_string());
    request.body("text/plain", "x".repeat(size)).send().await
}

async fn refuses_and_recovers(
    client: &Client,
    fill: impl AsyncFnOnce() -> TestResult,
    free: impl AsyncFnOnce() -> TestResult,
    uploads_too: bool,
) -> TestResult<Told> {
    let deal: Deal = begin(client).await?.expect(201)?;
    let file: Attachment = attach(client, &deal, 1_000).await?.expect(201)?;
    let mut told = Told { deals: 1, files: 1 };
    fill().await?;
    // Several at once, so that whole batches fail; until all are refused.
    let filled = until(FULL, "a full disk", async || {
        let answers = futures::future::try_join_all((0..8).map(|_| begin(client))).await?;
        let (written, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
        told.deals += written.len() as u64;
        refused.iter().try_for_each(|answer| is_unavailable(answer))?;
        Ok((refused.len() == 8).then_some(()))
    });
    filled.await?;
    let path = format!("/deals/{}", deal.summary.id);
    for reading in [path.as_str(), "/deals", "/session", "/home", "//readyz", "//healthz"] {
        let status = client.get(reading).await?.status;
        assert!(status.is_success(), "{reading} answers {status}");
    }
    client.get(&format!("{path}/attachments/{}", file.id)).await?.is(200)?;
    // Where several did not fit, a last small one may.
    let size = if uploads_too { 4_000_000 } else { 1_000 };
    let refused = until(FULL, "a refused upload", async || {
        let answer = attach(client, &deal, size).await?;
        told.files += u64::from(answer.status == 201);
        Ok((answer.status != 201).then_some(answer))
    });
    is_unavailable(&refused.await?.0)?;
    free().await?;
    let recovered = until(SOON, "a write", async || {
        let answer = begin(client).await?;
        if answer.status == 201 {
            return Ok(Some(()));
        }
        is_unavailable(&answer).map(|()| None)
    });
    let (_, after) = recovered.await?;
    told.deals += 1;
    attach(client, &deal, 1_000).await?.is(201)?;
    told.files += 1;
    println!(
        "{} writes before the disk was full; written again {after:.0?} after there was room",
        told.deals - 1
    );
    Ok(told)
}

/// As many of everything as was acknowledged, and a file without a fault.
async fn nothing_half_written(folder: &Path, files: usize, told: &Told) -> TestResult {
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
    let verdict = db
        .query_one_raw(Statement::from_string(database.backend(), "PRAGMA integrity_check"))
        .await?;
    assert_eq!(
        verdict.ok_or("no verdict")?.try_get::<String>("", "integrity_check")?,
        "ok"
    );
    assert_eq!(deals::Entity::find().count(db).await?, told.deals);
    assert_eq!(attachments::Entity::find().count(db).await?, told.files);
    assert_eq!(audit::Entity::find().count(db).await?, told.deals + told.files);
    assert_eq!(
        idempotency_keys::Entity::find().count(db).await?,
        told.deals + told.files
    );
    let named = deal_terms::Entity::find()
        .select_only()
        .column(deal_terms::Column::DealId)
        .distinct();
    assert_eq!(named.into_tuple::<Uuid>().all(db).await?.len() as u64, told.deals);
    database.close().await;
    assert_eq!(files as u64, told.files, "a file without a row is left");
    Ok(())
}
