//! The rule of a fund in words.

use crate::i18n::{self, Key, keys, text, text_with};
use crate::paths;
use crate::session::{tier_name, use_session};
use crate::ui::{ButtonSize, Card, IconName, KeyValue, KeyValues, LinkButton};
use entente_model::funds::allocation::AllocationRule;
use entente_model::funds::closing::ReservationsAtClosing;
use entente_model::funds::fund::{Fund, FundFields};
use entente_model::people::Permission;
use leptos::prelude::*;

/// A thousandth as a share of the whole, in per cent.
fn share(per_mille: u32) -> String {
    i18n::percent(f64::from(per_mille) / 1_000.0)
}

/// The lines of a rule, each with its name; followed by language inside a reactive closure.
fn rule_lines(rule: &AllocationRule, currency: &str) -> Vec<(Key, String)> {
    let money = |minor: i64| i18n::money(minor, currency);
    let none = || text(keys::FUND_RULE_NONE);
    let revenue = match rule.revenue_per_mille {
        0 => none(),
        part => text_with(keys::FUND_RULE_REVENUE_TEXT, &[("share", &share(part))]),
    };
    let results = match rule.performance_per_mille {
        0 => none(),
        part => text_with(keys::FUND_RULE_PERFORMANCE_TEXT, &[("share", &share(part))]),
    };
    let times = i18n::decimal(f64::from(rule.target_return) / 1_000.0);
    let grants: Vec<String> = rule
        .grants
        .iter()
        .filter(|grant| grant.minor > 0)
        .map(|grant| {
            text_with(
                keys::FUND_RULE_GRANT,
                &[("tier", &tier_name(grant.tier)), ("amount", &money(grant.minor))],
            )
        })
        .collect();
    let grants = if grants.is_empty() { none() } else { grants.join(" · ") };
    let smallest = match rule.smallest {
        0 => none(),
        minor => text_with(keys::FUND_RULE_SMALLEST_TEXT, &[("amount", &money(minor))]),
    };
    let largest = rule.largest.map_or_else(
        || text(keys::FUND_RULE_NO_LIMIT),
        |minor| text_with(keys::FUND_RULE_LARGEST_TEXT, &[("amount", &money(minor))]),
    );
    vec![
        (keys::FUND_RULE_REVENUE, revenue),
        (keys::FUND_RULE_PERFORMANCE, results),
        (
            keys::FUND_RULE_TARGET,
            text_with(keys::FUND_RULE_TARGET_TEXT, &[("times", &times)]),
        ),
        (keys::FUND_RULE_GRANTS, grants),
        (keys::FUND_RULE_SMALLEST, smallest),
        (keys::FUND_RULE_LARGEST, largest),
        (keys::FUND_RULE_AT_CLOSING, text(at_closing_words(rule.at_closing).0)),
    ]
}

/// What becomes of reservations when a period is closed, and what that means.
pub(super) fn at_closing_words(choice: ReservationsAtClosing) -> (Key, Key) {
    match choice {
        ReservationsAtClosing::Keep => (keys::FUND_AT_CLOSING_KEEP, keys::FUND_AT_CLOSING_KEEP_HINT),
        ReservationsAtClosing::ReleaseNotStarted => (keys::FUND_AT_CLOSING_RELEASE, keys::FUND_AT_CLOSING_RELEASE_HINT),
    }
}

/// All that a fund is made of, for two versions side by side; followed by language inside a reactive closure.
pub(super) fn fund_lines(fields: &FundFields) -> Vec<(Key, String)> {
    let mut lines = vec![
        (keys::FUND_FIELD_NAME, fields.name.clone()),
        (keys::FUND_FIELD_STARTS, i18n::date(fields.starts_on)),
        (keys::FUND_FIELD_ENDS, i18n::date(fields.ends_on)),
    ];
    lines.extend(rule_lines(&fields.rule, &fields.currency));
    lines
}

/// The card.
#[component]
pub(super) fn RuleCard(
    /// Of which fund.
    fund: Signal<Fund>,
) -> impl IntoView {
    let rule = Memo::new(move |_| fund.with(|fund| (fund.rule.clone(), fund.currency.clone())));
    let lines = move || {
        let lines =
            rule.with(|(rule, currency)| rule.as_ref().map(|rule| rule_lines(rule, currency)).unwrap_or_default());
        lines
            .into_iter()
            .map(|(label, value)| view! { <KeyValue label=label><span>{value}</span></KeyValue> })
            .collect_view()
    };
    let (session, id) = (use_session(), fund.with_untracked(|fund| fund.id));
    let may_allocate = Memo::new(move |_| session.reason_not(Permission::ManageFunds).is_none());
    let actions = move || {
        may_allocate.get().then(|| {
            view! { <LinkButton label=keys::ALLOCATION_OPEN href=paths::fund_allocation(id) size=ButtonSize::Small icon=IconName::Scale/> }
        })
    };
    view! {
        <Card title=keys::FUND_TAB_RULE text=keys::FUND_RULE_TEXT actions=actions>
            <KeyValues ruled=true>{lines}</KeyValues>
        </Card>
    }
}
