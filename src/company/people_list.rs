//! People with their roles; role and access are changed in place.

use super::change_role::ChangeRoleDialog;
use super::foot::foot;
use crate::api::{self, ApiError, Reading, use_more};
use crate::forms::error_text;
use crate::i18n::{self, keys, t, text, text_with};
use crate::session::{role_name, use_session};
use crate::shell::FailureState;
use crate::ui::{
    Avatar, Badge, Column, Data, DataTable, EmptyState, FilterBar, IconName, Menu, MenuItem, StatusBadge, TableRow,
    Time, Tone, toast, toast_error, toast_with_undo,
};
use entente_model::page::Page;
use entente_model::people::{User, UserChange};
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list.
#[component]
pub(super) fn PeopleList(
    /// What is read.
    reading: Reading<Page<User>>,
    /// What is typed into the search.
    search: RwSignal<String>,
) -> impl IntoView {
    let changing = RwSignal::new(None::<User>);
    let session = use_session();
    let is_vendor = session.get_untracked().is_some_and(|session| session.partner.is_none());
    let value = reading.value();
    let rows = Signal::derive(move || {
        value.with(|page| {
            page.as_ref()
                .map(|page| {
                    page.items
                        .iter()
                        .map(|user| row(user, reading, changing, is_vendor))
                        .collect()
                })
                .unwrap_or_default()
        })
    });
    let mut columns = vec![
        Column::new("name", keys::COMPANY_COLUMN_PERSON),
        Column::new("role", keys::COMPANY_COLUMN_ROLE),
    ];
    if is_vendor {
        columns.push(Column::new("regions", keys::COMPANY_COLUMN_REGIONS));
    }
    columns.extend([
        Column::new("seen", keys::COMPANY_COLUMN_SEEN),
        Column::new("access", keys::COMPANY_COLUMN_ACCESS),
        Column::new("menu", keys::COMPANY_COLUMN_ACTIONS).tight(),
    ]);
    let failed = Memo::new(move |_| value.with(Option::is_none) && reading.error().with(Option::is_some));
    let filtered = Signal::derive(move || !search.with(String::is_empty));
    let columns = StoredValue::new(columns);
    let more = use_more(
        reading,
        move |cursor| api::people::list(&search.get_untracked(), Some(cursor)),
        |one, other| one.id == other.id,
    );
    let shown = Signal::derive(move || value.with(|page| page.as_ref().map_or(0, |page| page.items.len() as u64)));
    let has_more =
        Signal::derive(move || value.with(|page| page.as_ref().is_some_and(|page| page.next_cursor.is_some())));
    view! {
        <FilterBar search=search search_label=keys::COMPANY_SEARCH filtered=filtered on_clear=move || search.set(String::new())/>
        {move || if failed.get() {
            view! { <FailureState error=reading.error() on_retry=move || reading.refetch()/> }.into_any()
        } else {
            view! {
                <DataTable
                    label=keys::COMPANY_TITLE
                    columns=columns.get_value()
                    rows=rows
                    loading=reading.loading()
                    skeletons=4
                    empty=move || view! { <EmptyState title=keys::COMPANY_NONE_FOUND text=move || Some(text(keys::COMPANY_NONE_FOUND_TEXT)) icon=IconName::Search/> }
                />
                {foot(more, shown, has_more)}
            }.into_any()
        }}
        <ChangeRoleDialog person=changing on_changed=move |user: User| put(reading, user)/>
    }
}

/// Puts somebody as they stand now into the list.
fn put(reading: Reading<Page<User>>, user: User) {
    reading.update(|page| {
        if let Some(place) = page.items.iter_mut().find(|other| other.id == user.id) {
            *place = user;
        }
    });
}

fn row(user: &User, reading: Reading<Page<User>>, changing: RwSignal<Option<User>>, with_regions: bool) -> TableRow {
    let shown = user.clone();
    let stamp = u64::try_from(user.version).unwrap_or_default();
    TableRow::new(user.id.to_string(), stamp, user.name.clone(), move || {
        cells(&shown, reading, changing, with_regions)
    })
}

