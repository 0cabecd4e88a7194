//! A card: things that belong together, with a heading.

use leptos::prelude::*;

/// A card.
#[component]
pub fn Card(
    /// Its heading; without one the card is only a frame.
    #[prop(into, optional)]
    title: Signal<Option<String>>,
    /// A line under the heading.
    #[prop(into, optional)]
    text: Signal<Option<String>>,
    /// Buttons at the end of the head.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Its inside reaches the edges: for a table.
    #[prop(optional)]
    flush: bool,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let id = super::unique_id("card");
    let heading_id = id.clone();
    let head = move || {
        title.get().map(|title| {
            view! {
                <header class="card-head">
                    <div>
                        <h2 id=heading_id.clone()>{title}</h2>
                        {move || text.get().map(|text| view! { <p>{text}</p> })}
                    </div>
                    {actions.as_ref().map(|actions| view! { <div class="row">{actions.run()}</div> })}
                </header>
            }
        })
    };
    view! {
        <section class=if flush { "card card-flush" } else { "card" } aria-labelledby=move || title.with(Option::is_some).then(|| id.clone())>
            {head}
            <div class="card-body">{children()}</div>
        </section>
    }
}
