//! On to the next item after a decision, where the person wants that.

use crate::api::approvals;
use crate::approvals::queue::memory;
use crate::paths::{self, ApprovalsQuery};
use entente_model::approvals::ApprovalState;
use entente_model::ids::ApprovalId;
use leptos::prelude::*;

/// Where it is kept whether one goes on by oneself.
const KEPT: &str = "entente.decide-next";

/// Whether the person goes on to the next item; yes, until they say no.
pub fn goes_on() -> bool {
    let storage = window().local_storage().ok().flatten();
    storage
        .and_then(|storage| storage.get_item(KEPT).ok().flatten())
        .as_deref()
        != Some("no")
}

/// Keeps it on the device.
pub fn set_goes_on(goes_on: bool) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(KEPT, if goes_on { "yes" } else { "no" });
    }
}

/// Where to go after `decided`: the next item of the queue as it was filtered last, or the queue when nothing waits there any more.
pub async fn address_after(decided: ApprovalId) -> String {
    let last = memory::last();
    let query = if last.decided { ApprovalsQuery::default() } else { last };
    let queue = paths::approvals_with(&query);
    let Ok(page) = approvals::list(&query, None, None).await else {
        return queue;
    };
    let waits =
        |item: &&entente_model::approvals::ApprovalSummary| item.id != decided && item.state == ApprovalState::Open;
    page.items
        .iter()
        .find(waits)
        .map_or(queue, |item| paths::approval(item.id))
}
