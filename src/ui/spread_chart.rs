//! How far numbers of several groups spread: a range, its middle half, and its median, in a table whose rows share one axis.

use crate::i18n::{integer, keys, t, text_with};
use leptos::prelude::*;

/// The numbers of a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SpreadFigures {
    /// The least.
    pub least: u32,
    /// A quarter is at most this.
    pub lower: u32,
    /// Half is at most this.
    pub median: u32,
    /// Three quarters are at most this.
    pub upper: u32,
    /// The most.
    pub most: u32,
}

/// A group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpreadRow {
    /// Its name.
    pub label: String,
    /// Whether the name comes from data and not from a catalogue.
    pub is_data: bool,
    /// Whether it is all groups together.
    pub is_whole: bool,
    /// How many numbers there are, in words.
    pub count: String,
    /// Its numbers, if there are any.
    pub figures: Option<SpreadFigures>,
}

/// A table of groups, each with a picture of its numbers and the numbers themselves; below it stands how to read it.
#[component]
pub fn SpreadChart(
    /// The groups, in order.
    #[prop(into)]
    rows: Signal<Vec<SpreadRow>>,
    /// What is shown, for the ear.
    #[prop(into)]
    label: Signal<String>,
    /// What the groups are.
    #[prop(into)]
    group: Signal<String>,
    /// What the numbers are, such as days.
    #[prop(into)]
    unit: Signal<String>,
) -> impl IntoView {
    let ticks = Memo::new(move |_| rows.with(|rows| ticks(highest(rows))));
    let goes_beyond = Memo::new(move |_| {
        let end = ticks.with(|ticks| ticks.last().copied().unwrap_or(0));
        rows.with(|rows| {
            rows.iter()
                .any(|row| row.figures.is_some_and(|figures| figures.most > end))
        })
    });
    let lines = move || {
        let (ticks, rows) = (ticks.get(), rows.get());
        rows.into_iter().map(|row| line(row, &ticks)).collect_view()
    };
    let axis = move || {
        let ticks = ticks.get();
        let end = f64::from(ticks.last().copied().unwrap_or(1));
        ticks
            .into_iter()
            .map(|tick| {
                let at = format!("{:.2}%", 100.0 * f64::from(tick) / end);
                view! { <span style:inset-inline-start=at translate="no">{integer(tick.into())}</span> }
            })
            .collect_view()
    };
    view! {
        <div class="spread">
            <table class="spread-table" role="table" aria-label=label>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{group}</th>
                        <td role="cell" class="spread-plot" aria-hidden="true">{unit}</td>
                        <th role="columnheader" scope="col">{t(keys::KIT_SPREAD_MEDIAN)}</th>
                        <th role="columnheader" scope="col">{t(keys::KIT_SPREAD_MIDDLE)}</th>
                        <th role="columnheader" scope="col">{t(keys::KIT_SPREAD_RANGE)}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{lines}</tbody>
                <tfoot aria-hidden="true">
                    <tr><td></td><td class="spread-plot"><div class="spread-axis">{axis}</div></td><td colspan="3"></td></tr>
                </tfoot>
            </table>
            <ul class="spread-legend" aria-label=t(keys::KIT_SPREAD_LEGEND)>
                <li data-shape="range">{t(keys::KIT_SPREAD_READ_RANGE)}</li>
                <li data-shape="middle">{t(keys::KIT_SPREAD_READ_MIDDLE)}</li>
                <li data-shape="median">{t(keys::KIT_SPREAD_READ_MEDIAN)}</li>
                {move || goes_beyond.get().then(|| view! { <li data-shape="beyond">{t(keys::KIT_SPREAD_READ_BEYOND)}</li> })}
            </ul>
        </div>
    }
}

/// A group's line: its name and how many it has, the picture, and the same figures to read.
fn line(row: SpreadRow, ticks: &[u32]) -> AnyView {
    let keep = row.is_data.then_some("no");
    let name = view! {
        <th role="rowheader" scope="row">
            <span translate=keep dir="auto">{row.label}</span>
            <span class="cell-sub">{row.count}</span>
        </th>
    };
    let Some(figures) = row.figures else {
        return view! {
            <tr role="row" data-whole=row.is_whole.to_string()>
                {name}
                <td role="cell" class="spread-plot" aria-hidden="true">{plot(None, ticks)}</td>
                <td role="cell" class="spread-none" colspan="3">{t(keys::KIT_SPREAD_NONE)}</td>
            </tr>
        }
        .into_any();
    };
    let between = move |from: u32, to: u32| {
        move || {
            text_with(
                keys::KIT_SPREAD_BETWEEN,
                &[("from", &integer(from.into())), ("to", &integer(to.into()))],
            )
        }
    };
    let median = move || integer(figures.median.into());
    view! {
        <tr role="row" data-whole=row.is_whole.to_string()>
            {name}
            <td role="cell" class="spread-plot" aria-hidden="true">{plot(Some(figures), ticks)}</td>
            <td role="cell" class="spread-figure" data-label=t(keys::KIT_SPREAD_MEDIAN)><b translate="no">{median}</b></td>
            <td role="cell" data-label=t(keys::KIT_SPREAD_MIDDLE)>{between(figures.lower, figures.upper)}</td>
            <td role="cell" data-label=t(keys::KIT_SPREAD_RANGE)>{between(figures.least, figures.most)}</td>
        </tr>
    }
    .into_any()
}

