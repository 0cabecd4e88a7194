//! The last section: all of the claim as it will be sent.

use super::model::FormModel;
use crate::applications::facts::fact_line;
use crate::funds::facts::claim_facts;
use crate::funds::request_words::proof_name;
use crate::i18n::{keys, t, text};
use crate::ui::{FileState, FormSection, KeyValues};
use leptos::prelude::*;

/// The section.
#[component]
pub(super) fn ReviewSection(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let facts = Memo::new(move |_| {
        form.claim
            .with(|claim| form.reading.with(|(draft, _)| claim_facts(draft, &claim.request)))
    });
    let lines = move || facts.get().into_iter().map(fact_line).collect_view();
    // The files that have arrived, each with what it proves.
    let files = move || {
        let places = form.places.try_with_value(Clone::clone).unwrap_or_default();
        let named = places.into_iter().flat_map(|place| {
            let entries = place.uploads.entries().get().into_iter();
            let arrived = entries.filter(|entry| entry.state == FileState::Stored);
            arrived.map(move |entry| (place.kind, entry.name))
        });
        named.collect::<Vec<_>>()
    };
    let file_lines = move || {
        let files = files();
        if files.is_empty() {
            return view! { <p class="faint">{t(keys::DEAL_ATTACHMENTS_EMPTY)}</p> }.into_any();
        }
        let lines = files
            .into_iter()
            .map(|(kind, name)| {
                view! { <li>{text(proof_name(kind))}" · "<span translate="no" dir="auto">{name}</span></li> }
            })
            .collect_view();
        view! { <ul class="review-files">{lines}</ul> }.into_any()
    };
    view! {
        <div id="section-review" class="form-anchor">
            <FormSection title=keys::DEALS_FORM_REVIEW text=keys::CLAIM_REVIEW_TEXT>
                <div class="review card">
                    <div class="review-group"><KeyValues ruled=true>{lines}</KeyValues></div>
                    <div class="review-group">
                        <h3>{t(keys::APPROVAL_CLAIM_PROOFS)}</h3>
                        {file_lines}
                    </div>
                </div>
            </FormSection>
        </div>
    }
}
