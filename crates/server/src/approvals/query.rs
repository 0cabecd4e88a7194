//! What the queue is asked for.

use super::list::{Assignee, Filters, Sort};
use crate::deals::search;
use crate::http::Refusal;
use entente_model::approvals::{ApprovalKind, RiskFlag};
use entente_model::problem::{Code, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

/// Most characters of a region's code.
const REGION: usize = 32;

/// Query of the queue.
#[derive(Deserialize, IntoParams, Default, Debug)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ApprovalsQuery {
    /// `open` (default) or `decided`.
    state: Option<String>,
    /// `deal_registration`, `deal_extension`, `deal_appeal`, `partner_application`, `fund_request` or `fund_claim`; without it all that the
    /// reader decides.
    kind: Option<String>,
    /// A flag such as `conflict`.
    flag: Option<String>,
    /// `me`, `nobody`, or a person's id.
    assignee: Option<String>,
    /// Code of a region.
    region: Option<String>,
    /// Words; each a prefix of a word that the record is found by.
    search: Option<String>,
    /// `due` (default), `submitted`, `amount`, of what is decided also `decided`; `-` before it for descending.
    sort: Option<String>,
    /// Rows of a page, 1 to 100.
    pub limit: Option<u32>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

impl ApprovalsQuery {
    /// Checks what was asked for: 400 for a word that is none of ours.
    pub fn filters(&self) -> Result<Filters, Refusal> {
        let given = |value: &Option<String>| value.clone().filter(|text| !text.is_empty());
        let decided = match given(&self.state).as_deref() {
            None | Some("open") => false,
            Some("decided") => true,
            Some(_) => return Err(wrong("state is `open` or `decided`")),
        };
        let kind = given(&self.kind)
            .map(|word| ApprovalKind::parse(&word).ok_or_else(|| wrong("kind is not one of those known")));
        let flag =
            given(&self.flag).map(|word| RiskFlag::parse(&word).ok_or_else(|| wrong("flag is not one of those known")));
        let assignee = match given(&self.assignee).as_deref() {
            None => None,
            Some("me") => Some(Assignee::Me),
            Some("nobody") => Some(Assignee::Nobody),
            Some(id) => Some(Assignee::Person(
                id.parse().map_err(|_| wrong("assignee is `me`, `nobody` or an id"))?,
            )),
        };
        let region = given(&self.region);
        if region.as_deref().is_some_and(|code| code.chars().count() > REGION) {
            return Err(wrong("region is not a code"));
        }
        let text = self.search.as_deref().unwrap_or_default();
        if text.chars().count() > search::SEARCH {
            return Err(wrong("search is too long"));
        }
        let word = given(&self.sort).unwrap_or_else(|| "due".to_owned());
        let (descending, word) = word
            .strip_prefix('-')
            .map_or((false, word.as_str()), |rest| (true, rest));
        let sort = match word {
            "due" => Sort::Due,
            "submitted" => Sort::Submitted,
            "amount" => Sort::Amount,
            "decided" if decided => Sort::Decided,
            _ => return Err(wrong("sort is not one of those offered")),
        };
        Ok(Filters {
            decided,
            kind: kind.transpose()?,
            flag: flag.transpose()?,
            assignee,
            region,
            words: search::searched(text),
            sort,
            descending,
        })
    }
}

fn wrong(detail: &str) -> Refusal {
    Problem::new(Code::MalformedRequest).detail(detail).into()
}