/// The picture, 100 wide whatever the axis counts to.
fn plot(figures: Option<SpreadFigures>, ticks: &[u32]) -> AnyView {
    let end = f64::from(ticks.last().copied().unwrap_or(1));
    let at = move |number: u32| (100.0 * f64::from(number) / end).min(100.0);
    let grid: String = ticks.iter().map(|tick| format!("M{:.2} 0V24", at(*tick))).collect();
    let drawn = figures.map(|figures| {
        let (least, most) = (at(figures.least), at(figures.most));
        // What goes on beyond the axis ends in an arrow.
        let last = if f64::from(figures.most) > end {
            "M98.4 8L100 12L98.4 16".to_owned()
        } else {
            format!("M{most:.2} 9V15")
        };
        let range = format!("M{least:.2} 12H{most:.2}M{least:.2} 9V15{last}");
        // A middle half of one number is still seen.
        let width = (at(figures.upper) - at(figures.lower)).max(0.4);
        view! {
            <path class="spread-range" d=range></path>
            <rect class="spread-middle" x=format!("{:.2}", at(figures.lower)) y="6" width=format!("{width:.2}") height="12"></rect>
            <path class="spread-median" d=format!("M{:.2} 3V21", at(figures.median))></path>
        }
    });
    view! {
        <svg viewBox="0 0 100 24" preserveAspectRatio="none">
            <path class="spread-grid" d=grid></path>
            {drawn}
        </svg>
    }
    .into_any()
}

/// How many times as far as its middle half a group may reach before the axis ends short of it: one that took years would leave the
/// others no room.
const FAR: u32 = 3;

/// What the axis has to hold: all numbers, save those that lie far beyond every middle half.
fn highest(rows: &[SpreadRow]) -> u32 {
    let figures = || rows.iter().filter_map(|row| row.figures);
    let most = figures().map(|figures| figures.most).max().unwrap_or(0);
    let upper = figures().map(|figures| figures.upper).max().unwrap_or(0);
    let far = upper.saturating_mul(FAR);
    if most <= far {
        return most;
    }
    let within = figures().map(|figures| figures.most).filter(|most| *most <= far).max();
    within.unwrap_or(0).max(upper.saturating_mul(2)).max(1)
}

/// Where the axis says a number: from 0 in at most four equal, round steps to the highest number or just above.
fn ticks(highest: u32) -> Vec<u32> {
    let highest = highest.max(1);
    let powers = (0..10).map(|power| 10_u32.pow(power));
    let steps = powers.flat_map(|power| [1, 2, 5].map(|factor| power.saturating_mul(factor)));
    let step = steps
        .into_iter()
        .find(|step| highest.div_ceil(*step) <= 4)
        .unwrap_or(highest);
    (0..=highest.div_ceil(step))
        .map(|number| number.saturating_mul(step))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{SpreadFigures, SpreadRow, highest, ticks};

    fn row(upper: u32, most: u32) -> SpreadRow {
        SpreadRow {
            label: String::new(),
            is_data: true,
            is_whole: false,
            count: String::new(),
            figures: Some(SpreadFigures {
                least: 0,
                lower: 0,
                median: upper,
                upper,
                most,
            }),
        }
    }

    #[test]
    fn one_number_far_away_does_not_take_the_room_of_the_others() {
        assert_eq!(highest(&[]), 0);
        assert_eq!(highest(&[row(20, 60), row(10, 12)]), 60);
        assert_eq!(highest(&[row(56, 1_329), row(38, 46)]), 112);
        assert_eq!(highest(&[row(50, 1_000), row(50, 140)]), 140);
        assert_eq!(highest(&[row(0, 5)]), 1);
    }

    #[test]
    fn an_axis_has_few_round_steps_and_holds_the_highest_number() {
        assert_eq!(ticks(0), [0, 1]);
        assert_eq!(ticks(4), [0, 1, 2, 3, 4]);
        assert_eq!(ticks(37), [0, 10, 20, 30, 40]);
        assert_eq!(ticks(41), [0, 20, 40, 60]);
        assert_eq!(ticks(400), [0, 100, 200, 300, 400]);
        for highest in [1, 9, 10, 99, 1_234, 60_000, u32::MAX] {
            let ticks = ticks(highest);
            assert!((2..=5).contains(&ticks.len()), "{highest}: {ticks:?}");
            assert!(
                ticks.last().is_some_and(|last| *last >= highest),
                "{highest}: {ticks:?}"
            );
        }
    }
}
