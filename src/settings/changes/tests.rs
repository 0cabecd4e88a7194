use super::*;
use chrono::NaiveDate;
use entente_model::funds::activity::ProofKind;
use entente_model::funds::payment::{BankAccount, PayerAccount};
use entente_model::funds::rate::ExchangeRate;
use entente_model::onboarding::profile::Span;
use entente_model::onboarding::{Criterion, CriterionRule, TaskKind};
use entente_model::settings::Holiday;

fn told(change: impl FnOnce(&mut ProgramSettings)) -> Vec<(String, Field, bool, bool)> {
    let old = ProgramSettings::initial();
    let mut new = old.clone();
    change(&mut new);
    let short = |change: Change| {
        let subject = match change.subject {
            Subject::Only => String::new(),
            Subject::Named(name) => name,
            Subject::Criterion(word) => word.to_owned(),
            Subject::Milestone(journey, name) => format!("{journey} > {name}"),
            Subject::Task(journey, task) => format!("{journey} >> {}{}", task.name, task.kind.as_str()),
            Subject::Tier(tier) => tier.as_str().to_owned(),
            Subject::Activity(activity) => activity.as_str().to_owned(),
        };
        (subject, change.field, change.before.is_some(), change.after.is_some())
    };
    changes(&old, &new).into_iter().map(short).collect()
}

#[test]
fn equal_settings_do_not_differ() {
    assert_eq!(told(|_| {}), []);
}

#[test]
fn each_difference_is_told_once_with_its_entry() {
    let found = told(|settings| {
        settings.deals.protection_days = 60;
        settings.regions[2].name = "Frankreich".into();
        settings.regions[2].holidays.push(Holiday {
            date: NaiveDate::default(),
            name: "Fête".into(),
        });
        settings.regions[0].holidays.remove(0);
        settings.products[0].offered = false;
        settings.auto_approval[0].enabled = false;
    });
    let dach = "Germany, Austria, Switzerland".to_owned();
    let rule = "Small deals of Gold and Platinum partners".to_owned();
    assert_eq!(
        found,
        [
            (String::new(), Field::ProtectionDays, true, true),
            (dach, Field::Holiday, true, false),
            ("Frankreich".to_owned(), Field::RegionName, true, true),
            ("Frankreich".to_owned(), Field::Holiday, false, true),
            (rule, Field::Enabled, true, true),
            ("Northwind Workspace".to_owned(), Field::Offered, true, true),
        ]
    );
}

#[test]
fn a_change_of_funds_names_its_tier_its_activity_or_its_rate() {
    let only = String::new();
    let found = told(|settings| {
        let funds = &mut settings.funds;
        funds.shares[2].per_mille = 600;
        funds.lead_days = 21;
        funds.reminder_days.pop();
        funds.activities[0].offered = false;
        funds.activities[5].lead_days = None;
        funds.activities[5].proofs.push(ProofKind::Agenda);
        funds.second_approval[0].minor = 100;
        funds.rates.push(ExchangeRate {
            from: "USD".into(),
            to: "EUR".into(),
            rate: 1,
            from_day: NaiveDate::default(),
        });
    });
    assert_eq!(
        found,
        [
            ("gold".to_owned(), Field::FundShare, true, true),
            (only.clone(), Field::LeadDays, true, true),
            (only.clone(), Field::FundReminders, true, true),
            ("webinar".to_owned(), Field::Offered, true, true),
            ("trade_show".to_owned(), Field::Proofs, true, true),
            ("trade_show".to_owned(), Field::LeadDays, true, true),
            (only.clone(), Field::SecondApproval, true, true),
            (only, Field::Rate, false, true),
        ]
    );
}

#[test]
fn a_renamed_entry_is_no_new_one_and_a_moved_rule_is_told() {
    let renamed = told(|settings| settings.auto_approval[0].name = "Small deals".into());
    assert_eq!(renamed, [("Small deals".to_owned(), Field::RuleName, true, true)]);

    let mut old = ProgramSettings::initial();
    let second = AutoApprovalRule {
        name: "Second".into(),
        ..old.auto_approval[0].clone()
    };
    old.auto_approval.push(second);
    let mut new = old.clone();
    new.auto_approval.swap(0, 1);
    let fields: Vec<Field> = changes(&old, &new).into_iter().map(|change| change.field).collect();
    assert_eq!(fields, [Field::RuleOrder]);
}

#[test]
fn a_change_of_onboarding_names_its_field_and_its_criterion() {
    let found = told(|settings| {
        let onboarding = &mut settings.onboarding;
        onboarding.accepts_applications = false;
        onboarding.proof_bits = 20;
        onboarding.specialties[1].offered = false;
        onboarding.consent.push_str("More.");
        onboarding.criteria[0].weight = 30;
        onboarding.criteria[3].rule = CriterionRule::Sellers(Span { minimum: 2, ideal: 6 });
        onboarding.criteria.push(Criterion {
            weight: 5,
            rule: CriterionRule::NoCompetitors {
                vendors: vec!["Southwind".into()],
            },
        });
    });
    let only = String::new();
    assert_eq!(
        found,
        [
            (only.clone(), Field::AcceptsApplications, true, true),
            (only.clone(), Field::ProofBits, true, true),
            ("Data and analytics".to_owned(), Field::Offered, true, true),
            (only.clone(), Field::Consent, true, true),
            ("partner_type".to_owned(), Field::Weight, true, true),
            ("sellers".to_owned(), Field::Minimum, true, true),
            (only, Field::Criterion, false, true),
        ]
    );
}

