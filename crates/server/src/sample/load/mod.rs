//! Writing rows in bulk, the same for both databases: many rows a statement, many statements a transaction, indexes afterwards.

mod postgres;
mod sqlite;
mod words;

pub use words::Words;

use super::applications::ApplicationRows;
use super::deals::Rows;
use super::funds::FundRows;
use super::journeys::JourneyRows;
use crate::store::entities::{
    account_holds, agreement_signatures, applications, approvals, attachments, audit, claim_invoices, comments,
    deal_products, deal_terms, deals, fund_accounts, fund_claims, fund_payments, fund_request_deals, fund_requests,
    funds, jobs, journey_milestones, journeys, ledger_entries, ledger_transactions, partner_bank_accounts,
    partner_notes, partners, payment_batches, payment_confirmations, settings_versions, tax_forms, users,
};
use crate::store::{Location, StoreError};
use postgres::Postgres;
use sea_orm::{
    ActiveModelTrait, DatabaseBackend, EntityName, EntityTrait, IdenStatic, IntoActiveModel, Iterable, ModelTrait,
    Value,
};
use sqlite::Sqlite;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Parameters of one statement: below SQLite's 32,766, and where longer statements stop to be faster.
const PARAMETERS: usize = 2_800;
/// Tables that are filled with a row or more a deal; their indexes are made after the load.
const LARGE: [&str; 8] = [
    "deals",
    "deal_products",
    "deal_terms",
    "account_holds",
    "approvals",
    "audit",
    "comments",
    "jobs",
];
/// Below so many deals making indexes anew costs more than it saves.
const INDEXES_AFTER: u32 = 5_000;

/// One connection that loads.
pub struct Loader {
    target: Target,
    statements: HashMap<(&'static str, usize), Arc<str>>,
    indexes: Vec<String>,
}

/// Where to.
enum Target {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Target {
    fn backend(&self) -> DatabaseBackend {
        match self {
            Target::Sqlite(_) => DatabaseBackend::Sqlite,
            Target::Postgres(_) => DatabaseBackend::Postgres,
        }
    }

    /// Inserts in a transaction that is begun when there is none.
    async fn insert(&mut self, sql: Arc<str>, values: Vec<Value>) -> Result<(), StoreError> {
        match self {
            Target::Sqlite(sqlite) => sqlite.insert(sql, values).await,
            Target::Postgres(postgres) => postgres.insert(&sql, values).await,
        }
    }

    async fn commit(&mut self) -> Result<(), StoreError> {
        match self {
            Target::Sqlite(sqlite) => sqlite.commit().await,
            Target::Postgres(postgres) => postgres.commit().await,
        }
    }

    /// Runs a statement outside of transactions.
    async fn run(&mut self, sql: String) -> Result<(), StoreError> {
        match self {
            Target::Sqlite(sqlite) => sqlite.run(sql).await,
            Target::Postgres(postgres) => postgres.run(&sql).await,
        }
    }

    /// Names and definitions of indexes.
    async fn indexes(&mut self, tables: &str) -> Result<Vec<(String, String)>, StoreError> {
        match self {
            Target::Sqlite(sqlite) => sqlite.indexes(tables).await,
            Target::Postgres(postgres) => postgres.indexes(tables).await,
        }
    }
}

impl Loader {
    /// Opens a connection of its own. Nothing else may use the database meanwhile.
    pub async fn open(location: &Location, deals: u32) -> Result<Self, StoreError> {
        let target = match location {
            Location::Sqlite(path) => Target::Sqlite(Sqlite::open(path).await?),
            Location::Postgres(url) => Target::Postgres(Postgres::open(url).await?),
        };
        let mut loader = Loader {
            target,
            statements: HashMap::new(),
            indexes: Vec::new(),
        };
        if deals >= INDEXES_AFTER {
            loader.drop_indexes().await?;
        }
        Ok(loader)
    }

    /// Writes rows of one table.
    async fn insert<Entity>(&mut self, rows: Vec<Entity::Model>) -> Result<(), StoreError>
    where
        Entity: EntityTrait,
        Entity::Model: ModelTrait<Entity = Entity> + IntoActiveModel<Entity::ActiveModel>,
    {
        let columns: Vec<Entity::Column> = Entity::Column::iter().collect();
        let names: Vec<&'static str> = columns.iter().map(IdenStatic::as_str).collect();
        // Taken out of the row, not copied: texts are most of what is written.
        let fill = |row: Entity::Model, values: &mut Vec<Value>| {
            let mut row = row.into_active_model();
            values.extend(columns.iter().filter_map(|column| row.take(*column).into_value()));
        };
        self.insert_values(Entity::default().table_name(), &names, rows.into_iter(), fill)
            .await
    }

    async fn insert_values<Row>(
        &mut self,
        table: &'static str,
        columns: &[&str],
        mut rows: impl ExactSizeIterator<Item = Row>,
        fill: impl Fn(Row, &mut Vec<Value>),
    ) -> Result<(), StoreError> {
        let backend = self.target.backend();
        let most = (PARAMETERS / columns.len()).max(1);
        while rows.len() > 0 {
            let count = rows.len().min(most);
            let sql = self
                .statements
                .entry((table, count))
                .or_insert_with(|| insert_sql(backend, table, columns, count).into())
                .clone();
            let mut values = Vec::with_capacity(count * columns.len());
            for row in rows.by_ref().take(count) {
                fill(row, &mut values);
            }
            self.target.insert(sql, values).await?;
        }
        Ok(())
    }

