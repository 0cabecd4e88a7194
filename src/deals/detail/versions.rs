//! What changed between two versions, in the words of the page.

use crate::deals::facts::money;
use crate::deals::words::{stage_name, state_name};
use crate::forms::differing;
use crate::i18n::{self, keys, text};
use crate::ui::CompareRow;
use chrono::{DateTime, Utc};
use entente_model::deals::Deal;

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
    differing(of(before), of(now))
}
