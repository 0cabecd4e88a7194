//! The rules of market development funds that a new program begins with (domain: MDF), for an admin to make their own.

use super::{ActivityRules, FundSettings, TierShare};
use crate::funds::activity::{ActivityType, CostCategory, ProofKind};
use crate::money::Money;
use crate::people::Tier;

/// About 5,000 EUR, in minor units: one for each currency that a new program takes.
const SECOND_APPROVAL: [(&str, i64); 12] = [
    ("EUR", 500_000),
    ("USD", 500_000),
    ("GBP", 400_000),
    ("CHF", 500_000),
    ("SEK", 5_600_000),
    ("NOK", 5_600_000),
    ("DKK", 3_800_000),
    ("PLN", 2_200_000),
    ("CZK", 12_000_000),
    ("JPY", 800_000),
    ("AED", 2_000_000),
    ("SAR", 2_000_000),
];

/// Type, what of its cost is shared, what proves it, days of lead when it needs more than others.
type ActivityDefaults = (ActivityType, &'static [CostCategory], &'static [ProofKind], Option<u32>);

#[rustfmt::skip]
const ACTIVITIES: [ActivityDefaults; 7] = {
    use CostCategory::{Catering, Giveaways, Mailing, Media, Platform, Production, Speaker, Venue};
    use ProofKind::{Agenda, AttendeeList, Creative, Invoice, PerformanceReport, Photo, Screenshot};
    [
        (ActivityType::Webinar, &[Platform, Speaker, Production, Media, Mailing], &[Invoice, AttendeeList, Screenshot], None),
        (ActivityType::ContentSyndication, &[Media, Production, Platform], &[Invoice, PerformanceReport, Creative], None),
        (ActivityType::AccountEvent, &[Venue, Catering, Speaker, Production, Mailing, Giveaways], &[Invoice, AttendeeList, Photo], None),
        (ActivityType::PaidSearch, &[Media, Production], &[Invoice, PerformanceReport], None),
        (ActivityType::FieldEvent, &[Venue, Catering, Speaker, Production, Mailing, Giveaways], &[Invoice, AttendeeList, Photo, Agenda], None),
        (ActivityType::TradeShow, &[Venue, Catering, Production, Media, Giveaways], &[Invoice, Photo], Some(30)),
        (ActivityType::Other, &[Venue, Catering, Speaker, Media, Production, Platform, Mailing, Giveaways], &[Invoice], None),
    ]
};

impl FundSettings {
    /// The initial ones for a version from before these were settings. Its currencies are not known here, so every claim needs two people
    /// until an admin says otherwise.
    pub fn cautious() -> Self {
        FundSettings {
            second_approval: Vec::new(),
            ..FundSettings::initial()
        }
    }

    /// The domain's numbers.
    pub fn initial() -> Self {
        let share = |tier: &Tier| TierShare {
            tier: *tier,
            per_mille: 500,
        };
        FundSettings {
            shares: Tier::ALL.iter().map(share).collect(),
            lead_days: 10,
            decision_business_days: 5,
            claim_decision_business_days: 5,
            answer_days: 14,
            claim_days: 60,
            reminder_days: vec![14, 3],
            second_approval: SECOND_APPROVAL
                .iter()
                .map(|(currency, minor)| Money::new(*minor, *currency))
                .collect(),
            rates: Vec::new(),
            activities: ACTIVITIES.iter().map(rules).collect(),
            max_attachment_bytes: 25_000_000,
            max_attachments: 20,
            payers: Vec::new(),
        }
    }
}

fn rules((activity, eligible, proofs, lead_days): &ActivityDefaults) -> ActivityRules {
    ActivityRules {
        activity: *activity,
        offered: true,
        eligible: eligible.to_vec(),
        proofs: proofs.to_vec(),
        lead_days: *lead_days,
    }
}
