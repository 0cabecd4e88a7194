//! An item of the queue as rows, alone and with its record.

use super::kinds;
use super::record::Record;
use crate::auth::Scope;
use crate::deals::whole::{self, Whole};
use crate::funds::claims::WholeClaim;
use crate::funds::requests::WholeRequest;
use crate::onboarding::applications::WholeApplication;
use crate::onboarding::applications::row as application_row;
use crate::store::StoreError;
use crate::store::entities::applications;
use crate::store::entities::approvals::{self, Model};
use crate::store::sql::Sql;
use chrono::{DateTime, Utc};
use entente_model::approvals::{
    Agreed, ApprovalKind, ApprovalRecord, ApprovalState, ApprovalSummary, Decided, RiskFlag,
};
use entente_model::ids::{ApplicationId, ApprovalId, ClaimId, DealId, FundRequestId, PartnerId, UserId};
use entente_model::money::Money;
use entente_model::people::{Person, Tier};
use entente_model::problem::{Code, Problem};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use uuid::Uuid;

/// An item with its record, as decisions need both.
#[derive(Clone, Debug)]
pub struct Item {
    /// The item.
    pub row: Model,
    /// What it is about.
    pub record: Record,
}

static OF_DEAL: LazyLock<String> = LazyLock::new(|| {
    format!(
        "{}, {}",
        whole::prefixed::<approvals::Column>("a"),
        whole::COLUMNS.as_str()
    )
});

impl Item {
    /// The item of that id with its record, as far as the reader may know of it: 404 otherwise. Most items are about deals, and one
    /// statement finds those.
    pub async fn find<C: ConnectionTrait>(db: &C, scope: &Scope, id: ApprovalId) -> Result<Item, StoreError> {
        let item = match Item::of_deal(db, id).await? {
            Some(item) => Some(item),
            None => Item::of_another(db, id).await?,
        };
        item.filter(|item| item.is_for(scope))
            .ok_or_else(|| Code::NotFound.into())
    }

    async fn of_deal<C: ConnectionTrait>(db: &C, id: ApprovalId) -> Result<Option<Item>, StoreError> {
        let mut sql = Sql::new(db.get_database_backend(), "SELECT ");
        sql.push(&OF_DEAL);
        sql.push(" FROM approvals a CROSS JOIN deals d CROSS JOIN partners p WHERE d.id = a.deal_id AND p.id = d.partner_id AND a.id = ");
        sql.bind(id.0);
        let Some(row) = db.query_one_raw(sql.statement()).await? else {
            return Ok(None);
        };
        Ok(Some(Item {
            row: Model::from_query_result(&row, "a_")?,
            record: Record::Deal(Box::new(Whole::of(&row)?)),
        }))
    }

    /// The item about another record than a deal: what it is about is read by the item's columns.
    async fn of_another<C: ConnectionTrait>(db: &C, id: ApprovalId) -> Result<Option<Item>, StoreError> {
        let Some(row) = approvals::Entity::find_by_id(id.0).one(db).await? else {
            return Ok(None);
        };
        let record = match record(&row)? {
            // Its deal is gone.
            ApprovalRecord::Deal(_) => None,
            ApprovalRecord::Application(id) => applications::Entity::find_by_id(id.0)
                .one(db)
                .await?
                .map(WholeApplication::of)
                .transpose()?
                .map(|application| Record::Application(Box::new(application))),
            ApprovalRecord::FundRequest(id) => WholeRequest::by_id(db, id)
                .await?
                .map(|request| Record::FundRequest(Box::new(request))),
            ApprovalRecord::FundClaim(id) => WholeClaim::by_id(db, id)
                .await?
                .map(|claim| Record::FundClaim(Box::new(claim))),
        };
        Ok(record.map(|record| Item { row, record }))
    }

    /// Whether a reader may know of it.
    fn is_for(&self, scope: &Scope) -> bool {
        let covered = match &self.record {
            Record::Deal(_) | Record::FundRequest(_) | Record::FundClaim(_) => {
                scope.covers(self.row.partner_id, Some(&self.row.region))
            }
            Record::Application(application) => application.is_for(scope),
        };
        covered && self.kind().is_ok_and(|kind| kinds::may_read(scope, kind))
    }

