//! Opening a form: what the server holds, what this device kept of the last visit, and which of the two one sees.

use super::model::FormModel;
use super::raw::{RawClaim, read};
use super::subject::{Claims, place_of};
use crate::api::connection;
use crate::forms::{self, CopyOf, number_style};
use crate::ui::DraftStatus;
use chrono::NaiveDate;
use entente_model::funds::claim::FundClaim;
use entente_model::people::Session;
use leptos::prelude::*;

/// A form with what it was opened with. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    /// The form.
    pub form: FormModel,
    /// Whether text of the last visit was put in place that the server never got.
    pub restored: RwSignal<bool>,
    opening: StoredValue<RawClaim>,
}

/// Opens the form of a claim and begins to save what is typed.
pub(super) fn open(session: &Session, claim: &FundClaim, today: Memo<NaiveDate>) -> Opened {
    let place = place_of(session.user.id, claim.summary.id);
    let currency = session
        .program
        .currencies
        .first()
        .map(String::as_str)
        .unwrap_or_default();
    let on_server = RawClaim::of_claim(claim, untrack(number_style), currency);
    let kept: Option<CopyOf<Claims>> = place.load();
    let kept = kept.filter(|kept| {
        let is_more = forms::kept_text::<Claims>(kept, untrack(number_style)) != on_server;
        if !is_more {
            place.forget();
        }
        is_more
    });
    let form = FormModel::new(session, claim, place, on_server.clone(), today);
    let opened = Opened {
        form,
        restored: RwSignal::new(false),
        opening: StoredValue::new(on_server),
    };
    if let Some(kept) = kept {
        opened.restore(kept, claim);
    }
    opened.keep_saving();
    opened
}

impl Opened {
    /// Puts the text of the last visit in place. Where the record has changed since, both are shown for a choice.
    fn restore(self, kept: CopyOf<Claims>, claim: &FundClaim) {
        let style = untrack(number_style);
        let raw = forms::kept_text::<Claims>(&kept, style);
        let (mine, _) = read(&raw, style);
        let is_stale = claim.fields != kept.held && claim.fields != mine;
        if is_stale {
            if let Some(saver) = self.form.saver() {
                saver.hold_back(kept.version, kept.held);
            }
            self.form.stale.set(Some(claim.clone()));
            self.form.status.set(DraftStatus::Conflict);
        }
        self.form.fields.fill(raw);
        self.restored.set(!is_stale);
    }

    /// Takes the text of the last visit out again, here and on the server.
    pub(super) fn discard_restored(self) {
        let opening = self.opening.get_value();
        self.restored.set(false);
        if let Some(saver) = self.form.saver() {
            saver.forget_typed(opening.clone(), untrack(number_style));
        }
        self.form.fields.fill(opening);
    }

    fn keep_saving(self) {
        let form = self.form;
        let fields = form.fields;
        Effect::new(move |_| {
            let (raw, style) = (fields.raw(), number_style());
            if let Some(saver) = form.saver() {
                saver.typed(raw, style);
            }
        });
        let restored = self.restored;
        // Discarding would overwrite what somebody else has written.
        Effect::new(move |_| {
            if form.stale.with(Option::is_some) {
                restored.set(false);
            }
        });
        // Amounts keep their worth when the reader changes the language over them.
        Effect::watch(
            number_style,
            move |now, before, _| {
                if let Some(before) = before.filter(|before| *before != now) {
                    fields.fill(untrack(|| fields.raw()).in_signs(*before, *now));
                }
            },
            false,
        );
        let is_there = Memo::new(move |_| connection::away_since().is_none());
        Effect::watch(
            move || is_there.get(),
            move |is_there, _, _| {
                if let Some(saver) = form.saver().filter(|_| *is_there) {
                    saver.save();
                }
            },
            false,
        );
        on_cleanup(move || {
            if let Some(saver) = form.saver() {
                saver.save();
            }
        });
        take_refusals_off(form);
    }
}

/// What the server refused of a field is no longer said once the field's text has changed.
fn take_refusals_off(form: FormModel) {
    let fields = form.fields;
    let invoices = Signal::derive(move || format!("{:?}", fields.raw().invoices));
    let pipeline = Signal::derive(move || format!("{} {}", fields.pipeline.get(), fields.pipeline_currency.get()));
    let won = Signal::derive(move || format!("{} {}", fields.won.get(), fields.won_currency.get()));
    form.errors
        .follow("/lines", invoices)
        .follow("/leads", fields.leads)
        .follow("/pipeline", pipeline)
        .follow("/won", won)
        .follow("/lessons", fields.lessons);
}
