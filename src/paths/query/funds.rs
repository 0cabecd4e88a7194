//! What a person looks at on the page of a fund, and in the report of what came back.

use super::{QueryState, Searched, code_of, coded, encode, parsed, search_of, searched};
use chrono::NaiveDate;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::ledger::AccountKind;
use entente_model::funds::results::ReturnGrouping;
use entente_model::ids::{FundId, PartnerId};

/// A side from which the vendor's people look at a fund.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FundTab {
    /// What each partner has in it.
    #[default]
    Partners,
    /// What was booked.
    Entries,
    /// How it is allocated.
    Rule,
}

impl FundTab {
    /// Every side, in the order shown.
    pub const ALL: [FundTab; 3] = [Self::Partners, Self::Entries, Self::Rule];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Partners => "partners",
            Self::Entries => "entries",
            Self::Rule => "rule",
        }
    }

    /// The side of a word, if there is one.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.as_str() == word)
    }
}

/// The state of a fund's page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FundQuery {
    /// The chosen tab; see [`FundQuery::open_tab`].
    pub tab: FundTab,
    /// The partner whose entries are shown; those of all without one.
    pub partner: Option<PartnerId>,
    /// The account whose entries are shown; those of all without one.
    pub account: Option<AccountKind>,
    /// Words to find in the name or domain of a partner that has something in it.
    pub search: String,
}

impl FundQuery {
    /// The open tab: who asks for the entries of a partner or of an account looks at entries.
    pub fn open_tab(&self) -> FundTab {
        if self.partner.is_some() || self.account.is_some() {
            FundTab::Entries
        } else {
            self.tab
        }
    }
}

impl Searched for FundQuery {
    fn search(&self) -> &str {
        &self.search
    }

    fn search_mut(&mut self) -> &mut String {
        &mut self.search
    }
}

impl QueryState for FundQuery {
    fn from_address(search: &str) -> Self {
        let mut query = FundQuery::default();
        for (name, value) in parsed(search) {
            match name.as_str() {
                "tab" => query.tab = FundTab::parse(&value).unwrap_or_default(),
                "partner" => query.partner = value.parse().ok(),
                "account" => query.account = AccountKind::parse(&value),
                "search" => query.search = search_of(&value),
                _ => {}
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if self.tab != FundTab::default() {
            pairs.push(("tab", self.tab.as_str().to_owned()));
        }
        // In the order in which the API is asked: `style/boot.js` asks for the first page by what stands in the address.
        pairs.extend(self.partner.map(|partner| ("partner", partner.to_string())));
        pairs.extend(self.account.map(|account| ("account", account.as_str().to_owned())));
        pairs.extend(searched(&self.search));
        pairs
    }
}

/// The state of the report of what came back.
#[derive(Clone, PartialEq, Debug)]
pub struct FundReturnsQuery {
    /// What activities are grouped by.
    pub by: ReturnGrouping,
    /// Of a fund; of all without one.
    pub fund: Option<FundId>,
    /// Of a type; of all without one.
    pub activity: Option<ActivityType>,
    /// ISO 4217 code of the report's currency; empty for the program's first.
    pub currency: String,
    /// Activities that begin on that day or later.
    pub from: Option<NaiveDate>,
    /// Activities that begin on that day or earlier.
    pub to: Option<NaiveDate>,
}

impl Default for FundReturnsQuery {
    fn default() -> Self {
        FundReturnsQuery {
            by: ReturnGrouping::ActivityType,
            fund: None,
            activity: None,
            currency: String::new(),
            from: None,
            to: None,
        }
    }
}

impl FundReturnsQuery {
    /// Whether anything is filtered out.
    pub fn is_filtered(&self) -> bool {
        self.fund.is_some() || self.activity.is_some() || self.from.is_some() || self.to.is_some()
    }

    /// The query of the API for this state, without its `?`.
    pub fn to_api(&self) -> String {
        let mut pairs = vec![("by", self.by.as_str().to_owned())];
        pairs.extend(self.filters());
        encode(&pairs).unwrap_or_default()
    }

    fn filters(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.fund.map(|fund| ("fund", fund.to_string())));
        pairs.extend(self.activity.map(|activity| ("activity", activity.as_str().to_owned())));
        pairs.extend(coded("currency", &self.currency));
        pairs.extend(self.from.map(|day| ("from", day.to_string())));
        pairs.extend(self.to.map(|day| ("to", day.to_string())));
        pairs
    }
}

impl QueryState for FundReturnsQuery {
    fn from_address(search: &str) -> Self {
        let mut query = FundReturnsQuery::default();
        for (name, value) in parsed(search) {
            match name.as_str() {
                "by" => query.by = ReturnGrouping::parse(&value).unwrap_or(query.by),
                "fund" => query.fund = value.parse().ok(),
                "activity" => query.activity = ActivityType::parse(&value),
                "currency" => query.currency = code_of(&value),
                "from" => query.from = value.parse().ok(),
                "to" => query.to = value.parse().ok(),
                _ => {}
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if self.by != FundReturnsQuery::default().by {
            pairs.push(("by", self.by.as_str().to_owned()));
        }
        pairs.extend(self.filters());
        pairs
    }
}
