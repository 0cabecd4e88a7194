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
    /// Only the bar is seen; the label is read out.
    #[prop(optional)]
    hidden_label: bool,
) -> impl IntoView {
    let bar = view! { <progress class="progress" max="1" aria-label=label value=move || format!("{:.4}", value.get())></progress> };
    if hidden_label {
        return bar.into_any();
    }
    view! {
        <div class="progress-row">
            <span>{label}</span>
            <span class="number muted" translate="no">{move || percent(value.get())}</span>
            {bar}
        </div>
    }
    .into_any()
}
