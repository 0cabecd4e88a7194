//! The tables, for SQLite and PostgreSQL alike. A migration lets the code before it run on, so that servers can be replaced one by one.

mod m0001_people;
mod m0002_ledger_of_work;
mod m0003_deals;
mod m0004_reversals;
mod m0005_decided_order;
mod m0006_approvals_of_records;
mod m0007_applications;
mod m0008_onboarding;
mod m0009_partners;
mod m0010_funds;
mod m0011_names;
mod m0012_fund_requests;
mod m0013_payments;
mod m0014_results;
mod m0015_regions_of_entries;
mod m0016_sorts_of_requests;
mod m0017_activities_of_days;
mod rebuild;

use sea_orm_migration::prelude::*;

/// All migrations in their order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_ledger_of_work::Migration),
            Box::new(m0003_deals::Migration),
            Box::new(m0004_reversals::Migration),
            Box::new(m0005_decided_order::Migration),
            Box::new(m0006_approvals_of_records::Migration),
            Box::new(m0007_applications::Migration),
            Box::new(m0008_onboarding::Migration),
            Box::new(m0009_partners::Migration),
            Box::new(m0010_funds::Migration),
            Box::new(m0011_names::Migration),
            Box::new(m0012_fund_requests::Migration),
            Box::new(m0013_payments::Migration),
            Box::new(m0014_results::Migration),
            Box::new(m0015_regions_of_entries::Migration),
            Box::new(m0016_sorts_of_requests::Migration),
            Box::new(m0017_activities_of_days::Migration),
        ]
    }
}

/// Columns as this portal writes them: text without length (the model checks lengths), times in UTC, ids as UUID.
pub(crate) mod column {
    use sea_orm_migration::prelude::*;

    /// A primary key made by the server (UUID version 7, so that new rows stand together).
    pub fn id() -> ColumnDef {
        uuid("id").primary_key().to_owned()
    }
    /// A UUID.
    pub fn uuid(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).uuid().not_null().to_owned()
    }
    /// A UUID or nothing.
    pub fn uuid_null(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).uuid().null().to_owned()
    }
    /// A text.
    pub fn text(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).text().not_null().to_owned()
    }
    /// A text that is ordered by its bytes whatever the database's language, so that the words with one beginning stand together.
    pub fn plain_order(name: &'static str, backend: sea_orm::DatabaseBackend) -> ColumnDef {
        let mut column = text(name);
        if backend == sea_orm::DatabaseBackend::Postgres {
            column.extra("COLLATE \"C\"");
        }
        column
    }
    /// A text or nothing.
    pub fn text_null(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).text().null().to_owned()
    }
    /// A time in UTC.
    pub fn time(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).timestamp_with_time_zone().not_null().to_owned()
    }
    /// A time in UTC or nothing.
    pub fn time_null(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).timestamp_with_time_zone().null().to_owned()
    }
    /// A 64-bit number.
    pub fn number(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).big_integer().not_null().to_owned()
    }
    /// A 32-bit number.
    pub fn small(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).integer().not_null().to_owned()
    }
    /// A 32-bit number or nothing.
    pub fn small_null(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).integer().null().to_owned()
    }
    /// Yes or no.
    pub fn flag(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).boolean().not_null().to_owned()
    }
    /// A day.
    pub fn day(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).date().not_null().to_owned()
    }
    /// A day or nothing.
    pub fn day_null(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).date().null().to_owned()
    }
    /// Bytes.
    pub fn bytes(name: &'static str) -> ColumnDef {
        ColumnDef::new(name).blob().not_null().to_owned()
    }
}

/// Makes a table of the columns.
pub(crate) fn table(name: &'static str, columns: impl IntoIterator<Item = ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    table
}

/// Makes an index named after its table and columns.
pub(crate) fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_by_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