fn cells(
    user: &User,
    reading: Reading<Page<User>>,
    changing: RwSignal<Option<User>>,
    with_regions: bool,
) -> Vec<AnyView> {
    let session = use_session();
    let is_me = session.is_me(user.id);
    let role = user.role;
    let seen = match user.last_seen_at {
        Some(at) => view! { <Time value=at/> }.into_any(),
        None => view! { <span class="faint">{t(keys::COMPANY_NEVER_SEEN)}</span> }.into_any(),
    };
    let (access, tone) = if user.disabled {
        (keys::COMPANY_ACCESS_NONE, Tone::Neutral)
    } else {
        (keys::COMPANY_ACCESS, Tone::Success)
    };
    let icon = if user.disabled {
        IconName::Ban
    } else {
        IconName::CircleCheck
    };
    let mut cells = vec![
        view! {
            <span class="person">
                <Avatar name=user.name.clone() large=true/>
                <span class="person-text">
                    <span class="person-name">
                        <Data value=user.name.clone() class="strong truncate"/>
                        {is_me.then(|| view! { <Badge label=keys::COMPANY_YOU/> })}
                    </span>
                    <Data value=user.email.clone() class="cell-sub truncate"/>
                </span>
            </span>
        }
        .into_any(),
        view! { <span class="nowrap">{move || role_name(role)}</span> }.into_any(),
    ];
    if with_regions {
        cells.push(view! { <Data value=region_names(&user.regions) class="muted"/> }.into_any());
    }
    let reason = Signal::derive(move || is_me.then(|| text(keys::COMPANY_NOT_ONESELF)));
    let (for_role, for_access) = (user.clone(), user.clone());
    let (label, access_icon) = if user.disabled {
        (keys::COMPANY_ENABLE, IconName::Check)
    } else {
        (keys::COMPANY_DISABLE, IconName::Ban)
    };
    let access_item = MenuItem::new(label, move || set_access(for_access.clone(), reading))
        .icon(access_icon)
        .disabled_reason(reason);
    let items = vec![
        MenuItem::new(keys::COMPANY_CHANGE_ROLE, move || changing.set(Some(for_role.clone())))
            .icon(IconName::Pencil)
            .disabled_reason(reason),
        if user.disabled {
            access_item
        } else {
            access_item.danger()
        },
    ];
    let name = user.name.clone();
    let menu_label = Signal::derive(move || text_with(keys::COMPANY_ACTIONS_FOR, &[("name", &name)]));
    cells.extend([
        seen,
        view! { <StatusBadge label=access tone=tone icon=icon/> }.into_any(),
        view! { <Menu label=menu_label items=items icon=IconName::Ellipsis/> }.into_any(),
    ]);
    cells
}

/// Names of regions by their codes; a code that the program no longer has stays a code.
fn region_names(codes: &[String]) -> String {
    let known = use_session().get_untracked();
    let name = |code: &String| {
        let found = known
            .as_ref()
            .and_then(|session| session.program.regions.iter().find(|region| region.code == *code));
        found.map_or_else(|| code.clone(), |region| region.name.clone())
    };
    let names: Vec<String> = codes.iter().map(name).collect();
    i18n::list(&names)
}

/// Takes somebody's access away, or gives it back; both can be undone.
fn set_access(user: User, reading: Reading<Page<User>>) {
    spawn_local(async move {
        let disable = !user.disabled;
        match change_access(&user, disable).await {
            Ok(changed) => {
                put(reading, changed.clone());
                let key = if disable {
                    keys::COMPANY_DISABLED
                } else {
                    keys::COMPANY_ENABLED
                };
                toast_with_undo(text_with(key, &[("name", &changed.name)]), move || {
                    undo_access(changed.clone(), reading)
                });
            }
            Err(error) => refused(&error, reading),
        }
    });
}

fn undo_access(user: User, reading: Reading<Page<User>>) {
    spawn_local(async move {
        match change_access(&user, !user.disabled).await {
            Ok(changed) => {
                let key = if changed.disabled {
                    keys::COMPANY_DISABLED
                } else {
                    keys::COMPANY_ENABLED
                };
                toast(text_with(key, &[("name", &changed.name)]));
                put(reading, changed);
            }
            Err(error) => refused(&error, reading),
        }
    });
}

async fn change_access(user: &User, disabled: bool) -> Result<User, ApiError> {
    api::people::change(
        user.id,
        &UserChange {
            disabled: Some(disabled),
            ..UserChange::default()
        },
        user.version,
    )
    .await
}

fn refused(error: &ApiError, reading: Reading<Page<User>>) {
    match error.code() {
        Some(Code::InvalidState) => toast_error(text(keys::COMPANY_LAST_ADMIN)),
        Some(Code::StaleVersion) => {
            if let Some(current) = error.current::<User>() {
                put(reading, current);
            }
            toast_error(error_text(error));
        }
        _ => toast_error(error_text(error)),
    }
}
