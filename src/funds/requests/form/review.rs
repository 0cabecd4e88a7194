//! The section "Review & submit": all of it as it will be sent, and what is still missing.

use super::facts::{Section, facts, told_by};
use super::model::FormModel;
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
    /// The pointers of all that handing in would refuse now.
    missing: Memo<Vec<String>>,
) -> impl IntoView {
    let unreadable = pointers(move || form.reading.with(|(_, errors)| errors.clone()));
    let group = move |section: Section| ReviewGroup {
        title: section.title(),
        facts: Memo::new(move |_| {
            let funds = form.funds.get();
            form.reading.with(|(draft, _)| facts(draft, section, &funds))
        }),
    };
    let groups = Section::ALL.map(group).to_vec();
    view! {
        <Review
            text=keys::REQUEST_FORM_REVIEW_TEXT
            groups=groups
            missing=missing
            unreadable=unreadable
            told_by=told_by
            files=uploads.entries()
        />
    }
}
