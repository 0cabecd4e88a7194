//! What counts of what came of an activity, beside what was expected.

use crate::i18n::{self, Key, keys, text_plural, text_with};
use crate::ui::{KeyValue, KeyValues};
use entente_model::funds::request::FundRequest;
use entente_model::funds::results::counted;
use entente_model::money::Money;
use leptos::prelude::*;

/// Leads, pipeline and won.
#[component]
pub(super) fn Counted(
    /// The request.
    request: Signal<FundRequest>,
) -> impl IntoView {
    let lines = move || {
        let lines = request.with(lines);
        lines
            .into_iter()
            .map(|(label, value, note)| {
                view! {
                    <KeyValue label=label>
                        <span><span class="strong number" translate="no">{value}</span><span class="cell-sub">{note}</span></span>
                    </KeyValue>
                }
            })
            .collect_view()
    };
    view! { <KeyValues ruled=true>{lines}</KeyValues> }
}

/// Name, figure and what stands beside it; followed by language inside a reactive closure.
fn lines(request: &FundRequest) -> Vec<(Key, String, Option<String>)> {
    let told = &request.results;
    let count = |leads: u32| i18n::integer(i64::from(leads));
    let one = |money: &Money| i18n::money(money.minor, &money.currency);
    let expected = |amount: String| text_with(keys::RESULTS_EXPECTED, &[("amount", &amount)]);
    let linked = request.deals.len() as u64;
    let from_deals = (linked > 0).then(|| text_plural(keys::RESULTS_FROM_DEALS, linked));
    let counts = counted(told, &request.deals);
    let sums = |amounts: &[Money], is_told: bool| {
        let written: Vec<String> = amounts.iter().map(one).collect();
        match (written.is_empty(), linked > 0 || is_told) {
            (false, _) => i18n::list(&written),
            (true, true) => i18n::integer(0),
            (true, false) => "–".to_owned(),
        }
    };
    let planned = request.fields.expected_pipeline.as_ref().map(one).map(expected);
    vec![
        (
            keys::FUND_FACT_LEADS,
            told.leads.map_or_else(|| "–".to_owned(), count),
            request.fields.expected_leads.map(count).map(expected),
        ),
        (
            keys::FUND_FACT_PIPELINE,
            sums(&counts.pipeline, told.pipeline.is_some()),
            both(from_deals.clone(), planned),
        ),
        (keys::FUND_FACT_WON, sums(&counts.won, told.won.is_some()), from_deals),
    ]
}

fn both(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(text_with(keys::RESULTS_BOTH, &[("one", &one), ("other", &other)])),
        (one, other) => one.or(other),
    }
}
