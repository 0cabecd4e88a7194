//! What a build needs, fetched where it is missing; a tool already on PATH is taken when its version fits.

use std::fs;

use anyhow::{Context, Result, bail, ensure};

use crate::workspace::{Progress, Workspace};

const TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
const BINARYEN: &str = "132.0.0";
/// Older ones read the wasm of today's compiler not at all or make it larger.
const OLDEST_BINARYEN: u32 = 125;
const OLDEST_NODE: u32 = 20;

/// Fetches what `cargo xtask build` needs.
pub fn setup(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.step("Node.js", || check_node(workspace))?;
    progress.step(&format!("Rust target {TARGET}"), || add_target(workspace))?;

    let wasm_bindgen = locked_version(workspace, "wasm-bindgen")?;
    progress.step(&format!("Trunk {TRUNK}"), || {
        let fits = version(workspace, "trunk").is_some_and(|version| same_minor(&version, TRUNK));
        // The app's build asks for nothing newer; 0.22 needs a newer compiler than the project's.
        if fits {
            Ok(())
        } else {
            install(workspace, "trunk", TRUNK, true)
        }
    })?;
    progress.step(&format!("wasm-bindgen {wasm_bindgen}"), || {
        let fits = ["wasm-bindgen", "wasm-bindgen-test-runner"]
            .iter()
            .all(|tool| version(workspace, tool).is_some_and(|version| version == wasm_bindgen));
        // Its own lock file names versions that the registry no longer offers.
        if fits {
            Ok(())
        } else {
            install(workspace, "wasm-bindgen-cli", &wasm_bindgen, false)
        }
    })?;
    progress.step("wasm-opt", || add_wasm_opt(workspace))
}

/// Fetches what the checks of `.ci/run` need on top.
pub fn setup_checks(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.step(&format!("cargo-deny {CARGO_DENY}"), || {
        let fits = version(workspace, "cargo-deny").is_some_and(|version| same_minor(&version, CARGO_DENY));
        if fits {
            Ok(())
        } else {
            install(workspace, "cargo-deny", CARGO_DENY, true)
        }
    })
}

fn check_node(workspace: &Workspace) -> Result<()> {
    let major = version(workspace, "node").and_then(|version| version.split('.').next()?.parse::<u32>().ok());
    ensure!(
        major.is_some_and(|major| major >= OLDEST_NODE) && workspace.program("npm").is_some(),
        "Node.js {OLDEST_NODE} or newer with npm is needed (https://nodejs.org/en/download) and was not found on PATH"
    );
    Ok(())
}

fn add_target(workspace: &Workspace) -> Result<()> {
    if target_present(workspace) {
        return Ok(());
    }
    if workspace.program("rustup").is_some() {
        println!("    rustup target add {TARGET}");
        let added = workspace
            .command("rustup", ["target", "add", TARGET])
            .unchecked()
            .run()?;
        if added.status.success() && target_present(workspace) {
            return Ok(());
        }
    }
    bail!(
        "the standard library for {TARGET} is missing and could not be fetched.\n\
         Behind a proxy, set HTTPS_PROXY; with a mirror of the Rust distribution, set RUSTUP_DIST_SERVER; \
         then run `rustup target add {TARGET}` again.\n\
         With a compiler that did not come from rustup, install its package for {TARGET} and point RUSTC at that compiler."
    )
}

fn target_present(workspace: &Workspace) -> bool {
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let libraries = workspace.answer(&compiler, &["--print", "target-libdir", "--target", TARGET]);
    let entries = libraries.and_then(|folder| fs::read_dir(folder).ok());
    entries.is_some_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
    })
}

