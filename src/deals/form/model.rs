//! The form as its sections see it: fields, what is wrong with them, the program's rules, and the draft behind.

use super::device::Registrations;
use super::fields::Fields;
use super::raw::RawDeal;
use crate::forms::{Draft, FormErrors, Opening, Place, ReadingOf, Typing, number_style, reading_of, with_refused};
use crate::paths;
use chrono::{Local, NaiveDate};
use entente_model::deals::{Deal, DealDraft, ProgramRules};
use entente_model::people::{ProgramInfo, Session};
use entente_model::problem::FieldError;
use leptos::prelude::*;

/// The form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub struct FormModel {
    /// Raw text.
    pub fields: Fields,
    /// What is wrong.
    pub errors: FormErrors,
    /// The program's products, currencies and rules.
    pub program: StoredValue<ProgramInfo>,
    /// What can be read of what is typed, and what can't.
    pub reading: ReadingOf<Registrations>,
    /// Where the draft stands.
    pub draft: Draft<Registrations>,
}

impl FormModel {
    /// Opens the form of a deal, or of a new one, and begins to save what is typed, on this device at `place`.
    pub fn open(session: &Session, deal: Option<Deal>, place: Place) -> Self {
        let raw = raw_of_server(deal.as_ref(), &session.program);
        let fields = Fields::new(raw.clone());
        let program = StoredValue::new(session.program.clone());
        let reading = reading_of::<Registrations>(fields);
        let errors = FormErrors::new(move || reading.with(|reading| complete(reading, program)));
        let is_new = deal.is_none();
        let opening = Opening {
            subject: Registrations { user: session.user.id },
            fields,
            reading,
            errors,
            record: deal,
            raw,
            kept: place.load(),
            place,
        };
        let draft = Draft::open(opening, Some);
        if is_new {
            draft.name_address(paths::deal_edit);
        }
        take_refusals_off(fields, errors);
        FormModel {
            fields,
            errors,
            program,
            reading,
            draft,
        }
    }

    /// All that submitting would refuse now.
    pub fn missing(self) -> Vec<FieldError> {
        self.reading.with(|reading| complete(reading, self.program))
    }

    /// The text of a deal as the reader would have typed it, in the currency that stands there where it has none.
    pub fn raw_of(self, deal: &Deal) -> RawDeal {
        let currency = self.fields.currency.get_untracked();
        RawDeal::of_deal(deal, untrack(number_style), &currency)
    }
}

fn raw_of_server(deal: Option<&Deal>, program: &ProgramInfo) -> RawDeal {
    let currency = program.currencies.first().map(String::as_str).unwrap_or_default();
    deal.map_or_else(
        || RawDeal::begin(currency),
        |deal| RawDeal::of_deal(deal, untrack(number_style), currency),
    )
}

/// What can't be read, then what submitting refuses of the rest, one of each field.
fn complete((draft, unreadable): &(DealDraft, Vec<FieldError>), program: StoredValue<ProgramInfo>) -> Vec<FieldError> {
    let refused = program.try_with_value(|program| draft.check_complete(today(), &ProgramRules::from(program)));
    with_refused(unreadable, refused.unwrap_or_default())
}

/// What the server refused of a field is no longer said once the field's text has changed.
fn take_refusals_off(fields: Fields, errors: FormErrors) {
    let lines = Signal::derive(move || format!("{:?}", fields.raw().products));
    let money = Signal::derive(move || format!("{} {}", fields.amount.get(), fields.currency.get()));
    errors
        .follow("/customer_name", fields.customer_name)
        .follow("/customer_domain", fields.customer_domain)
        .follow("/customer_country", fields.customer_country)
        .follow("/contact/name", fields.contact_name)
        .follow("/contact/email", fields.contact_email)
        .follow("/contact/role", fields.contact_role)
        .follow("/products", lines)
        .follow("/value", money)
        .follow("/expected_close", fields.expected_close)
        .follow("/competition", fields.competition)
        .follow("/need", fields.need)
        .follow("/campaign", fields.campaign)
        .follow("/notes", fields.notes);
}

/// The day where the reader is.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}
