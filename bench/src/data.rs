//! Data sets, made once by `entente sample-data` and kept.

use crate::server::program;
use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A made data set.
pub struct DataSet {
    /// Its folder; never written to after it was made.
    pub folder: PathBuf,
    /// Deals in it.
    pub deals: u32,
    /// Who can sign in.
    pub sign_ins: Vec<SignIn>,
    /// Seconds that making it took, when it was made.
    pub seconds: f64,
}

/// Somebody who can sign in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignIn {
    /// What the sample calls the role.
    pub role: String,
    /// Address.
    pub email: String,
    /// Password.
    pub password: String,
}

#[derive(Serialize, Deserialize)]
struct Note {
    today: String,
    version: String,
    seconds: f64,
    sign_ins: Vec<SignIn>,
}

#[derive(Deserialize)]
struct Printed {
    sign_ins: Vec<SignIn>,
}

/// Written last into a finished data set.
const NOTE: &str = "bench.json";

/// How many registrations wait for a decision in each data set, so that each has enough to approve.
pub fn waiting(deals: u32) -> u32 {
    (deals / 2).min(20_000)
}

/// What a data set has many of besides deals.
#[derive(Clone, Copy)]
pub enum Many {
    /// As few of everything as a program of these deals has.
    Deals,
    /// So many journeys that are under way.
    Journeys(u32),
    /// So many requests for money of funds.
    FundRequests(u32),
}

impl Many {
    /// The option that `sample-data` takes for it, which also names its folder.
    fn option(self) -> Option<(&'static str, u32)> {
        match self {
            Many::Deals => None,
            Many::Journeys(number) => Some(("journeys", number)),
            Many::FundRequests(number) => Some(("fund-requests", number)),
        }
    }
}

/// How many journeys are under way in the data set that journeys are measured with, and its deals.
pub const JOURNEYS: (u32, u32) = (10_000, 10_000);
/// How many deals the data set has that funds are measured with, so that more than 5,000 partners are active, and its requests.
pub const FUNDS: (u32, u32) = (280_000, 10_000);

/// Makes the data set of that many deals and of what else it has many of, unless it is there as of today and of this binary.
pub async fn prepare(server: &Path, root: &Path, deals: u32, many: Many) -> Result<DataSet> {
    ensure!(
        server.is_file(),
        "{} is missing: build the server in release first",
        server.display()
    );
    let folder = root.join(match many.option() {
        Some((name, number)) => format!("{deals}-{name}-{number}"),
        None => deals.to_string(),
    });
    let today = chrono::Utc::now().date_naive().to_string();
    let version = fingerprint(server)?;
    if let Ok(text) = std::fs::read_to_string(folder.join(NOTE)) {
        let note: Note = serde_json::from_str(&text)?;
        // Deadlines of the sample lie around its day: an old one would begin with hundreds of jobs.
        if note.today == today && note.version == version {
            return Ok(DataSet {
                folder,
                deals,
                sign_ins: note.sign_ins,
                seconds: note.seconds,
            });
        }
    }
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("clearing {}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder)?;
    eprintln!("making {deals} deals in {}", folder.display());
    let started = Instant::now();
    let mut command = program(server);
    command.arg("sample-data");
    if let Some((name, number)) = many.option() {
        command.args([format!("--{name}"), number.to_string()]);
    }
    let output = command
        .args(["--json", "--seed", "1", "--deals", &deals.to_string()])
        .args(["--waiting", &waiting(deals).to_string(), "--today", &today, "--data"])
        .arg(&folder)
        .stderr(std::process::Stdio::inherit())
        .output()
        .await?;
    if !output.status.success() {
        bail!("entente sample-data ended with {}", output.status);
    }
    let seconds = started.elapsed().as_secs_f64();
    let printed: Printed = serde_json::from_slice(&output.stdout).context("what sample-data --json printed")?;
    let note = Note {
        today,
        version,
        seconds,
        sign_ins: printed.sign_ins,
    };
    std::fs::write(folder.join(NOTE), serde_json::to_string_pretty(&note)?)?;
    Ok(DataSet {
        folder,
        deals,
        sign_ins: note.sign_ins,
        seconds,
    })
}

/// Tells binaries apart by size and time of change.
fn fingerprint(server: &Path) -> Result<String> {
    let metadata = std::fs::metadata(server)?;
    let changed = metadata.modified()?.duration_since(std::time::UNIX_EPOCH)?.as_secs();
    Ok(format!("{}-{changed}", metadata.len()))
}

impl DataSet {
    /// A copy to write to.
    pub fn copy(&self, to: &Path) -> Result<()> {
        if to.exists() {
            std::fs::remove_dir_all(to)?;
        }
        std::fs::create_dir_all(to)?;
        for entry in std::fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                std::fs::copy(entry.path(), to.join(entry.file_name()))?;
            }
        }
        Ok(())
    }

    /// The sign-in of a role.
    pub fn sign_in(&self, role: &str) -> Result<&SignIn> {
        self.sign_ins
            .iter()
            .find(|known| known.role == role)
            .with_context(|| format!("the sample has no {role}"))
    }
}
