//! Rules of market development funds as typed, from the model to text and back.

use super::RawSettings;
use super::payers::read_payer;
use super::read::{read_ceiling, read_list, read_number};
use super::write::SIZE;
use crate::forms::{rewrite_number, write_number};
use chrono::{Days, NaiveDate};
use entente_model::funds::activity::{ActivityType, CostCategory, ProofKind};
use entente_model::funds::rate::ExchangeRate;
use entente_model::money::{Money, NumberStyle};
use entente_model::people::Tier;
use entente_model::problem::{FieldCode, FieldError};
use entente_model::settings::{ActivityRules, FundSettings, TierShare};
use serde::{Deserialize, Serialize};

/// Decimals of a share in per cent, which the model holds in thousandths.
const SHARE: usize = 1;
/// Decimals of a rate, which the model holds in whole billionths.
const RATE: usize = 9;

/// Numbers of funds, in the signs of the reader.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawFunds {
    /// Days.
    pub lead_days: String,
    /// Business days.
    pub decision_business_days: String,
    /// Business days.
    pub claim_decision_business_days: String,
    /// Days.
    pub answer_days: String,
    /// Days.
    pub claim_days: String,
    /// Days, with commas between them.
    pub reminder_days: String,
    /// Megabytes, with decimals.
    pub max_attachment: String,
    /// Files.
    pub max_attachments: String,
}

/// How much partners of a tier may ask for.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawShare {
    /// Word of the tier.
    pub tier: String,
    /// Per cent, with at most one decimal.
    pub share: String,
}

/// An exchange rate. Its currencies stay what they are.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawRate {
    /// Code of what is converted.
    pub from: String,
    /// Code of what it becomes.
    pub to: String,
    /// Units of `to` for one of `from`, with decimals.
    pub rate: String,
    /// First day in ISO form, or what the browser made of it.
    pub from_day: String,
}

/// Rules of a type of activity. The type stays what it is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawActivity {
    /// Word of the type.
    pub activity: String,
    /// Whether new requests may be for it.
    pub offered: bool,
    /// Words of what of its cost is shared.
    pub eligible: Vec<String>,
    /// Words of what proves it.
    pub proofs: Vec<String>,
    /// Days; empty for those of all.
    pub lead_days: String,
}

/// The numbers; the defaults that a page shows are written by it, too.
pub fn write_funds(funds: &FundSettings, style: NumberStyle) -> RawFunds {
    let reminders: Vec<String> = funds.reminder_days.iter().map(u32::to_string).collect();
    RawFunds {
        lead_days: funds.lead_days.to_string(),
        decision_business_days: funds.decision_business_days.to_string(),
        claim_decision_business_days: funds.claim_decision_business_days.to_string(),
        answer_days: funds.answer_days.to_string(),
        claim_days: funds.claim_days.to_string(),
        reminder_days: reminders.join(", "),
        max_attachment: write_number(funds.max_attachment_bytes, style, SIZE),
        max_attachments: funds.max_attachments.to_string(),
    }
}

pub(super) fn write_share(share: &TierShare, style: NumberStyle) -> RawShare {
    RawShare {
        tier: share.tier.as_str().to_owned(),
        share: write_number(share.per_mille.into(), style, SHARE),
    }
}

pub(super) fn write_rate(rate: &ExchangeRate, style: NumberStyle) -> RawRate {
    RawRate {
        from: rate.from.clone(),
        to: rate.to.clone(),
        rate: write_rate_number(rate.rate, style),
        from_day: rate.from_day.to_string(),
    }
}

/// A rate as text; the model takes none below zero.
pub fn write_rate_number(rate: i64, style: NumberStyle) -> String {
    write_number(rate.unsigned_abs(), style, RATE)
}

pub(super) fn write_activity(rules: &ActivityRules) -> RawActivity {
    RawActivity {
        activity: rules.activity.as_str().to_owned(),
        offered: rules.offered,
        eligible: rules.eligible.iter().map(|cost| cost.as_str().to_owned()).collect(),
        proofs: rules.proofs.iter().map(|proof| proof.as_str().to_owned()).collect(),
        lead_days: rules.lead_days.map(|days| days.to_string()).unwrap_or_default(),
    }
}

