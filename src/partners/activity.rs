//! What happened to the partner besides its deals, newest first.

use super::page::is_about;
use super::sentences::sentence;
use crate::api::{partners, use_more, use_read};
use crate::forms::error_text;
use crate::i18n::keys;
use crate::records::TimelineEntry;
use crate::shell::Region;
use crate::ui::{
    Button, ButtonKind, ButtonSize, Card, EmptyState, IconName, Skeleton, SkeletonShape, StaleNotice, Timeline, each,
};
use entente_model::ids::PartnerId;
use leptos::prelude::*;

/// The tab.
#[component]
pub(super) fn ActivityTab(
    /// Whose.
    id: PartnerId,
) -> impl IntoView {
    let reading = use_read(move || partners::activity(id, None)).refetch_on(move |event| is_about(event, id));
    let more = use_more(
        reading,
        move |cursor| partners::activity(id, Some(cursor)),
        |one, other| one.id == other.id,
    );
    view! {
        <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
        <Card>
            <Region reading=reading loading=|| view! { <Skeleton shape=SkeletonShape::Card/> } let:page>
                {move || page.with(|page| page.items.is_empty()).then(|| view! {
                    <EmptyState title=keys::PARTNER_ACTIVITY_NONE text=keys::PARTNER_ACTIVITY_NONE_TEXT icon=IconName::History/>
                })}
                <Timeline>
                    {each(move || page.with(|page| page.items.clone()), |entry| entry.id, |entry| view! { <TimelineEntry entry=entry told=sentence/> }.into_any())}
                </Timeline>
                {move || more.error.with(|error| error.as_ref().map(error_text)).map(|line| view! { <p class="field-error" role="alert">{line}</p> })}
                {move || page.with(|page| page.next_cursor.is_some()).then(|| view! {
                    <div class="timeline-more">
                        <Button label=keys::DEAL_TIMELINE_MORE kind=ButtonKind::Ghost size=ButtonSize::Small busy=more.pending on_press=more.on_more/>
                    </div>
                })}
            </Region>
        </Card>
    }
}
