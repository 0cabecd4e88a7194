//! What happened to a record, newest first.

use super::RecordKey;
use super::further::use_further;
use super::sentences::{details, sentence};
use crate::api::{records, use_read};
use crate::i18n::keys;
use crate::shell::Region;
use crate::ui::each;
use crate::ui::{Button, ButtonKind, ButtonSize, Card, IconName, Skeleton, Timeline, TimelineItem, Tone};
use entente_model::activity::Activity;
use entente_model::page::Page;
use leptos::prelude::*;

/// The timeline.
#[component]
pub fn RecordTimeline(
    /// Whose.
    record: Signal<RecordKey>,
    /// The record's version as the page has it: an action of the page needs no event to be told of.
    #[prop(optional, into)]
    version: Option<Signal<i64>>,
) -> impl IntoView {
    let record = Memo::new(move |_| record.get());
    let reading = use_read(move || records::activity(&record.get().path(), None)).refetch_on(move |event| {
        let record = record.try_get_untracked();
        record.is_some_and(|record| record.is_changed_by(event))
    });
    if let Some(version) = version {
        let version = Memo::new(move |_| version.get());
        Effect::watch(move || version.get(), move |_, _, _| reading.refetch(), false);
    }
    view! {
        <Card title=keys::DEAL_CARD_TIMELINE>
            <Region reading=reading loading=|| view! { <Skeleton/> } let(page)>
                <Entries record=record first=page/>
            </Region>
        </Card>
    }
}

#[component]
fn Entries(record: Memo<RecordKey>, first: Signal<Page<Activity>>) -> impl IntoView {
    let entries = use_further(record, first, RwSignal::new(Vec::new()));
    view! {
        <Timeline>
            {each(move || entries.all.get(), |entry| entry.id, |entry| view! { <TimelineEntry entry=entry told=sentence/> }.into_any())}
        </Timeline>
        {move || entries.has_more.get().then(|| view! {
            <div class="timeline-more">
                <Button label=keys::DEAL_TIMELINE_MORE kind=ButtonKind::Ghost size=ButtonSize::Small busy=entries.pending on_press=entries.more/>
            </div>
        })}
    }
}

/// One entry: what happened, in a sentence, with its reasons and what somebody wrote.
#[component]
pub fn TimelineEntry(
    /// What happened.
    entry: Activity,
    /// Says it in a sentence, with its shape and tone.
    told: fn(&Activity) -> (String, IconName, Tone),
) -> impl IntoView {
    let (_, icon, tone) = untrack(|| told(&entry));
    let at = entry.at;
    let entry = StoredValue::new(entry);
    let title = move || move || entry.with_value(|entry| told(entry).0);
    let body = move || {
        entry.with_value(|entry| {
            let (facts, written) = details(entry);
            let facts = facts
                .into_iter()
                .map(|fact| view! { <p class="small muted">{fact}</p> })
                .collect_view();
            let written = written
                .into_iter()
                .map(|text| view! { <div class="quote" translate="no" dir="auto">{text}</div> })
                .collect_view();
            view! { {facts} {written} }
        })
    };
    let has_body = entry.with_value(|entry| {
        let (facts, written) = untrack(|| details(entry));
        !facts.is_empty() || !written.is_empty()
    });
    if has_body {
        view! { <TimelineItem title=title at=at icon=icon tone=tone>{body}</TimelineItem> }.into_any()
    } else {
        view! { <TimelineItem title=title at=at icon=icon tone=tone/> }.into_any()
    }
}
