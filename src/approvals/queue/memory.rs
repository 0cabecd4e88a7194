//! The queue as a person last looked at it in this visit, for the way back from an item and on to the next one.

use crate::paths::ApprovalsQuery;
use std::cell::RefCell;

thread_local! {
    static LAST: RefCell<ApprovalsQuery> = RefCell::default();
}

/// Keeps what the queue shows.
pub fn remember(query: &ApprovalsQuery) {
    LAST.with_borrow_mut(|last| last.clone_from(query));
}

/// What the queue showed last; all that waits when it was not looked at.
pub fn last() -> ApprovalsQuery {
    LAST.with_borrow(Clone::clone)
}
