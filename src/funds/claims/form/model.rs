//! The form as its sections see it: fields, files, what is wrong and what would be asked, and the saver behind.

use super::fields::{Fields, InvoiceRow};
use super::judge::{Against, Judged, judge};
use super::proofs::{ProofPlace, places};
use super::raw::{RawClaim, read};
use super::subject::Claims;
use crate::api::ApiError;
use crate::forms::{FormErrors, News, Place, Saver, number_style};
use crate::ui::{DraftStatus, FileState};
use chrono::NaiveDate;
use entente_model::funds::claim::{ClaimDraft, ClaimProof, FundClaim};
use entente_model::ids::AttachmentId;
use entente_model::people::Session;
use entente_model::problem::FieldError;
use leptos::prelude::*;
use uuid::Uuid;

/// The form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct FormModel {
    /// Raw text.
    pub fields: Fields,
    /// What is wrong.
    pub errors: FormErrors,
    /// The claim as the server had it last.
    pub claim: RwSignal<FundClaim>,
    /// Where its files go, by what they prove.
    pub places: StoredValue<Vec<ProofPlace>>,
    /// What can be read of what is typed, and what can't.
    pub reading: Memo<(ClaimDraft, Vec<FieldError>)>,
    /// What it comes to, and what finance would say of it.
    pub judged: Memo<Judged>,
    /// Currencies that the program takes.
    pub currencies: StoredValue<Vec<String>>,
    /// Where the draft stands.
    pub status: RwSignal<DraftStatus>,
    /// The record as somebody else has left it; a choice is due.
    pub stale: RwSignal<Option<FundClaim>>,
    /// Why the server does not take the draft, when no field is at fault.
    pub refused: RwSignal<Option<ApiError>>,
    saver: StoredValue<Saver<Claims>, LocalStorage>,
}

impl FormModel {
    /// A form that begins with `raw` and keeps what is typed at `place`; `claim` is what the server holds of it.
    pub(super) fn new(
        session: &Session,
        claim: &FundClaim,
        place: Place,
        raw: RawClaim,
        today: Memo<NaiveDate>,
    ) -> Self {
        let fields = Fields::new(raw.clone());
        let currencies = StoredValue::new(session.program.currencies.clone());
        let places = StoredValue::new(places(claim));
        let record = RwSignal::new(claim.clone());
        let reading = Memo::new(move |_| read(&fields.raw(), number_style()));
        let proofs = Memo::new(move |_| {
            let arrived = places.try_with_value(|places| stored(places));
            arrived.unwrap_or_default()
        });
        let judged = Memo::new(move |_| {
            let currencies = currencies.try_get_value().unwrap_or_default();
            record.with(|claim| {
                reading.with(|(draft, unreadable)| {
                    proofs.with(|proofs| {
                        let against = Against {
                            claim,
                            currencies: &currencies,
                            today: today.get(),
                            proofs,
                        };
                        judge(draft, unreadable, &against)
                    })
                })
            })
        });
        let errors = FormErrors::new(move || judged.with(|judged| judged.errors.clone()));
        let status = RwSignal::new(DraftStatus::Saved(claim.summary.updated_at));
        let (stale, refused) = (RwSignal::new(None), RwSignal::new(None));
        let tell = move |news: News<FundClaim>| match news {
            News::Status(now) => drop(status.try_set(now)),
            // Its answer tells which invoices other claims have.
            News::Saved(claim) => {
                refused.try_set(None);
                record.try_set(*claim);
            }
            News::Stale(current) => drop(stale.try_set(Some(*current))),
            News::Refused(error) if error.fields().is_empty() => drop(refused.try_set(Some(error))),
            // Shown beside its field, quietly: nobody has asked to send anything.
            News::Refused(_) => {}
        };
        let subject = Claims {
            user: session.user.id,
            request: claim.summary.request_id,
        };
        let saver = Saver::new(subject, Some(claim), place, raw, untrack(number_style), tell);
        FormModel {
            fields,
            errors,
            claim: record,
            places,
            reading,
            judged,
            currencies,
            status,
            stale,
            refused,
            saver: StoredValue::new_local(saver),
        }
    }

    /// The saver; gone with the page.
    pub(super) fn saver(self) -> Option<Saver<Claims>> {
        self.saver.try_get_value()
    }

    /// Where a row is sent, as a pointer; empty while it says nothing. Followed inside a reactive closure.
    pub(super) fn pointer_of(self, row: u32) -> String {
        let at = self.fields.sent().iter().position(|sent| *sent == row);
        at.map(|at| format!("/lines/{at}")).unwrap_or_default()
    }

    /// The row that is sent at a place; followed inside a reactive closure.
    pub(super) fn row_at(self, at: usize) -> Option<InvoiceRow> {
        let id = *self.fields.sent().get(at)?;
        self.fields
            .invoices
            .with(|rows| rows.iter().find(|row| row.id == id).copied())
    }
}

/// The files that have arrived. Only how many there are of a kind is asked for, so none needs an id of its own.
fn stored(places: &[ProofPlace]) -> Vec<ClaimProof> {
    let of_place = |place: &ProofPlace| {
        let kind = place.kind;
        let entries = place.uploads.entries().get();
        let arrived = entries.into_iter().filter(|entry| entry.state == FileState::Stored);
        arrived
            .map(move |_| ClaimProof {
                attachment_id: AttachmentId(Uuid::nil()),
                kind,
            })
            .collect::<Vec<_>>()
    };
    places.iter().flat_map(of_place).collect()
}
