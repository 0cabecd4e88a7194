//! Every partner's line, and all of them together.

use super::trial::Trial;
use crate::i18n::{self, keys, t, text, text_plural, text_with};
use crate::lists::{none_match, use_search_of};
use crate::paths::{FundQuery, use_address_state};
use crate::session::tier_name;
use crate::ui::{Column, Data, DataTable, EmptyState, FilterBar, IconName, LoadMore, Money, TableRow};
use entente_model::funds::allocation_preview::{AllocationPreview, AllocationTotals, NamedLine};
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Lines shown at first, and so many more at a time: a program may have thousands.
const LINES: usize = 50;

/// The table with its search.
#[component]
pub(super) fn Lines(
    /// What is looked at.
    trial: Trial,
) -> impl IntoView {
    let address = use_address_state::<FundQuery>();
    let search = use_search_of(address);
    let most = RwSignal::new(LINES);
    // Another search begins at its first lines.
    Effect::watch(move || search.asked.track(), move |(), _, _| most.set(LINES), false);
    let found = Memo::new(move |_| {
        let wanted = search.asked.with(|asked| asked.trim().to_lowercase());
        trial.shown.with(|shown| places(shown, &wanted))
    });
    let rows = Signal::derive(move || {
        trial.shown.with(|shown| {
            let lines = found.with(|found| {
                let shown_now = found.iter().take(most.get());
                shown_now
                    .filter_map(|at| shown.lines.get(*at))
                    .map(|named| row(named, &shown.fund.currency))
                    .collect::<Vec<_>>()
            });
            let together = (!lines.is_empty()).then(|| total_row(shown));
            together.into_iter().chain(lines).collect::<Vec<_>>()
        })
    });
    let count = Memo::new(move |_| found.with(Vec::len));
    let is_searched = Memo::new(move |_| search.asked.with(|asked| !asked.trim().is_empty()));
    let clear = Callback::new(move |()| {
        search.typed.set(String::new());
        address.update(|query| query.search.clear());
    });
    let nothing = move || {
        if is_searched.get() {
            return none_match(keys::PARTNERS_NONE, keys::ALLOCATION_NONE_TEXT, IconName::Search, clear);
        }
        view! { <EmptyState title=keys::ALLOCATION_EMPTY text=keys::ALLOCATION_EMPTY_TEXT icon=IconName::BadgeCheck/> }
            .into_any()
    };
    let any = Memo::new(move |_| count.get() > 0);
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let more = move || {
        any.get().then(|| {
            view! {
                <LoadMore
                    shown=Signal::derive(move || number(count.get().min(most.get())))
                    has_more=Signal::derive(move || { count.get() > most.get() })
                    on_more=move || most.update(|most| *most += 2 * LINES)
                />
            }
        })
    };
    view! {
        <div class="stack">
            <FilterBar search=search.typed search_label=keys::PARTNERS_SEARCH filtered=Signal::stored(false) on_clear=clear/>
            <div class="card allocation-lines">
                <h2 class="visually-hidden">{t(keys::ALLOCATION_TABLE)}</h2>
                <DataTable label=keys::ALLOCATION_TABLE columns=columns() rows=rows empty=nothing/>
                {more}
            </div>
        </div>
    }
}

/// Where the lines stand whose partners' names hold that; all without it.
fn places(preview: &AllocationPreview, wanted: &str) -> Vec<usize> {
    let named = preview.lines.iter().enumerate();
    named
        .filter(|(_, named)| wanted.is_empty() || named.partner_name.to_lowercase().contains(wanted))
        .map(|(at, _)| at)
        .collect()
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("partner", keys::PARTNERS_COLUMN_NAME),
        Column::new("revenue", keys::ALLOCATION_COLUMN_REVENUE).numeric(),
        Column::new("base", keys::ALLOCATION_COLUMN_BASE).numeric(),
        Column::new("earned", keys::ALLOCATION_COLUMN_EARNED).numeric(),
        Column::new("grant", keys::ALLOCATION_COLUMN_GRANT).numeric(),
        Column::new("entitled", keys::ALLOCATION_COLUMN_ENTITLED).numeric(),
        Column::new("already", keys::ALLOCATION_COLUMN_ALREADY).numeric(),
        Column::new("given", keys::ALLOCATION_COLUMN_GIVEN).numeric(),
    ]
}

