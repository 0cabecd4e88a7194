//! Saying that a task is done which no event completes: the dialog with the note.

use crate::api::{Reading, journeys, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{keys, t, text_with};
use crate::journey::words::task_name;
use crate::journeys::words::refused_text;
use crate::ui::{Banner, Button, ButtonKind, Dialog, ErrorSummary, Field, Form, IconName, TextArea, Tone, toast};
use chrono::Utc;
use entente_model::ids::PartnerId;
use entente_model::onboarding::journey_transition::NOTE;
use entente_model::onboarding::{
    JourneyActor, JourneyOccurrence, JourneyRefusal, JourneyTask, PartnerJourney, TaskCompletion,
};
use entente_model::people::{Person, Side};
use entente_model::problem::FieldError;
use leptos::prelude::*;

/// What the model would refuse of the note.
fn refused_fields(journey: &PartnerJourney, task: &JourneyTask, note: &str) -> Vec<FieldError> {
    let occurrence = JourneyOccurrence::Complete {
        task: task.code.clone(),
        note: note.to_owned(),
    };
    let actor = JourneyActor {
        side: Some(Side::Vendor),
        person: Person {
            id: None,
            name: String::new(),
        },
    };
    match journey.journey.apply(&occurrence, &actor, Utc::now()) {
        Err(JourneyRefusal::Fields(errors)) => errors,
        _ => Vec::new(),
    }
}

/// The dialog; open while there is a task.
#[component]
pub(super) fn CompleteDialog(
    /// Whose journey.
    id: PartnerId,
    /// The task.
    task: RwSignal<Option<JourneyTask>>,
    /// The journey that it is one of.
    reading: Reading<PartnerJourney>,
) -> impl IntoView {
    let note = RwSignal::new(String::new());
    let errors = FormErrors::new(move || {
        let Some(task) = task.get() else { return Vec::new() };
        reading.value().with(|journey| {
            let journey = journey.as_ref();
            journey.map_or_else(Vec::new, |journey| refused_fields(journey, &task, &note.get()))
        })
    })
    .follow("/note", note);
    let writing = use_write(
        move |(body, version): &(TaskCompletion, i64), key| journeys::complete(id, body, *version, key),
        move |_, after: PartnerJourney| {
            if let Some(task) = task.get_untracked() {
                toast(text_with(keys::PARTNER_TASK_COMPLETED, &[("task", &task_name(&task))]));
            }
            reading.set(after);
            task.set(None);
        },
    );
    let close = Callback::new(move |()| task.set(None));
    Effect::new(move |_| {
        if task.with(Option::is_some) {
            note.set(String::new());
            errors.clear();
            errors.state().reset();
            writing.forget_error();
        }
    });
    Effect::new(move |_| {
        let Some(error) = writing.error().get() else { return };
        // The journey has moved on: it is shown as it stands, and pressing again is about that one.
        if let Some(current) = error.current::<PartnerJourney>() {
            reading.set(current);
        }
        errors.show(&error);
    });
    let submit = Callback::new(move |()| {
        let version = reading
            .value()
            .with_untracked(|journey| journey.as_ref().map(|journey| journey.version));
        let (Some(task), Some(version)) = (task.get_untracked(), version) else {
            return;
        };
        errors.clear();
        let body = TaskCompletion {
            task: task.code,
            note: note.get_untracked().trim().to_owned(),
        };
        writing.run((body, version));
    });
    let title = Signal::derive(move || {
        let name = task.with(|task| task.as_ref().map(task_name)).unwrap_or_default();
        text_with(keys::PARTNER_TASK_COMPLETE_TITLE, &[("task", &name)])
    });
    let is_partners =
        Memo::new(move |_| task.with(|task| task.as_ref().is_some_and(|task| task.owner == Side::Partner)));
    let failed = move || {
        errors.failed().get().map(|error| {
            let why = error.problem().map_or_else(|| error_text(&error), refused_text);
            view! { <Banner title=keys::PARTNER_TASK_REFUSED text=Some(why) tone=Tone::Danger/> }
        })
    };
    let field = move || {
        if is_partners.get() {
            view! { <Field label=keys::PARTNER_TASK_NOTE name="/note" hint=keys::PARTNER_TASK_NOTE_HINT><TextArea value=note limit=NOTE rows=3/></Field> }
                .into_any()
        } else {
            view! { <Field label=keys::PARTNER_TASK_NOTE name="/note" optional=true><TextArea value=note limit=NOTE rows=3/></Field> }
                .into_any()
        }
    };
    view! {
        <Dialog open=Signal::derive(move || task.with(Option::is_some)) title=title on_close=close>
            <Form state=errors.state() on_submit=submit>
                <ErrorSummary/>
                {failed}
                <p class="muted">{t(keys::PARTNER_TASK_COMPLETE_TEXT)}</p>
                {field}
                <div class="dialog-actions">
                    <Button label=keys::JOURNEYS_CANCEL on_press=close/>
                    <Button label=keys::PARTNER_TASK_COMPLETE kind=ButtonKind::Primary icon=IconName::Check submit=true busy=writing.pending()/>
                </div>
            </Form>
        </Dialog>
    }
}
