//! What a person has typed into a registration, as typed, and how it becomes the model's [`DealDraft`].

use crate::forms::{count_error, read_day, read_domain, read_loose_count, read_money, trimmed};
use entente_model::deals::draft::limits;
use entente_model::deals::{Contact, Deal, DealDraft, DealProduct};
use entente_model::money::{Money, NumberStyle, plain_amount};
use entente_model::problem::{FieldCode, FieldError};
use serde::{Deserialize, Serialize};

/// The text of every field of the form. Nothing of it need make sense; it is kept on the device as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawDeal {
    /// Legal name of the customer.
    pub customer_name: String,
    /// Domain as typed or pasted.
    pub customer_domain: String,
    /// Country code, or empty.
    pub customer_country: String,
    /// Name of the contact.
    pub contact_name: String,
    /// E-mail address of the contact.
    pub contact_email: String,
    /// Role of the contact.
    pub contact_role: String,
    /// Products, in the order shown.
    pub products: Vec<RawProduct>,
    /// Amount as typed, in the signs of `decimal` and `group`.
    pub amount: String,
    /// Currency code.
    pub currency: String,
    /// Day in ISO form, or what the browser made of it.
    pub expected_close: String,
    /// Competition.
    pub competition: String,
    /// Need.
    pub need: String,
    /// Campaign.
    pub campaign: String,
    /// Notes.
    pub notes: String,
}

/// A line of products as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawProduct {
    /// Code of a product, or empty.
    pub code: String,
    /// Quantity as typed.
    pub quantity: String,
}

/// What can be read, and what can't. Lines of products without a product are left out unless a quantity was changed: an empty line is an offer.
pub fn read(raw: &RawDeal, style: NumberStyle) -> (DealDraft, Vec<FieldError>) {
    let mut errors = Vec::new();
    let mut products = Vec::new();
    for line in raw.products.iter().filter(|line| !line.is_blank()) {
        let quantity = read_quantity(&line.quantity, style).unwrap_or_else(|code| {
            let pointer = format!("/products/{}/quantity", products.len());
            errors.push(count_error(&pointer, code, 1, limits::QUANTITY));
            0
        });
        products.push(DealProduct {
            code: line.code.clone(),
            quantity,
        });
    }
    let value = read_amount(&raw.amount, &raw.currency, style).unwrap_or_else(|error| {
        errors.push(error);
        None
    });
    let expected_close = read_day(&raw.expected_close).unwrap_or_else(|code| {
        errors.push(FieldError::new("/expected_close", code));
        None
    });
    let draft = DealDraft {
        customer_name: trimmed(&raw.customer_name),
        customer_domain: read_domain(&raw.customer_domain),
        customer_country: raw.customer_country.clone(),
        contact: Contact {
            name: trimmed(&raw.contact_name),
            email: trimmed(&raw.contact_email),
            role: trimmed(&raw.contact_role),
        },
        products,
        value,
        expected_close,
        competition: trimmed(&raw.competition),
        need: trimmed(&raw.need),
        campaign: trimmed(&raw.campaign),
        notes: trimmed(&raw.notes),
    };
    (draft, errors)
}

impl RawProduct {
    /// Whether the line says nothing: no product, and the quantity that a new line has.
    pub fn is_blank(&self) -> bool {
        self.code.is_empty() && matches!(self.quantity.trim(), "" | "1")
    }
}

impl RawDeal {
    /// A new registration: one empty line of products, the program's first currency.
    pub fn begin(currency: &str) -> Self {
        RawDeal {
            currency: currency.to_owned(),
            products: vec![RawProduct {
                code: String::new(),
                quantity: "1".to_owned(),
            }],
            ..Self::default()
        }
    }

    /// What the server holds, written as the reader would have typed it. `currency` stands where the record has none.
    pub fn of_deal(deal: &Deal, style: NumberStyle, currency: &str) -> Self {
        Self::of_draft(&deal.fields, style, currency)
    }

