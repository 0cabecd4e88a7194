//! What the reasons of decisions are called, by the kinds of items that are decided.

use crate::deals::words as deal_words;
use crate::funds::words as fund_words;
use crate::i18n::{Key, keys};
use entente_model::approvals::{ApprovalKind, RejectReason, ReturnReason};

/// The reasons that items of all these kinds can be returned for, with their names. Kinds that can't be returned don't count.
pub fn return_reasons(kinds: &[ApprovalKind]) -> Vec<(ReturnReason, Key)> {
    let fitting = kinds.iter().map(|kind| ReturnReason::of(*kind));
    let common = common(fitting.filter(|reasons| !reasons.is_empty()));
    let named = common
        .into_iter()
        .filter_map(|reason| Some((reason, return_reason(kinds, reason)?)));
    named.collect()
}

/// The reasons that items of all these kinds can be refused for, with their names.
pub fn reject_reasons(kinds: &[ApprovalKind]) -> Vec<(RejectReason, Key)> {
    let common = common(kinds.iter().map(|kind| RejectReason::of(*kind)));
    let named = common
        .into_iter()
        .filter_map(|reason| Some((reason, reject_reason(reason)?)));
    named.collect()
}

fn common<Reason: Copy + PartialEq + 'static>(mut lists: impl Iterator<Item = &'static [Reason]>) -> Vec<Reason> {
    let Some(first) = lists.next() else {
        return Vec::new();
    };
    let mut common = first.to_vec();
    for list in lists {
        common.retain(|reason| list.contains(reason));
    }
    common
}

/// Whether something else than deals is decided.
fn has_others(kinds: &[ApprovalKind]) -> bool {
    kinds.iter().any(|kind| match kind {
        ApprovalKind::DealRegistration | ApprovalKind::DealExtension | ApprovalKind::DealAppeal => false,
        ApprovalKind::PartnerApplication | ApprovalKind::FundRequest | ApprovalKind::FundClaim => true,
    })
}

/// The wording of applications says nothing of customers, and so suits where several kinds are decided together.
fn return_reason(kinds: &[ApprovalKind], reason: ReturnReason) -> Option<Key> {
    match reason {
        ReturnReason::CompanyUnclear => Some(keys::APPLICATION_RETURN_REASON_COMPANY_UNCLEAR),
        ReturnReason::FitUnclear => Some(keys::APPLICATION_RETURN_REASON_FIT_UNCLEAR),
        ReturnReason::ContactUnclear if has_others(kinds) => Some(keys::APPLICATION_RETURN_REASON_CONTACT_UNCLEAR),
        ReturnReason::ProofWanted if has_others(kinds) => Some(keys::APPLICATION_RETURN_REASON_PROOF_WANTED),
        other => deal_words::return_reason(other).or_else(|| fund_words::return_reason(other)),
    }
}

fn reject_reason(reason: RejectReason) -> Option<Key> {
    match reason {
        RejectReason::NotAFit => Some(keys::APPLICATION_REJECT_REASON_NOT_A_FIT),
        RejectReason::RegionCovered => Some(keys::APPLICATION_REJECT_REASON_REGION_COVERED),
        RejectReason::DuplicateCompany => Some(keys::APPLICATION_REJECT_REASON_DUPLICATE_COMPANY),
        RejectReason::NotVerified => Some(keys::APPLICATION_REJECT_REASON_NOT_VERIFIED),
        other => deal_words::reject_reason(other).or_else(|| fund_words::reject_reason(other)),
    }
}

/// A reason of a decision on an item of a kind by its word; an unknown word shows nothing.
pub fn reason_name(kind: ApprovalKind, word: &str) -> Option<Key> {
    let returned = ReturnReason::parse(word).and_then(|reason| return_reason(&[kind], reason));
    returned.or_else(|| RejectReason::parse(word).and_then(reject_reason))
}
