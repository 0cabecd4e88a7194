//! A criterion: what it asks for, and how many of the hundred points it stands for.

use super::rule_fields::rule_fields;
use super::{Known, LIST};
use crate::i18n::{decimal, keys, text, text_with};
use crate::settings::editor::Editor;
use crate::settings::fields::CriterionFields;
use crate::settings::parts::Lock;
use crate::settings::profile_words::{kind_name, sentence};
use crate::settings::row_card::{RowCard, move_buttons, remove_button};
use crate::settings::rows::{Row, below};
use crate::ui::{Field, NumberInput};
use leptos::prelude::*;

/// The row.
pub fn criterion(editor: Editor, row: Row<CriterionFields>, known: Known) -> AnyView {
    let Row { key, fields } = row;
    let rows = editor.criteria;
    let pointer = rows.pointer(LIST, key);
    let name = Signal::derive(move || text(kind_name(&fields.kind.get())));
    let place = Memo::new(move |_| rows.position(key).unwrap_or_default());
    let tenths = Memo::new(move |_| {
        let points = |points: &Vec<u32>| points.get(place.get()).copied().unwrap_or_default();
        known.points.with(points)
    });
    let badge = move || {
        let points = move || {
            let points = decimal(f64::from(tenths.get()) / 10.0);
            text_with(keys::SETTINGS_PROFILE_POINTS, &[("points", &points)])
        };
        let width = move || format!("{:.1}", f64::from(tenths.get()) / 10.0);
        view! {
            <span class="points">
                <svg class="points-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect width=width height="4"></rect>
                </svg>
                <span class="points-said">{points}</span>
            </span>
        }
    };
    let summary = move || {
        let line = move || {
            known.criteria.with(|criteria| {
                let criterion = criteria.get(place.get())?;
                Some(sentence(&criterion.rule, known.regions, known.specialties))
            })
        };
        view! { <p>{line}</p> }
    };
    let tools = move || {
        view! {
            {move_buttons(editor, rows, key, LIST, keys::SETTINGS_PROFILE_IS_FIRST, keys::SETTINGS_PROFILE_IS_LAST)}
            {remove_button(editor, rows, key, LIST, name)}
        }
    };
    view! {
        <RowCard
            editor=editor
            key=key
            pointer=pointer
            name=name
            from_catalogue=true
            unnamed=keys::SETTINGS_FIELD_CRITERION
            badge=badge
            summary=summary
            tools=tools
        >
            <Lock editor=editor>
                <div class="form-fields">
                    <Field label=keys::SETTINGS_FIELD_WEIGHT name=below(pointer, "weight") class="half" hint=keys::SETTINGS_PROFILE_WEIGHT_HINT>
                        <NumberInput value=fields.weight/>
                    </Field>
                    {rule_fields(editor, pointer, fields, known)}
                </div>
            </Lock>
        </RowCard>
    }
    .into_any()
}
