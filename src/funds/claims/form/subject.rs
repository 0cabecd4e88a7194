//! What a claim is to the form's saver, and where this device keeps it.

use super::fields::Fields;
use super::raw::{RawClaim, read};
use crate::api::{Call, IdempotencyKey, fund_claims};
use crate::forms::{HandIn, Place, Sending, Subject};
use crate::i18n::{Key, keys};
use crate::paths;
use chrono::{DateTime, Utc};
use entente_model::funds::claim::{ClaimDraft, FundClaim};
use entente_model::ids::{ClaimId, FundRequestId, UserId};
use entente_model::money::NumberStyle;
use entente_model::problem::FieldError;

/// Claims of one person for one activity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claims {
    /// Who writes.
    pub user: UserId,
    /// The request whose activity it is.
    pub request: FundRequestId,
}

impl Subject for Claims {
    type Raw = RawClaim;
    type Fields = ClaimDraft;
    type Record = FundClaim;
    type Id = ClaimId;
    type Pass = ();
    type Typing = Fields;

    fn read(raw: &RawClaim, style: NumberStyle) -> (ClaimDraft, Vec<FieldError>) {
        read(raw, style)
    }
    fn in_signs(raw: RawClaim, from: NumberStyle, to: NumberStyle) -> RawClaim {
        raw.in_signs(from, to)
    }
    fn check_limits(fields: &ClaimDraft) -> Vec<FieldError> {
        fields.check_limits()
    }
    fn id(claim: &FundClaim) -> ClaimId {
        claim.summary.id
    }
    fn version(claim: &FundClaim) -> i64 {
        claim.summary.version
    }
    fn fields(claim: &FundClaim) -> &ClaimDraft {
        &claim.fields
    }
    fn saved_at(claim: &FundClaim) -> DateTime<Utc> {
        claim.summary.updated_at
    }
    fn place(&self, id: &ClaimId) -> Place {
        place_of(self.user, *id)
    }
    fn create(&self, draft: &ClaimDraft, (): &(), key: &IdempotencyKey) -> Sending<FundClaim> {
        fund_claims::create(self.request, draft, key).into_future()
    }
    fn update(&self, id: &ClaimId, draft: &ClaimDraft, version: i64) -> Sending<FundClaim> {
        fund_claims::edit(*id, draft, version).into_future()
    }
}

impl HandIn for Claims {
    const SUBMITTED: Key = keys::CLAIM_SUBMITTED;

    fn submit(id: ClaimId, version: i64, key: &IdempotencyKey) -> Call<FundClaim> {
        fund_claims::submit(id, version, key)
    }
    fn delete(id: ClaimId, version: i64) -> Call<()> {
        fund_claims::delete(id, version)
    }
    fn page(id: ClaimId) -> String {
        paths::fund_claim(id)
    }
}

/// The place of a claim that is being written.
pub(super) fn place_of(user: UserId, claim: ClaimId) -> Place {
    Place::named(format!("entente.claim.{user}.{claim}"))
}
