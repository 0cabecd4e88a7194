//! The form in steps, as one sees it.

use super::company::CompanyStep;
use super::consent::ConsentStep;
use super::facts::all_facts;
use super::fit::FitStep;
use super::model::ApplyForm;
use super::people::PeopleStep;
use super::status::Decided;
use super::stepper::Stepper;
use super::tools::Tools;
use super::words::{step_name, step_text};
use crate::api::ApiError;
use crate::forms::{RefusedNotice, RestoredNotice, StaleChoice, error_text, field_text};
use crate::i18n::{keys, t};
use crate::paths;
use crate::ui::{Button, ButtonKind, DraftState, ErrorSummary, Form, IconName, LinkButton};
use entente_model::onboarding::{ApplicationFields, ApplicationState, ApplicationStep, OwnApplication};
use entente_model::problem::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

/// The heading of the step that is shown.
const HEADING: &str = "apply-step-title";

/// The form of an application.
#[component]
pub fn ApplicationForm(
    /// The form.
    form: ApplyForm,
    /// It was handed in.
    on_done: Callback<(OwnApplication,)>,
    /// The server takes no more changes of it.
    on_moved: Callback<()>,
) -> impl IntoView {
    let draft = form.draft;
    let own = draft.record();
    let is_answer = own
        .as_ref()
        .is_some_and(|own| own.state == ApplicationState::ActionRequired);
    let submitting = RwSignal::new(false);
    let go = go_on(form, submitting, on_done, on_moved);
    follow_step(form);
    let returned = own.filter(|_| is_answer).map(|own| view! { <Decided own=own/> });
    let facts = move |fields: &ApplicationFields, _: &OwnApplication| {
        let all = form.program.try_with_value(|program| all_facts(fields, program));
        all.unwrap_or_default()
    };
    let write = move |own: &OwnApplication| form.raw_of(own);
    let fields = move || match form.step.get() {
        ApplicationStep::Company => view! { <CompanyStep form=form/> }.into_any(),
        ApplicationStep::Fit => view! { <FitStep form=form/> }.into_any(),
        ApplicationStep::People => view! { <PeopleStep form=form/> }.into_any(),
        ApplicationStep::Consent => view! { <ConsentStep form=form/> }.into_any(),
    };
    let back = move || {
        before(form.step.get()).map(
            |step| view! { <LinkButton label=keys::APPLY_BACK href=paths::apply_step(step) icon=IconName::ArrowLeft/> },
        )
    };
    let is_last = Memo::new(move |_| form.step.get() == ApplicationStep::Consent);
    let forward = move || {
        let (label, icon) = match (is_last.get(), is_answer) {
            (false, _) => (keys::APPLY_NEXT, IconName::ArrowRight),
            (true, false) => (keys::APPLY_SUBMIT, IconName::Send),
            (true, true) => (keys::APPLY_RESUBMIT, IconName::Send),
        };
        view! { <Button label=label kind=ButtonKind::Primary icon=icon submit=true busy=submitting/> }
    };
    let waiting = move || {
        (submitting.get() && form.subject.working.get())
            .then(|| view! { <p class="muted">{t(keys::APPLY_PROVING)}</p> })
    };
    view! {
        <div class="apply-columns">
            <aside class="apply-side">
                <Stepper form=form/>
                <DraftState status=draft.status/>
            </aside>
            <div class="apply-column">
                <div class="apply-notices">
                    {returned}
                    <RestoredNotice
                        draft=draft
                        title=keys::APPLY_RESTORED
                        text=keys::APPLY_RESTORED_TEXT
                        label=keys::APPLY_RESTORED_DISCARD
                    />
                    <StaleChoice draft=draft facts=facts write=write/>
                </div>
                <Form state=form.errors.state() on_submit=go>
                    <section class="apply-step" aria-labelledby=HEADING>
                        <header class="apply-step-head">
                            <h2 id=HEADING tabindex="-1">{move || t(step_name(form.step.get()))()}</h2>
                            <p>{move || t(step_text(form.step.get()))()}</p>
                        </header>
                        <ErrorSummary/>
                        <RefusedNotice draft=draft title=keys::APPLY_REFUSED read=sentence/>
                        <div class="form-fields">{fields}</div>
                    </section>
                    <Trap form=form/>
                    <div class="apply-actions">{back}{forward}</div>
                    <div role="status">{waiting}</div>
                </Form>
                <Tools form=form is_draft=!is_answer/>
            </div>
        </div>
    }
}

