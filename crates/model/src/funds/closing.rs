//! Closing a period by rule: what lapses, what of reservations is released, and what stays until it is paid.

use super::request::FundRequestState;
use crate::words::words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// What becomes of reservations when a period is closed. What is available or unallocated lapses in any case. A rule from before there was a
    /// choice keeps them.
    #[derive(Default)]
    ReservationsAtClosing {
        /// All stay until the time for their claims is over.
        #[default]
        Keep = "keep",
        /// Activities that have not begun are called off: their reservations lapse, and their partners are told. All others stay.
        ReleaseNotStarted = "release_not_started",
    }
}

impl ReservationsAtClosing {
    /// Whether it is what holds where nothing is said.
    pub fn is_usual(&self) -> bool {
        *self == Self::Keep
    }

    /// Whether closing calls off an activity in that state whose first day that is; `today` is the day where its partner is.
    pub fn releases(self, state: FundRequestState, starts_on: NaiveDate, today: NaiveDate) -> bool {
        self == Self::ReleaseNotStarted && state == FundRequestState::Approved && today < starts_on
    }
}

/// What closing a fund's period now would do. Amounts are minor units of the fund's currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosingPreview {
    /// What becomes of reservations: the fund's rule.
    pub at_closing: ReservationsAtClosing,
    /// What partners have not asked for; it lapses.
    pub available: i64,
    /// How many partners have something of that.
    pub partners: u32,
    /// What nobody was given; it lapses.
    pub unallocated: i64,
    /// What is reserved for activities that are called off; it lapses.
    pub released: i64,
    /// How many activities are called off.
    pub called_off: u32,
    /// What stays reserved.
    pub reserved: i64,
    /// For how many activities.
    pub going_on: u32,
    /// What stays owed for approved claims.
    pub payable: i64,
    /// How many requests wait and expire.
    pub waiting: u32,
}

impl ClosingPreview {
    /// All that lapses.
    pub fn lapses(&self) -> i64 {
        self.available + self.unallocated + self.released
    }

    /// Counts an activity that something is reserved for.
    pub fn count(&mut self, minor: i64, state: FundRequestState, starts_on: NaiveDate, today: NaiveDate) {
        if self.at_closing.releases(state, starts_on, today) {
            self.released += minor;
            self.called_off += 1;
        } else {
            self.reserved += minor;
            self.going_on += 1;
        }
    }
}
