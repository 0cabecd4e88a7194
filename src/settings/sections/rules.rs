//! Rules that approve registrations by themselves, tried in order.

use super::amounts::{AmountWords, amounts};
use crate::i18n::{keys, list, list_or, text, text_with};
use crate::session::tier_name;
use crate::settings::editor::Editor;
use crate::settings::fields::RuleFields;
use crate::settings::parts::{ListFault, Lock, Toggles, region_choices};
use crate::settings::raw::{RawCeiling, RawRule};
use crate::settings::row_card::{RowCard, add_unfolded, entries, move_buttons, remove_button, why_full};
use crate::settings::rows::{Row, below};
use crate::settings::words::ceiling;
use crate::ui::{
    Button, Card, CheckBox, Choice, EmptyState, Field, IconName, Select, StatusBadge, Switch, TextInput, Tone,
};
use entente_model::people::Tier;
use entente_model::settings::{AutoApprovalRule, bounds};
use leptos::prelude::*;

const LIST: &str = "/settings/auto_approval";

const CEILINGS: AmountWords = AmountWords {
    label: keys::SETTINGS_FIELD_CEILINGS,
    hint: keys::SETTINGS_RULES_CEILINGS_HINT,
    each: keys::SETTINGS_RULES_CEILING_IN,
};

/// The section.
#[component]
pub fn RulesSection(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    let rows = editor.rules;
    let full = why_full(editor, rows, bounds::RULES);
    let add = move || {
        let currency = editor
            .currencies
            .with_untracked(|codes| codes.first().cloned().unwrap_or_default());
        let rule = RawRule {
            minimum_tier: Tier::Gold.as_str().to_owned(),
            ceilings: vec![RawCeiling {
                amount: String::new(),
                currency,
            }],
            ..RawRule::default()
        };
        add_unfolded(editor, rows, rule);
    };
    let products = Signal::derive(move || {
        let named = |row: Row<crate::settings::fields::ProductFields>| {
            Choice::data(row.fields.code.get(), row.fields.name.get())
        };
        editor
            .products
            .get()
            .into_iter()
            .map(named)
            .filter(|choice| !choice.value.is_empty())
            .collect::<Vec<_>>()
    });
    let known = Known {
        regions: region_choices(editor),
        products: Memo::new(move |_| products.get()).into(),
    };
    let settings = Memo::new(move |_| editor.settings().auto_approval);
    view! {
        <Card
            title=keys::SETTINGS_RULES
            text=keys::SETTINGS_RULES_TEXT
            actions=move || view! { <Button label=keys::SETTINGS_RULES_ADD icon=IconName::Plus disabled_reason=full on_press=add/> }
            flush=true
        >
            {move || rows.is_empty().then(|| view! {
                <EmptyState title=keys::SETTINGS_RULES_EMPTY text=keys::SETTINGS_RULES_EMPTY_TEXT icon=IconName::Gavel/>
            })}
            {entries(rows, move |row| rule(editor, row, known, settings))}
            <div class="card-fault"><ListFault editor=editor pointer=LIST/></div>
        </Card>
    }
}

/// Regions and products as the settings being edited know them.
#[derive(Clone, Copy)]
struct Known {
    regions: Signal<Vec<Choice>>,
    products: Signal<Vec<Choice>>,
}

fn rule(editor: Editor, row: Row<RuleFields>, known: Known, rules: Memo<Vec<AutoApprovalRule>>) -> AnyView {
    let Row { key, fields } = row;
    let rows = editor.rules;
    let pointer = rows.pointer(LIST, key);
    let name = Signal::derive(move || fields.name.get());
    let place = Memo::new(move |_| rows.position(key).unwrap_or_default());
    let face = Memo::new(move |_| {
        let approves = rules.with(|rules| rules.get(place.get()).is_some_and(names_a_value));
        match (fields.enabled.get(), approves) {
            (false, _) => (keys::SETTINGS_RULES_OFF, Tone::Neutral, IconName::CirclePause),
            (true, false) => (keys::SETTINGS_RULES_INCOMPLETE, Tone::Warning, IconName::CircleAlert),
            (true, true) => (keys::SETTINGS_RULES_ON, Tone::Success, IconName::Zap),
        }
    });
    let badge = move || {
        view! {
            <StatusBadge
                label=Signal::derive(move || text(face.get().0))
                tone=Signal::derive(move || face.get().1)
                icon=Signal::derive(move || Some(face.get().2))
            />
        }
    };
    let summary = move || {
        let line = move || {
            rules
                .with(|rules| rules.get(place.get()).map(|rule| sentence(rule, known)))
                .unwrap_or_default()
        };
        view! { <p>{line}</p> }
    };
    let tools = move || {
        view! {
            {move_buttons(editor, rows, key, LIST, keys::SETTINGS_RULES_IS_FIRST, keys::SETTINGS_RULES_IS_LAST)}
            {remove_button(editor, rows, key, LIST, name)}
        }
    };
    view! {
        <RowCard editor=editor key=key pointer=pointer name=name unnamed=keys::SETTINGS_RULES_NEW badge=badge summary=summary tools=tools>
            <p class="rule-sentence" aria-live="polite">
                {move || rules.with(|rules| rules.get(place.get()).map(|rule| sentence(rule, known)))}
            </p>
            <Lock editor=editor>{rule_fields(editor, pointer, fields, known)}</Lock>
        </RowCard>
    }
    .into_any()
}

