//! Booking an allocation by rule: what was previewed, or nothing.

use super::preview::preview;
use crate::funds::ledger::{self, Booking};
use crate::funds::store;
use crate::settings::InEffect;
use crate::store::{Audience, StoreError, Tx};
use entente_model::funds::allocation::AllocationLine;
use entente_model::funds::allocation_preview::{AllocationOrder, AllocationPreview};
use entente_model::funds::fund::{Fund, FundState};
use entente_model::funds::ledger::Posting;
use entente_model::ids::FundId;
use entente_model::problem::{Code, Problem};

/// Books all lines of the figures that the order names. When they are others by now, nothing is booked, and the answer holds them.
pub(super) async fn book(
    tx: &Tx,
    settings: &InEffect,
    id: FundId,
    order: &AllocationOrder,
) -> Result<Fund, StoreError> {
    let mut row = store::find(tx.db(), tx.scope(), id).await?;
    let seen = row.version;
    // Counting the version on locks the row: nothing is booked beside this, and whoever closes the fund sees that it has changed.
    store::count_on(tx, &mut row).await?;
    let row = store::find(tx.db(), tx.scope(), id).await?;
    if store::state(&row.state)? == FundState::Closed {
        return Err(store::closed());
    }
    let now = preview(tx.db(), settings, &row).await?;
    if now.basis != order.basis {
        return Err(changed(AllocationPreview { version: seen, ..now }));
    }
    let bookings: Vec<Booking> = now.lines.iter().flat_map(|named| bookings(&named.line)).collect();
    if bookings.is_empty() {
        return Err(Problem::new(Code::InvalidState).param("reason", "nothing_due").into());
    }
    ledger::book(tx, id, &bookings).await?;
    store::leave(tx, "fund.allocated", &row, |entry| {
        entry
            .param("minor", now.totals.given)
            .param("partners", now.totals.partners)
            .param("basis", now.basis.clone())
    })?;
    // One event for all: each open page reads what it shows.
    store::tell(tx, &row, Audience::everybody())?;
    store::whole(tx.db(), tx.scope(), row, tx.now()).await
}

/// What a partner's line books.
fn bookings(line: &AllocationLine) -> Vec<Booking> {
    let partner_id = line.performance.partner_id;
    let booking = |(basis, minor)| Booking {
        posting: Posting::Allocate { partner_id, basis },
        minor,
        origin: None,
        note: String::new(),
    };
    line.bookings().into_iter().map(booking).collect()
}

/// 409 with the figures as they are by now.
fn changed(now: AllocationPreview) -> StoreError {
    let current = serde_json::to_value(now).unwrap_or_default();
    Problem::new(Code::InvalidState)
        .param("reason", "figures_changed")
        .param("current", current)
        .into()
}
