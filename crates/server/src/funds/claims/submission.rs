//! Handing a claim in: checked against what was approved, its proof and the invoices of other claims, and put into finance's queue.

use super::{WholeClaim, drafts, invoices, step};
use crate::approvals::{self, About, Opening};
use crate::funds::actor;
use crate::funds::notify::{self, Notice, To};
use crate::funds::requests::hold_partner;
use crate::funds::results;
use crate::settings::InEffect;
use crate::store::{StoreError, Tx};
use crate::work::Work;
use entente_model::approvals::ApprovalKind;
use entente_model::funds::claim::{
    ClaimEventKind, ClaimFile, ClaimOccurrence, ClaimProof, ClaimRules, ClaimTerms, FundClaim, in_time,
};
use entente_model::ids::ClaimId;
use entente_model::problem::Problem;
use std::collections::BTreeSet;

/// Hands a draft, or a returned claim, in.
pub(super) async fn submit(tx: &Tx, settings: &InEffect, id: ClaimId, seen: i64) -> Result<FundClaim, StoreError> {
    let mut claim = drafts::as_seen(tx, id, seen).await?;
    let mut work = Work::new(tx, settings);
    hand_in(&mut work, &mut claim).await?;
    work.leave(tx)?;
    claim.on_wire(tx.db(), tx.scope()).await
}

async fn hand_in(work: &mut Work<'_>, claim: &mut WholeClaim) -> Result<(), StoreError> {
    let actor = actor::of(work.scope);
    let today = work.settings.day_in(&claim.row.region, work.now);
    claim.permit(ClaimEventKind::Submit, actor, work.now)?;
    in_time(&claim.request.facts.progress, &claim.facts, today).map_err(Problem::from)?;
    hold_partner(work.db, claim.partner_id()).await?;
    let terms = terms(work, claim).await?;
    claim.row.minor = terms.claimed;
    let again = claim.facts.progress.submitted_at.is_some();
    let (claimed, currency) = (terms.claimed, terms.currency.clone());
    step::occur(work, claim, &ClaimOccurrence::Submit(terms), actor).await?;
    results::follow_claim(work, claim).await?;
    let entry = if again {
        "fund_claim.resubmitted"
    } else {
        "fund_claim.submitted"
    };
    work.audit_fund_claim(entry, claim, |entry| {
        entry.param("minor", claimed).param("currency", currency)
    });
    let opening = Opening {
        kind: ApprovalKind::FundClaim,
        request: String::new(),
        flags: BTreeSet::new(),
        due_at: work.settings.fund_claim_due(&claim.row.region, work.now),
        rule: None,
    };
    approvals::open(work, About::FundClaim(claim), opening).await?;
    notify::claim(work, claim, Notice::Submitted, To::Deciders)
}

/// What is claimed, or all that is missing or wrong.
async fn terms(work: &Work<'_>, claim: &WholeClaim) -> Result<ClaimTerms, StoreError> {
    let (fields, request) = (claim.fields()?, claim.request.fields()?);
    let used = invoices::used(work.db, claim, &fields).await?;
    let approved_by = claim.settings(work.db).await?;
    let files = claim.files(work.db).await?;
    let proof = |file: &ClaimFile| ClaimProof {
        attachment_id: file.file.id,
        kind: file.kind,
    };
    let proofs: Vec<ClaimProof> = files.iter().map(proof).collect();
    let rules = ClaimRules {
        request: &request,
        progress: &claim.request.facts.progress,
        settings: &approved_by,
        currencies: &work.settings.settings.currencies,
        today: work.settings.day_in(&claim.row.region, work.now),
        proofs: &proofs,
        used: &used,
    };
    Ok(fields.terms(&rules).map_err(Problem::fields)?)
}
