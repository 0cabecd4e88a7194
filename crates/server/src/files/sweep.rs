//! Files without a row: left by a server that died between keeping a file and writing its row.

use crate::jobs::{Context, Handler, Job, JobError, Registry};
use crate::store::entities::{attachments, partners, tax_forms};
use async_trait::async_trait;
use chrono::Duration;
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashSet;

/// A file younger than this may still get its row.
const GRACE: Duration = Duration::hours(24);
/// Keys asked for at once.
const AT_ONCE: usize = 500;

/// Registers the sweep, once a day, and what takes single files away.
pub fn register(registry: &mut Registry) {
    registry.on(super::discard::KIND, super::discard::Discard);
    registry.every("files_sweep", std::time::Duration::from_secs(24 * 60 * 60), Sweep);
}

struct Sweep;

#[async_trait]
impl Handler for Sweep {
    async fn run(&self, context: &Context, _: &Job) -> Result<(), JobError> {
        let (database, files) = (&context.state.database, &context.state.files);
        let later = |error: super::FileError| JobError::Later(error.to_string());
        let old = files.older_than(database.now() - GRACE).await.map_err(later)?;
        for keys in old.chunks(AT_ONCE) {
            let kept = kept_of(database.read(), keys).await?;
            for key in keys.iter().filter(|key| !kept.contains(*key)) {
                files.remove(key).await.map_err(later)?;
                metrics::counter!("entente_files_swept_total").increment(1);
            }
        }
        Ok(())
    }
}

/// Those of the keys that a row names.
async fn kept_of(db: &DatabaseConnection, keys: &[String]) -> Result<HashSet<String>, DbErr> {
    let mut kept = named::<attachments::Entity>(db, attachments::Column::ObjectKey, keys).await?;
    kept.extend(named::<partners::Entity>(db, partners::Column::LogoKey, keys).await?);
    kept.extend(named::<partners::Entity>(db, partners::Column::LogoDrawingKey, keys).await?);
    kept.extend(named::<tax_forms::Entity>(db, tax_forms::Column::ObjectKey, keys).await?);
    Ok(kept.into_iter().collect())
}

/// Those of the keys that a column names.
async fn named<E: EntityTrait>(
    db: &DatabaseConnection,
    column: E::Column,
    keys: &[String],
) -> Result<Vec<String>, DbErr> {
    let rows = E::find()
        .select_only()
        .column(column)
        .filter(column.is_in(keys.to_vec()));
    rows.into_tuple::<String>().all(db).await
}
