//! What happens to deals, in sentences.

use super::sentences::{Told, word};
use crate::i18n::keys;
use crate::ui::{IconName as Shape, Tone};
use entente_model::activity::Activity;

/// The sentence, shape and tone of an entry about a deal; nothing for one about something else.
pub(super) fn told(entry: &Activity) -> Option<Told> {
    Some(match (entry.kind.as_str(), word(entry, "reason").unwrap_or_default()) {
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
        _ => return None,
    })
}
