//! What a partner learns as one types a customer: never whose a registration is.

use super::candidates;
use crate::auth::Scope;
use crate::settings::InEffect;
use crate::store::{Database, StoreError};
use chrono::Utc;
use entente_model::calendar::last_moment;
use entente_model::conflict::{Account, is_public_suffix};
use entente_model::deals::{ConflictCheck, ConflictOutcome};
use entente_model::ids::DealId;

/// The outcome of a check. A domain that is no customer's says nothing of one, as on submission. One's own registration comes first, then protection, which names a day, then reserved accounts.
pub async fn check(
    database: &Database,
    scope: &Scope,
    settings: &InEffect,
    check: &ConflictCheck,
) -> Result<ConflictOutcome, StoreError> {
    if is_public_suffix(&check.customer_domain) {
        return Ok(ConflictOutcome::PublicSuffix {});
    }
    let account = Account::from_typed(
        &check.customer_name,
        &check.customer_domain,
        &check.customer_country,
        &settings.groups,
    );
    if account.keys().is_empty() {
        return Ok(ConflictOutcome::Incomplete {});
    }
    let products: Vec<&str> = check
        .products
        .iter()
        .map(String::as_str)
        .filter(|code| !code.is_empty())
        .collect();
    let except = check.deal_id.map(|id| id.0);
    let found = candidates::find(database.read(), settings, &account, &products, except).await?;
    let own = scope.partner_id().map(|id| id.0);
    let certain = || found.iter().filter(|candidate| candidate.matched.certain);
    if let Some(mine) = certain().find(|candidate| Some(candidate.row.partner_id) == own) {
        return Ok(ConflictOutcome::Own {
            deal_id: DealId(mine.row.id),
            reference: mine.row.reference.clone(),
        });
    }
    let now = database.now();
    let protected = certain()
        .filter(|candidate| candidate.holds_account)
        .filter_map(|holder| holder.row.protected_until);
    if let Some(until) = protected.filter(|until| *until > now).max() {
        return Ok(ConflictOutcome::Protected {
            until: last_moment(until, &Utc).date_naive(),
        });
    }
    if !settings.reserved.touched_by(&account).is_empty() {
        return Ok(ConflictOutcome::Reserved {});
    }
    let others = found.iter().any(|candidate| Some(candidate.row.partner_id) != own);
    Ok(if others {
        ConflictOutcome::Possible {}
    } else {
        ConflictOutcome::Clear {}
    })
}
