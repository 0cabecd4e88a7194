//! The last section of a form: all of it as it will be sent, and what is still missing.

use super::{Fact, is_within};
use crate::i18n::{Key, keys, t, text_plural};
use crate::ui::{FileEntry, FileState, FormSection, FormState, Icon, IconName, IconSize, KeyValue, KeyValues};
use leptos::prelude::*;

/// A group of lines under a heading.
#[derive(Clone, Copy)]
pub struct ReviewGroup {
    /// The heading.
    pub title: Key,
    /// The lines.
    pub facts: Memo<Vec<Fact>>,
}

/// Where something is at fault, by pointers.
#[derive(Clone, Copy)]
struct Faults {
    /// Missing, or wrong.
    missing: Memo<Vec<String>>,
    /// Typed, but not to be read.
    unreadable: Memo<Vec<String>>,
}

/// The section.
#[component]
pub fn Review(
    /// What handing in does.
    text: Key,
    /// The groups in order.
    groups: Vec<ReviewGroup>,
    /// The pointers of all that handing in would refuse now.
    missing: Memo<Vec<String>>,
    /// The pointers of what can't be read.
    unreadable: Memo<Vec<String>>,
    /// The pointers of what the line of a pointer tells.
    told_by: fn(&'static str) -> Vec<&'static str>,
    /// The files.
    files: Signal<Vec<FileEntry>>,
) -> impl IntoView {
    let faults = Faults { missing, unreadable };
    let groups = groups
        .into_iter()
        .map(|group| group_of(group, faults, told_by))
        .collect_view();
    let summary = move || {
        let count = missing.with(Vec::len) as u64;
        (count > 0).then(|| {
            view! {
                <p class="review-open">
                    <Icon name=IconName::CircleDashed size=IconSize::Small/>
                    {text_plural(keys::DEALS_FORM_REVIEW_OPEN, count)}
                </p>
            }
        })
    };
    view! {
        <div id="section-review" class="form-anchor">
            <FormSection title=keys::DEALS_FORM_REVIEW text=text>
                <div class="review card">
                    {groups}
                    <div class="review-group">
                        <h3>{t(keys::DEALS_FORM_ATTACHMENTS)}</h3>
                        {move || stored(files)}
                    </div>
                </div>
                {summary}
            </FormSection>
        </div>
    }
}

fn group_of(group: ReviewGroup, faults: Faults, told_by: fn(&'static str) -> Vec<&'static str>) -> AnyView {
    let ReviewGroup { title, facts } = group;
    let lines = move || {
        let lines = facts.get().into_iter().map(|fact| line(fact, faults, told_by));
        lines.collect_view()
    };
    view! {
        <div class="review-group">
            <h3>{t(title)}</h3>
            <KeyValues ruled=true>{lines}</KeyValues>
        </div>
    }
    .into_any()
}

/// The names of the files that have arrived.
fn stored(files: Signal<Vec<FileEntry>>) -> AnyView {
    let names: Vec<String> = files.with(|files| {
        let stored = files.iter().filter(|file| file.state == FileState::Stored);
        stored.map(|file| file.name.clone()).collect()
    });
    if names.is_empty() {
        return view! { <p class="faint">{t(keys::DEAL_ATTACHMENTS_EMPTY)}</p> }.into_any();
    }
    let lines = names
        .into_iter()
        .map(|name| view! { <li translate="no" dir="auto">{name}</li> })
        .collect_view();
    view! { <ul class="review-files">{lines}</ul> }.into_any()
}

fn line(fact: Fact, faults: Faults, told_by: fn(&'static str) -> Vec<&'static str>) -> AnyView {
    let pointer = fact.pointer;
    let fields = StoredValue::new(told_by(pointer));
    let first_in = move |pointers: Memo<Vec<String>>| {
        let is_own = |wrong: &&String| {
            let told = fields.try_with_value(|fields| fields.iter().any(|field| is_within(wrong, field)));
            told == Some(true)
        };
        pointers.with(|pointers| pointers.iter().find(is_own).cloned())
    };
    let is_open = move || first_in(faults.missing).is_some();
    let value = fact.value;
    let is_empty = value.is_empty();
    let class = if fact.is_long { "deal-long-text" } else { "" };
    let shown = (!is_empty).then(|| view! { <span class=class translate="no" dir="auto">{value}</span> });
    let missing = move || {
        is_open().then(|| {
            // What can't be read is there all the same.
            let word = if is_empty && first_in(faults.unreadable).is_none() {
                keys::DEALS_FORM_REVIEW_MISSING
            } else {
                keys::DEALS_FORM_SECTION_WRONG
            };
            let go = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                let wrong = first_in(faults.missing);
                let field = fields.with_value(|fields| {
                    let named = fields
                        .iter()
                        .copied()
                        .find(|field| wrong.as_ref().is_some_and(|wrong| is_within(wrong, field)));
                    named.unwrap_or(pointer)
                });
                FormState::focus(field);
            };
            view! {
                <a class="review-missing" href=format!("#{}", FormState::field_id(pointer)) on:click=go>
                    <Icon name=IconName::CircleDashed size=IconSize::Small/>
                    {t(word)}
                </a>
            }
        })
    };
    view! {
        <KeyValue label=fact.label>
            {shown}
            {missing}
            {move || (is_empty && !is_open()).then(|| view! { <span class="faint">{t(keys::DEAL_NOT_GIVEN)}</span> })}
        </KeyValue>
    }
    .into_any()
}
