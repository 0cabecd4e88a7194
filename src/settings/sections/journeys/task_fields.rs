//! The fields of a task.

use super::board::Board;
use super::code::code_field;
use super::due::due_field;
use crate::i18n::{keys, t, text, text_with};
use crate::journey::words::kind_help;
use crate::settings::fields::{MilestoneFields, TaskFields};
use crate::settings::journey_words::{completes, kind_name, owner_name, typed_name};
use crate::settings::parts::{Toggles, with_strays};
use crate::settings::raw::owner_word;
use crate::settings::rows::{Fields, Row, below};
use crate::ui::{Choice, Field, NumberInput, Select, TextArea, TextInput};
use entente_model::onboarding::TaskKind;
use entente_model::people::Side;
use entente_model::settings::bounds;
use leptos::prelude::*;

/// The fields. `wrong_blocker` says what is wrong with what it waits for, as soon as something is.
pub fn task_fields(
    board: Board,
    milestone: Row<MilestoneFields>,
    pointer: Signal<String>,
    row: Row<TaskFields>,
    wrong_blocker: Signal<Option<String>>,
) -> AnyView {
    let Row { key, fields } = row;
    let kind = Memo::new(move |_| {
        fields
            .kind
            .with(|word| TaskKind::parse(word))
            .unwrap_or(TaskKind::Other)
    });
    let is_kept = {
        let code = fields.code.get_untracked();
        board.published.with_value(|published| {
            let mut known = published.iter().flat_map(|template| template.tasks());
            known.any(|task| task.code == code)
        })
    };
    // Those that wait for it still do when its code changes.
    Effect::watch(
        move || fields.code.get(),
        move |code, before: Option<&String>, _| {
            if let Some(before) = before {
                board.rename_blocker(before.trim(), code.trim());
            }
        },
        false,
    );
    let kinds = Signal::derive(|| {
        let choice = |kind: &TaskKind| Choice::new(kind.as_str(), kind_name(*kind));
        TaskKind::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    let owners = Signal::derive(|| {
        let choice = |side: Side| Choice::new(owner_word(side), text(owner_name(side)));
        [Side::Partner, Side::Vendor].map(choice).to_vec()
    });
    let completes = Signal::derive(move || Some(text(completes(kind.get()))));
    // The code is made of the name, or of the kind while that gives the name.
    let named = Signal::derive(move || match fields.name.get() {
        name if name.trim().is_empty() && kind.get() != TaskKind::Other => fields.kind.get(),
        name => name,
    });
    let is_other = Memo::new(move |_| kind.get() == TaskKind::Other);
    let name_field = move || {
        let hint = Signal::derive(move || {
            (!is_other.get()).then(|| text_with(keys::SETTINGS_TASK_NAME_HINT, &[("name", &kind_name(kind.get()))]))
        });
        let (name, value) = (below(pointer, "name"), fields.name);
        if is_other.get() {
            view! { <Field label=keys::SETTINGS_FIELD_NAME name=name class="half"><TextInput value=value/></Field> }
                .into_any()
        } else {
            view! { <Field label=keys::SETTINGS_FIELD_NAME name=name class="half" optional=true hint=hint><TextInput value=value/></Field> }.into_any()
        }
    };
    let help_hint = Signal::derive(move || {
        let usual = kind_help(kind.get());
        Some(usual.map_or_else(
            || text(keys::SETTINGS_TASK_HELP_HINT),
            |usual| text_with(keys::SETTINGS_TASK_HELP_USUAL, &[("help", &text(usual))]),
        ))
    });
    let counts = Memo::new(move |_| kind.get().counts());
    let count_field = move || {
        counts.get().then(|| {
            view! {
                <Field label=keys::SETTINGS_FIELD_TASK_COUNT name=below(pointer, "count") class="half" hint=keys::SETTINGS_TASK_COUNT_HINT>
                    <NumberInput value=fields.count/>
                </Field>
            }
        })
    };
    let of_milestone = Some((milestone.fields.due, milestone.fields.unit));
    view! {
        <div class="form-fields">
            {name_field}
            {code_field(pointer, fields.code, named, is_kept, move || board.other_tasks(key))}
            <Field label=keys::SETTINGS_FIELD_TASK_KIND name=below(pointer, "kind") class="half" hint=completes>
                <Select value=fields.kind choices=kinds/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_TASK_OWNER name=below(pointer, "owner") class="half">
                <Select value=fields.owner choices=owners/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_TASK_HELP name=below(pointer, "help") optional=true hint=help_hint>
                <TextArea value=fields.help rows=3 limit=bounds::TASK_HELP/>
            </Field>
            {due_field(pointer, fields.due, fields.unit, of_milestone)}
            <Field label=keys::SETTINGS_FIELD_WEIGHT name=below(pointer, "weight") class="half" hint=keys::SETTINGS_TASK_WEIGHT_HINT>
                <NumberInput value=fields.weight/>
            </Field>
            {count_field}
            {blockers(board, pointer, row, wrong_blocker)}
        </div>
    }
    .into_any()
}

/// The tasks before it, to choose those that must be done first.
fn blockers(
    board: Board,
    pointer: Signal<String>,
    row: Row<TaskFields>,
    wrong_blocker: Signal<Option<String>>,
) -> AnyView {
    let earlier = Memo::new(move |_| {
        let before = board.tasks().into_iter().take_while(|other| other.key != row.key);
        before
            .map(|other| other.fields.raw())
            .filter(|raw| !raw.code.trim().is_empty())
            .map(|raw| {
                let (code, name) = (raw.code.trim(), typed_name(&raw));
                if raw.name.trim().is_empty() {
                    Choice::new(code, name)
                } else {
                    Choice::data(code, name)
                }
            })
            .collect::<Vec<_>>()
    });
    // One that stands behind it by now is still called by its name, to be taken off.
    let chosen = row.fields.blocked_by;
    let choices = with_strays(earlier.into(), chosen);
    let choices = Memo::new(move |_| {
        let named = |choice: Choice| {
            let known = board.tasks().into_iter().map(|other| other.fields.raw());
            let found = known.into_iter().find(|raw| raw.code.trim() == choice.value);
            found.map_or(choice.clone(), |raw| Choice {
                label: typed_name(&raw),
                is_data: !raw.name.trim().is_empty(),
                ..choice
            })
        };
        choices.get().into_iter().map(named).collect::<Vec<_>>()
    });
    let hint = Signal::derive(move || (!choices.with(Vec::is_empty)).then(|| text(keys::SETTINGS_TASK_BLOCKERS_HINT)));
    let none = move || {
        choices
            .with(Vec::is_empty)
            .then(|| view! { <span class="faint small">{t(keys::SETTINGS_TASK_NONE_BEFORE)}</span> })
    };
    view! {
        <Field
            label=keys::SETTINGS_FIELD_BLOCKERS
            name=below(pointer, "blocked_by")
            group=true
            optional=true
            hint=hint
            error=wrong_blocker
            note=move || view! { {none} }
        >
            <Toggles choices=choices chosen=chosen/>
        </Field>
    }
    .into_any()
}
