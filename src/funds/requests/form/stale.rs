//! Two versions of one request, side by side, and the choice between them.

use super::facts::all_facts;
use super::model::FormModel;
use super::raw::RawRequest;
use crate::forms::{TwoVersions, number_style};
use crate::ui::{CompareRow, DraftStatus};
use leptos::prelude::*;

/// Says that the request was changed elsewhere, shows what differs, and lets one choose. Nothing is overwritten before that.
#[component]
pub fn StaleChoice(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let rows = Signal::derive(move || {
        let Some(theirs) = form.stale.get() else {
            return Vec::new();
        };
        let funds = form.funds.get();
        form.reading.with(|(mine, _)| {
            let (mine, theirs) = (all_facts(mine, &funds), all_facts(&theirs.fields, &funds));
            mine.into_iter()
                .zip(theirs)
                .filter(|(mine, theirs)| mine.value != theirs.value)
                .map(|(mine, theirs)| CompareRow::new(mine.label, mine.value, theirs.value))
                .collect::<Vec<_>>()
        })
    });
    let keep_mine = Callback::new(move |()| {
        if let (Some(theirs), Some(saver)) = (form.stale.get_untracked(), form.saver()) {
            form.stale.set(None);
            saver.resume(Some(&theirs));
        }
    });
    let take_theirs = Callback::new(move |()| {
        if let (Some(theirs), Some(saver)) = (form.stale.get_untracked(), form.saver()) {
            let currency = form.fields.currency.get_untracked();
            let raw = RawRequest::of_request(&theirs, untrack(number_style), &currency);
            saver.take(&theirs, raw.clone());
            form.fields.fill(raw);
            form.status.set(DraftStatus::Saved(theirs.summary.updated_at));
            form.stale.set(None);
        }
    });
    view! { <TwoVersions is_due=Signal::derive(move || form.stale.with(Option::is_some)) rows=rows on_mine=keep_mine on_theirs=take_theirs/> }
}
