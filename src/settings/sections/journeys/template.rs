//! A template: whom it is for, its milestones and tasks, how a partner would meet it, and who follows it.

use super::board::{Board, board};
use super::code::code_field;
use super::preview::preview;
use super::reach::hidden_by;
use super::running::Running;
use super::{Known, LIST, entry_body, full};
use crate::i18n::{keys, t, text, text_plural, text_with};
use crate::session::tier_name;
use crate::settings::codes::unused;
use crate::settings::editor::Editor;
use crate::settings::fields::JourneyFields;
use crate::settings::journey_words::{after_start, audience};
use crate::settings::parts::{Lock, Toggles, with_strays};
use crate::settings::profile_words::type_name;
use crate::settings::raw::RawJourney;
use crate::settings::row_card::{RowCard, move_buttons, remove_button, unfold};
use crate::settings::rows::{Row, below};
use crate::settings::sections::catalogue::kept_mark;
use crate::ui::{ButtonSize, Choice, Field, IconButton, IconName, StatusBadge, TextInput, Tone};
use entente_model::onboarding::JourneyTemplate;
use entente_model::people::{PartnerType, Tier};
use leptos::prelude::*;

/// The row.
pub fn template(editor: Editor, row: Row<JourneyFields>, known: Known) -> AnyView {
    let Row { key, fields } = row;
    let rows = editor.journeys;
    let pointer = rows.pointer(LIST, key);
    let name = Signal::derive(move || fields.name.get());
    let place = Memo::new(move |_| rows.position(key).unwrap_or_default());
    let read = Memo::new(move |_| known.templates.with(|templates| templates.get(place.get()).cloned()));
    // A code that was published stands in journeys and is kept for good.
    let published = {
        let code = fields.code.get_untracked();
        editor.base.with_untracked(|base| {
            let mut templates = base.settings.onboarding.journeys.iter();
            templates.find(|template| template.code == code).cloned()
        })
    };
    let is_kept = published.is_some();
    let hidden = Memo::new(move |_| known.templates.with(|templates| hidden_by(templates, place.get())));
    let badge = move || {
        let never_followed = move || {
            let by = hidden.get()?;
            let earlier = |templates: &Vec<JourneyTemplate>| templates.get(by).map(|earlier| earlier.name.clone());
            let name = known.templates.with(earlier).unwrap_or_default();
            let why = text_with(keys::SETTINGS_JOURNEYS_HIDDEN, &[("name", &name)]);
            Some(view! { <StatusBadge label=why tone=Tone::Warning/> })
        };
        view! { {never_followed} }
    };
    let summary = move || {
        let line = move || read.with(|read| read.as_ref().map(|template| summary(template, known)));
        view! { <span class="entry-line">{line}</span> }
    };
    let duplicate = move || {
        let raw = RawJourney {
            code: unused(&untrack(|| fields.code.get()), |code| {
                known
                    .templates
                    .with_untracked(|templates| templates.iter().any(|template| template.code == code))
            }),
            name: text_with(keys::SETTINGS_COPY_OF, &[("name", &fields.name.get_untracked())]),
            ..untrack(|| crate::settings::rows::Fields::raw(fields))
        };
        // Before it: what is for fewer partners comes first, and the last one stays the one for everybody.
        if let Some(copy) = rows.insert(place.get_untracked(), raw) {
            editor.form.forget(LIST);
            unfold(editor, copy, entry_body(copy));
        }
    };
    let tools = move || {
        let label = Signal::derive(move || text_with(keys::SETTINGS_DUPLICATE_NAMED, &[("name", &name.get())]));
        let last = if is_kept {
            kept_mark(keys::SETTINGS_JOURNEYS_KEPT)
        } else {
            remove_button(editor, rows, key, LIST, name)
        };
        view! {
            {move_buttons(editor, rows, key, LIST, keys::SETTINGS_JOURNEYS_IS_FIRST, keys::SETTINGS_JOURNEYS_IS_LAST)}
            <IconButton label=label icon=IconName::Copy size=ButtonSize::Small disabled_reason=full(editor) on_press=duplicate/>
            {last}
        }
    };
    let published = StoredValue::new(published);
    let body = move || {
        let steps = Board::new(editor, pointer, fields.milestones, read, published.get_value());
        let may_move = Memo::new(move |_| is_kept && editor.locked.with(Option::is_none));
        view! {
            <Lock editor=editor>{conditions(pointer, key, fields, known, editor, is_kept)}</Lock>
            {board(steps)}
            {preview(read)}
            {move || may_move.get().then(|| view! { <Running editor=editor versions=known.versions pointer=pointer template=read/> })}
        }
    };
    view! {
        <RowCard editor=editor key=key pointer=pointer name=name unnamed=keys::SETTINGS_JOURNEYS_NEW badge=badge summary=summary tools=tools>
            {body()}
        </RowCard>
    }
    .into_any()
}

/// Whom it is for, and how much it asks.
fn summary(template: &JourneyTemplate, known: Known) -> AnyView {
    let tasks = template.tasks().count() as u64;
    let end = template.milestones.iter().map(|milestone| milestone.due_days).max();
    view! {
        <span>{audience(template, known.regions)}</span>
        <span>{text_plural(keys::SETTINGS_JOURNEY_MILESTONES, template.milestones.len() as u64)}</span>
        <span>{text_plural(keys::SETTINGS_JOURNEY_TASKS, tasks)}</span>
        {end.map(|end| view! { <span>{text_with(keys::SETTINGS_JOURNEY_ENDS, &[("after", &after_start(end))])}</span> })}
    }
    .into_any()
}

fn conditions(
    pointer: Signal<String>,
    key: u32,
    fields: JourneyFields,
    known: Known,
    editor: Editor,
    is_kept: bool,
) -> AnyView {
    let types = Signal::derive(|| {
        let choice = |kind: &PartnerType| Choice::new(kind.as_str(), text(type_name(*kind)));
        PartnerType::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    let tiers = Signal::derive(|| {
        let choice = |tier: &Tier| Choice::new(tier.as_str(), tier_name(*tier));
        Tier::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    let taken = move || {
        let others = editor.journeys.get().into_iter().filter(|row| row.key != key);
        others.map(|row| row.fields.code.get()).collect()
    };
    view! {
        <div class="form-fields">
            <Field label=keys::SETTINGS_FIELD_NAME name=below(pointer, "name") class="half">
                <TextInput value=fields.name/>
            </Field>
            {code_field(pointer, fields.code, fields.name.into(), is_kept, taken)}
            <p class="field-hint conditions-hint">{t(keys::SETTINGS_JOURNEY_CONDITIONS)}</p>
            <Field label=keys::SETTINGS_FIELD_JOURNEY_TYPES name=below(pointer, "partner_types") group=true>
                <Toggles choices=types chosen=fields.partner_types/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_JOURNEY_TIERS name=below(pointer, "tiers") class="half" group=true>
                <Toggles choices=tiers chosen=fields.tiers/>
            </Field>
            <Field label=keys::SETTINGS_FIELD_JOURNEY_REGIONS name=below(pointer, "regions") class="half" group=true>
                <Toggles choices=with_strays(known.regions, fields.regions) chosen=fields.regions/>
            </Field>
        </div>
    }
    .into_any()
}
