//! The section "Review & submit": all of it as it will be sent, and what is still missing.

use super::model::FormModel;
use crate::deals::facts::{Fact, Section, facts};
use crate::deals::uploads::Uploads;
use crate::i18n::{keys, t, text_plural};
use crate::ui::{FileState, FormSection, FormState, Icon, IconName, IconSize, KeyValue, KeyValues};
use leptos::prelude::*;

/// The section.
#[component]
pub fn ReviewSection(
    /// The form.
    form: FormModel,
    /// Its files.
    uploads: Uploads,
) -> impl IntoView {
    let open = Memo::new(move |_| {
        form.missing()
            .into_iter()
            .map(|error| error.pointer)
            .collect::<Vec<_>>()
    });
    let unreadable = Memo::new(move |_| {
        form.reading
            .with(|(_, errors)| errors.iter().map(|error| error.pointer.clone()).collect::<Vec<_>>())
    });
    let groups = Section::ALL.map(|section| {
        let lines = Memo::new(move |_| {
            form.reading.with(|(draft, _)| {
                form.program
                    .try_with_value(|program| facts(draft, section, program))
                    .unwrap_or_default()
            })
        });
        view! {
            <div class="review-group">
                <h3>{t(section.title())}</h3>
                <KeyValues ruled=true>
                    {move || lines.get().into_iter().map(|fact| review_line(fact, open, unreadable)).collect_view()}
                </KeyValues>
            </div>
        }
    });
    let files = move || {
        uploads.entries().with(|entries| {
            let stored = entries.iter().filter(|entry| entry.state == FileState::Stored);
            stored.map(|entry| entry.name.clone()).collect::<Vec<_>>()
        })
    };
    let summary = move || {
        let count = open.with(Vec::len) as u64;
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
            <FormSection title=keys::DEALS_FORM_REVIEW text=keys::DEALS_FORM_REVIEW_TEXT>
                <div class="review card">
                    {groups}
                    <div class="review-group">
                        <h3>{t(keys::DEALS_FORM_ATTACHMENTS)}</h3>
                        {move || {
                            let files = files();
                            if files.is_empty() {
                                return view! { <p class="faint">{t(keys::DEAL_ATTACHMENTS_EMPTY)}</p> }.into_any();
                            }
                            let lines = files.into_iter().map(|name| view! { <li translate="no" dir="auto">{name}</li> }).collect_view();
                            view! { <ul class="review-files">{lines}</ul> }.into_any()
                        }}
                    </div>
                </div>
                {summary}
            </FormSection>
        </div>
    }
}

fn review_line(fact: Fact, open: Memo<Vec<String>>, unreadable: Memo<Vec<String>>) -> AnyView {
    let pointer = fact.pointer;
    let is_in = move |pointers: Memo<Vec<String>>| {
        let is_own = |wrong: &String| {
            let rest = wrong.strip_prefix(pointer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        pointers.with(|pointers| pointers.iter().any(is_own))
    };
    let is_open = move || is_in(open);
    let value = fact.value;
    let class = if fact.is_long { "deal-long-text" } else { "" };
    let shown = if value.is_empty() {
        None
    } else {
        Some(view! { <span class=class translate="no" dir="auto">{value.clone()}</span> })
    };
    let is_empty = value.is_empty();
    view! {
        <KeyValue label=fact.label>
            {shown}
            {move || is_open().then(|| view! {
                <a class="review-missing" href=format!("#{}", FormState::field_id(pointer)) on:click=move |event| {
                    event.prevent_default();
                    FormState::focus(pointer);
                }>
                    <Icon name=IconName::CircleDashed size=IconSize::Small/>
                    // What can't be read is there all the same.
                    {t(if is_empty && !is_in(unreadable) { keys::DEALS_FORM_REVIEW_MISSING } else { keys::DEALS_FORM_SECTION_WRONG })}
                </a>
            })}
            {move || (is_empty && !is_open()).then(|| view! { <span class="faint">{t(keys::DEAL_NOT_GIVEN)}</span> })}
        </KeyValue>
    }
    .into_any()
}
