//! What the log says of a whole story, of refusals and of faults: ids, never tokens, passwords, addresses or contact data.

use crate::support::application::applicant;
use crate::support::company::{PDF, upload};
use crate::support::place::Place;
use crate::support::process::{Server, free_port, until};
use crate::support::registration::{approve, decide, fields_on, submit};
use crate::support::smtp::MailServer;
use crate::support::{Answer, Backend, Client, TestResult};
use chrono::Utc;
use entente_model::deals::{Deal, DealEvent};
use entente_model::ids::PartnerId;
use entente_model::onboarding::{ApplicationFields, OwnApplication, PublicProgram};
use entente_model::people::Role;
use entente_server::store::entities::jobs;
use reqwest::Method;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use std::net::SocketAddr;
use std::time::Duration;
use uuid::Uuid;

const SOON: Duration = Duration::from_secs(20);
const PASSWORDS: [&str; 4] = [
    "violet-harbour-anchor-91",
    "copper-meadow-lantern-17",
    "silent-orchard-compass-58",
    "wrong-guess-entirely-40",
];
/// What tax forms are encrypted with.
const ENCRYPTION_KEY: &str = "c2VjcmV0IGtleSBvZiB0aGUgdGVzdCwgMzIgYnl0ZXM=";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_keeps_confidences_on_sqlite() -> TestResult {
    the_log_keeps_confidences(Backend::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn the_log_keeps_confidences_on_postgres() -> TestResult {
    the_log_keeps_confidences(Backend::postgres()?).await
}

/// Everything that must not be found in the log.
struct Secrets(Vec<String>);

impl Secrets {
    fn keep(&mut self, secret: impl Into<String>) {
        self.0.push(secret.into());
    }

    /// The cookie's token, and the tokens of mailed links.
    fn keep_token(&mut self, answer: &Answer) -> TestResult<String> {
        let cookie = answer.session_cookie().ok_or("no cookie")?;
        self.keep(cookie.split('=').next_back().unwrap_or_default());
        Ok(cookie)
    }

    fn found_in(&self, log: &str) -> Vec<String> {
        let log = log.to_lowercase();
        let hit = |secret: &&String| log.contains(&secret.to_lowercase());
        self.0.iter().filter(hit).cloned().collect()
    }
}

fn token_of(mail: &str) -> Option<String> {
    let text = mail.replace("=\n", "").replace("=3D", "=");
    let rest = text.split("#token=").nth(1)?.to_owned();
    rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
        .next()
        .map(str::to_owned)
}

async fn mailed_token(mail: &MailServer, to: &str, secrets: &mut Secrets) -> TestResult<String> {
    let known = secrets.0.clone();
    let (token, _) = until(SOON, "a mail with a link", async || {
        let mails = mail.mails();
        let mut tokens = mails
            .iter()
            .filter(|mail| mail.to.contains(to))
            .filter_map(|mail| token_of(&mail.text));
        Ok(tokens.rfind(|token| !known.contains(token)))
    })
    .await?;
    secrets.keep(token.clone());
    Ok(token)
}

async fn the_log_keeps_confidences(backend: Backend) -> TestResult {
    let place = Place::new(backend).await?;
    let admin = place
        .member_with_password(
            "ada.lovelace@north.example",
            Role::PartnerAdmin,
            place.north,
            Some(PASSWORDS[0]),
        )
        .await?;
    let manager = place
        .member("charles.babbage@vendor.example", Role::ChannelManager, place.north)
        .await?;
    let finance = place
        .member("ines.moreau@vendor.example", Role::Finance, place.north)
        .await?;
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let mail = MailServer::start(address).await?;
    let launch = place.server()?.with("ENTENTE_SMTP_URL", format!("smtp://{address}"));
    // All that the program itself can say, and what the libraries say unasked.
    let launch = launch.with("ENTENTE_LOG", "info,entente_server=trace");
    let launch = launch.with("ENTENTE_ENCRYPTION_KEY", ENCRYPTION_KEY);
    let server = launch.start().await?;
    let mut secrets = Secrets(Vec::new());
    for person in [&admin, &manager, &finance] {
        secrets.keep(person.cookie.split('=').next_back().unwrap_or_default());
        secrets.keep(person.email.clone());
    }
    PASSWORDS.iter().for_each(|password| secrets.keep(*password));
    secrets.keep(ENCRYPTION_KEY);
    for personal in [
        "grace.hopper",
        "Erika Muster",
        "erika@customer.example",
        "nobody.here@elsewhere.example",
    ] {
        secrets.keep(personal);
    }
    let visitor = admin.at(&server.address)?.with_cookie(None);
    people(&visitor, &mail, &mut secrets).await?;
    deals(&admin.at(&server.address)?, &manager.at(&server.address)?, &mut secrets).await?;
    application(&manager.at(&server.address)?, &visitor, &mail, &mut secrets).await?;
    let (admin_here, finance_here) = (admin.at(&server.address)?, finance.at(&server.address)?);
    tax_form(&admin_here, &finance_here, place.north, &mut secrets).await?;
    refusals(&visitor, &admin.at(&server.address)?).await?;
    drop(mail);
    refused_mail(&place, address, &visitor, &server).await?;
    let log = server.log();
    server.stop().await?;
    place.end().await?;
    let found = secrets.found_in(&log);
    let lines: Vec<&str> = log
        .lines()
        .filter(|line| {
            found
                .iter()
                .any(|secret| line.to_lowercase().contains(&secret.to_lowercase()))
        })
        .collect();
    assert!(found.is_empty(), "{found:?} in\n{}", lines.join("\n"));
    assert!(
        log.lines().count() > 20,
        "the log says enough to be worth looking at:\n{log}"
    );
    Ok(())
}

/// Sign-in, an invitation that is accepted, and a reset.
async fn people(visitor: &Client, mail: &MailServer, secrets: &mut Secrets) -> TestResult {
    let sign_in = |email: &str, password: &str| {
        let body = json!({"email": email, "password": password});
        async move { visitor.post("/sessions", &body).await }
    };
    sign_in("ada.lovelace@north.example", PASSWORDS[3]).await?.is(401)?;
    sign_in("nobody.here@elsewhere.example", PASSWORDS[3]).await?.is(401)?;
    let answer = sign_in("ada.lovelace@north.example", PASSWORDS[0]).await?;
    let cookie = secrets.keep_token(answer.is(201)?)?;
    let ada = visitor.with_cookie(Some(cookie));
    let invitation = json!({"email": "grace.hopper@north.example", "name": "grace.hopper", "role": "partner_member"});
    ada.post("/invitations", &invitation).await?.is(201)?;
    let token = mailed_token(mail, "grace.hopper", secrets).await?;
    visitor
        .post("/invitations/preview", &json!({"token": token}))
        .await?
        .is(200)?;
    let accepted = visitor
        .post(
            "/invitations/acceptance",
            &json!({"token": token, "name": "grace.hopper", "password": PASSWORDS[1]}),
        )
        .await?;
    secrets.keep_token(accepted.is(201)?)?;
    visitor
        .post("/password_resets", &json!({"email": "grace.hopper@north.example"}))
        .await?
        .is(202)?;
    visitor
        .post("/password_resets", &json!({"email": "nobody.here@elsewhere.example"}))
        .await?
        .is(202)?;
    let token = mailed_token(mail, "grace.hopper", secrets).await?;
    visitor
        .post(
            "/password_resets/completion",
            &json!({"token": token, "password": PASSWORDS[2]}),
        )
        .await?
        .is(204)?;
    let answer = sign_in("grace.hopper@north.example", PASSWORDS[2]).await?;
    secrets.keep_token(answer.is(201)?)?;
    Ok(())
}

/// A registration with contact, comment and file, decided.
async fn deals(partner: &Client, manager: &Client, secrets: &mut Secrets) -> TestResult {
    let deal = submit(
        partner,
        &fields_on(Utc::now().date_naive(), "Zephyr Quarry GmbH", "zephyr-quarry.de"),
    )
    .await?;
    ["Zephyr Quarry", "zephyr-quarry.de", "call 0171-5550199"]
        .iter()
        .for_each(|secret| secrets.keep(*secret));
    let path = format!("/deals/{}", deal.summary.id);
    partner
        .post(
            &format!("{path}/comments"),
            &json!({"body": "Erika Muster asks us to call 0171-5550199."}),
        )
        .await?
        .is(201)?;
    let upload = partner.request(Method::POST, &format!("{path}/attachments?name=Zephyr%20Quarry.txt"));
    upload
        .key(&Uuid::now_v7().to_string())
        .body("text/plain", "Erika Muster")
        .send()
        .await?
        .is(201)?;
    decide(manager, deal.summary.id, &approve()).await?;
    partner.get("/deals?search=zephyr").await?.is(200)?;
    partner.get("/deals/export?search=zephyr").await?.is(200)?;
    let check = json!({"customer_name": "Zephyr Quarry", "customer_domain": "zephyr-quarry.de", "customer_country": "DE", "products": []});
    partner.post("/conflict_checks", &check).await?.is(200)?;
    Ok(())
}

/// A company that is invited, opens its link, hands its application in, and has another link mailed.
async fn application(manager: &Client, visitor: &Client, mail: &MailServer, secrets: &mut Secrets) -> TestResult {
    let fields = ApplicationFields {
        specialties: vec!["security".to_owned()],
        motivation: "Half of Quietmoor's customers ask for it.".to_owned(),
        ..applicant("Quietmoor Systemhaus GmbH", "quietmoor.de", "dach")
    };
    let email = fields.contact.email.as_str();
    ["quietmoor", "met at the harbour fair"]
        .iter()
        .for_each(|secret| secrets.keep(*secret));
    let invitation = json!({ "fields": fields, "message": "We met at the harbour fair." });
    manager.post("/applications/invitations", &invitation).await?.is(201)?;
    let token = mailed_token(mail, email, secrets).await?;
    let opened = visitor.post("/applications/access", &json!({ "token": token })).await?;
    let own: OwnApplication = opened.expect(200)?;
    let browser = visitor.with_cookie(Some(secrets.keep_token(&opened)?));
    let path = |suffix: &str| format!("/applications/own{suffix}?reference={}", own.reference);
    let saved: OwnApplication = browser.put(&path(""), own.version, &fields).await?.expect(200)?;
    let program: PublicProgram = browser.get("/program").await?.expect(200)?;
    let submission = json!({ "consent_sha256": program.consent_sha256() });
    browser
        .post_on(&path("/submission"), saved.version, &submission)
        .await?
        .is(200)?;
    mailed_token(mail, email, secrets).await?;
    browser.post("/applications/own/link", &json!({})).await?.is(202)?;
    mailed_token(mail, email, secrets).await?;
    // A link that was used up, and one that never was.
    for token in [token, "x".repeat(43)] {
        let late = visitor.post("/applications/access", &json!({ "token": token })).await?;
        late.is(410)?;
    }
    visitor
        .post("/applications/links", &json!({ "email": email }))
        .await?
        .is(202)?;
    visitor
        .post("/company_checks", &json!({ "domain": "quietmoor.de" }))
        .await?
        .is(200)?;
    Ok(())
}

/// A tax form that is handed in, read, and handed in as something that it is not.
async fn tax_form(partner: &Client, finance: &Client, company: PartnerId, secrets: &mut Secrets) -> TestResult {
    ["0815-4711-23", "Freistellung"]
        .iter()
        .for_each(|secret| secrets.keep(*secret));
    let path = format!("/partners/{company}/tax_form");
    let named = format!("{path}?name=Freistellung.pdf");
    let content = [PDF, b"% Tax number 0815-4711-23\n".as_slice()].concat();
    upload(partner, &named, content).await?.is(201)?;
    upload(partner, &named, "Tax number 0815-4711-23").await?.is(422)?;
    finance.get(&path).await?.is(200)?;
    Ok(())
}

/// What clients get wrong, with something personal in it.
async fn refusals(visitor: &Client, partner: &Client) -> TestResult {
    let secret = "nobody.here@elsewhere.example";
    let broken = partner
        .request(Method::POST, "/deals")
        .key("broken")
        .body("application/json", format!("{{\"contact\": \"{secret}\""));
    assert!(broken.send().await?.status.is_client_error());
    let unknown = json!({ secret: secret, "customer_name": 5 });
    assert!(partner.post("/deals", &unknown).await?.status.is_client_error());
    assert!(
        partner
            .get(&format!("/deals?search={secret}&{secret}=1"))
            .await?
            .status
            .is_client_error()
    );
    assert!(partner.get(&format!("/deals/{secret}")).await?.status.is_client_error());
    assert!(
        visitor
            .get(&format!("//{secret}?token={}", PASSWORDS[0]))
            .await?
            .status
            .is_client_error()
    );
    let forged = visitor.with_cookie(Some(format!("entente={secret}")));
    forged.get("/session").await?.is(401)?;
    let used = json!({"token": "x".repeat(43), "password": PASSWORDS[1]});
    visitor.post("/password_resets/completion", &used).await?.is(410)?;
    let deal: Deal = partner
        .post("/deals", &json!({"customer_name": "Zephyr Quarry GmbH"}))
        .await?
        .expect(201)?;
    let events = format!("/deals/{}/events", deal.summary.id);
    let incomplete = partner.post_on(&events, deal.summary.version, &DealEvent::Submit {});
    assert!(incomplete.await?.status.is_client_error());
    Ok(())
}

/// A mail server's refusal names whom it refuses, in the words that become the job's error.
async fn refused_mail(place: &Place, address: SocketAddr, visitor: &Client, server: &Server) -> TestResult {
    let mail = until(SOON, "the port", async || {
        Ok(
            MailServer::start_refusing(address, "nobody.here@elsewhere.example is unknown")
                .await
                .ok(),
        )
    });
    let (_mail, _) = mail.await?;
    visitor
        .post("/password_resets", &json!({"email": "ada.lovelace@north.example"}))
        .await?
        .is(202)?;
    let database = place.open().await?;
    let dead = jobs::Entity::find().filter(jobs::Column::State.eq("dead"));
    until(SOON, "a refusal", async || {
        Ok((dead.clone().count(database.read()).await? > 0).then_some(()))
    })
    .await?;
    database.close().await;
    until(SOON, "word of it", async || {
        Ok(server.log().contains("put aside").then_some(()))
    })
    .await?;
    Ok(())
}
