//! Installs what a test needs through the machine's package manager, and says so.

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// One package manager and its names for a thing.
pub struct Source {
    /// The command, looked for on the search path.
    pub manager: &'static str,
    /// Package names.
    pub packages: &'static [&'static str],
}

/// Installs from the first of the sources whose package manager this machine has.
pub fn install(workspace: &Workspace, what: &str, sources: &[Source]) -> Result<()> {
    let Some(source) = sources
        .iter()
        .find(|source| workspace.program(source.manager).is_some())
    else {
        bail!("{what} is missing and none of apt-get, dnf and brew is here to install it: install it and try again");
    };
    println!(
        "    {what} is missing: {} install {}",
        source.manager,
        source.packages.join(" ")
    );
    if source.manager == "apt-get" {
        privileged(workspace, "apt-get", &["update", "--quiet=2"])?;
    }
    let options: &[&str] = match source.manager {
        "apt-get" => &["install", "--yes", "--quiet=2", "--no-install-recommends"],
        "dnf" => &["install", "--assumeyes", "--quiet"],
        _ => &["install"],
    };
    privileged(workspace, source.manager, &[options, source.packages].concat())
}

/// Whether commands run as the superuser.
pub fn is_root(workspace: &Workspace) -> bool {
    workspace.answer("id", &["-u"]).is_some_and(|id| id == "0")
}

/// Runs a package manager with the rights it needs; brew refuses the superuser's.
fn privileged(workspace: &Workspace, program: &str, arguments: &[&str]) -> Result<()> {
    let command = if program == "brew" || is_root(workspace) {
        workspace.command(program, arguments.iter().copied())
    } else {
        workspace.command("sudo", [program].into_iter().chain(arguments.iter().copied()))
    };
    // Packages that ask questions would wait for an answer for ever; their chatter says nothing to a reader.
    command.env("DEBIAN_FRONTEND", "noninteractive").stdout_null().run()?;
    Ok(())
}
