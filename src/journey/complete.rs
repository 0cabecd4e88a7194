//! Saying that a task is done, with a note when one wants.

use super::model::{ShownTask, Travel};
use super::words::task_name;
use crate::api::{journeys, use_write};
use crate::forms::{FormErrors, error_text};
use crate::i18n::{keys, t, text};
use crate::ui::{Banner, Button, ButtonKind, Dialog, Field, Form, TextArea, Tone, announce};
use entente_model::onboarding::journey_transition::NOTE;
use entente_model::onboarding::{PartnerJourney, TaskCompletion};
use entente_model::problem::{Code, FieldError};
use leptos::prelude::*;

/// The dialog; open while a task is about to be done.
#[component]
pub(super) fn CompleteDialog(
    /// The page's state.
    travel: Travel,
) -> impl IntoView {
    let task = Memo::new(move |_| {
        let code = travel.completing.get()?;
        travel.journey.with(|read| {
            let task = read.journey.task(&code)?;
            Some(ShownTask::of(read, task))
        })
    });
    let open = Signal::derive(move || task.with(Option::is_some));
    let close = Callback::new(move |()| travel.completing.set(None));
    view! {
        <Dialog open=open title=keys::JOURNEY_COMPLETE_TITLE on_close=close>
            {move || travel.completing.get().map(|code| view! { <Complete travel=travel code=code task=task close=close/> })}
        </Dialog>
    }
}

fn check(note: &str) -> Vec<FieldError> {
    let mut errors = Vec::new();
    entente_model::text::check("/note", note, NOTE, true, &mut errors);
    errors
}

#[component]
fn Complete(travel: Travel, code: String, task: Memo<Option<ShownTask>>, close: Callback<()>) -> impl IntoView {
    let note = RwSignal::new(String::new());
    let errors = FormErrors::new(move || note.with(|note| check(note))).follow("/note", note);
    let name = move || task.with(|task| task.as_ref().map(|shown| task_name(&shown.task)).unwrap_or_default());
    let sending = use_write(
        move |(body, version): &(TaskCompletion, i64), key| {
            let partner = travel.journey.with_untracked(|read| read.partner_id);
            journeys::complete(partner, body, *version, key)
        },
        move |_, after: PartnerJourney| {
            travel.completing.set(None);
            travel.reading.set(after);
        },
    );
    Effect::new(move |_| {
        let Some(error) = sending.error().get() else { return };
        match error.current::<PartnerJourney>() {
            // Something else was done meanwhile: no one's words are at stake, and the next press names what stands now.
            Some(current) => {
                travel.reading.set(current);
                announce(text(keys::JOURNEY_COMPLETE_STALE));
            }
            None => errors.show(&error),
        }
    });
    let is_stale = Memo::new(move |_| {
        let stale = |error: &crate::api::ApiError| error.code() == Some(Code::StaleVersion);
        sending.error().with(|error| error.as_ref().is_some_and(stale))
    });
    let reason = Signal::derive(move || task.with(|task| task.as_ref().and_then(ShownTask::refusal_text)));
    let code = StoredValue::new(code);
    let send = move || {
        errors.clear();
        let body = TaskCompletion {
            task: code.get_value(),
            note: note.with_untracked(|note| note.trim().to_owned()),
        };
        let version = travel.journey.with_untracked(|read| read.version);
        sending.run((body, version));
    };
    let failed = move || {
        let said = errors.failed().get().map(|error| error_text(&error));
        said.map(|said| view! { <Banner title=said tone=Tone::Danger/> })
    };
    let stale = move || {
        is_stale
            .get()
            .then(|| view! { <Banner title=keys::JOURNEY_COMPLETE_STALE tone=Tone::Warning/> })
    };
    view! {
        <Form state=errors.state() on_submit=send>
            {failed}
            {stale}
            <p><strong translate="no">{name}</strong></p>
            <Field label=keys::JOURNEY_NOTE name="/note" hint=keys::JOURNEY_NOTE_HINT optional=true>
                <TextArea value=note limit=NOTE rows=3/>
            </Field>
            <p class="small muted">{t(keys::JOURNEY_COMPLETE_TEXT)}</p>
            <div class="dialog-actions">
                <Button label=keys::COMPANY_CANCEL on_press=close/>
                <Button
                    label=keys::JOURNEY_COMPLETE
                    kind=ButtonKind::Primary
                    submit=true
                    busy=sending.pending()
                    disabled_reason=reason
                />
            </div>
        </Form>
    }
}
