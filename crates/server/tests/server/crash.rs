//! The server is killed while it writes: what it had acknowledged is there when it starts again.

use crate::support::TestResult;
use entente_model::page::Page;
use entente_model::people::Invitation;
use reqwest::{Client, StatusCode};
use serde_json::json;
use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How often it is killed. `bench/` does it a hundred times.
const ROUNDS: usize = 8;
/// Clients that write at once.
const CLIENTS: usize = 16;
const EMAIL: &str = "admin@vendor.example";
const PASSWORD: &str = "plum orchard at dusk";

struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts the program on the data and waits until it is ready, at most ten seconds.
    async fn start(data: &Path) -> TestResult<Server> {
        let listen = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let child = Command::new(env!("CARGO_BIN_EXE_entente"))
            .args(["serve", "--listen", &listen, "--admin-listen", "off", "--data"])
            .arg(data)
            .current_dir(data)
            .stderr(Stdio::null())
            .spawn()?;
        let server = Server {
            child,
            address: format!("http://{listen}"),
        };
        let (client, started) = (Client::new(), Instant::now());
        while started.elapsed() < Duration::from_secs(10) {
            let ready = client.get(format!("{}/readyz", server.address)).send().await;
            if ready.is_ok_and(|answer| answer.status() == StatusCode::NO_CONTENT) {
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err("the server was not ready within ten seconds".into())
    }

    /// Signs in and answers with the cookie.
    async fn sign_in(&self) -> TestResult<String> {
        let body = json!({ "email": EMAIL, "password": PASSWORD });
        let request = Client::new()
            .post(format!("{}/api/v1/sessions", self.address))
            .header("origin", &self.address);
        let answer = request.json(&body).send().await?.error_for_status()?;
        let cookie = answer.headers().get("set-cookie").ok_or("no cookie")?.to_str()?;
        Ok(cookie.split(';').next().unwrap_or_default().to_owned())
    }

    /// Every address invited so far.
    async fn invited(&self, cookie: &str) -> TestResult<BTreeSet<String>> {
        let (client, mut found, mut cursor) = (Client::new(), BTreeSet::new(), String::new());
        loop {
            let address = format!("{}/api/v1/invitations?limit=100{cursor}", self.address);
            let answer = client
                .get(address)
                .header("cookie", cookie)
                .send()
                .await?
                .error_for_status()?;
            let page: Page<Invitation> = answer.json().await?;
            found.extend(page.items.into_iter().map(|invitation| invitation.email));
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(found),
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL: nothing of the program runs any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn write_until_it_dies(
    address: String,
    cookie: String,
    name: String,
    acknowledged: Arc<Mutex<BTreeSet<String>>>,
) -> Result<(), String> {
    let client = Client::new();
    for number in 0.. {
        let email = format!("{name}-{number}@vendor.example");
        let request = client
            .post(format!("{address}/api/v1/invitations"))
            .header("origin", &address)
            .header("cookie", &cookie)
            .header("idempotency-key", &email)
            .json(&json!({ "email": email, "name": "Somebody", "role": "finance" }));
        match request.send().await {
            Ok(answer) if answer.status() == StatusCode::CREATED => {
                if let Ok(mut acknowledged) = acknowledged.lock() {
                    acknowledged.insert(email);
                }
            }
            Ok(answer) => {
                return Err(format!(
                    "{}: {}",
                    answer.status(),
                    answer.text().await.unwrap_or_default()
                ));
            }
            // The connection broke: the server is dead.
            Err(_) => return Ok(()),
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_kill() -> TestResult {
    let folder = tempfile::tempdir()?;
    let added = Command::new(env!("CARGO_BIN_EXE_entente"))
        .args([
            "user",
            "add",
            "--email",
            EMAIL,
            "--name",
            "Admin",
            "--role",
            "program_admin",
            "--data",
        ])
        .arg(folder.path())
        .current_dir(folder.path())
        .env("ENTENTE_PASSWORD", PASSWORD)
        .status()?;
    assert!(added.success());
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    let mut server = Server::start(folder.path()).await?;
    let cookie = server.sign_in().await?;
    for round in 0..ROUNDS {
        let writers: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let name = format!("r{round}-c{client}");
                // The cookie's name and the session outlive the server: both stand in the database.
                tokio::spawn(write_until_it_dies(
                    server.address.clone(),
                    cookie.clone(),
                    name,
                    acknowledged.clone(),
                ))
            })
            .collect();
        // Killed in the midst of writing, at another moment each time.
        let before = count(&acknowledged)?;
        while count(&acknowledged)? < before + CLIENTS && !writers.iter().all(|writer| writer.is_finished()) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis(37 * round as u64)).await;
        server.child.kill()?;
        for writer in futures::future::try_join_all(writers).await? {
            writer?;
        }
        server = Server::start(folder.path()).await?;
        let kept = server.invited(&cookie).await?;
        let acknowledged = acknowledged.lock().map_err(|error| error.to_string())?.clone();
        let lost: Vec<_> = acknowledged.difference(&kept).collect();
        assert!(
            lost.is_empty(),
            "round {round}: {} of {} are lost",
            lost.len(),
            acknowledged.len()
        );
    }
    Ok(())
}

fn count(acknowledged: &Mutex<BTreeSet<String>>) -> TestResult<usize> {
    Ok(acknowledged.lock().map_err(|error| error.to_string())?.len())
}
