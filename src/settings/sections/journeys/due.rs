//! The field of a due day: a number of weeks or days after the start, or with the milestone.

use crate::i18n::{keys, t, text};
use crate::settings::raw::{DAYS, WEEKS, WITH_MILESTONE};
use crate::settings::rows::below;
use crate::ui::{Field, FieldContext, NumberInput};
use leptos::prelude::*;

/// The field. A task has the text of its milestone's day: it may be due with it, and a day of its own begins as that one.
pub fn due_field(
    pointer: Signal<String>,
    due: RwSignal<String>,
    unit: RwSignal<String>,
    milestone: Option<(RwSignal<String>, RwSignal<String>)>,
) -> AnyView {
    view! {
        <Field label=keys::SETTINGS_FIELD_DUE name=below(pointer, "due_days") class="half" hint=keys::SETTINGS_DUE_HINT>
            {control(due, unit, milestone)}
        </Field>
    }
    .into_any()
}

fn control(
    due: RwSignal<String>,
    unit: RwSignal<String>,
    milestone: Option<(RwSignal<String>, RwSignal<String>)>,
) -> AnyView {
    let field = FieldContext::of_control("due");
    let further = milestone.is_some().then_some(WITH_MILESTONE);
    let units = further.into_iter().chain([WEEKS, DAYS]).map(|own| {
        let label = match own {
            WITH_MILESTONE => keys::SETTINGS_DUE_WITH_MILESTONE,
            WEEKS => keys::SETTINGS_DUE_WEEKS,
            _ => keys::SETTINGS_DUE_DAYS,
        };
        view! { <option value=own prop:selected=move || unit.with(|unit| unit == own)>{t(label)}</option> }
    });
    let choose = move |chosen: String| {
        if let Some((of_milestone, its_unit)) = milestone
            && unit.with_untracked(|unit| unit == WITH_MILESTONE)
            && due.with_untracked(|due| due.trim().is_empty())
            && its_unit.with_untracked(|unit| *unit == chosen)
        {
            due.set(of_milestone.get_untracked());
        }
        unit.set(chosen);
    };
    let has_number = Memo::new(move |_| unit.with(|unit| unit != WITH_MILESTONE));
    let number = move || has_number.get().then(|| view! { <NumberInput value=due/> });
    // Alone the unit is what the field's label names.
    let (id, described_by) = (field.id, field.described_by);
    view! {
        <span class="due-input" data-whole=move || (!has_number.get()).to_string()>
            {number}
            <select
                class="input"
                id=move || (!has_number.get()).then(|| id.clone())
                aria-label=move || has_number.get().then(|| text(keys::SETTINGS_DUE_UNIT))
                aria-describedby=described_by
                on:change:target=move |event| choose(event.target().value())
            >
                {units.collect_view()}
            </select>
        </span>
    }
    .into_any()
}
