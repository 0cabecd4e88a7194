//! Opening a form: what the server holds, what this device kept of the last visit, and which of the two one sees.

use super::device::{DeviceCopy, Registrations};
use super::files::uploads_of;
use super::model::FormModel;
use super::raw::{RawDeal, Typed, read, rewrite_amount};
use crate::api::connection;
use crate::deals::uploads::Uploads;
use crate::forms::{self, Place, number_style};
use crate::paths;
use crate::ui::DraftStatus;
use entente_model::deals::Deal;
use entente_model::people::{ProgramInfo, Session};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// A form with all that belongs to it. Copied freely.
#[derive(Clone, Copy)]
pub struct Opened {
    /// The form.
    pub form: FormModel,
    /// Its files.
    pub uploads: Uploads,
    /// Keys of the outbox that hand it in; empty when nothing waits.
    pub queued: RwSignal<Vec<String>>,
    /// Whether text of the last visit was put in place that the server never got.
    pub restored: RwSignal<bool>,
    deal: StoredValue<Option<Deal>>,
}

/// Opens the form of a deal, or of a new one, and begins to save what is typed, on this device at `place`.
pub fn open(session: &Session, deal: Option<Deal>, place: Place) -> Opened {
    let program = session.program.clone();
    let on_server = raw_of_server(deal.as_ref(), &program);
    let kept = kept_text(&place, &on_server);
    let form = FormModel::new(session.user.id, program, deal.as_ref(), place, on_server);
    let files = deal
        .as_ref()
        .map(|deal| deal.attachments.as_slice())
        .unwrap_or_default();
    let uploads = uploads_of(form, files);
    let opened = Opened {
        form,
        uploads,
        queued: RwSignal::new(Vec::new()),
        restored: RwSignal::new(false),
        deal: StoredValue::new(deal),
    };
    if let Some(kept) = kept {
        opened.restore(kept);
    }
    opened.keep_saving();
    opened
}

fn raw_of_server(deal: Option<&Deal>, program: &ProgramInfo) -> RawDeal {
    let currency = program.currencies.first().map(String::as_str).unwrap_or_default();
    deal.map_or_else(
        || RawDeal::begin(currency),
        |deal| RawDeal::of_deal(deal, untrack(number_style), currency),
    )
}

/// What the device kept, when it says anything beyond what the server holds.
fn kept_text(place: &Place, on_server: &RawDeal) -> Option<DeviceCopy> {
    let kept: DeviceCopy = place.load()?;
    let raw = forms::kept_text::<Registrations>(&kept, untrack(number_style));
    if raw == *on_server && kept.queued.is_empty() && kept.creating.is_none() {
        place.forget();
        return None;
    }
    Some(kept)
}

impl Opened {
    /// Puts the text of the last visit in place. Where the record has changed since, both are shown for a choice.
    fn restore(self, kept: DeviceCopy) {
        let style = untrack(number_style);
        let raw = forms::kept_text::<Registrations>(&kept, style);
        let (mine, _) = read(Typed { raw: &raw, style });
        let deal = self.deal.get_value();
        let is_stale = deal
            .as_ref()
            .is_some_and(|deal| deal.fields != kept.held && deal.fields != mine);
        let is_queued = !kept.queued.is_empty();
        if let Some(saver) = self.form.saver() {
            saver.take_up(kept.creating);
            if is_stale {
                saver.hold_back(kept.version, kept.held);
            }
            if is_queued {
                saver.hand_over(raw.clone(), style, kept.queued.clone());
            }
        }
        if is_stale {
            self.form.stale.set(deal);
            self.form.status.set(DraftStatus::Conflict);
        }
        self.form.fields.fill(raw);
        self.queued.set(kept.queued);
        self.restored.set(!is_stale && !is_queued);
    }

    /// Takes the text of the last visit out again, here and on the server.
    pub fn discard_restored(self) {
        let opening = self
            .form
            .program
            .with_value(|program| self.deal.with_value(|deal| raw_of_server(deal.as_ref(), program)));
        self.restored.set(false);
        if let Some(saver) = self.form.saver() {
            saver.forget_typed(opening.clone(), untrack(number_style));
        }
        self.form.fields.fill(opening);
    }

    /// The record as it was opened; none of a new one.
    pub fn deal(self) -> Option<Deal> {
        self.deal.try_get_value().flatten()
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
        // An amount keeps its worth when the reader changes the language over it.
        Effect::watch(
            number_style,
            move |now, before, _| {
                if let Some(before) = before.filter(|before| *before != now) {
                    let currency = fields.currency.get_untracked();
                    fields
                        .amount
                        .update(|amount| *amount = rewrite_amount(amount, &currency, *before, *now));
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
        if self.deal.with_value(Option::is_none) {
            name_address(form);
        }
        take_refusals_off(form);
    }
}

/// Gives a new draft its own address once it has one, so that loading the page again opens it. The router is not asked: it would make the
/// page anew under the person's fingers.
fn name_address(form: FormModel) {
    Effect::new(move |_| {
        if let (Some(id), Ok(history)) = (form.id.get(), window().history()) {
            let state = history.state().unwrap_or(JsValue::NULL);
            let _ = history.replace_state_with_url(&state, "", Some(&paths::deal_edit(id)));
        }
    });
}

/// What the server refused of a field is no longer said once the field's text has changed.
fn take_refusals_off(form: FormModel) {
    let fields = form.fields;
    let lines = Signal::derive(move || format!("{:?}", fields.raw().products));
    let money = Signal::derive(move || format!("{} {}", fields.amount.get(), fields.currency.get()));
    form.errors
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
