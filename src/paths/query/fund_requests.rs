//! What a person chose in the list of requests for funds, and for which fund a new one is begun.

use super::{QueryState, parsed, search_of, with_page};
use entente_model::funds::activity::ActivityType;
use entente_model::funds::request::FundRequestState;
use entente_model::ids::{FundId, PartnerId};

/// Column by which requests are sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FundRequestsSort {
    /// Last change.
    #[default]
    Updated,
    /// When it was first handed in.
    Submitted,
    /// The activity's first day.
    Starts,
    /// The last day for a claim.
    Deadline,
    /// What is asked for.
    Asked,
}

impl FundRequestsSort {
    /// Every column, in the order shown.
    pub const ALL: [FundRequestsSort; 5] = [
        Self::Updated,
        Self::Submitted,
        Self::Starts,
        Self::Deadline,
        Self::Asked,
    ];

    /// The word in the address and for the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Updated => "updated",
            Self::Submitted => "submitted",
            Self::Starts => "starts",
            Self::Deadline => "deadline",
            Self::Asked => "asked",
        }
    }

    /// The column of a word, if there is one.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// The state of the list of requests.
#[derive(Clone, PartialEq, Debug)]
pub struct FundRequestsQuery {
    /// Words to find.
    pub search: String,
    /// States; empty for all.
    pub states: Vec<FundRequestState>,
    /// Of one fund.
    pub fund: Option<FundId>,
    /// Of one type of activity.
    pub activity: Option<ActivityType>,
    /// One partner's; for people of the vendor.
    pub partner: Option<PartnerId>,
    /// Sorted by.
    pub sort: FundRequestsSort,
    /// Largest first.
    pub descending: bool,
}

impl Default for FundRequestsQuery {
    fn default() -> Self {
        FundRequestsQuery {
            search: String::new(),
            states: Vec::new(),
            fund: None,
            activity: None,
            partner: None,
            sort: FundRequestsSort::Updated,
            descending: true,
        }
    }
}

impl FundRequestsQuery {
    /// Nothing filtered out, in the same order.
    pub fn unfiltered(&self) -> Self {
        FundRequestsQuery {
            sort: self.sort,
            descending: self.descending,
            ..FundRequestsQuery::default()
        }
    }

    /// Whether anything is filtered out; the order does not count.
    pub fn is_filtered(&self) -> bool {
        *self != self.unfiltered()
    }

    /// The query of the API for this state, without its `?`; a page of `limit` rows after `cursor`.
    pub fn to_api(&self, limit: Option<u32>, cursor: Option<&str>) -> String {
        with_page(self.pairs(), limit, cursor)
    }
}

impl QueryState for FundRequestsQuery {
    fn from_address(search: &str) -> Self {
        let mut query = FundRequestsQuery::default();
        for (name, value) in parsed(search) {
            match name.as_str() {
                "search" => query.search = search_of(&value),
                "state" => {
                    for state in value.split(',').filter_map(FundRequestState::parse) {
                        if !query.states.contains(&state) {
                            query.states.push(state);
                        }
                    }
                }
                "fund" => query.fund = value.parse().ok(),
                "activity" => query.activity = ActivityType::parse(&value),
                "partner" => query.partner = value.parse().ok(),
                "sort" => {
                    let (descending, word) = value
                        .strip_prefix('-')
                        .map_or((false, value.as_str()), |word| (true, word));
                    if let Some(sort) = FundRequestsSort::parse(word) {
                        (query.sort, query.descending) = (sort, descending);
                    }
                }
                _ => {}
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.search.trim().is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        if !self.states.is_empty() {
            let states: Vec<&str> = self.states.iter().map(|state| state.as_str()).collect();
            pairs.push(("state", states.join(",")));
        }
        pairs.extend(self.fund.map(|fund| ("fund", fund.to_string())));
        pairs.extend(self.activity.map(|activity| ("activity", activity.as_str().to_owned())));
        pairs.extend(self.partner.map(|partner| ("partner", partner.to_string())));
        if (self.sort, self.descending) != (FundRequestsSort::Updated, true) {
            let sign = if self.descending { "-" } else { "" };
            pairs.push(("sort", format!("{sign}{}", self.sort.as_str())));
        }
        pairs
    }
}

/// What a new request begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct NewFundRequestQuery {
    /// The fund that is to pay.
    pub fund: Option<FundId>,
}

impl QueryState for NewFundRequestQuery {
    fn from_address(search: &str) -> Self {
        let fund = parsed(search).find(|(name, _)| name == "fund");
        NewFundRequestQuery {
            fund: fund.and_then(|(_, value)| value.parse().ok()),
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        self.fund.map(|fund| ("fund", fund.to_string())).into_iter().collect()
    }
}