    /// The same for the fields alone.
    pub fn of_draft(fields: &DealDraft, style: NumberStyle, currency: &str) -> Self {
        let mut products: Vec<RawProduct> = fields
            .products
            .iter()
            .map(|product| RawProduct {
                code: product.code.clone(),
                quantity: product.quantity.to_string(),
            })
            .collect();
        if products.is_empty() {
            products = Self::begin(currency).products;
        }
        RawDeal {
            customer_name: fields.customer_name.clone(),
            customer_domain: fields.customer_domain.clone(),
            customer_country: fields.customer_country.clone(),
            contact_name: fields.contact.name.clone(),
            contact_email: fields.contact.email.clone(),
            contact_role: fields.contact.role.clone(),
            products,
            amount: fields
                .value
                .as_ref()
                .map(|value| plain_amount(value, style))
                .unwrap_or_default(),
            currency: fields
                .value
                .as_ref()
                .map_or_else(|| currency.to_owned(), |value| value.currency.clone()),
            expected_close: fields.expected_close.map(|day| day.to_string()).unwrap_or_default(),
            competition: fields.competition.clone(),
            need: fields.need.clone(),
            campaign: fields.campaign.clone(),
            notes: fields.notes.clone(),
        }
    }
}

/// Reads an amount of an order as typed, with errors at the pointers of [`Money`] below `/value`.
pub fn read_amount(amount: &str, currency: &str, style: NumberStyle) -> Result<Option<Money>, FieldError> {
    read_money(amount, currency, style, "/value")
}

fn read_quantity(typed: &str, style: NumberStyle) -> Result<u32, FieldCode> {
    read_loose_count(typed, style)?.ok_or(FieldCode::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::rewrite_amount;
    use crate::forms::styles::{ENGLISH, GERMAN};
    use chrono::NaiveDate;

    fn pointers(raw: &RawDeal) -> Vec<(String, FieldCode)> {
        let (_, errors) = read(raw, GERMAN);
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn an_empty_form_is_an_empty_draft() {
        let raw = RawDeal::begin("EUR");
        assert_eq!(read(&raw, GERMAN), (DealDraft::default(), Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_is_named_and_the_rest_is_kept() {
        let raw = RawDeal {
            customer_name: " Acme ".into(),
            amount: "12,5,0".into(),
            expected_close: "31.02.2027".into(),
            products: vec![RawProduct {
                code: "core".into(),
                quantity: "viele".into(),
            }],
            ..RawDeal::begin("EUR")
        };
        let expected = [
            ("/products/0/quantity", FieldCode::NotANumber),
            ("/value/minor", FieldCode::NotANumber),
            ("/expected_close", FieldCode::InvalidDate),
        ];
        assert_eq!(
            pointers(&raw),
            expected.map(|(pointer, code)| (pointer.to_owned(), code))
        );
        let (draft, _) = read(&raw, GERMAN);
        assert_eq!(draft.customer_name, "Acme");
        assert_eq!(draft.value, None);
    }

    #[test]
    fn a_record_survives_being_typed_anew() {
        let draft = DealDraft {
            customer_name: "Müller GmbH".into(),
            products: vec![DealProduct {
                code: "core".into(),
                quantity: 1_200,
            }],
            value: Some(Money::new(1_234_567, "EUR")),
            expected_close: NaiveDate::from_ymd_opt(2027, 3, 1),
            ..DealDraft::default()
        };
        let raw = RawDeal::of_draft(&draft, GERMAN, "EUR");
        assert_eq!(raw.amount, "12345,67");
        assert_eq!(read(&raw, GERMAN), (draft, Vec::new()));
    }

    #[test]
    fn an_amount_keeps_its_worth_when_the_language_changes() {
        assert_eq!(rewrite_amount("1.250", "EUR", GERMAN, ENGLISH), "1250.00");
        assert_eq!(rewrite_amount("viel", "EUR", GERMAN, ENGLISH), "viel");
        assert_eq!(rewrite_amount("1.250", "EUR", GERMAN, GERMAN), "1.250");
    }

    #[test]
    fn blank_lines_of_products_are_left_out_and_pointers_follow_what_is_sent() {
        let blank = RawProduct {
            code: String::new(),
            quantity: "1".into(),
        };
        let wrong = RawProduct {
            code: "core".into(),
            quantity: "0x".into(),
        };
        let raw = RawDeal {
            products: vec![blank, wrong],
            ..RawDeal::begin("EUR")
        };
        assert_eq!(
            pointers(&raw),
            [("/products/0/quantity".to_owned(), FieldCode::NotANumber)]
        );
    }
}
