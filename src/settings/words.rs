//! Changes in plain words.

use super::changes::{Change, Field, Shown, Subject, TaskName};
use super::editor::number_style;
use super::field_words::field_name;
use super::journey_words::{kind_name as task_kind_name, owner_name, task_name};
use super::profile_words::{kind_name, type_name};
use super::raw::write_rate_number;
use crate::funds::request_words::{activity_name, cost_name, proof_name};
use crate::i18n::{self, Key, keys, t, text, text_with};
use crate::paths::SettingsSection;
use crate::session::tier_name;
use crate::ui::{Badge, Icon, IconName, IconSize, Tone};
use entente_model::funds::rate::ExchangeRate;
use entente_model::money::Money;
use leptos::prelude::*;

/// A section's name.
pub fn section_name(section: SettingsSection) -> Key {
    match section {
        SettingsSection::Program => keys::SETTINGS_SECTION_PROGRAM,
        SettingsSection::Deals => keys::SETTINGS_SECTION_DEALS,
        SettingsSection::Regions => keys::SETTINGS_SECTION_REGIONS,
        SettingsSection::Rules => keys::SETTINGS_SECTION_RULES,
        SettingsSection::Products => keys::SETTINGS_SECTION_PRODUCTS,
        SettingsSection::Accounts => keys::SETTINGS_SECTION_ACCOUNTS,
        SettingsSection::Funds => keys::SETTINGS_SECTION_FUNDS,
        SettingsSection::Applications => keys::SETTINGS_SECTION_APPLICATIONS,
        SettingsSection::Profile => keys::SETTINGS_SECTION_PROFILE,
        SettingsSection::Journeys => keys::SETTINGS_SECTION_JOURNEYS,
        SettingsSection::Agreement => keys::SETTINGS_SECTION_AGREEMENT,
        SettingsSection::History => keys::SETTINGS_SECTION_HISTORY,
    }
}

