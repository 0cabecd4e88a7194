//! Where the project stands, how its tools are called, and how progress is shown.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result};
use duct::Expression;

/// The project's root and the search path its tools are found on.
pub struct Workspace {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    search_path: OsString,
    /// Variables that `cargo run` set for this command and that nested builds must not see.
    inherited: Vec<OsString>,
}

impl Workspace {
    /// The workspace this command was built from.
    pub fn find() -> Result<Self> {
        let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&package)
            .ancestors()
            .nth(2)
            .context("crates/xtask stands two folders below the workspace's root")?
            .to_path_buf();
        let ours = [root.join(".tools/bin"), root.join(".tools/npm/node_modules/.bin")];
        let given = env::var_os("PATH").unwrap_or_default();
        let search_path = env::join_paths(ours.into_iter().chain(env::split_paths(&given)))?;
        // Build scripts that watch CARGO_PKG_* and the like would run again at each change between a shell and here.
        let inherited = env::vars_os()
            .map(|(name, _)| name)
            .filter(|name| {
                let name = name.to_string_lossy();
                [
                    "CARGO_PKG_",
                    "CARGO_MANIFEST_",
                    "CARGO_BIN_",
                    "CARGO_CRATE_",
                    "CARGO_PRIMARY_",
                ]
                .iter()
                .any(|prefix| name.starts_with(prefix))
            })
            .collect();
        Ok(Self {
            root,
            search_path,
            inherited,
        })
    }

    /// A command that runs in the root with the project's tools on its search path.
    pub fn command<Argument: Into<OsString>>(
        &self,
        program: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = Argument>,
    ) -> Expression {
        self.command_in(&self.root, program, arguments)
    }

    /// The same in another folder; a command's own folder, once set, can't be replaced.
    pub fn command_in<Argument: Into<OsString>>(
        &self,
        folder: &Path,
        program: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = Argument>,
    ) -> Expression {
        let program = program.as_ref();
        // A missing program keeps its bare name, so that the operating system's message names it.
        let found = self.program(program).unwrap_or_else(|| PathBuf::from(program));
        let command = duct::cmd(found, arguments).dir(folder).env("PATH", &self.search_path);
        self.inherited
            .iter()
            .fold(command, |command, name| command.env_remove(name))
    }

    /// Where `name` is on the search path, if it is.
    pub fn program(&self, name: impl AsRef<OsStr>) -> Option<PathBuf> {
        let name = Path::new(name.as_ref());
        if name.components().count() > 1 {
            return name.is_file().then(|| name.to_path_buf());
        }
        env::split_paths(&self.search_path)
            .flat_map(|folder| [folder.join(name), folder.join(name).with_extension("exe")])
            .find(|candidate| candidate.is_file())
    }

    /// What a command prints, or nothing when it is missing or fails.
    pub fn answer(&self, program: &str, arguments: &[&str]) -> Option<String> {
        self.program(program)?;
        let command = self.command(program, arguments.iter().copied()).stderr_null();
        command.read().ok().map(|text| text.trim().to_owned())
    }

    /// Every file under the given folders and files of the root, sorted; what does not exist counts for nothing.
    pub fn files_under(&self, places: &[&str]) -> Result<Vec<PathBuf>> {
        let mut waiting: Vec<PathBuf> = places.iter().map(|place| self.root.join(place)).collect();
        let mut files = Vec::new();
        while let Some(place) = waiting.pop() {
            if place.is_dir() {
                for entry in fs::read_dir(&place)? {
                    waiting.push(entry?.path());
                }
            } else if place.is_file() {
                files.push(place);
            }
        }
        files.sort();
        Ok(files)
    }
}

/// Numbers the steps of a task and times them.
pub struct Progress {
    step: u32,
}

impl Progress {
    /// No step yet.
    pub fn new() -> Self {
        Self { step: 0 }
    }

    /// Announces a step, runs it and says how long it took.
    pub fn step<Output>(&mut self, title: &str, work: impl FnOnce() -> Result<Output>) -> Result<Output> {
        self.step += 1;
        println!("{:>2}. {title}", self.step);
        let started = Instant::now();
        let output = work().with_context(|| format!("step {} ({title}) failed", self.step))?;
        let took = started.elapsed();
        if took > Duration::from_millis(500) {
            println!("    took {}", spoken(took));
        }
        Ok(output)
    }
}

/// A duration as a person says it: `0.7 s`, `42 s`, `3 min 5 s`.
pub fn spoken(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_spoken_in_the_unit_that_fits() {
        assert_eq!(spoken(Duration::from_millis(740)), "0.7 s");
        assert_eq!(spoken(Duration::from_secs(42)), "42 s");
        assert_eq!(spoken(Duration::from_secs(185)), "3 min 5 s");
    }

    #[test]
    fn the_root_holds_the_workspace() -> Result<()> {
        assert!(Workspace::find()?.root.join("Cargo.lock").is_file());
        Ok(())
    }
}
