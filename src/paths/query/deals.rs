//! What a person chose in the list of deals.

use super::{
    Filtered, QueryState, Searched, code_of, coded, listed, parsed, search_of, searched, sort_of, sorted, take_listed,
    with_page,
};
use entente_model::deals::DealState;
use entente_model::ids::{DealId, PartnerId};

/// Which closing dates a list of deals shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closing {
    /// Past their expected close, and still open.
    Overdue,
    /// Within 30 days.
    Within30,
    /// Within 90 days.
    Within90,
}

impl Closing {
    /// Every choice, in the order shown.
    pub const ALL: [Closing; 3] = [Self::Overdue, Self::Within30, Self::Within90];
    /// The word in the address and for the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Within30 => "30",
            Self::Within90 => "90",
        }
    }
    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|closing| closing.as_str() == word)
    }
}

/// Column by which deals are sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DealsSort {
    /// Last change.
    #[default]
    Updated,
    /// The customer's name.
    Customer,
    /// Estimated value.
    Value,
    /// Expected close.
    ExpectedClose,
    /// When it was handed in.
    Submitted,
}

impl DealsSort {
    /// Every column, in the order shown.
    pub const ALL: [DealsSort; 5] = [
        Self::Updated,
        Self::Customer,
        Self::Value,
        Self::ExpectedClose,
        Self::Submitted,
    ];
    /// The word in the address and for the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Updated => "updated",
            Self::Customer => "customer",
            Self::Value => "value",
            Self::ExpectedClose => "expected_close",
            Self::Submitted => "submitted",
        }
    }
    /// The column of a word, if there is one.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// The state of the deals list.
#[derive(Clone, PartialEq, Debug)]
pub struct DealsQuery {
    /// Words to find.
    pub search: String,
    /// States; empty for all.
    pub states: Vec<DealState>,
    /// Code of a product; empty for all.
    pub product: String,
    /// ISO 3166-1 alpha-2 of a country; empty for all.
    pub country: String,
    /// One partner's; for people of the vendor.
    pub partner: Option<PartnerId>,
    /// Registered by oneself only.
    pub mine: bool,
    /// By expected close.
    pub closing: Option<Closing>,
    /// Sorted by.
    pub sort: DealsSort,
    /// Largest first.
    pub descending: bool,
    /// The deal open in the drawer; no part of what the API is asked.
    pub open: Option<DealId>,
}

impl Default for DealsQuery {
    fn default() -> Self {
        DealsQuery {
            search: String::new(),
            states: Vec::new(),
            product: String::new(),
            country: String::new(),
            partner: None,
            mine: false,
            closing: None,
            sort: DealsSort::Updated,
            descending: true,
            open: None,
        }
    }
}

impl DealsQuery {
    /// The query of the API for this state, without its `?`; a page of `limit` rows after `cursor`.
    pub fn to_api(&self, limit: Option<u32>, cursor: Option<&str>) -> String {
        let asked = DealsQuery {
            open: None,
            ..self.clone()
        };
        with_page(asked.pairs(), limit, cursor)
    }
}

impl Searched for DealsQuery {
    fn search(&self) -> &str {
        &self.search
    }

    fn search_mut(&mut self) -> &mut String {
        &mut self.search
    }
}

impl Filtered for DealsQuery {
    fn unfiltered(&self) -> Self {
        DealsQuery {
            sort: self.sort,
            descending: self.descending,
            open: self.open,
            ..DealsQuery::default()
        }
    }
}

impl QueryState for DealsQuery {
    fn from_address(search: &str) -> Self {
        let mut query = DealsQuery::default();
        for (name, value) in parsed(search) {
            match name.as_str() {
                "search" => query.search = search_of(&value),
                "state" => take_listed(&mut query.states, &value, DealState::parse),
                "product" => query.product = code_of(&value),
                "country" if value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                    query.country = value
                }
                "partner" => query.partner = value.parse().ok(),
                "mine" => query.mine = value == "true",
                "closing" => query.closing = Closing::parse(&value),
                "sort" => {
                    if let Some(order) = sort_of(&value, DealsSort::parse) {
                        (query.sort, query.descending) = order;
                    }
                }
                "deal" => query.open = value.parse().ok(),
                _ => {}
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(searched(&self.search));
        pairs.extend(listed("state", &self.states, DealState::as_str));
        pairs.extend(coded("product", &self.product));
        pairs.extend(coded("country", &self.country));
        pairs.extend(self.partner.map(|partner| ("partner", partner.to_string())));
        if self.mine {
            pairs.push(("mine", "true".into()));
        }
        pairs.extend(self.closing.map(|closing| ("closing", closing.as_str().into())));
        if (self.sort, self.descending) != (DealsSort::Updated, true) {
            pairs.push(sorted(self.sort.as_str(), self.descending));
        }
        pairs.extend(self.open.map(|deal| ("deal", deal.to_string())));
        pairs
    }
}
