//! What happened to a partner, in a sentence.

use crate::i18n::{Key, keys, text_with};
use crate::journey::words::kind_name;
use crate::records::{actor, fund_event};
use crate::ui::{IconName, Tone};
use entente_model::activity::Activity;
use entente_model::onboarding::TaskKind;
use serde_json::Value;

/// The sentence, shape and tone of an entry of the timeline; followed by language inside a reactive closure.
pub(super) fn sentence(entry: &Activity) -> (String, IconName, Tone) {
    use IconName as Shape;
    let (key, icon, tone): (Key, IconName, Tone) = match entry.kind.as_str() {
        "partner.added" => (keys::ACTIVITY_PARTNER_ADDED, Shape::BadgeCheck, Tone::Success),
        "partner.activated" => (keys::ACTIVITY_PARTNER_ACTIVATED, Shape::CircleCheck, Tone::Success),
        "partner.agreement_signed" => (keys::ACTIVITY_PARTNER_AGREEMENT_SIGNED, Shape::FileText, Tone::Success),
        "partner.profile_saved" => (keys::ACTIVITY_PARTNER_PROFILE_SAVED, Shape::Pencil, Tone::Neutral),
        "partner.logo_changed" => (keys::ACTIVITY_PARTNER_LOGO_CHANGED, Shape::Image, Tone::Neutral),
        "partner.logo_removed" => (keys::ACTIVITY_PARTNER_LOGO_REMOVED, Shape::Image, Tone::Neutral),
        "partner.tax_form_uploaded" => (keys::ACTIVITY_PARTNER_TAX_FORM_UPLOADED, Shape::Upload, Tone::Neutral),
        "partner.tax_form_read" => (keys::ACTIVITY_PARTNER_TAX_FORM_READ, Shape::Eye, Tone::Neutral),
        "partner.bank_account_saved" => (keys::ACTIVITY_PARTNER_BANK_ACCOUNT_SAVED, Shape::Wallet, Tone::Neutral),
        "partner.bank_account_removed" => (
            keys::ACTIVITY_PARTNER_BANK_ACCOUNT_REMOVED,
            Shape::Wallet,
            Tone::Neutral,
        ),
        "partner.bank_account_read" => (keys::ACTIVITY_PARTNER_BANK_ACCOUNT_READ, Shape::Eye, Tone::Neutral),
        "partner.note_added" => (keys::ACTIVITY_PARTNER_NOTE_ADDED, Shape::MessageSquare, Tone::Neutral),
        "partner.note_removed" => (keys::ACTIVITY_PARTNER_NOTE_REMOVED, Shape::Trash2, Tone::Neutral),
        "journey.begun" => (keys::ACTIVITY_JOURNEY_BEGUN, Shape::Flag, Tone::Info),
        "journey.task_done" => (keys::ACTIVITY_JOURNEY_TASK_DONE, Shape::Check, Tone::Success),
        "journey.completed" => (keys::ACTIVITY_JOURNEY_COMPLETED, Shape::Trophy, Tone::Success),
        "journey.fell_behind" => (keys::ACTIVITY_JOURNEY_FELL_BEHIND, Shape::TriangleAlert, Tone::Danger),
        "journey.vendor_late" => (keys::ACTIVITY_JOURNEY_VENDOR_LATE, Shape::Hourglass, Tone::Warning),
        "journey.nudged" => (keys::ACTIVITY_JOURNEY_NUDGED, Shape::Bell, Tone::Info),
        "journey.reminded" => (keys::ACTIVITY_JOURNEY_REMINDED, Shape::Bell, Tone::Neutral),
        "journey.moved" => (keys::ACTIVITY_JOURNEY_MOVED, Shape::RefreshCw, Tone::Neutral),
        "invitation.made" => (keys::ACTIVITY_INVITATION_MADE, Shape::Mail, Tone::Neutral),
        "invitation.sent_again" => (keys::ACTIVITY_INVITATION_SENT_AGAIN, Shape::Mail, Tone::Neutral),
        "invitation.accepted" => (keys::ACTIVITY_INVITATION_ACCEPTED, Shape::User, Tone::Success),
        "invitation.withdrawn" => (keys::ACTIVITY_INVITATION_WITHDRAWN, Shape::X, Tone::Neutral),
        "user.added" => (keys::ACTIVITY_USER_ADDED, Shape::User, Tone::Neutral),
        "user.changed" => (keys::ACTIVITY_USER_CHANGED, Shape::User, Tone::Neutral),
        "user.disabled" => (keys::ACTIVITY_USER_DISABLED, Shape::Ban, Tone::Neutral),
        "user.enabled" => (keys::ACTIVITY_USER_ENABLED, Shape::User, Tone::Neutral),
        "user.profile_changed" => (keys::ACTIVITY_USER_PROFILE_CHANGED, Shape::Pencil, Tone::Neutral),
        "user.password_changed" => (keys::ACTIVITY_USER_PASSWORD_CHANGED, Shape::KeyRound, Tone::Neutral),
        "user.signed_in" => (keys::ACTIVITY_USER_SIGNED_IN, Shape::LogIn, Tone::Neutral),
        "user.signed_out" | "user.signed_out_everywhere" => {
            (keys::ACTIVITY_USER_SIGNED_OUT, Shape::LogOut, Tone::Neutral)
        }
        // A newer server may tell of more than this page knows.
        _ => fund_event(entry).unwrap_or((keys::ACTIVITY_OTHER, Shape::CircleDot, Tone::Neutral)),
    };
    let line = text_with(key, &[("actor", &actor(entry)), ("task", &task(entry))]);
    (line, icon, tone)
}

/// What the task of an entry is called; nothing of one that is about none.
fn task(entry: &Activity) -> String {
    let word = |name: &str| entry.params.get(name).and_then(Value::as_str).unwrap_or_default();
    match word("task_name") {
        "" => TaskKind::parse(word("task_kind"))
            .map(|kind| kind_name(kind, 1))
            .unwrap_or_default(),
        name => name.to_owned(),
    }
}
