//! The server under measurement.

use anyhow::{Context, Result, bail};
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// A running release binary; ended when dropped.
pub struct Server {
    child: Child,
    /// `127.0.0.1:port`.
    pub address: String,
    /// From the start of the process to its first good answer.
    pub ready_after: Duration,
}

/// How long a server may take to be ready.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long it may take to answer whether it is: one question that is lost must not use all patience up.
const ANSWER: Duration = Duration::from_secs(3);

/// The key that tax forms of the data are encrypted with.
const ENCRYPTION_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// The binary without the settings of whoever measures: they would change what is measured, or where it is written.
pub fn program(binary: &Path) -> Command {
    let mut command = Command::new(binary);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ENTENTE_") {
            command.env_remove(name);
        }
    }
    command.env("ENTENTE_ENCRYPTION_KEY", ENCRYPTION_KEY);
    command
}

impl Server {
    /// Starts the binary on a folder and waits until it is ready.
    pub async fn start(binary: &Path, data: &Path, app: &Path, port: u16) -> Result<Self> {
        let address = format!("127.0.0.1:{port}");
        let log = std::fs::File::create(data.join("server.log"))?;
        let started = Instant::now();
        let child = program(binary)
            .args(["serve", "--listen", &address, "--data"])
            .arg(data)
            .env("ENTENTE_APP", app)
            .env("ENTENTE_ADMIN_LISTEN", "off")
            .env("ENTENTE_LOG", "warn")
            // The generator stands in for a proxy, so that many people come from many networks.
            .env("ENTENTE_PROXIES", "1")
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {}", binary.display()))?;
        let mut server = Server {
            child,
            address,
            ready_after: Duration::ZERO,
        };
        loop {
            if let Some(status) = server.child.try_wait()? {
                let log = std::fs::read_to_string(data.join("server.log")).unwrap_or_default();
                bail!("the server ended with {status} before it was ready:\n{log}");
            }
            // Asked before patience is looked at: a machine that stood still meanwhile has used it up without the server's doing.
            let late = started.elapsed() >= PATIENCE;
            let answer = match tokio::time::timeout(ANSWER, server.readiness()).await {
                Ok(Ok(200..300)) => {
                    server.ready_after = started.elapsed();
                    return Ok(server);
                }
                Ok(Ok(status)) => format!("it answers {status}"),
                Ok(Err(error)) => format!("{error:#}"),
                Err(_elapsed) => format!("no answer within {} seconds", ANSWER.as_secs()),
            };
            if late {
                let log = std::fs::read_to_string(data.join("server.log")).unwrap_or_default();
                bail!(
                    "the server was not ready after {} seconds: {answer}\n{log}",
                    PATIENCE.as_secs()
                );
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Status of the readiness probe.
    async fn readiness(&self) -> Result<u16> {
        let mut client = crate::client::Client::connect(&self.address).await?;
        Ok(client.get("/readyz", None).await?.status)
    }

    /// Memory that no other process has: written, and in all, in bytes. The second counts pages of the database's file that only
    /// this process has mapped, which the system takes back when it needs them.
    pub fn private_memory(&self) -> Result<(u64, u64)> {
        let id = self.child.id().context("the server has ended")?;
        let text = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup"))
            .context("/proc/<pid>/smaps_rollup: memory is measured on Linux only")?;
        let of = |name: &str| -> u64 {
            let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
            line.split_whitespace()
                .nth(1)
                .and_then(|number| number.parse::<u64>().ok())
                .unwrap_or(0)
                * 1024
        };
        let written = of("Private_Dirty:") + of("Swap:");
        Ok((written, written + of("Private_Clean:")))
    }

    /// Asks the server to end and waits for it.
    pub async fn stop(mut self) -> Result<()> {
        if let Some(id) = self.child.id() {
            // No crate for one signal: the shell's own command sends it.
            Command::new("kill").args(["-TERM", &id.to_string()]).status().await?;
            if tokio::time::timeout(Duration::from_secs(20), self.child.wait())
                .await
                .is_err()
            {
                self.child.kill().await?;
                bail!("the server did not end within 20 seconds of SIGTERM");
            }
        }
        Ok(())
    }
}
