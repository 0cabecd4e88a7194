//! What time it is: passed in everywhere, so that tests can set it.

use chrono::{DateTime, SubsecRound, Utc};
use std::sync::Arc;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Now, to the microsecond: what PostgreSQL stores, so that a time read back equals the time written.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock as shared between tasks.
pub type SharedClock = Arc<dyn Clock>;

/// A duration of whole seconds; beyond what a time can hold, the longest that it can.
pub fn seconds(count: u64) -> chrono::Duration {
    i64::try_from(count)
        .ok()
        .and_then(chrono::Duration::try_seconds)
        .unwrap_or(chrono::Duration::MAX)
}
