//! The words, shapes and tones of items, flags, evidence and rules. Other rooms that name an approval take them from here.

use crate::deals::facts::product_name;
use crate::forms::problem_text;
use crate::funds::request_words::refused;
use crate::i18n::{self, Key, keys, text, text_with};
use crate::ui::{IconName, StatusBadge, Tone};
use entente_model::approvals::{ApprovalKind, ApprovalState, Evidence, RiskFlag, RuleCondition};
use entente_model::deals::RefusalCode;
use entente_model::people::ProgramInfo;
use entente_model::problem::Problem;
use leptos::prelude::*;

/// What waits.
pub fn kind_name(kind: ApprovalKind) -> Key {
    match kind {
        ApprovalKind::DealRegistration => keys::APPROVAL_KIND_REGISTRATION,
        ApprovalKind::DealExtension => keys::APPROVAL_KIND_EXTENSION,
        ApprovalKind::DealAppeal => keys::APPROVAL_KIND_APPEAL,
        ApprovalKind::PartnerApplication => keys::APPROVAL_KIND_APPLICATION,
        ApprovalKind::FundRequest => keys::APPROVAL_KIND_FUND_REQUEST,
        ApprovalKind::FundClaim => keys::APPROVAL_KIND_CLAIM,
    }
}

/// The shape of a kind.
pub fn kind_icon(kind: ApprovalKind) -> IconName {
    match kind {
        ApprovalKind::DealRegistration => IconName::Handshake,
        ApprovalKind::DealExtension => IconName::CalendarClock,
        ApprovalKind::DealAppeal => IconName::Scale,
        ApprovalKind::PartnerApplication => IconName::Building2,
        ApprovalKind::FundRequest => IconName::Wallet,
        ApprovalKind::FundClaim => IconName::BadgeDollarSign,
    }
}

/// Whether an item waits, or how it ended.
pub fn state_name(state: ApprovalState) -> Key {
    match state {
        ApprovalState::Open => keys::APPROVAL_STATE_OPEN,
        ApprovalState::Approved => keys::APPROVAL_STATE_APPROVED,
        ApprovalState::Returned => keys::APPROVAL_STATE_RETURNED,
        ApprovalState::Rejected => keys::APPROVAL_STATE_REJECTED,
        ApprovalState::Cancelled => keys::APPROVAL_STATE_CANCELLED,
    }
}

fn state_look(state: ApprovalState) -> (Tone, IconName) {
    match state {
        ApprovalState::Open => (Tone::Info, IconName::CircleDashed),
        ApprovalState::Approved => (Tone::Success, IconName::CircleCheck),
        ApprovalState::Returned => (Tone::Warning, IconName::Undo2),
        ApprovalState::Rejected => (Tone::Danger, IconName::CircleX),
        ApprovalState::Cancelled => (Tone::Neutral, IconName::CircleSlash),
    }
}

/// What the outcome of an item means.
pub fn state_tone(state: ApprovalState) -> Tone {
    state_look(state).0
}

/// The shape of an outcome.
pub fn state_icon(state: ApprovalState) -> IconName {
    state_look(state).1
}

/// Whether an item waits, or how it ended, as word and shape.
#[component]
pub fn ApprovalStateBadge(
    /// The state.
    #[prop(into)]
    state: Signal<ApprovalState>,
) -> impl IntoView {
    view! {
        <StatusBadge
            label=Signal::derive(move || text(state_name(state.get())))
            tone=Signal::derive(move || state_tone(state.get()))
            icon=Signal::derive(move || Some(state_icon(state.get())))
        />
    }
}

/// What to look at before deciding.
pub fn flag_name(flag: RiskFlag) -> Key {
    match flag {
        RiskFlag::Conflict => keys::RISK_CONFLICT,
        RiskFlag::PossibleConflict => keys::RISK_POSSIBLE_CONFLICT,
        RiskFlag::Reserved => keys::RISK_RESERVED,
        RiskFlag::Overdue => keys::RISK_OVERDUE,
        RiskFlag::Escalated => keys::RISK_ESCALATED,
        RiskFlag::HighValue => keys::RISK_HIGH_VALUE,
    }
}

fn flag_look(flag: RiskFlag) -> (Tone, IconName) {
    match flag {
        RiskFlag::Conflict => (Tone::Danger, IconName::ShieldAlert),
        RiskFlag::PossibleConflict => (Tone::Warning, IconName::CircleHelp),
        RiskFlag::Reserved => (Tone::Danger, IconName::Lock),
        RiskFlag::Overdue => (Tone::Danger, IconName::Hourglass),
        RiskFlag::Escalated => (Tone::Warning, IconName::Flag),
        RiskFlag::HighValue => (Tone::Info, IconName::TrendingUp),
    }
}

