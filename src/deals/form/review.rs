//! The section "Review & submit": all of it as it will be sent, and what is still missing.

use super::model::FormModel;
use crate::deals::facts::{Section, facts};
use crate::forms::{Review, ReviewGroup, Uploads, pointers};
use crate::i18n::keys;
use leptos::prelude::*;

/// The section.
#[component]
pub fn ReviewSection(
    /// The form.
    form: FormModel,
    /// Its files.
    uploads: Uploads,
    /// The pointers of all that submitting would refuse now.
    missing: Memo<Vec<String>>,
) -> impl IntoView {
    let unreadable = pointers(move || form.reading.with(|(_, errors)| errors.clone()));
    let group = move |section: Section| ReviewGroup {
        title: section.title(),
        facts: Memo::new(move |_| {
            form.reading.with(|(draft, _)| {
                let facts = form.program.try_with_value(|program| facts(draft, section, program));
                facts.unwrap_or_default()
            })
        }),
    };
    let groups = Section::ALL.map(group).to_vec();
    // A line tells its own field only.
    let told_by: fn(&'static str) -> Vec<&'static str> = |pointer| vec![pointer];
    view! {
        <Review
            text=keys::DEALS_FORM_REVIEW_TEXT
            groups=groups
            missing=missing
            unreadable=unreadable
            told_by=told_by
            files=uploads.entries()
        />
    }
}
