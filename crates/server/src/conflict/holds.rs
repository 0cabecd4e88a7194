//! Who holds an account. A row for each key and product; the primary key decides who is first, whatever was read before.

use crate::store::sql::Sql;
use crate::store::{StoreError, dialect};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How trying to take an account went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The deal holds it.
    Holds,
    /// Others do, for at least one key and product; the deal holds nothing.
    HeldByOthers,
}

/// A key and product that was held.
pub type Held = (String, String);

/// How often a hold that went away while it was looked at is tried for again.
const TRIES: u32 = 5;

/// Takes all keys for all products, or nothing. Keys go in their order, so that two that want the same do not wait for each other.
pub async fn take<'a>(
    db: &DatabaseTransaction,
    deal: Uuid,
    keys: &BTreeSet<String>,
    products: impl IntoIterator<Item = &'a str>,
) -> Result<Taken, StoreError> {
    let products: BTreeSet<&str> = products.into_iter().collect();
    if keys.is_empty() || products.is_empty() {
        return Ok(Taken::HeldByOthers);
    }
    let wanted = (keys.len() * products.len()) as u64;
    for _ in 0..TRIES {
        if insert(db, deal, keys, &products).await? == wanted {
            return Ok(Taken::Holds);
        }
        release(db, deal).await?;
        if others_hold(db, keys, &products).await? {
            return Ok(Taken::HeldByOthers);
        }
        // Whoever held it let go meanwhile.
    }
    Err(StoreError::Conflict(
        "an account changed hands again and again".to_owned(),
    ))
}

async fn insert(
    db: &DatabaseTransaction,
    deal: Uuid,
    keys: &BTreeSet<String>,
    products: &BTreeSet<&str>,
) -> Result<u64, StoreError> {
    let mut sql = Sql::new(
        db.get_database_backend(),
        "INSERT INTO account_holds (account_key, product, deal_id) VALUES ",
    );
    let mut first = true;
    for key in keys {
        for product in products {
            sql.push(if first { "(" } else { ", (" });
            first = false;
            sql.bind(key.clone())
                .push(", ")
                .bind(*product)
                .push(", ")
                .bind(deal)
                .push(")");
        }
    }
    sql.push(" ON CONFLICT DO NOTHING");
    Ok(db.execute_raw(sql.statement()).await?.rows_affected())
}

/// Whether others hold any of it. Their rows are kept from going away until this transaction ends: who lets go afterwards
/// sees this registration wait and passes the account on to it.
async fn others_hold(
    db: &DatabaseTransaction,
    keys: &BTreeSet<String>,
    products: &BTreeSet<&str>,
) -> Result<bool, StoreError> {
    let backend = db.get_database_backend();
    let mut sql = Sql::new(backend, "SELECT 1 AS held FROM account_holds WHERE account_key IN ");
    sql.bind_list(keys.iter().cloned())
        .push(" AND product IN ")
        .bind_list(products.iter().copied());
    sql.push(" ORDER BY account_key, product")
        .push(dialect::share_lock(backend));
    Ok(!db.query_all_raw(sql.statement()).await?.is_empty())
}

/// Lets go of all that a deal holds, and says what it was.
pub async fn release(db: &DatabaseTransaction, deal: Uuid) -> Result<Vec<Held>, StoreError> {
    let mut sql = Sql::new(db.get_database_backend(), "DELETE FROM account_holds WHERE deal_id = ");
    sql.bind(deal).push(" RETURNING account_key, product");
    let rows = db.query_all_raw(sql.statement()).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("", "account_key")?, row.try_get("", "product")?)))
        .collect()
}
