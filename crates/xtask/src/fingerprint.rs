//! Tells whether the app in `dist/` is what its sources would give, so that a second start need not build it again.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;

use anyhow::Result;

use crate::workspace::Workspace;

/// All that goes into the app.
const SOURCES: &[&str] = &[
    "src",
    "crates/model",
    "style",
    "public",
    "index.html",
    "build.rs",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "rust-toolchain.toml",
    "crates/xtask/src/chunks.js",
    "crates/xtask/src/precompress.mjs",
    "crates/xtask/src/service-worker.mjs",
    "crates/xtask/src/split.rs",
];

/// The state of the app's sources and of what was built from them.
pub struct Fingerprint<'workspace> {
    workspace: &'workspace Workspace,
    note: PathBuf,
    profile: &'static str,
}

impl<'workspace> Fingerprint<'workspace> {
    /// Of the app in `dist/`, built in the named profile.
    pub fn of_app(workspace: &'workspace Workspace, profile: &'static str) -> Self {
        Self {
            workspace,
            note: workspace.root.join("target/web/dist.fingerprint"),
            profile,
        }
    }

    /// The sources' own part, to be taken before a build: a file changed meanwhile then counts as changed.
    pub fn sources(&self) -> Result<u64> {
        let mut hasher = DefaultHasher::new();
        self.profile.hash(&mut hasher);
        for file in self.workspace.files_under(SOURCES)? {
            file.strip_prefix(&self.workspace.root)?.hash(&mut hasher);
            fs::read(&file)?.hash(&mut hasher);
        }
        Ok(hasher.finish())
    }

    /// Whether the last build was from these sources and nobody wrote into `dist/` since.
    pub fn holds(&self, sources: u64) -> Result<bool> {
        let index = self.workspace.root.join("dist/index.html");
        let noted = fs::read_to_string(&self.note).unwrap_or_default();
        Ok(index.is_file() && noted == self.text(sources)?)
    }

    /// Notes what was built.
    pub fn note(&self, sources: u64) -> Result<()> {
        fs::write(&self.note, self.text(sources)?)?;
        Ok(())
    }

    fn text(&self, sources: u64) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        for file in self.workspace.files_under(&["dist"])? {
            file.hash(&mut hasher);
            fs::read(&file)?.hash(&mut hasher);
        }
        Ok(format!("{sources:016x} {:016x}\n", hasher.finish()))
    }
}
