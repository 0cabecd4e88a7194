//! Files that prove what a claim says.

use crate::funds::activity::ProofKind;
use crate::funds::request::FundRequestDraft;
use crate::ids::AttachmentId;
use crate::settings::FundSettings;
use serde::{Deserialize, Serialize};

/// A file of a claim, with what it proves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimProof {
    /// The file.
    pub attachment_id: AttachmentId,
    /// What it proves.
    pub kind: ProofKind,
}

/// A kind of proof that a claim needs, with how many files of it are there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProofStanding {
    /// The kind.
    pub kind: ProofKind,
    /// Files of it; it is missing when there are none.
    pub files: usize,
}

/// The kinds of proof that the claim for such an activity needs, in the order of the settings.
pub fn needed_proofs(request: &FundRequestDraft, settings: &FundSettings) -> Vec<ProofKind> {
    let rules = request.activity.and_then(|activity| settings.rules_of(activity));
    rules
        .into_iter()
        .flat_map(|rules| rules.proofs_for(&request.run))
        .collect()
}

/// The same, with how many files of each are there.
pub fn proof_standings(
    request: &FundRequestDraft,
    settings: &FundSettings,
    proofs: &[ClaimProof],
) -> Vec<ProofStanding> {
    let files = |kind: ProofKind| proofs.iter().filter(|proof| proof.kind == kind).count();
    needed_proofs(request, settings)
        .into_iter()
        .map(|kind| ProofStanding {
            kind,
            files: files(kind),
        })
        .collect()
}