/// A field that people neither see nor reach; what fills in everything fills it in, too.
#[component]
fn Trap(form: ApplyForm) -> impl IntoView {
    let website = form.subject.website;
    view! {
        <div class="apply-trap" aria-hidden="true">
            <input
                type="text"
                name="website"
                tabindex="-1"
                autocomplete="off"
                prop:value=website
                on:input:target=move |event| website.set(event.target().value())
            />
        </div>
    }
}

/// A failure in a sentence; of a proof that the server won't take, what is wrong with that.
fn sentence(error: &ApiError) -> String {
    error.fields().first().map_or_else(|| error_text(error), field_text)
}

fn before(step: ApplicationStep) -> Option<ApplicationStep> {
    let at = ApplicationStep::ALL.iter().position(|known| *known == step)?;
    ApplicationStep::ALL.get(at.checked_sub(1)?).copied()
}

fn after(step: ApplicationStep) -> Option<ApplicationStep> {
    let at = ApplicationStep::ALL.iter().position(|known| *known == step)?;
    ApplicationStep::ALL.get(at + 1).copied()
}

/// What the form's main button does; the kit asks it only when the step that is shown lacks nothing.
fn go_on(
    form: ApplyForm,
    submitting: RwSignal<bool>,
    on_done: Callback<(OwnApplication,)>,
    on_moved: Callback<()>,
) -> Callback<()> {
    let navigate = StoredValue::new_local(use_navigate());
    let show = move |step: ApplicationStep| {
        navigate.try_with_value(|navigate| navigate(&paths::apply_step(step), NavigateOptions::default()));
    };
    let hand_in = move || {
        ApplicationStep::ALL.iter().for_each(|step| form.note_tried(*step));
        let faulty = ApplicationStep::ALL
            .iter()
            .find(|step| untrack(|| !form.is_complete(**step)));
        if let Some(faulty) = faulty {
            show(*faulty);
            return;
        }
        submitting.set(true);
        form.draft.restored.set(false);
        form.errors.clear();
        form.draft.refused.set(None);
        spawn_local(async move {
            let outcome = form.submit().await;
            submitting.try_set(false);
            match outcome {
                Ok(own) => drop(on_done.try_run((own,))),
                Err(error) if error.code() == Some(Code::InvalidState) => drop(on_moved.try_run(())),
                // Two versions have their own notice.
                Err(_) if form.draft.stale.try_get_untracked().flatten().is_some() => {}
                Err(error) => {
                    form.errors.show(&error);
                    if let Some(first) = error.fields().first() {
                        show(ApplicationStep::of_pointer(&first.pointer));
                    }
                }
            }
        });
    };
    Callback::new(move |()| {
        if submitting.get_untracked() {
            return;
        }
        let step = form.step.get_untracked();
        match after(step) {
            Some(next) => {
                form.note_tried(step);
                if let Some(saver) = form.saver() {
                    saver.begin();
                }
                show(next);
            }
            None => hand_in(),
        }
    })
}

/// Whenever another step is shown: quiet, unless the person was told already what is wrong with it; the eye begins at its heading.
fn follow_step(form: ApplyForm) {
    let at = |step: ApplicationStep| ApplicationStep::ALL.iter().position(|known| *known == step);
    Effect::watch(
        move || form.step.get(),
        move |now, before, _| {
            if let Some(before) = before.filter(|before| at(**before) < at(*now)) {
                form.note_tried(*before);
            }
            let state = form.errors.state();
            state.reset();
            let is_told = form.tried.with_untracked(|tried| tried.contains(now));
            if is_told && untrack(|| !form.is_complete(*now)) && *now != ApplicationStep::Consent {
                state.show_refusal();
            } else {
                focus_heading_of_step();
            }
        },
        false,
    );
}

fn focus_heading_of_step() {
    request_animation_frame(|| {
        let heading = document()
            .get_element_by_id(HEADING)
            .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(heading) = heading {
            let _ = heading.focus();
        }
        if let Some(top) = document().query_selector(".apply-column").ok().flatten() {
            top.scroll_into_view();
        }
    });
}
