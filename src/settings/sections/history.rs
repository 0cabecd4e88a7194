//! The versions: what was changed, when, by whom and why.

use crate::forms::error_text;
use crate::i18n::{keys, t, text, text_with};
use crate::paths::{self, SettingsSection};
use crate::settings::changes::{Change, changes};
use crate::settings::versions::{Standing, Versions, standing};
use crate::settings::words::ChangeList;
use crate::ui::each;
use crate::ui::{
    Button, ButtonSize, Card, Data, Drawer, EmptyState, IconName, KeyValue, KeyValues, LinkButton, LoadMore,
    StatusBadge, Time, TimeStyle, Tone,
};
use chrono::{DateTime, Utc};
use entente_model::people::Person;
use entente_model::settings::SettingsVersion;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The section. `opened` is the number of the version whose detail lies over the list.
#[component]
pub fn HistorySection(
    /// The versions.
    versions: Versions,
    /// The opened one.
    opened: Memo<Option<i64>>,
) -> impl IntoView {
    let navigate = use_navigate();
    let close = Callback::new(move |()| {
        navigate(
            &paths::settings(SettingsSection::History),
            NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            },
        );
    });
    let numbers = Memo::new(move |_| versions.all().iter().map(|version| version.number).collect::<Vec<_>>());
    let one = Memo::new(move |_| opened.get().and_then(|number| versions.find(number)));
    // What changed is told against the one before, which may stand on the next page; and so may the opened one itself.
    Effect::new(move |_| {
        let Some(number) = opened.get() else { return };
        let complete = versions.find(number).is_some() && (number == 1 || versions.find(number - 1).is_some());
        if !complete && versions.has_more() && !versions.is_reading().get() && versions.error().get().is_none() {
            versions.read_more();
        }
    });
    let title =
        Signal::derive(move || text_with(keys::SETTINGS_VERSION, &[("number", &opened.get().unwrap_or_default())]));
    let more_failed = move || {
        versions.error().get().map(|error| {
            view! {
                <div class="card-fault row">
                    <p class="field-error" role="alert">{error_text(&error)}</p>
                    <Button label=keys::KIT_RETRY size=ButtonSize::Small on_press=move || versions.read_more()/>
                </div>
            }
        })
    };
    view! {
        <Card title=keys::SETTINGS_HISTORY text=keys::SETTINGS_HISTORY_TEXT flush=true>
            <ol class="versions">
                {each(move || numbers.get(), |number| *number, move |number| row(versions, number))}
            </ol>
            {more_failed}
            {move || versions.has_more().then(|| view! {
                <LoadMore
                    shown=Signal::derive(move || numbers.with(Vec::len) as u64)
                    has_more=Signal::derive(move || versions.has_more())
                    busy=versions.is_reading()
                    on_more=move || versions.read_more()
                />
            })}
        </Card>
        <Drawer open=Signal::derive(move || opened.get().is_some()) title=title on_close=close>
            {move || one.get().map(|version| detail(versions, version))}
            {move || (one.with(Option::is_none) && !versions.has_more()).then(|| view! {
                <EmptyState title=keys::SETTINGS_VERSION_MISSING icon=IconName::History/>
            })}
        </Drawer>
    }
}

/// How the version stands, as a badge.
pub fn standing_badge(version: &SettingsVersion) -> AnyView {
    let (label, tone, icon) = match standing(version) {
        Standing::InEffect => (keys::SETTINGS_STANDING_IN_EFFECT, Tone::Success, IconName::CircleCheck),
        Standing::Planned => (keys::SETTINGS_STANDING_PLANNED, Tone::Info, IconName::CalendarClock),
        Standing::Past => (keys::SETTINGS_STANDING_PAST, Tone::Neutral, IconName::History),
    };
    view! { <StatusBadge label=label tone=tone icon=Some(icon)/> }.into_any()
}