fn add_wasm_opt(workspace: &Workspace) -> Result<()> {
    let major = version(workspace, "wasm-opt").and_then(|version| version.parse::<u32>().ok());
    if major.is_some_and(|major| major >= OLDEST_BINARYEN) {
        return Ok(());
    }
    println!("    npm install binaryen@{BINARYEN} into .tools/npm");
    let package = format!("binaryen@{BINARYEN}");
    let place = workspace.root.join(".tools/npm");
    fs::create_dir_all(&place)?;
    let arguments = [
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--prefix",
    ];
    let arguments = arguments
        .iter()
        .map(Into::into)
        .chain([place.into_os_string(), package.into()]);
    workspace.command("npm", arguments).run()?;
    ensure!(
        version(workspace, "wasm-opt").is_some(),
        "npm installed binaryen, but its wasm-opt does not run"
    );
    Ok(())
}

/// Puts a published command into `.tools/bin`: ready-made through cargo-binstall where that is present, else compiled.
fn install(workspace: &Workspace, package: &str, version: &str, locked: bool) -> Result<()> {
    let named = format!("{package}@{version}");
    let place = workspace.root.join(".tools");
    if workspace.program("cargo-binstall").is_some() {
        println!("    cargo binstall {named} into .tools/bin");
        let options = ["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"];
        let arguments = options
            .iter()
            .map(Into::into)
            .chain([place.clone().into_os_string(), named.clone().into()]);
        if workspace
            .command("cargo", arguments)
            .unchecked()
            .run()?
            .status
            .success()
        {
            return Ok(());
        }
        println!("    no ready-made {package} for this machine");
    }
    println!("    cargo install {named} into .tools/bin: a few minutes, once");
    let lock: &[&str] = if locked { &["--locked"] } else { &[] };
    let options = ["install", "--quiet", "--root"]
        .iter()
        .map(Into::into)
        .chain([place.into_os_string(), named.into()]);
    workspace
        .command("cargo", options.chain(lock.iter().map(Into::into)))
        // One folder for all of them shares what they have in common; more optimisation would double the wait and save seconds a build.
        .env("CARGO_TARGET_DIR", workspace.root.join("target/tools"))
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .run()
        .with_context(|| format!("{package} {version} did not compile"))?;
    Ok(())
}

/// The version that a tool on the search path reports.
fn version(workspace: &Workspace, tool: &str) -> Option<String> {
    first_version(&workspace.answer(tool, &["--version"])?)
}

/// The first word of a version report that starts with a digit: `wasm-opt version 132 (version_132)` gives `132`.
fn first_version(report: &str) -> Option<String> {
    let mut words = report.split_whitespace().map(|word| word.trim_start_matches('v'));
    words
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_owned)
}

/// Whether two versions differ in their last part only.
fn same_minor(one: &str, other: &str) -> bool {
    let minor = |version: &str| version.rsplit_once('.').map(|(minor, _)| minor.to_owned());
    minor(one).is_some() && minor(one) == minor(other)
}

/// The version of a package in `Cargo.lock`.
fn locked_version(workspace: &Workspace, package: &str) -> Result<String> {
    let lock = fs::read_to_string(workspace.root.join("Cargo.lock")).context("Cargo.lock is part of the project")?;
    let entry = format!("name = \"{package}\"\nversion = \"");
    let version = lock
        .replace('\r', "")
        .split_once(&entry)
        .and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()));
    version.with_context(|| format!("{package} is not in Cargo.lock"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_reports_of_the_tools() {
        assert_eq!(first_version("trunk 0.21.14").as_deref(), Some("0.21.14"));
        assert_eq!(
            first_version("wasm-opt version 132 (version_132)").as_deref(),
            Some("132")
        );
        assert_eq!(first_version("v20.20.2").as_deref(), Some("20.20.2"));
        assert_eq!(first_version("no version").as_deref(), None);
    }

    #[test]
    fn a_patch_release_fits_and_a_minor_one_does_not() {
        assert!(same_minor("0.21.9", "0.21.14"));
        assert!(!same_minor("0.22.0", "0.21.14"));
        assert!(!same_minor("21", "21"));
    }

    #[test]
    fn the_lock_file_names_wasm_bindgen() -> Result<()> {
        assert!(locked_version(&Workspace::find()?, "wasm-bindgen")?.starts_with("0.2."));
        Ok(())
    }
}
