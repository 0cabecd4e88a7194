//! Files that a change has left without a row: taken away after its commit, again until it is done.

use super::Files;
use crate::jobs::{Context, Handler, Job, JobError};
use crate::store::{NewJob, StoreError};
use async_trait::async_trait;

pub(super) const KIND: &str = "files_discard";

/// A job that takes files away.
pub fn discard_job(keys: &[String]) -> Result<NewJob, StoreError> {
    NewJob::new(KIND, &keys)
}

impl Files {
    /// Takes a file away that no row names. What fails here the daily sweep does.
    pub async fn discard(&self, key: &str) {
        if let Err(error) = self.remove(key).await {
            tracing::warn!(%error, "a file without a row is left for the sweep");
        }
    }
}

pub(super) struct Discard;

#[async_trait]
impl Handler for Discard {
    async fn run(&self, context: &Context, job: &Job) -> Result<(), JobError> {
        for key in job.payload::<Vec<String>>()? {
            let removed = context.state.files.remove(&key).await;
            removed.map_err(|error| JobError::Later(error.to_string()))?;
        }
        Ok(())
    }
}
