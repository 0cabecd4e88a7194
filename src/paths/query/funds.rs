//! What a person looks at on the page of a fund.

use super::{QueryState, parsed, search_of};
use entente_model::funds::ledger::AccountKind;
use entente_model::ids::PartnerId;

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
        if !self.search.trim().is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        pairs
    }
}
