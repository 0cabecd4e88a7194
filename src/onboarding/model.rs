//! The form as its steps see it: fields, what is wrong with them, the program, where one is, and the saver behind.

use super::facts::ORDER;
use super::fields::Fields;
use super::raw::{RawApplication, Typed, read};
use super::subject::{Applications, mark};
use crate::api::ApiError;
use crate::forms::{FormErrors, News, Place, Saver, Subject, number_style};
use crate::ui::DraftStatus;
use entente_model::onboarding::{ApplicationFields, ApplicationStep, OwnApplication, PublicProgram};
use entente_model::problem::{Code, FieldError};
use leptos::prelude::*;

/// How a step stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Something is missing, and nobody has said that it is complete.
    Open,
    /// Nothing is missing.
    Done,
    /// Something is missing or wrong that the person has been told of.
    Wrong,
}

/// The form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub struct ApplyForm {
    /// Raw text.
    pub fields: Fields,
    /// What is wrong with the step that is shown.
    pub errors: FormErrors,
    /// The program.
    pub program: StoredValue<PublicProgram>,
    /// What can be read of what is typed, and what can't.
    pub reading: Memo<(ApplicationFields, Vec<FieldError>)>,
    /// All that handing in would refuse now.
    pub missing: Memo<Vec<FieldError>>,
    /// The step that is shown.
    pub step: Memo<ApplicationStep>,
    /// Steps that the person has left, or wanted to.
    pub tried: RwSignal<Vec<ApplicationStep>>,
    /// The application's reference, once the server has it.
    pub reference: RwSignal<Option<String>>,
    /// Where the draft stands.
    pub status: RwSignal<DraftStatus>,
    /// The application as another device has left it; a choice is due.
    pub stale: RwSignal<Option<OwnApplication>>,
    /// Why the server does not take the draft, when no field is at fault.
    pub refused: RwSignal<Option<ApiError>>,
    /// What is saved, with the field that people don't see.
    pub subject: Applications,
    saver: StoredValue<Saver<Applications>, LocalStorage>,
}

impl ApplyForm {
    /// A form that begins with `raw` and keeps what is typed at `place`; `own` is what the server holds of it. `on_moved` is told when the
    /// server takes no more changes of it.
    pub fn new(
        program: PublicProgram,
        own: Option<&OwnApplication>,
        place: Place,
        raw: RawApplication,
        step: Memo<ApplicationStep>,
        on_moved: Callback<()>,
    ) -> Self {
        let fields = Fields::new(raw.clone());
        let program = StoredValue::new(program);
        let reading = Memo::new(move |_| {
            read(Typed {
                raw: &fields.raw(),
                style: number_style(),
            })
        });
        let missing = Memo::new(move |_| reading.with(|reading| complete(reading, program)));
        let is_here = move |pointer: &str| ApplicationStep::of_pointer(pointer) == step.get();
        let errors = FormErrors::of_part(move || missing.get(), is_here);
        let reference = RwSignal::new(own.map(|own| own.reference.clone()));
        let status = RwSignal::new(own.map_or(DraftStatus::Untouched, |own| DraftStatus::Saved(own.updated_at)));
        let (stale, refused) = (RwSignal::new(None), RwSignal::new(None));
        let subject = Applications {
            website: RwSignal::new(String::new()),
            working: RwSignal::new(false),
        };
        let tell = move |news: News<OwnApplication>| match news {
            News::Status(now) => drop(status.try_set(now)),
            News::Saved(own) => {
                refused.try_set(None);
                mark(&own.reference);
                if reference.try_get_untracked() == Some(None) {
                    reference.try_set(Some(own.reference));
                }
            }
            News::Stale(current) => drop(stale.try_set(Some(*current))),
            News::Refused(error) if error.code() == Some(Code::InvalidState) => drop(on_moved.try_run(())),
            News::Refused(error) if error.fields().is_empty() || Applications::asks_anew(&error) => {
                refused.try_set(Some(error));
            }
            // Shown beside its field, quietly: nobody has asked to send anything.
            News::Refused(_) => {}
        };
        let saver = Saver::new(subject, own, place, raw, untrack(number_style), tell);
        ApplyForm {
            fields,
            errors,
            program,
            reading,
            missing,
            step,
            tried: RwSignal::new(Vec::new()),
            reference,
            status,
            stale,
            refused,
            subject,
            saver: StoredValue::new_local(saver),
        }
    }

    /// The saver; gone with the page.
    pub fn saver(self) -> Option<Saver<Applications>> {
        self.saver.try_get_value()
    }

    /// Whether a step lacks nothing; followed inside a reactive closure.
    pub fn is_complete(self, step: ApplicationStep) -> bool {
        let of_step = |error: &FieldError| ApplicationStep::of_pointer(&error.pointer) == step;
        self.missing.with(|missing| !missing.iter().any(of_step)) && !self.errors.refused().iter().any(of_step)
    }

    /// How a step stands; followed inside a reactive closure.
    pub fn standing(self, step: ApplicationStep) -> Standing {
        let is_told = if self.step.get() == step {
            !self.errors.state().shown_issues().is_empty()
        } else {
            self.tried.with(|tried| tried.contains(&step))
        };
        match (self.is_complete(step), is_told) {
            (true, _) => Standing::Done,
            (false, true) => Standing::Wrong,
            (false, false) => Standing::Open,
        }
    }

    /// Notes that the person is through with a step.
    pub fn note_tried(self, step: ApplicationStep) {
        if self.tried.with_untracked(|tried| !tried.contains(&step)) {
            self.tried.update(|tried| tried.push(step));
        }
    }
}

/// What can't be read and what handing in refuses of the rest, one of each field, in the order of the form.
fn complete(reading: &(ApplicationFields, Vec<FieldError>), program: StoredValue<PublicProgram>) -> Vec<FieldError> {
    let (fields, unreadable) = reading;
    let refused = program
        .try_with_value(|program| program.with_rules(|rules| fields.check_complete(rules)))
        .unwrap_or_default();
    let mut errors = unreadable.clone();
    errors.extend(
        refused
            .into_iter()
            .filter(|error| unreadable.iter().all(|known| known.pointer != error.pointer)),
    );
    errors.sort_by_key(|error| ORDER.iter().position(|field| error.pointer.starts_with(field)));
    errors
}
