//! A database for one test.

use super::TestResult;
use entente_server::store::{Location, Options};
use sea_orm::sqlx::{self, Connection, PgConnection};
use std::path::Path;

/// Where a test keeps its rows.
#[derive(Clone, Debug)]
pub enum Backend {
    /// A file in the test's folder.
    Sqlite,
    /// A database of its own on this server.
    Postgres(String),
}

impl Backend {
    /// The PostgreSQL server that the environment names.
    pub fn postgres() -> TestResult<Backend> {
        let url =
            std::env::var("ENTENTE_TEST_POSTGRES_URL").map_err(|_| "ENTENTE_TEST_POSTGRES_URL names no server")?;
        Ok(Backend::Postgres(url))
    }

    /// Makes an empty database; its name, for [`Backend::remove`].
    pub async fn create(&self, folder: &Path) -> Result<(Options, String), sqlx::Error> {
        match self {
            Backend::Sqlite => {
                let location = Location::Sqlite(folder.join("entente.db"));
                Ok((
                    Options {
                        location,
                        connections: 4,
                    },
                    String::new(),
                ))
            }
            Backend::Postgres(server) => {
                let name = format!("entente_test_{}", uuid::Uuid::now_v7().simple());
                let mut connection = PgConnection::connect(server).await?;
                sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
                    .execute(&mut connection)
                    .await?;
                connection.close().await?;
                let location = Location::Postgres(with_database(server, &name));
                Ok((
                    Options {
                        location,
                        connections: 10,
                    },
                    name,
                ))
            }
        }
    }

    /// Removes what [`Backend::create`] made.
    pub async fn remove(&self, name: &str) -> Result<(), sqlx::Error> {
        if let Backend::Postgres(server) = self {
            let mut connection = PgConnection::connect(server).await?;
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            sqlx::raw_sql(sqlx::AssertSqlSafe(drop))
                .execute(&mut connection)
                .await?;
            connection.close().await?;
        }
        Ok(())
    }
}

/// The server's address with another database.
fn with_database(server: &str, name: &str) -> String {
    let (base, query) = server
        .split_once('?')
        .map_or((server, None), |(base, query)| (base, Some(query)));
    let start = base.find("://").map_or(0, |at| at + 3);
    let base = base[start..].find('/').map_or(base, |slash| &base[..start + slash]);
    match query {
        Some(query) => format!("{base}/{name}?{query}"),
        None => format!("{base}/{name}"),
    }
}
