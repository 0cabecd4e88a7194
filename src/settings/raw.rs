//! The whole of the settings as typed, as far as a section shows them. Nothing of it need make sense; it is kept on the device as it is.

mod funds;
mod journeys;
mod onboarding;
mod payers;
mod read;
mod write;

use entente_model::settings::{Product, Specialty};
use serde::{Deserialize, Serialize};

pub use funds::{RawActivity, RawFunds, RawRate, RawShare, write_funds, write_rate_number};
pub use journeys::{
    DAYS, RawAgreement, RawFollowUp, RawJourney, RawMilestone, RawTask, WEEKS, WITH_MILESTONE, owner_word,
    write_follow_up,
};
pub use onboarding::{RawApplications, RawCriterion, write_applications};
pub use payers::{RawPayer, asks_for_iban, in_fours};
pub use read::read;
pub use write::{restyled, write, write_deals, write_number};

/// Every field of the settings that a section shows, as text.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawSettings {
    /// Names, colour and rules of engagement.
    pub program: RawProgram,
    /// Codes of currencies; the first is offered first.
    pub currencies: Vec<String>,
    /// Numbers of deal registration.
    pub deals: RawDeals,
    /// Regions.
    pub regions: Vec<RawRegion>,
    /// Products.
    pub products: Vec<Product>,
    /// Rules that approve by themselves.
    pub rules: Vec<RawRule>,
    /// Accounts and territories kept for direct sales.
    pub reserved: Vec<RawReserved>,
    /// Domains that are one customer.
    pub groups: Vec<RawGroup>,
    /// Who may apply, what is asked, and in which time.
    pub applications: RawApplications,
    /// What companies are good at.
    pub specialties: Vec<Specialty>,
    /// The Ideal Partner Profile.
    pub criteria: Vec<RawCriterion>,
    /// Templates of journeys; the first that fits is followed.
    pub journeys: Vec<RawJourney>,
    /// What happens when a journey falls behind.
    pub follow_up: RawFollowUp,
    /// The partner agreement.
    pub agreement: RawAgreement,
    /// Numbers of funds.
    pub funds: RawFunds,
    /// How much partners of each tier may ask for.
    pub shares: Vec<RawShare>,
    /// Amounts above which two people have to agree to pay a claim.
    pub second_approval: Vec<RawCeiling>,
    /// Exchange rates.
    pub rates: Vec<RawRate>,
    /// The vendor's accounts that pay.
    pub payers: Vec<RawPayer>,
    /// Rules of the types of activity.
    pub activities: Vec<RawActivity>,
}

/// Names, colour and rules of engagement.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawProgram {
    /// Name of the program.
    pub name: String,
    /// Name of the vendor.
    pub vendor: String,
    /// Colour, `#rrggbb`.
    pub accent: String,
    /// The rules of engagement.
    pub rules_of_engagement: String,
}

/// Numbers of deal registration, in the signs of the reader.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawDeals {
    /// Days.
    pub protection_days: String,
    /// Days.
    pub extension_days: String,
    /// Days, with commas between them.
    pub reminder_days: String,
    /// Business days.
    pub decision_business_days: String,
    /// Days.
    pub activity_days: String,
    /// Days.
    pub answer_days: String,
    /// Per cent, with at most one decimal.
    pub similarity: String,
    /// Characters.
    pub need_min_characters: String,
    /// Megabytes, with decimals.
    pub max_attachment: String,
    /// Files.
    pub max_attachments: String,
}

/// A region.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawRegion {
    /// Short code.
    pub code: String,
    /// Name.
    pub name: String,
    /// IANA time zone.
    pub time_zone: String,
    /// Days without work, `1` (Monday) to `7`, in order.
    pub weekend: Vec<String>,
    /// Holidays, in order.
    pub holidays: Vec<RawHoliday>,
}

/// A holiday.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawHoliday {
    /// Day in ISO form, or what the browser made of it.
    pub date: String,
    /// Name.
    pub name: String,
}

/// A rule that approves by itself.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawRule {
    /// Name.
    pub name: String,
    /// Whether it is applied.
    pub enabled: bool,
    /// Word of the lowest tier.
    pub minimum_tier: String,
    /// Most that a deal may be worth.
    pub ceilings: Vec<RawCeiling>,
    /// Codes of regions; none for all.
    pub regions: Vec<String>,
    /// Codes of products; none for all.
    pub products: Vec<String>,
    /// Whether the partner must be certified.
    pub requires_certification: bool,
}

/// An amount as typed, in the signs of the reader.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawCeiling {
    /// Amount.
    pub amount: String,
    /// Code of the currency.
    pub currency: String,
}

/// An account or territory kept for direct sales.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawReserved {
    /// Name.
    pub name: String,
    /// Domain as typed or pasted.
    pub domain: String,
    /// Country code, or empty.
    pub country: String,
    /// Whether it stands for the whole country.
    pub territory: bool,
    /// Why.
    pub reason: String,
}

/// Domains that are one customer.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawGroup {
    /// Name.
    pub name: String,
    /// Domains, one a line.
    pub domains: String,
}

