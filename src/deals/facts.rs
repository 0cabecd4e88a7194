//! A registration's fields as people read them: for the review, the detail page, and two versions side by side.

pub use crate::forms::Fact;
use crate::i18n::{self, Key, keys, text, text_with};
use entente_model::deals::DealDraft;
use entente_model::money::Money;
use entente_model::people::ProgramInfo;

/// The section of the form that a field stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// Who the customer is.
    Customer,
    /// Products, value and day.
    Opportunity,
    /// What helps to decide.
    Context,
}

impl Section {
    /// Every section with fields, in order.
    pub const ALL: [Section; 3] = [Self::Customer, Self::Opportunity, Self::Context];

    /// Its heading.
    pub fn title(self) -> Key {
        match self {
            Self::Customer => keys::DEALS_FORM_CUSTOMER,
            Self::Opportunity => keys::DEALS_FORM_OPPORTUNITY,
            Self::Context => keys::DEALS_FORM_CONTEXT,
        }
    }

    /// The id of its part of the form.
    pub fn anchor(self) -> &'static str {
        match self {
            Self::Customer => "section-customer",
            Self::Opportunity => "section-opportunity",
            Self::Context => "section-context",
        }
    }

    /// The pointers of its fields.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Customer => &[
                "/customer_name",
                "/customer_domain",
                "/customer_country",
                "/contact/name",
                "/contact/role",
                "/contact/email",
            ],
            Self::Opportunity => &["/products", "/value", "/expected_close"],
            Self::Context => &["/need", "/competition", "/campaign", "/notes"],
        }
    }
}

/// The fields of a section in the order of the form; followed by language when called inside a reactive closure.
pub fn facts(fields: &DealDraft, section: Section, program: &ProgramInfo) -> Vec<Fact> {
    let line = |label, pointer, value: &str| Fact {
        label,
        pointer,
        value: value.to_owned(),
        is_long: false,
    };
    let lines = |label, pointer, value: &str| Fact {
        is_long: true,
        ..line(label, pointer, value)
    };
    match section {
        Section::Customer => {
            let country = Some(fields.customer_country.as_str())
                .filter(|code| !code.is_empty())
                .map(i18n::country_name);
            vec![
                line(keys::DEAL_FIELD_CUSTOMER_NAME, "/customer_name", &fields.customer_name),
                line(
                    keys::DEAL_FIELD_CUSTOMER_DOMAIN,
                    "/customer_domain",
                    &fields.customer_domain,
                ),
                line(
                    keys::DEAL_FIELD_CUSTOMER_COUNTRY,
                    "/customer_country",
                    &country.unwrap_or_default(),
                ),
                line(keys::DEAL_FIELD_CONTACT_NAME, "/contact/name", &fields.contact.name),
                line(keys::DEAL_FIELD_CONTACT_ROLE, "/contact/role", &fields.contact.role),
                line(keys::DEAL_FIELD_CONTACT_EMAIL, "/contact/email", &fields.contact.email),
            ]
        }
        Section::Opportunity => vec![
            line(keys::DEAL_FIELD_PRODUCTS, "/products", &products(fields, program)),
            line(
                keys::DEAL_FIELD_VALUE,
                "/value",
                &fields.value.as_ref().map(money).unwrap_or_default(),
            ),
            line(
                keys::DEAL_FIELD_EXPECTED_CLOSE,
                "/expected_close",
                &fields.expected_close.map(i18n::date).unwrap_or_default(),
            ),
        ],
        Section::Context => vec![
            lines(keys::DEAL_FIELD_NEED, "/need", &fields.need),
            lines(keys::DEAL_FIELD_COMPETITION, "/competition", &fields.competition),
            line(keys::DEAL_FIELD_CAMPAIGN, "/campaign", &fields.campaign),
            lines(keys::DEAL_FIELD_NOTES, "/notes", &fields.notes),
        ],
    }
}

/// An amount with its currency.
pub fn money(value: &Money) -> String {
    i18n::money(value.minor, &value.currency)
}

/// The name of a product, or its code when the program no longer knows it.
pub fn product_name(program: &ProgramInfo, code: &str) -> String {
    program
        .products
        .iter()
        .find(|product| product.code == code)
        .map_or_else(|| code.to_owned(), |product| product.name.clone())
}

fn products(fields: &DealDraft, program: &ProgramInfo) -> String {
    let lines = fields.products.iter().map(|product| {
        let name = if product.code.is_empty() {
            text(keys::DEAL_NOT_GIVEN)
        } else {
            product_name(program, &product.code)
        };
        text_with(
            keys::DEAL_PRODUCT_QUANTITY,
            &[
                ("quantity", &i18n::integer(i64::from(product.quantity))),
                ("product", &name),
            ],
        )
    });
    i18n::list(&lines.collect::<Vec<_>>())
}
