//! Names, colour, currencies and the rules of engagement.

use crate::i18n::{currency_name, keys, t, text, text_with};
use crate::settings::editor::Editor;
use crate::settings::parts::ListFault;
use crate::ui::{Card, Choice, ColourInput, Combobox, Field, Select, Tag, TextArea, TextInput, contrast};
use entente_model::money::CURRENCIES;
use entente_model::settings::bounds;
use leptos::prelude::*;

/// The section.
#[component]
pub fn ProgramSection(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let fields = editor.program;
    view! {
        <Card title=keys::SETTINGS_PROGRAM_IDENTITY text=keys::SETTINGS_PROGRAM_IDENTITY_TEXT>
            <div class="form-fields">
                <Field label=keys::SETTINGS_FIELD_PROGRAM_NAME name="/settings/program/name" class="half">
                    <TextInput value=fields.name/>
                </Field>
                <Field label=keys::SETTINGS_FIELD_VENDOR name="/settings/program/vendor" class="half">
                    <TextInput value=fields.vendor/>
                </Field>
                <Accent editor=editor/>
            </div>
        </Card>
        <Currencies editor=editor/>
        <Card title=keys::SETTINGS_FIELD_ENGAGEMENT text=keys::SETTINGS_PROGRAM_ENGAGEMENT_TEXT>
            <div class="settings-prose">
                <Field label=keys::SETTINGS_PROGRAM_ENGAGEMENT_LABEL name="/settings/rules_of_engagement">
                    <TextArea value=fields.rules_of_engagement rows=12 limit=bounds::RULES_OF_ENGAGEMENT/>
                </Field>
            </div>
        </Card>
    }
}

/// The colour: typed or picked, and shown as the portal will use it, in light and in dark.
#[component]
fn Accent(editor: Editor) -> impl IntoView {
    let accent = editor.program.accent;
    let colour = Memo::new(move |_| {
        accent.with(|accent| Some(accent.trim().to_owned()).filter(|accent| entente_model::text::is_colour(accent)))
    });
    let preview = move |scheme: &'static str, label| {
        view! {
            <div class="accent-scheme" style:color-scheme=scheme style:--brand=move || colour.get()>
                <span class="faint small">{t(label)}</span>
                <span class="accent-button">{t(keys::SETTINGS_ACCENT_BUTTON)}</span>
                <span class="accent-link">{t(keys::SETTINGS_ACCENT_LINK)}</span>
                <span class="accent-chip">{t(keys::SETTINGS_ACCENT_CHIP)}</span>
            </div>
        }
    };
    let note = move || {
        let colour = colour.get()?;
        let ratio = contrast(&colour, "#ffffff")?;
        let written = crate::i18n::decimal((ratio * 10.0).floor() / 10.0);
        let line = if ratio >= 4.5 {
            keys::SETTINGS_ACCENT_ENOUGH
        } else {
            keys::SETTINGS_ACCENT_ADAPTED
        };
        Some(text_with(line, &[("ratio", &written)]))
    };
    view! {
        <div class="accent">
            <Field
                label=keys::SETTINGS_FIELD_ACCENT
                name="/settings/program/accent"
                hint=keys::SETTINGS_ACCENT_HINT
                note=move || view! { <span class="muted">{note}</span> }
            >
                <ColourInput value=accent pick_label=keys::SETTINGS_ACCENT_PICK/>
            </Field>
            <div class="accent-preview" role="group" aria-label=t(keys::SETTINGS_ACCENT_PREVIEW)>
                {preview("light", keys::SETTINGS_ACCENT_LIGHT)}
                {preview("dark", keys::SETTINGS_ACCENT_DARK)}
            </div>
        </div>
    }
}

/// The currencies: which one is offered first, and which others.
#[component]
fn Currencies(editor: Editor) -> impl IntoView {
    let currencies = editor.currencies;
    let named = |code: &str| Choice::data(code, format!("{code} · {}", currency_name(code)));
    let first = RwSignal::new(currencies.get_untracked().first().cloned().unwrap_or_default());
    Effect::new(move |_| {
        let now = currencies.with(|codes| codes.first().cloned().unwrap_or_default());
        if first.with_untracked(|first| *first != now) {
            first.set(now);
        }
    });
    Effect::watch(
        move || first.get(),
        move |chosen, _, _| {
            let differs = currencies.with_untracked(|codes| codes.first() != Some(chosen) && codes.contains(chosen));
            if differs {
                currencies.update(|codes| {
                    codes.retain(|code| code != chosen);
                    codes.insert(0, chosen.clone());
                });
            }
        },
        false,
    );
    let added = RwSignal::new(String::new());
    Effect::watch(
        move || added.get(),
        move |code, _, _| {
            if !code.is_empty() {
                let code = code.clone();
                currencies.update(|codes| {
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                });
                added.set(String::new());
            }
        },
        false,
    );
    let offered =
        Signal::derive(move || currencies.with(|codes| codes.iter().map(|code| named(code)).collect::<Vec<_>>()));
    let further = Signal::derive(move || {
        currencies.with(|codes| {
            let unused = CURRENCIES
                .iter()
                .filter(|(code, _)| !codes.iter().any(|known| known == code));
            unused.map(|(code, _)| named(code)).collect::<Vec<_>>()
        })
    });
    let tags = move || {
        let codes = currencies.get();
        let locked = editor.locked.get().is_some();
        codes
            .into_iter()
            .skip(1)
            .map(|code| {
                let label = format!("{code} · {}", currency_name(&code));
                let remove = Callback::new(move |()| currencies.update(|codes| codes.retain(|known| *known != code)));
                if locked {
                    view! { <Tag label=label/> }.into_any()
                } else {
                    view! { <Tag label=label on_remove=remove/> }.into_any()
                }
            })
            .collect_view()
    };
    let placeholder = Signal::derive(move || Some(text(keys::SETTINGS_CURRENCIES_ADD_PLACEHOLDER)));
    view! {
        <Card title=keys::SETTINGS_FIELD_CURRENCIES text=keys::SETTINGS_CURRENCIES_TEXT>
            <div class="form-fields">
                <Field label=keys::SETTINGS_CURRENCIES_FIRST hint=keys::SETTINGS_CURRENCIES_FIRST_HINT class="half">
                    <Select value=first choices=offered/>
                </Field>
                <Field label=keys::SETTINGS_CURRENCIES_ADD class="half unmarked" optional=true>
                    <Combobox value=added choices=further placeholder=placeholder/>
                </Field>
                <div class="tags" role="group" aria-label=t(keys::SETTINGS_CURRENCIES_FURTHER)>
                    {move || currencies.with(|codes| codes.len() < 2).then(|| view! { <span class="faint small">{t(keys::SETTINGS_CURRENCIES_NONE)}</span> })}
                    {tags}
                </div>
                <ListFault editor=editor pointer="/settings/currencies"/>
            </div>
        </Card>
    }
}
