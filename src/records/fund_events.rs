//! What happens to requests for money and to claims, in sentences.

use super::sentences::{Told, word};
use crate::i18n::keys;
use crate::ui::{IconName as Shape, Tone};
use entente_model::activity::Activity;

/// The sentence, shape and tone of an entry about a request, a claim, or what a partner was given of a fund; nothing for one about
/// something else.
pub fn fund_event(entry: &Activity) -> Option<Told> {
    of_request(entry).or_else(|| of_claim(entry)).or_else(|| of_both(entry))
}

fn of_request(entry: &Activity) -> Option<Told> {
    Some(match (entry.kind.as_str(), word(entry, "reason").unwrap_or_default()) {
        ("fund_request.edited", _) => (keys::ACTIVITY_FUND_REQUEST_EDITED, Shape::Pencil, Tone::Neutral),
        ("fund_request.submitted", _) => (keys::ACTIVITY_FUND_REQUEST_SUBMITTED, Shape::Send, Tone::Info),
        ("fund_request.resubmitted", _) => (keys::ACTIVITY_FUND_REQUEST_RESUBMITTED, Shape::Send, Tone::Info),
        ("fund_request.approved", _) => (keys::ACTIVITY_FUND_REQUEST_APPROVED, Shape::ShieldCheck, Tone::Success),
        ("fund_request.approved_in_part", _) => (
            keys::ACTIVITY_FUND_REQUEST_APPROVED_IN_PART,
            Shape::ShieldCheck,
            Tone::Success,
        ),
        ("fund_request.returned", _) => (keys::ACTIVITY_FUND_REQUEST_RETURNED, Shape::CircleAlert, Tone::Warning),
        ("fund_request.rejected", _) => (keys::ACTIVITY_FUND_REQUEST_REJECTED, Shape::CircleX, Tone::Danger),
        ("fund_request.decision_undone", _) => {
            (keys::ACTIVITY_FUND_REQUEST_DECISION_UNDONE, Shape::Undo2, Tone::Neutral)
        }
        ("fund_request.withdrawn", _) => (keys::ACTIVITY_FUND_REQUEST_WITHDRAWN, Shape::Undo2, Tone::Neutral),
        ("fund_request.assigned", _) => (keys::ACTIVITY_FUND_REQUEST_ASSIGNED, Shape::User, Tone::Neutral),
        ("fund_request.escalated", _) => (keys::ACTIVITY_FUND_REQUEST_ESCALATED, Shape::ArrowUp, Tone::Warning),
        ("fund_request.overdue", _) => (keys::ACTIVITY_FUND_REQUEST_OVERDUE, Shape::Clock, Tone::Warning),
        ("fund_request.reminded", _) => (keys::ACTIVITY_FUND_REQUEST_REMINDED, Shape::Bell, Tone::Neutral),
        ("fund_request.started", _) => (keys::ACTIVITY_FUND_REQUEST_STARTED, Shape::CircleDot, Tone::Success),
        ("fund_request.closed", _) => (keys::ACTIVITY_FUND_REQUEST_CLOSED, Shape::Lock, Tone::Neutral),
        ("fund_request.expired", "answer_overdue") => (
            keys::ACTIVITY_FUND_REQUEST_EXPIRED_UNANSWERED,
            Shape::Hourglass,
            Tone::Neutral,
        ),
        ("fund_request.expired", "deadline_passed") => (
            keys::ACTIVITY_FUND_REQUEST_EXPIRED_UNCLAIMED,
            Shape::Hourglass,
            Tone::Neutral,
        ),
        ("fund_request.expired", "fund_closed") => (
            keys::ACTIVITY_FUND_REQUEST_EXPIRED_FUND_CLOSED,
            Shape::Hourglass,
            Tone::Neutral,
        ),
        ("fund_request.expired", _) => (keys::ACTIVITY_FUND_REQUEST_EXPIRED, Shape::Hourglass, Tone::Neutral),
        _ => return None,
    })
}

fn of_claim(entry: &Activity) -> Option<Told> {
    Some(match (entry.kind.as_str(), word(entry, "reason").unwrap_or_default()) {
        ("fund_claim.edited", _) => (keys::ACTIVITY_FUND_CLAIM_EDITED, Shape::Pencil, Tone::Neutral),
        ("fund_claim.submitted", _) => (keys::ACTIVITY_FUND_CLAIM_SUBMITTED, Shape::Send, Tone::Info),
        ("fund_claim.resubmitted", _) => (keys::ACTIVITY_FUND_CLAIM_RESUBMITTED, Shape::Send, Tone::Info),
        ("fund_claim.agreed", _) => (keys::ACTIVITY_FUND_CLAIM_AGREED, Shape::Check, Tone::Info),
        ("fund_claim.approved", _) => (keys::ACTIVITY_FUND_CLAIM_APPROVED, Shape::CircleCheck, Tone::Success),
        ("fund_claim.approved_in_part", _) => (
            keys::ACTIVITY_FUND_CLAIM_APPROVED_IN_PART,
            Shape::CircleCheck,
            Tone::Success,
        ),
        ("fund_claim.returned", _) => (keys::ACTIVITY_FUND_CLAIM_RETURNED, Shape::CircleAlert, Tone::Warning),
        ("fund_claim.rejected", "answer_overdue") => (
            keys::ACTIVITY_FUND_CLAIM_REJECTED_UNANSWERED,
            Shape::CircleX,
            Tone::Danger,
        ),
        ("fund_claim.rejected", _) => (keys::ACTIVITY_FUND_CLAIM_REJECTED, Shape::CircleX, Tone::Danger),
        ("fund_claim.decision_undone", _) => (keys::ACTIVITY_FUND_CLAIM_DECISION_UNDONE, Shape::Undo2, Tone::Neutral),
        ("fund_claim.assigned", _) => (keys::ACTIVITY_FUND_CLAIM_ASSIGNED, Shape::User, Tone::Neutral),
        ("fund_claim.escalated", _) => (keys::ACTIVITY_FUND_CLAIM_ESCALATED, Shape::ArrowUp, Tone::Warning),
        ("fund_claim.overdue", _) => (keys::ACTIVITY_FUND_CLAIM_OVERDUE, Shape::Clock, Tone::Warning),
        ("fund_claim.paid", _) => (keys::ACTIVITY_FUND_CLAIM_PAID, Shape::BadgeDollarSign, Tone::Success),
        ("fund_claim.payment_refused", _) => (
            keys::ACTIVITY_FUND_CLAIM_PAYMENT_REFUSED,
            Shape::CircleAlert,
            Tone::Warning,
        ),
        ("fund_claim.bounced", _) => (keys::ACTIVITY_FUND_CLAIM_BOUNCED, Shape::CircleAlert, Tone::Warning),
        _ => return None,
    })
}

/// What reads the same of whatever record.
fn of_both(entry: &Activity) -> Option<Told> {
    Some(match entry.kind.as_str() {
        "fund_request.commented" | "fund_claim.commented" => {
            (keys::ACTIVITY_DEAL_COMMENTED, Shape::MessageSquare, Tone::Neutral)
        }
        "fund_request.file_added" | "fund_claim.file_added" => {
            (keys::ACTIVITY_DEAL_FILE_ADDED, Shape::Paperclip, Tone::Neutral)
        }
        "fund_request.file_removed" | "fund_claim.file_removed" => {
            (keys::ACTIVITY_DEAL_FILE_REMOVED, Shape::Paperclip, Tone::Neutral)
        }
        "fund.booked" => (keys::ACTIVITY_FUND_BOOKED, Shape::Wallet, Tone::Neutral),
        _ => return None,
    })
}
