//! A request as read, with what its rules and its page need of its partner and its fund.

use super::row;
use crate::auth::Scope;
use crate::deals::whole::prefixed;
use crate::store::entities::fund_requests::{Column, Model};
use crate::store::sql::Sql;
use crate::store::{Audience, StoreError};
use entente_model::funds::request::{FundRequestDraft, FundRequestFacts, FundRequestState};
use entente_model::ids::{FundId, FundRequestId, PartnerId, UserId};
use entente_model::people::{PartnerStatus, Person, Tier};
use entente_model::problem::Code;
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use std::sync::LazyLock;

/// A request with where it stands, whose it is and which fund is to pay.
#[derive(Clone, Debug)]
pub struct WholeRequest {
    /// The row.
    pub row: Model,
    /// Where it stands.
    pub facts: FundRequestFacts,
    /// Whose it is.
    pub partner: Asker,
    /// The fund that is to pay.
    pub fund: Option<Payer>,
}

/// What is asked of a request's partner.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The name that people use.
    pub name: String,
    /// Its tier.
    pub tier: Tier,
    /// Whether its people may begin something new.
    pub may_begin: bool,
}

/// What is asked of a request's fund.
#[derive(Clone, Debug)]
pub struct Payer {
    /// Its name.
    pub name: String,
    /// ISO 4217 code of its books.
    pub currency: String,
    /// Its version.
    pub version: i64,
}

static COLUMNS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{}, p.display_name AS p_name, p.tier AS p_tier, p.status AS p_status, f.name AS f_name, f.currency AS f_currency, \
         f.version AS f_version",
        prefixed::<Column>("r")
    )
});

impl WholeRequest {
    /// The request of that id, as far as the reader may know of it: 404 otherwise. A draft is its partner's alone.
    pub async fn find<C: ConnectionTrait>(db: &C, scope: &Scope, id: FundRequestId) -> Result<Self, StoreError> {
        let request = WholeRequest::by_id(db, id).await?.ok_or(Code::NotFound)?;
        let covered = scope.covers(Some(request.row.partner_id), Some(&request.row.region));
        if covered && !(request.is_draft() && scope.is_vendor()) {
            Ok(request)
        } else {
            Err(Code::NotFound.into())
        }
    }

    /// The request of that id, for whoever may know of it anyway.
    pub async fn by_id<C: ConnectionTrait>(db: &C, id: FundRequestId) -> Result<Option<Self>, StoreError> {
        let mut sql = Sql::new(db.get_database_backend(), "SELECT ");
        sql.push(&COLUMNS)
            .push(" FROM fund_requests r JOIN partners p ON p.id = r.partner_id LEFT JOIN funds f ON f.id = r.fund_id WHERE r.id = ")
            .bind(id.0);
        let row = db.query_one_raw(sql.statement()).await?;
        row.map(|row| WholeRequest::of(&row)).transpose()
    }

    fn of(row: &QueryResult) -> Result<Self, StoreError> {
        let request = Model::from_query_result(row, "r_")?;
        let (tier, status): (String, String) = (row.try_get("", "p_tier")?, row.try_get("", "p_status")?);
        let fund = match row.try_get::<Option<String>>("", "f_name")? {
            None => None,
            Some(name) => Some(Payer {
                name,
                currency: row.try_get("", "f_currency")?,
                version: row.try_get("", "f_version")?,
            }),
        };
        Ok(WholeRequest {
            facts: row::facts(&request)?,
            row: request,
            partner: Asker {
                name: row.try_get("", "p_name")?,
                tier: Tier::parse(&tier).unwrap_or(Tier::Registered),
                may_begin: PartnerStatus::parse(&status).is_some_and(PartnerStatus::may_begin),
            },
            fund,
        })
    }

    /// Its id.
    pub fn id(&self) -> FundRequestId {
        FundRequestId(self.row.id)
    }

    /// Whose it is.
    pub fn partner_id(&self) -> PartnerId {
        PartnerId(self.row.partner_id)
    }

    /// The fund that is to pay. Whatever was handed in has one.
    pub fn fund_id(&self) -> Result<FundId, StoreError> {
        let id = self.row.fund_id.map(FundId);
        id.ok_or_else(|| StoreError::Internal(format!("the request {} names no fund", self.row.id)))
    }

    /// ISO 4217 code of the fund's books; empty without one.
    pub fn fund_currency(&self) -> &str {
        self.fund.as_ref().map_or("", |fund| fund.currency.as_str())
    }

    /// Whether it was never handed in.
    pub fn is_draft(&self) -> bool {
        self.facts.state == FundRequestState::Draft
    }

    /// What the partner wrote.
    pub fn fields(&self) -> Result<FundRequestDraft, StoreError> {
        Ok(serde_json::from_str(&self.row.fields)?)
    }

    /// Who wrote it.
    pub fn owner(&self) -> Person {
        Person {
            id: Some(UserId(self.row.owner_id)),
            name: self.row.owner_name.clone(),
        }
    }

    /// Who may know that it changed: of a draft its partner's people alone.
    pub fn audience(&self) -> Audience {
        if self.is_draft() {
            Audience::partner_alone(self.partner_id())
        } else {
            Audience::partner(self.partner_id(), self.row.region.clone())
        }
    }
}
