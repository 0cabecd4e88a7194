//! What happened, in a sentence, and what changed between two versions.

use crate::deals::facts::money;
use crate::deals::words::{decision_reason, loss_reason, stage_name, state_name};
use crate::i18n::{self, Key, keys, text, text_with};
use crate::ui::{CompareRow, IconName, Tone};
use chrono::{DateTime, Utc};
use entente_model::activity::Activity;
use entente_model::deals::{Deal, LossReason, Stage};
use serde_json::Value;

/// The sentence, shape and tone of an entry of the timeline.
pub fn sentence(entry: &Activity) -> (String, IconName, Tone) {
    use IconName as Shape;
    let param = |name: &str| entry.params.get(name).and_then(Value::as_str).unwrap_or_default();
    let (key, icon, tone): (Key, IconName, Tone) = match (entry.kind.as_str(), param("reason")) {
        ("deal.begun", _) => (keys::ACTIVITY_DEAL_BEGUN, Shape::Plus, Tone::Neutral),
        ("deal.edited", _) => (keys::ACTIVITY_DEAL_EDITED, Shape::Pencil, Tone::Neutral),
        ("deal.submitted", _) => (keys::ACTIVITY_DEAL_SUBMITTED, Shape::Send, Tone::Info),
        ("deal.review_started", _) => (keys::ACTIVITY_DEAL_REVIEW_STARTED, Shape::Eye, Tone::Info),
        ("deal.assigned", _) => (keys::ACTIVITY_DEAL_ASSIGNED, Shape::User, Tone::Neutral),
        ("deal.approved", _) if entry.params.contains_key("rule") => {
            (keys::ACTIVITY_DEAL_APPROVED_BY_RULE, Shape::Zap, Tone::Success)
        }
        ("deal.approved", _) => (keys::ACTIVITY_DEAL_APPROVED, Shape::ShieldCheck, Tone::Success),
        ("deal.returned", _) => (keys::ACTIVITY_DEAL_RETURNED, Shape::CircleAlert, Tone::Warning),
        ("deal.rejected", _) => (keys::ACTIVITY_DEAL_REJECTED, Shape::CircleX, Tone::Danger),
        ("deal.decision_undone", _) => (keys::ACTIVITY_DEAL_DECISION_UNDONE, Shape::Undo2, Tone::Neutral),
        ("deal.withdrawn", _) => (keys::ACTIVITY_DEAL_WITHDRAWN, Shape::Undo2, Tone::Neutral),
        ("deal.expired", "answer_overdue") => (keys::ACTIVITY_DEAL_EXPIRED_UNANSWERED, Shape::Hourglass, Tone::Neutral),
        ("deal.expired", "protection_ended") => {
            (keys::ACTIVITY_DEAL_EXPIRED_UNPROTECTED, Shape::Hourglass, Tone::Neutral)
        }
        ("deal.expired", _) => (keys::ACTIVITY_DEAL_EXPIRED, Shape::Hourglass, Tone::Neutral),
        ("deal.extension_requested", _) => (
            keys::ACTIVITY_DEAL_EXTENSION_REQUESTED,
            Shape::CalendarClock,
            Tone::Info,
        ),
        ("deal.extension_granted", _) => (
            keys::ACTIVITY_DEAL_EXTENSION_GRANTED,
            Shape::CalendarClock,
            Tone::Success,
        ),
        ("deal.extension_refused", _) => (keys::ACTIVITY_DEAL_EXTENSION_REFUSED, Shape::CircleX, Tone::Warning),
        ("deal.appealed", _) => (keys::ACTIVITY_DEAL_APPEALED, Shape::Gavel, Tone::Info),
        ("deal.appeal_granted", _) => (keys::ACTIVITY_DEAL_APPEAL_GRANTED, Shape::Gavel, Tone::Success),
        ("deal.appeal_refused", _) => (keys::ACTIVITY_DEAL_APPEAL_REFUSED, Shape::CircleX, Tone::Danger),
        ("deal.escalated", _) => (keys::ACTIVITY_DEAL_ESCALATED, Shape::ArrowUp, Tone::Warning),
        ("deal.overdue", _) => (keys::ACTIVITY_DEAL_OVERDUE, Shape::Clock, Tone::Warning),
        ("deal.stage_changed", _) => (keys::ACTIVITY_DEAL_STAGE_CHANGED, Shape::TrendingUp, Tone::Neutral),
        ("deal.won", _) => (keys::ACTIVITY_DEAL_WON, Shape::Trophy, Tone::Success),
        ("deal.lost", _) => (keys::ACTIVITY_DEAL_LOST, Shape::CircleSlash, Tone::Neutral),
        ("deal.commented", _) => (keys::ACTIVITY_DEAL_COMMENTED, Shape::MessageSquare, Tone::Neutral),
        ("deal.file_added", _) => (keys::ACTIVITY_DEAL_FILE_ADDED, Shape::Paperclip, Tone::Neutral),
        ("deal.file_removed", _) => (keys::ACTIVITY_DEAL_FILE_REMOVED, Shape::Paperclip, Tone::Neutral),
        ("deal.hold_gained", _) => (keys::ACTIVITY_DEAL_HOLD_GAINED, Shape::Lock, Tone::Success),
        ("deal.reminded", _) => (keys::ACTIVITY_DEAL_REMINDED, Shape::Bell, Tone::Neutral),
        ("deal.activity_due", _) => (keys::ACTIVITY_DEAL_ACTIVITY_DUE, Shape::Bell, Tone::Warning),
        // A newer server may tell of more than this page knows.
        _ => (keys::ACTIVITY_OTHER, Shape::CircleDot, Tone::Neutral),
    };
    let actor = if entry.actor.name.is_empty() {
        text(keys::ACTIVITY_PORTAL)
    } else {
        entry.actor.name.clone()
    };
    (
        text_with(key, &[("actor", &actor), ("rule", &param("rule"))]),
        icon,
        tone,
    )
}

