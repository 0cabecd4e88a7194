//! Requests as on the wire.

use super::row::{self, day};
use super::{WholeRequest, others};
use crate::attachments;
use crate::auth::Scope;
use crate::deals::record::money;
use crate::funds::{claims, results, store};
use crate::settings::fund_settings;
use crate::store::StoreError;
use crate::store::entities::fund_requests::Model;
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::funds::activity::ActivityType;
use entente_model::funds::claim::{ClaimState, FundClaimSummary, needed_proofs};
use entente_model::funds::request::{FundRequest, FundRequestState, FundRequestSummary, RequestHoldings};
use entente_model::ids::{FundId, FundRequestId, PartnerId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// What lists show of a row; the fields are the columns.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct SummaryRow {
    pub id: Uuid,
    pub reference: String,
    pub title: String,
    pub activity: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub state: String,
    pub currency: String,
    pub asked_minor: i64,
    pub fund_id: Option<Uuid>,
    pub fund_name: Option<String>,
    pub fund_currency: Option<String>,
    pub reserved_minor: i64,
    pub payable_minor: i64,
    pub paid_minor: i64,
    pub due_at: Option<DateTime<Utc>>,
    pub claim_deadline: NaiveDate,
    pub claim_answer_due: Option<DateTime<Utc>>,
    pub partner_id: Uuid,
    pub partner_name: String,
    pub submitted_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// The columns of [`SummaryRow`] for a query over `fund_requests r`, which has one claim at a time that was not rejected.
pub(super) const SUMMARY_COLUMNS: &str = "r.id, r.reference, r.title, r.activity, r.starts_on, r.ends_on, r.state, r.currency, \
     r.asked_minor, r.fund_id, r.reserved_minor, r.payable_minor, r.paid_minor, r.due_at, r.claim_deadline, r.partner_id, r.submitted_at, \
     r.updated_at, r.version, \
     (SELECT f.name FROM funds f WHERE f.id = r.fund_id) AS fund_name, \
     (SELECT f.currency FROM funds f WHERE f.id = r.fund_id) AS fund_currency, \
     (SELECT p.display_name FROM partners p WHERE p.id = r.partner_id) AS partner_name, \
     (SELECT c.due_at FROM fund_claims c WHERE c.request_id = r.id AND c.state = 'action_required') AS claim_answer_due";

impl SummaryRow {
    fn of(row: Model, whole: &WholeRequest, claims: &[FundClaimSummary]) -> Self {
        let returned = claims.iter().find(|claim| claim.state == ClaimState::ActionRequired);
        SummaryRow {
            id: row.id,
            reference: row.reference,
            title: row.title,
            activity: row.activity,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            state: row.state,
            currency: row.currency,
            asked_minor: row.asked_minor,
            fund_id: row.fund_id,
            fund_name: whole.fund.as_ref().map(|fund| fund.name.clone()),
            fund_currency: whole.fund.as_ref().map(|fund| fund.currency.clone()),
            reserved_minor: row.reserved_minor,
            payable_minor: row.payable_minor,
            paid_minor: row.paid_minor,
            due_at: row.due_at,
            claim_deadline: row.claim_deadline,
            claim_answer_due: returned.and_then(|claim| claim.due_at),
            partner_id: row.partner_id,
            partner_name: whole.partner.name.clone(),
            submitted_at: row.submitted_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }

    /// As on the wire.
    pub fn summary(self) -> Result<FundRequestSummary, StoreError> {
        let state = row::state(&self.state)?;
        Ok(FundRequestSummary {
            id: FundRequestId(self.id),
            reference: self.reference,
            title: self.title,
            activity: ActivityType::parse(&self.activity),
            starts_on: day(self.starts_on),
            ends_on: day(self.ends_on),
            state,
            asked: money(self.asked_minor, self.currency).filter(|money| money.minor > 0),
            fund_id: self.fund_id.map(FundId),
            fund_name: self.fund_name.unwrap_or_default(),
            fund_currency: self.fund_currency.unwrap_or_default(),
            holds: RequestHoldings {
                reserved: self.reserved_minor,
                payable: self.payable_minor,
                paid: self.paid_minor,
            },
            due_at: self.due_at,
            claim_deadline: day(self.claim_deadline),
            claim_answer_due: self.claim_answer_due,
            partner_id: PartnerId(self.partner_id),
            partner_name: self.partner_name,
            submitted_at: (state != FundRequestState::Draft).then_some(self.submitted_at),
            updated_at: self.updated_at,
            version: self.version,
        })
    }
}

impl WholeRequest {
    /// As on the wire. Drafts of claims are its partner's alone, and that it was escalated is the vendor's own business.
    pub async fn on_wire<C: ConnectionTrait>(&self, db: &C, scope: &Scope) -> Result<FundRequest, StoreError> {
        let fund = match self.row.fund_id {
            Some(id) => store::of_partner(db, FundId(id), self.partner_id()).await?,
            None => None,
        };
        let fields = self.fields()?;
        let proofs = match self.row.settings_id {
            Some(id) => Some(needed_proofs(&fields, &fund_settings(db, id).await?)),
            None => None,
        };
        let mut progress = self.facts.progress.clone();
        if scope.is_partner() {
            progress.escalated_at = None;
        }
        let claims = claims::of_request(db, self, scope.is_partner()).await?;
        Ok(FundRequest {
            summary: SummaryRow::of(self.row.clone(), self, &claims).summary()?,
            fields,
            progress,
            fund,
            others: others::find(db, &self.row).await?,
            attachments: attachments::of_record(db, self.row.id).await?,
            claims,
            proofs,
            results: results::told(&self.row)?,
            deals: results::linked(db, self.id()).await?,
            owner: self.owner(),
            created_at: self.row.created_at,
        })
    }
}