/// A value with its unit, and whether it comes from data. Followed inside a reactive closure.
fn value_text(shown: &Shown, field: Field) -> (String, bool) {
    let plain = |text: String| (text, false);
    match shown {
        Shown::Text(value) | Shown::Country(value) if value.is_empty() => plain(text(keys::SETTINGS_VALUE_NONE)),
        Shown::Text(value) => (value.clone(), true),
        Shown::Country(code) => (i18n::country_name(code), true),
        Shown::Long => plain(text(keys::SETTINGS_VALUE_LONG)),
        Shown::Number(number) => plain(match field {
            Field::DecisionDays
            | Field::ApplicationDecisionDays
            | Field::FundDecisionDays
            | Field::ClaimDecisionDays => i18n::text_plural(keys::SETTINGS_BUSINESS_DAYS, *number),
            Field::NeedCharacters
            | Field::AttachmentCount
            | Field::FundFiles
            | Field::ProofBits
            | Field::Weight
            | Field::Wanted
            | Field::Minimum
            | Field::Ideal
            | Field::TaskCount => i18n::integer(*number as i64),
            _ => i18n::text_plural(keys::SETTINGS_DAYS, *number),
        }),
        Shown::PerMille(number) => (i18n::percent(*number as f64 / 1000.0), true),
        Shown::Size(size) => (i18n::file_size(*size), true),
        Shown::Names(names) if names.is_empty() => plain(match field {
            Field::RuleRegions | Field::RuleProducts | Field::JourneyRegions => text(keys::SETTINGS_VALUE_ALL),
            _ => text(keys::SETTINGS_VALUE_NONE),
        }),
        Shown::Names(names) => (names.join(" · "), true),
        Shown::Numbers(numbers) if numbers.is_empty() => plain(text(keys::SETTINGS_VALUE_NONE)),
        Shown::Numbers(numbers) => (
            numbers
                .iter()
                .map(|number| i18n::integer((*number).into()))
                .collect::<Vec<_>>()
                .join(" · "),
            true,
        ),
        Shown::Weekdays(days) if days.is_empty() => plain(text(keys::SETTINGS_VALUE_NONE)),
        Shown::Weekdays(days) => (
            i18n::list(&days.iter().map(|day| i18n::weekday(*day, false)).collect::<Vec<_>>()),
            true,
        ),
        Shown::Holiday(date, name) => (format!("{} · {name}", i18n::date(*date)), true),
        Shown::Amounts(amounts) if amounts.is_empty() => plain(text(keys::SETTINGS_VALUE_NONE)),
        Shown::Amounts(amounts) => (amounts.iter().map(ceiling).collect::<Vec<_>>().join(" · "), true),
        Shown::Tier(tier) => plain(tier_name(*tier)),
        Shown::Flag(on) => plain(text(if *on {
            keys::SETTINGS_VALUE_YES
        } else {
            keys::SETTINGS_VALUE_NO
        })),
        Shown::PartnerTypes(types) if types.is_empty() => plain(text(match field {
            Field::JourneyTypes => keys::SETTINGS_VALUE_ALL,
            _ => keys::SETTINGS_VALUE_NONE,
        })),
        Shown::PartnerTypes(types) => plain(joined(types.iter().map(|kind| type_name(*kind)))),
        Shown::Criteria(words) => plain(joined(words.iter().map(|word| kind_name(word)))),
        Shown::Tiers(tiers) if tiers.is_empty() => plain(text(keys::SETTINGS_VALUE_ALL)),
        Shown::Tiers(tiers) => plain(
            tiers
                .iter()
                .map(|tier| tier_name(*tier))
                .collect::<Vec<_>>()
                .join(" · "),
        ),
        Shown::Tasks(tasks) if tasks.is_empty() => plain(text(keys::SETTINGS_VALUE_NONE)),
        Shown::Tasks(tasks) => (
            tasks.iter().map(named_task).collect::<Vec<_>>().join(" · "),
            tasks.iter().any(|task| !task.name.is_empty()),
        ),
        Shown::TaskKind(kind) => plain(task_kind_name(*kind)),
        Shown::Owner(side) => plain(text(owner_name(*side))),
        Shown::Paragraphs(0, 0) => plain(text(keys::SETTINGS_VALUE_REORDERED)),
        Shown::Paragraphs(added, removed) => plain(paragraphs(*added, *removed)),
        Shown::Rate(rate) => (rate_text(rate), true),
        Shown::Costs(costs) => plain(joined(costs.iter().map(|cost| cost_name(*cost)))),
        Shown::Proofs(proofs) if proofs.is_empty() => plain(text(keys::SETTINGS_VALUE_NONE)),
        Shown::Proofs(proofs) => plain(joined(proofs.iter().map(|proof| proof_name(*proof)))),
        Shown::Usual => plain(text(keys::SETTINGS_VALUE_USUAL)),
    }
}

/// What a unit of a currency is worth in another, and from when on.
fn rate_text(rate: &ExchangeRate) -> String {
    let worth = write_rate_number(rate.rate, number_style());
    let day = i18n::date(rate.from_day);
    text_with(
        keys::SETTINGS_VALUE_RATE,
        &[("from", &rate.from), ("to", &rate.to), ("rate", &worth), ("day", &day)],
    )
}

fn named_task(task: &TaskName) -> String {
    task_name(task.kind, task.count, &task.name)
}

