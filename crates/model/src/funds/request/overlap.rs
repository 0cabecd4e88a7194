//! Whether two activities are at the same time, or one asked for twice.

use super::FundRequestDraft;
use crate::funds::activity::ActivityType;
use crate::ids::{FundRequestId, PartnerId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An activity as far as others are compared with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlannedActivity {
    /// The request, where there is one to be opened.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<FundRequestId>,
    /// What people call the request by: `7K3M-9QX2`; empty before it has one.
    pub reference: String,
    /// The partner.
    pub partner_id: PartnerId,
    /// What kind of activity it is.
    pub activity: ActivityType,
    /// What it is called.
    pub title: String,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Names of the accounts that it is for.
    pub target_accounts: Vec<String>,
}

impl FundRequestDraft {
    /// The activity that it plans, as soon as type and days are known.
    pub fn planned_activity(&self, partner_id: PartnerId, reference: &str) -> Option<PlannedActivity> {
        Some(PlannedActivity {
            id: None,
            reference: reference.to_owned(),
            partner_id,
            activity: self.activity?,
            title: self.title.clone(),
            starts_on: self.starts_on?,
            ends_on: self.ends_on?,
            target_accounts: self.target_accounts.clone(),
        })
    }
}

/// Whether a partner has two activities of one type on a same day: that may be, and is pointed out.
pub fn overlaps(a: &PlannedActivity, b: &PlannedActivity) -> bool {
    a.partner_id == b.partner_id && a.activity == b.activity && a.starts_on <= b.ends_on && b.starts_on <= a.ends_on
}

/// Whether they are the same activity: they overlap, and have one title, or each has at least half of its target accounts in common with
/// the other. That is refused. Case, punctuation and spaces of titles and names tell nothing apart.
pub fn same_activity(a: &PlannedActivity, b: &PlannedActivity) -> bool {
    let title = plain(&a.title);
    overlaps(a, b) && (!title.is_empty() && title == plain(&b.title) || shares_half(a, b))
}

fn shares_half(a: &PlannedActivity, b: &PlannedActivity) -> bool {
    let names = |activity: &PlannedActivity| -> BTreeSet<String> {
        let names = activity.target_accounts.iter().map(|name| plain(name));
        names.filter(|name| !name.is_empty()).collect()
    };
    let (a, b) = (names(a), names(b));
    let shared = a.intersection(&b).count();
    shared > 0 && 2 * shared >= a.len().max(b.len())
}

/// Letters and digits only, in lower case, with single spaces between words.
pub(in crate::funds) fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
