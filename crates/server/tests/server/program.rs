//! The program itself: what it tells of its work, and its commands that look after people. The servers here are the real binary.

use crate::support::place::Place;
use crate::support::process::{Launch, free_port};
use crate::support::{Answer, Backend, Client, TestResult};
use entente_model::page::Page;
use entente_model::people::{Role, User};
use entente_model::problem::Code;
use reqwest::Method;
use serde_json::json;

const PASSWORD: &str = "plum orchard at dusk";
const OTHER_PASSWORD: &str = "seven quiet lanterns";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_are_counted_on_a_port_of_their_own() -> TestResult {
    let place = Place::new(Backend::Sqlite).await?;
    let member = place
        .member("ada@north.example", Role::PartnerMember, place.north)
        .await?;
    let admin = format!("127.0.0.1:{}", free_port()?);
    let server = place.server()?.with("ENTENTE_ADMIN_LISTEN", &admin).start().await?;
    let client = member.at(&server.address)?;
    for _ in 0..2 {
        client.get("/session").await?.is(200)?;
    }
    client
        .with_cookie(None)
        .get("/session")
        .await?
        .refused(Code::SignInRequired)?;
    let answer = reqwest::get(format!("http://{admin}/metrics")).await?;
    assert_eq!(answer.status(), 200);
    let figures = String::from_utf8(answer.bytes().await?.to_vec())?;
    for (status, count) in [(200, "2"), (401, "1")] {
        let status = format!("status=\"{status}\"");
        let of_session = |line: &&str| {
            line.starts_with("entente_requests_total{")
                && line.contains("operation=\"GET /api/v1/session\"")
                && line.contains(&status)
        };
        let line = figures.lines().find(of_session).ok_or_else(|| figures.clone())?;
        assert_eq!(line.rsplit(' ').next(), Some(count), "{line}");
    }
    for figure in ["entente_request_seconds_bucket{", "entente_writer_commit_seconds"] {
        assert!(figures.contains(figure), "{figure} is not in {figures}");
    }
    let public = client.get("//metrics").await?;
    assert!(!String::from_utf8_lossy(&public.body).contains("entente_requests_total"));
    server.stop().await?;
    place.end().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_looked_after_on_sqlite() -> TestResult {
    people_are_looked_after(Backend::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn people_are_looked_after_on_postgres() -> TestResult {
    people_are_looked_after(Backend::postgres()?).await
}

/// Runs a command beside the server; what it tells.
async fn run(launch: &Launch, arguments: &[&str]) -> TestResult<String> {
    let output = launch.command(arguments).output().await?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    Err(format!("entente {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
}

async fn sign_in(visitor: &Client, email: &str, password: &str) -> TestResult<Answer> {
    let request = visitor.request(Method::POST, "/sessions");
    request
        .json(&json!({ "email": email, "password": password }))
        .send()
        .await
}

async fn people_are_looked_after(backend: Backend) -> TestResult {
    let place = Place::new(backend).await?;
    let email = "ada@north.example";
    let ada = place
        .member_with_password(email, Role::PartnerAdmin, place.north, Some(PASSWORD))
        .await?;
    let launch = place.server()?;
    let server = launch.start().await?;
    let before = ada.at(&server.address)?;
    let visitor = before.with_cookie(None);
    before.get("/session").await?.is(200)?;

    // A password that the command makes is told once; one that it is given is not.
    let told = run(&launch, &["user", "password", "--email", email]).await?;
    let (whose, made) = told.trim_end().split_once('\t').ok_or("no password is told")?;
    assert_eq!(whose, email);
    before.get("/session").await?.refused(Code::SignInRequired)?;
    sign_in(&visitor, email, PASSWORD)
        .await?
        .refused(Code::WrongCredentials)?;
    sign_in(&visitor, email, made).await?.is(201)?;
    let given = launch.clone().with("ENTENTE_PASSWORD", OTHER_PASSWORD);
    assert_eq!(run(&given, &["user", "password", "--email", email]).await?, "");
    let signed_in = sign_in(&visitor, email, OTHER_PASSWORD).await?;
    signed_in.is(201)?;
    let weak = launch.clone().with("ENTENTE_PASSWORD", "short");
    assert!(run(&weak, &["user", "password", "--email", email]).await.is_err());

    let again = visitor.with_cookie(signed_in.session_cookie());
    again.get("/session").await?.is(200)?;
    assert_eq!(run(&launch, &["user", "disable", "--email", email]).await?, "");
    again.get("/session").await?.refused(Code::SignInRequired)?;
    sign_in(&visitor, email, OTHER_PASSWORD)
        .await?
        .refused(Code::WrongCredentials)?;
    for action in ["password", "disable"] {
        let nobody = run(&launch, &["user", action, "--email", "nobody@north.example"]).await;
        assert!(nobody.is_err(), "{action}");
    }

    let add = "user add --email eva@vendor.example --role program_admin --name".split(' ');
    let told = run(&given, &add.chain(["Eva Öhm"]).collect::<Vec<_>>()).await?;
    assert_eq!(told, "");
    let eva = sign_in(&visitor, "eva@vendor.example", OTHER_PASSWORD).await?;
    eva.is(201)?;
    let eva = visitor.with_cookie(eva.session_cookie());
    let people: Page<User> = eva.get("/users?search=ohm").await?.expect(200)?;
    assert_eq!(people.items.len(), 1);
    assert_eq!(people.items[0].name, "Eva Öhm");
    server.stop().await?;
    place.end().await
}