/// Reasons of an entry as sentences, and what somebody wrote with it.
pub fn details(entry: &Activity) -> (Vec<String>, Vec<String>) {
    let word = |name: &str| {
        entry
            .params
            .get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let mut facts: Vec<String> = Vec::new();
    if let Some(Value::Array(reasons)) = entry.params.get("reasons") {
        facts.extend(
            reasons
                .iter()
                .filter_map(|reason| decision_reason(reason.as_str()?))
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

/// What differs between the version that was seen and the one that stands, in the words of the page.
pub fn state_rows(before: &Deal, now: &Deal) -> Vec<CompareRow> {
    let ends = |end: Option<DateTime<Utc>>, written: fn(DateTime<Utc>) -> String| {
        end.map(|end| written(i18n::last_moment(end))).unwrap_or_default()
    };
    let of = |deal: &Deal| {
        let progress = &deal.progress;
        [
            (keys::DEALS_COLUMN_STATE, text(state_name(deal.summary.state))),
            (
                keys::DEAL_FIELD_STAGE,
                progress.stage.map(|stage| text(stage_name(stage))).unwrap_or_default(),
            ),
            (keys::DEAL_FIELD_NEXT_STEP, progress.next_step.clone()),
            (keys::DEAL_CLOCK_PROTECTION, ends(progress.protected_until, i18n::day)),
            (keys::DEAL_CLOCK_DECISION, ends(progress.decision_due, i18n::date_time)),
            (
                keys::DEAL_FIELD_VALUE,
                deal.summary.value.as_ref().map(money).unwrap_or_default(),
            ),
            (keys::DEALS_COLUMN_UPDATED, i18n::date_time(deal.summary.updated_at)),
        ]
    };
    let pairs = of(before).into_iter().zip(of(now));
    pairs
        .filter(|((_, before), (_, now))| before != now)
        .map(|((label, before), (_, now))| CompareRow::new(label, before, now))
        .collect()
}
