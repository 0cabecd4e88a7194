//! A deal with all that its page shows.

use super::record::{self, SummaryRow};
use crate::auth::Scope;
use crate::store::StoreError;
use crate::store::entities::deals;
use crate::store::sql::Sql;
use entente_model::deals::{Deal, DealFacts, DealState};
use entente_model::ids::{DealId, UserId};
use entente_model::people::{PartnerStatus, Person, Tier};
use entente_model::problem::Code;
use sea_orm::{ConnectionTrait, FromQueryResult, Iterable, QueryResult};
use std::sync::LazyLock;

/// A deal as read, with what its rules and its page need of others.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The row.
    pub row: deals::Model,
    /// Where it stands.
    pub facts: DealFacts,
    /// Whose it is.
    pub partner: PartnerFacts,
    /// Who registered it.
    pub owner_name: String,
    /// How many files hang on it.
    files: i64,
}

/// What is asked of a partner.
#[derive(Clone, Debug)]
pub struct PartnerFacts {
    /// The name that people use.
    pub name: String,
    /// Its tier.
    pub tier: Tier,
    /// Whether it holds a live certification.
    pub certified: bool,
    /// Whether its people may begin something new.
    pub may_begin: bool,
}

/// Columns of an entity under names of their own, for joins.
pub fn prefixed<C: Iterable + sea_orm::IdenStatic>(table: &str) -> String {
    let columns: Vec<String> = C::iter()
        .map(|column| format!("{table}.{0} AS {table}_{0}", column.as_str()))
        .collect();
    columns.join(", ")
}

/// What a query over `deals d` joined with `partners p` selects for [`Whole::of`].
pub static COLUMNS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{}, p.display_name AS p_name, p.tier AS p_tier, p.certified AS p_certified, p.status AS p_status, \
         (SELECT u.name FROM users u WHERE u.id = d.owner_id) AS owner_name, \
         (SELECT count(*) FROM attachments f WHERE f.subject_id = d.id) AS files",
        prefixed::<deals::Column>("d")
    )
});

impl Whole {
    /// The deal of that id, as far as the reader may know of it: 404 otherwise. A draft is its partner's alone.
    pub async fn find<C: ConnectionTrait>(db: &C, scope: &Scope, id: DealId) -> Result<Whole, StoreError> {
        let mut sql = Sql::new(db.get_database_backend(), "SELECT ");
        sql.push(&COLUMNS)
            .push(" FROM deals d CROSS JOIN partners p WHERE p.id = d.partner_id AND d.id = ")
            .bind(id.0);
        let row = db.query_one_raw(sql.statement()).await?.ok_or(Code::NotFound)?;
        let deal = Whole::of(&row)?;
        let covered = scope.covers(Some(deal.row.partner_id), Some(&deal.row.region));
        let hidden = deal.facts.state == DealState::Draft && scope.is_vendor();
        if covered && !hidden {
            Ok(deal)
        } else {
            Err(Code::NotFound.into())
        }
    }

    /// The deal of a row of [`COLUMNS`].
    pub fn of(row: &QueryResult) -> Result<Whole, StoreError> {
        let deal = deals::Model::from_query_result(row, "d_")?;
        let (tier, status): (String, String) = (row.try_get("", "p_tier")?, row.try_get("", "p_status")?);
        Ok(Whole {
            facts: record::facts(&deal)?,
            row: deal,
            partner: PartnerFacts {
                name: row.try_get("", "p_name")?,
                tier: Tier::parse(&tier).unwrap_or(Tier::Registered),
                certified: row.try_get("", "p_certified")?,
                may_begin: PartnerStatus::parse(&status).is_some_and(PartnerStatus::may_begin),
            },
            owner_name: row.try_get::<Option<String>>("", "owner_name")?.unwrap_or_default(),
            files: row.try_get("", "files")?,
        })
    }

    /// As on the wire.
    pub async fn on_wire<C: ConnectionTrait>(&self, db: &C) -> Result<Deal, StoreError> {
        let attachments = if self.files == 0 {
            Vec::new()
        } else {
            crate::attachments::of_record(db, self.row.id).await?
        };
        Ok(Deal {
            summary: SummaryRow::of(self.row.clone(), self.partner.name.clone()).summary()?,
            fields: record::fields(&self.row)?,
            progress: self.facts.progress.clone(),
            attachments,
            owner: Person {
                id: Some(UserId(self.row.owner_id)),
                name: self.owner_name.clone(),
            },
            created_at: self.row.created_at,
        })
    }

    /// The same of a deal just begun.
    pub fn begun(row: deals::Model, partner: PartnerFacts, owner_name: String) -> Result<Whole, StoreError> {
        Ok(Whole {
            facts: record::facts(&row)?,
            row,
            partner,
            owner_name,
            files: 0,
        })
    }
}
