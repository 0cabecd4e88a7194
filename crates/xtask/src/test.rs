//! Every test there is, and one line that sums them up.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use duct::Expression;

use crate::build::{self, Profile};
use crate::postgres::{self, Postgres};
use crate::workspace::{Progress, Workspace, spoken};
use crate::{browser, tools};

/// The program of the server's tests.
const SERVER_TESTS: &str = "server";

/// What `cargo xtask test` takes.
#[derive(Args)]
pub struct Options {
    /// The native tests alone
    #[arg(long, conflicts_with = "only")]
    quick: bool,
    /// These alone; may be given more than once
    #[arg(long, value_enum)]
    only: Vec<Suite>,
    /// Handed on to the end-to-end tests, for example a file name or `--grep`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    filter: Vec<String>,
}

/// A kind of test, in the order they run: what fails fastest comes first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Suite {
    /// cargo test on this machine, SQLite underneath
    Native,
    /// The server's tests that are marked for PostgreSQL, on one of their own
    Postgres,
    /// The app's tests, compiled to wasm, in a browser
    Web,
    /// The whole story in a browser against the real server
    E2e,
}

#[derive(Default)]
struct Count {
    passed: u64,
    failed: u64,
}

/// Fetches what the tests need beyond a build.
pub fn setup(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.step("Browser harness", || browser::setup_harness(workspace))?;
    progress.step("Browser", || browser::setup_browser(workspace))?;
    progress.step("PostgreSQL", || postgres::setup(workspace))
}

