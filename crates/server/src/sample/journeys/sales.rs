//! When each partner first handed a deal in, and first won one.

use super::super::deals::Sale;
use chrono::{DateTime, Utc};

/// The first of a kind.
#[derive(Clone, Copy, Debug)]
pub struct First {
    /// When.
    pub at: DateTime<Utc>,
    /// Place of whose deal it was among the partner's people.
    pub owner: usize,
}

/// The firsts of all partners, by their places.
pub struct Sales {
    registered: Vec<Option<First>>,
    won: Vec<Option<First>>,
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
            let first = |at| First { at, owner: sale.owner };
            earlier(&mut self.registered[sale.partner], first(sale.registered_at));
            if let Some(won_at) = sale.won_at {
                earlier(&mut self.won[sale.partner], first(won_at));
            }
        }
    }

    /// The first that a partner handed in.
    pub fn registered(&self, partner: usize) -> Option<First> {
        self.registered[partner]
    }

    /// The first that it won.
    pub fn won(&self, partner: usize) -> Option<First> {
        self.won[partner]
    }
}

fn earlier(known: &mut Option<First>, other: First) {
    if known.is_none_or(|known| other.at < known.at) {
        *known = Some(other);
    }
}
