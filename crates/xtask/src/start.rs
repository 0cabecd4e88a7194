//! From a checkout to a served portal in one command.

use std::env;
use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Args;

use crate::build::{self, Profile};
use crate::tools;
use crate::workspace::{Progress, Workspace};

/// What `cargo xtask start` takes.
#[derive(Args)]
pub struct Options {
    /// Address and port to serve on
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: String,
    /// Folder of the database, files and mail
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Deals in the sample program made on the first start
    #[arg(long, default_value_t = 10_000)]
    deals: u32,
}

/// Holds the sample sign-ins; in the data folder, where they belong to the program they open.
const SIGN_INS: &str = "sample-sign-ins.txt";
/// Holds the key that tax forms are encrypted with. It stands beside the data because these are a sample's; elsewhere it is kept apart.
const ENCRYPTION_KEY: &str = "encryption-key";
/// The server's setting of that key.
const ENCRYPTION_KEY_SETTING: &str = "ENTENTE_ENCRYPTION_KEY";
/// Stands in a data folder that this command began to fill and did not finish.
const UNFINISHED: &str = ".sample-data-unfinished";

/// Sets up, builds, makes a sample program when there is no data yet, and becomes the server.
pub fn start(workspace: &Workspace, progress: &mut Progress, options: &Options) -> Result<()> {
    drop(TcpListener::bind(&options.listen).with_context(|| {
        format!(
            "{} is not free; choose another with --listen, for example 127.0.0.1:8090",
            options.listen
        )
    })?);
    tools::setup(workspace, progress)?;
    let server = build::build(workspace, progress, Profile::Release)?;

    let data = workspace.root.join(&options.data);
    if data.join(UNFINISHED).exists() {
        progress.step("Sample program: taking away one that was not finished", || {
            Ok(fs::remove_dir_all(&data)?)
        })?;
    }
    let first_start = !data.exists() || fs::read_dir(&data)?.next().is_none();
    if first_start {
        let title = format!(
            "Sample program with {} deals in {}",
            options.deals,
            options.data.display()
        );
        progress.step(&title, || make_sample(workspace, &server, &data, options.deals))?;
    } else {
        progress.step(
            &format!("Data of {}: bringing its tables up to date", options.data.display()),
            || {
                workspace
                    .command(
                        &server,
                        ["migrate".into(), "--data".into(), data.clone().into_os_string()],
                    )
                    .env_remove("ENTENTE_CHROMIUM")
                    .run()?;
                Ok(())
            },
        )?;
    }

    if let Ok(sign_ins) = fs::read_to_string(data.join(SIGN_INS)) {
        println!(
            "\nSample sign-ins ({}):\n\n{}",
            options.data.join(SIGN_INS).display(),
            sign_ins.trim_end()
        );
    }
    println!("\nEntente: http://{}   (Ctrl C ends it)\n", options.listen);
    let mut command = Command::new(server);
    if env::var_os(ENCRYPTION_KEY_SETTING).is_none() {
        command.env(ENCRYPTION_KEY_SETTING, encryption_key(&data)?);
    }
    command
        .current_dir(&workspace.root)
        .args(["serve", "--listen", &options.listen, "--data"])
        .arg(data);
    // The server refuses variables of its prefix that are none of its settings.
    command.env_remove("ENTENTE_CHROMIUM");
    run_server(command)
}

fn make_sample(workspace: &Workspace, server: &Path, data: &Path, deals: u32) -> Result<()> {
    fs::create_dir_all(data)?;
    fs::write(data.join(UNFINISHED), "")?;
    let data_argument = || ["--data".into(), data.as_os_str().to_owned()];
    workspace
        .command(server, ["migrate".into()].into_iter().chain(data_argument()))
        .env_remove("ENTENTE_CHROMIUM")
        .run()?;
    let sample = [
        "sample-data".into(),
        "--deals".into(),
        deals.to_string().into(),
        "--seed".into(),
        "1".into(),
    ];
    // Its tax forms are encrypted with the key that the server reads them with.
    let key = match env::var_os(ENCRYPTION_KEY_SETTING) {
        Some(key) => key,
        None => encryption_key(data)?.into(),
    };
    let sign_ins = workspace
        .command(server, sample.into_iter().chain(data_argument()))
        .env_remove("ENTENTE_CHROMIUM")
        .env(ENCRYPTION_KEY_SETTING, key)
        .read()?;
    fs::write(data.join(SIGN_INS), format!("{}\n", sign_ins.trim_end()))?;
    fs::remove_file(data.join(UNFINISHED))?;
    Ok(())
}

/// The key of a data folder; made, for nobody else to read, when there is none yet.
fn encryption_key(data: &Path) -> Result<String> {
    let file = data.join(ENCRYPTION_KEY);
    if file.exists() {
        let key = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        return Ok(key.trim().to_owned());
    }
    let key = STANDARD.encode(rand::random::<[u8; 32]>());
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut made = options.open(&file).with_context(|| file.display().to_string())?;
    made.write_all(format!("{key}\n").as_bytes())?;
    made.sync_all()?;
    Ok(key)
}

/// Replaces this process, so that a signal sent to it reaches the server itself.
#[cfg(unix)]
fn run_server(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    bail!("the server does not run: {}", command.exec())
}

#[cfg(not(unix))]
fn run_server(mut command: Command) -> Result<()> {
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        bail!("the server ended with {status}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_folder_keeps_its_key_to_its_owner() {
        let data = env::temp_dir().join(format!("entente-key-{}", std::process::id()));
        fs::create_dir_all(&data).expect("a folder");
        let key = encryption_key(&data).expect("a key");
        assert_eq!(STANDARD.decode(&key).expect("base64").len(), 32);
        assert_eq!(encryption_key(&data).expect("the same key"), key);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let metadata = fs::metadata(data.join(ENCRYPTION_KEY)).expect("its file");
            assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
        }
        fs::remove_dir_all(&data).expect("taken away");
    }
}