/// The amounts of a row, in minor units.
#[derive(Clone, Copy, Hash)]
struct Amounts {
    revenue: i64,
    base: i64,
    earned: i64,
    possible: i64,
    /// Pipeline for each unit spent, in thousandths.
    reached: Option<i64>,
    grant: i64,
    entitled: i64,
    already: i64,
    given: i64,
}

fn stamp(amounts: &Amounts, further: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    amounts.hash(&mut hasher);
    further.hash(&mut hasher);
    hasher.finish()
}

fn row(named: &NamedLine, currency: &str) -> TableRow {
    let line = &named.line;
    let (performance, name, currency) = (line.performance, named.partner_name.clone(), currency.to_owned());
    let amounts = Amounts {
        revenue: performance.revenue,
        base: line.base,
        earned: line.earned,
        possible: line.possible,
        reached: line.return_per_mille,
        grant: line.grant,
        entitled: line.entitled,
        already: performance.already,
        given: line.given,
    };
    let shown = name.clone();
    let key = performance.partner_id.to_string();
    TableRow::new(key, stamp(&amounts, &performance.tier), name, move || {
        let tier = tier_name(performance.tier);
        let first = view! {
            <span class="approval-stacked">
                <Data value=shown.clone()/>
                <span class="cell-sub">{tier}</span>
            </span>
        };
        cells(first.into_any(), amounts, &currency)
    })
}

fn total_row(preview: &AllocationPreview) -> TableRow {
    let AllocationTotals {
        revenue,
        base,
        possible,
        earned,
        grant,
        entitled,
        already,
        given,
        ..
    } = preview.totals;
    let amounts = Amounts {
        revenue,
        base,
        earned,
        possible,
        reached: None,
        grant,
        entitled,
        already,
        given,
    };
    let count = u64::try_from(preview.lines.len()).unwrap_or(u64::MAX);
    let currency = preview.fund.currency.clone();
    let name = text(keys::ALLOCATION_TOTAL);
    TableRow::new("total", stamp(&amounts, &count), name, move || {
        let first = view! {
            <span class="approval-stacked">
                <strong>{text(keys::ALLOCATION_TOTAL)}</strong>
                <span class="cell-sub">{text_plural(keys::ALLOCATION_TOTAL_OF, count)}</span>
            </span>
        };
        cells(first.into_any(), amounts, &currency)
    })
}

fn cells(first: AnyView, amounts: Amounts, currency: &str) -> Vec<AnyView> {
    let money = |minor: i64| view! { <Money minor=minor currency=currency.to_owned()/> }.into_any();
    let earned = {
        let possible = i18n::money(amounts.possible, currency);
        let of = text_with(keys::ALLOCATION_OF_POSSIBLE, &[("possible", &possible)]);
        let reached = amounts.reached.map(|reached| {
            let times = i18n::decimal(reached as f64 / 1_000.0);
            text_with(keys::ALLOCATION_RETURN, &[("times", &times)])
        });
        let note = reached.map_or_else(|| of.clone(), |reached| format!("{of} · {reached}"));
        view! {
            <span>
                {money(amounts.earned)}
                <span class="cell-sub">{note}</span>
            </span>
        }
    };
    let given = view! { <strong>{money(amounts.given)}</strong> };
    vec![
        first,
        money(amounts.revenue),
        money(amounts.base),
        earned.into_any(),
        money(amounts.grant),
        money(amounts.entitled),
        money(amounts.already),
        given.into_any(),
    ]
}
