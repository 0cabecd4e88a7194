//! What a person chose in the list of partners, and on the page of one.

use super::{Filtered, QueryState, Searched, parsed, search_of, searched, with_page};

/// The state of the list of partners.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PartnersQuery {
    /// Words to find in a name or domain.
    pub search: String,
}

impl PartnersQuery {
    /// The query of the API for this state, without its `?`; a page of `limit` rows after `cursor`.
    pub fn to_api(&self, limit: Option<u32>, cursor: Option<&str>) -> String {
        with_page(self.pairs(), limit, cursor)
    }
}

impl Searched for PartnersQuery {
    fn search(&self) -> &str {
        &self.search
    }

    fn search_mut(&mut self) -> &mut String {
        &mut self.search
    }
}

impl Filtered for PartnersQuery {
    fn unfiltered(&self) -> Self {
        Self::default()
    }
}

impl QueryState for PartnersQuery {
    fn from_address(search: &str) -> Self {
        let mut query = PartnersQuery::default();
        for (name, value) in parsed(search) {
            if name == "search" {
                query.search = search_of(&value);
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        searched(&self.search).into_iter().collect()
    }
}

/// A side from which a partner is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PartnerTab {
    /// Profile, dates, and where it stands.
    #[default]
    Overview,
    /// Its people.
    People,
    /// Its journey.
    Journey,
    /// Its deals.
    Deals,
    /// What it signed and handed in.
    Documents,
    /// What happened.
    Activity,
    /// What the vendor's people noted.
    Notes,
}

impl PartnerTab {
    /// Every side, in the order shown.
    pub const ALL: [PartnerTab; 7] = [
        Self::Overview,
        Self::People,
        Self::Journey,
        Self::Deals,
        Self::Documents,
        Self::Activity,
        Self::Notes,
    ];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::People => "people",
            Self::Journey => "journey",
            Self::Deals => "deals",
            Self::Documents => "documents",
            Self::Activity => "activity",
            Self::Notes => "notes",
        }
    }

    /// The side of a word, if there is one.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.as_str() == word)
    }
}

/// The state of a partner's page.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct PartnerQuery {
    /// The open tab.
    pub tab: PartnerTab,
}

impl QueryState for PartnerQuery {
    fn from_address(search: &str) -> Self {
        let tab = parsed(search).find(|(name, _)| name == "tab");
        PartnerQuery {
            tab: tab.and_then(|(_, word)| PartnerTab::parse(&word)).unwrap_or_default(),
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let differs = self.tab != PartnerTab::default();
        differs
            .then(|| ("tab", self.tab.as_str().to_owned()))
            .into_iter()
            .collect()
    }
}