    /// Writes registrations with all that hangs on them but words and holds, which [`Loader::insert_sorted`] writes at the end.
    pub async fn insert_deals(&mut self, rows: Rows) -> Result<(), StoreError> {
        self.insert::<deals::Entity>(rows.deals).await?;
        self.insert::<deal_products::Entity>(rows.products).await?;
        self.insert::<approvals::Entity>(rows.approvals).await?;
        self.insert::<audit::Entity>(rows.audit).await?;
        self.insert::<comments::Entity>(rows.comments).await?;
        self.insert::<jobs::Entity>(rows.jobs).await?;
        self.target.commit().await
    }

    /// Writes applications with all that hangs on them.
    pub async fn insert_applications(&mut self, rows: ApplicationRows) -> Result<(), StoreError> {
        self.insert::<applications::Entity>(rows.applications).await?;
        self.insert::<approvals::Entity>(rows.approvals).await?;
        self.insert::<audit::Entity>(rows.audit).await?;
        self.insert::<jobs::Entity>(rows.jobs).await?;
        self.target.commit().await
    }

    /// Writes partners with their journeys and all that hangs on them.
    pub async fn insert_journeys(&mut self, rows: JourneyRows) -> Result<(), StoreError> {
        self.insert::<partners::Entity>(rows.partners).await?;
        self.insert::<journeys::Entity>(rows.journeys).await?;
        self.insert::<journey_milestones::Entity>(rows.milestones).await?;
        self.insert::<agreement_signatures::Entity>(rows.signatures).await?;
        self.insert::<tax_forms::Entity>(rows.tax_forms).await?;
        self.insert::<partner_notes::Entity>(rows.notes).await?;
        self.insert::<audit::Entity>(rows.audit).await?;
        self.target.commit().await
    }

    /// Writes funds with their books, and what was asked of them and paid.
    pub async fn insert_funds(&mut self, rows: FundRows) -> Result<(), StoreError> {
        self.insert::<funds::Entity>(rows.funds).await?;
        self.insert::<fund_accounts::Entity>(rows.accounts).await?;
        self.insert::<ledger_transactions::Entity>(rows.transactions).await?;
        self.insert::<ledger_entries::Entity>(rows.entries).await?;
        self.insert::<fund_requests::Entity>(rows.requests).await?;
        self.insert::<fund_claims::Entity>(rows.claims).await?;
        self.insert::<claim_invoices::Entity>(rows.invoices).await?;
        self.insert::<fund_request_deals::Entity>(rows.deals).await?;
        self.insert::<payment_batches::Entity>(rows.batches).await?;
        self.insert::<fund_payments::Entity>(rows.payments).await?;
        self.insert::<payment_confirmations::Entity>(rows.confirmations).await?;
        self.insert::<partner_bank_accounts::Entity>(rows.bank_accounts).await?;
        self.insert::<attachments::Entity>(rows.attachments).await?;
        self.insert::<approvals::Entity>(rows.approvals).await?;
        self.insert::<audit::Entity>(rows.audit).await?;
        self.insert::<comments::Entity>(rows.comments).await?;
        self.insert::<jobs::Entity>(rows.jobs).await?;
        self.target.commit().await
    }

    /// Writes people and the settings.
    pub async fn insert_program(
        &mut self,
        settings: Option<settings_versions::Model>,
        users: Vec<users::Model>,
    ) -> Result<(), StoreError> {
        self.insert::<settings_versions::Entity>(settings.into_iter().collect())
            .await?;
        self.insert::<users::Entity>(users).await?;
        self.target.commit().await
    }

    /// Writes words and holds in the order of their keys, so that the index of the key grows at its end only.
    pub async fn insert_sorted(
        &mut self,
        words: Words,
        mut holds: Vec<account_holds::Model>,
    ) -> Result<(), StoreError> {
        let columns = ["term", "deal_id"];
        for chunk in words.sorted().chunks(100_000) {
            let fill = |(term, deal): &(&str, Uuid), values: &mut Vec<Value>| {
                values.push(Value::from(*term));
                values.push(Value::from(*deal));
            };
            self.insert_values(deal_terms::Entity.table_name(), &columns, chunk.iter(), fill)
                .await?;
            self.target.commit().await?;
        }
        holds.sort_by(|one, other| (&one.account_key, &one.product).cmp(&(&other.account_key, &other.product)));
        self.insert::<account_holds::Entity>(holds).await?;
        self.target.commit().await
    }

    /// Makes the indexes again and puts everything on disk.
    pub async fn finish(mut self) -> Result<(), StoreError> {
        self.target.commit().await?;
        for sql in std::mem::take(&mut self.indexes) {
            self.target.run(sql).await?;
        }
        match self.target {
            Target::Sqlite(sqlite) => sqlite.close().await,
            Target::Postgres(postgres) => postgres.close().await,
        }
    }

    /// Takes the indexes of the large tables away and remembers how they were made. Those that a constraint made stay.
    async fn drop_indexes(&mut self) -> Result<(), StoreError> {
        let tables = LARGE.map(|table| format!("'{table}'")).join(", ");
        for (name, sql) in self.target.indexes(&tables).await? {
            self.target.run(format!("DROP INDEX \"{name}\"")).await?;
            self.indexes.push(sql);
        }
        Ok(())
    }
}

fn unusable(error: sea_orm::sqlx::Error) -> StoreError {
    StoreError::Unavailable(format!("opening the database to load: {error}"))
}

fn insert_sql(backend: DatabaseBackend, table: &str, columns: &[&str], rows: usize) -> String {
    let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let mut sql = format!("INSERT INTO \"{table}\" ({}) VALUES ", names.join(", "));
    let mut place = 0;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns.len() {
            if column > 0 {
                sql.push_str(", ");
            }
            place += 1;
            match backend {
                DatabaseBackend::Sqlite => sql.push('?'),
                _ => sql.push_str(&format!("${place}")),
            }
        }
        sql.push(')');
    }
    sql
}
