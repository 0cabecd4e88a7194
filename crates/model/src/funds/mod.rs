//! Market development funds: money that is asked for, spent, proven and returned (domain: MDF).

pub mod allocation;
pub mod books;
pub mod fund;
pub mod ledger;
pub mod rate;
pub mod share;
