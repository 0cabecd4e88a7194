//! What a list of deals is asked for.

use super::search;
use crate::http::Refusal;
use entente_model::countries::is_country;
use entente_model::deals::DealState;
use entente_model::deals::draft::limits;
use entente_model::ids::PartnerId;
use entente_model::problem::{Code, Problem};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// Query of a list of deals.
#[derive(Deserialize, IntoParams, Default, Debug)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct DealsQuery {
    /// Words; each a prefix of a word of the customer's name, of a label of its domain, or of the reference.
    search: Option<String>,
    /// States, separated by commas.
    state: Option<String>,
    /// Code of a product.
    product: Option<String>,
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
    /// A partner, for the vendor's people.
    #[param(value_type = Option<PartnerId>)]
    partner: Option<String>,
    /// Registered by oneself: `true`.
    mine: Option<bool>,
    /// Expected close: `overdue`, or within `30` or `90` days.
    closing: Option<String>,
    /// `updated`, `customer`, `value`, `expected_close`, `submitted`; `-` before it for descending.
    sort: Option<String>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// What decides which deals come, in which order.
#[derive(Clone, Debug, Serialize, Default)]
pub struct Filters {
    /// Beginnings of words, all of which must be found.
    pub words: Vec<String>,
    /// States; empty for all.
    pub states: Vec<DealState>,
    /// Product code.
    pub product: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Partner.
    pub partner: Option<PartnerId>,
    /// Of oneself only.
    pub mine: bool,
    /// When the close is expected.
    pub closing: Option<Closing>,
    /// Order.
    pub sort: Sort,
    /// Largest first.
    pub descending: bool,
}

/// When the close is expected; deals that nothing is expected of are left out.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq)]
pub enum Closing {
    /// Before today.
    Overdue,
    /// From today, within days.
    Within(u16),
}

/// What lists are sorted by.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq, Default)]
pub enum Sort {
    /// Last change.
    #[default]
    Updated,
    /// The customer's name.
    Customer,
    /// Currency, then minor units.
    Value,
    /// Expected close.
    ExpectedClose,
    /// First handed in; a draft counts from when it was begun.
    Submitted,
}

impl DealsQuery {
    /// Checks what was asked for: 400 for a word that is none of ours.
    pub fn filters(&self) -> Result<Filters, Refusal> {
        let text = self.search.as_deref().unwrap_or_default();
        if text.chars().count() > search::SEARCH {
            return Err(wrong(format!("search is at most {} characters", search::SEARCH)));
        }
        let given = |value: &Option<String>| value.clone().filter(|text| !text.is_empty());
        let (descending, sort) = match given(&self.sort) {
            None => (true, Sort::Updated),
            Some(word) => {
                let (descending, word) = word
                    .strip_prefix('-')
                    .map_or((false, word.as_str()), |rest| (true, rest));
                (
                    descending,
                    sort(word).ok_or_else(|| wrong("sort is not one of those offered"))?,
                )
            }
        };
        let states = given(&self.state).unwrap_or_default();
        let states: Option<Vec<DealState>> = states
            .split(',')
            .filter(|word| !word.is_empty())
            .map(DealState::parse)
            .collect();
        let country = given(&self.country);
        if country.as_deref().is_some_and(|code| !is_country(code)) {
            return Err(wrong("country is not a country code"));
        }
        let product = given(&self.product);
        if product
            .as_deref()
            .is_some_and(|code| code.chars().count() > limits::CODE)
        {
            return Err(wrong("product is not a code"));
        }
        let partner = given(&self.partner)
            .map(|id| id.parse().map_err(|_| wrong("partner is not an id")))
            .transpose()?;
        let closing = match given(&self.closing).as_deref() {
            None => None,
            Some("overdue") => Some(Closing::Overdue),
            Some("30") => Some(Closing::Within(30)),
            Some("90") => Some(Closing::Within(90)),
            Some(_) => return Err(wrong("closing is `overdue`, `30` or `90`")),
        };
        Ok(Filters {
            words: search::searched(text),
            states: states.ok_or_else(|| wrong("state is not one of those known"))?,
            product,
            country,
            partner,
            mine: self.mine == Some(true),
            closing,
            sort,
            descending,
        })
    }
}

fn sort(word: &str) -> Option<Sort> {
    Some(match word {
        "updated" => Sort::Updated,
        "customer" => Sort::Customer,
        "value" => Sort::Value,
        "expected_close" => Sort::ExpectedClose,
        "submitted" => Sort::Submitted,
        _ => return None,
    })
}

fn wrong(detail: impl Into<String>) -> Refusal {
    Problem::new(Code::MalformedRequest).detail(detail.into()).into()
}
