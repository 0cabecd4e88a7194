//! What groups of a report are called, and how returns are written.

use crate::funds::request_words::activity_name;
use crate::i18n::{Key, keys, text};
use crate::session::tier_name;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::results::{ReturnGrouping, ReturnRow};
use entente_model::people::Tier;

/// What activities are grouped by, as a choice.
pub(super) fn grouping_name(by: ReturnGrouping) -> Key {
    match by {
        ReturnGrouping::ActivityType => keys::RETURNS_BY_ACTIVITY,
        ReturnGrouping::Partner => keys::RETURNS_BY_PARTNER,
        ReturnGrouping::Tier => keys::RETURNS_BY_TIER,
        ReturnGrouping::Region => keys::RETURNS_BY_REGION,
        ReturnGrouping::Period => keys::RETURNS_BY_PERIOD,
    }
}

/// What a group is called, and whether that comes from data and not from a catalogue; followed by language inside a reactive closure.
pub(super) fn group_name(by: ReturnGrouping, row: &ReturnRow) -> (String, bool) {
    let named = match by {
        ReturnGrouping::ActivityType => ActivityType::parse(&row.key).map(|activity| text(activity_name(activity))),
        ReturnGrouping::Tier => Tier::parse(&row.key).map(tier_name),
        ReturnGrouping::Partner | ReturnGrouping::Region | ReturnGrouping::Period => None,
    };
    match named {
        Some(name) => (name, false),
        None if row.name.is_empty() => (row.key.clone(), true),
        None => (row.name.clone(), true),
    }
}
