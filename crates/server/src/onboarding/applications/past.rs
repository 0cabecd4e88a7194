//! What those wrote who applied so far.

use crate::store::sql::Sql;
use crate::store::{Database, StoreError};
use entente_model::onboarding::ApplicationFields;
use sea_orm::ConnectionTrait;

/// The fields of the last applications that were handed in, whatever became of them.
pub async fn handed_in(database: &Database, most: u32) -> Result<Vec<ApplicationFields>, StoreError> {
    let mut sql = Sql::new(
        database.backend(),
        "SELECT a.fields FROM applications a WHERE a.state <> 'draft' AND a.submitted_at IS NOT NULL ORDER BY a.submitted_at DESC LIMIT ",
    );
    sql.bind(i64::from(most));
    let rows = database.read().query_all_raw(sql.statement()).await?;
    rows.iter()
        .map(|row| {
            let fields: String = row.try_get("", "fields")?;
            Ok(serde_json::from_str(&fields)?)
        })
        .collect()
}
