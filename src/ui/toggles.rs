//! Several of a few, all in sight.

use super::{Choice, FieldContext, Icon, IconName, IconSize};
use leptos::prelude::*;

/// Several of a few, each a button that stays pressed. Stands in a `Field` with `group=true`, which names it.
#[component]
pub fn Toggles(
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The chosen values, in the order of the choices.
    chosen: RwSignal<Vec<String>>,
) -> impl IntoView {
    let field = FieldContext::of_control("toggles");
    let options = move || {
        let all = choices.get();
        let order: StoredValue<Vec<String>> = StoredValue::new(all.iter().map(|choice| choice.value.clone()).collect());
        all.into_iter()
            .map(|choice| {
                let (own, value) = (choice.value.clone(), choice.value.clone());
                let keep = choice.is_data.then_some("no");
                let toggle = move |_| {
                    chosen.update(|chosen| {
                        if let Some(at) = chosen.iter().position(|chosen| *chosen == value) {
                            chosen.remove(at);
                        } else {
                            chosen.push(value.clone());
                            let place = |value: &String| order.with_value(|order| order.iter().position(|known| known == value));
                            chosen.sort_by_key(place);
                        }
                    });
                };
                view! {
                    <label class="toggle" translate=keep title=choice.hint>
                        <input type="checkbox" class="visually-hidden" prop:checked=move || chosen.with(|chosen| chosen.contains(&own)) on:change=toggle/>
                        <Icon name=IconName::Check size=IconSize::Small/>
                        <span>{choice.label}</span>
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <div class="toggles" role="group" id=field.id.clone() aria-labelledby=field.label_id.clone() aria-describedby=field.described_by>
            {options}
        </div>
    }
}