fn paragraphs(added: u64, removed: u64) -> String {
    let said = |count: u64, of| (count > 0).then(|| i18n::text_plural(of, count));
    let parts = [
        said(added, keys::SETTINGS_VALUE_PARAGRAPHS_ADDED),
        said(removed, keys::SETTINGS_VALUE_PARAGRAPHS_REMOVED),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn joined(names: impl Iterator<Item = Key>) -> String {
    names.map(text).collect::<Vec<_>>().join(" · ")
}

/// Changes by section, each with what stood there and what stands there now.
#[component]
pub fn ChangeList(
    /// The changes.
    #[prop(into)]
    changes: Signal<Vec<Change>>,
) -> impl IntoView {
    let sections = move || {
        let all = changes.get();
        SettingsSection::ALL
            .into_iter()
            .filter_map(|section| {
                let of_section: Vec<Change> = all.iter().filter(|change| change.section == section).cloned().collect();
                (!of_section.is_empty()).then(|| {
                    view! {
                        <section class="changes-section">
                            <h3>{t(section_name(section))}</h3>
                            <ul>{of_section.into_iter().map(line).collect_view()}</ul>
                        </section>
                    }
                })
            })
            .collect_view()
    };
    view! { <div class="changes">{sections}</div> }
}

fn line(change: Change) -> AnyView {
    let Change {
        subject,
        field,
        before,
        after,
        ..
    } = change;
    let subject = match subject {
        Subject::Only => ().into_any(),
        Subject::Named(name) if name.is_empty() => ().into_any(),
        Subject::Named(name) => {
            view! { <span class="change-subject" translate="no" dir="auto">{name}</span> }.into_any()
        }
        Subject::Criterion(word) => view! { <span class="change-subject">{t(kind_name(word))}</span> }.into_any(),
        Subject::Tier(tier) => view! { <span class="change-subject">{move || tier_name(tier)}</span> }.into_any(),
        Subject::Activity(activity) => {
            view! { <span class="change-subject">{t(activity_name(activity))}</span> }.into_any()
        }
        Subject::Milestone(journey, name) => view! {
            <span class="change-subject" translate="no" dir="auto">{format!("{journey} · {name}")}</span>
        }
        .into_any(),
        Subject::Task(journey, task) => {
            let from_data = (!task.name.is_empty()).then_some("no");
            view! {
                <span class="change-subject" translate="no" dir="auto">{format!("{journey} ·")}</span>
                <span class="change-subject" translate=from_data dir="auto">{move || named_task(&task)}</span>
            }
            .into_any()
        }
    };
    let kind = match (&before, &after) {
        (None, _) => Some((keys::SETTINGS_CHANGE_ADDED, Tone::Success)),
        (_, None) => Some((keys::SETTINGS_CHANGE_REMOVED, Tone::Danger)),
        _ => None,
    };
    let value = move |shown: Shown, class: &'static str, label: Key| {
        let written = shown.clone();
        let keep = value_text(&shown, field).1.then_some("no");
        view! {
            <span class=class>
                <span class="visually-hidden">{t(label)}" "</span>
                <span translate=keep dir="auto">{move || value_text(&written, field).0}</span>
            </span>
        }
    };
    let both = before.is_some() && after.is_some();
    let is_long = matches!(after, Some(Shown::Long | Shown::Paragraphs(..)));
    let values = if let Some(shown) = after.clone().filter(|_| is_long) {
        value(shown, "change-new", keys::SETTINGS_CHANGE_AFTER).into_any()
    } else {
        view! {
            {before.map(|shown| value(shown, "change-old", keys::SETTINGS_CHANGE_BEFORE))}
            {both.then(|| view! { <Icon name=IconName::ArrowRight size=IconSize::Small/> })}
            {after.map(|shown| value(shown, "change-new", keys::SETTINGS_CHANGE_AFTER))}
        }
        .into_any()
    };
    view! {
        <li class="change">
            <span class="change-what">
                {subject}
                <span>{t(field_name(field))}</span>
                {kind.map(|(label, tone)| view! { <Badge label=label tone=tone/> })}
            </span>
            <span class="change-values">{values}</span>
        </li>
    }
    .into_any()
}

/// The highest value of a rule, or that it is still to be given.
pub fn ceiling(value: &Money) -> String {
    if value.minor > 0 {
        i18n::money(value.minor, &value.currency)
    } else {
        text_with(keys::SETTINGS_VALUE_MISSING, &[("currency", &value.currency)])
    }
}
