//! A number that is slid: by pointer or by keys, with its value in words beside it and for the ear.

use crate::ui::unique_id;
use leptos::prelude::*;

/// Between which numbers, and by how much at a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scale {
    /// The least.
    pub least: i64,
    /// The most.
    pub most: i64,
    /// A step.
    pub step: i64,
}

/// The slider: the browser's own, so that arrows, Home, End and Page keys move it.
#[component]
pub(super) fn Slider(
    /// What is slid.
    #[prop(into)]
    label: Signal<String>,
    /// The number.
    value: RwSignal<i64>,
    /// Its bounds.
    scale: Memo<Scale>,
    /// The number in words.
    #[prop(into)]
    shown: Signal<String>,
) -> impl IntoView {
    let id = unique_id("slider");
    let labels = id.clone();
    view! {
        <div class="outlook-slider">
            <div class="row-between">
                <label for=labels>{label}</label>
                <span class="number strong" translate="no" aria-hidden="true">{shown}</span>
            </div>
            <input
                id=id
                type="range"
                class="outlook-range"
                min=move || scale.get().least.to_string()
                max=move || scale.get().most.to_string()
                step=move || scale.get().step.to_string()
                aria-valuetext=shown
                prop:value=move || {
                    // Bounds first: a value beyond those that stand would be cut.
                    scale.track();
                    value.get().to_string()
                }
                on:input:target=move |event| {
                    if let Ok(number) = event.target().value().parse::<i64>() {
                        value.set(number);
                    }
                }
            />
        </div>
    }
}
