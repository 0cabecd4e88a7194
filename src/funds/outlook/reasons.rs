//! Why it would be so much: the rule over what the partner has reached so far, in sentences.

use crate::i18n::{self, keys, text, text_with};
use crate::session::tier_name;
use entente_model::funds::allocation::AllocationLine;
use entente_model::funds::outlook::PeriodOutlook;
use leptos::prelude::*;

/// A sentence for each part.
#[component]
pub(super) fn Reasons(
    /// Of which fund.
    item: Memo<PeriodOutlook>,
) -> impl IntoView {
    let sentences = move || {
        item.with(|item| {
            let line = item.as_it_stands();
            let mut said = vec![base_text(item, &line)];
            said.extend(results_text(item, &line));
            said.push(grant_text(item, &line));
            said.extend(bounds_text(item, &line));
            said.into_iter()
                .map(|sentence| view! { <li>{sentence}</li> })
                .collect_view()
        })
    };
    view! { <ul class="outlook-reasons prose">{sentences}</ul> }
}

fn share(per_mille: u32) -> String {
    i18n::percent(f64::from(per_mille) / 1_000.0)
}

/// Thousandths as times.
pub(super) fn times(per_mille: i64) -> String {
    i18n::decimal(per_mille as f64 / 1_000.0)
}

/// What was won, and what part of it depends on nothing else.
fn base_text(item: &PeriodOutlook, line: &AllocationLine) -> String {
    let money = |minor: i64| i18n::money(minor, &item.currency);
    let (revenue, base) = (money(item.performance.revenue), money(line.base));
    let (since, until) = (i18n::date(item.starts_on), i18n::date(item.as_of));
    let share = share(item.rule.revenue_per_mille);
    text_with(
        keys::OUTLOOK_BASE,
        &[
            ("revenue", &revenue),
            ("since", &since),
            ("until", &until),
            ("share", &share),
            ("base", &base),
        ],
    )
}

/// What results earn of the rest; nothing where nothing depends on them.
fn results_text(item: &PeriodOutlook, line: &AllocationLine) -> Option<String> {
    if item.rule.performance_per_mille == 0 {
        return None;
    }
    let money = |minor: i64| i18n::money(minor, &item.currency);
    let (possible, earned) = (money(line.possible), money(line.earned));
    let target = times(item.rule.target_return.into());
    let Some(reached) = line.return_per_mille else {
        return Some(text_with(
            keys::OUTLOOK_RESULTS_NONE,
            &[("possible", &possible), ("target", &target)],
        ));
    };
    let (spent, pipeline) = (money(item.performance.spent), money(item.performance.pipeline));
    let reached = times(reached);
    Some(text_with(
        keys::OUTLOOK_RESULTS,
        &[
            ("possible", &possible),
            ("spent", &spent),
            ("pipeline", &pipeline),
            ("reached", &reached),
            ("target", &target),
            ("earned", &earned),
        ],
    ))
}

/// What its tier is granted.
fn grant_text(item: &PeriodOutlook, line: &AllocationLine) -> String {
    let tier = tier_name(item.performance.tier);
    if line.grant == 0 {
        return text_with(keys::OUTLOOK_GRANT_NONE, &[("tier", &tier)]);
    }
    let grant = i18n::money(line.grant, &item.currency);
    text_with(keys::OUTLOOK_GRANT, &[("tier", &tier), ("grant", &grant)])
}

/// That it would be too little to be given, or is all that may be; followed by language inside a reactive closure.
pub(super) fn bounds_text(item: &PeriodOutlook, line: &AllocationLine) -> Option<String> {
    let money = |minor: i64| i18n::money(minor, &item.currency);
    let together = line.base + line.earned + line.grant;
    match item.rule.largest {
        _ if together > 0 && line.entitled == 0 => Some(text_with(
            keys::OUTLOOK_TOO_LITTLE,
            &[("smallest", &money(item.rule.smallest))],
        )),
        Some(largest) if together > largest => Some(text_with(keys::OUTLOOK_LARGEST, &[("largest", &money(largest))])),
        _ if together == 0 => Some(text(keys::OUTLOOK_NOTHING)),
        _ => None,
    }
}
