//! The holidays of a region, a year at a time.

use crate::i18n::{keys, t, text_plural, text_with};
use crate::settings::editor::Editor;
use crate::settings::fields::HolidayFields;
use crate::settings::parts::{ListFault, Lock};
use crate::settings::raw::RawHoliday;
use crate::settings::row_card::{focus_last, remove_button, why_full};
use crate::settings::rows::{Row, Rows, below};
use crate::ui::each;
use crate::ui::{Button, ButtonKind, ButtonSize, DateInput, Field, IconName, TextInput, now, toast};
use chrono::{Datelike, NaiveDate};
use entente_model::settings::bounds;
use leptos::prelude::*;
use std::collections::{BTreeSet, HashMap};

fn year_of(row: &Row<HolidayFields>) -> Option<i32> {
    row.fields
        .date
        .with(|date| date.parse::<NaiveDate>().ok())
        .map(|date| date.year())
}

/// The list of one year, with the years to choose from.
#[component]
pub fn Holidays(
    /// The settings.
    editor: Editor,
    /// The region's holidays.
    rows: Rows<HolidayFields>,
    /// Their pointer.
    list: Signal<String>,
) -> impl IntoView {
    let this_year = now().year();
    let shown = RwSignal::new(this_year);
    // Where an entry was put when its year was opened: it stays in sight while its date is being typed.
    let shelves: RwSignal<HashMap<u32, i32>> = RwSignal::default();
    let sort_in = move || {
        let sorted = untrack(|| {
            rows.get()
                .iter()
                .map(|row| (row.key, year_of(row).unwrap_or(shown.get())))
                .collect()
        });
        shelves.set(sorted);
    };
    sort_in();
    let years = Memo::new(move |_| {
        let mut years: BTreeSet<i32> = rows
            .get()
            .iter()
            .filter_map(year_of)
            .filter(|year| (1900..=2999).contains(year))
            .collect();
        years.extend([this_year, this_year + 1, shown.get()]);
        years.into_iter().collect::<Vec<_>>()
    });
    let of_year = Memo::new_with_compare(
        move |_| {
            let year = shown.get();
            let on_shelf = |row: &Row<HolidayFields>| {
                shelves.with(|shelves| shelves.get(&row.key).copied().unwrap_or(year)) == year
            };
            rows.get().into_iter().filter(on_shelf).collect::<Vec<_>>()
        },
        |_, _| true,
    );
    let choose = move |year: i32| {
        shown.set(year);
        sort_in();
    };
    let full = why_full(editor, rows, bounds::HOLIDAYS);
    let add = move || {
        if let Some(key) = rows.add(RawHoliday::default()) {
            shelves.update(|shelves| _ = shelves.insert(key, shown.get_untracked()));
            focus_last(".holiday");
        }
    };
    // Days of the year before that the shown year does not have yet, by their names.
    let missing = Memo::new(move |_| {
        let year = shown.get();
        let all: Vec<(NaiveDate, String)> = rows
            .get()
            .iter()
            .filter_map(|row| Some((row.fields.date.with(|date| date.parse().ok())?, row.fields.name.get())))
            .collect();
        let has = |name: &str| {
            all.iter()
                .any(|(date, known)| date.year() == year && known.trim().eq_ignore_ascii_case(name.trim()))
        };
        let mut days: Vec<RawHoliday> = all
            .iter()
            .filter(|(date, name)| date.year() == year - 1 && !has(name))
            .filter_map(|(date, name)| {
                Some(RawHoliday {
                    date: date.with_year(year)?.to_string(),
                    name: name.clone(),
                })
            })
            .collect();
        let taken = |day: &RawHoliday| all.iter().any(|(date, _)| date.to_string() == day.date);
        days.retain(|day| !taken(day));
        days
    });
    let copy_reason = Signal::derive(move || {
        editor.locked.get().or_else(|| {
            missing
                .with(Vec::is_empty)
                .then(|| text_with(keys::SETTINGS_HOLIDAYS_NOTHING_TO_COPY, &[("year", &(shown.get() - 1))]))
        })
    });
    let copy = move || {
        let days = missing.get_untracked();
        let (count, from) = (days.len() as u64, shown.get_untracked() - 1);
        rows.extend(days);
        sort_in();
        toast(crate::i18n::text_plural_with(
            keys::SETTINGS_HOLIDAYS_COPIED,
            count,
            &[("year", &from)],
        ));
    };
    let tabs = move || {
        years
            .get()
            .into_iter()
            .map(|year| {
                let count = move || rows.get().iter().filter(|row| year_of(row) == Some(year)).count() as u64;
                view! {
                    <button
                        type="button"
                        class="year"
                        aria-pressed=move || (shown.get() == year).to_string()
                        on:click=move |_| choose(year)
                    >
                        <span translate="no">{year.to_string()}</span>
                        <span class="faint" aria-hidden="true" translate="no">{count}</span>
                        <span class="visually-hidden">{move || text_plural(keys::SETTINGS_REGIONS_HOLIDAYS, count())}</span>
                    </button>
                }
            })
            .collect_view()
    };
    let copy_label = Signal::derive(move || text_with(keys::SETTINGS_HOLIDAYS_COPY, &[("year", &(shown.get() - 1))]));
    view! {
        <div class="field holidays-field" role="group" aria-label=t(keys::SETTINGS_FIELD_HOLIDAYS)>
            <div class="holidays-head">
                <div class="field-label"><span>{t(keys::SETTINGS_FIELD_HOLIDAYS)}</span></div>
                <div class="years">{tabs}</div>
            </div>
            {move || of_year.with(Vec::is_empty).then(|| view! {
                <p class="holidays-none">{move || text_with(keys::SETTINGS_HOLIDAYS_NONE, &[("year", &shown.get())])}</p>
            })}
            <Lock editor=editor>
                <ul class="holidays">
                    {each(move || of_year.get(), |row| row.key, move |row| holiday(editor, rows, list, row))}
                </ul>
            </Lock>
            <ListFault editor=editor pointer=list/>
            <div class="row">
                <Button label=keys::SETTINGS_HOLIDAYS_ADD icon=IconName::Plus size=ButtonSize::Small disabled_reason=full on_press=add/>
                <Button label=copy_label icon=IconName::Copy kind=ButtonKind::Ghost size=ButtonSize::Small disabled_reason=copy_reason on_press=copy/>
            </div>
        </div>
    }
}

fn holiday(editor: Editor, rows: Rows<HolidayFields>, list: Signal<String>, row: Row<HolidayFields>) -> AnyView {
    let Row { key, fields } = row;
    let pointer = rows.pointer(list, key);
    let name = Signal::derive(move || fields.name.get());
    view! {
        <li class="holiday">
            <Field label=keys::SETTINGS_FIELD_DATE name=below(pointer, "date")>
                <DateInput value=fields.date/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_NAME name=below(pointer, "name")>
                <TextInput value=fields.name/>
            </Field>
            <div class="holiday-tool">{remove_button(editor, rows, key, "/settings/regions", name)}</div>
        </li>
    }
    .into_any()
}
