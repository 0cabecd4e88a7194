//! The worker: takes jobs that are due, a few at a time, and rests between so that requests come first.

use super::claim::{self, Outcome};
use super::registry::Registered;
use super::{Context, Job, JobError, Registry};
use crate::store::StoreError;
use futures::{FutureExt, StreamExt, stream};
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// Jobs taken at once.
const TAKEN: usize = 32;
/// Jobs that run at once.
const AT_ONCE: usize = 8;
/// Looks for jobs of other servers this often.
const LOOK_EVERY: Duration = Duration::from_secs(3);
/// Longest time that a job may run; shorter than the lease.
const TIME_LIMIT: Duration = Duration::from_secs(4 * 60);
/// Tries until a job is put aside; the last comes about a day after the first.
const ATTEMPTS: i32 = 17;
/// Longest pause between tries.
const LONGEST_PAUSE: u64 = 4 * 60 * 60;
/// After a round the worker rests so many times as long as it worked: people wait for requests, nobody for a job.
const REST: u32 = 4;
/// Longest rest. A round that takes longer than this waited for a mail server, not for the processor.
const LONGEST_REST: Duration = Duration::from_millis(100);

/// Works until the server stops; jobs that run then are finished.
pub async fn run(registry: Registry, context: Context) {
    let stop = context.state.stop.clone();
    let database = context.state.database.clone();
    let recurring: Vec<&'static str> = registry.recurring().collect();
    let mut ensured = false;
    while !stop.is_cancelled() {
        if !ensured {
            ensured = claim::ensure(&database, recurring.clone()).await.is_ok();
        }
        let began = Instant::now();
        let done = match work_once(&registry, &context).await {
            Ok(count) => count,
            Err(error) => {
                tracing::warn!(%error, "jobs can't be taken");
                0
            }
        };
        if done > 0 {
            let rest = (began.elapsed() * REST).min(LONGEST_REST);
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(rest) => {}
            }
        }
        if done == TAKEN {
            continue;
        }
        let wait = pause(&context).await;
        tokio::select! {
            () = stop.cancelled() => {}
            () = database.job_added().notified() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Until the next job is due, at most [`LOOK_EVERY`].
async fn pause(context: &Context) -> Duration {
    let database = &context.state.database;
    match claim::next_due(database).await {
        Ok(Some(due)) => (due - database.now())
            .to_std()
            .unwrap_or(Duration::from_millis(20))
            .min(LOOK_EVERY),
        _ => LOOK_EVERY,
    }
}

async fn work_once(registry: &Registry, context: &Context) -> Result<usize, StoreError> {
    let jobs = claim::take(&context.state.database, TAKEN).await?;
    let count = jobs.len();
    let (told, mut went) = mpsc::unbounded_channel();
    let work = async move {
        let told = &told;
        stream::iter(jobs)
            .for_each_concurrent(AT_ONCE, |job| async move {
                // The other end is read until this one is gone.
                let _ = told.send(one(registry, context, job).await);
            })
            .await;
    };
    // Beside the work, not between: a job that is not let go on may hold the connection that the note waits for.
    let note = async {
        let mut ended = Vec::with_capacity(TAKEN);
        while went.recv_many(&mut ended, TAKEN).await > 0 {
            if let Err(error) = claim::note(&context.state.database, std::mem::take(&mut ended)).await {
                // The leases end and the jobs are taken again.
                tracing::warn!(%error, "how jobs went could not be noted");
            }
        }
    };
    futures::join!(work, note);
    Ok(count)
}

async fn one(registry: &Registry, context: &Context, job: Job) -> (Job, Outcome) {
    let registered = registry.find(&job.kind);
    let result = match registered {
        // A newer server beside this one may know it.
        None => Err(JobError::Later("no handler knows this kind".to_owned())),
        Some(registered) => {
            let running = AssertUnwindSafe(registered.handler.run(context, &job)).catch_unwind();
            match tokio::time::timeout(TIME_LIMIT, running).await {
                Ok(Ok(result)) => result,
                Ok(Err(_panic)) => Err(JobError::Later("it panicked".to_owned())),
                Err(_elapsed) => Err(JobError::Later("it took too long".to_owned())),
            }
        }
    };
    let outcome = outcome(context, registered, &job, result);
    (job, outcome)
}

fn outcome(context: &Context, registered: Option<&Registered>, job: &Job, result: Result<(), JobError>) -> Outcome {
    let now = context.state.database.now();
    let every = registered.and_then(|registered| registered.every);
    let counted = |result: &'static str| {
        metrics::counter!("entente_jobs_total", "kind" => job.kind.clone(), "result" => result).increment(1);
    };
    match (result, every) {
        (Ok(()), None) => {
            counted("done");
            Outcome::Done
        }
        (Ok(()), Some(every)) => {
            counted("done");
            let at = now + crate::clock::seconds(every.as_secs());
            Outcome::Again {
                at,
                error: String::new(),
                fresh: true,
            }
        }
        (Err(error), every) if every.is_some() || (error.may_go_better() && job.attempts < ATTEMPTS) => {
            counted("failed");
            tracing::warn!(kind = job.kind, id = %job.id, attempt = job.attempts, %error, "a job failed and is tried again");
            let at = now + crate::clock::seconds(backoff(job.attempts));
            Outcome::Again {
                at,
                error: error.to_string(),
                fresh: false,
            }
        }
        (Err(error), _) => {
            counted("dead");
            tracing::error!(kind = job.kind, id = %job.id, %error, "a job is put aside");
            Outcome::Dead {
                error: error.to_string(),
            }
        }
    }
}

/// Seconds until the next try: 5, 10, 20 … up to four hours.
fn backoff(attempts: i32) -> u64 {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(20);
    (5_u64 << doublings).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_last_about_a_day() {
        let total: u64 = (1..ATTEMPTS).map(backoff).sum();
        assert_eq!(backoff(1), 5);
        assert!((12 * 3600..36 * 3600).contains(&total), "{total}");
    }
}
