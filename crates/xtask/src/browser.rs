//! The Chromium that tests and measurements run in, and the harness that drives it.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use duct::Expression;

use crate::packages::{self, Source};
use crate::workspace::Workspace;

/// The harness's folder, from the root.
pub const HARNESS: &str = "tests/e2e";
/// Playwright's command, from the harness's folder.
pub const PLAYWRIGHT: &str = "node_modules/@playwright/test/cli.js";

/// Installs the harness's packages when its lock file changed since they were.
pub fn setup_harness(workspace: &Workspace) -> Result<()> {
    let harness = workspace.root.join(HARNESS);
    let lock = fs::read(harness.join("package-lock.json")).context("the harness's lock file is part of the project")?;
    let note = harness.join("node_modules/.installed-lock.json");
    if fs::read(&note).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("    npm ci in {HARNESS}");
    let arguments = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", HARNESS];
    // The browser is chosen below; Playwright's own is fetched only where the machine offers none.
    workspace
        .command("npm", arguments)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .run()?;
    fs::write(note, lock)?;
    Ok(())
}

/// Installs a Chromium where there is none; the harness must be set up.
pub fn setup_browser(workspace: &Workspace) -> Result<()> {
    if find(workspace).is_some() {
        return Ok(());
    }
    // Ubuntu's package of that name is a snap, which servers and containers can't run.
    let debian = fs::read_to_string("/etc/os-release")
        .unwrap_or_default()
        .lines()
        .any(|line| line == "ID=debian");
    let fedora = workspace.program("dnf").is_some();
    if debian || fedora {
        let sources = [
            Source {
                manager: "apt-get",
                packages: &["chromium", "fonts-noto-core", "fonts-noto-cjk"],
            },
            Source {
                manager: "dnf",
                packages: &["chromium", "google-noto-sans-fonts", "google-noto-sans-cjk-fonts"],
            },
        ];
        packages::install(workspace, "a browser", &sources)?;
    } else {
        println!("    a browser is missing: playwright install chromium");
        let libraries: &[&str] = if packages::is_root(workspace) {
            &["--with-deps"]
        } else {
            &[]
        };
        let install = [PLAYWRIGHT, "install", "chromium"];
        let arguments = install.iter().chain(libraries).copied();
        workspace
            .command_in(&workspace.root.join(HARNESS), "node", arguments)
            .run()?;
    }
    ensure!(
        find(workspace).is_some(),
        "a browser was installed and is not found: name it in ENTENTE_CHROMIUM"
    );
    Ok(())
}

/// A script of the harness, run by Node with the browser to use in its environment.
pub fn harness_command<Argument: Into<OsString>>(
    workspace: &Workspace,
    arguments: impl IntoIterator<Item = Argument>,
) -> Expression {
    let command = workspace.command_in(&workspace.root.join(HARNESS), "node", arguments);
    with_browser(workspace, command)
}

/// The command with the browser to use in its environment, as `ENTENTE_CHROMIUM`.
pub fn with_browser(workspace: &Workspace, command: Expression) -> Expression {
    match find(workspace) {
        Some(browser) => command.env("ENTENTE_CHROMIUM", browser),
        None => command,
    }
}

fn find(workspace: &Workspace) -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("ENTENTE_CHROMIUM") {
        return Some(named.into());
    }
    // Found by place: a wrapper of another kind may stand earlier on the search path.
    let places = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];
    places
        .iter()
        .map(PathBuf::from)
        .find(|place| place.is_file())
        .or_else(|| {
            let script = "process.stdout.write(require('playwright-core').chromium.executablePath())";
            let command = workspace.command_in(&workspace.root.join(HARNESS), "node", ["-e", script]);
            command
                .stderr_null()
                .read()
                .ok()
                .map(PathBuf::from)
                .filter(|place| place.is_file())
        })
}
