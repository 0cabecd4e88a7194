//! Exchange rates, each from a day on. Those before stay: what was converted by one keeps it.

use crate::i18n::{self, Key, currency_name, keys, t, text, text_plural, text_with};
use crate::settings::editor::Editor;
use crate::settings::fields::RateFields;
use crate::settings::parts::{ListFault, Lock};
use crate::settings::raw::RawRate;
use crate::settings::row_card::{remove_button, unfold};
use crate::settings::rows::{Row, below};
use crate::ui::{
    Button, ButtonKind, ButtonSize, Card, Choice, Combobox, DateInput, EmptyState, Field, IconName, NumberInput,
    StatusBadge, Tone, each, now, unique_id,
};
use chrono::{Local, NaiveDate};
use entente_model::funds::rate::rate_on;
use entente_model::money::{CURRENCIES, minor_digits};
use entente_model::settings::bounds;
use leptos::prelude::*;

const LIST: &str = "/settings/funds/rates";

/// How many of the latest rates of two currencies are shown until the others are asked for.
const LATEST: usize = 6;

/// What is converted as an example, in whole units.
const EXAMPLE: i64 = 1_000;

/// What is converted, and what it becomes.
type Pair = [String; 2];

/// The card.
#[component]
pub(super) fn Rates(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let rows = editor.rates;
    let pairs = move || {
        let mut pairs: Vec<Pair> = Vec::new();
        for row in rows.get() {
            let pair = pair_of(row);
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        pairs
    };
    view! {
        <Card title=keys::SETTINGS_FUNDS_RATES text=keys::SETTINGS_FUNDS_RATES_TEXT>
            {move || rows.is_empty().then(|| view! {
                <EmptyState title=keys::SETTINGS_FUNDS_RATES_EMPTY text=keys::SETTINGS_FUNDS_RATES_EMPTY_TEXT icon=IconName::Scale/>
            })}
            <div class="rate-groups">{each(pairs, |pair| pair.join(" "), move |pair| group(editor, pair))}</div>
            <ListFault editor=editor pointer=LIST/>
            <NewPair editor=editor/>
        </Card>
    }
}

fn pair_of(row: Row<RateFields>) -> Pair {
    [row.fields.from.get(), row.fields.to.get()]
}

/// Why no further rate can be added.
fn full(editor: Editor) -> Option<String> {
    let too_many = || text_with(keys::FIELD_TOO_MANY, &[("max", &bounds::RATES)]);
    let locked = editor.locked.get();
    locked.or_else(|| (editor.rates.len() >= bounds::RATES).then(too_many))
}

/// The day, where the reader is.
fn today() -> NaiveDate {
    now().with_timezone(&Local).date_naive()
}

/// Adds a rate from today on, and puts the focus into it.
fn add(editor: Editor, [from, to]: Pair) {
    let added = editor.rates.add(RawRate {
        from,
        to,
        rate: String::new(),
        from_day: today().to_string(),
    });
    if let Some(key) = added {
        unfold(editor, key, format!(".rate[data-key=\"{key}\"] .rate-number"));
    }
}

/// The rates of two currencies: the latest, and the others when they are asked for.
fn group(editor: Editor, pair: Pair) -> AnyView {
    let rows = editor.rates;
    let all = RwSignal::new(false);
    let own = StoredValue::new(pair.clone());
    let of_pair = move || -> Vec<(usize, Row<RateFields>)> {
        let rows = rows.get().into_iter().enumerate();
        rows.filter(|(_, row)| own.with_value(|own| pair_of(*row) == *own))
            .collect()
    };
    // What is at fault is shown however old it is, and stays while it is mended.
    Effect::new(move |_| {
        let found = of_pair();
        let hidden = found.len().saturating_sub(LATEST);
        let is_at_fault = |(at, _): &(usize, Row<RateFields>)| !editor.is_sound(&format!("{LIST}/{at}"));
        if found.iter().take(hidden).any(is_at_fault) {
            all.set(true);
        }
    });
    let shown = move || {
        let found = of_pair();
        let hidden = if all.get() {
            0
        } else {
            found.len().saturating_sub(LATEST)
        };
        found.into_iter().skip(hidden).map(|(_, row)| row).collect::<Vec<_>>()
    };
    let earlier = Memo::new(move |_| of_pair().len().saturating_sub(LATEST) as u64);
    let more = move || {
        let label = Signal::derive(move || text_plural(keys::SETTINGS_FUNDS_RATES_EARLIER, earlier.get()));
        (earlier.get() > 0 && !all.get()).then(|| {
            view! { <Button label=label kind=ButtonKind::Ghost size=ButtonSize::Small icon=IconName::History on_press=move || all.set(true)/> }
        })
    };
    let reason = Signal::derive(move || full(editor));
    let [from, to] = pair;
    let heading = format!("{from} → {to}");
    let id = unique_id("rates");
    let labelled_by = id.clone();
    let label = Signal::derive(move || text_with(keys::SETTINGS_FUNDS_RATES_ADD, &[("from", &from), ("to", &to)]));
    let on_add = move || add(editor, own.get_value());
    view! {
        <section class="rate-group" aria-labelledby=labelled_by>
            <h3 id=id translate="no">{heading}</h3>
            {more}
            <Lock editor=editor>
                <ul class="rates">{each(shown, |row| row.key, move |row| rate(editor, row))}</ul>
            </Lock>
            <div><Button label=label kind=ButtonKind::Ghost size=ButtonSize::Small icon=IconName::Plus disabled_reason=reason on_press=on_add/></div>
        </section>
    }
    .into_any()
}

fn rate(editor: Editor, row: Row<RateFields>) -> AnyView {
    let Row { key, fields } = row;
    let rows = editor.rates;
    let pointer = rows.pointer(LIST, key);
    let name = Signal::derive(move || {
        let [from, to] = pair_of(row);
        let day = fields.from_day.with(|day| day.parse::<NaiveDate>().ok());
        text_with(
            keys::SETTINGS_FUNDS_RATES_NAMED,
            &[
                ("from", &from),
                ("to", &to),
                ("day", &day.map(i18n::date).unwrap_or_default()),
            ],
        )
    });
    let unit = Signal::derive(move || Some(fields.to.get()));
    let label = Signal::derive(move || text_with(keys::SETTINGS_FUNDS_RATES_ONE, &[("from", &fields.from.get())]));
    let standing = Memo::new(move |_| standing(editor, key));
    let badge = move || {
        standing
            .get()
            .map(|(label, tone, icon)| view! { <StatusBadge label=label tone=tone icon=Some(icon)/> })
    };
    view! {
        <li class="rate" data-key=key>
            <Field label=keys::SETTINGS_FUNDS_RATES_FROM_DAY name=below(pointer, "from_day")>
                <DateInput value=fields.from_day/>
            </Field>
            <div class="rate-number">
                <Field label=label name=below(pointer, "rate") note=move || view! { <span class="faint">{move || example(editor, key)}</span> }>
                    <NumberInput value=fields.rate unit=unit unit_is_code=true/>
                </Field>
            </div>
            <div class="rate-end">{badge} {remove_button(editor, rows, key, LIST, name)}</div>
        </li>
    }
    .into_any()
}

/// Whether a rate holds today, will, or did; nothing while it can't be read.
fn standing(editor: Editor, key: u32) -> Option<(Key, Tone, IconName)> {
    let at = editor.rates.position(key)?;
    if !editor.is_sound(&format!("{LIST}/{at}")) {
        return None;
    }
    let today = today();
    editor.part(|settings| {
        let rates = &settings.funds.rates;
        let own = rates.get(at)?;
        let holding = rate_on(rates, &own.from, &own.to, today);
        Some(if own.from_day > today {
            (keys::SETTINGS_STANDING_PLANNED, Tone::Info, IconName::CalendarClock)
        } else if holding == Some(own) {
            (keys::SETTINGS_STANDING_IN_EFFECT, Tone::Success, IconName::CircleCheck)
        } else {
            (keys::SETTINGS_STANDING_PAST, Tone::Neutral, IconName::History)
        })
    })
}

/// What a rate makes of a round amount; nothing while it can't be read.
fn example(editor: Editor, key: u32) -> Option<String> {
    let at = editor.rates.position(key)?;
    if !editor.is_sound(&format!("{LIST}/{at}")) {
        return None;
    }
    editor.part(|settings| {
        let rate = settings.funds.rates.get(at)?;
        let amount = EXAMPLE * 10_i64.pow(minor_digits(&rate.from)?);
        let converted = rate.convert(amount)?;
        Some(text_with(
            keys::SETTINGS_FUNDS_RATES_EXAMPLE,
            &[
                ("amount", &i18n::money(amount, &rate.from)),
                ("converted", &i18n::money(converted, &rate.to)),
            ],
        ))
    })
}

/// Two currencies between which nothing is converted yet.
#[component]
fn NewPair(editor: Editor) -> impl IntoView {
    let first = untrack(|| {
        editor
            .currencies
            .with(|codes| codes.first().cloned().unwrap_or_default())
    });
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(first));
    let choices = Signal::derive(|| {
        let named = |(code, _): &(&'static str, u32)| Choice::data(*code, format!("{code} · {}", currency_name(code)));
        CURRENCIES.iter().map(named).collect::<Vec<_>>()
    });
    let placeholder = Signal::derive(|| Some(text(keys::SETTINGS_CURRENCIES_ADD_PLACEHOLDER)));
    let reason = Signal::derive(move || {
        full(editor).or_else(|| {
            let chosen = [from.get(), to.get()];
            let same = chosen[0] == chosen[1];
            (same || chosen.iter().any(String::is_empty)).then(|| text(keys::SETTINGS_FUNDS_RATES_CHOOSE))
        })
    });
    let on_add = move || {
        add(editor, [from.get_untracked(), to.get_untracked()]);
        from.set(String::new());
    };
    view! {
        <div class="rate-new" role="group" aria-label=t(keys::SETTINGS_FUNDS_RATES_NEW)>
            <Lock editor=editor>
                <Field label=keys::SETTINGS_FUNDS_RATES_FROM class="unmarked" optional=true>
                    <Combobox value=from choices=choices placeholder=placeholder/>
                </Field>
                <Field label=keys::SETTINGS_FUNDS_RATES_TO class="unmarked" optional=true>
                    <Combobox value=to choices=choices placeholder=placeholder/>
                </Field>
            </Lock>
            <div class="rate-new-tool"><Button label=keys::SETTINGS_FUNDS_RATES_NEW icon=IconName::Plus disabled_reason=reason on_press=on_add/></div>
        </div>
    }
}
