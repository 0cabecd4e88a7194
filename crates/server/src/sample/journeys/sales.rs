//! When each partner first and last handed a deal in and won one, and how often.

use super::super::deals::Sale;
use chrono::{DateTime, Utc};

/// One of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Deal {
    /// When.
    pub at: DateTime<Utc>,
    /// Place of whose deal it was among the partner's people.
    pub owner: usize,
}

/// All of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    /// The first.
    pub first: Deal,
    /// The last, which may be the first.
    pub last: Deal,
    /// How many.
    pub count: u32,
}

/// What all partners sold, by their places.
pub struct Sales {
    registered: Vec<Option<Tally>>,
    won: Vec<Option<Tally>>,
}

impl Sales {
    /// Of so many partners that have sold nothing yet.
    pub fn of(partners: usize) -> Self {
        Sales {
            registered: vec![None; partners],
            won: vec![None; partners],
        }
    }

    /// Adds registrations in any order.
    pub fn add(&mut self, sales: Vec<Sale>) {
        for sale in sales {
            let deal = |at| Deal { at, owner: sale.owner };
            count(&mut self.registered[sale.partner], deal(sale.registered_at));
            if let Some(won_at) = sale.won_at {
                count(&mut self.won[sale.partner], deal(won_at));
            }
        }
    }

    /// Those that a partner handed in.
    pub fn registered(&self, partner: usize) -> Option<Tally> {
        self.registered[partner]
    }

    /// Those that it won.
    pub fn won(&self, partner: usize) -> Option<Tally> {
        self.won[partner]
    }
}

fn count(tally: &mut Option<Tally>, deal: Deal) {
    let known = tally.get_or_insert(Tally {
        first: deal,
        last: deal,
        count: 0,
    });
    known.count += 1;
    if deal.at < known.first.at {
        known.first = deal;
    }
    if deal.at > known.last.at {
        known.last = deal;
    }
}
