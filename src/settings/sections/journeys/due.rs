//! The field of a due day: a number of weeks or days after the start, or with the milestone.

use crate::i18n::{keys, t, text};
use crate::settings::raw::{DAYS, WEEKS, WITH_MILESTONE};
use crate::settings::rows::below;
use crate::ui::{Field, NumberInput};
use leptos::prelude::*;

/// The field. A task may be due `with_milestone`; `typed` then is the milestone's text to begin with when it gets a day of its own.
pub fn due_field(
    pointer: Signal<String>,
    due: RwSignal<String>,
    unit: RwSignal<String>,
    milestone: Option<(RwSignal<String>, RwSignal<String>)>,
) -> AnyView {
    let units = move || {
        let further = milestone.is_some().then_some(WITH_MILESTONE);
        let options = further.into_iter().chain([WEEKS, DAYS]).map(|own| {
            let label = match own {
                WITH_MILESTONE => keys::SETTINGS_DUE_WITH_MILESTONE,
                WEEKS => keys::SETTINGS_DUE_WEEKS,
                _ => keys::SETTINGS_DUE_DAYS,
            };
            view! { <option value=own prop:selected=move || unit.with(|unit| unit == own)>{t(label)}</option> }
        });
        options.collect_view()
    };
    let choose = move |chosen: String| {
        // A day of its own begins as the milestone's.
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
    view! {
        <Field label=keys::SETTINGS_FIELD_DUE name=below(pointer, "due_days") class="half" hint=keys::SETTINGS_DUE_HINT>
            <span class="due-input" data-whole=move || (!has_number.get()).to_string()>
                {number}
                <select class="input" aria-label=move || text(keys::SETTINGS_DUE_UNIT) on:change:target=move |event| choose(event.target().value())>
                    {units()}
                </select>
            </span>
        </Field>
    }
    .into_any()
}
