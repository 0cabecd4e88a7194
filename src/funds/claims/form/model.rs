//! The form as its sections see it: fields, files, what is wrong and what would be asked, and the draft behind.

use super::fields::{Fields, InvoiceRow};
use super::judge::{Against, Judged, judge};
use super::proofs::{ProofPlace, places};
use super::raw::RawClaim;
use super::subject::{Claims, place_of};
use crate::forms::{Draft, FormErrors, News, Opening, ReadingOf, Typing, number_style, reading_of};
use crate::ui::FileState;
use chrono::NaiveDate;
use entente_model::funds::claim::{ClaimProof, FundClaim};
use entente_model::ids::AttachmentId;
use entente_model::people::Session;
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
    pub reading: ReadingOf<Claims>,
    /// What it comes to, and what finance would say of it.
    pub judged: Memo<Judged>,
    /// Currencies that the program takes.
    pub currencies: StoredValue<Vec<String>>,
    /// Where the draft stands.
    pub draft: Draft<Claims>,
}

impl FormModel {
    /// Opens the form of a claim and begins to save what is typed; `today` is the day where the partner is.
    pub(super) fn open(session: &Session, claim: &FundClaim, today: Memo<NaiveDate>) -> Self {
        let first = session.program.currencies.first();
        let currency = first.map(String::as_str).unwrap_or_default();
        let raw = RawClaim::of_claim(claim, untrack(number_style), currency);
        let fields = Fields::new(raw.clone());
        let currencies = StoredValue::new(session.program.currencies.clone());
        let places = StoredValue::new(places(claim));
        let record = RwSignal::new(claim.clone());
        let reading = reading_of::<Claims>(fields);
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
        let place = place_of(session.user.id, claim.summary.id);
        let opening = Opening {
            subject: Claims {
                user: session.user.id,
                request: claim.summary.request_id,
            },
            fields,
            reading,
            errors,
            record: Some(claim.clone()),
            raw,
            kept: place.load(),
            place,
        };
        let draft = Draft::open(opening, move |news| {
            // Its answer tells which invoices other claims have.
            if let News::Saved(claim) = &news {
                record.try_set(FundClaim::clone(claim));
            }
            Some(news)
        });
        take_refusals_off(fields, errors);
        FormModel {
            fields,
            errors,
            claim: record,
            places,
            reading,
            judged,
            currencies,
            draft,
        }
    }

    /// The text of a claim as the reader would have typed it, in the currency that stands there where its results have none.
    pub(super) fn raw_of(self, claim: &FundClaim) -> RawClaim {
        let currency = self.fields.pipeline_currency.get_untracked();
        RawClaim::of_claim(claim, untrack(number_style), &currency)
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

/// What the server refused of a field is no longer said once the field's text has changed.
fn take_refusals_off(fields: Fields, errors: FormErrors) {
    let invoices = Signal::derive(move || format!("{:?}", fields.raw().invoices));
    let pipeline = Signal::derive(move || format!("{} {}", fields.pipeline.get(), fields.pipeline_currency.get()));
    let won = Signal::derive(move || format!("{} {}", fields.won.get(), fields.won_currency.get()));
    errors
        .follow("/lines", invoices)
        .follow("/leads", fields.leads)
        .follow("/pipeline", pipeline)
        .follow("/won", won)
        .follow("/lessons", fields.lessons);
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