fn rule_fields(editor: Editor, pointer: Signal<String>, fields: RuleFields, known: Known) -> AnyView {
    let locked = Signal::derive(move || editor.locked.get().is_some());
    let tiers = Signal::derive(move || {
        Tier::ALL
            .iter()
            .map(|tier| Choice::new(tier.as_str(), tier_name(*tier)))
            .collect::<Vec<_>>()
    });
    view! {
        <div class="form-fields">
            <Field label=keys::SETTINGS_FIELD_NAME name=below(pointer, "name") class="half" hint=keys::SETTINGS_RULES_NAME_HINT>
                <TextInput value=fields.name/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_TIER name=below(pointer, "minimum_tier") class="half">
                <Select value=fields.minimum_tier choices=tiers/>
            </Field>
            {amounts(editor, LIST, below(pointer, "ceilings"), fields.ceilings, &CEILINGS)}
            <Field label=keys::SETTINGS_FIELD_RULE_REGIONS name=below(pointer, "regions") group=true hint=keys::SETTINGS_RULES_REGIONS_HINT>
                <Toggles choices=known.regions chosen=fields.regions/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_RULE_PRODUCTS name=below(pointer, "products") group=true hint=keys::SETTINGS_RULES_PRODUCTS_HINT>
                <Toggles choices=known.products chosen=fields.products/>
            </Field>
            <CheckBox checked=fields.requires_certification label=keys::SETTINGS_FIELD_CERTIFICATION hint=keys::SETTINGS_RULES_CERTIFICATION_HINT/>
            <Switch
                on=fields.enabled
                label=keys::SETTINGS_FIELD_ENABLED
                hint=keys::SETTINGS_RULES_ENABLED_HINT
                disabled=locked
                on_change=move |on| fields.enabled.set(on)
            />
        </div>
    }
    .into_any()
}

/// Whether a highest value is given for every currency of the rule, without which it approves nothing.
fn names_a_value(rule: &AutoApprovalRule) -> bool {
    !rule.ceilings.is_empty() && rule.ceilings.iter().all(|ceiling| ceiling.minor > 0)
}

/// What a rule does, as one would say it.
fn sentence(rule: &AutoApprovalRule, known: Known) -> String {
    let names = |codes: &[String], choices: Signal<Vec<Choice>>| -> Vec<String> {
        let name = |code: &String| {
            choices
                .with(|choices| {
                    choices
                        .iter()
                        .find(|choice| choice.value == *code)
                        .map(|choice| choice.label.clone())
                })
                .unwrap_or_else(|| code.clone())
        };
        codes.iter().map(name).collect()
    };
    let amounts: Vec<String> = rule.ceilings.iter().map(ceiling).collect();
    let mut sentences = Vec::new();
    if !rule.enabled {
        sentences.push(text(keys::SETTINGS_SENTENCE_OFF));
    }
    let tier = tier_name(rule.minimum_tier);
    sentences.push(if rule.ceilings.iter().all(|ceiling| ceiling.minor <= 0) {
        text_with(keys::SETTINGS_SENTENCE_NO_CEILING, &[("tier", &tier)])
    } else {
        text_with(
            keys::SETTINGS_SENTENCE,
            &[("tier", &tier), ("amounts", &list_or(&amounts))],
        )
    });
    if !rule.regions.is_empty() {
        sentences.push(text_with(
            keys::SETTINGS_SENTENCE_REGIONS,
            &[("regions", &list(&names(&rule.regions, known.regions)))],
        ));
    }
    if !rule.products.is_empty() {
        sentences.push(text_with(
            keys::SETTINGS_SENTENCE_PRODUCTS,
            &[("products", &list_or(&names(&rule.products, known.products)))],
        ));
    }
    if rule.requires_certification {
        sentences.push(text(keys::SETTINGS_SENTENCE_CERTIFICATION));
    }
    sentences.push(text(keys::SETTINGS_SENTENCE_CONFLICT));
    sentences.join(" ")
}
