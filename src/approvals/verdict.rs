//! What can be decided of an item, and its words.

use crate::i18n::{Key, keys};
use crate::ui::IconName;
use entente_model::approvals::{ApprovalKind, ApprovalState, ApprovalSummary, Decision};

/// What is decided, without its reasons.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Yes.
    Approve,
    /// Yes, to less than was asked for.
    ApprovePart,
    /// Back to whoever handed it in.
    Return,
    /// No.
    Reject,
}

impl Verdict {
    /// Every verdict, in the order offered.
    pub const ALL: [Verdict; 4] = [Self::Approve, Self::ApprovePart, Self::Return, Self::Reject];

    /// Those of many items at once: a part is the part of one.
    pub const OF_MANY: [Verdict; 3] = [Self::Approve, Self::Return, Self::Reject];

    /// Its word, for controls that hold text.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::ApprovePart => "approve_part",
            Self::Return => "return",
            Self::Reject => "reject",
        }
    }

    /// The verdict of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == word)
    }

    /// The verdict of a decision.
    pub fn of(decision: &Decision) -> Self {
        match decision {
            Decision::Approve { .. } => Self::Approve,
            Decision::ApprovePart { .. } => Self::ApprovePart,
            Decision::Return { .. } => Self::Return,
            Decision::Reject { .. } => Self::Reject,
        }
    }

    /// Whether it is a yes.
    pub fn approves(self) -> bool {
        matches!(self, Self::Approve | Self::ApprovePart)
    }

    /// Whether such an item can be decided so; the model's answer.
    pub fn fits(self, kind: ApprovalKind) -> bool {
        let decision = match self {
            Self::Approve => Decision::Approve { message: String::new() },
            Self::ApprovePart => return kind.is_about_money(),
            Self::Return => Decision::Return {
                reasons: Vec::new(),
                message: String::new(),
            },
            Self::Reject => Decision::Reject {
                reasons: Vec::new(),
                message: String::new(),
            },
        };
        decision.fits(kind)
    }

    /// The verb, for whatever kind of item.
    pub fn name(self) -> Key {
        match self {
            Self::Approve => keys::DECISION_APPROVE,
            Self::ApprovePart => keys::DECISION_APPROVE_PART,
            Self::Return => keys::DECISION_RETURN,
            Self::Reject => keys::DECISION_REJECT,
        }
    }

    /// The verb for a kind of item.
    pub fn name_of(self, kind: ApprovalKind) -> Key {
        match (self, kind) {
            (Self::Approve, ApprovalKind::DealRegistration) => keys::DECISION_APPROVE_REGISTRATION,
            (Self::Approve, ApprovalKind::DealExtension) => keys::DECISION_APPROVE_EXTENSION,
            (Self::Approve, ApprovalKind::DealAppeal) => keys::DECISION_APPROVE_APPEAL,
            (Self::Approve, ApprovalKind::PartnerApplication) => keys::DECISION_APPROVE_APPLICATION,
            (Self::Approve, ApprovalKind::FundRequest) => keys::DECISION_APPROVE_FUND_REQUEST,
            (Self::Approve, ApprovalKind::FundClaim) => keys::DECISION_APPROVE_CLAIM,
            (Self::ApprovePart, _) => keys::DECISION_APPROVE_PART,
            (Self::Return, ApprovalKind::PartnerApplication) => keys::DECISION_RETURN_APPLICATION,
            (Self::Return, _) => keys::DECISION_RETURN_REGISTRATION,
            (Self::Reject, ApprovalKind::DealRegistration) => keys::DECISION_REJECT_REGISTRATION,
            (Self::Reject, ApprovalKind::DealExtension) => keys::DECISION_REJECT_EXTENSION,
            (Self::Reject, ApprovalKind::DealAppeal) => keys::DECISION_REJECT_APPEAL,
            (Self::Reject, ApprovalKind::PartnerApplication) => keys::DECISION_REJECT_APPLICATION,
            (Self::Reject, ApprovalKind::FundRequest) => keys::DECISION_REJECT_FUND_REQUEST,
            (Self::Reject, ApprovalKind::FundClaim) => keys::DECISION_REJECT_CLAIM,
        }
    }

    /// What follows for the partner or the applicant.
    pub fn consequence(self, kind: ApprovalKind) -> Key {
        match (self, kind) {
            (Self::Approve, ApprovalKind::DealRegistration) => keys::DECISION_THEN_APPROVED,
            (Self::Approve, ApprovalKind::DealExtension) => keys::DECISION_THEN_EXTENDED,
            (Self::Approve, ApprovalKind::DealAppeal) => keys::DECISION_THEN_UPHELD,
            (Self::Approve, ApprovalKind::PartnerApplication) => keys::DECISION_THEN_PARTNER,
            (Self::Approve, ApprovalKind::FundRequest) => keys::DECISION_THEN_RESERVED,
            (Self::Approve, ApprovalKind::FundClaim) => keys::DECISION_THEN_OWED,
            (Self::ApprovePart, ApprovalKind::FundClaim) => keys::DECISION_THEN_OWED_PART,
            (Self::ApprovePart, _) => keys::DECISION_THEN_RESERVED_PART,
            (Self::Return, ApprovalKind::PartnerApplication) => keys::DECISION_THEN_APPLICATION_RETURNED,
            (Self::Return, _) => keys::DECISION_THEN_RETURNED,
            (Self::Reject, ApprovalKind::DealRegistration) => keys::DECISION_THEN_REJECTED,
            (Self::Reject, ApprovalKind::DealExtension) => keys::DECISION_THEN_NOT_EXTENDED,
            (Self::Reject, ApprovalKind::DealAppeal) => keys::DECISION_THEN_DISMISSED,
            (Self::Reject, ApprovalKind::PartnerApplication) => keys::DECISION_THEN_DECLINED,
            (Self::Reject, ApprovalKind::FundRequest) => keys::DECISION_THEN_NOT_RESERVED,
            (Self::Reject, ApprovalKind::FundClaim) => keys::DECISION_THEN_NOT_OWED,
        }
    }

    /// What a toast says after it, with `{customer}`; `decided` is the item as the decision left it.
    pub fn done(self, decided: &ApprovalSummary) -> Key {
        if decided.state == ApprovalState::Open {
            // The first of two people who have to agree.
            return keys::DECISION_DONE_AGREED;
        }
        match (self, decided.kind) {
            (
                Self::Approve,
                ApprovalKind::DealRegistration
                | ApprovalKind::PartnerApplication
                | ApprovalKind::FundRequest
                | ApprovalKind::FundClaim,
            ) => keys::DECISION_DONE_APPROVED,
            (Self::Approve, ApprovalKind::DealExtension) => keys::DECISION_DONE_EXTENDED,
            (Self::Approve, ApprovalKind::DealAppeal) => keys::DECISION_DONE_UPHELD,
            (Self::ApprovePart, _) => keys::DECISION_DONE_APPROVED_PART,
            (Self::Return, ApprovalKind::PartnerApplication) => keys::DECISION_DONE_APPLICATION_RETURNED,
            (Self::Return, _) => keys::DECISION_DONE_RETURNED,
            (Self::Reject, ApprovalKind::DealRegistration | ApprovalKind::FundRequest | ApprovalKind::FundClaim) => {
                keys::DECISION_DONE_REJECTED
            }
            (Self::Reject, ApprovalKind::DealExtension) => keys::DECISION_DONE_NOT_EXTENDED,
            (Self::Reject, ApprovalKind::DealAppeal) => keys::DECISION_DONE_DISMISSED,
            (Self::Reject, ApprovalKind::PartnerApplication) => keys::DECISION_DONE_DECLINED,
        }
    }

    /// Its shape.
    pub fn icon(self) -> IconName {
        match self {
            Self::Approve => IconName::Check,
            Self::ApprovePart => IconName::Scale,
            Self::Return => IconName::Undo2,
            Self::Reject => IconName::X,
        }
    }

    /// The key that begins it, as printed.
    pub fn shortcut(self) -> &'static str {
        match self {
            Self::Approve => "A",
            Self::ApprovePart => "⇧A",
            Self::Return => "R",
            Self::Reject => "⇧R",
        }
    }

    /// The verdict that a key begins; nothing while a dialog is open or with Ctrl, Alt or ⌘.
    pub fn of_key(event: &web_sys::KeyboardEvent) -> Option<Self> {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() {
            return None;
        }
        let dialog = leptos::prelude::document()
            .query_selector("dialog[open]")
            .ok()
            .flatten();
        if dialog.is_some() {
            return None;
        }
        match (event.key().as_str(), event.shift_key()) {
            ("a", false) => Some(Self::Approve),
            ("A", true) => Some(Self::ApprovePart),
            ("r", false) => Some(Self::Return),
            ("R", true) => Some(Self::Reject),
            _ => None,
        }
    }
}
