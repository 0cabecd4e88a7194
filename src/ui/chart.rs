//! Small charts, drawn by us. Each says in words what it shows.

use super::Tone;
use leptos::prelude::*;

/// How a figure went, in a line without axes.
#[component]
pub fn Sparkline(
    /// The figures, oldest first.
    #[prop(into)]
    values: Signal<Vec<f64>>,
    /// What it shows, in a sentence with its first and last figure.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let line = move || values.with(|values| spark_path(values));
    let area = move || values.with(|values| format!("{}L100 32L0 32Z", spark_path(values)));
    view! {
        <svg class="sparkline" viewBox="0 0 100 32" preserveAspectRatio="none" role="img" aria-label=label>
            <path class="sparkline-area" d=area></path>
            <path d=line></path>
        </svg>
    }
}

fn spark_path(values: &[f64]) -> String {
    let highest = values.iter().copied().fold(f64::MIN, f64::max);
    let lowest = values.iter().copied().fold(f64::MAX, f64::min);
    let range = if highest > lowest { highest - lowest } else { 1.0 };
    let step = 100.0 / values.len().saturating_sub(1).max(1) as f64;
    let point = |(index, value): (usize, &f64)| {
        let command = if index == 0 { 'M' } else { 'L' };
        format!(
            "{command}{:.1} {:.1}",
            index as f64 * step,
            29.0 - 26.0 * (value - lowest) / range
        )
    };
    values.iter().enumerate().map(point).collect()
}

/// One bar.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Whether the name comes from data and not from a catalogue.
    pub is_data: bool,
    /// How long it is.
    pub value: f64,
    /// The value as the reader's language writes it.
    pub shown: String,
    /// What it means.
    pub tone: Option<Tone>,
}

/// Bars from one edge, longest as wide as there is room. It is a list: name and figure are its text.
#[component]
pub fn BarChart(
    /// The bars, in order.
    #[prop(into)]
    bars: Signal<Vec<Bar>>,
    /// What is shown, for the ear.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let lines = move || {
        let bars = bars.get();
        let longest = bars
            .iter()
            .map(|bar| bar.value)
            .fold(0.0, f64::max)
            .max(f64::MIN_POSITIVE);
        bars.into_iter()
            .map(|bar| {
                view! {
                    <li>
                        <span class="truncate" translate=bar.is_data.then_some("no")>{bar.label}</span>
                        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" data-tone=bar.tone.map(Tone::name)>
                            <rect width=format!("{:.2}", (100.0 * bar.value / longest).max(0.5)) height="10"></rect>
                        </svg>
                        <b translate="no">{bar.shown}</b>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ul class="bars" aria-label=label>{lines}</ul> }
}

/// A stage of a funnel.
#[derive(Clone, PartialEq, Debug)]
pub struct FunnelStage {
    /// Its name.
    pub label: String,
    /// Whether the name comes from data and not from a catalogue.
    pub is_data: bool,
    /// How many reached it.
    pub value: f64,
    /// That number as the reader's language writes it.
    pub shown: String,
    /// How many of those before came so far, in words.
    pub note: Option<String>,
}

/// How many reach each stage. It is a list: the shapes only repeat its figures.
#[component]
pub fn Funnel(
    /// The stages, from the first.
    #[prop(into)]
    stages: Signal<Vec<FunnelStage>>,
    /// What is shown, for the ear.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let lines = move || {
        let stages = stages.get();
        let most = stages
            .iter()
            .map(|stage| stage.value)
            .fold(0.0, f64::max)
            .max(f64::MIN_POSITIVE);
        let height = |value: f64| 40.0 * value / most;
        let nexts: Vec<f64> = stages.iter().skip(1).map(|stage| stage.value).collect();
        stages
            .into_iter()
            .enumerate()
            .map(|(index, stage)| {
                let (here, next) = (height(stage.value), height(nexts.get(index).copied().unwrap_or(stage.value)));
                let shape = format!("M0 {:.1}C50 {:.1} 50 {:.1} 100 {:.1}V40H0Z", 40.0 - here, 40.0 - here, 40.0 - next, 40.0 - next);
                view! {
                    <li>
                        <span class="muted" translate=stage.is_data.then_some("no")>{stage.label}</span>
                        <b translate="no">{stage.shown}</b>
                        <span class="small faint">{stage.note}</span>
                        <svg viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true"><path d=shape></path></svg>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ol class="funnel" aria-label=label tabindex="0">{lines}</ol> }
}
