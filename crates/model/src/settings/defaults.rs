//! The settings that a new program begins with: numbers of the domain (Deal registration and channel conflict) and a vendor of the
//! example's name, for an admin to make their own.

use super::holidays::{self, Day};
use super::*;
use crate::money::Money;
use crate::onboarding::profile::Span;
use crate::onboarding::{Criterion, CriterionRule};
use crate::people::PartnerType;

/// Code, name, time zone, days without work, holidays.
type RegionDefaults = (&'static str, &'static str, &'static str, &'static [u8], &'static [Day]);

const SATURDAY_AND_SUNDAY: &[u8] = &[6, 7];
const FRIDAY_AND_SATURDAY: &[u8] = &[5, 6];

#[rustfmt::skip]
const REGIONS: [RegionDefaults; 8] = [
    ("dach", "Germany, Austria, Switzerland", "Europe/Berlin", SATURDAY_AND_SUNDAY, holidays::GERMANY),
    ("uki", "United Kingdom and Ireland", "Europe/London", SATURDAY_AND_SUNDAY, holidays::ENGLAND),
    ("france", "France", "Europe/Paris", SATURDAY_AND_SUNDAY, holidays::FRANCE),
    ("iberia", "Spain and Portugal", "Europe/Madrid", SATURDAY_AND_SUNDAY, holidays::SPAIN),
    ("nordics", "Nordics", "Europe/Stockholm", SATURDAY_AND_SUNDAY, holidays::SWEDEN),
    ("north-america", "North America", "America/New_York", SATURDAY_AND_SUNDAY, holidays::UNITED_STATES),
    ("japan", "Japan", "Asia/Tokyo", SATURDAY_AND_SUNDAY, holidays::JAPAN),
    ("mea", "Middle East and Africa", "Asia/Riyadh", FRIDAY_AND_SATURDAY, holidays::SAUDI_ARABIA),
];

const PRODUCTS: [(&str, &str); 6] = [
    ("workspace", "Northwind Workspace"),
    ("analytics", "Northwind Analytics"),
    ("automation", "Northwind Automation"),
    ("integration", "Northwind Integration Hub"),
    ("security", "Northwind Security Suite"),
    ("premium-support", "Premium Support"),
];

/// The first is offered first.
const CURRENCIES: [&str; 12] = [
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY", "AED", "SAR",
];

/// Up to about 25,000 EUR, in minor units.
const CEILINGS: [(&str, i64); 5] = [
    ("EUR", 2_500_000),
    ("USD", 2_500_000),
    ("GBP", 2_000_000),
    ("CHF", 2_500_000),
    ("JPY", 4_000_000),
];

const RULES_OF_ENGAGEMENT: &str = "\
1. Register a deal before you quote. A registration names the customer, the products, the expected value and the need.
2. We decide within two business days of your region's calendar. If we are late, the registration is escalated and protection counts \
from the day you handed it in.
3. An approved registration is protected for 90 days: we approve no other partner and start no direct sale for the same customer and \
products.
4. Keep a protected deal alive: tell us of progress at least every 30 days. Protection can be extended once, by 30 days, when you \
describe what has been done.
5. The first registration that is approved or under review holds the account. You are never told whose it is, nor is anybody told of yours.
6. Named accounts and territories that we serve directly are listed with us. A registration that touches one is discussed with you: we \
may propose to share the deal.
7. A rejected registration may be appealed once, with the facts that speak for it.
";

const SPECIALTIES: [(&str, &str); 8] = [
    ("digital-workplace", "Digital workplace"),
    ("data-analytics", "Data and analytics"),
    ("process-automation", "Process automation"),
    ("system-integration", "System integration"),
    ("security", "Security and compliance"),
    ("managed-services", "Managed services"),
    ("manufacturing", "Manufacturing"),
    ("public-sector", "Public sector"),
];

/// Expected revenue of a year that is ideal, about 250,000 EUR, in minor units: one for each currency that is offered, because without an
/// ideal an applicant scores nothing.
const IDEAL_REVENUE: [(&str, i64); 12] = [
    ("EUR", 25_000_000),
    ("USD", 25_000_000),
    ("GBP", 20_000_000),
    ("CHF", 25_000_000),
    ("SEK", 280_000_000),
    ("NOK", 280_000_000),
    ("DKK", 190_000_000),
    ("PLN", 110_000_000),
    ("CZK", 600_000_000),
    ("JPY", 40_000_000),
    ("AED", 100_000_000),
    ("SAR", 100_000_000),
];

const CONSENT: &str = "\
We keep what you tell us in this application to decide on it, and for as long as you are a partner. If the application is declined, we \
delete it after a year. The person named as contact agrees to be written to about it, and speaks for the company.
";

impl OnboardingSettings {
    /// The initial ones for a program that has not decided to take applications.
    pub fn closed() -> Self {
        OnboardingSettings {
            accepts_applications: false,
            ..OnboardingSettings::initial()
        }
    }

    /// The domain's numbers, and a profile for an admin to make their own.
    pub fn initial() -> Self {
        let weighed = |weight, rule| Criterion { weight, rule };
        OnboardingSettings {
            accepts_applications: true,
            specialties: SPECIALTIES
                .iter()
                .map(|(code, name)| Specialty {
                    code: (*code).to_owned(),
                    name: (*name).to_owned(),
                    offered: true,
                })
                .collect(),
            criteria: vec![
                weighed(
                    20,
                    CriterionRule::PartnerType {
                        types: vec![
                            PartnerType::Reseller,
                            PartnerType::Var,
                            PartnerType::Msp,
                            PartnerType::Si,
                        ],
                    },
                ),
                weighed(
                    20,
                    CriterionRule::ExpectedRevenue {
                        ideals: IDEAL_REVENUE
                            .iter()
                            .map(|(currency, minor)| Money::new(*minor, *currency))
                            .collect(),
                    },
                ),
                weighed(
                    20,
                    CriterionRule::Specialties {
                        specialties: SPECIALTIES[..5].iter().map(|(code, _)| (*code).to_owned()).collect(),
                        wanted: 2,
                    },
                ),
                weighed(15, CriterionRule::Sellers(Span { minimum: 1, ideal: 6 })),
                weighed(10, CriterionRule::Technicians(Span { minimum: 2, ideal: 10 })),
                weighed(10, CriterionRule::Headcount(Span { minimum: 10, ideal: 50 })),
                weighed(5, CriterionRule::ContactDomain {}),
            ],
            consent: CONSENT.to_owned(),
            decision_business_days: 3,
            draft_days: 60,
            link_days: 14,
            proof_bits: 18,
            agreement: super::default_journeys::agreement(),
            journeys: super::default_journeys::journeys(),
            reminder_days: vec![1, 7, 14],
            risk_days: 7,
        }
    }
}

impl DealSettings {
    /// The domain's numbers.
    pub fn initial() -> Self {
        DealSettings {
            protection_days: 90,
            extension_days: 30,
            reminder_days: vec![14, 3],
            decision_business_days: 2,
            activity_days: 30,
            answer_days: 14,
            similarity_per_mille: 880,
            need_min_characters: 20,
            max_attachment_bytes: 25_000_000,
            max_attachments: 20,
        }
    }
}

impl ProgramSettings {
    /// What a new program begins with; passes [`ProgramSettings::check`].
    pub fn initial() -> Self {
        ProgramSettings {
            program: ProgramIdentity {
                name: "Northwind Partner Program".to_owned(),
                vendor: "Northwind".to_owned(),
                accent: "#2f5bd8".to_owned(),
            },
            currencies: CURRENCIES.map(str::to_owned).to_vec(),
            regions: REGIONS.iter().map(region).collect(),
            products: PRODUCTS
                .iter()
                .map(|(code, name)| Product {
                    code: (*code).to_owned(),
                    name: (*name).to_owned(),
                    offered: true,
                })
                .collect(),
            deals: DealSettings::initial(),
            auto_approval: vec![AutoApprovalRule {
                name: "Small deals of Gold and Platinum partners".to_owned(),
                enabled: true,
                minimum_tier: Tier::Gold,
                ceilings: CEILINGS
                    .iter()
                    .map(|(currency, minor)| Money::new(*minor, *currency))
                    .collect(),
                regions: Vec::new(),
                products: Vec::new(),
                requires_certification: false,
            }],
            reserved: Vec::new(),
            account_groups: Vec::new(),
            rules_of_engagement: RULES_OF_ENGAGEMENT.to_owned(),
            onboarding: OnboardingSettings::initial(),
            funds: FundSettings::initial(),
        }
    }
}

fn region((code, name, time_zone, weekend, days): &RegionDefaults) -> Region {
    Region {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        time_zone: (*time_zone).to_owned(),
        weekend: weekend.to_vec(),
        holidays: holidays::holidays(days),
    }
}
