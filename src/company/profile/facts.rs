//! A profile as people read it: for those who don't change it, two versions side by side, and the names of what is missing.

use crate::forms::Fact;
use crate::i18n::{self, Key, keys};
use crate::ui::{Data, KeyValue, KeyValues};
use entente_model::partners::{Partner, PartnerProfile};
use entente_model::settings::Specialty;
use leptos::prelude::*;

/// The fields in the order of the form.
pub(super) fn facts(profile: &PartnerProfile, known: &[Specialty]) -> Vec<Fact> {
    let fact = |label, pointer, value: &str| Fact {
        label,
        pointer,
        value: value.to_owned(),
        is_long: false,
    };
    let contact = &profile.contact;
    let specialties: Vec<String> = profile
        .specialties
        .iter()
        .map(|code| {
            let known = known.iter().find(|known| known.code == *code);
            known.map_or_else(|| code.clone(), |known| known.name.clone())
        })
        .collect();
    vec![
        fact(keys::COMPANY_PROFILE_NAME, "/display_name", &profile.display_name),
        fact(keys::COMPANY_PROFILE_TAGLINE, "/tagline", &profile.tagline),
        fact(keys::COMPANY_PROFILE_DESCRIPTION, "/description", &profile.description),
        fact(
            keys::COMPANY_PROFILE_SPECIALTIES,
            "/specialties",
            &i18n::list(&specialties),
        ),
        fact(keys::COMPANY_PROFILE_ADDRESS, "/address", &profile.address),
        fact(keys::COMPANY_PROFILE_CONTACT_NAME, "/contact/name", &contact.name),
        fact(
            keys::COMPANY_PROFILE_CONTACT_TITLE,
            "/contact/job_title",
            &contact.job_title,
        ),
        fact(keys::COMPANY_PROFILE_CONTACT_EMAIL, "/contact/email", &contact.email),
        fact(keys::COMPANY_PROFILE_CONTACT_PHONE, "/contact/phone", &contact.phone),
        fact(
            keys::COMPANY_PROFILE_PRIMARY,
            "/colours/primary",
            &profile.colours.primary,
        ),
        fact(keys::COMPANY_PROFILE_ACCENT, "/colours/accent", &profile.colours.accent),
    ]
}

/// The name of the field of a pointer.
pub(super) fn label_of(pointer: &str) -> Option<Key> {
    let fact = facts(&PartnerProfile::default(), &[]).into_iter();
    fact.filter(|fact| fact.pointer == pointer)
        .map(|fact| fact.label)
        .next()
}

/// A profile to read.
#[component]
pub(super) fn ProfileFacts(
    /// Whose.
    partner: Signal<Partner>,
    /// What the program says that companies can be good at.
    specialties: StoredValue<Vec<Specialty>>,
) -> impl IntoView {
    let lines = Memo::new(move |_| {
        let read = |known: &Vec<Specialty>| partner.with(|partner| facts(&partner.profile, known));
        specialties.try_with_value(read).unwrap_or_default()
    });
    let line = |fact: Fact| {
        let value = if fact.value.is_empty() {
            view! { <span class="faint">{i18n::t(keys::COMPANY_PROFILE_NOT_GIVEN)}</span> }.into_any()
        } else {
            view! { <Data value=fact.value class="company-long"/> }.into_any()
        };
        view! { <KeyValue label=fact.label>{value}</KeyValue> }
    };
    view! { <KeyValues ruled=true>{move || lines.get().into_iter().map(line).collect_view()}</KeyValues> }
}
