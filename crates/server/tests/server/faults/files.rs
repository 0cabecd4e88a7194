//! Where files are kept is gone: a folder, or a bucket whose address refuses.

use super::bucket::Bucket;
use super::is_unavailable;
use crate::support::place::Place;
use crate::support::process::{free_port, until};
use crate::support::{Answer, Backend, Client, TestResult};
use entente_model::deals::{Attachment, Deal, DealDraft};
use entente_model::people::Role;
use entente_server::store::entities::{attachments, idempotency_keys};
use reqwest::Method;
use sea_orm::{EntityTrait, PaginatorTrait};
use std::fs;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

const TEXT: &str = "An offer that is worth reading.\n";
/// A person who attaches a file is told within this time that it can't be kept.
const PATIENCE: Duration = Duration::from_secs(20);

async fn begin(client: &Client) -> TestResult<Deal> {
    client
        .post(
            "/deals",
            &DealDraft {
                customer_name: "Blauwerk GmbH".to_owned(),
                ..DealDraft::default()
            },
        )
        .await?
        .expect(201)
}

async fn attach(client: &Client, deal: &Deal, key: &str) -> TestResult<Answer> {
    let path = format!("/deals/{}/attachments?name=offer.txt", deal.summary.id);
    client
        .request(Method::POST, &path)
        .key(key)
        .body("text/plain", TEXT)
        .send()
        .await
}

/// No row of a file and no answer kept for it.
async fn nothing_is_kept(place: &Place) -> TestResult {
    let database = place.open().await?;
    let files = attachments::Entity::find().count(database.read()).await?;
    let keys = idempotency_keys::Entity::find().count(database.read()).await?;
    database.close().await;
    assert_eq!((files, keys), (0, 1), "the deal's own key, and nothing of the file");
    Ok(())
}

/// The same send as was refused is taken now, and the file comes back.
async fn is_taken(client: &Client, deal: &Deal, key: &str) -> TestResult {
    let (answer, _) = until(PATIENCE, "an upload", async || {
        Ok(Some(attach(client, deal, key).await?).filter(|answer| answer.status == 201))
    })
    .await?;
    let file: Attachment = answer.json()?;
    let read = client
        .get(&format!("/deals/{}/attachments/{}", deal.summary.id, file.id))
        .await?;
    assert_eq!(read.is(200)?.body, TEXT.as_bytes());
    Ok(())
}

/// Permissions would not keep the system's administrator out; a file where the folder was keeps everybody out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_is_gone_keeps_nothing_and_comes_back() -> TestResult {
    let place = Place::new(Backend::Sqlite).await?;
    let partner = place
        .member("ada@north.example", Role::PartnerMember, place.north)
        .await?;
    let server = place.server()?.start().await?;
    let client = partner.at(&server.address)?;
    let deal = begin(&client).await?;
    let (folder, aside) = (place.folder().join("files"), place.folder().join("files-aside"));
    fs::rename(&folder, &aside)?;
    fs::write(&folder, "")?;
    is_unavailable(&attach(&client, &deal, "offer").await?)?;
    nothing_is_kept(&place).await?;
    let _: Deal = client.get(&format!("/deals/{}", deal.summary.id)).await?.expect(200)?;
    fs::remove_file(&folder)?;
    fs::rename(&aside, &folder)?;
    assert_eq!(fs::read_dir(&folder)?.count(), 0, "nothing is left of the upload");
    is_taken(&client, &deal, "offer").await?;
    assert_eq!(fs::read_dir(&folder)?.count(), 1);
    // A file that is gone while its folder is there: the rest of the deal is still shown.
    for entry in fs::read_dir(&folder)? {
        fs::remove_file(entry?.path())?;
    }
    let whole: Deal = client.get(&format!("/deals/{}", deal.summary.id)).await?.expect(200)?;
    let path = format!("/deals/{}/attachments/{}", deal.summary.id, whole.attachments[0].id);
    is_unavailable(&client.get(&path).await?)?;
    server.stop().await?;
    place.end().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_that_refuses_keeps_nothing_and_comes_back() -> TestResult {
    let place = Place::new(Backend::Sqlite).await?;
    let partner = place
        .member("ada@north.example", Role::PartnerMember, place.north)
        .await?;
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let launch = place.server()?.with("ENTENTE_FILES_URL", "s3://files/attachments");
    let launch = launch
        .with("AWS_ENDPOINT", format!("http://{address}"))
        .with("AWS_ALLOW_HTTP", "true");
    let launch = launch
        .with("AWS_ACCESS_KEY_ID", "nobody")
        .with("AWS_SECRET_ACCESS_KEY", "nothing")
        .with("AWS_REGION", "here");
    let server = launch.start().await?;
    let client = partner.at(&server.address)?;
    let deal = begin(&client).await?;
    let asked = Instant::now();
    is_unavailable(&attach(&client, &deal, "offer").await?)?;
    let told_after = asked.elapsed();
    assert!(told_after < PATIENCE, "told after {told_after:?}");
    nothing_is_kept(&place).await?;
    let bucket = Bucket::start(address).await?;
    is_taken(&client, &deal, "offer").await?;
    assert_eq!(bucket.count(), 1, "one object for one row");
    println!("a bucket that refuses is told of after {told_after:.1?}");
    server.stop().await?;
    place.end().await
}
