//! An item with all that a manager needs to decide: what it conflicts with or may be the same as, side by side, and how the rules
//! judged it.

use super::decide::on_wire;
use super::item::Item;
use super::record::Record;
use crate::auth::Scope;
use crate::conflict::{self, Candidate};
use crate::deals::record;
use crate::deals::submission::rule_input;
use crate::deals::whole::Whole;
use crate::onboarding::applications::duplicates;
use crate::settings::InEffect;
use crate::store::{Database, StoreError};
use entente_model::approvals::rules::judge_all;
use entente_model::approvals::{Approval, Conflict, Evidence, RuleVerdict};
use entente_model::ids::ApprovalId;
use entente_model::people::Permission;
use entente_model::settings::ReservedAccount;
use std::sync::Arc;

/// The item; conflicts, rules and likely duplicates for those who may see them.
pub async fn find(
    database: &Database,
    scope: &Scope,
    settings: &Arc<InEffect>,
    id: ApprovalId,
) -> Result<Approval, StoreError> {
    let item = Item::find(database.read(), scope, id).await?;
    let mut approval = on_wire(database.read(), scope, &item).await?;
    if scope.may(Permission::ReadConflicts) {
        match &item.record {
            Record::Deal(deal) => judge(database, scope, settings, deal, &mut approval).await?,
            Record::Application(application) => {
                approval.duplicates = duplicates::find(database.read(), scope, settings, application).await?;
            }
            Record::FundRequest(_) | Record::FundClaim(_) => {}
        }
    }
    Ok(approval)
}

/// What a deal conflicts with, and how the rules judge it.
async fn judge(
    database: &Database,
    scope: &Scope,
    settings: &InEffect,
    deal: &Whole,
    approval: &mut Approval,
) -> Result<(), StoreError> {
    let account = record::account(&deal.row);
    let codes = record::codes(&deal.row.products);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let others = conflict::find(database.read(), settings, &account, &codes, Some(deal.row.id)).await?;
    let reserved = settings.reserved.touched_by(&account);
    let conflicting = !others.is_empty() || !reserved.is_empty();
    approval.rules = verdicts(deal, settings, &codes, conflicting);
    let others = others
        .into_iter()
        .map(|other| of_registration(other, scope))
        .collect::<Result<Vec<_>, _>>()?;
    approval.conflicts = reserved.into_iter().map(of_reserved).chain(others).collect();
    Ok(())
}

fn verdicts(deal: &Whole, settings: &InEffect, codes: &[&str], conflict: bool) -> Vec<RuleVerdict> {
    let row = &deal.row;
    let Some(value) = record::money(row.value_minor, row.value_currency.clone()) else {
        return Vec::new();
    };
    judge_all(
        &settings.settings.auto_approval,
        &rule_input(deal, &value, codes, conflict),
    )
}

fn of_reserved(reserved: &ReservedAccount) -> Conflict {
    Conflict {
        evidence: Vec::new(),
        certain: true,
        deal: None,
        submitted_at: None,
        holds_account: false,
        reserved: Some(reserved.clone()),
    }
}

/// The other registration is shown to who may see that partner's deals; that there is one, and why, to all who decide.
fn of_registration(other: Candidate, scope: &Scope) -> Result<Conflict, StoreError> {
    let mut evidence = other.matched.evidence;
    if !other.shared.is_empty() {
        evidence.push(Evidence::SharedProducts { products: other.shared });
    }
    let visible = scope.covers(Some(other.row.partner_id), Some(&other.region));
    let submitted_at = Some(other.row.submitted_at);
    let deal = if visible {
        Some(Box::new(other.row.summary()?))
    } else {
        None
    };
    Ok(Conflict {
        evidence,
        certain: other.matched.certain,
        deal,
        submitted_at,
        holds_account: other.holds_account,
        reserved: None,
    })
}
