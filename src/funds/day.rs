//! The rules and the day by which pages of requests and claims tell what can be done now.

use super::words::today;
use crate::api::{Reading, funds, use_read};
use chrono::NaiveDate;
use entente_model::funds::request::FundRules;
use leptos::prelude::*;

/// What of the program requests and claims are checked against, fetched anew when the reader's day changes.
pub(super) fn use_rules() -> Reading<FundRules> {
    let day = Memo::new(|_| today());
    use_read(move || {
        day.track();
        funds::rules()
    })
}

/// The day where the partner is, as the server tells it; the reader's own until it has.
pub(super) fn day_of(rules: Reading<FundRules>) -> Memo<NaiveDate> {
    Memo::new(move |_| {
        let told = rules.value().with(|rules| rules.as_ref().map(|rules| rules.today));
        told.unwrap_or_else(today)
    })
}
