//! Regions with their business calendars.

mod holidays;

use crate::i18n::{keys, list, text, text_plural, text_with, time_in_zone, weekday};
use crate::settings::editor::Editor;
use crate::settings::fields::RegionFields;
use crate::settings::parts::{ListFault, Lock, Toggles};
use crate::settings::raw::RawRegion;
use crate::settings::row_card::{RowCard, add_unfolded, entries, remove_button, why_full};
use crate::settings::rows::{Row, below};
use crate::settings::zones;
use crate::ui::{Button, Card, Choice, Combobox, Data, EmptyState, Field, IconName, TextInput, now};
use entente_model::settings::bounds;
use holidays::Holidays;
use leptos::prelude::*;

const LIST: &str = "/settings/regions";

/// The section.
#[component]
pub fn RegionsSection(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let rows = editor.regions;
    let full = why_full(editor, rows, bounds::REGIONS);
    let add = move || {
        add_unfolded(
            editor,
            rows,
            RawRegion {
                weekend: vec!["6".into(), "7".into()],
                ..RawRegion::default()
            },
        )
    };
    let choices: Signal<Vec<Choice>> = Signal::stored(
        zones::zones()
            .into_iter()
            .map(|zone| Choice::data(zone.clone(), zone.replace('_', " ")))
            .collect(),
    );
    view! {
        <Card
            title=keys::SETTINGS_REGIONS
            text=keys::SETTINGS_REGIONS_TEXT
            actions=move || view! { <Button label=keys::SETTINGS_REGIONS_ADD icon=IconName::Plus disabled_reason=full on_press=add/> }
            flush=true
        >
            {move || rows.is_empty().then(|| view! {
                <EmptyState title=keys::SETTINGS_REGIONS_EMPTY text=keys::SETTINGS_REGIONS_EMPTY_TEXT icon=IconName::Globe/>
            })}
            {entries(rows, move |row| region(editor, row, choices))}
            <div class="card-fault"><ListFault editor=editor pointer=LIST/></div>
        </Card>
    }
}

fn region(editor: Editor, row: Row<RegionFields>, zones: Signal<Vec<Choice>>) -> AnyView {
    let Row { key, fields } = row;
    let pointer = editor.regions.pointer(LIST, key);
    let name = Signal::derive(move || fields.name.get());
    // A code that was published may stand in partners' records and is kept for good.
    let known = {
        let code = fields.code.get_untracked();
        editor
            .base
            .with_untracked(|base| base.settings.regions.iter().any(|region| region.code == code))
    };
    let tools = move || {
        if known {
            ().into_any()
        } else {
            remove_button(editor, editor.regions, key, LIST, name)
        }
    };
    let summary = move || {
        let weekend = move || {
            let days: Vec<String> = fields
                .weekend
                .get()
                .iter()
                .filter_map(|day| day.parse().ok())
                .map(|day| weekday(day, true))
                .collect();
            if days.is_empty() {
                text(keys::SETTINGS_REGIONS_NO_WEEKEND)
            } else {
                text_with(keys::SETTINGS_REGIONS_OFF, &[("days", &list(&days))])
            }
        };
        view! {
            <span class="entry-line">
                <Data value=fields.code class="entry-code"/>
                {move || Some(fields.time_zone.get()).filter(|zone| !zone.is_empty()).map(|zone| view! { <Data value=zone.replace('_', " ")/> })}
                <span>{weekend}</span>
                <span>{move || text_plural(keys::SETTINGS_REGIONS_HOLIDAYS, fields.holidays.len() as u64)}</span>
            </span>
        }
    };
    view! {
        <RowCard editor=editor key=key pointer=pointer name=name unnamed=keys::SETTINGS_REGIONS_NEW summary=summary tools=tools>
            {region_fields(editor, pointer, fields, zones, known)}
        </RowCard>
    }
    .into_any()
}

fn region_fields(
    editor: Editor,
    pointer: Signal<String>,
    fields: RegionFields,
    zones: Signal<Vec<Choice>>,
    known: bool,
) -> AnyView {
    let code_hint = if known {
        keys::SETTINGS_REGIONS_CODE_KEPT
    } else {
        keys::SETTINGS_CODE_HINT
    };
    let days = Signal::derive(move || {
        (1..=7_u8)
            .map(|day| Choice::new(day.to_string(), weekday(day, true)).with_hint(weekday(day, false)))
            .collect::<Vec<_>>()
    });
    let clock = move || {
        let zone = fields.time_zone.get();
        zones::is_known(&zone).then(|| text_with(keys::SETTINGS_REGIONS_TIME, &[("time", &time_in_zone(now(), &zone))]))
    };
    let placeholder = Signal::derive(move || Some(text(keys::SETTINGS_REGIONS_ZONE_PLACEHOLDER)));
    // The server may know a zone that this browser does not offer.
    let choices = Signal::derive(move || {
        let own = fields.time_zone.get();
        let mut zones = zones.get();
        if !own.is_empty() && zones.iter().all(|zone| zone.value != own) {
            zones.insert(0, Choice::data(own.clone(), own.replace('_', " ")));
        }
        zones
    });
    view! {
        <Lock editor=editor>
            <div class="form-fields">
                <Field label=keys::SETTINGS_FIELD_NAME name=below(pointer, "name") class="half">
                    <TextInput value=fields.name/>
                </Field>
                <Field label=keys::SETTINGS_FIELD_CODE name=below(pointer, "code") class="half" hint=code_hint>
                    <TextInput value=fields.code read_only=known/>
                </Field>
                <Field
                    label=keys::SETTINGS_FIELD_TIME_ZONE
                    name=below(pointer, "time_zone")
                    class="half"
                    note=move || view! { <span class="muted">{clock}</span> }
                >
                    <Combobox value=fields.time_zone choices=choices placeholder=placeholder/>
                </Field>
                <Field label=keys::SETTINGS_FIELD_WEEKEND name=below(pointer, "weekend") class="half weekend" group=true>
                    <Toggles choices=days chosen=fields.weekend/>
                </Field>
            </div>
        </Lock>
        <Holidays editor=editor rows=fields.holidays list=below(pointer, "holidays")/>
    }
    .into_any()
}