/// Runs the tests asked for; the exit code tells whether all passed.
pub fn test(workspace: &Workspace, progress: &mut Progress, options: &Options) -> Result<ExitCode> {
    let suites = match (options.quick, options.only.as_slice()) {
        (true, _) => vec![Suite::Native],
        (false, []) => vec![Suite::Native, Suite::Postgres, Suite::Web, Suite::E2e],
        (false, only) => only.to_vec(),
    };
    if suites.iter().any(|suite| matches!(suite, Suite::Web | Suite::E2e)) {
        tools::setup(workspace, progress)?;
        progress.step("Browser harness", || browser::setup_harness(workspace))?;
        progress.step("Browser", || browser::setup_browser(workspace))?;
    }
    if suites.contains(&Suite::Postgres) {
        progress.step("PostgreSQL", || postgres::setup(workspace))?;
    }
    let mut lines = Vec::new();
    let mut sum = Count::default();
    for suite in suites {
        let started = Instant::now();
        // A suite that breaks off is a failure and no reason to keep quiet about the others.
        let count = run(workspace, progress, suite, &options.filter).unwrap_or_else(|error| {
            eprintln!("\nerror: {error:#}\n");
            Count { passed: 0, failed: 1 }
        });
        let name = suite
            .to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default();
        lines.push(format!(
            "{name:<9} {:>5} passed {:>4} failed   {}",
            count.passed,
            count.failed,
            spoken(started.elapsed())
        ));
        sum.passed += count.passed;
        sum.failed += count.failed;
    }
    println!("\n{}\n\n{} passed, {} failed", lines.join("\n"), sum.passed, sum.failed);
    Ok(if sum.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn run(workspace: &Workspace, progress: &mut Progress, suite: Suite, filter: &[String]) -> Result<Count> {
    match suite {
        Suite::Native => progress.step("Native tests", || {
            let arguments = ["test", "--workspace", "--no-fail-fast"];
            counted(
                workspace
                    .command("cargo", arguments)
                    .env_remove("ENTENTE_TEST_POSTGRES_URL"),
            )
        }),
        Suite::Postgres => {
            let server = progress.step("PostgreSQL: starting one for the tests", || Postgres::start(workspace))?;
            progress.step("PostgreSQL: the server's tests on it", || {
                // Of the whole workspace, as the native tests: what is asked for decides which features of dependencies are on, and
                // with others everything would be compiled anew.
                let arguments = ["test", "--workspace", "--test", SERVER_TESTS, "--", "--ignored"];
                counted(
                    workspace
                        .command("cargo", arguments)
                        .env("ENTENTE_TEST_POSTGRES_URL", &server.url),
                )
            })
        }
        Suite::Web => progress.step("Web tests", || web_tests(workspace)),
        Suite::E2e => {
            build::build_app(workspace, progress, Profile::Tested)?;
            let server = progress.step("Server: as the other tests build it", || server_under_test(workspace))?;
            progress.step("End-to-end tests", || end_to_end_tests(workspace, &server, filter))
        }
    }
}

/// The server that the native tests start: an optimised one would take as long to compile as all that the stories do with it. Another can
/// be named in the environment.
fn server_under_test(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("ENTENTE_BINARY") {
        return Ok(named.into());
    }
    let arguments = ["test", "--workspace", "--test", SERVER_TESTS, "--no-run"];
    workspace.command("cargo", arguments).run()?;
    let name = format!("entente{}", std::env::consts::EXE_SUFFIX);
    Ok(workspace.root.join("target/debug").join(name))
}

/// Compiles the app's tests to wasm and has them run in the browser that the other tests use.
fn web_tests(workspace: &Workspace) -> Result<Count> {
    let arguments = [
        "test",
        "--no-run",
        "--message-format=json-render-diagnostics",
        "--package",
        "entente",
        "--target",
        "wasm32-unknown-unknown",
        "--target-dir",
        "target/web",
        "--profile",
        "web",
        "--test",
        "web",
    ];
    let messages = build::less_optimised(workspace.command("cargo", arguments)).read()?;
    let executables = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|message| message.get("executable")?.as_str().map(str::to_owned));
    let arguments = ["web-tests.mjs".to_owned()].into_iter().chain(executables);
    counted(browser::harness_command(workspace, arguments))
}

fn end_to_end_tests(workspace: &Workspace, server: &Path, filter: &[String]) -> Result<Count> {
    browser::harness_command(workspace, ["node_modules/typescript/bin/tsc", "--noEmit"]).run()?;
    let report = workspace.root.join(browser::HARNESS).join("results/report.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let arguments = [browser::PLAYWRIGHT, "test"]
        .into_iter()
        .chain(filter.iter().map(String::as_str));
    let success = browser::harness_command(workspace, arguments)
        .env("ENTENTE_BINARY", server)
        .unchecked()
        .run()?
        .status
        .success();
    let report = fs::read_to_string(&report).context("the end-to-end tests left no report")?;
    let report: serde_json::Value = serde_json::from_str(&report)?;
    let number = |name: &str| report["stats"][name].as_u64().unwrap_or_default();
    // A test that passes at its second run only is a failure: somebody would meet its first run.
    let failed = number("unexpected") + number("flaky");
    Ok(Count {
        passed: number("expected"),
        failed: if success { failed } else { failed.max(1) },
    })
}

/// Runs a command, shows what it prints and adds up its `test result:` lines.
fn counted(command: Expression) -> Result<Count> {
    let reader = command.unchecked().reader()?;
    let mut count = Count::default();
    for line in BufReader::new(&reader).lines() {
        let line = line?;
        println!("{line}");
        if let Some(one) = test_result(&line) {
            count.passed += one.passed;
            count.failed += one.failed;
        }
    }
    let success = reader.try_wait()?.is_some_and(|output| output.status.success());
    if !success && count.failed == 0 {
        count.failed = 1;
    }
    Ok(count)
}

/// The figures of `test result: ok. 12 passed; 0 failed; …`.
fn test_result(line: &str) -> Option<Count> {
    let words: Vec<&str> = line.split_once("test result:")?.1.split_whitespace().collect();
    let before = |word: &str| {
        let position = words.iter().position(|candidate| *candidate == word)?;
        words.get(position.checked_sub(1)?)?.parse().ok()
    };
    Some(Count {
        passed: before("passed;")?,
        failed: before("failed;")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_a_result_line_are_read() -> Result<()> {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        let count = test_result(line).context("a result line")?;
        assert_eq!((count.passed, count.failed), (12, 3));
        assert!(test_result("test result of nothing").is_none());
        assert!(test_result("running 3 tests").is_none());
        Ok(())
    }

    #[test]
    fn a_command_that_breaks_off_counts_as_a_failure() -> Result<()> {
        let count = counted(duct::cmd(
            "sh",
            ["-c", "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'; exit 3"],
        ))?;
        assert_eq!((count.passed, count.failed), (2, 1));
        Ok(())
    }
}
