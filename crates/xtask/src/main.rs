//! The project's chores as cargo commands: `cargo xtask setup | start | build | test | bench | screenshots`.

mod bench;
mod browser;
mod build;
mod fingerprint;
mod packages;
mod postgres;
mod split;
mod start;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use workspace::{Progress, Workspace};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Sets Entente up, builds, starts, tests and measures it"
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fetch what a build needs and this machine lacks
    Setup {
        /// Also what the checks and all tests need: cargo-deny, a browser, PostgreSQL, the end-to-end harness
        #[arg(long)]
        all: bool,
    },
    /// Build, make a sample program on the first start, and serve everything
    Start(start::Options),
    /// Build the app into dist/ and the server into target/release/entente
    Build {
        /// Quick to build and slow to run: target/debug/entente and an unoptimised app
        #[arg(long)]
        debug: bool,
    },
    /// What Trunk calls when it has built the app: cuts it into chunks and lists its files for the service worker
    #[command(hide = true)]
    FinishApp,
    /// Run the tests: native, PostgreSQL parity, wasm in a browser, end to end
    Test(test::Options),
    /// Build, then run the benchmarks of bench/
    Bench {
        /// Handed on to bench/run
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Build, then take screenshots in phone and desktop size, light and dark, in each language
    Screenshots(bench::ScreenshotOptions),
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let mut progress = Progress::new();
    match task {
        Task::Setup { all } => {
            tools::setup(&workspace, &mut progress)?;
            if all {
                tools::setup_checks(&workspace, &mut progress)?;
                test::setup(&workspace, &mut progress)?;
            }
        }
        Task::Build { debug } => {
            tools::setup(&workspace, &mut progress)?;
            let profile = if debug {
                build::Profile::Debug
            } else {
                build::Profile::Release
            };
            build::build(&workspace, &mut progress, profile)?;
        }
        Task::FinishApp => split::finish(&workspace)?,
        Task::Start(options) => start::start(&workspace, &mut progress, &options)?,
        Task::Test(options) => return test::test(&workspace, &mut progress, &options),
        Task::Bench { arguments } => bench::bench(&workspace, &mut progress, &arguments)?,
        Task::Screenshots(options) => bench::screenshots(&workspace, &mut progress, &options)?,
    }
    Ok(ExitCode::SUCCESS)
}
