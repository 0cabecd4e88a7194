//! The steps of the form: where one is, which are complete, and which need correction.

use super::model::ApplyForm;
use super::words::step_name;
use crate::forms::Progress;
use crate::i18n::{integer, keys, t, text, text_with};
use crate::paths;
use crate::ui::{Icon, IconName};
use entente_model::onboarding::ApplicationStep;
use leptos::prelude::*;

/// The way from step to step.
#[component]
pub fn Stepper(
    /// The form.
    form: ApplyForm,
) -> impl IntoView {
    let steps = ApplicationStep::ALL
        .iter()
        .enumerate()
        .map(|(at, step)| view! { <Step form=form step=*step number=at + 1/> })
        .collect_view();
    let place = move || {
        let at = ApplicationStep::ALL.iter().position(|step| *step == form.step.get());
        let (number, count) = (at.map_or(1, |at| at + 1) as i64, ApplicationStep::ALL.len() as i64);
        text_with(
            keys::APPLY_STEP_OF,
            &[("number", &integer(number)), ("count", &integer(count))],
        )
    };
    view! {
        <nav class="apply-steps" aria-label=t(keys::APPLY_STEPS)>
            <p class="apply-steps-place" aria-hidden="true">
                {place} " · " <strong>{move || text(step_name(form.step.get()))}</strong>
            </p>
            <ol>{steps}</ol>
        </nav>
    }
}

#[component]
fn Step(form: ApplyForm, step: ApplicationStep, number: usize) -> impl IntoView {
    let progress = Memo::new(move |_| form.progress(step));
    let is_current = move || form.step.get() == step;
    let mark = move || match progress.get() {
        Progress::Open => view! { <span aria-hidden="true">{integer(number as i64)}</span> }.into_any(),
        Progress::Done => view! { <Icon name=IconName::Check/> }.into_any(),
        Progress::Wrong => view! { <Icon name=IconName::CircleAlert/> }.into_any(),
    };
    let said = move || t(progress.get().word());
    view! {
        <li data-tone=move || progress.get().tone().name() data-current=move || is_current().to_string()>
            <a href=paths::apply_step(step) aria-current=move || is_current().then_some("step")>
                <span class="apply-step-mark">{mark}</span>
                <span class="apply-step-name">{t(step_name(step))}<span class="visually-hidden">", " {said}</span></span>
            </a>
        </li>
    }
}
