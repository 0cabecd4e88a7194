//! The real binary as a process: started, waited for, stopped, killed.

use super::TestResult;
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// The server's program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_entente");
/// How long a server may take to be ready before a test gives up. Far more than it may take in [`crate::support`]'s figures:
/// machines that test do other things as well.
const START: Duration = Duration::from_secs(30);

/// How to start a server; it gets the same port each time.
#[derive(Clone, Debug)]
pub struct Launch {
    /// Its address, `http://127.0.0.1:port`.
    pub address: String,
    wrapper: Vec<String>,
    environment: BTreeMap<String, String>,
    log: PathBuf,
}

/// A server that runs. It is killed when the test ends before it.
pub struct Server {
    /// Its address, `http://127.0.0.1:port`.
    pub address: String,
    /// From its start until `/readyz` answered.
    pub ready_after: Duration,
    child: Child,
    log: PathBuf,
}

impl Launch {
    pub(super) fn new(data: &Path, database_url: Option<&str>) -> TestResult<Launch> {
        let port = free_port()?;
        let mut environment = BTreeMap::new();
        let mut set = |name: &str, value: &str| environment.insert(name.to_owned(), value.to_owned());
        set("ENTENTE_LISTEN", &format!("127.0.0.1:{port}"));
        set("ENTENTE_ADMIN_LISTEN", "off");
        set("ENTENTE_DATA", &data.display().to_string());
        set("ENTENTE_DATABASE_URL", database_url.unwrap_or_default());
        Ok(Launch {
            address: format!("http://127.0.0.1:{port}"),
            wrapper: Vec::new(),
            environment,
            log: data.join(format!("server-{port}.log")),
        })
    }

    /// With a setting; names are those of the environment.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Launch {
        self.environment.insert(name.to_owned(), value.into());
        self
    }

    /// Started by another program, which becomes the server (`exec "$@"`).
    pub fn through(mut self, wrapper: &[&str]) -> Launch {
        self.wrapper = wrapper.iter().map(|word| (*word).to_owned()).collect();
        self
    }

    /// A command of the program with these settings, such as `backup`.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut words = self.wrapper.iter().map(String::as_str).chain([PROGRAM]);
        let mut command = Command::new(words.next().unwrap_or(PROGRAM));
        command
            .args(words)
            .args(arguments)
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| name == "PATH" || name == "HOME"))
            .envs(&self.environment)
            // Away from any `entente.toml` of the project.
            .current_dir(std::env::temp_dir())
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    }

    /// Starts the server and waits until it is ready.
    pub async fn start(&self) -> TestResult<Server> {
        let log = OpenOptions::new().create(true).append(true).open(&self.log)?;
        let started = Instant::now();
        let child = self.command(&["serve"]).stdout(Stdio::null()).stderr(log).spawn()?;
        let mut server = Server {
            address: self.address.clone(),
            ready_after: Duration::ZERO,
            child,
            log: self.log.clone(),
        };
        let http = reqwest::Client::builder().timeout(Duration::from_secs(2)).build()?;
        while started.elapsed() < START {
            if let Some(status) = server.child.try_wait()? {
                return Err(format!("the server ended with {status}: {}", server.log()).into());
            }
            let ready = http.get(format!("{}/readyz", self.address)).send().await;
            if ready.is_ok_and(|answer| answer.status().is_success()) {
                server.ready_after = started.elapsed();
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err(format!("the server was not ready within {START:?}: {}", server.log()).into())
    }
}

impl Server {
    /// The process.
    pub fn pid(&self) -> TestResult<u32> {
        self.child.id().ok_or_else(|| "the server has ended".into())
    }

    /// What it has logged, in all its runs.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Kills it, as the kernel does when memory runs out: nothing of it runs any more when this returns.
    pub async fn kill(mut self) -> TestResult {
        Ok(self.child.kill().await?)
    }

    /// Asks it to stop (SIGTERM).
    pub async fn ask_to_stop(&self) -> TestResult {
        let status = Command::new("kill")
            .args(["-TERM", &self.pid()?.to_string()])
            .status()
            .await?;
        if status.success() {
            Ok(())
        } else {
            Err("SIGTERM was not sent".into())
        }
    }

    /// Waits until it has ended.
    pub async fn ended(&mut self, within: Duration) -> TestResult<ExitStatus> {
        match tokio::time::timeout(within, self.child.wait()).await {
            Ok(status) => Ok(status?),
            Err(_) => Err(format!("it still runs after {within:?}: {}", self.log()).into()),
        }
    }

    /// Stops it and waits for the end.
    pub async fn stop(mut self) -> TestResult {
        self.ask_to_stop().await?;
        let status = self.ended(Duration::from_secs(30)).await?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("it ended with {status}: {}", self.log()).into())
        }
    }
}

/// A port below those that systems give to outgoing connections, so that nobody takes it while a server is away.
pub fn free_port() -> TestResult<u16> {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    const FIRST: u16 = 20_000;
    const COUNT: u16 = 10_000;
    // Test programs that run at once begin at different places.
    let begin = u16::try_from(std::process::id() % u32::from(COUNT))?;
    for _ in 0..COUNT {
        let at = begin.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % COUNT;
        if TcpListener::bind(("127.0.0.1", FIRST + at)).is_ok() {
            return Ok(FIRST + at);
        }
    }
    Err("no port is free".into())
}

/// Waits until a condition holds, and says how long it took.
pub async fn until<T>(
    within: Duration,
    what: &str,
    mut holds: impl AsyncFnMut() -> TestResult<Option<T>>,
) -> TestResult<(T, Duration)> {
    let started = Instant::now();
    loop {
        if let Some(value) = holds().await? {
            return Ok((value, started.elapsed()));
        }
        if started.elapsed() > within {
            return Err(format!("{what} did not happen within {within:?}").into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
