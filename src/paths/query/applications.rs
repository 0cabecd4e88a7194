//! What a person chose in the list of applications.

use super::{Filtered, QueryState, Searched, listed, parsed, search_of, searched, take_listed, with_page};
use entente_model::onboarding::{ApplicationState, ApplicationSummary};

/// The state of the list of applications.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ApplicationsQuery {
    /// Words to find.
    pub search: String,
    /// In one of these states; all when empty.
    pub states: Vec<ApplicationState>,
}

impl ApplicationsQuery {
    /// Whether the list has a place for an application that has just come.
    pub fn takes(&self, application: &ApplicationSummary) -> bool {
        let search = self.search.trim().to_lowercase();
        let is_found = |text: &str| text.to_lowercase().contains(&search);
        (self.states.is_empty() || self.states.contains(&application.state))
            && (is_found(&application.company) || is_found(&application.domain))
    }

    /// The query of the API for this state, without its `?`; a page of `limit` rows after `cursor`.
    pub fn to_api(&self, limit: Option<u32>, cursor: Option<&str>) -> String {
        with_page(self.pairs(), limit, cursor)
    }
}

impl Searched for ApplicationsQuery {
    fn search(&self) -> &str {
        &self.search
    }

    fn search_mut(&mut self) -> &mut String {
        &mut self.search
    }
}

impl Filtered for ApplicationsQuery {
    fn unfiltered(&self) -> Self {
        Self::default()
    }
}

impl QueryState for ApplicationsQuery {
    fn from_address(search: &str) -> Self {
        let mut query = ApplicationsQuery::default();
        for (name, value) in parsed(search) {
            match name.as_str() {
                "search" => query.search = search_of(&value),
                "state" => take_listed(&mut query.states, &value, ApplicationState::parse),
                _ => {}
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(searched(&self.search));
        pairs.extend(listed("state", &self.states, ApplicationState::as_str));
        pairs
    }
}
