//! What a person chose in the list of applications.

use super::{QueryState, parsed, search_of, with_page};
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
    /// Whether anything is filtered out.
    pub fn is_filtered(&self) -> bool {
        *self != Self::default()
    }

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

impl QueryState for ApplicationsQuery {
    fn from_address(search: &str) -> Self {
        let mut query = ApplicationsQuery::default();
        for (name, value) in parsed(search) {
            match name.as_str() {
                "search" => query.search = search_of(&value),
                "state" => {
                    for state in value.split(',').filter_map(ApplicationState::parse) {
                        if !query.states.contains(&state) {
                            query.states.push(state);
                        }
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
        pairs
    }
}
