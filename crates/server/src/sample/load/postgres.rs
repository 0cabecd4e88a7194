//! Rows into PostgreSQL.

use super::unusable;
use crate::store::StoreError;
use sea_orm::sqlx::postgres::PgPoolOptions;
use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, SqlxPostgresConnector, Statement,
    TransactionTrait, Value,
};

/// A connection, and the transaction that is open on it.
pub struct Postgres {
    connection: DatabaseConnection,
    transaction: Option<DatabaseTransaction>,
}

impl Postgres {
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let pool = PgPoolOptions::new().max_connections(1).connect(url).await;
        Ok(Postgres {
            connection: SqlxPostgresConnector::from_sqlx_postgres_pool(pool.map_err(unusable)?),
            transaction: None,
        })
    }

    pub async fn insert(&mut self, sql: &str, values: Vec<Value>) -> Result<(), StoreError> {
        let statement = Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, values);
        let transaction = match self.transaction.take() {
            Some(transaction) => transaction,
            None => self.connection.begin().await?,
        };
        transaction.execute_raw(statement).await?;
        self.transaction = Some(transaction);
        Ok(())
    }

    pub async fn commit(&mut self) -> Result<(), StoreError> {
        if let Some(transaction) = self.transaction.take() {
            transaction.commit().await?;
        }
        Ok(())
    }

    pub async fn run(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_unprepared(sql).await?;
        Ok(())
    }

    pub async fn indexes(&mut self, tables: &str) -> Result<Vec<(String, String)>, StoreError> {
        let sql = format!(
            "SELECT i.indexname AS name, i.indexdef AS sql FROM pg_indexes i \
             WHERE i.schemaname = current_schema() AND i.tablename IN ({tables}) AND NOT EXISTS \
             (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname) ORDER BY i.indexname"
        );
        let statement = Statement::from_string(DatabaseBackend::Postgres, sql);
        let rows = self.connection.query_all_raw(statement).await?;
        rows.iter()
            .map(|row| Ok((row.try_get("", "name")?, row.try_get("", "sql")?)))
            .collect()
    }

    /// Counts what the planner goes by, as the database's own housekeeping would within minutes.
    pub async fn close(self) -> Result<(), StoreError> {
        self.connection.execute_unprepared("ANALYZE").await?;
        Ok(self.connection.close().await?)
    }
}