    /// As lists show it.
    pub fn summary(&self) -> Result<ApprovalSummary, StoreError> {
        let (reference, name, tier) = match &self.record {
            Record::Deal(deal) => (&deal.row.reference, &deal.partner.name, Some(deal.partner.tier)),
            Record::Application(application) => (&application.row.reference, &self.row.subject, None),
            Record::FundRequest(request) => {
                let partner = &request.partner;
                (&request.row.reference, &partner.name, Some(partner.tier))
            }
            Record::FundClaim(claim) => {
                let partner = &claim.request.partner;
                (&claim.row.reference, &partner.name, Some(partner.tier))
            }
        };
        SummaryRow::of(self.row.clone(), reference.clone(), name.clone(), tier).summary()
    }

    /// What it is.
    pub fn kind(&self) -> Result<ApprovalKind, StoreError> {
        ApprovalKind::parse(&self.row.kind).ok_or_else(|| unknown(&self.row.kind))
    }

    /// Whether it still waits.
    pub fn is_open(&self) -> bool {
        self.row.state == ApprovalState::Open.as_str()
    }

    /// The refusal of who comes too late: by whom it was decided, and when.
    pub fn already_decided(&self) -> Problem {
        let mut problem = Problem::new(Code::AlreadyDecided)
            .param("by", self.row.decided_by_name.clone())
            .param("state", self.row.state.clone());
        if let Some(at) = self.row.decided_at {
            problem = problem.param("at", at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
        }
        match &self.row.rule {
            Some(rule) => problem.param("rule", rule.clone()),
            None => problem,
        }
    }
}

/// What lists show of an item; the fields are the columns.
#[allow(missing_docs)]
#[derive(Clone, Debug, FromQueryResult)]
pub struct SummaryRow {
    pub id: Uuid,
    pub kind: String,
    pub deal_id: Option<Uuid>,
    pub application_id: Option<Uuid>,
    pub fund_request_id: Option<Uuid>,
    pub fund_claim_id: Option<Uuid>,
    pub reference: String,
    pub subject: String,
    pub partner_id: Option<Uuid>,
    pub partner_name: String,
    pub partner_tier: Option<String>,
    pub region: String,
    pub amount_currency: String,
    pub amount_minor: i64,
    pub score: Option<i32>,
    pub submitted_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub assignee_id: Option<Uuid>,
    pub assignee_name: String,
    pub flags: String,
    pub state: String,
    pub decided_by: Option<Uuid>,
    pub decided_by_name: String,
    pub decided_at: Option<DateTime<Utc>>,
    pub rule: Option<String>,
    pub version: i64,
    pub agreed_by: Option<Uuid>,
    pub agreed_by_name: Option<String>,
    pub agreed_at: Option<DateTime<Utc>>,
}

/// The columns of [`SummaryRow`] for a query over `approvals a`. Other records than deals are asked for only where there is no deal.
pub const SUMMARY_COLUMNS: &str = "a.id, a.kind, a.deal_id, a.application_id, a.fund_request_id, a.fund_claim_id, a.subject, \
     a.partner_id, a.region, a.amount_currency, a.amount_minor, a.score, a.submitted_at, a.due_at, a.assignee_id, a.assignee_name, \
     a.flags, a.state, a.decided_by, a.decided_by_name, a.decided_at, a.rule, a.version, a.agreed_by, a.agreed_by_name, a.agreed_at, \
     COALESCE((SELECT d.reference FROM deals d WHERE d.id = a.deal_id), \
     (SELECT r.reference FROM applications r WHERE r.id = a.application_id), \
     (SELECT q.reference FROM fund_requests q WHERE q.id = a.fund_request_id), \
     (SELECT c.reference FROM fund_claims c WHERE c.id = a.fund_claim_id)) AS reference, \
     COALESCE((SELECT p.display_name FROM partners p WHERE p.id = a.partner_id), a.subject) AS partner_name, \
     (SELECT p.tier FROM partners p WHERE p.id = a.partner_id) AS partner_tier";

impl SummaryRow {
    fn of(row: Model, reference: String, partner_name: String, tier: Option<Tier>) -> Self {
        SummaryRow {
            id: row.id,
            kind: row.kind,
            deal_id: row.deal_id,
            application_id: row.application_id,
            fund_request_id: row.fund_request_id,
            fund_claim_id: row.fund_claim_id,
            reference,
            subject: row.subject,
            partner_id: row.partner_id,
            partner_name,
            partner_tier: tier.map(|tier| tier.as_str().to_owned()),
            region: row.region,
            amount_currency: row.amount_currency,
            amount_minor: row.amount_minor,
            score: row.score,
            submitted_at: row.submitted_at,
            due_at: row.due_at,
            assignee_id: row.assignee_id,
            assignee_name: row.assignee_name,
            flags: row.flags,
            state: row.state,
            decided_by: row.decided_by,
            decided_by_name: row.decided_by_name,
            decided_at: row.decided_at,
            rule: row.rule,
            version: row.version,
            agreed_by: row.agreed_by,
            agreed_by_name: row.agreed_by_name,
            agreed_at: row.agreed_at,
        }
    }

