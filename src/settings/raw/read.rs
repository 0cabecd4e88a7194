//! From text to the model. What can't be read is named by its pointer below the settings; something of its kind stands in its place, so that the
//! rest can be judged meanwhile.

use super::funds::read_funds;
use super::onboarding::read_onboarding;
use super::{RawCeiling, RawDeals, RawGroup, RawRegion, RawReserved, RawRule, RawSettings};
pub(super) use crate::forms::read_number;
use chrono::{Days, NaiveDate};
use entente_model::money::{MAX_MINOR, Money, NumberStyle, minor_digits, parse_amount};
use entente_model::people::Tier;
use entente_model::problem::{FieldCode, FieldError};
use entente_model::settings::{
    AccountGroup, AutoApprovalRule, DealSettings, Holiday, Product, ProgramIdentity, ProgramSettings, Region,
    ReservedAccount,
};
use entente_model::text;

/// The settings that the text means, and what of it can't be read.
pub fn read(raw: &RawSettings, style: NumberStyle) -> (ProgramSettings, Vec<FieldError>) {
    let mut errors = Vec::new();
    let settings = ProgramSettings {
        program: ProgramIdentity {
            name: trimmed(&raw.program.name),
            vendor: trimmed(&raw.program.vendor),
            accent: trimmed(&raw.program.accent),
        },
        currencies: raw.currencies.clone(),
        regions: raw
            .regions
            .iter()
            .enumerate()
            .map(|(at, region)| read_region(at, region, &mut errors))
            .collect(),
        products: raw.products.iter().map(read_product).collect(),
        deals: read_deals(&raw.deals, style, &mut errors),
        auto_approval: raw
            .rules
            .iter()
            .enumerate()
            .map(|(at, rule)| read_rule(at, rule, style, &mut errors))
            .collect(),
        reserved: raw.reserved.iter().map(read_reserved).collect(),
        account_groups: raw.groups.iter().map(read_group).collect(),
        rules_of_engagement: raw.program.rules_of_engagement.clone(),
        onboarding: read_onboarding(raw, style, &mut errors),
        funds: read_funds(raw, style, &mut errors),
    };
    (settings, errors)
}

pub(super) fn trimmed(typed: &str) -> String {
    typed.trim().to_owned()
}

/// The domain that was meant, or the text itself while it is none.
fn read_domain(typed: &str) -> String {
    let meant = text::domain_of_typed(typed);
    if text::is_domain(&meant) { meant } else { trimmed(typed) }
}

fn read_product(product: &Product) -> Product {
    Product {
        code: trimmed(&product.code),
        name: trimmed(&product.name),
        offered: product.offered,
    }
}

fn read_region(at: usize, region: &RawRegion, errors: &mut Vec<FieldError>) -> Region {
    // A day of its own for each that can't be read: none may look like another one's double.
    let stand_in = |day: usize| {
        NaiveDate::from_ymd_opt(2999, 12, 31).and_then(|last| last.checked_sub_days(Days::new(2 * day as u64)))
    };
    let holidays = region.holidays.iter().enumerate().map(|(day, holiday)| {
        let date = holiday.date.trim().parse().unwrap_or_else(|_| {
            errors.push(FieldError::new(
                format!("/regions/{at}/holidays/{day}/date"),
                FieldCode::InvalidDate,
            ));
            stand_in(day).unwrap_or_default()
        });
        Holiday {
            date,
            name: trimmed(&holiday.name),
        }
    });
    Region {
        code: trimmed(&region.code),
        name: trimmed(&region.name),
        time_zone: trimmed(&region.time_zone),
        weekend: region.weekend.iter().filter_map(|day| day.parse().ok()).collect(),
        holidays: holidays.collect(),
    }
}

