//! Times taken, and what is made of them.

use anyhow::Result;
use serde::Serialize;
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::task::LocalSet;

/// One line of the results.
#[derive(Serialize, Debug, Clone)]
pub struct Measurement {
    /// What was measured, a stable word that the report knows.
    pub case: String,
    /// Deals in the database.
    pub deals: u32,
    /// Clients at once, or connections.
    pub clients: u32,
    /// Requests or samples.
    pub count: u64,
    /// Half were quicker, in milliseconds.
    pub p50: f64,
    /// All but one in a hundred were quicker, in milliseconds.
    pub p99: f64,
    /// The slowest, in milliseconds.
    pub max: f64,
    /// Good answers a second.
    pub rate: f64,
    /// Answers that were not what was asked for.
    pub failures: u64,
    /// Where the figure is not a time: bytes of memory, seconds.
    pub value: f64,
}

/// Times of many requests.
#[derive(Default, Debug)]
pub struct Times {
    taken: Vec<Duration>,
    failures: u64,
}

impl Times {
    /// Keeps one; a failure is counted and its time is kept too.
    pub fn keep(&mut self, taken: Duration, good: bool) {
        self.taken.push(taken);
        self.failures += u64::from(!good);
    }

    /// How many answers were not what was asked for.
    pub fn failures(&self) -> u64 {
        self.failures
    }

    /// Adds others.
    pub fn append(&mut self, mut other: Times) {
        self.taken.append(&mut other.taken);
        self.failures += other.failures;
    }

    /// The line, for times that were taken during `span`.
    pub fn measurement(mut self, case: &str, deals: u32, clients: u32, span: Duration) -> Measurement {
        self.taken.sort_unstable();
        let at = |share: f64| {
            let place = ((self.taken.len() as f64 * share).ceil() as usize).clamp(1, self.taken.len().max(1)) - 1;
            self.taken.get(place).map_or(0.0, |taken| taken.as_secs_f64() * 1000.0)
        };
        let good = self.taken.len() as u64 - self.failures;
        Measurement {
            case: case.to_owned(),
            deals,
            clients,
            count: self.taken.len() as u64,
            p50: at(0.5),
            p99: at(0.99),
            max: at(1.0),
            rate: good as f64 / span.as_secs_f64().max(1e-9),
            failures: self.failures,
            value: 0.0,
        }
    }
}

/// A line that is one figure.
pub fn figure(case: &str, deals: u32, value: f64) -> Measurement {
    Measurement {
        value,
        ..Times::default().measurement(case, deals, 0, Duration::from_secs(1))
    }
}

/// Runs as many workers as there are inputs at once and waits for all.
pub async fn together<Input, Work>(inputs: Vec<Input>, work: impl Fn(Input) -> Work) -> Result<(Times, Duration)>
where
    Work: Future<Output = Result<Times>> + 'static,
{
    let local = LocalSet::new();
    let started = Instant::now();
    let workers: Vec<_> = inputs.into_iter().map(|input| local.spawn_local(work(input))).collect();
    local.await;
    let span = started.elapsed();
    let mut times = Times::default();
    for worker in workers {
        times.append(worker.await??);
    }
    Ok((times, span))
}

/// When requests are to leave: at fixed moments, whether or not earlier ones are answered. Their time counts from then, so a
/// server that stalls is charged for all that waited meanwhile (no coordinated omission).
#[derive(Clone)]
pub struct Schedule {
    started: Instant,
    every: Duration,
    total: u64,
    next: Rc<Cell<u64>>,
}

impl Schedule {
    /// So many requests a second for so long.
    pub fn new(rate: u32, span: Duration) -> Self {
        let total = (f64::from(rate) * span.as_secs_f64()) as u64;
        Schedule {
            started: Instant::now() + Duration::from_millis(20),
            every: Duration::from_secs(1) / rate,
            total,
            next: Rc::new(Cell::new(0)),
        }
    }

    /// Waits for the next free moment and gives it; `None` when all are taken.
    pub async fn next(&self) -> Option<Instant> {
        let number = self.next.get();
        if number >= self.total {
            return None;
        }
        self.next.set(number + 1);
        let moment = self.started + Duration::from_nanos(self.every.as_nanos() as u64 * number);
        let now = Instant::now();
        // The timer knows whole milliseconds. A request that is due within the next one leaves at once and is timed from then:
        // never is the generator's own timer charged to the server, nor a late departure forgotten.
        if moment > now + Duration::from_millis(1) {
            tokio::time::sleep_until((moment - Duration::from_millis(1)).into()).await;
            return Some(moment.min(Instant::now()));
        }
        Some(moment.min(now))
    }
}
