//! All that an application says once more, step by step.

use super::facts::facts;
use super::model::ApplyForm;
use super::words::step_name;
use crate::forms::{Fact, is_within, pointers};
use crate::i18n::{keys, t, text, text_with};
use crate::paths;
use crate::ui::{Icon, IconName, IconSize, KeyValue, KeyValues};
use entente_model::onboarding::{ApplicationFields, ApplicationStep, PublicProgram};
use leptos::prelude::*;

/// The steps that say something of the company.
const TOLD: [ApplicationStep; 3] = [ApplicationStep::Company, ApplicationStep::Fit, ApplicationStep::People];

/// What the form says now, with what is still missing and a way to each step.
#[component]
pub fn Review(
    /// The form.
    form: ApplyForm,
) -> impl IntoView {
    let missing = pointers(move || form.missing.get());
    let groups = TOLD.map(|step| {
        let lines = Memo::new(move |_| {
            form.reading.with(|(fields, _)| {
                form.program
                    .try_with_value(|program| facts(fields, step, program))
                    .unwrap_or_default()
            })
        });
        let change = move || text_with(keys::APPLY_CHANGE_STEP, &[("step", &text(step_name(step)))]);
        view! {
            <section class="review-group">
                <div class="apply-review-head">
                    <h3>{t(step_name(step))}</h3>
                    <a class="link" href=paths::apply_step(step) aria-label=change>{t(keys::APPLY_CHANGE)}</a>
                </div>
                <KeyValues ruled=true>
                    {move || lines.get().into_iter().map(|fact| line(fact, missing)).collect_view()}
                </KeyValues>
            </section>
        }
    });
    view! { <div class="review card">{groups}</div> }
}

fn line(fact: Fact, missing: Memo<Vec<String>>) -> AnyView {
    let pointer = fact.pointer;
    let is_missing = Memo::new(move |_| missing.with(|missing| missing.iter().any(|wrong| is_within(wrong, pointer))));
    let is_empty = fact.value.is_empty();
    let mark = move || {
        let word = if is_empty {
            keys::DEALS_FORM_REVIEW_MISSING
        } else {
            keys::DEALS_FORM_SECTION_WRONG
        };
        match (is_missing.get(), is_empty) {
            (true, _) => Some(
                view! {
                    <a class="review-missing" href=paths::apply_step(ApplicationStep::of_pointer(pointer))>
                        <Icon name=IconName::CircleDashed size=IconSize::Small/>
                        {t(word)}
                    </a>
                }
                .into_any(),
            ),
            (false, true) => Some(view! { <span class="faint">{t(keys::DEAL_NOT_GIVEN)}</span> }.into_any()),
            (false, false) => None,
        }
    };
    view! {
        <KeyValue label=fact.label>
            {(!is_empty).then(|| view! { <span class="apply-text" translate="no" dir="auto">{fact.value.clone()}</span> })}
            {mark}
        </KeyValue>
    }
    .into_any()
}

/// What was handed in.
#[component]
pub fn HandedIn(
    /// The fields.
    fields: ApplicationFields,
    /// The program.
    program: PublicProgram,
) -> impl IntoView {
    let said = StoredValue::new((fields, program));
    let groups = TOLD.map(|step| {
        let lines = move || {
            let facts = said.with_value(|(fields, program)| facts(fields, step, program));
            facts
                .into_iter()
                .filter(|fact| !fact.value.is_empty())
                .map(|fact| view! { <KeyValue label=fact.label><span class="apply-text" translate="no" dir="auto">{fact.value}</span></KeyValue> })
                .collect_view()
        };
        view! {
            <section class="review-group">
                <h3>{t(step_name(step))}</h3>
                <KeyValues ruled=true>{lines}</KeyValues>
            </section>
        }
    });
    view! { <div class="review card">{groups}</div> }
}