fn read_deals(raw: &RawDeals, style: NumberStyle, errors: &mut Vec<FieldError>) -> DealSettings {
    let usual = DealSettings::initial();
    let mut number = |name: &str, typed: &str, decimals: usize, usual: u64| {
        read_number(typed, style, decimals).unwrap_or_else(|code| {
            errors.push(FieldError::new(format!("/deals/{name}"), code));
            usual
        })
    };
    // Beyond 32 bits is beyond every bound: the check then says so.
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let protection_days = small(number(
        "protection_days",
        &raw.protection_days,
        0,
        usual.protection_days.into(),
    ));
    let extension_days = small(number(
        "extension_days",
        &raw.extension_days,
        0,
        usual.extension_days.into(),
    ));
    let decision_business_days = small(number(
        "decision_business_days",
        &raw.decision_business_days,
        0,
        usual.decision_business_days.into(),
    ));
    let activity_days = small(number(
        "activity_days",
        &raw.activity_days,
        0,
        usual.activity_days.into(),
    ));
    let answer_days = small(number("answer_days", &raw.answer_days, 0, usual.answer_days.into()));
    let similarity_per_mille = small(number(
        "similarity_per_mille",
        &raw.similarity,
        1,
        usual.similarity_per_mille.into(),
    ));
    let need_min_characters = small(number(
        "need_min_characters",
        &raw.need_min_characters,
        0,
        usual.need_min_characters.into(),
    ));
    let max_attachment_bytes = number(
        "max_attachment_bytes",
        &raw.max_attachment,
        6,
        usual.max_attachment_bytes,
    );
    let max_attachments = small(number(
        "max_attachments",
        &raw.max_attachments,
        0,
        usual.max_attachments.into(),
    ));
    let reminder_days = read_list(&raw.reminder_days).unwrap_or_else(|code| {
        errors.push(FieldError::new("/deals/reminder_days", code));
        Vec::new()
    });
    DealSettings {
        protection_days,
        extension_days,
        reminder_days,
        decision_business_days,
        activity_days,
        answer_days,
        similarity_per_mille,
        need_min_characters,
        max_attachment_bytes,
        max_attachments,
    }
}

pub(super) fn read_list(typed: &str) -> Result<Vec<u32>, FieldCode> {
    typed
        .split([',', ';', ' '])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().map_err(|_| FieldCode::NotANumber))
        .collect()
}

fn read_rule(at: usize, rule: &RawRule, style: NumberStyle, errors: &mut Vec<FieldError>) -> AutoApprovalRule {
    let ceilings = rule.ceilings.iter().enumerate().map(|(place, ceiling)| {
        read_ceiling(ceiling, style).unwrap_or_else(|error| {
            let pointer = format!("/auto_approval/{at}/ceilings/{place}/minor");
            errors.push(FieldError { pointer, ..error });
            // No rule is about nothing, so that this shows as an amount that is missing.
            Money::new(0, ceiling.currency.clone())
        })
    });
    AutoApprovalRule {
        name: trimmed(&rule.name),
        enabled: rule.enabled,
        minimum_tier: Tier::ALL
            .iter()
            .copied()
            .find(|tier| tier.as_str() == rule.minimum_tier)
            .unwrap_or(Tier::Registered),
        ceilings: ceilings.collect(),
        regions: rule.regions.clone(),
        products: rule.products.clone(),
        requires_certification: rule.requires_certification,
    }
}

pub(super) fn read_ceiling(ceiling: &RawCeiling, style: NumberStyle) -> Result<Money, FieldError> {
    match parse_amount(&ceiling.amount, &ceiling.currency, style) {
        Ok(minor) => Ok(Money::new(minor, ceiling.currency.clone())),
        // That the currency is unknown is for the check to say, at the currency.
        Err(FieldCode::InvalidCurrency) => Ok(Money::new(1, ceiling.currency.clone())),
        Err(code @ FieldCode::OutOfRange) => Err(FieldError::new("", code).with("min", 1).with("max", MAX_MINOR)),
        Err(code) => Err(FieldError::new("", code).with("max", minor_digits(&ceiling.currency).unwrap_or(2))),
    }
}

fn read_reserved(account: &RawReserved) -> ReservedAccount {
    ReservedAccount {
        name: trimmed(&account.name),
        // A territory has no domain; what was typed before it became one stays in the field's text.
        domain: if account.territory {
            String::new()
        } else {
            read_domain(&account.domain)
        },
        country: account.country.clone(),
        territory: account.territory,
        reason: trimmed(&account.reason),
    }
}

fn read_group(group: &RawGroup) -> AccountGroup {
    AccountGroup {
        name: trimmed(&group.name),
        domains: group.lines().map(read_domain).collect(),
    }
}
