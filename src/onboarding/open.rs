//! Opening a form: what the server holds, what this device kept of the last visit, and which of the two one sees.

use super::model::ApplyForm;
use super::raw::{RawApplication, Typed, read, rewritten};
use super::subject::{Applications, DeviceCopy, place_of, place_of_new};
use crate::api::connection;
use crate::forms::{self, number_style};
use crate::ui::DraftStatus;
use entente_model::onboarding::{ApplicationStep, OwnApplication, PublicProgram};
use leptos::prelude::*;

/// A form with what was found of it. Copied freely.
#[derive(Clone, Copy)]
pub struct Opened {
    /// The form.
    pub form: ApplyForm,
    /// Whether text of the last visit was put in place that the server never got.
    pub restored: RwSignal<bool>,
    own: StoredValue<Option<OwnApplication>>,
}

/// Opens the form of an application, or of a new one, and begins to save what is typed.
pub fn open(
    program: PublicProgram,
    own: Option<OwnApplication>,
    step: Memo<ApplicationStep>,
    on_moved: Callback<()>,
) -> Opened {
    let on_server = raw_of_server(own.as_ref(), &program);
    let kept = kept(own.as_ref(), &on_server);
    let place = own.as_ref().map_or_else(place_of_new, |own| place_of(&own.reference));
    let form = ApplyForm::new(program, own.as_ref(), place, on_server, step, on_moved);
    let opened = Opened {
        form,
        restored: RwSignal::new(false),
        own: StoredValue::new(own),
    };
    if let Some(kept) = kept {
        opened.restore(kept);
    }
    opened.keep_saving();
    take_refusals_off(form);
    opened
}

fn raw_of_server(own: Option<&OwnApplication>, program: &PublicProgram) -> RawApplication {
    own.map_or_else(
        || RawApplication::begin(program),
        |own| RawApplication::of_fields(&own.fields, untrack(number_style), program),
    )
}

/// What the device kept, when it says anything beyond what the server holds.
fn kept(own: Option<&OwnApplication>, on_server: &RawApplication) -> Option<DeviceCopy> {
    let new = place_of_new();
    let begun = || {
        // The first save arrived, but its answer did not: its text is this application's.
        let mut copy: DeviceCopy = new.load()?;
        let creating = copy.creating.take()?;
        new.forget();
        copy.held = creating.draft;
        Some(copy)
    };
    let (place, kept) = match own {
        Some(own) => {
            let place = place_of(&own.reference);
            let kept = place.load().or_else(begun);
            (place, kept)
        }
        None => (new.clone(), new.load()),
    };
    let kept: DeviceCopy = kept?;
    if forms::kept_text::<Applications>(&kept, untrack(number_style)) == *on_server && kept.creating.is_none() {
        place.forget();
        return None;
    }
    Some(kept)
}

impl Opened {
    /// Puts the text of the last visit in place. Where the application has changed since, both are shown for a choice.
    fn restore(self, kept: DeviceCopy) {
        let style = untrack(number_style);
        let raw = forms::kept_text::<Applications>(&kept, style);
        let (mine, _) = read(Typed { raw: &raw, style });
        let own = self.own.get_value();
        let is_stale = own
            .as_ref()
            .is_some_and(|own| own.fields != kept.held && own.fields != mine);
        if let Some(saver) = self.form.saver() {
            saver.take_up(kept.creating);
            if is_stale {
                saver.hold_back(kept.version, kept.held);
            }
        }
        if is_stale {
            self.form.stale.set(own);
            self.form.status.set(DraftStatus::Conflict);
        }
        self.form.fields.fill(raw);
        self.restored.set(!is_stale);
    }

    /// Takes the text of the last visit out again, here and on the server.
    pub fn discard_restored(self) {
        let opening = self
            .form
            .program
            .with_value(|program| self.own.with_value(|own| raw_of_server(own.as_ref(), program)));
        self.restored.set(false);
        if let Some(saver) = self.form.saver() {
            saver.forget_typed(opening.clone(), untrack(number_style));
        }
        self.form.fields.fill(opening);
    }

    /// The application as it was opened; none of a new one.
    pub fn own(self) -> Option<OwnApplication> {
        self.own.try_get_value().flatten()
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
        // Discarding would overwrite what another device has written.
        Effect::new(move |_| {
            if form.stale.with(Option::is_some) {
                restored.set(false);
            }
        });
        // Numbers keep their worth when the reader changes the language over them.
        Effect::watch(
            number_style,
            move |now, before, _| {
                if let Some(before) = before.filter(|before| *before != now) {
                    fields.fill(rewritten(untrack(|| fields.raw()), *before, *now));
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
    }
}

/// What the server refused of a field is no longer said once the field's text has changed.
fn take_refusals_off(form: ApplyForm) {
    let fields = form.fields;
    let codes = |signal: RwSignal<Vec<String>>| Signal::derive(move || signal.with(|codes| codes.join(" ")));
    let money = Signal::derive(move || format!("{} {}", fields.amount.get(), fields.currency.get()));
    form.errors
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
