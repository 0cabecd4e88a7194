use super::*;
use entente_model::settings::Holiday;

fn told(change: impl FnOnce(&mut ProgramSettings)) -> Vec<(String, Field, bool, bool)> {
    let old = ProgramSettings::initial();
    let mut new = old.clone();
    change(&mut new);
    let short = |change: Change| {
        (
            change.subject,
            change.field,
            change.before.is_some(),
            change.after.is_some(),
        )
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
