//! What happened to the deal, newest first.

use super::further::use_further;
use super::page::is_about;
use super::sentences::{details, sentence};
use crate::api::{deals, use_read};
use crate::i18n::keys;
use crate::shell::Region;
use crate::ui::each;
use crate::ui::{Button, ButtonKind, ButtonSize, Card, IconName, Skeleton, Timeline, TimelineItem, Tone};
use entente_model::activity::Activity;
use entente_model::deals::Deal;
use entente_model::page::Page;
use leptos::prelude::*;

/// The timeline.
#[component]
pub fn TimelineCard(
    /// The deal.
    deal: Signal<Deal>,
) -> impl IntoView {
    let id = Memo::new(move |_| deal.with(|deal| deal.summary.id));
    let reading = use_read(move || deals::activity(id.get(), None))
        .refetch_on(move |event| is_about(event, id.try_get_untracked()));
    // An action of this page needs no event to be told of.
    let version = Memo::new(move |_| deal.with(|deal| deal.summary.version));
    Effect::watch(move || version.get(), move |_, _, _| reading.refetch(), false);
    view! {
        <Card title=keys::DEAL_CARD_TIMELINE>
            <Region reading=reading loading=|| view! { <Skeleton/> } let(page)>
                <Entries deal=deal first=page/>
            </Region>
        </Card>
    }
}

#[component]
fn Entries(deal: Signal<Deal>, first: Signal<Page<Activity>>) -> impl IntoView {
    let id = Memo::new(move |_| deal.with(|deal| deal.summary.id));
    let entries = use_further(id, first, RwSignal::new(Vec::new()));
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
