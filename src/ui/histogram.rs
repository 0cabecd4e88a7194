//! How many fall into each of a few ranges, before a change and after it.

use crate::i18n::integer;
use leptos::prelude::*;

/// A range, and how many fall into it.
#[derive(Clone, PartialEq, Debug)]
pub struct HistogramColumn {
    /// Where it begins, as the axis says it.
    pub tick: String,
    /// The range, as the table says it.
    pub range: String,
    /// The range with both numbers, as the pointer is told.
    pub told: String,
    /// How many before; outlined.
    pub before: u32,
    /// How many after; filled.
    pub after: u32,
}

/// Columns side by side: outlined as it is, filled as it would be. The ear and the keyboard get a table of the same numbers.
#[component]
pub fn Histogram(
    /// The ranges, in order.
    #[prop(into)]
    columns: Signal<Vec<HistogramColumn>>,
    /// What is counted.
    #[prop(into)]
    label: Signal<String>,
    /// What the ranges are of.
    #[prop(into)]
    axis: Signal<String>,
    /// What the outlined columns are.
    #[prop(into)]
    before: Signal<String>,
    /// What the filled columns are.
    #[prop(into)]
    after: Signal<String>,
) -> impl IntoView {
    let drawn = move || {
        let columns = columns.get();
        let most = columns
            .iter()
            .map(|column| column.before.max(column.after))
            .max()
            .unwrap_or(0)
            .max(1);
        let height = move |count: u32| 100.0 * f64::from(count) / f64::from(most);
        columns
            .into_iter()
            .map(|column| {
                let (outlined, filled) = (height(column.before), height(column.after));
                view! {
                    <div class="histogram-column" title=column.told translate="no">
                        <b>{integer(column.after.into())}</b>
                        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
                            <rect class="histogram-after" x="14" width="72" y=format!("{:.1}", 100.0 - filled) height=format!("{filled:.1}")></rect>
                            {(column.before > 0).then(|| view! {
                                <path class="histogram-before" d=format!("M14 100V{top:.1}H86V100", top = 100.0 - outlined)></path>
                            })}
                        </svg>
                        <span>{column.tick}</span>
                    </div>
                }
            })
            .collect_view()
    };
    let rows = move || {
        columns
            .get()
            .into_iter()
            .map(|column| {
                view! {
                    <tr>
                        <th scope="row" translate="no">{column.range}</th>
                        <td translate="no">{integer(column.before.into())}</td>
                        <td translate="no">{integer(column.after.into())}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <div class="histogram">
            <div class="histogram-columns" aria-hidden="true">{drawn}</div>
            <div class="histogram-legend" aria-hidden="true">
                <span class="histogram-axis">{axis}</span>
                <span class="histogram-key" data-shape="before">{before}</span>
                <span class="histogram-key" data-shape="after">{after}</span>
            </div>
            // A table alone does not shrink to a point.
            <div class="visually-hidden">
                <table>
                    <caption>{label}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{axis}</th>
                            <th scope="col">{before}</th>
                            <th scope="col">{after}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
}
