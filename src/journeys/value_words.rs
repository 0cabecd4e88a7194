//! What groups of partners are called, by what they are grouped by.

use crate::applications::words::{region_name, type_name};
use crate::i18n::{Key, keys, text, text_with};
use entente_model::onboarding::ValueGrouping;
use entente_model::people::{PartnerType, ProgramInfo};

/// What partners are grouped by, as a choice.
pub(super) fn grouping_name(by: ValueGrouping) -> Key {
    match by {
        ValueGrouping::PartnerType => keys::JOURNEYS_VALUE_BY_TYPE,
        ValueGrouping::Region => keys::JOURNEYS_VALUE_BY_REGION,
        ValueGrouping::Quarter => keys::JOURNEYS_VALUE_BY_QUARTER,
    }
}

/// What a group is called, and whether that comes from data and not from a catalogue; followed by language inside a reactive closure.
pub(super) fn cohort_name(by: ValueGrouping, key: &str, program: &ProgramInfo) -> (String, bool) {
    match by {
        ValueGrouping::PartnerType => match PartnerType::parse(key) {
            Some(kind) => (text(type_name(kind)), false),
            None => (key.to_owned(), true),
        },
        ValueGrouping::Region => (region_name(program, key), true),
        ValueGrouping::Quarter => match key.split_once("-Q") {
            Some((year, quarter)) => (
                text_with(keys::JOURNEYS_QUARTER, &[("quarter", &quarter), ("year", &year)]),
                false,
            ),
            None => (key.to_owned(), true),
        },
    }
}
