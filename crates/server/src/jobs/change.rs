//! Jobs that are one change: made in one transaction, by the settings in effect, and noted as done with it.

use super::{Context, Handler, Job, JobError, Registry};
use crate::auth::Scope;
use crate::settings::InEffect;
use crate::store::{StoreError, Tx};
use crate::work::Work;
use async_trait::async_trait;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

/// What a job is about, when doing the job is one change of the portal's own.
#[async_trait]
pub trait Change: DeserializeOwned + Send + Sync + 'static {
    /// Makes the change. It may run again, as all that [`Database::write`](crate::store::Database::write) runs.
    async fn make(&self, tx: &Tx, settings: &InEffect) -> Result<(), StoreError>;
}

/// The alarm of a record's clock: a change that leaves something behind, kept aside until nothing can be refused any more.
#[async_trait]
pub trait Strikes: DeserializeOwned + Send + Sync + 'static {
    /// Does what is to be done at the alarm's time.
    async fn strike(&self, work: &mut Work<'_>) -> Result<(), StoreError>;
}

#[async_trait]
impl<A: Strikes> Change for A {
    async fn make(&self, tx: &Tx, settings: &InEffect) -> Result<(), StoreError> {
        let mut work = Work::new(tx, settings);
        self.strike(&mut work).await?;
        work.leave(tx)
    }
}

impl Registry {
    /// Names the change that a kind of job is; the job's payload tells it.
    pub fn change<C: Change>(&mut self, kind: &'static str) {
        self.on(kind, Making::<C>(PhantomData));
    }
}

/// Makes the change that a job is.
struct Making<C>(PhantomData<fn() -> C>);

#[async_trait]
impl<C: Change> Handler for Making<C> {
    async fn run(&self, context: &Context, job: &Job) -> Result<(), JobError> {
        let change: C = job.payload()?;
        let database = &context.state.database;
        let settings = context.state.settings.in_effect(database).await?;
        let input = (job.clone(), change, settings);
        database
            .write(&Scope::portal(), input, |tx, (job, change, settings)| {
                Box::pin(async move {
                    change.make(tx, settings).await?;
                    job.complete(tx).await
                })
            })
            .await?;
        Ok(())
    }
}
