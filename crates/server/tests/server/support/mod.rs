//! What tests of the API share: a server on a database of its own, a clock that can be set, clients with roles, and the mail sent.

mod app;
pub mod application;
mod client;
pub mod company;
mod database;
pub mod funds;
pub mod journeys;
pub mod payments;
pub mod place;
pub mod process;
pub mod proxy;
pub mod registration;
pub mod smtp;
pub mod stream;

pub use app::{TestApp, TestResult};
pub use client::{Answer, Client};
pub use database::Backend;

/// Runs an async test on SQLite, and on PostgreSQL when ignored tests are asked for; a failure names the database.
///
/// ```ignore
/// on_both_databases!(a_draft_is_kept, async |app| { … Ok(()) });
/// ```
macro_rules! on_both_databases {
    ($(#[$meta:meta])* $name:ident, async |$app:ident| $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn test($app: &$crate::support::TestApp) -> $crate::support::TestResult $body

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() -> $crate::support::TestResult {
                let app = $crate::support::TestApp::new($crate::support::Backend::Sqlite).await?;
                test(&app).await?;
                app.end().await
            }

            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[ignore = "on PostgreSQL"]
            async fn on_postgres() -> $crate::support::TestResult {
                let app = $crate::support::TestApp::new($crate::support::Backend::postgres()?).await?;
                test(&app).await?;
                app.end().await
            }
        }
    };
}
