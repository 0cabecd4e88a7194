//! Settings: what a program begins with holds, and each mistake is named at its place.

use chrono::{NaiveDate, TimeDelta};
use entente_model::approvals::rules::{RuleInput, first_approving, is_high_value, judge, judge_all};
use entente_model::approvals::{ApprovalKind, Decision, RuleCondition};
use entente_model::funds::activity::{ActivityRun, ActivityType, ProofKind};
use entente_model::funds::rate::ExchangeRate;
use entente_model::money::Money;
use entente_model::people::Tier;
use entente_model::problem::FieldCode;
use entente_model::settings::{AccountGroup, Holiday, NewSettingsVersion, ProgramSettings, ReservedAccount};
use std::str::FromStr;

fn known(zone: &str) -> bool {
    chrono_tz::Tz::from_str(zone).is_ok()
}

fn errors(settings: &ProgramSettings) -> Vec<(String, FieldCode)> {
    settings
        .check(&known)
        .into_iter()
        .map(|error| (error.pointer, error.code))
        .collect()
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn reserved(name: &str, domain: &str, country: &str, territory: bool) -> ReservedAccount {
    ReservedAccount {
        name: name.to_owned(),
        domain: domain.to_owned(),
        country: country.to_owned(),
        territory,
        reason: String::new(),
    }
}

fn rate(from: &str, to: &str, rate: i64) -> ExchangeRate {
    ExchangeRate {
        from: from.to_owned(),
        to: to.to_owned(),
        rate,
        from_day: date("2026-01-01"),
    }
}

fn group(domains: &[&str]) -> AccountGroup {
    AccountGroup {
        name: "Acme".to_owned(),
        domains: domains.iter().map(|domain| (*domain).to_owned()).collect(),
    }
}

#[test]
fn a_new_program_begins_with_settings_that_hold() {
    let initial = ProgramSettings::initial();
    assert_eq!(errors(&initial), []);
    assert_eq!(initial.check_successor(&initial), []);
    assert!(initial.regions.iter().all(|region| !region.holidays.is_empty()));
    let json = serde_json::to_string(&initial).expect("JSON");
    assert_eq!(
        serde_json::from_str::<ProgramSettings>(&json).expect("settings"),
        initial
    );
}

#[test]
fn each_mistake_is_named_at_its_place() {
    type Mistake = (&'static str, FieldCode, fn(&mut ProgramSettings));
    let mistakes: &[Mistake] = &[
        ("/program/name", FieldCode::Required, |s| s.program.name.clear()),
        ("/program/vendor", FieldCode::TooLong, |s| {
            s.program.vendor = "x".repeat(121)
        }),
        ("/program/accent", FieldCode::InvalidColour, |s| {
            s.program.accent = "blue".to_owned()
        }),
        ("/program/accent", FieldCode::InvalidColour, |s| {
            s.program.accent = "#12345é".to_owned()
        }),
        ("/currencies", FieldCode::TooFew, |s| {
            s.currencies.clear();
            s.auto_approval.clear();
            s.onboarding.criteria.clear();
        }),
        ("/currencies/12", FieldCode::InvalidCurrency, |s| {
            s.currencies.push("XXX".to_owned())
        }),
        ("/currencies/12", FieldCode::Duplicate, |s| {
            s.currencies.push("EUR".to_owned())
        }),
        ("/regions", FieldCode::TooFew, |s| s.regions.clear()),
        ("/regions/0/code", FieldCode::InvalidText, |s| {
            s.regions[0].code = "Dach".to_owned()
        }),
        ("/regions/0/code", FieldCode::TooLong, |s| {
            s.regions[0].code = "d".repeat(33)
        }),
        ("/regions/1/code", FieldCode::Duplicate, |s| {
            s.regions[1].code = "dach".to_owned()
        }),
        ("/regions/0/time_zone", FieldCode::UnknownValue, |s| {
            s.regions[0].time_zone = "Berlin".to_owned()
        }),
        ("/regions/0/weekend", FieldCode::TooMany, |s| {
            s.regions[0].weekend = (1..=7).collect()
        }),
        ("/regions/0/weekend/1", FieldCode::OutOfRange, |s| {
            s.regions[0].weekend = vec![7, 0]
        }),
        ("/regions/0/weekend/1", FieldCode::Duplicate, |s| {
            s.regions[0].weekend = vec![7, 7]
        }),
        ("/regions/0/holidays/1/date", FieldCode::Duplicate, |s| {
            s.regions[0].holidays[1].date = s.regions[0].holidays[0].date
        }),
        ("/regions/0/holidays/0/name", FieldCode::Required, |s| {
            s.regions[0].holidays[0].name.clear()
        }),
        ("/regions/0/holidays/0/date", FieldCode::InvalidDate, |s| {
            s.regions[0].holidays[0].date = date("0202-01-01")
        }),
        ("/regions/0/holidays", FieldCode::TooMany, |s| {
            let days = date("2026-08-01").iter_days().take(31);
            s.regions[0].holidays = days
                .map(|date| Holiday {
                    date,
                    name: "August".to_owned(),
                })
                .collect();
        }),
        ("/products", FieldCode::TooFew, |s| s.products.clear()),
        ("/products/1/code", FieldCode::Duplicate, |s| {
            s.products[1].code = "workspace".to_owned()
        }),
        ("/products/1/name", FieldCode::Required, |s| {
            s.products[1].name = " ".to_owned()
        }),
        ("/deals/protection_days", FieldCode::OutOfRange, |s| {
            s.deals.protection_days = 731
        }),
        ("/deals/decision_business_days", FieldCode::OutOfRange, |s| {
            s.deals.decision_business_days = 0
        }),
        ("/deals/similarity_per_mille", FieldCode::OutOfRange, |s| {
            s.deals.similarity_per_mille = 1001
        }),
        ("/deals/max_attachment_bytes", FieldCode::OutOfRange, |s| {
            s.deals.max_attachment_bytes = u64::MAX
        }),
        ("/deals/reminder_days/0", FieldCode::OutOfRange, |s| {
            s.deals.reminder_days[0] = 91
        }),
        ("/deals/reminder_days/1", FieldCode::Duplicate, |s| {
            s.deals.reminder_days[1] = 14
        }),
        ("/auto_approval/0/ceilings", FieldCode::TooFew, |s| {
            s.auto_approval[0].ceilings.clear()
        }),
        ("/auto_approval/0/ceilings/0/minor", FieldCode::OutOfRange, |s| {
            s.auto_approval[0].ceilings[0].minor = 0
        }),
        (
            "/auto_approval/0/ceilings/0/currency",
            FieldCode::InvalidCurrency,
            |s| {
                s.auto_approval[0].ceilings[0].currency = "VND".to_owned();
            },
        ),
        ("/auto_approval/0/ceilings/1/currency", FieldCode::Duplicate, |s| {
            s.auto_approval[0].ceilings[1].currency = "EUR".to_owned();
        }),
        ("/auto_approval/0/regions/0", FieldCode::UnknownValue, |s| {
            s.auto_approval[0].regions.push("mars".to_owned())
        }),
        ("/auto_approval/0/products/0", FieldCode::UnknownValue, |s| {
            s.auto_approval[0].products.push("toaster".to_owned())
        }),
        ("/auto_approval/1/name", FieldCode::Duplicate, |s| {
            s.auto_approval.push(s.auto_approval[0].clone())
        }),
        ("/reserved/0/name", FieldCode::Required, |s| {
            s.reserved.push(reserved("", "acme.com", "", false))
        }),
        ("/reserved/0/domain", FieldCode::InvalidDomain, |s| {
            s.reserved.push(reserved("Acme", "acme", "", false))
        }),
        ("/reserved/0/domain", FieldCode::Required, |s| {
            s.reserved.push(reserved("Acme", "", "", false))
        }),
        ("/reserved/0/country", FieldCode::InvalidCountry, |s| {
            s.reserved.push(reserved("Acme", "", "XX", false))
        }),
        ("/reserved/0/country", FieldCode::Required, |s| {
            s.reserved.push(reserved("Iceland", "", "", true))
        }),
        ("/reserved", FieldCode::TooMany, |s| {
            s.reserved = vec![reserved("Acme", "acme.com", "", false); 2001]
        }),
        ("/account_groups/0/domains", FieldCode::TooFew, |s| {
            s.account_groups.push(group(&["acme.com"]))
        }),
        ("/account_groups/0/domains/1", FieldCode::InvalidDomain, |s| {
            s.account_groups.push(group(&["acme.com", "acme"]))
        }),
        ("/account_groups/1/domains/0", FieldCode::Duplicate, |s| {
            s.account_groups = vec![group(&["acme.com", "acme.de"]), group(&["ACME.de", "acme.fr"])];
        }),
        ("/funds/shares", FieldCode::TooFew, |s| {
            s.funds.shares.pop();
        }),
        ("/funds/shares/1/tier", FieldCode::Duplicate, |s| {
            s.funds.shares[1].tier = s.funds.shares[0].tier
        }),
        ("/funds/shares/2/per_mille", FieldCode::OutOfRange, |s| {
            s.funds.shares[2].per_mille = 1_001
        }),
        ("/funds/lead_days", FieldCode::OutOfRange, |s| s.funds.lead_days = 0),
        ("/funds/claim_decision_business_days", FieldCode::OutOfRange, |s| {
            s.funds.claim_decision_business_days = 31
        }),
        ("/funds/max_attachment_bytes", FieldCode::OutOfRange, |s| {
            s.funds.max_attachment_bytes = 999
        }),
        ("/funds/reminder_days/0", FieldCode::OutOfRange, |s| {
            s.funds.reminder_days[0] = 61
        }),
        ("/funds/reminder_days/1", FieldCode::Duplicate, |s| {
            s.funds.reminder_days[1] = 14
        }),
        ("/funds/second_approval/0/minor", FieldCode::OutOfRange, |s| {
            s.funds.second_approval[0].minor = 0
        }),
        ("/funds/second_approval/0/currency", FieldCode::InvalidCurrency, |s| {
            s.funds.second_approval[0].currency = "XXX".to_owned()
        }),
        ("/funds/second_approval/1/currency", FieldCode::Duplicate, |s| {
            s.funds.second_approval[1].currency = "EUR".to_owned()
        }),
        ("/funds/rates/0/rate", FieldCode::OutOfRange, |s| {
            s.funds.rates.push(rate("USD", "EUR", 0))
        }),
        ("/funds/rates/0/to", FieldCode::Duplicate, |s| {
            s.funds.rates.push(rate("EUR", "EUR", 1))
        }),
        ("/funds/rates/1/from_day", FieldCode::Duplicate, |s| {
            s.funds.rates = vec![rate("USD", "EUR", 1), rate("USD", "EUR", 2)]
        }),
        ("/funds/rates/0/from_day", FieldCode::InvalidDate, |s| {
            s.funds.rates = vec![rate("USD", "EUR", 1)];
            s.funds.rates[0].from_day = date("0202-01-01");
        }),
        ("/funds/activities", FieldCode::TooFew, |s| {
            s.funds.activities.pop();
        }),
        ("/funds/activities/1/activity", FieldCode::Duplicate, |s| {
            s.funds.activities[1].activity = s.funds.activities[0].activity
        }),
        ("/funds/activities/0/eligible", FieldCode::TooFew, |s| {
            s.funds.activities[0].eligible.clear()
        }),
        ("/funds/activities/0/proofs/1", FieldCode::Duplicate, |s| {
            s.funds.activities[0].proofs[1] = s.funds.activities[0].proofs[0]
        }),
        ("/funds/activities/5/lead_days", FieldCode::OutOfRange, |s| {
            s.funds.activities[5].lead_days = Some(366)
        }),
        ("/rules_of_engagement", FieldCode::TooLong, |s| {
            s.rules_of_engagement = "x".repeat(50_001)
        }),
    ];
    for (pointer, code, mistake) in mistakes {
        let mut settings = ProgramSettings::initial();
        mistake(&mut settings);
        assert_eq!(errors(&settings), [((*pointer).to_owned(), *code)]);
    }
}

#[test]
fn a_threshold_outlives_its_currency_in_the_program() {
    let mut settings = ProgramSettings::initial();
    let taken_out = settings.funds.second_approval[11].clone();
    settings.currencies.retain(|code| *code != taken_out.currency);
    settings.auto_approval.clear();
    settings.onboarding.criteria.clear();
    assert_eq!(errors(&settings), []);
    assert!(settings.funds.needs_second(taken_out.minor + 1, &taken_out.currency));
    assert!(!settings.funds.needs_second(taken_out.minor, &taken_out.currency));
}

#[test]
fn a_version_from_before_funds_has_two_people_agree_to_every_claim() {
    let initial = ProgramSettings::initial();
    let mut json = serde_json::to_value(&initial).expect("JSON");
    json.as_object_mut().expect("an object").remove("funds");
    let mut before: ProgramSettings = serde_json::from_value(json).expect("settings of before");
    // Its currencies may be any.
    before.currencies = vec!["VND".to_owned()];
    before.auto_approval.clear();
    before.onboarding.criteria.clear();
    assert_eq!(errors(&before), []);
    assert!(before.funds.needs_second(1, "EUR") && before.funds.needs_second(1, "VND"));
    assert!(!initial.funds.needs_second(500_000, "EUR") && initial.funds.needs_second(500_001, "EUR"));
    assert!(initial.funds.needs_second(1, "VND"));
    assert_eq!(initial.funds.share_of(Tier::Registered), 500);
    assert_eq!(initial.funds.lead_days_of(ActivityType::TradeShow), 30);
    assert_eq!(initial.funds.lead_days_of(ActivityType::Webinar), 10);
}

#[test]
fn what_the_portal_runs_brings_its_own_proof() {
    let settings = ProgramSettings::initial();
    let rules = settings.funds.rules_of(ActivityType::Webinar).expect("rules");
    let needs = |run: &ActivityRun| rules.proofs_for(run).collect::<Vec<_>>();
    let all = [ProofKind::Invoice, ProofKind::AttendeeList, ProofKind::Screenshot];
    assert_eq!(needs(&ActivityRun::Partner {}), all);
    let source = "landing_page:7K3M-9QX2".to_owned();
    assert_eq!(needs(&ActivityRun::Portal { source }), [ProofKind::Invoice]);
}

#[test]
fn codes_that_records_keep_may_not_disappear() {
    let old = ProgramSettings::initial();
    let mut new = old.clone();
    new.regions.remove(0);
    new.products[2].code = "renamed".to_owned();
    let found = new.check_successor(&old);
    let told: Vec<_> = found
        .iter()
        .map(|error| (error.pointer.as_str(), error.code, error.params["code"].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("/regions", FieldCode::InUse, "dach"),
            ("/products", FieldCode::InUse, "automation")
        ]
    );
}

fn input<'a>(value: &'a Money, products: &'a [&'a str]) -> RuleInput<'a> {
    RuleInput {
        tier: Tier::Gold,
        value,
        region: "dach",
        products,
        conflict: false,
        certified: false,
    }
}

