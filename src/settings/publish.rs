//! Looking over the changes and publishing them as a version.

use super::changes::{Change, Field as FieldOfChange, changes};
use super::editor::Editor;
use super::versions::Versions;
use super::words::ChangeList;
use super::zones;
use crate::api::{self, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{self, keys, t, text, text_with};
use crate::paths::SettingsSection;
use crate::session::use_session;
use crate::ui::{
    Banner, Button, ButtonKind, Choice, DateInput, Dialog, ErrorSummary, Field, FieldContext, Form, IconName,
    RadioGroup, TextArea, Tone, now, toast,
};
use chrono::{DateTime, Local, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, TimeZone, Utc};
use entente_model::problem::{Code, FieldCode, FieldError};
use entente_model::settings::{NewSettingsVersion, SettingsVersion, bounds};
use leptos::prelude::*;

/// The dialog. `refused` is called when fields of the settings are at fault, so that they are shown.
#[component]
pub fn PublishDialog(
    /// The settings.
    editor: Editor,
    /// The versions that there are.
    versions: Versions,
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Shows the fields at fault.
    #[prop(into)]
    refused: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let (note, when) = (RwSignal::new(String::new()), RwSignal::new(String::from("now")));
    let (date, time) = (RwSignal::new(String::new()), RwSignal::new(String::from("00:00")));
    let start = Memo::new(move |_| {
        if when.with(|when| when == "now") {
            return Ok(None);
        }
        instant(&date.get(), &time.get())
            .map(Some)
            .ok_or(FieldCode::InvalidDate)
    });
    let errors = FormErrors::new(move || {
        let body = NewSettingsVersion {
            effective_from: start.get().ok().flatten(),
            note: note.get(),
            settings: editor.settings(),
        };
        let newest = editor.base.with(|base| base.settings.clone());
        let mut found = body.check(&newest, now(), &zones::is_known);
        found.retain(|error| matches!(error.pointer.as_str(), "/note" | "/effective_from"));
        if let Err(code) = start.get() {
            found.push(FieldError::new("/effective_from", code));
        }
        for error in &mut found {
            // The day alone is what a person reads.
            if let Some(bound) = error
                .params
                .get_mut("max")
                .filter(|_| error.code == FieldCode::DateTooFar)
            {
                bound.truncate(10);
            }
        }
        found
    });
    let publish = use_write(
        |(body, newest): &(NewSettingsVersion, i64), key| api::settings::create(body, *newest, key),
        move |_, version: SettingsVersion| {
            let said = if version.in_effect {
                text_with(keys::SETTINGS_PUBLISHED, &[("number", &version.number)])
            } else {
                let when = i18n::date_time(version.effective_from);
                text_with(
                    keys::SETTINGS_PUBLISHED_LATER,
                    &[("number", &version.number), ("when", &when)],
                )
            };
            open.try_set(false);
            note.try_set(String::new());
            editor.load(&version);
            // The names and the colour of the program may have changed.
            if version.in_effect {
                session.ask();
            }
            versions.put(version);
            toast(said);
        },
    );
    Effect::new(move |_| {
        let Some(error) = publish.error().get() else { return };
        if let Some(newest) = error.current::<SettingsVersion>() {
            publish.forget_error();
            open.set(false);
            versions.put(newest);
            return;
        }
        let (of_settings, own): (Vec<FieldError>, Vec<FieldError>) = error
            .fields()
            .iter()
            .cloned()
            .partition(|error| error.pointer.starts_with("/settings"));
        if !of_settings.is_empty() && own.is_empty() {
            publish.forget_error();
            open.set(false);
            editor.refuse(of_settings);
            refused.run(());
        } else {
            errors.show(&error);
        }
    });
    // Each time it opens it offers what fits now: a version that waits for its time would otherwise take these changes back.
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if *open {
                errors.state().reset();
                errors.clear();
                publish.forget_error();
                let planned = versions.last_planned().map(|version| version.effective_from);
                let offered = planned
                    .unwrap_or_else(|| now() + TimeDelta::days(1))
                    .with_timezone(&Local);
                when.set(if planned.is_some() { "later" } else { "now" }.to_owned());
                date.set(offered.date_naive().to_string());
                time.set(if planned.is_some() {
                    offered.format("%H:%M").to_string()
                } else {
                    "00:00".to_owned()
                });
            }
        },
        false,
    );
    let submit = move || {
        errors.clear();
        let Ok(mut effective_from) = start.get_untracked() else {
            return;
        };
        // The same minute as a planned one is the same time: seconds can't be chosen.
        if let (Some(from), Some(planned)) = (effective_from, versions.last_planned())
            && (planned.effective_from - from).abs() < TimeDelta::minutes(1)
        {
            effective_from = Some(planned.effective_from);
        }
        let body = NewSettingsVersion {
            effective_from,
            note: note.get_untracked().trim().to_owned(),
            settings: untrack(|| editor.settings()),
        };
        publish.run((body, editor.base.with_untracked(|base| base.number)));
    };
    let choices = Signal::derive(move || {
        vec![
            Choice::new("now", text(keys::SETTINGS_PUBLISH_NOW)).with_hint(text(keys::SETTINGS_PUBLISH_NOW_HINT)),
            Choice::new("later", text(keys::SETTINGS_PUBLISH_LATER)).with_hint(text(keys::SETTINGS_PUBLISH_LATER_HINT)),
        ]
    });
    let overtaken = move || {
        let planned = versions.last_planned()?;
        let from = start.get().ok()?.unwrap_or_else(now);
        (planned.effective_from - from >= TimeDelta::minutes(1)).then(|| {
            let when = i18n::date_time(planned.effective_from);
            let line = text_with(keys::SETTINGS_PUBLISH_OVERTAKEN_TEXT, &[("number", &planned.number), ("when", &when)]);
            view! { <Banner title=text_with(keys::SETTINGS_PUBLISH_OVERTAKEN, &[("number", &planned.number)]) text=Some(line) tone=Tone::Warning/> }
        })
    };
    let later = move || {
        when.with(|when| when == "later").then(|| {
            let zone = Signal::derive(move || Some(text_with(keys::SETTINGS_PUBLISH_ZONE, &[("zone", &i18n::reader_time_zone())])));
            let today = Signal::derive(move || Some(now().with_timezone(&Local).date_naive().to_string()));
            let sent = move || {
                let from = start.get().ok()??;
                let universal = from.to_rfc3339_opts(SecondsFormat::Secs, true);
                Some(view! { <span class="muted">{t(keys::SETTINGS_PUBLISH_UTC)}" "<span translate="no">{universal}</span></span> })
            };
            view! {
                <div class="publish-when">
                    <Field label=keys::SETTINGS_PUBLISH_DATE name="/effective_from" hint=zone note=move || view! { {sent} }>
                        <div class="publish-moment">
                            <DateInput value=date min=today/>
                            <TimeInput value=time/>
                        </div>
                    </Field>
                </div>
            }
        })
    };
    // What is edited builds on the newest version: published before that one's day, it takes that one's changes along.
    let brought = move || {
        let base = editor.base.get();
        let applying = versions.applying_at(start.get().ok()?.unwrap_or_else(now))?;
        let planned = versions.find(base.number)?;
        let along = changes(&applying.settings, &base.settings);
        (applying.number < base.number && !along.is_empty()).then(|| {
            let when = i18n::date_time(planned.effective_from);
            view! {
                <Banner
                    title=text_with(keys::SETTINGS_PUBLISH_BROUGHT, &[("number", &base.number), ("when", &when)])
                    text=Some(text_with(keys::SETTINGS_PUBLISH_BROUGHT_TEXT, &[("number", &base.number)]))
                    tone=Tone::Warning
                />
                <ChangeList changes=along/>
            }
        })
    };
    // What it means for those who have signed already, for activities that were approved, and for journeys on their way.
    let consequences = move || {
        editor.changes().with(|changes| {
            let any = |of: &dyn Fn(&Change) -> bool| changes.iter().any(of);
            let anew = any(&|change| change.section == SettingsSection::Agreement);
            let funds = any(&|change| change.section == SettingsSection::Funds);
            let journeys = any(&|change| {
                change.section == SettingsSection::Journeys
                    && !matches!(change.field, FieldOfChange::JourneyReminders | FieldOfChange::RiskDays)
            });
            view! {
                {anew.then(|| view! {
                    <Banner title=keys::SETTINGS_AGREEMENT_ANEW text=Some(text(keys::SETTINGS_AGREEMENT_ANEW_TEXT)) tone=Tone::Warning/>
                })}
                {funds.then(|| view! { <Banner title=keys::SETTINGS_PUBLISH_FUNDS text=Some(text(keys::SETTINGS_PUBLISH_FUNDS_TEXT))/> })}
                {journeys.then(|| view! { <Banner title=keys::SETTINGS_PUBLISH_JOURNEYS text=Some(text(keys::SETTINGS_PUBLISH_JOURNEYS_TEXT))/> })}
            }
        })
    };
    let count = Memo::new(move |_| editor.changes().with(Vec::len) as u64);
    let failure = move || {
        errors.failed().get().filter(|error| error.code() != Some(Code::StaleVersion)).map(|error| {
            view! { <Banner title=error_text(&error) text=Some(text(keys::SETTINGS_PUBLISH_KEPT)) tone=Tone::Danger/> }
        })
    };
    let submit = StoredValue::new(submit);
    let send = Callback::new(move |()| {
        if errors.state().may_submit() {
            submit.with_value(|submit| submit());
        }
    });
    view! {
        <Dialog
            open=open
            title=keys::SETTINGS_PUBLISH_TITLE
            wide=true
            on_close=move || open.set(false)
            foot=move || view! {
                <Button label=keys::SETTINGS_PUBLISH_BACK on_press=move || open.set(false)/>
                <Button label=keys::SETTINGS_PUBLISH kind=ButtonKind::Primary icon=IconName::Send busy=publish.pending() on_press=send/>
            }
        >
            <Form state=errors.state() on_submit=move || submit.with_value(|submit| submit())>
                <ErrorSummary/>
                {failure}
                <div class="publish-changes">
                    <h3>{move || i18n::text_plural(keys::SETTINGS_CHANGES, count.get())}</h3>
                    <ChangeList changes=editor.changes()/>
                    {consequences}
                </div>
                <div class="publish-fields">
                    <Field label=keys::SETTINGS_PUBLISH_NOTE name="/note" hint=keys::SETTINGS_PUBLISH_NOTE_HINT>
                        <TextArea value=note rows=2 limit=bounds::NOTE/>
                    </Field>
                    <Field label=keys::SETTINGS_PUBLISH_WHEN group=true>
                        <RadioGroup value=when choices=choices layout=crate::ui::RadioLayout::Cards/>
                    </Field>
                    {later}
                    {overtaken}
                    {brought}
                </div>
            </Form>
        </Dialog>
    }
}

/// The instant of a day and a time in the reader's zone; the earlier one where clocks go back. None where there is no such time.
fn instant(date: &str, time: &str) -> Option<DateTime<Utc>> {
    let day: NaiveDate = date.parse().ok()?;
    let time = NaiveTime::parse_from_str(time, "%H:%M").ok()?;
    Local
        .from_local_datetime(&day.and_time(time))
        .earliest()
        .map(|local| local.with_timezone(&Utc))
}

/// A time of day by the browser's own picker; the value is `09:30` or empty.
#[component]
fn TimeInput(value: RwSignal<String>) -> impl IntoView {
    let field = FieldContext::of_control("time");
    view! {
        <input
            class="input"
            type="time"
            aria-label=t(keys::SETTINGS_PUBLISH_TIME)
            aria-invalid=field.aria_invalid()
            aria-describedby=field.described_by
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
        />
    }
}