    /// As on the wire.
    pub fn summary(self) -> Result<ApprovalSummary, StoreError> {
        let person = |id: Option<Uuid>, name: String| Person {
            id: id.map(UserId),
            name,
        };
        let (by, rule) = (person(self.decided_by, self.decided_by_name), self.rule);
        let agreer = person(self.agreed_by, self.agreed_by_name.unwrap_or_default());
        let columns = [
            self.deal_id,
            self.application_id,
            self.fund_request_id,
            self.fund_claim_id,
        ];
        Ok(ApprovalSummary {
            id: ApprovalId(self.id),
            kind: ApprovalKind::parse(&self.kind).ok_or_else(|| unknown(&self.kind))?,
            record: record_of(columns)?,
            reference: self.reference,
            subject: self.subject,
            partner_id: self.partner_id.map(PartnerId),
            partner_name: self.partner_name,
            partner_tier: self
                .partner_tier
                .map(|tier| Tier::parse(&tier).unwrap_or(Tier::Registered)),
            region: self.region,
            amount: (!self.amount_currency.is_empty()).then_some(Money {
                minor: self.amount_minor,
                currency: self.amount_currency,
            }),
            score: application_row::score(self.score),
            submitted_at: self.submitted_at,
            due_at: self.due_at,
            assignee: self.assignee_id.map(|id| person(Some(id), self.assignee_name)),
            flags: flags(&self.flags).into_iter().collect(),
            state: ApprovalState::parse(&self.state).ok_or_else(|| unknown(&self.state))?,
            agreed: self.agreed_at.map(|at| Agreed { by: agreer, at }),
            decided: self.decided_at.map(|at| Decided { by, at, rule }),
            version: self.version,
        })
    }
}

/// The record that a row is about.
fn record(row: &Model) -> Result<ApprovalRecord, StoreError> {
    record_of([row.deal_id, row.application_id, row.fund_request_id, row.fund_claim_id])
}

/// The record of its columns, one of which is filled.
fn record_of(columns: [Option<Uuid>; 4]) -> Result<ApprovalRecord, StoreError> {
    match columns {
        [Some(id), ..] => Ok(ApprovalRecord::Deal(DealId(id))),
        [_, Some(id), ..] => Ok(ApprovalRecord::Application(ApplicationId(id))),
        [_, _, Some(id), _] => Ok(ApprovalRecord::FundRequest(FundRequestId(id))),
        [_, _, _, Some(id)] => Ok(ApprovalRecord::FundClaim(ClaimId(id))),
        _ => Err(StoreError::Internal("an approval about no record".to_owned())),
    }
}

fn unknown(word: &str) -> StoreError {
    StoreError::Internal(format!("an approval with the unknown word {word}"))
}

/// Flags of their column.
pub fn flags(column: &str) -> BTreeSet<RiskFlag> {
    column.split(',').filter_map(RiskFlag::parse).collect()
}

/// Flags as their column holds them.
pub fn flags_text(flags: &BTreeSet<RiskFlag>) -> String {
    flags.iter().map(|flag| flag.as_str()).collect::<Vec<_>>().join(",")
}
