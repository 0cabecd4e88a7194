//! How far something has come.

use crate::i18n::percent;
use leptos::prelude::*;

/// A bar with its label and percentage.
#[component]
pub fn Progress(
    /// The fraction done, from 0 to 1.
    #[prop(into)]
    value: Signal<f64>,
    /// What is under way.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="progress-row">
            <span>{label}</span>
            <span class="number muted" translate="no">{move || percent(value.get())}</span>
            <ProgressBar value=value/>
        </div>
    }
}

/// The bar alone, beside words or a figure that say the same: it is for the eye, and would be read out as a second figure, "0.8400".
#[component]
pub fn ProgressBar(
    /// The fraction done, from 0 to 1.
    #[prop(into)]
    value: Signal<f64>,
) -> impl IntoView {
    view! { <progress class="progress" aria-hidden="true" max="1" value=move || format!("{:.4}", value.get())></progress> }
}
