//! What payments mean for a claim: for whoever marks them as made, and for the bank's confirmations.

use super::{WholeClaim, step};
use crate::funds::actor;
use crate::funds::notify::{self, Notice, To};
use crate::store::StoreError;
use crate::work::Work;
use entente_model::funds::claim::ClaimOccurrence;
use entente_model::ids::{ClaimId, PaymentId};
use entente_model::problem::Code;

/// The bank has paid an approved claim: its request comes to its end, and what is left of the reservation goes back. 409 while the approval
/// can still be taken back.
pub async fn paid(work: &mut Work<'_>, id: ClaimId, payment_id: PaymentId) -> Result<WholeClaim, StoreError> {
    let claim = occur(work, id, ClaimOccurrence::Pay { payment_id }, ("fund_claim.paid", "")).await?;
    let progress = &claim.request.facts.progress;
    let (paid, released) = (progress.paid, progress.released);
    work.audit_fund_request("fund_request.closed", &claim.request, |entry| {
        entry.param("paid", paid).param("released", released)
    });
    notify::claim(work, &claim, Notice::Paid, To::Owner)?;
    Ok(claim)
}

/// The payment has come back, for what the bank says: the claim is owed again, and its request waits for another payment.
pub async fn bounced(
    work: &mut Work<'_>,
    id: ClaimId,
    payment_id: PaymentId,
    reason: &str,
) -> Result<WholeClaim, StoreError> {
    occur(
        work,
        id,
        ClaimOccurrence::Bounce { payment_id },
        ("fund_claim.bounced", reason),
    )
    .await
}

async fn occur(
    work: &mut Work<'_>,
    id: ClaimId,
    occurrence: ClaimOccurrence,
    (entry, message): (&'static str, &str),
) -> Result<WholeClaim, StoreError> {
    let mut claim = WholeClaim::find(work.db, work.scope, id).await?;
    let actor = actor::of(work.scope);
    step::occur(work, &mut claim, &occurrence, actor).await?;
    let owed = claim.facts.progress.approved.unwrap_or(0);
    let currency = claim.request.fund_currency().to_owned();
    let payment = claim.facts.progress.payment_id.ok_or(Code::Internal)?;
    work.audit_fund_claim(entry, &claim, |entry| {
        entry
            .param("minor", owed)
            .param("currency", currency)
            .param("payment_id", payment.to_string())
            .param("message", message.trim())
    });
    Ok(claim)
}