pub(super) fn read_funds(settings: &RawSettings, style: NumberStyle, errors: &mut Vec<FieldError>) -> FundSettings {
    let (raw, usual) = (&settings.funds, FundSettings::initial());
    let shares = settings.shares.iter().enumerate().map(|(at, share)| TierShare {
        tier: Tier::parse(&share.tier).unwrap_or(Tier::Registered),
        per_mille: number(&format!("shares/{at}/per_mille"), &share.share, SHARE, style, errors),
    });
    let shares = shares.collect();
    let second_approval = settings.second_approval.iter().enumerate().map(|(at, amount)| {
        read_ceiling(amount, style).unwrap_or_else(|error| {
            let pointer = format!("/funds/second_approval/{at}/minor");
            errors.push(FieldError { pointer, ..error });
            Money::new(0, amount.currency.clone())
        })
    });
    let second_approval = second_approval.collect();
    let rates = settings.rates.iter().enumerate();
    let rates = rates.map(|(at, rate)| read_rate(at, rate, style, errors)).collect();
    let payers = settings.payers.iter().enumerate();
    let payers = payers.map(|(at, payer)| read_payer(at, payer, errors)).collect();
    let activities = settings.activities.iter().enumerate();
    let activities = activities
        .map(|(at, activity)| read_activity(at, activity, style, errors))
        .collect();
    let reminder_days = read_list(&raw.reminder_days).unwrap_or_else(|code| {
        errors.push(FieldError::new("/funds/reminder_days", code));
        Vec::new()
    });
    let max_attachment_bytes = read_number(&raw.max_attachment, style, SIZE).unwrap_or_else(|code| {
        errors.push(FieldError::new("/funds/max_attachment_bytes", code));
        usual.max_attachment_bytes
    });
    let mut whole = |name: &str, typed: &str| number(name, typed, 0, style, errors);
    FundSettings {
        shares,
        lead_days: whole("lead_days", &raw.lead_days),
        decision_business_days: whole("decision_business_days", &raw.decision_business_days),
        claim_decision_business_days: whole("claim_decision_business_days", &raw.claim_decision_business_days),
        answer_days: whole("answer_days", &raw.answer_days),
        claim_days: whole("claim_days", &raw.claim_days),
        reminder_days,
        second_approval,
        rates,
        activities,
        max_attachment_bytes,
        max_attachments: whole("max_attachments", &raw.max_attachments),
        payers,
    }
}

/// A number at a pointer below the funds. What can't be read is noted, and 1 stands in its place.
fn number(name: &str, typed: &str, decimals: usize, style: NumberStyle, errors: &mut Vec<FieldError>) -> u32 {
    match read_number(typed, style, decimals) {
        // Beyond 32 bits is beyond every bound: the check then says so.
        Ok(number) => u32::try_from(number).unwrap_or(u32::MAX),
        Err(code) => {
            errors.push(FieldError::new(format!("/funds/{name}"), code));
            1
        }
    }
}

fn read_rate(at: usize, raw: &RawRate, style: NumberStyle, errors: &mut Vec<FieldError>) -> ExchangeRate {
    let mut refuse = |field: &str, code| errors.push(FieldError::new(format!("/funds/rates/{at}/{field}"), code));
    let rate = match read_number(&raw.rate, style, RATE) {
        Ok(rate) => i64::try_from(rate).unwrap_or(i64::MAX),
        Err(code) => {
            refuse("rate", code);
            1
        }
    };
    let from_day = raw.from_day.trim().parse().unwrap_or_else(|_| {
        refuse("from_day", FieldCode::InvalidDate);
        // A day of its own for each that can't be read: none may look like another one's double.
        let last = NaiveDate::from_ymd_opt(2999, 12, 31);
        last.and_then(|last| last.checked_sub_days(Days::new(at as u64)))
            .unwrap_or_default()
    });
    ExchangeRate {
        from: raw.from.clone(),
        to: raw.to.clone(),
        rate,
        from_day,
    }
}

