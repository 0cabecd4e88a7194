//! The partner's people: who they are, what they may do, and when they were last here.

use super::invitations::Invitations;
use crate::api::{partners, use_more, use_read};
use crate::company::foot;
use crate::i18n::{keys, t};
use crate::session::role_name;
use crate::shell::FailureState;
use crate::ui::{
    Avatar, Column, Data, DataTable, EmptyState, IconName, StaleNotice, StatusBadge, TableRow, Time, Tone,
};
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::people::User;
use leptos::prelude::*;

/// The tab.
#[component]
pub(super) fn PeopleTab(
    /// Whose.
    id: PartnerId,
) -> impl IntoView {
    let reading = use_read(move || partners::people(id, None))
        .refetch_on(move |event| matches!(event, LiveEvent::Partner { id: changed, .. } if *changed == id));
    let value = reading.value();
    let more = use_more(
        reading,
        move |cursor| partners::people(id, Some(cursor)),
        |one, other| one.id == other.id,
    );
    let rows = Signal::derive(move || {
        value.with(|page| {
            page.as_ref()
                .map(|page| page.items.iter().map(row).collect())
                .unwrap_or_default()
        })
    });
    let failed = Memo::new(move |_| value.with(Option::is_none) && reading.error().with(Option::is_some));
    let shown = Signal::derive(move || value.with(|page| page.as_ref().map_or(0, |page| page.items.len() as u64)));
    let has_more =
        Signal::derive(move || value.with(|page| page.as_ref().is_some_and(|page| page.next_cursor.is_some())));
    let columns = || {
        vec![
            Column::new("name", keys::COMPANY_COLUMN_PERSON),
            Column::new("role", keys::COMPANY_COLUMN_ROLE),
            Column::new("seen", keys::COMPANY_COLUMN_SEEN),
            Column::new("access", keys::COMPANY_COLUMN_ACCESS),
        ]
    };
    view! {
        <StaleNotice since=reading.stored_at() on_retry=move || reading.refetch()/>
        <div class="stack">
            <Invitations id=id/>
            <div class="card">
                {move || if failed.get() {
                    view! { <FailureState error=reading.error() on_retry=move || reading.refetch()/> }.into_any()
                } else {
                    view! {
                        <DataTable
                            label=keys::PARTNER_TAB_PEOPLE
                            columns=columns()
                            rows=rows
                            loading=reading.loading()
                            skeletons=3
                            empty=|| view! { <EmptyState title=keys::PARTNER_PEOPLE_NONE text=keys::PARTNER_PEOPLE_NONE_TEXT icon=IconName::Users/> }
                        />
                        {foot(more, shown, has_more)}
                    }
                    .into_any()
                }}
            </div>
        </div>
    }
}

fn row(user: &User) -> TableRow {
    let shown = user.clone();
    let stamp = u64::try_from(user.version).unwrap_or_default();
    TableRow::new(user.id.to_string(), stamp, user.name.clone(), move || cells(&shown))
}

fn cells(user: &User) -> Vec<AnyView> {
    let role = user.role;
    let seen = match user.last_seen_at {
        Some(at) => view! { <Time value=at/> }.into_any(),
        None => view! { <span class="faint">{t(keys::COMPANY_NEVER_SEEN)}</span> }.into_any(),
    };
    let (access, tone, icon) = if user.disabled {
        (keys::COMPANY_ACCESS_NONE, Tone::Neutral, IconName::Ban)
    } else {
        (keys::COMPANY_ACCESS, Tone::Success, IconName::CircleCheck)
    };
    vec![
        view! {
            <span class="person">
                <Avatar name=user.name.clone() large=true/>
                <span class="person-text">
                    <Data value=user.name.clone() class="strong truncate"/>
                    <a class="cell-sub truncate" href=format!("mailto:{}", user.email) translate="no" dir="auto">{user.email.clone()}</a>
                </span>
            </span>
        }
        .into_any(),
        view! { <span class="nowrap">{move || role_name(role)}</span> }.into_any(),
        seen,
        view! { <StatusBadge label=access tone=tone icon=Some(icon)/> }.into_any(),
    ]
}
