//! The figures of a report: three at its head, what was not spent, and how long decisions and payments took.

use super::words::{group_name, grouping_name};
use crate::funds::words::{account_look, times};
use crate::i18n::{self, Key, keys, text, text_plural, text_with};
use crate::ui::{Card, ShareBar, SharePart, SpreadChart, SpreadFigures, SpreadRow, Stat, Stats};
use entente_model::funds::ledger::AccountKind;
use entente_model::funds::results::{FundReturns, ReturnRow};
use entente_model::onboarding::Spread;
use leptos::prelude::*;

/// What was spent, and what came back of it.
#[component]
pub(super) fn Headlines(
    /// The report.
    returns: Signal<FundReturns>,
) -> impl IntoView {
    let of = move |write: fn(&FundReturns) -> String| Signal::derive(move || returns.with(write));
    let note = move |write: fn(&FundReturns) -> String| Signal::derive(move || Some(returns.with(write)));
    let money = |minor: i64, returns: &FundReturns| i18n::money(minor, &returns.currency);
    let spent = move || returns.with(|returns| money(returns.report.all.results.spent, returns));
    let activities = note(|returns| text_plural(keys::RETURNS_ACTIVITIES, u64::from(returns.report.all.activities)));
    view! {
        <Stats>
            <Stat label=keys::RETURNS_SPENT value=Signal::derive(spent) note=activities/>
            <Stat
                label=keys::RETURNS_PIPELINE_RETURN
                value=of(|returns| times(returns.report.all.pipeline_return))
                note=note(|returns| amount(keys::RETURNS_PIPELINE_OF, returns.report.all.results.pipeline, returns))
            />
            <Stat
                label=keys::RETURNS_WON_RETURN
                value=of(|returns| times(returns.report.all.won_return))
                note=note(|returns| amount(keys::RETURNS_WON_OF, returns.report.all.results.won, returns))
            />
        </Stats>
    }
}

fn amount(key: Key, minor: i64, returns: &FundReturns) -> String {
    text_with(key, &[("amount", &i18n::money(minor, &returns.currency))])
}

/// What partners were given in the funds in question, and what of it was not spent.
#[component]
pub(super) fn Unspent(
    /// The report.
    returns: Signal<FundReturns>,
) -> impl IntoView {
    let parts = Signal::derive(move || returns.with(parts));
    view! {
        <Card title=keys::RETURNS_UNSPENT text=keys::RETURNS_UNSPENT_TEXT>
            <ShareBar parts=parts label=keys::RETURNS_UNSPENT/>
        </Card>
    }
}

/// The whole and its parts; followed by language inside a reactive closure.
fn parts(returns: &FundReturns) -> Vec<SharePart> {
    let unspent = returns.unspent;
    let part = |key: &'static str, label: Key, minor: i64, account: Option<AccountKind>| SharePart {
        key,
        label: text(label),
        // Only how long a piece of the bar is, so a float is exact enough.
        value: minor as f64,
        shown: i18n::money(minor, &returns.currency),
        look: account.and_then(account_look),
        href: None,
        is_current: false,
    };
    vec![
        part("whole", keys::FUND_ALLOCATED, unspent.allocated, None),
        part(
            "unspent",
            keys::RETURNS_NOT_SPENT,
            unspent.unspent,
            Some(AccountKind::Available),
        ),
        part(
            "reserved",
            keys::LEDGER_ACCOUNT_RESERVED,
            unspent.reserved,
            Some(AccountKind::Reserved),
        ),
        part(
            "payable",
            keys::LEDGER_ACCOUNT_PAYABLE,
            unspent.payable,
            Some(AccountKind::Payable),
        ),
        part("paid", keys::LEDGER_ACCOUNT_PAID, unspent.paid, Some(AccountKind::Paid)),
    ]
}

/// Days to the decision and to the payment, of all and of each group.
#[component]
pub(super) fn Times(
    /// The report.
    returns: Signal<FundReturns>,
) -> impl IntoView {
    view! {
        <Spreads returns=returns title=keys::RETURNS_DECISION text=keys::RETURNS_DECISION_TEXT spread=|row| row.decision/>
        <Spreads returns=returns title=keys::RETURNS_PAYMENT text=keys::RETURNS_PAYMENT_TEXT spread=|row| row.payment/>
    }
}

/// Most groups that are drawn, those with most to measure: of more, nobody compares pictures.
const GROUPS: usize = 20;

#[component]
fn Spreads(
    returns: Signal<FundReturns>,
    title: Key,
    text: Key,
    spread: fn(&ReturnRow) -> Option<Spread>,
) -> impl IntoView {
    let rows = Signal::derive(move || {
        returns.with(|returns| {
            let whole = std::iter::once(SpreadRow {
                is_whole: true,
                ..spread_row((i18n::text(keys::RETURNS_ALL), false), spread(&returns.report.all))
            });
            let rows = returns.report.rows.iter();
            let mut known: Vec<_> = rows.filter_map(|row| Some((row, spread(row)?))).collect();
            if known.len() > GROUPS {
                known.sort_by_key(|(_, spread)| std::cmp::Reverse(spread.count));
            }
            let groups = known.into_iter().take(GROUPS);
            let groups = groups.map(|(row, spread)| spread_row(group_name(returns.report.by, row), Some(spread)));
            whole.chain(groups).collect::<Vec<_>>()
        })
    });
    let group = Signal::derive(move || i18n::text(grouping_name(returns.with(|returns| returns.report.by))));
    view! {
        <Card title=title text=text>
            <SpreadChart rows=rows label=title group=group unit=keys::JOURNEYS_VALUE_DAYS/>
        </Card>
    }
}

fn spread_row((label, is_data): (String, bool), spread: Option<Spread>) -> SpreadRow {
    SpreadRow {
        label,
        is_data,
        is_whole: false,
        count: text_plural(
            keys::RETURNS_MEASURED,
            u64::from(spread.map_or(0, |spread| spread.count)),
        ),
        figures: spread.map(|spread| SpreadFigures {
            least: spread.least,
            lower: spread.lower,
            median: spread.median,
            upper: spread.upper,
            most: spread.most,
        }),
    }
}
