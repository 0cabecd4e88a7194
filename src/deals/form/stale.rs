//! Two versions of one draft, side by side, and the choice between them.

use super::model::FormModel;
use super::raw::RawDeal;
use crate::deals::facts::{Section, facts};
use crate::forms::{TwoVersions, number_style};
use crate::ui::CompareRow;
use leptos::prelude::*;

/// Says that the draft was changed elsewhere, shows what differs, and lets one choose. Nothing is overwritten before that.
#[component]
pub fn StaleChoice(
    /// The form.
    form: FormModel,
) -> impl IntoView {
    let rows = Signal::derive(move || {
        let Some(theirs) = form.stale.get() else {
            return Vec::new();
        };
        form.reading.with(|(mine, _)| {
            form.program
                .try_with_value(|program| {
                    let of = |draft| {
                        Section::ALL
                            .into_iter()
                            .flat_map(move |section| facts(draft, section, program))
                    };
                    of(mine)
                        .zip(of(&theirs.fields))
                        .filter(|(mine, theirs)| mine.value != theirs.value)
                        .map(|(mine, theirs)| CompareRow::new(mine.label, mine.value, theirs.value))
                        .collect::<Vec<_>>()
                })
                .unwrap_or_default()
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
            let raw = RawDeal::of_deal(&theirs, untrack(number_style), &currency);
            saver.take(&theirs, raw.clone());
            form.fields.fill(raw);
            form.status
                .set(crate::ui::DraftStatus::Saved(theirs.summary.updated_at));
            form.stale.set(None);
        }
    });
    view! { <TwoVersions is_due=Signal::derive(move || form.stale.with(Option::is_some)) rows=rows on_mine=keep_mine on_theirs=take_theirs/> }
}
