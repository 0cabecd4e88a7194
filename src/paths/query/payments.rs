//! What of payments is looked at.

use super::{QueryState, code_of, coded, parsed};

/// The page of payments as its address says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PaymentsQuery {
    /// ISO 4217 code of what is owed; empty for the first currency.
    pub currency: String,
}

impl QueryState for PaymentsQuery {
    fn from_address(search: &str) -> Self {
        let mut query = PaymentsQuery::default();
        for (name, value) in parsed(search) {
            if name == "currency" {
                query.currency = code_of(&value);
            }
        }
        query
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        coded("currency", &self.currency).into_iter().collect()
    }
}
