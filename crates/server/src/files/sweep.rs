//! Files without a row: left by a server that died between keeping a file and writing its row.

use crate::jobs::{Context, Handler, Job, JobError, Registry};
use crate::store::entities::attachments::{Column, Entity};
use async_trait::async_trait;
use chrono::Duration;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashSet;

/// A file younger than this may still get its row.
const GRACE: Duration = Duration::hours(24);
/// Keys asked for at once.
const AT_ONCE: usize = 500;

/// Registers the sweep, once a day.
pub fn register(registry: &mut Registry) {
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
            let rows = Entity::find()
                .select_only()
                .column(Column::ObjectKey)
                .filter(Column::ObjectKey.is_in(keys.to_vec()));
            let kept: HashSet<String> = rows
                .into_tuple::<String>()
                .all(database.read())
                .await?
                .into_iter()
                .collect();
            for key in keys.iter().filter(|key| !kept.contains(*key)) {
                files.remove(key).await.map_err(later)?;
                metrics::counter!("entente_files_swept_total").increment(1);
            }
        }
        Ok(())
    }
}
