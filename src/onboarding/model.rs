//! The form as its steps see it: fields, what is wrong with them, the program, where one is, and the draft behind.

use super::facts::ORDER;
use super::fields::Fields;
use super::raw::RawApplication;
use super::subject::{Applications, kept_of, mark, place_of, place_of_new};
use crate::api::{ApiError, IdempotencyKey, onboarding};
use crate::forms::{
    Draft, FormErrors, News, Opening, Progress, ReadingOf, Saver, number_style, reading_of, save_and_send, with_refused,
};
use entente_model::onboarding::{
    ApplicationFields, ApplicationStep, ApplicationSubmission, OwnApplication, PublicProgram,
};
use entente_model::problem::{Code, FieldError};
use leptos::prelude::*;

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
    pub reading: ReadingOf<Applications>,
    /// All that handing in would refuse now.
    pub missing: Memo<Vec<FieldError>>,
    /// The step that is shown.
    pub step: Memo<ApplicationStep>,
    /// Steps that the person has left, or wanted to.
    pub tried: RwSignal<Vec<ApplicationStep>>,
    /// Where the draft stands; its id is the application's reference.
    pub draft: Draft<Applications>,
    /// What is saved, with the field that people don't see.
    pub subject: Applications,
}

impl ApplyForm {
    /// Opens the form of an application, or of a new one, and begins to save what is typed. `on_moved` is told when the server takes no more
    /// changes of it.
    pub fn open(
        program: PublicProgram,
        own: Option<OwnApplication>,
        step: Memo<ApplicationStep>,
        on_moved: Callback<()>,
    ) -> Self {
        let raw = own.as_ref().map_or_else(
            || RawApplication::begin(&program),
            |own| RawApplication::of_fields(&own.fields, untrack(number_style), &program),
        );
        let (place, kept) = match &own {
            Some(own) => (place_of(&own.reference), kept_of(&own.reference)),
            None => (place_of_new(), place_of_new().load()),
        };
        let fields = Fields::new(raw.clone());
        let program = StoredValue::new(program);
        let reading = reading_of::<Applications>(fields);
        let missing = Memo::new(move |_| reading.with(|reading| complete(reading, program)));
        let is_here = move |pointer: &str| ApplicationStep::of_pointer(pointer) == step.get();
        let errors = FormErrors::of_part(move || missing.get(), is_here);
        let subject = Applications {
            website: RwSignal::new(String::new()),
            working: RwSignal::new(false),
        };
        let opening = Opening {
            subject,
            fields,
            reading,
            errors,
            record: own,
            raw,
            place,
            kept,
        };
        let draft = Draft::open(opening, move |news| match news {
            News::Refused(error) if error.code() == Some(Code::InvalidState) => {
                on_moved.try_run(());
                None
            }
            News::Saved(own) => {
                mark(&own.reference);
                Some(News::Saved(own))
            }
            other => Some(other),
        });
        take_refusals_off(fields, errors);
        ApplyForm {
            fields,
            errors,
            program,
            reading,
            missing,
            step,
            tried: RwSignal::new(Vec::new()),
            draft,
            subject,
        }
    }

    /// The saver; gone with the page.
    pub fn saver(self) -> Option<Saver<Applications>> {
        self.draft.saver()
    }

    /// The text of an application as the reader would have typed it.
    pub fn raw_of(self, own: &OwnApplication) -> RawApplication {
        let style = untrack(number_style);
        self.program
            .with_value(|program| RawApplication::of_fields(&own.fields, style, program))
    }

    /// Saves what is typed and hands it in; the application as it then stands.
    pub async fn submit(self) -> Result<OwnApplication, ApiError> {
        let saver = self.saver().ok_or(ApiError::Aborted)?;
        let key = IdempotencyKey::new();
        let shown = self.program.try_with_value(PublicProgram::consent_sha256);
        let submission = ApplicationSubmission {
            consent_sha256: shown.ok_or(ApiError::Aborted)?,
        };
        save_and_send(&saver, |reference, version| {
            onboarding::submit(&reference, &submission, version, &key).into_future()
        })
        .await
    }

    /// Whether a step lacks nothing; followed inside a reactive closure.
    pub fn is_complete(self, step: ApplicationStep) -> bool {
        let of_step = |error: &FieldError| ApplicationStep::of_pointer(&error.pointer) == step;
        self.missing.with(|missing| !missing.iter().any(of_step)) && !self.errors.refused().iter().any(of_step)
    }

    /// How a step stands; followed inside a reactive closure.
    pub fn progress(self, step: ApplicationStep) -> Progress {
        let is_told = if self.step.get() == step {
            !self.errors.state().shown_issues().is_empty()
        } else {
            self.tried.with(|tried| tried.contains(&step))
        };
        match (self.is_complete(step), is_told) {
            (true, _) => Progress::Done,
            (false, true) => Progress::Wrong,
            (false, false) => Progress::Open,
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
    let refused = program.try_with_value(|program| program.with_rules(|rules| fields.check_complete(rules)));
    let mut errors = with_refused(unreadable, refused.unwrap_or_default());
    errors.sort_by_key(|error| ORDER.iter().position(|field| error.pointer.starts_with(field)));
    errors
}

/// What the server refused of a field is no longer said once the field's text has changed.
fn take_refusals_off(fields: Fields, errors: FormErrors) {
    let codes = |signal: RwSignal<Vec<String>>| Signal::derive(move || signal.with(|codes| codes.join(" ")));
    let money = Signal::derive(move || format!("{} {}", fields.amount.get(), fields.currency.get()));
    errors
        .follow("/legal_name", fields.legal_name)
        .follow("/display_name", fields.display_name)
        .follow("/domain", fields.domain)
        .follow("/country", fields.country)
        .follow("/region", fields.region)
        .follow("/partner_type", fields.partner_type)
        .follow("/regions_served", codes(fields.regions_served))
        .follow("/specialties", codes(fields.specialties))
        .follow("/headcount", fields.headcount)
        .follow("/current_vendors", fields.current_vendors)
        .follow("/expected_revenue", money)
        .follow("/motivation", fields.motivation)
        .follow("/contact/name", fields.contact_name)
        .follow("/contact/email", fields.contact_email)
        .follow("/contact/job_title", fields.contact_title)
        .follow("/contact/phone", fields.contact_phone)
        .follow("/capacity/sellers", fields.sellers)
        .follow("/capacity/technicians", fields.technicians)
        .follow("/consent", Signal::derive(move || fields.consent.get().to_string()));
}
