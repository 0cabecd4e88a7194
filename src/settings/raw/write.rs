//! From the model to text, as the reader would have typed it.

use super::funds::{restyle_funds, write_activity, write_funds, write_rate, write_share};
use super::journeys::{RawAgreement, write_follow_up, write_journey};
use super::onboarding::{write_applications, write_criterion};
use super::payers::write_payer;
use super::read::read_number;
use super::{RawCeiling, RawDeals, RawGroup, RawHoliday, RawProgram, RawRegion, RawReserved, RawRule, RawSettings};
pub use crate::forms::write_number;
use entente_model::money::{Money, NumberStyle, parse_amount, plain_amount};
use entente_model::settings::{DealSettings, ProgramSettings, Region};

/// Decimals of the similarity in per cent, which the model holds in thousandths.
const SIMILARITY: usize = 1;
/// Decimals of a size in megabytes, which the model holds in bytes.
pub(super) const SIZE: usize = 6;

/// The settings as text, as far as a section shows them.
pub fn write(settings: &ProgramSettings, style: NumberStyle) -> RawSettings {
    let rules = settings.auto_approval.iter().map(|rule| RawRule {
        name: rule.name.clone(),
        enabled: rule.enabled,
        minimum_tier: rule.minimum_tier.as_str().to_owned(),
        ceilings: write_amounts(&rule.ceilings, style),
        regions: rule.regions.clone(),
        products: rule.products.clone(),
        requires_certification: rule.requires_certification,
    });
    let reserved = settings.reserved.iter().map(|account| RawReserved {
        name: account.name.clone(),
        domain: account.domain.clone(),
        country: account.country.clone(),
        territory: account.territory,
        reason: account.reason.clone(),
    });
    let groups = settings.account_groups.iter().map(|group| RawGroup {
        name: group.name.clone(),
        domains: group.domains.join("\n"),
    });
    let criteria = settings
        .onboarding
        .criteria
        .iter()
        .map(|criterion| write_criterion(criterion, style));
    RawSettings {
        program: RawProgram {
            name: settings.program.name.clone(),
            vendor: settings.program.vendor.clone(),
            accent: settings.program.accent.clone(),
            rules_of_engagement: settings.rules_of_engagement.clone(),
        },
        currencies: settings.currencies.clone(),
        deals: write_deals(&settings.deals, style),
        regions: settings.regions.iter().map(write_region).collect(),
        products: settings.products.clone(),
        rules: rules.collect(),
        reserved: reserved.collect(),
        groups: groups.collect(),
        applications: write_applications(&settings.onboarding),
        specialties: settings.onboarding.specialties.clone(),
        criteria: criteria.collect(),
        journeys: settings.onboarding.journeys.iter().map(write_journey).collect(),
        follow_up: write_follow_up(&settings.onboarding),
        agreement: RawAgreement {
            title: settings.onboarding.agreement.title.clone(),
            text: settings.onboarding.agreement.text.clone(),
        },
        funds: write_funds(&settings.funds, style),
        shares: settings
            .funds
            .shares
            .iter()
            .map(|share| write_share(share, style))
            .collect(),
        second_approval: write_amounts(&settings.funds.second_approval, style),
        rates: settings
            .funds
            .rates
            .iter()
            .map(|rate| write_rate(rate, style))
            .collect(),
        payers: settings.funds.payers.iter().map(write_payer).collect(),
        activities: settings.funds.activities.iter().map(write_activity).collect(),
    }
}

/// Amounts as text, each in its currency.
pub(super) fn write_amounts(amounts: &[Money], style: NumberStyle) -> Vec<RawCeiling> {
    let written = amounts.iter().map(|money| RawCeiling {
        amount: plain_amount(money, style),
        currency: money.currency.clone(),
    });
    written.collect()
}

/// Numbers of deal registration as text; the defaults that a page shows are written by it, too.
pub fn write_deals(deals: &DealSettings, style: NumberStyle) -> RawDeals {
    let reminders: Vec<String> = deals.reminder_days.iter().map(u32::to_string).collect();
    RawDeals {
        protection_days: deals.protection_days.to_string(),
        extension_days: deals.extension_days.to_string(),
        reminder_days: reminders.join(", "),
        decision_business_days: deals.decision_business_days.to_string(),
        activity_days: deals.activity_days.to_string(),
        answer_days: deals.answer_days.to_string(),
        similarity: write_number(deals.similarity_per_mille.into(), style, SIMILARITY),
        need_min_characters: deals.need_min_characters.to_string(),
        max_attachment: write_number(deals.max_attachment_bytes, style, SIZE),
        max_attachments: deals.max_attachments.to_string(),
    }
}

fn write_region(region: &Region) -> RawRegion {
    let mut weekend = region.weekend.clone();
    weekend.sort_unstable();
    let holidays = region.holidays.iter().map(|holiday| RawHoliday {
        date: holiday.date.to_string(),
        name: holiday.name.clone(),
    });
    RawRegion {
        code: region.code.clone(),
        name: region.name.clone(),
        time_zone: region.time_zone.clone(),
        weekend: weekend.iter().map(u8::to_string).collect(),
        holidays: holidays.collect(),
    }
}

/// The text as a reader of other signs would have typed it. What can't be read stays as it is.
pub fn restyled(mut raw: RawSettings, from: NumberStyle, to: NumberStyle) -> RawSettings {
    if from == to {
        return raw;
    }
    let number = |typed: &mut String, decimals: usize| {
        if let Ok(number) = read_number(typed, from, decimals) {
            *typed = write_number(number, to, decimals);
        }
    };
    number(&mut raw.deals.similarity, SIMILARITY);
    number(&mut raw.deals.max_attachment, SIZE);
    let ceilings = raw.rules.iter_mut().flat_map(|rule| &mut rule.ceilings);
    let ideals = raw.criteria.iter_mut().flat_map(|criterion| &mut criterion.ideals);
    for ceiling in ceilings.chain(ideals).chain(&mut raw.second_approval) {
        if let Ok(minor) = parse_amount(&ceiling.amount, &ceiling.currency, from) {
            ceiling.amount = plain_amount(&Money::new(minor, ceiling.currency.clone()), to);
        }
    }
    restyle_funds(&mut raw, from, to);
    raw
}
