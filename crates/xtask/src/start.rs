//! From a checkout to a served portal in one command.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
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
    let sign_ins = workspace
        .command(server, sample.into_iter().chain(data_argument()))
        .env_remove("ENTENTE_CHROMIUM")
        .read()?;
    fs::write(data.join(SIGN_INS), format!("{}\n", sign_ins.trim_end()))?;
    fs::remove_file(data.join(UNFINISHED))?;
    Ok(())
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
