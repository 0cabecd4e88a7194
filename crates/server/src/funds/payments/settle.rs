//! What becomes of a payment: made or bounced, with what that books, by hand or because the bank says so.

use super::batches::{as_seen, payment_of, set_settler};
use super::{row, views};
use crate::funds::claims::{WholeClaim, payment as claims};
use crate::funds::notify::{self, Notice, To};
use crate::settings::InEffect;
use crate::store::entities::fund_payments::Model;
use crate::store::{StoreError, Tx};
use crate::work::Work;
use entente_model::funds::payment::{PaymentBatch, PaymentMark, PaymentState, Verdict};
use entente_model::ids::{ClaimId, PaymentBatchId, PaymentId};
use entente_model::problem::Problem;

/// Lets a verdict happen to a payment, and to its claim, request and fund with it; `false` when the payment stood there already. The row of
/// its batch is still to be written.
pub(super) async fn settle(
    work: &mut Work<'_>,
    payment: &mut Model,
    verdict: Verdict,
    reason: &str,
) -> Result<bool, StoreError> {
    let before = row::state(payment)?;
    let Some(after) = before.after(verdict).map_err(Problem::from)? else {
        return Ok(false);
    };
    let (claim, id) = (ClaimId(payment.claim_id), PaymentId(payment.id));
    match verdict {
        Verdict::Paid => {
            claims::paid(work, claim, id).await?;
        }
        Verdict::Bounced => {
            let claim = if before == PaymentState::Paid {
                claims::bounced(work, claim, id, reason).await?
            } else {
                refused(work, claim, reason).await?
            };
            notify::claim(work, &claim, Notice::Bounced, To::Owner)?;
        }
    }
    payment.state = after.as_str().to_owned();
    payment.reason = reason.trim().to_owned();
    set_settler(work, payment);
    work.save_payment(payment).await?;
    Ok(true)
}

/// The bank never made it: nothing was booked, and the claim is owed as it was.
async fn refused(work: &mut Work<'_>, id: ClaimId, reason: &str) -> Result<WholeClaim, StoreError> {
    let claim = WholeClaim::find(work.db, work.scope, id).await?;
    work.audit_fund_claim("fund_claim.payment_refused", &claim, |entry| {
        entry.param("message", reason.trim())
    });
    work.publish_fund_claim(&claim);
    Ok(claim)
}

/// Says by hand what became of a payment.
pub(super) async fn mark(
    tx: &Tx,
    settings: &InEffect,
    (id, payment): (PaymentBatchId, PaymentId),
    seen: i64,
    mark: &PaymentMark,
) -> Result<PaymentBatch, StoreError> {
    let mut batch = as_seen(tx, settings, id, seen).await?;
    let mut payment = payment_of(tx, &batch, payment).await?;
    let mut work = Work::new(tx, settings);
    if settle(&mut work, &mut payment, mark.verdict, &mark.reason).await? {
        work.save_payment_batch(&mut batch).await?;
        let verdict = mark.verdict.as_str();
        work.audit_payment_batch("payment_batch.marked", &batch, |entry| {
            entry
                .param("end_to_end", payment.end_to_end.clone())
                .param("verdict", verdict)
                .param("reason", mark.reason.trim())
        });
    }
    work.leave(tx)?;
    views::whole(tx.db(), settings, &batch).await
}
