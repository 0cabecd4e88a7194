//! The app into `dist/`, the server into the target folder.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;
use duct::Expression;

use crate::fingerprint::Fingerprint;
use crate::split;
use crate::workspace::{Progress, Workspace};

/// How much the compiler optimises.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// What is served and measured.
    Release,
    /// An app cut and served as the release is, but optimised less and left large: its release takes longer to compile than all stories to run.
    Tested,
    /// What builds quickly.
    Debug,
}

/// Builds the app and the server and gives the server's binary.
pub fn build(workspace: &Workspace, progress: &mut Progress, profile: Profile) -> Result<PathBuf> {
    build_app(workspace, progress, profile)?;
    build_server(workspace, progress, profile)
}

/// Builds the app into `dist/`, unless it is there already.
pub fn build_app(workspace: &Workspace, progress: &mut Progress, profile: Profile) -> Result<()> {
    let name = match profile {
        Profile::Release => "release",
        Profile::Tested => "tested",
        Profile::Debug => "debug",
    };
    let fingerprint = Fingerprint::of_app(workspace, name);
    let sources = fingerprint.sources()?;
    if fingerprint.holds(sources)? {
        return progress.step("App: dist/ is up to date", || Ok(()));
    }
    progress.step("App: compiling into dist/", || {
        let optimised: &[&str] = if profile == Profile::Debug { &[] } else { &["--release"] };
        let dist = workspace.root.join("dist").into_os_string();
        let arguments = ["build", "--dist"].iter().map(Into::into).chain([dist]);
        let trunk = workspace.command("trunk", arguments.chain(optimised.iter().map(Into::into)));
        let trunk = if profile == Profile::Tested {
            less_optimised(trunk)
        } else {
            trunk
        };
        trunk
            // A folder of its own: native and browser builds neither wait for nor undo each other.
            .env("CARGO_TARGET_DIR", workspace.root.join("target/web"))
            // Trunk reads this variable as its own switch and refuses the `1` that other tools set.
            .env_remove("NO_COLOR")
            .run()?;
        Ok(())
    })?;
    progress.step("App: compressing", || {
        let script: OsString = workspace.root.join("crates/xtask/src/precompress.mjs").into();
        let cache: OsString = workspace.root.join("target/web/precompressed").into();
        workspace.command("node", [script, "dist".into(), cache]).run()?;
        Ok(())
    })?;
    fingerprint.note(sources)
}

/// The browser's tests and the end-to-end tests share what this compiles.
pub fn less_optimised(command: Expression) -> Expression {
    command.env("CARGO_PROFILE_WEB_LTO", "off").env(split::UNSHRUNK, "1")
}

fn build_server(workspace: &Workspace, progress: &mut Progress, profile: Profile) -> Result<PathBuf> {
    let (folder, release): (&str, &[&str]) = match profile {
        Profile::Release => ("release", &["--release", "--features", "jemalloc"]),
        Profile::Tested | Profile::Debug => ("debug", &[]),
    };
    let binary = workspace
        .root
        .join("target")
        .join(folder)
        .join(format!("entente{}", std::env::consts::EXE_SUFFIX));
    progress.step(&format!("Server: compiling target/{folder}/entente"), || {
        let arguments = ["build", "--package", "entente-server", "--bin", "entente"];
        workspace
            .command("cargo", arguments.iter().chain(release).copied())
            .run()?;
        Ok(())
    })?;
    Ok(binary)
}
