//! The orders in which requests are listed, each along an index; and what reports and funds sum up, in indexes that hold all of it.

use super::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for columns in LISTS {
            manager.create_index(index("fund_requests", columns)).await?;
        }
        let spent = index("fund_requests", SPENT)
            .name("fund_requests_with_spend")
            .and_where(Expr::cust("payable_minor > 0 OR paid_minor > 0"))
            .to_owned();
        manager.create_index(spent).await?;
        // Not of budgets: what asks for one partner's accounts does not name that condition, and so never reads along this index.
        let held = index("fund_accounts", &["fund_id", "kind", "partner_id", "balance"])
            .name("fund_accounts_summed_up")
            .and_where(Expr::cust("kind <> 'budget'"))
            .to_owned();
        manager.create_index(held).await
    }
}

/// A partner's and everybody's. The region, which does not change once a request was handed in, is in those that a channel manager walks,
/// so that rows of other regions are passed over unread.
const LISTS: &[&[&str]] = &[
    &["partner_id", "submitted_at", "id"],
    &["partner_id", "claim_deadline", "id"],
    &["partner_id", "currency", "asked_minor", "id"],
    &["submitted_at", "id", "region"],
    &["claim_deadline", "id", "region"],
    &["currency", "asked_minor", "id", "region"],
];

/// What is measured of requests for which something was paid or is owed, without what was written in each: `Row` of
/// `funds/returns/measure.rs`.
const SPENT: &[&str] = &[
    "id",
    "state",
    "fund_id",
    "partner_id",
    "approved_on",
    "activity",
    "tier",
    "region",
    "reserved_minor",
    "payable_minor",
    "paid_minor",
    "decision_days",
    "payment_days",
    "leads",
    "pipeline_currency",
    "pipeline_minor",
    "won_currency",
    "won_minor",
];
