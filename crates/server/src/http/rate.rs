//! How often somebody may ask for something that costs little but tells something: enough for typing, too little to walk through all
//! there is.
//!
//! Each server counts for itself, in memory: the limit is a brake, not a ledger, and a write to disk for each key pressed would cost
//! more than it guards.

use super::Refusal;
use chrono::{DateTime, Duration, Utc};
use entente_model::problem::Code;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// The minute.
const WINDOW: Duration = Duration::seconds(60);
/// Askers that are remembered before those of past minutes are forgotten.
const ASKERS: usize = 10_000;

/// How often at most those of past minutes are looked for.
const SWEEP: Duration = Duration::seconds(5);

/// Since when an asker is counted, and how often they asked.
type Count = (DateTime<Utc>, u32);

/// Counts by asker, a person or a network; cheap to clone.
#[derive(Clone)]
pub struct Rate<Asker> {
    a_minute: u32,
    counts: Arc<Mutex<Counts<Asker>>>,
}

struct Counts<Asker> {
    askers: HashMap<Asker, Count>,
    swept_at: DateTime<Utc>,
}

impl<Asker: Eq + Hash> Rate<Asker> {
    /// So many a minute.
    pub fn a_minute(a_minute: u32) -> Self {
        Rate {
            a_minute,
            counts: Arc::new(Mutex::new(Counts {
                askers: HashMap::new(),
                swept_at: DateTime::UNIX_EPOCH,
            })),
        }
    }

    /// Counts one; 429 with how long to wait when there were enough.
    pub fn count(&self, asker: Asker, now: DateTime<Utc>) -> Result<(), Refusal> {
        let wait = |wait: Duration| Refusal::from(Code::TooManyRequests).retry_after(wait.to_std().unwrap_or_default());
        self.counted(asker, now).map_err(wait)
    }

    /// Counts one; `Err` says how long to wait.
    fn counted(&self, asker: Asker, now: DateTime<Utc>) -> Result<(), Duration> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let Counts { askers, swept_at } = &mut *counts;
        let current = |since: &DateTime<Utc>| (Duration::zero()..WINDOW).contains(&(now - *since));
        if askers.len() >= ASKERS && !askers.contains_key(&asker) {
            if (now - *swept_at).abs() >= SWEEP {
                askers.retain(|_, (since, _)| current(since));
                *swept_at = now;
            }
            // A crowd of strangers is answered later rather than remembered without end.
            if askers.len() >= ASKERS {
                return Err(SWEEP);
            }
        }
        let (since, count) = askers.entry(asker).or_insert((now, 0));
        if !current(since) {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        if *count <= self.a_minute {
            Ok(())
        } else {
            Err(*since + WINDOW - now)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_has_so_many() {
        let rate = Rate::a_minute(3);
        let now = DateTime::UNIX_EPOCH;
        for _ in 0..3 {
            assert!(rate.counted("one", now).is_ok());
        }
        let soon = now + Duration::seconds(20);
        assert_eq!(rate.counted("one", soon), Err(Duration::seconds(40)));
        assert!(rate.counted("other", now).is_ok());
        assert!(rate.counted("one", now + WINDOW).is_ok());
    }
}