/// Who made a version; the portal made the first.
pub fn author_name(author: &Person) -> AnyView {
    if author.name.is_empty() {
        view! { <span>{t(keys::SETTINGS_BY_PORTAL)}</span> }.into_any()
    } else {
        view! { <Data value=author.name.clone()/> }.into_any()
    }
}

/// From when on a version applies; the first one always has.
fn from(version: &SettingsVersion) -> AnyView {
    if version.effective_from == DateTime::<Utc>::UNIX_EPOCH {
        view! { <span>{t(keys::SETTINGS_FROM_BEGINNING)}</span> }.into_any()
    } else {
        view! { <Time value=version.effective_from style=TimeStyle::DateTime/> }.into_any()
    }
}

fn note(version: &SettingsVersion) -> AnyView {
    if version.note.is_empty() {
        view! { <span class="faint">{t(keys::SETTINGS_NOTE_FIRST)}</span> }.into_any()
    } else {
        view! { <Data value=version.note.clone()/> }.into_any()
    }
}

fn row(versions: Versions, number: i64) -> AnyView {
    // Whether it is in effect changes with the time, and with a refetch.
    let version = Memo::new(move |_| versions.find(number));
    let content = move || {
        version.get().map(|version| {
            view! {
                <div class="version-head">
                    <a class="version-link" href=paths::settings_version(SettingsSection::History, number)>
                        {move || text_with(keys::SETTINGS_VERSION, &[("number", &number)])}
                    </a>
                    {standing_badge(&version)}
                </div>
                <p class="version-note">{note(&version)}</p>
                <p class="version-facts">
                    {author_name(&version.author)}
                    <span><span class="faint">{t(keys::SETTINGS_HISTORY_FROM)}" "</span>{from(&version)}</span>
                </p>
            }
        })
    };
    view! { <li class="version">{content}</li> }.into_any()
}

fn detail(versions: Versions, version: SettingsVersion) -> AnyView {
    let number = version.number;
    let settings = version.settings.clone();
    let told: Memo<Option<Vec<Change>>> = Memo::new(move |_| {
        versions
            .find(number - 1)
            .map(|before| changes(&before.settings, &settings))
    });
    let list = move || match told.get() {
        _ if number == 1 => view! { <p class="muted">{t(keys::SETTINGS_HISTORY_FIRST)}</p> }.into_any(),
        None => view! { <crate::ui::Skeleton/> }.into_any(),
        Some(changes) if changes.is_empty() => {
            view! { <p class="muted">{t(keys::SETTINGS_HISTORY_SAME)}</p> }.into_any()
        }
        Some(changes) => view! { <ChangeList changes=changes/> }.into_any(),
    };
    let heading = move || {
        if number == 1 {
            text(keys::SETTINGS_HISTORY_CHANGES_FIRST)
        } else {
            text_with(keys::SETTINGS_HISTORY_CHANGES, &[("number", &(number - 1))])
        }
    };
    let (why, since, author) = (note(&version), from(&version), author_name(&version.author));
    view! {
        <div class="stack">
            <div class="row">{standing_badge(&version)}</div>
            <KeyValues ruled=true>
                <KeyValue label=keys::SETTINGS_HISTORY_NOTE>{why}</KeyValue>
                <KeyValue label=keys::SETTINGS_HISTORY_EFFECTIVE>{since}</KeyValue>
                <KeyValue label=keys::SETTINGS_HISTORY_AUTHOR>{author}</KeyValue>
                <KeyValue label=keys::SETTINGS_HISTORY_CREATED><Time value=version.created_at style=TimeStyle::DateTime/></KeyValue>
            </KeyValues>
            <div class="stack-tight">
                <h3>{heading}</h3>
                {list}
            </div>
            <div><LinkButton label=keys::SETTINGS_HISTORY_VIEW href=paths::settings_version(SettingsSection::Program, number) icon=IconName::Eye/></div>
        </div>
    }
    .into_any()
}
