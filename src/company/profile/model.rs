//! The form as its parts see it: what is typed, what the server holds, and the one way from the first to the second.
//!
//! A profile is seen by others as soon as it is saved, so it is saved when somebody says so. Until then what is typed is kept on this device
//! at every key: a killed tab loses nothing.

use super::fields::Fields;
use super::raw::RawProfile;
use crate::api::{Reading, Writing, partners, use_write};
use crate::forms::{FormErrors, Place};
use crate::i18n::{keys, text};
use crate::ui::{DraftStatus, toast};
use chrono::Utc;
use entente_model::ids::UserId;
use entente_model::partners::profile::{self, ProfileRules};
use entente_model::partners::{Partner, PartnerProfile};
use entente_model::problem::FieldError;
use entente_model::settings::Specialty;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What this device keeps of the form.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    raw: RawProfile,
    /// What the server held when this was typed; what stands there now may be another's.
    held: PartnerProfile,
    /// Version of the record at that time: saved over a newer one, it is refused.
    version: i64,
}

/// The form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct ProfileForm {
    /// Raw text.
    pub fields: Fields,
    /// What is wrong.
    pub errors: FormErrors,
    /// What is typed.
    pub typed: Memo<PartnerProfile>,
    /// What the program says that companies can be good at.
    pub specialties: StoredValue<Vec<Specialty>>,
    /// Where what is typed stands.
    pub status: RwSignal<DraftStatus>,
    /// The record as somebody else has left it; a choice is due.
    pub stale: RwSignal<Option<Partner>>,
    /// Whether text of the last visit was put in place that the server never got.
    pub restored: RwSignal<bool>,
    /// Sends what is typed.
    pub saving: Writing<(PartnerProfile, i64)>,
    held: RwSignal<Partner>,
    place: StoredValue<Place>,
}

impl ProfileForm {
    /// The form of a partner's profile, with what this device kept of the last visit of a person.
    pub(super) fn open(
        partner: &Partner,
        reading: Reading<Partner>,
        user: UserId,
        specialties: Vec<Specialty>,
    ) -> Self {
        let id = partner.summary.id;
        let fields = Fields::new(RawProfile::of_profile(&partner.profile, &specialties));
        let typed = Memo::new(move |_| PartnerProfile::from(fields.raw()));
        let specialties = StoredValue::new(specialties);
        let held = RwSignal::new(partner.clone());
        let errors = FormErrors::new(move || typed.with(|typed| check(typed, &choosable(specialties, held))));
        let saving = use_write(
            move |(profile, version): &(PartnerProfile, i64), _| partners::save_profile(id, profile, *version),
            move |(sent, _), saved: Partner| {
                toast(text(keys::COMPANY_PROFILE_SAVED));
                reading.set(saved.clone());
                held.set(saved.clone());
                // What was typed on meanwhile stays.
                if typed.with_untracked(|typed| *typed == sent) {
                    fields.fill(raw_of(&saved, specialties));
                }
            },
        );
        let form = ProfileForm {
            fields,
            errors,
            typed,
            specialties,
            status: RwSignal::new(DraftStatus::Untouched),
            stale: RwSignal::new(None),
            restored: RwSignal::new(false),
            saving,
            held,
            place: StoredValue::new(Place::named(format!("entente.profile.{user}.{id}"))),
        };
        form.restore();
        form.keep();
        form.follow(reading);
        form.hear_refusals();
        take_refusals_off(form);
        form
    }

    /// Whether something is typed that the server does not hold; followed inside a reactive closure.
    fn is_dirty(self) -> bool {
        let raw = self.fields.raw();
        self.held.with(|held| raw != raw_of(held, self.specialties))
    }

    /// The specialties to choose from; followed inside a reactive closure.
    pub(super) fn choosable(self) -> Vec<Specialty> {
        choosable(self.specialties, self.held)
    }

    /// Sends what is typed.
    pub(super) fn save(self) {
        self.errors.clear();
        self.restored.set(false);
        let version = self.held.with_untracked(|held| held.version);
        self.saving.run((self.typed.get_untracked(), version));
    }

    /// Takes what is typed off, back to what the server holds.
    pub(super) fn discard(self) {
        self.restored.set(false);
        self.fields
            .fill(self.held.with_untracked(|held| raw_of(held, self.specialties)));
        self.errors.state().reset();
    }

    /// What is typed takes the place of what somebody else has saved.
    pub(super) fn keep_mine(self) {
        if let Some(theirs) = self.stale.get_untracked() {
            self.stale.set(None);
            self.held.set(theirs);
            self.save();
        }
    }

    /// What somebody else has saved takes the place of what is typed.
    pub(super) fn take_theirs(self) {
        if let Some(theirs) = self.stale.get_untracked() {
            self.stale.set(None);
            self.held.set(theirs);
            self.discard();
        }
    }

