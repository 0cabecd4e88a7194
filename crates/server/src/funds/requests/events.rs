//! What a partner does with a request.

use super::{WholeRequest, drafts, step, submission};
use crate::approvals::{self, About};
use crate::funds::actor;
use crate::settings::InEffect;
use crate::store::{StoreError, Tx};
use crate::work::Work;
use entente_model::funds::request::{FundRequest, FundRequestEvent, FundRequestOccurrence};
use entente_model::ids::FundRequestId;

/// Does it, or says why not.
pub(super) async fn happen(
    tx: &Tx,
    settings: &InEffect,
    id: FundRequestId,
    seen: i64,
    event: &FundRequestEvent,
) -> Result<FundRequest, StoreError> {
    let mut request = drafts::as_seen(tx, id, seen).await?;
    let mut work = Work::new(tx, settings);
    match event {
        FundRequestEvent::Submit {} => submission::submit(&mut work, &mut request).await?,
        FundRequestEvent::Withdraw { note } => withdraw(&mut work, &mut request, note.trim()).await?,
    }
    work.leave(tx)?;
    // Read anew: a fund that it names from now on belongs to it.
    let request = WholeRequest::find(tx.db(), tx.scope(), id).await?;
    request.on_wire(tx.db(), tx.scope()).await
}

/// Takes it back: what was reserved for it goes back, and what waits about it ends.
async fn withdraw(work: &mut Work<'_>, request: &mut WholeRequest, note: &str) -> Result<(), StoreError> {
    let actor = actor::of(work.scope);
    step::occur(work, request, &FundRequestOccurrence::Withdraw, actor).await?;
    approvals::cancel(work, About::FundRequest(request)).await?;
    let released = request.facts.progress.released;
    work.audit_fund_request("fund_request.withdrawn", request, |entry| {
        entry.param("note", note).param("released", released)
    });
    Ok(())
}
