//! What groups of a report are called, and how returns are written.

use crate::funds::request_words::activity_name;
use crate::i18n::{self, Key, keys, text, text_with};
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
        ReturnGrouping::Fund => keys::RETURNS_BY_FUND,
    }
}

/// What a group is called, and whether that comes from data and not from a catalogue; followed by language inside a reactive closure.
pub(super) fn group_name(by: ReturnGrouping, row: &ReturnRow) -> (String, bool) {
    let named = match by {
        ReturnGrouping::ActivityType => ActivityType::parse(&row.key).map(|activity| text(activity_name(activity))),
        ReturnGrouping::Tier => Tier::parse(&row.key).map(tier_name),
        ReturnGrouping::Period => period_name(&row.key),
        ReturnGrouping::Partner | ReturnGrouping::Region | ReturnGrouping::Fund => None,
    };
    match named {
        Some(name) => (name, false),
        None if row.name.is_empty() => (row.key.clone(), true),
        None => (row.name.clone(), true),
    }
}

/// From when until when a period is.
fn period_name(key: &str) -> Option<String> {
    let (first, last) = key.split_once('/')?;
    let day = |day: &str| day.parse().ok().map(i18n::date);
    Some(text_with(
        keys::FUND_FACT_FROM_TO,
        &[("first", &day(first)?), ("last", &day(last)?)],
    ))
}