#[test]
fn a_criterion_of_another_kind_is_another_one_and_a_moved_one_is_told() {
    let fields = |change: fn(&mut Vec<Criterion>)| -> Vec<(Field, bool, bool)> {
        told(|settings| change(&mut settings.onboarding.criteria))
            .into_iter()
            .map(|(_, field, before, after)| (field, before, after))
            .collect()
    };
    let replaced = fields(|criteria| {
        criteria[6].rule = CriterionRule::CurrentVendors {
            vendors: vec!["Southwind".into()],
        };
    });
    assert_eq!(
        replaced,
        [(Field::Criterion, true, false), (Field::Criterion, false, true)]
    );
    assert_eq!(
        fields(|criteria| criteria.swap(0, 1)),
        [(Field::CriterionOrder, true, true)]
    );
}

#[test]
fn a_change_of_a_journey_names_its_milestone_or_its_task() {
    let found = told(|settings| {
        let onboarding = &mut settings.onboarding;
        onboarding.journeys[0].tiers.push(entente_model::people::Tier::Gold);
        let selling = &mut onboarding.journeys[1];
        selling.milestones[2].due_days = 35;
        // Moved to the next milestone, where it is due with the others and waits for nothing.
        let mut tax_form = selling.milestones[1].tasks.remove(1);
        tax_form.due_days = 35;
        tax_form.blocked_by.clear();
        selling.milestones[2].tasks.insert(0, tax_form);
        let logo = &mut selling.milestones[1].tasks[0];
        logo.kind = TaskKind::Other;
        logo.name = "Send the logo".into();
        logo.help = "As SVG.".into();
        selling.milestones.remove(4);
        onboarding.reminder_days.push(30);
        onboarding.risk_days = 10;
    });
    let selling = |rest: &str| format!("Partners that sell {rest}");
    assert_eq!(
        found,
        [
            ("Referral partners".to_owned(), Field::JourneyTiers, true, true),
            (selling("> Ready to sell"), Field::MilestoneDue, true, true),
            ("Partners that sell".to_owned(), Field::Milestone, true, false),
            (selling(">> Send the logoother"), Field::TaskKind, true, true),
            (selling(">> Send the logoother"), Field::EntryName, true, true),
            (selling(">> Send the logoother"), Field::TaskHelp, true, true),
            (selling(">> upload_tax_form"), Field::TaskMilestone, true, true),
            (selling(">> upload_tax_form"), Field::TaskDue, true, true),
            (selling(">> upload_tax_form"), Field::TaskBlockers, true, true),
            ("Partners that sell".to_owned(), Field::Task, true, false),
            (String::new(), Field::JourneyReminders, true, true),
            (String::new(), Field::RiskDays, true, true),
        ]
    );
}

#[test]
fn what_only_changed_its_place_is_told_by_the_order() {
    let found = told(|settings| {
        let journeys = &mut settings.onboarding.journeys;
        journeys[1].milestones[1].tasks.swap(0, 2);
        journeys[1].milestones.swap(2, 3);
        journeys.swap(0, 1);
    });
    assert_eq!(
        found,
        [
            ("Partners that sell".to_owned(), Field::MilestoneOrder, true, true),
            ("Partners that sell > Set up".to_owned(), Field::TaskOrder, true, true),
            (String::new(), Field::JourneyOrder, true, true),
        ]
    );
}

#[test]
fn of_a_changed_agreement_the_paragraphs_are_counted() {
    let old = ProgramSettings::initial();
    let mut new = old.clone();
    new.onboarding.agreement.title = "Agreement".into();
    let text = &new.onboarding.agreement.text;
    new.onboarding.agreement.text = format!(
        "{}\r\n\r\n11. Law. German law applies.\n",
        text.replace("thirty", "forty")
    );
    let found = changes(&old, &new);
    let shown: Vec<(Field, Option<Shown>)> = found.into_iter().map(|change| (change.field, change.after)).collect();
    assert_eq!(
        shown,
        [
            (Field::AgreementTitle, Some(Shown::Text("Agreement".into()))),
            (Field::AgreementText, Some(Shown::Paragraphs(2, 1))),
        ]
    );
}

#[test]
fn an_account_that_pays_is_known_by_its_currency() {
    let payer = |currency: &str| PayerAccount {
        currency: currency.into(),
        account: BankAccount {
            holder: "North Systems GmbH".into(),
            country: "DE".into(),
            iban: "DE89370400440532013000".into(),
            ..BankAccount::default()
        },
    };
    let mut old = ProgramSettings::initial();
    old.funds.payers = vec![payer("EUR"), payer("USD")];
    let mut new = old.clone();
    new.funds.payers[0].account.holder = "North Systems SE".into();
    new.funds.payers[1].currency = "CHF".into();
    let whole = |currency: &str| {
        Some(Shown::Text(format!(
            "{currency} · North Systems GmbH · DE89 3704 0044 0532 0130 00"
        )))
    };
    let holder = |name: &str| Some(Shown::Text(name.into()));
    let found: Vec<_> = changes(&old, &new)
        .into_iter()
        .map(|change| (change.subject, change.field, change.before, change.after))
        .collect();
    assert_eq!(
        found,
        [
            (
                Subject::Named("EUR".into()),
                Field::AccountHolder,
                holder("North Systems GmbH"),
                holder("North Systems SE")
            ),
            (Subject::Only, Field::Payer, None, whole("CHF")),
            (Subject::Only, Field::Payer, whole("USD"), None),
        ]
    );
}
