//! The command line.

mod backup;
mod serve;
mod user;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::store::{Database, StoreError};
use clap::{Args, Parser, Subcommand};
use serde::Serialize;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// Why a command failed, as one line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CliError(pub String);

impl CliError {
    /// Of anything that can be read.
    pub fn new(text: impl std::fmt::Display) -> Self {
        CliError(text.to_string())
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        CliError::new(error)
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        CliError::new(error)
    }
}

impl From<crate::http::Refusal> for CliError {
    fn from(refusal: crate::http::Refusal) -> Self {
        let problem = refusal.problem();
        let fields: Vec<String> = problem
            .errors
            .iter()
            .map(|error| format!("{} {}", error.pointer.trim_start_matches('/'), error.message))
            .collect();
        match (fields.is_empty(), problem.detail.is_empty()) {
            (false, _) => CliError(fields.join("; ")),
            (true, false) => CliError(problem.detail.clone()),
            (true, true) => CliError(problem.title.clone()),
        }
    }
}

/// Entente, the partner portal: API, app and jobs in one program.
#[derive(Parser)]
#[command(name = "entente", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the portal until it is told to stop.
    Serve(ServeFlags),
    /// Makes the tables, or brings them up to date.
    Migrate(DataFlags),
    /// Fills an empty database with a program that looks like real business, for trying out, tests and measurements.
    SampleData(crate::sample::command::Arguments),
    /// Looks after people where there is no portal yet to do it in.
    User {
        #[command(subcommand)]
        action: user::Action,
    },
    /// Copies database and files into a new folder while the server runs.
    Backup {
        /// The folder to make.
        folder: PathBuf,
        #[command(flatten)]
        data: DataFlags,
    },
    /// Puts a backup into an empty data folder.
    Restore {
        /// The folder that `backup` made.
        folder: PathBuf,
        #[command(flatten)]
        data: DataFlags,
    },
}

/// Flags of every command that touches data. What is left out comes from the environment and `entente.toml`.
#[derive(Args, Serialize, Clone, Debug, Default)]
pub struct DataFlags {
    /// Folder of the SQLite database, files and mail.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// PostgreSQL instead of SQLite.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
}

#[derive(Args, Serialize)]
struct ServeFlags {
    /// Address and port to serve on.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    listen: Option<SocketAddr>,
    /// Address and port of metrics, or `off`.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    admin_listen: Option<String>,
    /// The portal's address as people type it.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    public_url: Option<String>,
    /// Folder of the built app.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    app: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    data: DataFlags,
}

/// Runs the command that the arguments name.
pub fn run() -> Result<(), CliError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match Cli::parse().command {
            Command::Serve(flags) => serve::run(configure(&flags)?).await,
            Command::Migrate(data) => {
                let database = open(&configure(&data)?).await?;
                database.migrate().await?;
                database.close().await;
                Ok(())
            }
            Command::SampleData(arguments) => crate::sample::command::run(arguments).await,
            Command::User { action } => user::run(action).await,
            Command::Backup { folder, data } => backup::backup(&configure(&data)?, &folder).await,
            Command::Restore { folder, data } => backup::restore(&configure(&data)?, &folder).await,
        }
    })
}

/// The configuration with the flags of a command.
pub fn configure<F: Serialize>(flags: &F) -> Result<Config, CliError> {
    Config::load(flags).map_err(CliError::new)
}

/// Opens the store of a configuration; makes the data folder.
pub async fn open(config: &Config) -> Result<Database, CliError> {
    std::fs::create_dir_all(&config.data)
        .map_err(|error| CliError(format!("the folder {}: {error}", config.data.display())))?;
    Ok(Database::open(&config.store(), Arc::new(SystemClock)).await?)
}
