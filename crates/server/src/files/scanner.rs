//! The hook for a virus scanner: a command that reads the file.

use super::FileError;
use std::process::Stdio;
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, ChildStdin, Command};

/// A command that gets each file on its standard input: exit code 0 lets it pass, 1 refuses it, anything else says that the
/// scanner itself failed. `clamdscan --no-summary -` behaves so.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    program: String,
    arguments: Vec<String>,
}

/// A file being read by the scanner.
pub(super) struct Scan {
    child: Child,
    input: Option<ChildStdin>,
}

impl Scanner {
    /// The command of the configuration, split at spaces; `None` when there is none.
    pub fn of_command(command: &str) -> Option<Scanner> {
        let mut words = command.split_whitespace().map(str::to_owned);
        Some(Scanner {
            program: words.next()?,
            arguments: words.collect(),
        })
    }

    /// Starts it for one file.
    pub fn begin(&self) -> Result<Scan, FileError> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let input = child.stdin.take();
        Ok(Scan { child, input })
    }
}

impl Scan {
    /// Hands on a piece. A scanner that has seen enough may close its input.
    pub async fn push(&mut self, piece: &[u8]) {
        if let Some(input) = &mut self.input
            && input.write_all(piece).await.is_err()
        {
            self.input = None;
        }
    }

    /// Whether the file may pass.
    pub async fn finish(mut self) -> Result<bool, FileError> {
        drop(self.input.take());
        match self.child.wait().await.map_err(failed)?.code() {
            Some(0) => Ok(true),
            Some(1) => Ok(false),
            code => Err(FileError::Unavailable(format!("the scanner ended with {code:?}"))),
        }
    }
}

fn failed(error: std::io::Error) -> FileError {
    FileError::Unavailable(format!("the scanner: {error}"))
}
