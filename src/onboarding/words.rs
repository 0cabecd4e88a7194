//! The words of applications: steps, kinds of company, states, reasons.

use crate::i18n::{Key, keys};
use crate::ui::{IconName, Tone};
use entente_model::approvals::{RejectReason, ReturnReason};
use entente_model::onboarding::{ApplicationState, ApplicationStep};
use entente_model::people::PartnerType;

/// The name of a step.
pub fn step_name(step: ApplicationStep) -> Key {
    match step {
        ApplicationStep::Company => keys::APPLY_STEP_COMPANY,
        ApplicationStep::Fit => keys::APPLY_STEP_FIT,
        ApplicationStep::People => keys::APPLY_STEP_PEOPLE,
        ApplicationStep::Consent => keys::APPLY_STEP_CONSENT,
    }
}

/// What a step asks for, in a sentence.
pub fn step_text(step: ApplicationStep) -> Key {
    match step {
        ApplicationStep::Company => keys::APPLY_STEP_COMPANY_TEXT,
        ApplicationStep::Fit => keys::APPLY_STEP_FIT_TEXT,
        ApplicationStep::People => keys::APPLY_STEP_PEOPLE_TEXT,
        ApplicationStep::Consent => keys::APPLY_STEP_CONSENT_TEXT,
    }
}

/// What kind of company, and what such a one does.
pub fn kind_of_company(kind: PartnerType) -> (Key, Key) {
    match kind {
        PartnerType::Reseller => (keys::APPLY_KIND_RESELLER, keys::APPLY_KIND_RESELLER_TEXT),
        PartnerType::Var => (keys::APPLY_KIND_VAR, keys::APPLY_KIND_VAR_TEXT),
        PartnerType::Msp => (keys::APPLY_KIND_MSP, keys::APPLY_KIND_MSP_TEXT),
        PartnerType::Isv => (keys::APPLY_KIND_ISV, keys::APPLY_KIND_ISV_TEXT),
        PartnerType::Si => (keys::APPLY_KIND_SI, keys::APPLY_KIND_SI_TEXT),
        PartnerType::Referral => (keys::APPLY_KIND_REFERRAL, keys::APPLY_KIND_REFERRAL_TEXT),
        PartnerType::Agency => (keys::APPLY_KIND_AGENCY, keys::APPLY_KIND_AGENCY_TEXT),
    }
}

/// Where an application stands, in a word or two, as its applicant reads it.
pub fn state_name(state: ApplicationState) -> Key {
    match state {
        ApplicationState::Draft => keys::APPLY_STATE_DRAFT,
        ApplicationState::Submitted => keys::APPLY_STATE_SUBMITTED,
        ApplicationState::InReview => keys::APPLY_STATE_IN_REVIEW,
        ApplicationState::ActionRequired => keys::APPLY_STATE_ACTION_REQUIRED,
        ApplicationState::Approved => keys::APPLY_STATE_APPROVED,
        ApplicationState::Declined => keys::APPLY_STATE_DECLINED,
    }
}

/// What a state means, and its shape.
pub fn state_face(state: ApplicationState) -> (Tone, IconName) {
    match state {
        ApplicationState::Draft => (Tone::Neutral, IconName::CircleDashed),
        ApplicationState::Submitted => (Tone::Info, IconName::Send),
        ApplicationState::InReview => (Tone::Info, IconName::Eye),
        ApplicationState::ActionRequired => (Tone::Warning, IconName::CircleAlert),
        ApplicationState::Approved => (Tone::Success, IconName::CircleCheck),
        ApplicationState::Declined => (Tone::Neutral, IconName::CircleX),
    }
}

/// Why an application comes back; reasons of other things say nothing here.
pub fn return_reason(reason: ReturnReason) -> Option<Key> {
    match reason {
        ReturnReason::CompanyUnclear => Some(keys::APPLY_RETURN_REASON_COMPANY_UNCLEAR),
        ReturnReason::FitUnclear => Some(keys::APPLY_RETURN_REASON_FIT_UNCLEAR),
        ReturnReason::ContactUnclear => Some(keys::APPLY_RETURN_REASON_CONTACT_UNCLEAR),
        ReturnReason::ProofWanted => Some(keys::APPLY_RETURN_REASON_PROOF_WANTED),
        ReturnReason::Other => Some(keys::APPLY_REASON_OTHER),
        ReturnReason::CustomerUnclear
        | ReturnReason::NeedUnclear
        | ReturnReason::ValueUnclear
        | ReturnReason::PlanUnclear
        | ReturnReason::BudgetUnclear
        | ReturnReason::GoalsUnclear
        | ReturnReason::InvoiceUnclear
        | ReturnReason::CostsUnclear
        | ReturnReason::ResultsUnclear => None,
    }
}

/// Why an application is declined; reasons of other things say nothing here.
pub fn reject_reason(reason: RejectReason) -> Option<Key> {
    match reason {
        RejectReason::NotAFit => Some(keys::APPLY_REJECT_REASON_NOT_A_FIT),
        RejectReason::RegionCovered => Some(keys::APPLY_REJECT_REASON_REGION_COVERED),
        RejectReason::DuplicateCompany => Some(keys::APPLY_REJECT_REASON_DUPLICATE_COMPANY),
        RejectReason::NotVerified => Some(keys::APPLY_REJECT_REASON_NOT_VERIFIED),
        RejectReason::Other => Some(keys::APPLY_REASON_OTHER),
        RejectReason::AlreadyRegistered
        | RejectReason::ReservedAccount
        | RejectReason::ExistingOpportunity
        | RejectReason::NotQualified
        | RejectReason::OutsideAgreement
        | RejectReason::NotEligible
        | RejectReason::NoBudget
        | RejectReason::WeakReturn
        | RejectReason::DuplicateActivity
        | RejectReason::NotAsApproved
        | RejectReason::DuplicateInvoice => None,
    }
}
