//! What a partner writes into a registration, and what of it is refused.

use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The fields of a registration. A draft may leave anything empty; submitting asks for all that [`DealDraft::check_complete`] names.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DealDraft {
    /// Legal name of the customer.
    pub customer_name: String,
    /// The customer's domain as typed; the server keeps the registrable domain beside it.
    pub customer_domain: String,
    /// ISO 3166-1 alpha-2, or empty.
    pub customer_country: String,
    /// Whom to talk to there.
    pub contact: Contact,
    /// Products with quantities.
    pub products: Vec<DealProduct>,
    /// Estimated value.
    pub value: Option<Money>,
    /// When the partner expects to close.
    pub expected_close: Option<NaiveDate>,
    /// Who else the customer talks to.
    pub competition: String,
    /// What the customer needs, at least 20 characters.
    pub need: String,
    /// Campaign that the deal came from.
    pub campaign: String,
    /// Anything else.
    pub notes: String,
}

impl DealDraft {
    /// The draft of another registration of the same customer: who it is, whom to talk to, products and value. What belonged to the time of
    /// the first one, such as the need and the expected close, is to be told anew.
    pub fn again(&self) -> DealDraft {
        DealDraft {
            customer_name: self.customer_name.clone(),
            customer_domain: self.customer_domain.clone(),
            customer_country: self.customer_country.clone(),
            contact: self.contact.clone(),
            products: self.products.clone(),
            value: self.value.clone(),
            ..DealDraft::default()
        }
    }
}

/// A person at the customer.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role there.
    pub role: String,
}

/// A product of a registration.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DealProduct {
    /// Code of a product of the settings.
    pub code: String,
    /// How many, 1 to 1,000,000.
    pub quantity: u32,
}

/// Most characters of each text.
pub mod limits {
    /// Legal name of the customer.
    pub const CUSTOMER_NAME: usize = 200;
    /// Domain as typed.
    pub const CUSTOMER_DOMAIN: usize = 253;
    /// A country code.
    pub const COUNTRY: usize = 2;
    /// A currency code.
    pub const CURRENCY: usize = 3;
    /// A code of the settings.
    pub const CODE: usize = 32;
    /// Name and role of the contact.
    pub const CONTACT: usize = 120;
    /// E-mail address of the contact.
    pub const EMAIL: usize = 254;
    /// Competition.
    pub const COMPETITION: usize = 500;
    /// Need.
    pub const NEED: usize = 4_000;
    /// Campaign.
    pub const CAMPAIGN: usize = 120;
    /// Notes, comments and messages of decisions.
    pub const NOTES: usize = 4_000;
    /// Next step of an approved deal.
    pub const NEXT_STEP: usize = 500;
    /// Products of one registration.
    pub const PRODUCTS: usize = 20;
    /// Pieces of one product.
    pub const QUANTITY: u32 = 1_000_000;
    /// Years that an expected close may lie ahead.
    pub const CLOSE_YEARS: i32 = 5;
}