    fn restore(self) {
        let Some(mut kept) = self.place.with_value(Place::load::<Kept>) else {
            return;
        };
        // What is no longer there to choose could not be taken off.
        let known = untrack(|| self.choosable());
        let is_known = |code: &String| known.iter().any(|known| known.code == *code);
        kept.raw.specialties.retain(is_known);
        let held = self.held.get_untracked();
        let mine = PartnerProfile::from(kept.raw.clone());
        if mine == held.profile {
            return;
        }
        let is_stale = held.profile != kept.held;
        self.fields.fill(kept.raw);
        if is_stale {
            self.held.update(|held| {
                held.profile = kept.held;
                held.version = kept.version;
            });
            self.stale.set(Some(held));
        }
        self.restored.set(!is_stale);
    }

    /// Keeps what is typed on this device for as long as the server does not have it.
    fn keep(self) {
        Effect::new(move |before: Option<DraftStatus>| {
            let is_dirty = self.is_dirty();
            let status = if self.stale.with(Option::is_some) {
                DraftStatus::Conflict
            } else if is_dirty {
                DraftStatus::OnDevice
            } else if before.is_some_and(|before| before != DraftStatus::Untouched) {
                DraftStatus::Saved(Utc::now())
            } else {
                DraftStatus::Untouched
            };
            self.place.with_value(|place| {
                if is_dirty {
                    let raw = untrack(|| self.fields.raw());
                    let kept = self.held.with_untracked(|held| Kept {
                        raw,
                        held: held.profile.clone(),
                        version: held.version,
                    });
                    place.keep(&kept);
                } else {
                    place.forget();
                }
            });
            self.status.set(status);
            status
        });
    }

    /// Takes over what others have changed, as long as no one's words are at stake; asks otherwise.
    fn follow(self, reading: Reading<Partner>) {
        Effect::new(move |_| {
            if let Some(now) = reading.value().get() {
                untrack(|| self.meet(now));
            }
        });
    }

    fn meet(self, now: Partner) {
        let (version, is_same) = self
            .held
            .with_untracked(|held| (held.version, held.profile == now.profile));
        if now.version <= version || self.stale.with_untracked(Option::is_some) {
            return;
        }
        let is_mine = self.typed.with_untracked(|typed| *typed == now.profile);
        let was_dirty = untrack(|| self.is_dirty());
        if is_same || is_mine || !was_dirty {
            self.held.set(now);
            if !was_dirty || is_mine {
                self.fields
                    .fill(self.held.with_untracked(|held| raw_of(held, self.specialties)));
            }
        } else {
            self.stale.set(Some(now));
        }
    }

    fn hear_refusals(self) {
        Effect::new(move |_| {
            let Some(error) = self.saving.error().get() else { return };
            let Some(current) = error.current::<Partner>() else {
                self.errors.show(&error);
                return;
            };
            let is_same = self.held.with_untracked(|held| held.profile == current.profile);
            if is_same {
                // A logo or a tax form made a version, too: no one's words are at stake.
                self.held.set(current);
                self.save();
            } else {
                self.stale.set(Some(current));
            }
        });
    }
}

fn raw_of(partner: &Partner, specialties: StoredValue<Vec<Specialty>>) -> RawProfile {
    specialties
        .try_with_value(|known| RawProfile::of_profile(&partner.profile, known))
        .unwrap_or_default()
}

/// Those that are offered, and those that the company has already: as the server takes them.
fn choosable(specialties: StoredValue<Vec<Specialty>>, held: RwSignal<Partner>) -> Vec<Specialty> {
    let of = |known: &Vec<Specialty>| {
        held.with(|held| {
            let choosable = profile::choosable(known, &held.profile.specialties);
            choosable.into_iter().cloned().collect()
        })
    };
    specialties.try_with_value(of).unwrap_or_default()
}

fn check(profile: &PartnerProfile, choosable: &[Specialty]) -> Vec<FieldError> {
    let codes: Vec<&str> = choosable.iter().map(|known| known.code.as_str()).collect();
    profile.check(&ProfileRules { specialties: &codes })
}

/// What the server refused of a field is no longer said once the field's text has changed.
fn take_refusals_off(form: ProfileForm) {
    let fields = form.fields;
    form.errors
        .follow("/display_name", fields.display_name)
        .follow("/tagline", fields.tagline)
        .follow("/description", fields.description)
        .follow("/address", fields.address)
        .follow(
            "/specialties",
            Signal::derive(move || fields.specialties.with(|codes| codes.join(" "))),
        )
        .follow("/contact/name", fields.contact_name)
        .follow("/contact/job_title", fields.contact_title)
        .follow("/contact/email", fields.contact_email)
        .follow("/contact/phone", fields.contact_phone)
        .follow("/colours/primary", fields.primary)
        .follow("/colours/accent", fields.accent);
}
