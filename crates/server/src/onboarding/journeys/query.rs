//! What the list of journeys is asked for.

use super::list::{Filters, Sort};
use crate::http::Refusal;
use entente_model::onboarding::JourneyRisk;
use entente_model::problem::{Code, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

/// Most characters of a search.
const SEARCH: usize = 100;
/// Most characters of a code.
const CODE: usize = 64;

/// Query of the list of journeys.
#[derive(Deserialize, IntoParams, Default, Debug)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct JourneysQuery {
    /// Part of the partner's name or domain.
    search: Option<String>,
    /// Code of a template.
    template: Option<String>,
    /// Code of the milestone where it is.
    milestone: Option<String>,
    /// `on_track`, `late`, `at_risk`, `vendor_late`, `paused`, `completed`, separated by commas.
    risk: Option<String>,
    /// Code of a region.
    region: Option<String>,
    /// `due` (default), `in_stage` (longest first), `progress`, `started`; `-` before it for descending.
    sort: Option<String>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// Query of the funnels.
#[derive(Deserialize, IntoParams, Default, Debug)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct FunnelsQuery {
    /// Code of a region.
    region: Option<String>,
}

impl JourneysQuery {
    /// Checks what was asked for: 400 for a word that is none of ours.
    pub fn filters(&self) -> Result<Filters, Refusal> {
        let search = self.search.as_deref().unwrap_or_default().trim();
        if search.chars().count() > SEARCH {
            return Err(wrong(format!("search is at most {SEARCH} characters")));
        }
        let words = self.risk.as_deref().unwrap_or_default().split(',');
        let risks: Option<Vec<JourneyRisk>> = words.filter(|word| !word.is_empty()).map(JourneyRisk::parse).collect();
        let word = self.sort.as_deref().filter(|word| !word.is_empty()).unwrap_or("due");
        let (descending, word) = word.strip_prefix('-').map_or((false, word), |rest| (true, rest));
        let sort = match word {
            "due" => Sort::Due,
            "in_stage" => Sort::InStage,
            "progress" => Sort::Progress,
            "started" => Sort::Started,
            _ => return Err(wrong("sort is not one of those offered")),
        };
        Ok(Filters {
            search: search.to_owned(),
            template: code(&self.template, "template")?,
            milestone: code(&self.milestone, "milestone")?,
            risks: risks.ok_or_else(|| wrong("risk is not one of those known"))?,
            region: code(&self.region, "region")?,
            sort,
            descending,
        })
    }
}

impl FunnelsQuery {
    /// The region asked for.
    pub fn region(&self) -> Result<Option<String>, Refusal> {
        code(&self.region, "region")
    }
}

fn code(given: &Option<String>, name: &str) -> Result<Option<String>, Refusal> {
    let given = given.clone().filter(|code| !code.is_empty());
    if given.as_deref().is_some_and(|code| code.chars().count() > CODE) {
        return Err(wrong(format!("{name} is not a code")));
    }
    Ok(given)
}

fn wrong(detail: impl Into<String>) -> Refusal {
    Problem::new(Code::MalformedRequest).detail(detail.into()).into()
}
