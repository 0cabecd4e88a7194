//! What happened, in a sentence.

use super::{deal_events, fund_event};
use crate::approvals::reasons::reason_name;
use crate::deals::words::{loss_reason, stage_name};
use crate::i18n::{self, Key, keys, text, text_with};
use crate::ui::{IconName, Tone};
use entente_model::activity::Activity;
use entente_model::approvals::ApprovalKind;
use entente_model::deals::{LossReason, Stage};
use serde_json::Value;

/// A sentence of the catalogue with its shape and tone; `{actor}` stands for who did it.
pub type Told = (Key, IconName, Tone);

/// The sentence, shape and tone of an entry of the timeline of a deal, a request or a claim.
pub fn sentence(entry: &Activity) -> (String, IconName, Tone) {
    let told = deal_events::told(entry).or_else(|| fund_event(entry));
    // A newer server may tell of more than this page knows.
    let (key, icon, tone) = told.unwrap_or((keys::ACTIVITY_OTHER, IconName::CircleDot, Tone::Neutral));
    let rule = word(entry, "rule").unwrap_or_default();
    let line = text_with(key, &[("actor", &actor(entry)), ("rule", &rule)]);
    (line, icon, tone)
}

/// Who did it, as sentences name them: a person, or the portal.
pub fn actor(entry: &Activity) -> String {
    if entry.actor.name.is_empty() {
        text(keys::ACTIVITY_PORTAL)
    } else {
        entry.actor.name.clone()
    }
}

/// What an entry says under a name; nothing when that is empty.
pub(super) fn word<'a>(entry: &'a Activity, name: &str) -> Option<&'a str> {
    let said = entry.params.get(name).and_then(Value::as_str);
    said.filter(|text| !text.is_empty())
}

/// What kind of item it was that an entry's decision was about.
fn decided_kind(entry: &Activity) -> ApprovalKind {
    match entry.kind.split('.').next() {
        Some("fund_request") => ApprovalKind::FundRequest,
        Some("fund_claim") => ApprovalKind::FundClaim,
        Some("application") => ApprovalKind::PartnerApplication,
        _ => ApprovalKind::DealRegistration,
    }
}

/// Reasons of an entry as sentences, and what somebody wrote with it.
pub fn details(entry: &Activity) -> (Vec<String>, Vec<String>) {
    let word = |name: &str| word(entry, name);
    let mut facts: Vec<String> = Vec::new();
    if let Some(Value::Array(reasons)) = entry.params.get("reasons") {
        facts.extend(
            reasons
                .iter()
                .filter_map(|reason| reason_name(decided_kind(entry), reason.as_str()?))
                .map(text),
        );
    }
    facts.extend(
        word("reason")
            .and_then(LossReason::parse)
            .map(|reason| text(loss_reason(reason))),
    );
    facts.extend(
        word("stage")
            .and_then(Stage::parse)
            .map(|stage| text(stage_name(stage))),
    );
    let minor = entry.params.get("minor").and_then(Value::as_i64);
    facts.extend(
        minor
            .zip(word("currency"))
            .map(|(minor, currency)| text_with(keys::ACTIVITY_AMOUNT, &[("amount", &i18n::money(minor, currency))])),
    );
    facts.extend(
        word("protected_until")
            .and_then(|at| at.parse().ok())
            .map(|at| text_with(keys::CONFLICT_PROTECTED, &[("date", &i18n::day(i18n::last_moment(at)))])),
    );
    facts.extend(
        word("closed_on")
            .and_then(|day| day.parse().ok())
            .map(|day| text_with(keys::ACTIVITY_CLOSED_ON, &[("date", &i18n::date(day))])),
    );
    let written = ["message", "note", "progress", "argument", "next_step", "name"]
        .into_iter()
        .filter_map(word)
        .map(str::to_owned)
        .collect();
    (facts, written)
}
