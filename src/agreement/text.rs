//! The text, whole and as wide as one reads.

use crate::ui::Data;
use entente_model::onboarding::Agreement;
use leptos::prelude::*;

/// The article. Its paragraphs are those that empty lines part.
#[component]
pub(super) fn AgreementText(
    /// What was read.
    agreement: Signal<Agreement>,
) -> impl IntoView {
    let title = Signal::derive(move || agreement.with(|agreement| agreement.text.title.clone()));
    let text = Memo::new(move |_| agreement.with(|agreement| agreement.text.text.replace("\r\n", "\n")));
    let paragraphs = move || {
        text.with(|text| {
            let filled = text
                .split("\n\n")
                .map(str::trim)
                .filter(|paragraph| !paragraph.is_empty());
            filled
                .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> })
                .collect_view()
        })
    };
    view! {
        <article class="agreement-text card" aria-labelledby="agreement-title">
            <h2 id="agreement-title"><Data value=title/></h2>
            <div translate="no" dir="auto">{paragraphs}</div>
        </article>
    }
}
