//! The form's fields as signals: raw text, exactly as typed.

use super::raw::RawProfile;
use leptos::prelude::*;

/// Every field of the form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// The name that people use.
    pub display_name: RwSignal<String>,
    /// A line under it.
    pub tagline: RwSignal<String>,
    /// What the company does.
    pub description: RwSignal<String>,
    /// Postal address.
    pub address: RwSignal<String>,
    /// Codes of specialties.
    pub specialties: RwSignal<Vec<String>>,
    /// Name of the contact.
    pub contact_name: RwSignal<String>,
    /// What the contact does there.
    pub contact_title: RwSignal<String>,
    /// E-mail address of the contact.
    pub contact_email: RwSignal<String>,
    /// Telephone number of the contact.
    pub contact_phone: RwSignal<String>,
    /// The colour that the brand is known by.
    pub primary: RwSignal<String>,
    /// Another beside it.
    pub accent: RwSignal<String>,
}

/// Puts something in place, unless it stands there already: what follows it is not to be woken for nothing.
fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}

impl Fields {
    /// Fields that hold `raw`.
    pub(super) fn new(raw: RawProfile) -> Self {
        Fields {
            display_name: RwSignal::new(raw.display_name),
            tagline: RwSignal::new(raw.tagline),
            description: RwSignal::new(raw.description),
            address: RwSignal::new(raw.address),
            specialties: RwSignal::new(raw.specialties),
            contact_name: RwSignal::new(raw.contact_name),
            contact_title: RwSignal::new(raw.contact_title),
            contact_email: RwSignal::new(raw.contact_email),
            contact_phone: RwSignal::new(raw.contact_phone),
            primary: RwSignal::new(raw.primary),
            accent: RwSignal::new(raw.accent),
        }
    }

    /// Puts other text in place.
    pub(super) fn fill(self, raw: RawProfile) {
        put(self.display_name, raw.display_name);
        put(self.tagline, raw.tagline);
        put(self.description, raw.description);
        put(self.address, raw.address);
        put(self.specialties, raw.specialties);
        put(self.contact_name, raw.contact_name);
        put(self.contact_title, raw.contact_title);
        put(self.contact_email, raw.contact_email);
        put(self.contact_phone, raw.contact_phone);
        put(self.primary, raw.primary);
        put(self.accent, raw.accent);
    }

    /// What is typed now; followed inside a reactive closure.
    pub(super) fn raw(self) -> RawProfile {
        RawProfile {
            display_name: self.display_name.get(),
            tagline: self.tagline.get(),
            description: self.description.get(),
            address: self.address.get(),
            specialties: self.specialties.get(),
            contact_name: self.contact_name.get(),
            contact_title: self.contact_title.get(),
            contact_email: self.contact_email.get(),
            contact_phone: self.contact_phone.get(),
            primary: self.primary.get(),
            accent: self.accent.get(),
        }
    }
}
