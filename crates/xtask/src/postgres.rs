//! A PostgreSQL of the tests' own: on loopback, on a free port, in a temporary folder, gone when they end.

use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};
use duct::Expression;

use crate::packages::{self, Source};
use crate::workspace::Workspace;

/// Start of the folders' names; the number of the process that uses it follows.
const FOLDER: &str = "entente-postgres-";

/// A running server; dropping it stops it and takes its folder away.
pub struct Postgres<'workspace> {
    workspace: &'workspace Workspace,
    binaries: PathBuf,
    folder: PathBuf,
    /// Whom the server runs as where the superuser may not run it.
    account: Option<&'static str>,
    /// Address for a client, password included.
    pub url: String,
}

/// Installs PostgreSQL where there is none.
pub fn setup(workspace: &Workspace) -> Result<()> {
    if binaries(workspace).is_some() {
        return Ok(());
    }
    let sources = [
        Source {
            manager: "apt-get",
            packages: &["postgresql"],
        },
        Source {
            manager: "dnf",
            packages: &["postgresql-server", "postgresql-contrib"],
        },
        Source {
            manager: "brew",
            packages: &["postgresql@17"],
        },
    ];
    packages::install(workspace, "PostgreSQL", &sources)
}

impl<'workspace> Postgres<'workspace> {
    /// Starts a server.
    pub fn start(workspace: &'workspace Workspace) -> Result<Self> {
        let binaries = binaries(workspace).context("PostgreSQL's initdb is nowhere to be found")?;
        let account = if packages::is_root(workspace) {
            Some(account(workspace))
        } else {
            None
        };
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let password = password()?;
        for folder in abandoned(workspace)? {
            let binaries = binaries.clone();
            drop(Self {
                workspace,
                binaries,
                folder,
                account,
                url: String::new(),
            });
        }
        let folder = env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let url = format!("postgres://entente:{password}@127.0.0.1:{port}/postgres");
        let server = Self {
            workspace,
            binaries,
            folder,
            account,
            url,
        };

        let password_file = server.folder.join("password");
        fs::write(&password_file, &password)?;
        if let Some(account) = account {
            let arguments = ["-R".into(), account.into(), server.folder.clone().into_os_string()];
            workspace.command("chown", arguments).run()?;
        }
        let data = server.folder.join("data").display().to_string();
        // A password, because the database's superuser may run commands and every account of this machine reaches the port.
        let create = format!("--pwfile={}", password_file.display());
        let options = [
            "--username=entente",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ];
        server
            .command("initdb", &[options.as_slice(), &[&create, "-D", &data]].concat())
            .stdout_null()
            .run()?;
        // Nothing here outlives the tests, so nothing need reach the disk; each test has a database and a pool of its own.
        let settings = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=400 \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB"
        );
        let log = server.folder.join("log").display().to_string();
        let started = server.command("pg_ctl", &["-D", &data, "-l", &log, "-w", "-o", &settings, "start"]);
        started
            .stdout_null()
            .run()
            .with_context(|| fs::read_to_string(&log).unwrap_or_default())?;
        Ok(server)
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Expression {
        let program = self.binaries.join(program).into_os_string();
        let arguments = arguments.iter().map(Into::into);
        // In its own folder: the account that runs it may be kept out of the project's.
        match self.account {
            Some(account) => {
                let before = ["-u".into(), account.into(), "--".into(), program];
                self.workspace
                    .command_in(&self.folder, "runuser", before.into_iter().chain(arguments))
            }
            None => self.workspace.command_in(&self.folder, program, arguments),
        }
    }
}

impl Drop for Postgres<'_> {
    fn drop(&mut self) {
        let data = self.folder.join("data").display().to_string();
        let stopped = self
            .command("pg_ctl", &["-D", &data, "-m", "immediate", "stop"])
            .stdout_null()
            .run();
        if let Err(error) = stopped {
            eprintln!("PostgreSQL in {data} did not stop: {error}");
        }
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("{} was not taken away: {error}", self.folder.display());
        }
    }
}

/// Folders of runs that were interrupted before they could stop their server.
fn abandoned(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(env::temp_dir())?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(process) = name.strip_prefix(FOLDER).and_then(|number| number.parse::<u32>().ok()) else {
            continue;
        };
        if workspace.answer("sh", &["-c", &format!("kill -0 {process}")]).is_none() {
            folders.push(entry.path());
        }
    }
    Ok(folders)
}

/// The folder of PostgreSQL's commands; distributions keep them off the search path.
fn binaries(workspace: &Workspace) -> Option<PathBuf> {
    if let Some(initdb) = workspace.program("initdb") {
        // A link on the search path may stand without its neighbours.
        return fs::canonicalize(initdb).ok()?.parent().map(Path::to_path_buf);
    }
    let mut versions = Vec::new();
    for parent in ["/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt"] {
        let entries = fs::read_dir(parent).into_iter().flatten().flatten();
        let folders = entries
            .map(|entry| entry.path().join("bin"))
            .filter(|folder| folder.join("initdb").is_file());
        versions.extend(folders);
    }
    let number = |folder: &PathBuf| -> u32 {
        let digits: String = folder.to_string_lossy().chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or_default()
    };
    versions.into_iter().max_by_key(number)
}

/// PostgreSQL refuses to run as the superuser: its own account where its package made one.
fn account(workspace: &Workspace) -> &'static str {
    if workspace.answer("id", &["-u", "postgres"]).is_some() {
        "postgres"
    } else {
        "nobody"
    }
}

fn password() -> Result<String> {
    let mut bytes = [0_u8; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
