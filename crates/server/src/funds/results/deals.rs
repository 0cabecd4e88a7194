//! Deals that came of an activity. The key of their table says that a deal counts for one activity, whoever links it first.

use crate::funds::requests::{WholeRequest, as_seen, permit};
use crate::settings::InEffect;
use crate::store::entities::deals;
use crate::store::sql::Sql;
use crate::store::{StoreError, Tx};
use crate::work::Work;
use chrono::{DateTime, Utc};
use entente_model::deals::{DealProgress, DealState};
use entente_model::funds::request::{FundRequest, FundRequestEventKind};
use entente_model::funds::results::LinkedDeal;
use entente_model::ids::{DealId, FundRequestId};
use entente_model::money::Money;
use entente_model::problem::{Code, Problem};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult};
use uuid::Uuid;

/// A linked deal as read; the fields are the columns.
#[derive(FromQueryResult)]
pub(in crate::funds) struct Linked {
    /// The request that it is linked with.
    pub request_id: Uuid,
    id: Uuid,
    reference: String,
    customer_name: String,
    state: String,
    stage: Option<String>,
    value_currency: String,
    value_minor: i64,
    /// Nothing but of deals that are won, whose order stands in it.
    progress: Option<String>,
}

/// The columns of [`Linked`] for a query over `fund_request_deals l` joined with `deals d`.
pub(in crate::funds) const LINKED_COLUMNS: &str = "l.request_id, d.id, d.reference, d.customer_name, d.state, d.stage, d.value_currency, \
     d.value_minor, CASE WHEN d.state = 'won' THEN d.progress END AS progress";

impl Linked {
    /// As on the wire.
    pub fn deal(self) -> Result<LinkedDeal, StoreError> {
        let progress: Option<DealProgress> = self.progress.as_deref().map(serde_json::from_str).transpose()?;
        let order = progress.and_then(|progress| progress.won_value);
        let state = DealState::parse(&self.state)
            .ok_or_else(|| StoreError::Internal(format!("a deal in the unknown state {}", self.state)))?;
        Ok(LinkedDeal {
            id: DealId(self.id),
            reference: self.reference,
            name: self.customer_name,
            state,
            // A stage is what a deal has from its approval on.
            was_approved: self.stage.is_some(),
            value: order.unwrap_or_else(|| Money::new(self.value_minor, self.value_currency)),
        })
    }
}

/// The deals that are linked with a request, the one linked first first.
pub(in crate::funds) async fn linked<C: ConnectionTrait>(
    db: &C,
    request: FundRequestId,
) -> Result<Vec<LinkedDeal>, StoreError> {
    let mut sql = Sql::new(db.get_database_backend(), "SELECT ");
    sql.push(LINKED_COLUMNS)
        .push(" FROM fund_request_deals l JOIN deals d ON d.id = l.deal_id WHERE l.request_id = ")
        .bind(request.0)
        .push(" ORDER BY l.linked_at, l.deal_id");
    let rows = db.query_all_raw(sql.statement()).await?;
    rows.iter()
        .map(|row| Linked::from_query_result(row, "")?.deal())
        .collect()
}

/// Links a deal of the same partner's. One that is linked already stays so.
pub(super) async fn link(
    tx: &Tx,
    settings: &InEffect,
    (id, deal): (FundRequestId, DealId),
    seen: i64,
) -> Result<FundRequest, StoreError> {
    let mut request = as_seen(tx, id, seen).await?;
    permit(tx, settings, &request, FundRequestEventKind::Report)?;
    let found = deals::Entity::find_by_id(deal.0).one(tx.db()).await?;
    let found = found.filter(|found| found.partner_id == request.row.partner_id);
    let found = found.ok_or(Code::NotFound)?;
    if found.state == DealState::Draft.as_str() {
        return Err(Problem::new(Code::InvalidState)
            .param("reason", "wrong_state")
            .param("state", found.state)
            .into());
    }
    let mut work = Work::new(tx, settings);
    if insert(tx.db(), id, deal, tx.now()).await? {
        leave(&mut work, &mut request, "fund_request.deal_linked", &found).await?;
    } else if holder(tx.db(), deal).await? != Some(id.0) {
        return Err(Problem::new(Code::AlreadyExists).param("what", "linked_deal").into());
    }
    work.leave(tx)?;
    request.on_wire(tx.db(), tx.scope()).await
}

/// Whether it was free.
async fn insert(
    db: &DatabaseTransaction,
    request: FundRequestId,
    deal: DealId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let mut sql = Sql::new(
        db.get_database_backend(),
        "INSERT INTO fund_request_deals (deal_id, request_id, linked_at) VALUES (",
    );
    sql.bind(deal.0).push(", ").bind(request.0).push(", ").bind(now);
    sql.push(") ON CONFLICT (deal_id) DO NOTHING");
    Ok(db.execute_raw(sql.statement()).await?.rows_affected() == 1)
}

/// The request that a deal counts for.
async fn holder(db: &DatabaseTransaction, deal: DealId) -> Result<Option<Uuid>, StoreError> {
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT request_id FROM fund_request_deals WHERE deal_id = ",
    );
    sql.bind(deal.0);
    let row = db.query_one_raw(sql.statement()).await?;
    Ok(row.map(|row| row.try_get("", "request_id")).transpose()?)
}

/// Parts a deal from the request that it is linked with; 404 when it is not.
pub(super) async fn unlink(
    tx: &Tx,
    settings: &InEffect,
    (id, deal): (FundRequestId, DealId),
    seen: i64,
) -> Result<FundRequest, StoreError> {
    let mut request = as_seen(tx, id, seen).await?;
    permit(tx, settings, &request, FundRequestEventKind::Report)?;
    let mut sql = Sql::new(
        tx.db().get_database_backend(),
        "DELETE FROM fund_request_deals WHERE deal_id = ",
    );
    sql.bind(deal.0).push(" AND request_id = ").bind(id.0);
    if tx.db().execute_raw(sql.statement()).await?.rows_affected() == 0 {
        return Err(Code::NotFound.into());
    }
    let found = deals::Entity::find_by_id(deal.0).one(tx.db()).await?;
    let found = found.ok_or(Code::NotFound)?;
    let mut work = Work::new(tx, settings);
    leave(&mut work, &mut request, "fund_request.deal_unlinked", &found).await?;
    work.leave(tx)?;
    request.on_wire(tx.db(), tx.scope()).await
}

/// Counts the request on, and tells of the deal.
async fn leave(
    work: &mut Work<'_>,
    request: &mut WholeRequest,
    entry: &'static str,
    deal: &deals::Model,
) -> Result<(), StoreError> {
    let facts = request.facts.clone();
    work.save_fund_request(request, facts).await?;
    work.audit_fund_request(entry, request, |entry| {
        entry
            .param("deal", deal.reference.clone())
            .param("customer", deal.customer_name.clone())
    });
    Ok(())
}
