//! The rules of each type of activity. The types themselves are the portal's; one that the program does not want is not offered.

use crate::funds::request_words::{activity_name, cost_name, proof_name};
use crate::i18n::{Key, integer, keys, list, text, text_plural, text_with};
use crate::settings::editor::Editor;
use crate::settings::fields::ActivityFields;
use crate::settings::parts::{ListFault, Lock, Toggles};
use crate::settings::row_card::{RowCard, entries};
use crate::settings::rows::{Row, below};
use crate::ui::{Card, Choice, Field, IconName, NumberInput, StatusBadge, Switch, Tone};
use entente_model::funds::activity::{ActivityType, CostCategory, ProofKind};
use leptos::prelude::*;

const LIST: &str = "/settings/funds/activities";

/// The card.
#[component]
pub(super) fn Activities(
    /// The settings.
    editor: Editor,
) -> impl IntoView {
    view! {
        <Card title=keys::SETTINGS_FUNDS_ACTIVITIES text=keys::SETTINGS_FUNDS_ACTIVITIES_TEXT flush=true>
            {entries(editor.activities, move |row| activity(editor, row))}
            <div class="card-fault"><ListFault editor=editor pointer=LIST/></div>
        </Card>
    }
}

fn activity(editor: Editor, row: Row<ActivityFields>) -> AnyView {
    let Row { key, fields } = row;
    let pointer = editor.activities.pointer(LIST, key);
    let name = Signal::derive(move || {
        let kind = fields.activity.with(|word| ActivityType::parse(word));
        kind.map(|kind| text(activity_name(kind))).unwrap_or_default()
    });
    let badge = move || {
        let label = Signal::derive(move || {
            text(if fields.offered.get() {
                keys::SETTINGS_FIELD_OFFERED
            } else {
                keys::SETTINGS_FUNDS_NOT_OFFERED
            })
        });
        let tone = Signal::derive(move || {
            if fields.offered.get() {
                Tone::Success
            } else {
                Tone::Neutral
            }
        });
        let icon = Signal::derive(move || {
            Some(if fields.offered.get() {
                IconName::CircleCheck
            } else {
                IconName::CirclePause
            })
        });
        view! { <StatusBadge label=label tone=tone icon=icon/> }
    };
    let summary = move || view! { <p>{move || sentence(editor, fields)}</p> };
    view! {
        <RowCard
            editor=editor
            key=key
            pointer=pointer
            name=name
            from_catalogue=true
            unnamed=keys::SETTINGS_FUNDS_ACTIVITIES
            badge=badge
            summary=summary
            tools=|| ()
        >
            <p class="rule-sentence" aria-live="polite">{move || sentence(editor, fields)}</p>
            <Lock editor=editor>{activity_fields(editor, pointer, fields)}</Lock>
        </RowCard>
    }
    .into_any()
}

fn activity_fields(editor: Editor, pointer: Signal<String>, fields: ActivityFields) -> AnyView {
    let costs = Signal::derive(|| {
        let choice = |cost: &CostCategory| Choice::new(cost.as_str(), text(cost_name(*cost)));
        CostCategory::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    let proofs = Signal::derive(|| {
        let choice = |proof: &ProofKind| Choice::new(proof.as_str(), text(proof_name(*proof)));
        ProofKind::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    let lead_hint = Signal::derive(move || {
        let days = editor.part(|settings| settings.funds.lead_days);
        Some(text_with(
            keys::SETTINGS_FUNDS_LEAD_HINT,
            &[("days", &integer(days.into()))],
        ))
    });
    view! {
        <div class="form-fields">
            <Field label=keys::SETTINGS_FIELD_ELIGIBLE name=below(pointer, "eligible") group=true hint=keys::SETTINGS_FUNDS_ELIGIBLE_HINT>
                <Toggles choices=costs chosen=fields.eligible/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_PROOFS name=below(pointer, "proofs") group=true hint=keys::SETTINGS_FUNDS_PROOFS_HINT>
                <Toggles choices=proofs chosen=fields.proofs/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_LEAD_DAYS name=below(pointer, "lead_days") class="half" optional=true hint=lead_hint>
                <NumberInput value=fields.lead_days unit=keys::SETTINGS_UNIT_DAYS/>
            </Field>
            <Switch
                on=fields.offered
                label=keys::SETTINGS_FIELD_OFFERED
                hint=keys::SETTINGS_FUNDS_OFFERED_HINT
                disabled=Signal::derive(move || editor.locked.get().is_some())
                on_change=move |on| fields.offered.set(on)
            />
        </div>
    }
    .into_any()
}

/// What the rules ask for, as one would say it.
fn sentence(editor: Editor, fields: ActivityFields) -> String {
    let names = |words: &[String], name: fn(&str) -> Option<Key>| -> Vec<String> {
        words.iter().filter_map(|word| name(word)).map(text).collect()
    };
    let costs = fields
        .eligible
        .with(|words| names(words, |word| CostCategory::parse(word).map(cost_name)));
    let proofs = fields
        .proofs
        .with(|words| names(words, |word| ProofKind::parse(word).map(proof_name)));
    let own = fields.lead_days.with(|days| days.trim().parse::<u32>().ok());
    let days = own.unwrap_or_else(|| editor.part(|settings| settings.funds.lead_days));
    let mut sentences = Vec::new();
    if !costs.is_empty() {
        sentences.push(text_with(
            keys::SETTINGS_FUNDS_SENTENCE_COSTS,
            &[("costs", &list(&costs))],
        ));
    }
    sentences.push(if proofs.is_empty() {
        text(keys::SETTINGS_FUNDS_SENTENCE_NO_PROOFS)
    } else {
        text_with(keys::SETTINGS_FUNDS_SENTENCE_PROOFS, &[("proofs", &list(&proofs))])
    });
    sentences.push(text_plural(keys::SETTINGS_FUNDS_SENTENCE_LEAD, days.into()));
    sentences.join(" ")
}
