//! What a request, and its claim, have booked: in the books of the fund, and in what the fund holds for this request alone.

use super::WholeRequest;
use crate::funds::ledger::{self, Booking};
use crate::store::entities::fund_requests::Model;
use crate::store::{Audience, StoreError};
use crate::work::Work;
use entente_model::events::LiveEvent;
use entente_model::funds::books::is_kept_by_request;
use entente_model::funds::ledger::{AccountKind, LedgerRefusal, Posting};
use entente_model::funds::rate::Origin;

/// Books it, and keeps in the request's row what is held for it from then on; the row is still to be written. Refuses with 409 what is not
/// there, and then nothing may be written. Books come before rows of requests, as when a period is closed, so that the two don't wait for
/// each other.
pub(in crate::funds) async fn book(
    work: &mut Work<'_>,
    request: &mut WholeRequest,
    (posting, minor): (Posting, i64),
    origin: Option<Origin>,
) -> Result<(), StoreError> {
    let fund = request.fund_id()?;
    let currency = request.fund_currency().to_owned();
    move_held(&mut request.row, &currency, &posting, minor)?;
    let booking = Booking {
        posting,
        minor,
        origin,
        note: String::new(),
    };
    ledger::book_in(work, fund, &[booking]).await?;
    let version = request.fund.as_ref().map_or(0, |fund| fund.version);
    let audience = Audience::partner(request.partner_id(), request.row.region.clone());
    work.publish(LiveEvent::Fund { id: fund, version }, audience);
    Ok(())
}

/// Moves an amount between what is held for a request.
pub(crate) fn move_held(row: &mut Model, currency: &str, posting: &Posting, minor: i64) -> Result<(), StoreError> {
    // What is kept by request is the same in an open fund and in a closed one.
    let (from, to) = posting.way(false);
    if is_kept_by_request(from) {
        let held = held(row, from);
        if *held < minor {
            let refusal = LedgerRefusal::RequestInsufficient {
                account: from,
                holds: *held,
            };
            return Err(ledger::refused(refusal, currency));
        }
        *held -= minor;
    }
    if is_kept_by_request(to) {
        *held(row, to) += minor;
    }
    Ok(())
}

fn held(row: &mut Model, account: AccountKind) -> &mut i64 {
    match account {
        AccountKind::Payable => &mut row.payable_minor,
        AccountKind::Paid => &mut row.paid_minor,
        _ => &mut row.reserved_minor,
    }
}
