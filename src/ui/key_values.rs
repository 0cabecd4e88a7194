//! Names and values of a record.

use leptos::prelude::*;

/// A list of [`KeyValue`]s.
#[component]
pub fn KeyValues(
    /// With a rule between the lines.
    #[prop(optional)]
    ruled: bool,
    /// The lines.
    children: Children,
) -> impl IntoView {
    view! { <dl class=if ruled { "key-values key-values-ruled" } else { "key-values" }>{children()}</dl> }
}

/// One line: the name comes from the catalogue, the value from data (in [`super::Data`] and its like).
#[component]
pub fn KeyValue(
    /// The name.
    #[prop(into)]
    label: Signal<String>,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! { <div><dt>{label}</dt><dd>{children()}</dd></div> }
}
