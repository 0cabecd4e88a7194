//! What the claim of this activity will have to prove, and how much of that is there already.

use super::acting::{Acting, open_claim};
use crate::api::{Reading, fund_claims, use_read};
use crate::funds::request_words::proof_name;
use crate::i18n::{Key, keys, t, text, text_plural};
use crate::ui::{Card, Icon, IconName, Tone};
use entente_model::events::LiveEvent;
use entente_model::funds::activity::ActivityRun;
use entente_model::funds::claim::{ClaimFile, ClaimProof, FundClaim, ProofStanding, needed_proofs, proof_standings};
use entente_model::ids::ClaimId;
use leptos::prelude::*;

/// A kind of proof with how many files of it a claim has.
#[derive(Clone, Copy, PartialEq)]
struct Line {
    standing: ProofStanding,
    /// Whether a claim is there that files can be counted of.
    is_begun: bool,
}

/// The checklist; nothing where no proof is needed, or none any more.
#[component]
pub(super) fn ProofCard(
    /// The request.
    acting: Acting,
) -> impl IntoView {
    let Acting { request, rules, .. } = acting;
    let claim_id = Memo::new(move |_| request.with(|request| open_claim(request).map(|claim| claim.id)));
    let is_ours = move |event: &LiveEvent, known: Option<ClaimId>| matches!(event, LiveEvent::FundClaim { id, .. } if Some(*id) == known);
    let claim: Reading<FundClaim> = use_read(move || claim_id.get().map(fund_claims::one))
        .refetch_on(move |event| is_ours(event, claim_id.try_get_untracked().flatten()));
    let lines = Memo::new(move |_| {
        if request.with(|request| request.summary.state.is_final()) {
            return Vec::new();
        }
        let of_claim = claim.value().with(|claim| claim.as_ref().map(of_claim));
        // What was asked for when it was approved holds; before that, what is asked for now.
        let needed = move || {
            request.with(|request| {
                let now = || {
                    let rules = rules.value().get()?;
                    Some(needed_proofs(&request.fields, &rules.settings))
                };
                request.proofs.clone().or_else(now).unwrap_or_default()
            })
        };
        let line = |kind| Line {
            standing: ProofStanding { kind, files: 0 },
            is_begun: false,
        };
        of_claim.unwrap_or_else(|| needed().into_iter().map(line).collect())
    });
    let portal_runs =
        Memo::new(move |_| request.with(|request| matches!(request.fields.run, ActivityRun::Portal { .. })));
    move || {
        let lines = lines.get();
        if lines.is_empty() {
            return None;
        }
        let lines = lines.into_iter().map(line).collect_view();
        let portal = portal_runs
            .get()
            .then(|| view! { <p class="muted small">{t(keys::FUND_ACTIVITY_PAGE_PROOF_PORTAL)}</p> });
        Some(view! {
            <Card title=keys::FUND_ACTIVITY_PAGE_PROOF text=keys::FUND_ACTIVITY_PAGE_PROOF_TEXT>
                <ul class="activity-proofs">{lines}</ul>
                {portal}
            </Card>
        })
    }
}

fn of_claim(claim: &FundClaim) -> Vec<Line> {
    let proof = |file: &ClaimFile| ClaimProof {
        attachment_id: file.file.id,
        kind: file.kind,
    };
    let proofs: Vec<ClaimProof> = claim.proofs.iter().map(proof).collect();
    let standings = proof_standings(&claim.request, &claim.rules, &proofs);
    let line = |standing| Line {
        standing,
        is_begun: true,
    };
    standings.into_iter().map(line).collect()
}

fn line(line: Line) -> AnyView {
    let Line { standing, is_begun } = line;
    let files = standing.files;
    let (tone, icon) = match (files, is_begun) {
        (0, false) => (Tone::Neutral, IconName::Circle),
        (0, true) => (Tone::Warning, IconName::CircleAlert),
        _ => (Tone::Success, IconName::CircleCheck),
    };
    let there = move || match (files, is_begun) {
        (0, false) => text(keys::FUND_ACTIVITY_PAGE_PROOF_COLLECT),
        (0, true) => text(keys::APPROVAL_CLAIM_PROOF_MISSING),
        _ => text_plural(keys::FUND_ACTIVITY_PAGE_PROOF_FILES, files as u64),
    };
    let name: Key = proof_name(standing.kind);
    view! {
        <li data-tone=tone.name()>
            <Icon name=icon/>
            <span>{t(name)}</span>
            <span class="cell-sub">{there}</span>
        </li>
    }
    .into_any()
}
