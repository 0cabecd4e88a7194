//! Registrations that are, or may be, of one account: found by index, judged by the model.

use super::domains;
use crate::deals::record::{self, SUMMARY_COLUMNS, SummaryRow};
use crate::settings::InEffect;
use crate::store::StoreError;
use crate::store::sql::Sql;
use chrono::{DateTime, Utc};
use entente_model::conflict::{Account, Match, compare, name_block, shared_products, similarity};
use entente_model::deals::DealState;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Most registrations that are looked at: those that hold first, then the earliest.
const MOST: i64 = 100;
/// Most names of a block that are compared, and most alike that are followed.
const MOST_NAMES: i64 = 10_000;
const MOST_ALIKE: usize = 50;

/// A live registration of the same account, or possibly so, that shares a product.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What lists show of it.
    pub row: SummaryRow,
    /// Region of its partner.
    pub region: String,
    /// Whether it holds the account.
    pub holds_account: bool,
    /// Why the accounts match.
    pub matched: Match,
    /// Products that both name.
    pub shared: Vec<String>,
}

impl Candidate {
    /// Whether it surely is of the account, is under review without holding it, and was handed in earlier.
    pub fn waits_since_before(&self, time: DateTime<Utc>) -> bool {
        let under_review =
            DealState::parse(&self.row.state).is_some_and(|state| state.can_hold() && state != DealState::Approved);
        self.matched.certain && under_review && !self.holds_account && self.row.submitted_at < time
    }
}

/// Live registrations that match an account, certain ones first, then those that hold, then the earliest. Without products any share.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    settings: &InEffect,
    account: &Account,
    products: &[&str],
    except: Option<Uuid>,
) -> Result<Vec<Candidate>, StoreError> {
    let threshold = settings.settings.deals.similarity_per_mille;
    let alike = alike(db, account, threshold).await?;
    let domains: Vec<String> = domains(account, settings).into_iter().collect();
    if domains.is_empty() && account.normalised_name.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT d.region, d.holds_account, d.account_domain, d.account_name, ",
    );
    sql.push(SUMMARY_COLUMNS).push(" FROM deals d WHERE ");
    // What holds, or waits to; found by several indexes, one after the other: SQLite scans the table for an OR of them.
    sql.unindexed("d.state")
        .push(" IN ('submitted', 'in_review', 'action_required', 'approved') AND d.id IN (");
    let mut union = "";
    if !domains.is_empty() {
        sql.push("SELECT x.id FROM deals x WHERE x.account_domain IN ")
            .bind_list(domains.iter().cloned());
        union = " UNION ";
    }
    if !account.normalised_name.is_empty() {
        sql.push(union)
            .push("SELECT x.id FROM deals x WHERE x.account_name = ")
            .bind(account.normalised_name.clone());
    }
    if !alike.is_empty() {
        sql.push(" UNION SELECT x.id FROM deals x WHERE x.account_name IN ")
            .bind_list(alike)
            .push(" AND x.customer_country = ")
            .bind(account.country.clone());
    }
    sql.push(") ORDER BY d.holds_account DESC, ")
        .unindexed("d.submitted_at")
        .push(" LIMIT ")
        .bind(MOST);
    let mut found = Vec::new();
    for row in db.query_all_raw(sql.statement()).await? {
        let summary = SummaryRow::from_query_result(&row, "")?;
        if Some(summary.id) == except {
            continue;
        }
        let other = Other {
            region: row.try_get("", "region")?,
            holds_account: row.try_get("", "holds_account")?,
            account: stored_account(
                row.try_get("", "account_domain")?,
                row.try_get("", "account_name")?,
                &summary,
            ),
            summary,
        };
        found.extend(judge(other, account, &domains, products, threshold));
    }
    found.sort_by_key(|candidate| {
        (
            !candidate.matched.certain,
            !candidate.holds_account,
            candidate.row.submitted_at,
        )
    });
    Ok(found)
}

struct Other {
    region: String,
    holds_account: bool,
    account: Account,
    summary: SummaryRow,
}

fn judge(other: Other, account: &Account, domains: &[String], products: &[&str], threshold: u32) -> Option<Candidate> {
    let mut theirs = other.account;
    // A domain that joined the group after the other was handed in stands for the same account now.
    if theirs
        .account_domain
        .as_ref()
        .is_some_and(|domain| domains.contains(domain))
    {
        theirs.account_domain.clone_from(&account.account_domain);
    }
    let matched = compare(account, &theirs, threshold)?;
    let codes = record::codes(&other.summary.products);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let shared = shared_products(products.iter().copied(), &codes);
    if shared.is_empty() && !products.is_empty() {
        return None;
    }
    Some(Candidate {
        row: other.summary,
        region: other.region,
        holds_account: other.holds_account,
        matched,
        shared,
    })
}

fn stored_account(domain: String, name: String, row: &SummaryRow) -> Account {
    let domain = (!domain.is_empty()).then_some(domain);
    Account {
        registrable_domain: domain.clone(),
        account_domain: domain,
        normalised_name: name,
        country: row.customer_country.clone(),
    }
}

/// Names in the country that are alike, not equal. The index alone is read: many registrations share few names.
async fn alike<C: ConnectionTrait>(db: &C, account: &Account, threshold: u32) -> Result<Vec<String>, StoreError> {
    if account.normalised_name.is_empty() || account.country.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        db.get_database_backend(),
        "SELECT DISTINCT account_name FROM deals WHERE account_block = ",
    );
    sql.bind(name_block(&account.normalised_name))
        .push(" AND customer_country = ")
        .bind(account.country.clone());
    sql.push(" LIMIT ").bind(MOST_NAMES);
    let mut alike = Vec::new();
    for row in db.query_all_raw(sql.statement()).await? {
        let name: String = row.try_get("", "account_name")?;
        let similarity = similarity(&account.normalised_name, &name);
        if similarity >= threshold && name != account.normalised_name {
            alike.push((similarity, name));
        }
    }
    alike.sort_unstable_by(|one, other| other.cmp(one));
    Ok(alike.into_iter().take(MOST_ALIKE).map(|(_, name)| name).collect())
}
