//! What a person chose in the list of requests for funds, and for which fund a new one is begun.

use super::{
    Filtered, QueryState, Searched, listed, parsed, search_of, searched, sort_of, sorted, take_listed, with_page,
};
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
    /// The query of the API for this state, without its `?`; a page of `limit` rows after `cursor`.
    pub fn to_api(&self, limit: Option<u32>, cursor: Option<&str>) -> String {
        with_page(self.pairs(), limit, cursor)
    }
}

impl Searched for FundRequestsQuery {
    fn search(&self) -> &str {
        &self.search
    }

    fn search_mut(&mut self) -> &mut String {
        &mut self.search
    }
}

impl Filtered for FundRequestsQuery {
    fn unfiltered(&self) -> Self {
        FundRequestsQuery {
            sort: self.sort,
            descending: self.descending,
            ..FundRequestsQuery::default()
        }
    }
}

impl QueryState for FundRequestsQuery {
    fn from_address(search: &str) -> Self {
        let mut query = FundRequestsQuery::default();
        for (name, value) in parsed(search) {
            match name.as_str() {
                "search" => query.search = search_of(&value),
                "state" => take_listed(&mut query.states, &value, FundRequestState::parse),
                "fund" => query.fund = value.parse().ok(),
                "activity" => query.activity = ActivityType::parse(&value),
                "partner" => query.partner = value.parse().ok(),
                "sort" => {
                    if let Some(order) = sort_of(&value, FundRequestsSort::parse) {
                        (query.sort, query.descending) = order;
                    }
                }
                _ => {}
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(searched(&self.search));
        pairs.extend(listed("state", &self.states, FundRequestState::as_str));
        pairs.extend(self.fund.map(|fund| ("fund", fund.to_string())));
        pairs.extend(self.activity.map(|activity| ("activity", activity.as_str().to_owned())));
        pairs.extend(self.partner.map(|partner| ("partner", partner.to_string())));
        if (self.sort, self.descending) != (FundRequestsSort::Updated, true) {
            pairs.push(sorted(self.sort.as_str(), self.descending));
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