fn read_activity(at: usize, raw: &RawActivity, style: NumberStyle, errors: &mut Vec<FieldError>) -> ActivityRules {
    let name = format!("activities/{at}/lead_days");
    let own = !raw.lead_days.trim().is_empty();
    ActivityRules {
        activity: ActivityType::parse(&raw.activity).unwrap_or(ActivityType::Other),
        offered: raw.offered,
        eligible: raw
            .eligible
            .iter()
            .filter_map(|word| CostCategory::parse(word))
            .collect(),
        proofs: raw.proofs.iter().filter_map(|word| ProofKind::parse(word)).collect(),
        lead_days: own.then(|| number(&name, &raw.lead_days, 0, style, errors)),
    }
}

/// The numbers with decimals as a reader of other signs would have typed them; amounts are rewritten with those of the other sections.
pub(super) fn restyle_funds(raw: &mut RawSettings, from: NumberStyle, to: NumberStyle) {
    let number = |typed: &mut String, decimals| *typed = rewrite_number(typed, decimals, from, to);
    number(&mut raw.funds.max_attachment, SIZE);
    for share in &mut raw.shares {
        number(&mut share.share, SHARE);
    }
    for rate in &mut raw.rates {
        number(&mut rate.rate, RATE);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{read, restyled, write};
    use super::*;
    use crate::forms::styles::{ENGLISH, GERMAN};
    use entente_model::settings::ProgramSettings;

    fn with_rates() -> ProgramSettings {
        let mut settings = ProgramSettings::initial();
        settings.funds.shares[1].per_mille = 625;
        settings.funds.rates = vec![
            ExchangeRate {
                from: "JPY".into(),
                to: "EUR".into(),
                rate: 6_123_000,
                from_day: NaiveDate::default(),
            },
            ExchangeRate {
                from: "KWD".into(),
                to: "EUR".into(),
                rate: 2_990_000_001,
                from_day: NaiveDate::default(),
            },
        ];
        settings
    }

    #[test]
    fn rules_of_funds_survive_being_typed_anew() {
        let settings = with_rates();
        for style in [GERMAN, ENGLISH] {
            assert_eq!(read(&write(&settings, style), style), (settings.clone(), Vec::new()));
        }
    }

    #[test]
    fn shares_and_rates_keep_their_worth_when_the_language_changes() {
        let settings = with_rates();
        let german = write(&settings, GERMAN);
        let rates: Vec<&str> = german.rates.iter().map(|rate| rate.rate.as_str()).collect();
        assert_eq!(
            (german.shares[1].share.as_str(), rates),
            ("62,5", vec!["0,006123", "2,990000001"])
        );
        assert_eq!(restyled(german, GERMAN, ENGLISH), write(&settings, ENGLISH));
    }

    #[test]
    fn what_cannot_be_read_of_funds_is_named() {
        let mut raw = write(&with_rates(), ENGLISH);
        raw.shares[0].share = "half".into();
        raw.second_approval[1].amount = "a lot".into();
        raw.rates[0].rate = "0.0061230001".into();
        raw.rates[1].from_day = String::new();
        raw.activities[2].lead_days = "x".into();
        raw.funds.claim_days = String::new();
        let (_, errors) = read(&raw, ENGLISH);
        let found: Vec<(&str, FieldCode)> = errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code))
            .collect();
        assert_eq!(
            found,
            [
                ("/funds/shares/0/per_mille", FieldCode::NotANumber),
                ("/funds/second_approval/1/minor", FieldCode::NotANumber),
                ("/funds/rates/0/rate", FieldCode::NotANumber),
                ("/funds/rates/1/from_day", FieldCode::InvalidDate),
                ("/funds/activities/2/lead_days", FieldCode::NotANumber),
                ("/funds/claim_days", FieldCode::Required),
            ]
        );
    }
}
