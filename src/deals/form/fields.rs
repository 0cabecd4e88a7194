//! The form's fields as signals: raw text, exactly as typed.

use super::raw::{RawDeal, RawProduct};
use crate::forms::{LineNumbers, Typing, put};
use entente_model::deals::draft::limits;
use leptos::prelude::*;

/// A line of products. `id` stays while lines come and go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProductLine {
    /// Number of the line within this form.
    pub id: u32,
    /// Code of the product.
    pub code: RwSignal<String>,
    /// Quantity as typed.
    pub quantity: RwSignal<String>,
}

/// Every field of the form. Copied freely; lives as long as the page.
#[derive(Clone, Copy)]
pub struct Fields {
    /// Legal name of the customer.
    pub customer_name: RwSignal<String>,
    /// Domain as typed.
    pub customer_domain: RwSignal<String>,
    /// Country code.
    pub customer_country: RwSignal<String>,
    /// Name of the contact.
    pub contact_name: RwSignal<String>,
    /// E-mail address of the contact.
    pub contact_email: RwSignal<String>,
    /// Role of the contact.
    pub contact_role: RwSignal<String>,
    /// Lines of products.
    pub products: RwSignal<Vec<ProductLine>>,
    /// Amount as typed.
    pub amount: RwSignal<String>,
    /// Currency code.
    pub currency: RwSignal<String>,
    /// Expected close.
    pub expected_close: RwSignal<String>,
    /// Competition.
    pub competition: RwSignal<String>,
    /// Need.
    pub need: RwSignal<String>,
    /// Campaign.
    pub campaign: RwSignal<String>,
    /// Notes.
    pub notes: RwSignal<String>,
    line_numbers: LineNumbers,
}

impl Fields {
    /// Fields that hold `raw`.
    pub fn new(raw: RawDeal) -> Self {
        let text = || RwSignal::new(String::new());
        let fields = Fields {
            customer_name: text(),
            customer_domain: text(),
            customer_country: text(),
            contact_name: text(),
            contact_email: text(),
            contact_role: text(),
            products: RwSignal::new(Vec::new()),
            amount: text(),
            currency: text(),
            expected_close: text(),
            competition: text(),
            need: text(),
            campaign: text(),
            notes: text(),
            line_numbers: LineNumbers::begin(),
        };
        fields.fill(raw);
        fields
    }

    /// Adds an empty line of products, as long as a registration takes more; its id.
    pub fn add_product(self) -> Option<u32> {
        if self.products.with_untracked(Vec::len) >= limits::PRODUCTS {
            return None;
        }
        let line = self.line(RawProduct {
            code: String::new(),
            quantity: "1".to_owned(),
        });
        self.products.update(|lines| lines.push(line));
        Some(line.id)
    }

    /// Takes a line of products away; the last one is emptied instead, so that there is always one to fill.
    pub fn remove_product(self, id: u32) {
        let lines = self.products.get_untracked();
        if let [only] = lines.as_slice() {
            only.code.set(String::new());
            only.quantity.set("1".to_owned());
            return;
        }
        self.products.update(|lines| lines.retain(|line| line.id != id));
    }

    /// At which place of the request a line is sent; blank lines are not. Followed inside a reactive closure.
    pub fn sent_at(self, id: u32) -> Option<usize> {
        let lines = self.products.get();
        let is_blank = |line: &ProductLine| {
            RawProduct {
                code: line.code.get(),
                quantity: line.quantity.get(),
            }
            .is_blank()
        };
        lines
            .iter()
            .filter(|line| !is_blank(line))
            .position(|line| line.id == id)
    }

    fn line(self, text: RawProduct) -> ProductLine {
        ProductLine {
            id: self.line_numbers.take(),
            code: RwSignal::new(text.code),
            quantity: RwSignal::new(text.quantity),
        }
    }
}

impl Typing for Fields {
    type Raw = RawDeal;

    fn fill(self, raw: RawDeal) {
        put(self.customer_name, raw.customer_name);
        put(self.customer_domain, raw.customer_domain);
        put(self.customer_country, raw.customer_country);
        put(self.contact_name, raw.contact_name);
        put(self.contact_email, raw.contact_email);
        put(self.contact_role, raw.contact_role);
        put(self.amount, raw.amount);
        put(self.currency, raw.currency);
        put(self.expected_close, raw.expected_close);
        put(self.competition, raw.competition);
        put(self.need, raw.need);
        put(self.campaign, raw.campaign);
        put(self.notes, raw.notes);
        let lines = self.products.get_untracked();
        for (line, text) in lines.iter().zip(&raw.products) {
            put(line.code, text.code.clone());
            put(line.quantity, text.quantity.clone());
        }
        if lines.len() != raw.products.len() {
            let mut lines = lines;
            lines.truncate(raw.products.len());
            let known = lines.len();
            lines.extend(raw.products.into_iter().skip(known).map(|text| self.line(text)));
            self.products.set(lines);
        }
    }

    fn raw(self) -> RawDeal {
        let products = self.products.get();
        RawDeal {
            customer_name: self.customer_name.get(),
            customer_domain: self.customer_domain.get(),
            customer_country: self.customer_country.get(),
            contact_name: self.contact_name.get(),
            contact_email: self.contact_email.get(),
            contact_role: self.contact_role.get(),
            products: products
                .iter()
                .map(|line| RawProduct {
                    code: line.code.get(),
                    quantity: line.quantity.get(),
                })
                .collect(),
            amount: self.amount.get(),
            currency: self.currency.get(),
            expected_close: self.expected_close.get(),
            competition: self.competition.get(),
            need: self.need.get(),
            campaign: self.campaign.get(),
            notes: self.notes.get(),
        }
    }
}
