//! Who does which kind of job.

use super::Job;
use crate::http::AppState;
use crate::store::StoreError;
use async_trait::async_trait;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// What a handler works with.
#[derive(Clone)]
pub struct Context {
    /// What requests work with too.
    pub state: AppState,
    /// Where mail goes.
    pub mailer: crate::mail::Mailer,
}

/// Does one kind of job.
///
/// A job may run again when the server dies between doing it and noting that it is done. A handler that changes rows notes it in
/// the transaction of the change, `job.complete(tx).await?`, and so changes them once.
#[async_trait]
pub trait Handler: Send + Sync + 'static {
    /// Does the job.
    async fn run(&self, context: &Context, job: &Job) -> Result<(), JobError>;
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// It may go better later.
    #[error("{0}")]
    Later(String),
    /// It never will.
    #[error("{0}")]
    Never(String),
}

impl JobError {
    pub(super) fn may_go_better(&self) -> bool {
        matches!(self, JobError::Later(_))
    }
}

impl From<StoreError> for JobError {
    fn from(error: StoreError) -> Self {
        JobError::Later(error.to_string())
    }
}

impl From<sea_orm::DbErr> for JobError {
    fn from(error: sea_orm::DbErr) -> Self {
        StoreError::from(error).into()
    }
}

impl Job {
    /// What it is about, as it was queued.
    pub fn payload<P: DeserializeOwned>(&self) -> Result<P, JobError> {
        serde_json::from_str(&self.payload).map_err(|error| JobError::Never(format!("its payload: {error}")))
    }
}

/// The handlers by kind. Each feature registers its own in [`crate::registry`].
#[derive(Clone, Default)]
pub struct Registry {
    handlers: HashMap<&'static str, Registered>,
}

#[derive(Clone)]
pub(super) struct Registered {
    pub handler: Arc<dyn Handler>,
    /// Done again and again with this pause; once when absent.
    pub every: Option<Duration>,
}

impl Registry {
    /// Names who does a kind of job.
    pub fn on(&mut self, kind: &'static str, handler: impl Handler) {
        self.handlers.insert(
            kind,
            Registered {
                handler: Arc::new(handler),
                every: None,
            },
        );
    }

    /// Names who does what is to be done again and again, by one server at a time.
    pub fn every(&mut self, kind: &'static str, pause: Duration, handler: impl Handler) {
        self.handlers.insert(
            kind,
            Registered {
                handler: Arc::new(handler),
                every: Some(pause),
            },
        );
    }

    pub(super) fn find(&self, kind: &str) -> Option<&Registered> {
        self.handlers.get(kind)
    }

    pub(super) fn recurring(&self) -> impl Iterator<Item = &'static str> {
        self.handlers
            .iter()
            .filter(|(_, registered)| registered.every.is_some())
            .map(|(kind, _)| *kind)
    }
}
