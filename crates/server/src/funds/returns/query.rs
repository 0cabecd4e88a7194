//! What a report is asked for.

use crate::http::Refusal;
use crate::settings::InEffect;
use chrono::NaiveDate;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::results::ReturnGrouping;
use entente_model::ids::FundId;
use entente_model::problem::{Code, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

/// Query of a report.
#[derive(Deserialize, IntoParams, Debug)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ReturnsQuery {
    /// What activities are grouped by.
    pub by: ReturnGrouping,
    /// Of a fund.
    pub fund: Option<FundId>,
    /// Of a type.
    pub activity: Option<ActivityType>,
    /// ISO 4217 code of what amounts are told in: one that the program takes, its first when left out.
    currency: Option<String>,
    /// Activities that begin on that day or later.
    pub from: Option<NaiveDate>,
    /// Activities that begin on that day or earlier.
    pub to: Option<NaiveDate>,
}

impl ReturnsQuery {
    /// The currency of the report; 400 for one that the program does not take.
    pub fn currency(&self, settings: &InEffect) -> Result<String, Refusal> {
        let Some(code) = &self.currency else {
            return Ok(first_currency(settings));
        };
        if settings.settings.currencies.contains(code) {
            return Ok(code.clone());
        }
        let problem = Problem::new(Code::MalformedRequest);
        Err(problem.detail("currency is not one that the program takes").into())
    }
}

/// What the program counts in unless somebody asks otherwise.
pub(super) fn first_currency(settings: &InEffect) -> String {
    settings.settings.currencies.first().cloned().unwrap_or_default()
}
