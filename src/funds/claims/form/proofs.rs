//! The section of proof: a place for files for each kind that is needed, and one for anything else.

use super::model::FormModel;
use crate::api::fund_claims;
use crate::forms::{FileHome, Files, Uploads};
use crate::funds::request_words::proof_name;
use crate::i18n::{file_size, keys, t, text_with};
use crate::ui::{Field, FileState, FormSection, Icon, IconName, IconSize};
use entente_model::deals::Attachment;
use entente_model::funds::activity::ProofKind;
use entente_model::funds::claim::{FundClaim, proof_standings};
use entente_model::ids::ClaimId;
use leptos::prelude::*;

/// Where files go that prove one thing.
#[derive(Clone, Copy)]
pub(super) struct ProofPlace {
    /// What they prove.
    pub kind: ProofKind,
    /// Whether at least one is needed.
    pub is_needed: bool,
    /// The files.
    pub uploads: Uploads,
}

/// A place for each kind that is needed, in the order of the rules, for others that have files, and for anything else.
pub(super) fn places(claim: &FundClaim) -> Vec<ProofPlace> {
    let standings = proof_standings(&claim.request, &claim.rules, &[]);
    let needed: Vec<ProofKind> = standings.iter().map(|standing| standing.kind).collect();
    let has_files = |kind: ProofKind| claim.proofs.iter().any(|proof| proof.kind == kind);
    let further = ProofKind::ALL.iter().copied().filter(|kind| {
        let is_offered = *kind == ProofKind::Other || has_files(*kind);
        is_offered && !needed.contains(kind)
    });
    let place = |kind: ProofKind, is_needed: bool| ProofPlace {
        kind,
        is_needed,
        uploads: uploads_of(claim, kind),
    };
    let mut places: Vec<ProofPlace> = needed.iter().map(|kind| place(*kind, true)).collect();
    places.extend(further.map(|kind| place(kind, false)));
    places
}

fn uploads_of(claim: &FundClaim, kind: ProofKind) -> Uploads {
    let there = claim.proofs.iter().filter(|proof| proof.kind == kind);
    let there: Vec<Attachment> = there.map(|proof| proof.file.clone()).collect();
    Uploads::at(
        &there,
        claim.rules.max_attachment_bytes,
        home(claim.summary.id, kind),
        None,
    )
}

fn home(claim: ClaimId, kind: ProofKind) -> FileHome {
    FileHome {
        upload: Box::new(move |file, key, progress| {
            Box::pin(async move { fund_claims::prove(claim, kind, &file, &key, progress).await })
        }),
        remove: Box::new(move |file| Box::pin(async move { fund_claims::remove_proof(claim, file).await })),
        unsaved: keys::CLAIM_PROOF_UNSAVED,
    }
}

/// The pointer of a kind, as the model refuses what is missing.
pub(super) fn pointer(kind: ProofKind) -> &'static str {
    match kind {
        ProofKind::Invoice => "/proofs/invoice",
        ProofKind::Photo => "/proofs/photo",
        ProofKind::AttendeeList => "/proofs/attendee_list",
        ProofKind::Screenshot => "/proofs/screenshot",
        ProofKind::PerformanceReport => "/proofs/performance_report",
        ProofKind::Creative => "/proofs/creative",
        ProofKind::Agenda => "/proofs/agenda",
        ProofKind::Other => "/proofs/other",
    }
}

/// The section.
#[component]
pub(super) fn ProofsSection(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let places = form.places.with_value(Clone::clone);
    let max = untrack(|| form.claim.with(|claim| claim.rules.max_attachment_bytes));
    let rule = Signal::derive(move || {
        Some(text_with(
            keys::DEALS_FORM_ATTACHMENTS_TEXT,
            &[("size", &file_size(max))],
        ))
    });
    let drops = places.into_iter().map(drop_place).collect_view();
    view! {
        <div id="section-proofs" class="form-anchor">
            <FormSection title=keys::APPROVAL_CLAIM_PROOFS text=rule>
                {drops}
            </FormSection>
        </div>
    }
}

fn drop_place(place: ProofPlace) -> AnyView {
    let ProofPlace {
        kind,
        is_needed,
        uploads,
    } = place;
    let has_file = Memo::new(move |_| {
        uploads
            .entries()
            .with(|entries| entries.iter().any(|entry| entry.state == FileState::Stored))
    });
    // Beside its label it says whether the kind is done with.
    let mark = move || {
        has_file.get().then(|| {
            view! { <span class="claim-proof-done"><Icon name=IconName::CircleCheck size=IconSize::Small/>{t(keys::CLAIM_PROOF_THERE)}</span> }
        })
    };
    view! {
        <Field label=proof_name(kind) name=pointer(kind) group=true optional=!is_needed class="half" note=move || view! { {mark} }>
            <Files uploads=uploads/>
        </Field>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_those_of_the_model() {
        for kind in ProofKind::ALL {
            assert_eq!(pointer(*kind), format!("/proofs/{}", kind.as_str()));
        }
    }
}
