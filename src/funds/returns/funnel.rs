//! The way from what was spent over leads and pipeline to what was won.

use crate::funds::words::times;
use crate::i18n::{self, keys, t, text, text_with};
use crate::ui::{Card, Funnel, FunnelStage};
use entente_model::funds::results::FundReturns;
use leptos::prelude::*;

/// The card.
#[component]
pub(super) fn Way(
    /// The report.
    returns: Signal<FundReturns>,
) -> impl IntoView {
    let stages = Signal::derive(move || returns.with(stages));
    view! {
        <Card title=keys::RETURNS_FUNNEL text=keys::RETURNS_FUNNEL_TEXT>
            <Funnel stages=stages label=keys::RETURNS_FUNNEL/>
            <p class="funnel-note">{t(keys::RETURNS_FUNNEL_READ)}</p>
        </Card>
    }
}

/// The four stages; followed by language inside a reactive closure.
fn stages(returns: &FundReturns) -> Vec<FunnelStage> {
    let results = returns.report.all.results;
    let money = |minor: i64| i18n::money(minor, &returns.currency);
    // How tall a shape is, so floats are exact enough.
    let height = |minor: i64| minor as f64;
    let leads = i64::try_from(results.leads).unwrap_or(i64::MAX);
    let per_lead = results.spent.checked_div(leads).map(money);
    let part = (results.pipeline > 0).then(|| {
        let part = height(results.won) / height(results.pipeline);
        i18n::percent((part * 100.0).round() / 100.0)
    });
    let stage = |label, value: f64, shown: String, note: Option<String>| FunnelStage {
        label: text(label),
        is_data: false,
        value,
        shown,
        note,
    };
    vec![
        stage(keys::RETURNS_SPENT, height(results.spent), money(results.spent), None),
        // Leads are no money: their shape is as tall as what they cost.
        stage(
            keys::FUND_FACT_LEADS,
            height(results.spent),
            i18n::integer(leads),
            per_lead.map(|amount| text_with(keys::RETURNS_PER_LEAD, &[("amount", &amount)])),
        ),
        stage(
            keys::FUND_FACT_PIPELINE,
            height(results.pipeline),
            money(results.pipeline),
            returns
                .report
                .all
                .pipeline_return
                .map(|value| text_with(keys::RETURNS_OF_SPENT, &[("times", &times(Some(value)))])),
        ),
        stage(
            keys::FUND_FACT_WON,
            height(results.won),
            money(results.won),
            part.map(|part| text_with(keys::RETURNS_OF_PIPELINE, &[("part", &part)])),
        ),
    ]
}
