//! What a person chose in the list of partners.

use super::{QueryState, parsed, search_of, with_page};

/// The state of the list of partners.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PartnersQuery {
    /// Words to find in a name or domain.
    pub search: String,
}

impl PartnersQuery {
    /// Whether anything is filtered out.
    pub fn is_filtered(&self) -> bool {
        *self != Self::default()
    }

    /// The query of the API for this state, without its `?`; a page of `limit` rows after `cursor`.
    pub fn to_api(&self, limit: Option<u32>, cursor: Option<&str>) -> String {
        with_page(self.pairs(), limit, cursor)
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
        let mut pairs = Vec::new();
        if !self.search.trim().is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        pairs
    }
}
