//! The `entente` command.

use std::process::ExitCode;

/// Under load two fifths of the time went into the system's allocator, whose threads wait for each other. This one also gives the
/// memory of a password's hash back at once: others that are as quick keep it.
#[cfg(all(target_os = "linux", feature = "jemalloc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    match entente_server::cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
