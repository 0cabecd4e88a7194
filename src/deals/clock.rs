//! The clock of a deal, as every list shows it.

use crate::i18n::{Key, keys, t};
use crate::ui::Clock;
use chrono::{DateTime, TimeDelta, Utc};
use entente_model::deals::{DealState, DealSummary};
use leptos::prelude::*;

/// The clock that runs now, what it counts, and since when, as far as a row tells: the usual length of such a clock.
fn running(deal: &DealSummary) -> Option<(Key, DateTime<Utc>, TimeDelta)> {
    match deal.state {
        DealState::Submitted | DealState::InReview => deal
            .due_at
            .map(|at| (keys::DEALS_CLOCK_DECISION, at, TimeDelta::days(2))),
        DealState::ActionRequired => deal
            .due_at
            .map(|at| (keys::DEALS_CLOCK_ANSWER, at, TimeDelta::days(14))),
        DealState::Approved => deal
            .protected_until
            .map(|at| (keys::DEALS_CLOCK_PROTECTED, at, TimeDelta::days(90))),
        _ => None,
    }
}

/// The clock of a deal with what it counts; `None` where none runs.
pub fn deal_clock(deal: &DealSummary) -> Option<AnyView> {
    let (label, ends, length) = running(deal)?;
    let view = view! {
        <div class="deal-clock">
            <Clock starts=ends - length ends=ends/>
            <span class="cell-sub deal-clock-word">{t(label)}</span>
        </div>
    };
    Some(view.into_any())
}