#[test]
fn a_rule_tells_all_that_is_unmet() {
    let mut settings = ProgramSettings::initial();
    let value = Money::new(2_500_000, "EUR");
    let good = input(&value, &["analytics"]);
    assert_eq!(judge(&settings.auto_approval[0], &good).unmet, []);
    assert_eq!(
        first_approving(&settings.auto_approval, &good).map(|rule| rule.name.clone()),
        Some(settings.auto_approval[0].name.clone())
    );
    assert!(!is_high_value(&settings.auto_approval, &value));
    assert!(is_high_value(&settings.auto_approval, &Money::new(2_500_001, "EUR")));

    let rule = &mut settings.auto_approval[0];
    rule.requires_certification = true;
    rule.products = vec!["security".to_owned()];
    rule.regions = vec!["japan".to_owned()];
    let sek = Money::new(1, "SEK");
    let bad = RuleInput {
        tier: Tier::Silver,
        conflict: true,
        ..input(&sek, &["security", "analytics"])
    };
    assert_eq!(judge(rule, &bad).unmet, RuleCondition::ALL);
    assert!(!is_high_value(&settings.auto_approval, &sek));
    settings.auto_approval[0].enabled = false;
    assert!(judge_all(&settings.auto_approval, &good).is_empty());
    assert!(first_approving(&settings.auto_approval, &good).is_none());
    assert!(!is_high_value(&settings.auto_approval, &Money::new(i64::MAX, "EUR")));
}

