//! Jobs: done once, tried again, put aside.

use crate::support::{Backend, TestApp, TestResult};
use async_trait::async_trait;
use chrono::Duration;
use entente_server::auth::Scope;
use entente_server::jobs::{self, Context, Handler, Job, JobError, Registry};
use entente_server::mail::Mailer;
use entente_server::store::entities::jobs as rows;
use entente_server::store::{NewJob, StoreError};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Notes which jobs ran, and does what their payload says.
#[derive(Clone, Default)]
struct Recorder {
    ran: Arc<Mutex<HashMap<String, u32>>>,
}

#[async_trait]
impl Handler for Recorder {
    async fn run(&self, _: &Context, job: &Job) -> Result<(), JobError> {
        let payload: String = job.payload()?;
        let runs = {
            let mut ran = self.ran.lock().map_err(|error| JobError::Never(error.to_string()))?;
            let runs = ran.entry(payload.clone()).or_default();
            *runs += 1;
            *runs
        };
        match payload.as_str() {
            "once more" if runs == 1 => Err(JobError::Later("not yet".to_owned())),
            "never" => Err(JobError::Never("no".to_owned())),
            "panics" if runs == 1 => std::panic::resume_unwind(Box::new("on purpose")),
            _ => Ok(()),
        }
    }
}

impl Recorder {
    fn runs(&self, payload: &str) -> u32 {
        self.ran
            .lock()
            .ok()
            .and_then(|ran| ran.get(payload).copied())
            .unwrap_or_default()
    }
}

async fn enqueue(app: &TestApp, payloads: Vec<String>) -> Result<(), StoreError> {
    app.state
        .database
        .write(&Scope::for_tests(), payloads, |tx, payloads| {
            Box::pin(async move {
                for payload in payloads {
                    tx.enqueue(NewJob::new("test", payload)?);
                }
                Ok(())
            })
        })
        .await
}

async fn in_state(app: &TestApp, state: &str) -> TestResult<u64> {
    let rows = rows::Entity::find()
        .filter(rows::Column::State.eq(state))
        .filter(rows::Column::Kind.eq("test"));
    Ok(rows.count(app.state.database.read()).await?)
}

async fn app_with(recorder: &Recorder, backend: Backend) -> TestResult<TestApp> {
    let mut registry = Registry::default();
    registry.on("test", recorder.clone());
    let app = TestApp::build(backend, |config| config, registry.clone()).await?;
    // Three workers compete, as three servers would.
    for _ in 0..2 {
        let context = Context {
            state: app.state.clone(),
            mailer: Mailer::new(&app.state.config)?,
        };
        tokio::spawn(jobs::run(registry.clone(), context));
    }
    Ok(app)
}

async fn each_job_is_done_once(backend: Backend) -> TestResult {
    let recorder = Recorder::default();
    let app = app_with(&recorder, backend).await?;
    let payloads: Vec<String> = (0..300).map(|number| format!("job {number}")).collect();
    for chunk in payloads.chunks(50) {
        enqueue(&app, chunk.to_vec()).await?;
    }
    app.eventually(async || Ok((in_state(&app, "done").await? == 300).then_some(())))
        .await?;
    for payload in &payloads {
        assert_eq!(recorder.runs(payload), 1, "{payload}");
    }
    app.end().await
}

async fn a_failed_job_is_tried_again(backend: Backend) -> TestResult {
    let recorder = Recorder::default();
    let app = app_with(&recorder, backend).await?;
    enqueue(&app, ["once more", "never", "panics"].map(str::to_owned).to_vec()).await?;
    app.eventually(async || {
        Ok((in_state(&app, "dead").await? == 1 && in_state(&app, "pending").await? == 2).then_some(()))
    })
    .await?;
    assert_eq!(
        (recorder.runs("once more"), recorder.runs("panics")),
        (1, 1),
        "a pause comes first"
    );
    app.clock.advance(Duration::seconds(10));
    app.eventually(async || Ok((in_state(&app, "done").await? == 2).then_some(())))
        .await?;
    assert_eq!((recorder.runs("once more"), recorder.runs("never")), (2, 1));
    app.end().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_job_is_done_once_on_sqlite() -> TestResult {
    each_job_is_done_once(Backend::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn each_job_is_done_once_on_postgres() -> TestResult {
    each_job_is_done_once(Backend::postgres()?).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_job_is_tried_again_on_sqlite() -> TestResult {
    a_failed_job_is_tried_again(Backend::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn a_failed_job_is_tried_again_on_postgres() -> TestResult {
    a_failed_job_is_tried_again(Backend::postgres()?).await
}
