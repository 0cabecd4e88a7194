//! What a partner tells of an activity, the deals that came of it, and what of both counts.

use crate::deals::DealState;
use crate::funds::claim::ClaimDraft;
use crate::funds::request::limits;
use crate::ids::DealId;
use crate::money::{MAX_MINOR, Money};
use crate::problem::{FieldCode, FieldError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a partner says that came of an activity so far. What is not known yet is absent, which is not nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ReportedResults {
    /// How many leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leads: Option<u32>,
    /// How much pipeline; counts while no deal is linked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pipeline: Option<Money>,
    /// How much was won; counts while no deal is linked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub won: Option<Money>,
}

impl ReportedResults {
    /// What of them is out of range, or in a currency that the program does not take.
    pub fn check(&self, currencies: &[String]) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let out_of_range = |pointer: String, max: i64| {
            FieldError::new(pointer, FieldCode::OutOfRange)
                .with("min", 0)
                .with("max", max)
        };
        if self.leads.is_some_and(|leads| leads > limits::LEADS) {
            errors.push(out_of_range("/leads".to_owned(), limits::LEADS.into()));
        }
        for (pointer, money) in [("/pipeline", &self.pipeline), ("/won", &self.won)] {
            let Some(money) = money else { continue };
            if !currencies.contains(&money.currency) {
                errors.push(FieldError::new(
                    format!("{pointer}/currency"),
                    FieldCode::InvalidCurrency,
                ));
            }
            if !(0..=MAX_MINOR).contains(&money.minor) {
                errors.push(out_of_range(format!("{pointer}/minor"), MAX_MINOR));
            }
        }
        errors
    }

    /// The same after a claim was handed in: its figures take the place of those before, where it names any.
    pub fn after_claim(&self, claim: &ClaimDraft) -> Self {
        let or = |told: &Option<Money>, before: &Option<Money>| told.clone().or_else(|| before.clone());
        ReportedResults {
            leads: claim.leads.or(self.leads),
            pipeline: or(&claim.pipeline, &self.pipeline),
            won: or(&claim.won, &self.won),
        }
    }
}

/// A deal that came of an activity. A deal counts for one activity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkedDeal {
    /// Id.
    pub id: DealId,
    /// What people call it by: `7K3M-9QX2`.
    pub reference: String,
    /// The customer.
    pub name: String,
    /// State.
    pub state: DealState,
    /// Whether it was approved once: then it is pipeline, whatever has become of it.
    pub was_approved: bool,
    /// Estimated value; that of the order once it is won.
    pub value: Money,
}

/// What counts of what came of an activity, the amounts by currency.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CountedResults {
    /// Leads.
    pub leads: u32,
    /// Pipeline: one amount a currency, by code.
    pub pipeline: Vec<Money>,
    /// What was won: the same.
    pub won: Vec<Money>,
}

/// What counts: leads as reported; pipeline and won those of the linked deals where there are any, else as reported.
pub fn counted(reported: &ReportedResults, deals: &[LinkedDeal]) -> CountedResults {
    let leads = reported.leads.unwrap_or(0);
    if deals.is_empty() {
        return CountedResults {
            leads,
            pipeline: sums(reported.pipeline.iter()),
            won: sums(reported.won.iter()),
        };
    }
    let approved = deals.iter().filter(|deal| deal.was_approved);
    let won = deals.iter().filter(|deal| deal.state == DealState::Won);
    CountedResults {
        leads,
        pipeline: sums(approved.map(|deal| &deal.value)),
        won: sums(won.map(|deal| &deal.value)),
    }
}

/// One amount a currency; sums beyond 64 bits stop there.
fn sums<'a>(amounts: impl Iterator<Item = &'a Money>) -> Vec<Money> {
    let mut by_currency: BTreeMap<&str, i64> = BTreeMap::new();
    for money in amounts {
        let sum = by_currency.entry(money.currency.as_str()).or_default();
        *sum = sum.saturating_add(money.minor);
    }
    by_currency
        .into_iter()
        .map(|(currency, minor)| Money::new(minor, currency))
        .collect()
}
