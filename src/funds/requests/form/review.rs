//! The section "Review & submit": all of it as it will be sent, and what is still missing.

use super::facts::{Section, facts, is_within, told_by};
use super::model::FormModel;
use crate::deals::facts::Fact;
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
            let funds = form.funds.get();
            form.reading.with(|(draft, _)| facts(draft, section, &funds))
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
            <FormSection title=keys::DEALS_FORM_REVIEW text=keys::REQUEST_FORM_REVIEW_TEXT>
                <div class="review card">
                    {groups.into_iter().collect_view()}
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
    let fields = StoredValue::new(told_by(pointer));
    let first_in = move |pointers: Memo<Vec<String>>| {
        let is_own = |wrong: &&String| {
            let told = fields.try_with_value(|fields| fields.iter().any(|field| is_within(wrong, field)));
            told == Some(true)
        };
        pointers.with(|pointers| pointers.iter().find(is_own).cloned())
    };
    let is_open = move || first_in(open).is_some();
    let value = fact.value;
    let is_empty = value.is_empty();
    let class = if fact.is_long { "deal-long-text" } else { "" };
    let shown = (!is_empty).then(|| view! { <span class=class translate="no" dir="auto">{value}</span> });
    let missing = move || {
        is_open().then(|| {
            // What can't be read is there all the same.
            let word = if is_empty && first_in(unreadable).is_none() {
                keys::DEALS_FORM_REVIEW_MISSING
            } else {
                keys::DEALS_FORM_SECTION_WRONG
            };
            let go = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                let wrong = first_in(open);
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
