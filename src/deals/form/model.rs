//! The form as its sections see it: fields, what is wrong with them, the program's rules, and the saver behind.

use super::device::Registrations;
use super::fields::Fields;
use super::raw::{RawDeal, Typed, read};
use crate::api::ApiError;
use crate::forms::{FormErrors, News, Place, Saver, number_style};
use crate::ui::DraftStatus;
use chrono::{Local, NaiveDate};
use entente_model::deals::{Deal, DealDraft, ProgramRules};
use entente_model::ids::{DealId, UserId};
use entente_model::people::ProgramInfo;
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
    pub reading: Memo<(DealDraft, Vec<FieldError>)>,
    /// The draft's id, once the server has it.
    pub id: RwSignal<Option<DealId>>,
    /// Where the draft stands.
    pub status: RwSignal<DraftStatus>,
    /// The record as somebody else has left it; a choice is due.
    pub stale: RwSignal<Option<Deal>>,
    /// Why the server does not take the draft, when no field is at fault.
    pub refused: RwSignal<Option<ApiError>>,
    saver: StoredValue<Saver<Registrations>, LocalStorage>,
}

impl FormModel {
    /// A form that begins with `raw` and keeps what is typed at `place`; `deal` is what the server holds of it.
    pub fn new(user: UserId, program: ProgramInfo, deal: Option<&Deal>, place: Place, raw: RawDeal) -> Self {
        let fields = Fields::new(raw.clone());
        let program = StoredValue::new(program);
        let reading = Memo::new(move |_| {
            read(Typed {
                raw: &fields.raw(),
                style: number_style(),
            })
        });
        let errors = FormErrors::new(move || reading.with(|reading| complete(reading, program)));
        let id = RwSignal::new(deal.map(|deal| deal.summary.id));
        let status = RwSignal::new(deal.map_or(DraftStatus::Untouched, |deal| {
            DraftStatus::Saved(deal.summary.updated_at)
        }));
        let (stale, refused) = (RwSignal::new(None), RwSignal::new(None));
        let tell = move |news: News<Deal>| match news {
            News::Status(now) => drop(status.try_set(now)),
            News::Saved(deal) => {
                refused.try_set(None);
                if id.try_get_untracked() == Some(None) {
                    id.try_set(Some(deal.summary.id));
                }
            }
            News::Stale(current) => drop(stale.try_set(Some(*current))),
            News::Refused(error) if error.fields().is_empty() => drop(refused.try_set(Some(error))),
            // Shown beside its field, quietly: nobody has asked to send anything.
            News::Refused(_) => {}
        };
        let saver = Saver::new(Registrations { user }, deal, place, raw, untrack(number_style), tell);
        FormModel {
            fields,
            errors,
            program,
            reading,
            id,
            status,
            stale,
            refused,
            saver: StoredValue::new_local(saver),
        }
    }

    /// The saver; gone with the page.
    pub fn saver(self) -> Option<Saver<Registrations>> {
        self.saver.try_get_value()
    }

    /// All that submitting would refuse now.
    pub fn missing(self) -> Vec<FieldError> {
        self.reading.with(|reading| complete(reading, self.program))
    }
}

/// What can't be read, then what submitting refuses of the rest, one of each field.
fn complete(reading: &(DealDraft, Vec<FieldError>), program: StoredValue<ProgramInfo>) -> Vec<FieldError> {
    let (draft, unreadable) = reading;
    let refused = program
        .try_with_value(|program| draft.check_complete(today(), &ProgramRules::from(program)))
        .unwrap_or_default();
    let mut errors = unreadable.clone();
    errors.extend(
        refused
            .into_iter()
            .filter(|error| unreadable.iter().all(|known| known.pointer != error.pointer)),
    );
    errors
}

/// The day where the reader is.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}
