//! `entente serve`.

use super::CliError;
use crate::auth::password::Hasher;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::files::Files;
use crate::http::{AppState, StateParts, metrics_recorder, serve};
use crate::jobs::{self, Context};
use crate::mail::Mailer;
use crate::registry;
use metrics_exporter_prometheus::PrometheusHandle;
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// How long jobs that run may take to finish once the server stops.
const JOBS_DRAIN: Duration = Duration::from_secs(20);

pub(super) async fn run(config: Config) -> Result<(), CliError> {
    log(&config)?;
    // The address comes first: a second server on one port is told so before it touches the data.
    let listener = bind(&config.listen.to_string()).await?;
    let stop = CancellationToken::new();
    let admin = admin(&config, &stop).await?;
    let database = super::open(&config).await?;
    database.migrate().await?;
    let files = Files::new(&config).map_err(CliError::new)?;
    let mailer = Mailer::new(&config).map_err(CliError::new)?;
    let hasher = Hasher::new().map_err(|error| CliError(format!("password hashing: {error}")))?;
    warn_of_plain_http(&config);
    let state = AppState::new(StateParts {
        database: database.clone(),
        settings: Default::default(),
        clock: Arc::new(SystemClock),
        config: config.clone(),
        files,
        hasher,
        stop: stop.clone(),
    });
    let worker = tokio::spawn(jobs::run(
        registry::jobs(),
        Context {
            state: state.clone(),
            mailer,
        },
    ));
    let signal = tokio::spawn(stop_on_signal(stop.clone()));
    tracing::info!(address = %config.listen, origin = config.origin(), "serving");

    let served = serve::serve(state, listener).await;
    stop.cancel();
    signal.abort();
    if tokio::time::timeout(JOBS_DRAIN, worker).await.is_err() {
        tracing::warn!("some jobs did not finish in time; they run again at the next start");
    }
    if let Some(admin) = admin {
        admin.abort();
    }
    database.close().await;
    tracing::info!("stopped");
    Ok(served?)
}

fn log(config: &Config) -> Result<(), CliError> {
    let filter = EnvFilter::try_new(&config.log).map_err(|error| CliError(format!("log: {error}")))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let started = if config.log_json {
        builder.json().try_init()
    } else {
        builder.try_init()
    };
    started.map_err(CliError::new)?;
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        // The message may hold what a person typed; the place is enough to find the fault.
        tracing::error!(place, "panic");
    }));
    Ok(())
}

async fn bind(address: &str) -> Result<TcpListener, CliError> {
    TcpListener::bind(address)
        .await
        .map_err(|error| CliError(format!("{address}: {error}")))
}

/// Serves the figures, unless they are off. A taken port is no reason not to serve the portal.
async fn admin(config: &Config, stop: &CancellationToken) -> Result<Option<JoinHandle<()>>, CliError> {
    let Some(address) = config.admin_address().map_err(CliError::new)? else {
        return Ok(None);
    };
    let handle = install_recorder()?;
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(Some(tokio::spawn(serve::serve_metrics(listener, handle, stop.clone())))),
        Err(error) => {
            tracing::warn!(%address, %error, "metrics are not served; choose another --admin-listen, or off");
            Ok(None)
        }
    }
}

fn install_recorder() -> Result<PrometheusHandle, CliError> {
    let recorder = metrics_recorder().map_err(CliError::new)?;
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).map_err(CliError::new)?;
    Ok(handle)
}

fn warn_of_plain_http(config: &Config) {
    if !config.is_https() && !config.is_plain_loopback() {
        tracing::warn!("people can't sign in over plain http: set public_url to the https address that they use");
    }
}

async fn stop_on_signal(stop: CancellationToken) {
    if let Err(error) = serve::stop_signal().await {
        tracing::error!(%error, "signals can't be heard");
        return;
    }
    tracing::info!("stopping");
    stop.cancel();
}