impl RawGroup {
    /// The domains as typed, without blank lines.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.domains
            .split(['\n', ',', ';', ' '])
            .map(str::trim)
            .filter(|line| !line.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::styles::{ENGLISH, GERMAN};
    use entente_model::money::Money;
    use entente_model::onboarding::profile::Span;
    use entente_model::onboarding::{Criterion, CriterionRule};
    use entente_model::people::PartnerType;
    use entente_model::problem::FieldCode;
    use entente_model::settings::ProgramSettings;

    #[test]
    fn settings_survive_being_typed_anew() {
        let settings = ProgramSettings::initial();
        for style in [GERMAN, ENGLISH] {
            let typed = write(&settings, style);
            assert_eq!(read(&typed, style), (settings.clone(), Vec::new()));
        }
    }

    #[test]
    fn a_criterion_of_every_kind_survives_being_typed_anew() {
        let mut settings = ProgramSettings::initial();
        let vendors = || vec!["Acme Cloud, Inc.".to_owned(), "Southwind".to_owned()];
        let span = || Span {
            minimum: 2,
            ideal: 1_500,
        };
        let rules = [
            CriterionRule::PartnerType {
                types: vec![PartnerType::Msp, PartnerType::Agency],
            },
            CriterionRule::Regions {
                regions: vec!["dach".to_owned()],
                wanted: 1,
            },
            CriterionRule::Specialties {
                specialties: vec!["security".to_owned(), "manufacturing".to_owned()],
                wanted: 2,
            },
            CriterionRule::Headcount(span()),
            CriterionRule::Sellers(span()),
            CriterionRule::Technicians(span()),
            CriterionRule::ExpectedRevenue {
                ideals: vec![Money::new(123_456, "EUR"), Money::new(5_000, "JPY")],
            },
            CriterionRule::CurrentVendors { vendors: vendors() },
            CriterionRule::NoCompetitors { vendors: vendors() },
            CriterionRule::ContactDomain {},
        ];
        settings.onboarding.criteria = (1..)
            .zip(rules)
            .map(|(weight, rule)| Criterion { weight, rule })
            .collect();
        for style in [GERMAN, ENGLISH] {
            let typed = write(&settings, style);
            assert_eq!(read(&typed, style), (settings.clone(), Vec::new()));
        }
        let german = write(&settings, GERMAN);
        assert_eq!(german.criteria[6].ideals[0].amount, "1234,56");
        assert_eq!(restyled(german, GERMAN, ENGLISH), write(&settings, ENGLISH));
    }

    #[test]
    fn numbers_keep_their_worth_when_the_language_changes() {
        let mut settings = ProgramSettings::initial();
        settings.deals.similarity_per_mille = 875;
        settings.deals.max_attachment_bytes = 12_500_000;
        let german = write(&settings, GERMAN);
        assert_eq!(
            (german.deals.similarity.as_str(), german.deals.max_attachment.as_str()),
            ("87,5", "12,5")
        );
        assert_eq!(restyled(german, GERMAN, ENGLISH), write(&settings, ENGLISH));
    }

    #[test]
    fn what_cannot_be_read_is_named_and_kept() {
        let mut raw = write(&ProgramSettings::initial(), ENGLISH);
        raw.deals.protection_days = "ninety".into();
        raw.deals.extension_days = String::new();
        raw.deals.reminder_days = "14, x".into();
        raw.deals.similarity = "88.25".into();
        raw.rules[0].ceilings[1].amount = "a lot".into();
        raw.regions[0].holidays[0].date = String::new();
        raw.applications.proof_bits = "many".into();
        raw.criteria[0].weight = "1.5".into();
        raw.criteria[1].ideals[2].amount = "lots".into();
        raw.criteria[3].minimum = String::new();
        let (_, errors) = read(&raw, ENGLISH);
        let found: Vec<(&str, FieldCode)> = errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code))
            .collect();
        assert_eq!(
            found,
            [
                ("/regions/0/holidays/0/date", FieldCode::InvalidDate),
                ("/deals/protection_days", FieldCode::NotANumber),
                ("/deals/extension_days", FieldCode::Required),
                ("/deals/similarity_per_mille", FieldCode::NotANumber),
                ("/deals/reminder_days", FieldCode::NotANumber),
                ("/auto_approval/0/ceilings/1/minor", FieldCode::NotANumber),
                ("/onboarding/criteria/0/weight", FieldCode::NotANumber),
                ("/onboarding/criteria/1/rule/ideals/2/minor", FieldCode::NotANumber),
                ("/onboarding/criteria/3/rule/minimum", FieldCode::Required),
                ("/onboarding/proof_bits", FieldCode::NotANumber),
            ]
        );
        assert_eq!(raw.deals.protection_days, "ninety");
    }

    #[test]
    fn pasted_addresses_become_domains() {
        let mut raw = write(&ProgramSettings::initial(), ENGLISH);
        let pasted = "https://www.Acme.example/about\n\nacme-sub.example".to_owned();
        raw.groups.push(RawGroup {
            name: " Acme ".into(),
            domains: pasted,
        });
        let (settings, errors) = read(&raw, ENGLISH);
        assert_eq!(errors, []);
        assert_eq!(settings.account_groups[0].domains, ["acme.example", "acme-sub.example"]);
        assert_eq!(settings.account_groups[0].name, "Acme");
    }
}