/// A flag as word and shape.
#[component]
pub fn RiskBadge(
    /// The flag.
    flag: RiskFlag,
) -> impl IntoView {
    let (tone, icon) = flag_look(flag);
    view! { <StatusBadge label=flag_name(flag) tone=tone icon=Some(icon)/> }
}

/// The flags that lists show: that it is late, the clock says already.
pub fn shown_flags(flags: &[RiskFlag]) -> impl Iterator<Item = RiskFlag> {
    flags.iter().copied().filter(|flag| *flag != RiskFlag::Overdue)
}

/// The flags of an item in a list, each as word and shape.
#[component]
pub fn RiskBadges(
    /// All its flags.
    flags: Vec<RiskFlag>,
) -> impl IntoView {
    let badges: Vec<_> = shown_flags(&flags)
        .map(|flag| view! { <RiskBadge flag=flag/> })
        .collect();
    (!badges.is_empty()).then(|| view! { <span class="approval-flags">{badges}</span> })
}

/// A condition of a rule, as what is not met: "the tier is too low".
pub fn unmet_condition(condition: RuleCondition) -> Key {
    match condition {
        RuleCondition::NoConflict => keys::RULE_UNMET_NO_CONFLICT,
        RuleCondition::Tier => keys::RULE_UNMET_TIER,
        RuleCondition::Ceiling => keys::RULE_UNMET_CEILING,
        RuleCondition::Region => keys::RULE_UNMET_REGION,
        RuleCondition::Products => keys::RULE_UNMET_PRODUCTS,
        RuleCondition::Certification => keys::RULE_UNMET_CERTIFICATION,
    }
}

/// A ground for taking two accounts for the same, as a sentence in short.
pub fn evidence_text(evidence: &Evidence, program: &ProgramInfo) -> String {
    match evidence {
        Evidence::SameDomain { domain } => text_with(keys::EVIDENCE_SAME_DOMAIN, &[("domain", domain)]),
        Evidence::SameName { name, country } => text_with(
            keys::EVIDENCE_SAME_NAME,
            &[("name", name), ("country", &i18n::country_name(country))],
        ),
        Evidence::SimilarName {
            this,
            other,
            similarity_per_mille,
        } => {
            let percentage = i18n::percent(f64::from(*similarity_per_mille) / 1_000.0);
            text_with(
                keys::EVIDENCE_SIMILAR_NAME,
                &[("percentage", &percentage), ("this", this), ("other", other)],
            )
        }
        Evidence::SharedProducts { products } => {
            let names: Vec<String> = products.iter().map(|code| product_name(program, code)).collect();
            text_with(keys::EVIDENCE_SHARED_PRODUCTS, &[("products", &i18n::list(&names))])
        }
    }
}

/// The shape of a ground: what is the same, what is like it, what is shared.
pub fn evidence_icon(evidence: &Evidence) -> IconName {
    match evidence {
        Evidence::SameDomain { .. } => IconName::Globe,
        Evidence::SameName { .. } => IconName::Equal,
        Evidence::SimilarName { .. } => IconName::CircleHelp,
        Evidence::SharedProducts { .. } => IconName::Package,
    }
}

/// Why an item was not decided, in a sentence.
pub fn refused_text(problem: &Problem) -> String {
    let reason = problem
        .params
        .get("reason")
        .and_then(|reason| RefusalCode::parse(reason.as_str()?));
    match reason {
        Some(RefusalCode::CannotReturn) => text(keys::REFUSAL_CANNOT_RETURN),
        Some(RefusalCode::NoExtensionPending) => text(keys::REFUSAL_NO_EXTENSION_PENDING),
        Some(RefusalCode::NoAppealPending) => text(keys::REFUSAL_NO_APPEAL_PENDING),
        Some(RefusalCode::AlreadyEscalated) => text(keys::REFUSAL_ALREADY_ESCALATED),
        Some(RefusalCode::NotDecided) => text(keys::REFUSAL_NOT_DECIDED),
        Some(RefusalCode::NotDecider) => text(keys::REFUSAL_NOT_DECIDER),
        Some(RefusalCode::UndoOver) => text(keys::REFUSAL_UNDO_OVER),
        Some(RefusalCode::ChangedSince) => text(keys::REFUSAL_CHANGED_SINCE),
        _ => refused(problem).unwrap_or_else(|| problem_text(problem)),
    }
}
