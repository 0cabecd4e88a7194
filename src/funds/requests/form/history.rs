//! What came of such activities in the program, as a hint of what may be expected.

use crate::i18n::{self, keys, text_plural_with, text_with};
use crate::ui::{Icon, IconName, IconSize};
use entente_model::funds::activity::ActivityType;
use entente_model::funds::results::ActivityHistory;
use leptos::prelude::*;

/// What is known of a type of activity.
pub fn of_activity(history: &[ActivityHistory], activity: ActivityType) -> Option<ActivityHistory> {
    history.iter().find(|known| known.activity == activity).cloned()
}

/// The sentences of a history; empty when it tells nothing. Followed by language inside a reactive closure.
fn sentences(history: &ActivityHistory) -> Vec<String> {
    let times = |thousandths: i64| i18n::decimal((thousandths as f64 / 100.0).round() / 10.0);
    let count = u64::from(history.activities);
    let pipeline = history
        .pipeline_return
        .map(|part| text_plural_with(keys::REQUEST_HISTORY_PIPELINE, count, &[("times", &times(part))]));
    let won = history
        .won_return
        .map(|part| text_with(keys::REQUEST_HISTORY_WON, &[("times", &times(part))]));
    let per_lead = history.per_lead.as_ref().map(|money| {
        let amount = i18n::money(money.minor, &money.currency);
        text_with(keys::REQUEST_HISTORY_LEAD, &[("amount", &amount)])
    });
    [pipeline, won, per_lead].into_iter().flatten().collect()
}

/// What came of activities of a type; nothing where too few have been reported.
#[component]
pub fn HistoryHint(
    /// What is known.
    history: Signal<Option<ActivityHistory>>,
) -> impl IntoView {
    let lines = Memo::new(move |_| history.with(|history| history.as_ref().map(sentences).unwrap_or_default()));
    move || {
        lines.with(|lines| {
            (!lines.is_empty()).then(|| {
                let said = lines.join(" ");
                view! {
                    <p class="request-history">
                        <Icon name=IconName::TrendingUp size=IconSize::Small/>
                        <span>{said}</span>
                    </p>
                }
            })
        })
    }
}
