//! Invoices that were claimed before: of all claims that were handed in and not rejected, as they are compared with others.

use super::WholeClaim;
use crate::store::StoreError;
use crate::store::entities::claim_invoices::{Column, Entity, Model};
use crate::store::sql::Sql;
use crate::work::Work;
use chrono::NaiveDate;
use entente_model::funds::claim::{ClaimDraft, UsedInvoice};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Invoices of the partner's other claims that have the number of one of this one's.
pub(super) async fn used<C: ConnectionTrait>(
    db: &C,
    claim: &WholeClaim,
    fields: &ClaimDraft,
) -> Result<Vec<UsedInvoice>, StoreError> {
    let numbers: BTreeSet<String> = keys(fields).into_iter().map(|(number, _, _)| number).collect();
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT i.number, i.supplier, i.invoiced_on, q.reference FROM claim_invoices i JOIN fund_claims c ON c.id = i.claim_id \
         JOIN fund_requests q ON q.id = c.request_id WHERE i.partner_id = ",
    );
    sql.bind(claim.row.partner_id)
        .push(" AND i.claim_id <> ")
        .bind(claim.row.id)
        .push(" AND i.number IN ")
        .bind_list(numbers)
        .push(" ORDER BY i.number, i.supplier, i.invoiced_on");
    let rows = db.query_all_raw(sql.statement()).await?;
    rows.iter()
        .map(|row| {
            Ok(UsedInvoice {
                reference: row.try_get("", "reference")?,
                invoice_number: row.try_get("", "number")?,
                supplier: row.try_get("", "supplier")?,
                invoiced_on: row.try_get("", "invoiced_on")?,
            })
        })
        .collect()
}

/// Keeps the invoices that a claim names, in place of those that it named before.
pub(super) async fn keep(work: &Work<'_>, claim: &WholeClaim) -> Result<(), StoreError> {
    forget(work, claim).await?;
    let rows = rows_of(claim.row.partner_id, claim.row.id, &claim.fields()?);
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| row.into_active_model().reset_all())
        .collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(work.db).await?;
    }
    Ok(())
}

/// The rows of a claim's invoices.
pub(crate) fn rows_of(partner_id: Uuid, claim_id: Uuid, fields: &ClaimDraft) -> Vec<Model> {
    let row = |(number, supplier, invoiced_on)| Model {
        partner_id,
        number,
        supplier,
        invoiced_on,
        claim_id,
    };
    keys(fields).into_iter().map(row).collect()
}

/// Lets other claims name the invoices of one that is not paid.
pub(super) async fn forget(work: &Work<'_>, claim: &WholeClaim) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::ClaimId.eq(claim.row.id))
        .exec(work.db)
        .await?;
    Ok(())
}

/// Number, sender and day of each invoice that can be told from others, each once.
fn keys(fields: &ClaimDraft) -> BTreeSet<(String, String, NaiveDate)> {
    let lines = fields.lines.iter();
    let keys = lines.filter_map(|line| {
        let (number, supplier) = line.invoice_key();
        Some((number, supplier, line.invoiced_on?))
    });
    keys.filter(|(number, _, _)| !number.is_empty()).collect()
}
