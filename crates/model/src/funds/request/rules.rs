//! What of the program, the fund and the partner a request is checked against.

use super::overlap::same_activity;
use super::{FundRequestDraft, PlannedActivity};
use crate::funds::activity::{ActivityType, CostCategory};
use crate::funds::fund::Fund;
use crate::funds::rate::convert_on;
use crate::funds::share::per_mille;
use crate::ids::PartnerId;
use crate::money::Money;
use crate::people::Tier;
use crate::settings::FundSettings;
use chrono::{Days, NaiveDate};

/// What a request is checked against.
#[derive(Clone, Copy, Debug)]
pub struct RequestRules<'a> {
    /// The program's settings of funds.
    pub settings: &'a FundSettings,
    /// Currencies that the program takes.
    pub currencies: &'a [String],
    /// The partner.
    pub partner_id: PartnerId,
    /// Its tier.
    pub tier: Tier,
    /// The day where the partner is.
    pub today: NaiveDate,
    /// The day on which it was first handed in: a partner whose request was returned has lost no time of its lead.
    pub handed_in_on: Option<NaiveDate>,
    /// The fund that the request names, when it is one that the partner may ask of.
    pub fund: Option<&'a Fund>,
    /// What the partner has available in it, in minor units of the fund's currency; absent when that is not known here.
    pub available: Option<i64>,
    /// The partner's other activities that count ([`super::FundRequestState::counts`]).
    pub others: &'a [PlannedActivity],
}

impl RequestRules<'_> {
    /// The first day on which such an activity may begin: as many days after the request as the settings say, and after today.
    pub fn earliest_start(&self, activity: ActivityType) -> NaiveDate {
        let from = self.handed_in_on.unwrap_or(self.today);
        let lead = self.settings.lead_days_of(activity);
        later(from, lead).max(later(self.today, 1))
    }

    /// The most that may be asked for a cost, in the same minor units.
    pub fn most_asked(&self, planned: i64) -> i64 {
        per_mille(planned, self.settings.share_of(self.tier))
    }

    /// Whether the program shares a cost of such an activity.
    pub fn is_eligible(&self, activity: ActivityType, category: CostCategory) -> bool {
        let rules = self.settings.rules_of(activity);
        rules.is_some_and(|rules| rules.eligible.contains(&category))
    }

    /// An amount in the fund's currency by today's rate; `None` without fund or rate.
    pub fn in_fund(&self, minor: i64, currency: &str) -> Option<i64> {
        let money = Money::new(minor, currency);
        let converted = convert_on(&money, &self.fund?.currency, &self.settings.rates, self.today)?;
        Some(converted.minor)
    }

    /// The other activity that a draft asks for once more.
    pub fn asked_already(&self, draft: &FundRequestDraft) -> Option<&PlannedActivity> {
        let planned = draft.planned_activity(self.partner_id, "")?;
        self.others.iter().find(|other| same_activity(&planned, other))
    }
}

/// Days later, or the last day that can be told.
pub(in crate::funds) fn later(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MAX)
}
