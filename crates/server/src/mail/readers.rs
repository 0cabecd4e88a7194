//! Whom mail about a record goes to: people of the vendor's, and the admins of a partner.

use crate::store::sql::Sql;
use crate::store::{StoreError, Tx};
use entente_model::ids::{PartnerId, UserId};
use sea_orm::ConnectionTrait;

/// People who are still here, picked by the rest of a condition on `users`.
pub async fn people(tx: &Tx, which: impl FnOnce(&mut Sql)) -> Result<Vec<UserId>, StoreError> {
    let mut sql = Sql::new(
        tx.db().get_database_backend(),
        "SELECT id FROM users WHERE disabled_at IS NULL AND ",
    );
    which(&mut sql);
    sql.push(" ORDER BY id");
    let rows = tx.db().query_all_raw(sql.statement()).await?;
    rows.iter().map(|row| Ok(UserId(row.try_get("", "id")?))).collect()
}

/// The program's admins.
pub async fn admins(tx: &Tx) -> Result<Vec<UserId>, StoreError> {
    people(tx, |sql| {
        sql.push("role = 'program_admin'");
    })
    .await
}

/// A partner's admins.
pub async fn partner_admins(tx: &Tx, partner: PartnerId) -> Result<Vec<UserId>, StoreError> {
    people(tx, |sql| {
        sql.push("role = 'partner_admin' AND partner_id = ").bind(partner.0);
    })
    .await
}

/// Who looks after a region: its channel managers, or the program's admins when there are none.
pub async fn in_charge(tx: &Tx, region: &str) -> Result<Vec<UserId>, StoreError> {
    let found = managers(tx, region).await?;
    if found.is_empty() { admins(tx).await } else { Ok(found) }
}

/// Channel managers of a region who are still here.
pub async fn managers(tx: &Tx, region: &str) -> Result<Vec<UserId>, StoreError> {
    let managers = "SELECT id, regions FROM users WHERE role = 'channel_manager' AND disabled_at IS NULL ORDER BY id";
    let sql = Sql::new(tx.db().get_database_backend(), managers);
    let mut found = Vec::new();
    for row in tx.db().query_all_raw(sql.statement()).await? {
        let regions: String = row.try_get("", "regions")?;
        let regions: Vec<String> = serde_json::from_str(&regions)?;
        if regions.iter().any(|own| own == region) {
            found.push(UserId(row.try_get("", "id")?));
        }
    }
    Ok(found)
}

/// Who decides about money.
pub async fn finance(tx: &Tx) -> Result<Vec<UserId>, StoreError> {
    people(tx, |sql| {
        sql.push("role = 'finance'");
    })
    .await
}
