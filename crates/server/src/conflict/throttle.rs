//! How often a person may check: enough for typing, too little to walk through all companies of a country.
//!
//! Each server counts for itself, in memory: the limit is a brake, not a ledger, and a write to disk for each key pressed would cost
//! more than it guards.

use chrono::{DateTime, Duration, Utc};
use entente_model::ids::UserId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Checks a minute.
const CHECKS: u32 = 120;
/// The minute.
const WINDOW: Duration = Duration::seconds(60);
/// People that are remembered before those of past minutes are forgotten.
const PEOPLE: usize = 10_000;

/// Since when a person's checks are counted, and how many there were.
type Count = (DateTime<Utc>, u32);

/// Counts checks by person; cheap to clone.
#[derive(Clone, Default)]
pub struct Throttle {
    people: Arc<Mutex<HashMap<UserId, Count>>>,
}

impl Throttle {
    /// Counts one; `Err` says how long to wait.
    pub fn count(&self, user: UserId, now: DateTime<Utc>) -> Result<(), Duration> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let current = |since: &DateTime<Utc>| (Duration::zero()..WINDOW).contains(&(now - *since));
        if people.len() >= PEOPLE {
            people.retain(|_, (since, _)| current(since));
        }
        let (since, count) = people.entry(user).or_insert((now, 0));
        if !current(since) {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        if *count <= CHECKS {
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
    fn a_minute_has_so_many_checks() {
        let (throttle, user) = (Throttle::default(), UserId(uuid::Uuid::nil()));
        let now = DateTime::UNIX_EPOCH;
        for _ in 0..CHECKS {
            assert!(throttle.count(user, now).is_ok());
        }
        assert_eq!(
            throttle.count(user, now + Duration::seconds(20)),
            Err(Duration::seconds(40))
        );
        assert!(throttle.count(UserId(uuid::Uuid::max()), now).is_ok());
        assert!(throttle.count(user, now + WINDOW).is_ok());
    }
}
