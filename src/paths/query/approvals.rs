//! What a person chose in the queue of approvals.

use super::{Filtered, QueryState, Searched, code_of, coded, parsed, search_of, searched, with_page};
use entente_model::approvals::{ApprovalKind, RiskFlag};
use entente_model::ids::{ApprovalId, UserId};

/// Whose items of the queue are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AssigneeFilter {
    /// One's own.
    Me,
    /// Those that nobody has taken.
    Nobody,
    /// Somebody's.
    Person(UserId),
}

impl AssigneeFilter {
    fn to_word(self) -> String {
        match self {
            Self::Me => "me".into(),
            Self::Nobody => "nobody".into(),
            Self::Person(id) => id.to_string(),
        }
    }
    fn parse(word: &str) -> Option<Self> {
        match word {
            "me" => Some(Self::Me),
            "nobody" => Some(Self::Nobody),
            _ => word.parse().ok().map(Self::Person),
        }
    }
}

/// Order of the queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ApprovalsSort {
    /// Earliest due first.
    #[default]
    Due,
    /// Newest first.
    Submitted,
    /// Largest amount first.
    Amount,
    /// Last decision first; of what is decided only.
    Decided,
}

impl ApprovalsSort {
    /// Every order, as shown.
    pub const ALL: [ApprovalsSort; 4] = [Self::Due, Self::Submitted, Self::Amount, Self::Decided];
    /// The word in the address and for the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Submitted => "-submitted",
            Self::Amount => "-amount",
            Self::Decided => "-decided",
        }
    }
    /// The order of a word, if there is one.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// The state of the approvals queue.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ApprovalsQuery {
    /// Those decided instead of those that wait.
    pub decided: bool,
    /// Kind of item.
    pub kind: Option<ApprovalKind>,
    /// With this flag.
    pub flag: Option<RiskFlag>,
    /// Whose.
    pub assignee: Option<AssigneeFilter>,
    /// Code of a region; empty for all.
    pub region: String,
    /// Words to find.
    pub search: String,
    /// Order.
    pub sort: ApprovalsSort,
    /// The item open in the drawer; no part of what the API is asked.
    pub open: Option<ApprovalId>,
}

impl ApprovalsQuery {
    /// The query of the API for this state, without its `?`; a page of `limit` rows after `cursor`.
    pub fn to_api(&self, limit: Option<u32>, cursor: Option<&str>) -> String {
        let asked = ApprovalsQuery {
            open: None,
            ..self.clone()
        };
        with_page(asked.pairs(), limit, cursor)
    }
}

impl Searched for ApprovalsQuery {
    fn search(&self) -> &str {
        &self.search
    }

    fn search_mut(&mut self) -> &mut String {
        &mut self.search
    }
}

impl Filtered for ApprovalsQuery {
    fn unfiltered(&self) -> Self {
        ApprovalsQuery {
            decided: self.decided,
            sort: self.sort,
            open: self.open,
            ..ApprovalsQuery::default()
        }
    }
}

impl QueryState for ApprovalsQuery {
    fn from_address(search: &str) -> Self {
        let mut query = ApprovalsQuery::default();
        for (name, value) in parsed(search) {
            match name.as_str() {
                "state" => query.decided = value == "decided",
                "kind" => query.kind = ApprovalKind::parse(&value),
                "flag" => query.flag = RiskFlag::parse(&value),
                "assignee" => query.assignee = AssigneeFilter::parse(&value),
                "region" => query.region = code_of(&value),
                "search" => query.search = search_of(&value),
                "sort" => query.sort = ApprovalsSort::parse(&value).unwrap_or_default(),
                "item" => query.open = value.parse().ok(),
                _ => {}
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if self.decided {
            pairs.push(("state", "decided".into()));
        }
        pairs.extend(self.kind.map(|kind| ("kind", kind.as_str().into())));
        pairs.extend(self.flag.map(|flag| ("flag", flag.as_str().into())));
        pairs.extend(self.assignee.map(|assignee| ("assignee", assignee.to_word())));
        pairs.extend(coded("region", &self.region));
        pairs.extend(searched(&self.search));
        if self.sort != ApprovalsSort::Due {
            pairs.push(("sort", self.sort.as_str().into()));
        }
        pairs.extend(self.open.map(|item| ("item", item.to_string())));
        pairs
    }
}
