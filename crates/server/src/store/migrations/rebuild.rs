//! What SQLite can't change of a table where it stands, such as its CHECK.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

/// Moves the rows of a table into one that is made anew under a name of its own, which then gets the table's name and indexes. The columns
/// that are kept are those of both.
pub(super) async fn rebuild(
    manager: &SchemaManager<'_>,
    table: &str,
    (name, anew): (&str, TableCreateStatement),
    kept: &str,
) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let indexes = format!(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL ORDER BY name"
    );
    let indexes = connection
        .query_all_raw(Statement::from_string(DatabaseBackend::Sqlite, indexes))
        .await?;
    manager.create_table(anew).await?;
    for statement in [
        format!("INSERT INTO {name} ({kept}) SELECT {kept} FROM {table} ORDER BY rowid"),
        format!("DROP TABLE {table}"),
        format!("ALTER TABLE {name} RENAME TO {table}"),
    ] {
        connection.execute_unprepared(&statement).await?;
    }
    for row in indexes {
        connection
            .execute_unprepared(&row.try_get::<String>("", "sql")?)
            .await?;
    }
    Ok(())
}
