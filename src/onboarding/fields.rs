//! The form's fields as signals: raw text, exactly as typed.

use super::raw::RawApplication;
use crate::forms::{Typing, put};
use leptos::prelude::*;

/// Every field of the form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub struct Fields {
    /// Registered name of the company.
    pub legal_name: RwSignal<String>,
    /// The name that people use.
    pub display_name: RwSignal<String>,
    /// Domain as typed.
    pub domain: RwSignal<String>,
    /// Country code.
    pub country: RwSignal<String>,
    /// Code of the region.
    pub region: RwSignal<String>,
    /// Word of what the company is.
    pub partner_type: RwSignal<String>,
    /// Codes of regions.
    pub regions_served: RwSignal<Vec<String>>,
    /// Codes of specialties.
    pub specialties: RwSignal<Vec<String>>,
    /// How many people it employs.
    pub headcount: RwSignal<String>,
    /// Vendors, one a line.
    pub current_vendors: RwSignal<String>,
    /// Expected sales of a year.
    pub amount: RwSignal<String>,
    /// Currency code.
    pub currency: RwSignal<String>,
    /// Why it wants to be a partner.
    pub motivation: RwSignal<String>,
    /// Name of the contact.
    pub contact_name: RwSignal<String>,
    /// E-mail address of the contact.
    pub contact_email: RwSignal<String>,
    /// What the contact does there.
    pub contact_title: RwSignal<String>,
    /// Telephone number of the contact.
    pub contact_phone: RwSignal<String>,
    /// People who would sell.
    pub sellers: RwSignal<String>,
    /// People who would install and support.
    pub technicians: RwSignal<String>,
    /// Whether the contact agrees.
    pub consent: RwSignal<bool>,
}

impl Fields {
    /// Fields that hold `raw`.
    pub fn new(raw: RawApplication) -> Self {
        Fields {
            legal_name: RwSignal::new(raw.legal_name),
            display_name: RwSignal::new(raw.display_name),
            domain: RwSignal::new(raw.domain),
            country: RwSignal::new(raw.country),
            region: RwSignal::new(raw.region),
            partner_type: RwSignal::new(raw.partner_type),
            regions_served: RwSignal::new(raw.regions_served),
            specialties: RwSignal::new(raw.specialties),
            headcount: RwSignal::new(raw.headcount),
            current_vendors: RwSignal::new(raw.current_vendors),
            amount: RwSignal::new(raw.amount),
            currency: RwSignal::new(raw.currency),
            motivation: RwSignal::new(raw.motivation),
            contact_name: RwSignal::new(raw.contact_name),
            contact_email: RwSignal::new(raw.contact_email),
            contact_title: RwSignal::new(raw.contact_title),
            contact_phone: RwSignal::new(raw.contact_phone),
            sellers: RwSignal::new(raw.sellers),
            technicians: RwSignal::new(raw.technicians),
            consent: RwSignal::new(raw.consent),
        }
    }
}

impl Typing for Fields {
    type Raw = RawApplication;

    fn fill(self, raw: RawApplication) {
        put(self.legal_name, raw.legal_name);
        put(self.display_name, raw.display_name);
        put(self.domain, raw.domain);
        put(self.country, raw.country);
        put(self.region, raw.region);
        put(self.partner_type, raw.partner_type);
        put(self.regions_served, raw.regions_served);
        put(self.specialties, raw.specialties);
        put(self.headcount, raw.headcount);
        put(self.current_vendors, raw.current_vendors);
        put(self.amount, raw.amount);
        put(self.currency, raw.currency);
        put(self.motivation, raw.motivation);
        put(self.contact_name, raw.contact_name);
        put(self.contact_email, raw.contact_email);
        put(self.contact_title, raw.contact_title);
        put(self.contact_phone, raw.contact_phone);
        put(self.sellers, raw.sellers);
        put(self.technicians, raw.technicians);
        put(self.consent, raw.consent);
    }

    fn raw(self) -> RawApplication {
        RawApplication {
            legal_name: self.legal_name.get(),
            display_name: self.display_name.get(),
            domain: self.domain.get(),
            country: self.country.get(),
            region: self.region.get(),
            partner_type: self.partner_type.get(),
            regions_served: self.regions_served.get(),
            specialties: self.specialties.get(),
            headcount: self.headcount.get(),
            current_vendors: self.current_vendors.get(),
            amount: self.amount.get(),
            currency: self.currency.get(),
            motivation: self.motivation.get(),
            contact_name: self.contact_name.get(),
            contact_email: self.contact_email.get(),
            contact_title: self.contact_title.get(),
            contact_phone: self.contact_phone.get(),
            sellers: self.sellers.get(),
            technicians: self.technicians.get(),
            consent: self.consent.get(),
        }
    }
}
