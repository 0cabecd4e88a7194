//! What a list of requests is asked for.

use crate::deals::search;
use crate::http::Refusal;
use entente_model::funds::activity::ActivityType;
use entente_model::funds::request::FundRequestState;
use entente_model::ids::{FundId, PartnerId};
use entente_model::problem::{Code, Problem};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// Query of a list of requests.
#[derive(Deserialize, IntoParams, Default, Debug)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct FundRequestsQuery {
    /// Words; each a prefix of a word of the title, of the partner's name, or of the reference.
    search: Option<String>,
    /// States, separated by commas.
    state: Option<String>,
    /// A fund.
    fund: Option<FundId>,
    /// A type of activity.
    activity: Option<String>,
    /// A partner, for the vendor's people.
    partner: Option<PartnerId>,
    /// `updated`, `submitted`, `starts`, `deadline`, `asked`; `-` before it for descending.
    sort: Option<String>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// What decides which requests come, in which order.
#[derive(Clone, Debug, Serialize, Default)]
pub(super) struct Filters {
    /// Beginnings of words, all of which must be found.
    pub words: Vec<String>,
    /// States; empty for all.
    pub states: Vec<FundRequestState>,
    /// Fund.
    pub fund: Option<FundId>,
    /// Type of activity.
    pub activity: Option<ActivityType>,
    /// Partner.
    pub partner: Option<PartnerId>,
    /// Order.
    pub sort: Sort,
    /// Largest first.
    pub descending: bool,
}

/// What lists are sorted by. What has no day yet counts as the latest.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq, Default)]
pub(super) enum Sort {
    /// Last change.
    #[default]
    Updated,
    /// First handed in; a draft counts from when it was begun.
    Submitted,
    /// The activity's first day.
    Starts,
    /// The last day for a claim.
    Deadline,
    /// Currency, then minor units.
    Asked,
}

impl FundRequestsQuery {
    /// Checks what was asked for: 400 for a word that is none of ours.
    pub fn filters(&self) -> Result<Filters, Refusal> {
        let text = self.search.as_deref().unwrap_or_default();
        if text.chars().count() > search::SEARCH {
            return Err(wrong(format!("search is at most {} characters", search::SEARCH)));
        }
        let given = |value: &Option<String>| value.clone().filter(|text| !text.is_empty());
        let states = given(&self.state).unwrap_or_default();
        let states: Option<Vec<FundRequestState>> = states
            .split(',')
            .filter(|word| !word.is_empty())
            .map(FundRequestState::parse)
            .collect();
        let activity = given(&self.activity)
            .map(|word| ActivityType::parse(&word).ok_or_else(|| wrong("activity is not one of those known")));
        let sort = given(&self.sort).unwrap_or_else(|| "-updated".to_owned());
        let (descending, word) = match sort.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, sort.as_str()),
        };
        let sort = match word {
            "updated" => Sort::Updated,
            "submitted" => Sort::Submitted,
            "starts" => Sort::Starts,
            "deadline" => Sort::Deadline,
            "asked" => Sort::Asked,
            _ => return Err(wrong("sort is not one of those offered")),
        };
        Ok(Filters {
            words: search::searched(text),
            states: states.ok_or_else(|| wrong("state is not one of those known"))?,
            fund: self.fund,
            activity: activity.transpose()?,
            partner: self.partner,
            sort,
            descending,
        })
    }
}

fn wrong(detail: impl Into<String>) -> Refusal {
    Problem::new(Code::MalformedRequest).detail(detail.into()).into()
}
