//! Measurements and pictures of what was built.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;

use crate::build::{self, Profile};
use crate::workspace::{Progress, Workspace};
use crate::{browser, tools};

/// What `cargo xtask screenshots` takes.
#[derive(Args)]
pub struct ScreenshotOptions {
    /// Where the pictures go
    #[arg(long, default_value = "docs/screenshots")]
    to: PathBuf,
    /// Pages to take, as `name=role:/path`, or `name=role:@record` for one of tests/e2e/harness/records.ts; those of the README without it
    #[arg(long)]
    page: Vec<String>,
    /// Phone and desktop, light and dark, English, German and the pseudo-locale of each page
    #[arg(long)]
    every: bool,
}

/// Builds and runs `bench/run`.
pub fn bench(workspace: &Workspace, progress: &mut Progress, arguments: &[String]) -> Result<()> {
    let script = workspace.root.join("bench/run");
    ensure!(script.is_file(), "bench/run is missing");
    ready(workspace, progress)?;
    progress.step("Benchmarks", || {
        let command = workspace.command(&script, arguments);
        browser::with_browser(workspace, command).run()?;
        Ok(())
    })
}

/// Builds and takes the pictures.
pub fn screenshots(workspace: &Workspace, progress: &mut Progress, options: &ScreenshotOptions) -> Result<()> {
    ready(workspace, progress)?;
    progress.step("Screenshots", || {
        let arguments = [browser::PLAYWRIGHT, "test", "--config", "screenshots.config.ts"];
        browser::harness_command(workspace, arguments)
            .env("ENTENTE_SCREENSHOTS_TO", workspace.root.join(&options.to))
            .env("ENTENTE_SCREENSHOTS_PAGES", options.page.join(" "))
            .env("ENTENTE_SCREENSHOTS_EVERY", if options.every { "1" } else { "" })
            .run()?;
        Ok(())
    })
}

fn ready(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    tools::setup(workspace, progress)?;
    progress.step("Browser harness", || browser::setup_harness(workspace))?;
    progress.step("Browser", || browser::setup_browser(workspace))?;
    build::build(workspace, progress, Profile::Release)?;
    Ok(())
}
