//! What a partner does with a registration.

use super::notify::{self, Notice, To};
use super::submission;
use super::whole::Whole;
use crate::approvals::{self, About, Opening};
use crate::onboarding::journeys;
use crate::partners::firsts;
use crate::store::StoreError;
use crate::work::Work;
use entente_model::approvals::{ApprovalKind, RiskFlag};
use entente_model::deals::allowed;
use entente_model::deals::transition::apply;
use entente_model::deals::{Actor, DealEvent, Occurrence};
use entente_model::ids::PartnerId;
use entente_model::onboarding::TaskKind;
use entente_model::problem::{Code, Problem};
use std::collections::BTreeSet;

/// Does it, or says why not.
pub async fn happen(work: &mut Work<'_>, deal: &mut Whole, event: &DealEvent) -> Result<(), StoreError> {
    let settings = work.settings;
    allowed(&deal.facts, event.kind(), Actor::Partner, work.now).map_err(Problem::from)?;
    if matches!(event, DealEvent::Submit {}) {
        if !deal.partner.may_begin {
            return Err(suspended().into());
        }
        return submission::submit(work, deal).await;
    }
    let errors = event.check(&deal.facts.progress, work.now, Some(&settings.settings.currencies));
    if !errors.is_empty() {
        return Err(Problem::fields(errors).into());
    }
    let due = settings.decision_due(&deal.row.region, work.now);
    let occurrence = Occurrence::Partner(event.clone());
    let after = apply(
        &deal.facts,
        &occurrence,
        Actor::Partner,
        work.now,
        &settings.settings.deals,
        due,
    )
    .map_err(Problem::from)?;
    work.save(deal, after).await?;
    let asked = |kind, request: &str, flags: &[RiskFlag]| Opening {
        kind,
        request: request.trim().to_owned(),
        flags: flags.iter().copied().collect::<BTreeSet<_>>(),
        due_at: due,
        rule: None,
    };
    match event {
        DealEvent::Submit {} => {}
        DealEvent::Withdraw { note } => {
            approvals::cancel(work, About::Deal(deal)).await?;
            work.audit("deal.withdrawn", deal, |entry| entry.param("note", note.trim()));
        }
        DealEvent::RequestExtension { progress } => {
            approvals::open(
                work,
                About::Deal(deal),
                asked(ApprovalKind::DealExtension, progress, &[]),
            )
            .await?;
            work.audit("deal.extension_requested", deal, |entry| {
                entry.param("progress", progress.trim())
            });
            notify::queue(work, deal, Notice::ExtensionRequested, To::Managers)?;
        }
        DealEvent::Appeal { argument } => {
            approvals::open(work, About::Deal(deal), asked(ApprovalKind::DealAppeal, argument, &[])).await?;
            work.audit("deal.appealed", deal, |entry| entry.param("argument", argument.trim()));
            notify::queue(work, deal, Notice::Appealed, To::Managers)?;
        }
        DealEvent::ChangeStage { stage, next_step } => work.audit("deal.stage_changed", deal, |entry| {
            entry
                .param("stage", stage.as_str())
                .param("next_step", next_step.trim())
        }),
        DealEvent::Win { value, closed_on } => {
            approvals::cancel(work, About::Deal(deal)).await?;
            work.audit("deal.won", deal, |entry| {
                entry
                    .param("minor", value.minor)
                    .param("currency", value.currency.clone())
                    .param("closed_on", closed_on.to_string())
            });
            let partner = PartnerId(deal.row.partner_id);
            firsts::won(work, partner).await?;
            journeys::one_more(work, partner, TaskKind::WinDeal).await?;
        }
        DealEvent::Lose { reason, note } => {
            approvals::cancel(work, About::Deal(deal)).await?;
            work.audit("deal.lost", deal, |entry| {
                entry.param("reason", reason.as_str()).param("note", note.trim())
            });
        }
    }
    Ok(())
}

/// A partner whose status lets its people read but begin nothing.
pub fn suspended() -> Problem {
    Problem::new(Code::Forbidden).param("reason", "partner_suspended")
}