#[test]
fn extensions_and_appeals_do_not_go_back() {
    let back = Decision::Return {
        reasons: vec![],
        message: String::new(),
    };
    assert_eq!(
        ApprovalKind::ALL
            .iter()
            .filter(|kind| back.fits(**kind))
            .collect::<Vec<_>>(),
        [
            &ApprovalKind::DealRegistration,
            &ApprovalKind::PartnerApplication,
            &ApprovalKind::FundRequest,
            &ApprovalKind::FundClaim
        ]
    );
    assert!(
        ApprovalKind::ALL
            .iter()
            .all(|kind| Decision::Approve { message: String::new() }.fits(*kind))
    );
}

#[test]
fn a_new_version_says_why_and_is_not_dated_back() {
    let now = "2026-03-02T09:00:00Z".parse().expect("a time");
    let newest = ProgramSettings::initial();
    let version = |days: i64, note: &str, settings: ProgramSettings| NewSettingsVersion {
        effective_from: Some(now + TimeDelta::days(days)),
        note: note.to_owned(),
        settings,
    };
    let found = |version: NewSettingsVersion| {
        let errors = version.check(&newest, now, &known);
        errors
            .into_iter()
            .map(|error| (error.pointer, error.code))
            .collect::<Vec<_>>()
    };
    assert_eq!(found(version(0, "Longer protection", newest.clone())), []);
    assert_eq!(
        found(version(-1, "Late", newest.clone())),
        [("/effective_from".to_owned(), FieldCode::DateInPast)]
    );
    assert_eq!(
        found(version(4000, "Far", newest.clone())),
        [("/effective_from".to_owned(), FieldCode::DateTooFar)]
    );
    let mut less = newest.clone();
    less.products.pop();
    let expected = [
        ("/note".to_owned(), FieldCode::Required),
        ("/settings/products".to_owned(), FieldCode::InUse),
    ];
    assert_eq!(found(version(1, " ", less)), expected);
}
