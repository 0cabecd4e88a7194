//! Settings as effective-dated versions, and partners looked up.

use crate::support::{Client, TestResult};
use chrono::Duration;
use entente_model::funds::rate::ExchangeRate;
use entente_model::funds::request::FundRules;
use entente_model::onboarding::{CriterionRule, ProfileOutcome, ProfilePreview};
use entente_model::page::Page;
use entente_model::people::{PartnerSummary, Role};
use entente_model::problem::{Code, FieldCode};
use entente_model::settings::{NewSettingsVersion, Product, SettingsVersion};

async fn newest(client: &Client) -> TestResult<SettingsVersion> {
    let page: Page<SettingsVersion> = client.get("/settings/versions").await?.expect(200)?;
    page.items.into_iter().next().ok_or_else(|| "no version".into())
}

/// The settings as they stand, as the next version.
async fn next(client: &Client) -> TestResult<NewSettingsVersion> {
    let settings = newest(client).await?.settings;
    Ok(NewSettingsVersion {
        effective_from: None,
        note: "Quarterly review".to_owned(),
        settings,
    })
}

on_both_databases!(a_new_program_begins_with_the_defaults, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let answer = admin.get("/settings").await?;
    let first: SettingsVersion = answer.expect(200)?;
    assert_eq!((first.number, first.in_effect, answer.version()?), (1, true, 1));
    assert_eq!(first.settings.deals.protection_days, 90);
    Ok(())
});

on_both_databases!(
    a_version_for_now_takes_effect_at_once_and_keeps_the_old_one,
    async |app| {
        let admin = app.client(Role::ProgramAdmin, app.north).await?;
        let mut new = next(&admin).await?;
        new.settings.deals.protection_days = 120;
        let made: SettingsVersion = admin.post_on("/settings/versions", 1, &new).await?.expect(201)?;
        assert_eq!((made.number, made.in_effect), (2, true));
        let now: SettingsVersion = admin.get("/settings").await?.expect(200)?;
        assert_eq!((now.number, now.settings.deals.protection_days), (2, 120));
        let all: Page<SettingsVersion> = admin.get("/settings/versions?limit=1").await?.expect(200)?;
        let cursor = all.next_cursor.ok_or("a second page")?;
        let rest: Page<SettingsVersion> = admin
            .get(&format!("/settings/versions?limit=1&cursor={cursor}"))
            .await?
            .expect(200)?;
        assert_eq!(
            (rest.items[0].number, rest.items[0].in_effect, rest.next_cursor),
            (1, false, None)
        );
        Ok(())
    }
);

on_both_databases!(a_version_planned_ahead_waits_for_its_day, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let mut new = next(&admin).await?;
    new.effective_from = Some(app.state.database.now() + Duration::hours(1));
    new.settings.deals.decision_business_days = 5;
    let made: SettingsVersion = admin.post_on("/settings/versions", 1, &new).await?.expect(201)?;
    assert!(!made.in_effect);
    let before: SettingsVersion = admin.get("/settings").await?.expect(200)?;
    assert_eq!(before.number, 1);
    app.clock.advance(Duration::hours(1));
    // Somebody who signs in then: an hour is longer than a session may be idle.
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let after: SettingsVersion = admin.get("/settings").await?.expect(200)?;
    assert_eq!((after.number, after.settings.deals.decision_business_days), (2, 5));
    Ok(())
});

on_both_databases!(two_admins_at_once_do_not_overwrite_each_other, async |app| {
    let one = app.client(Role::ProgramAdmin, app.north).await?;
    let other = app.client(Role::ProgramAdmin, app.north).await?;
    let new = next(&one).await?;
    let (first, second) = tokio::join!(
        one.post_on("/settings/versions", 1, &new),
        other.post_on("/settings/versions", 1, &new)
    );
    let (first, second) = (first?, second?);
    let (winner, loser) = if first.status == 201 {
        (first, second)
    } else {
        (second, first)
    };
    winner.is(201)?;
    let problem = loser.refused(Code::StaleVersion)?;
    assert_eq!(problem.params["current"]["number"], 2, "the loser is shown what stands");
    Ok(())
});

on_both_databases!(a_repeated_change_is_answered_not_repeated, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let new = next(&admin).await?;
    let send = || {
        admin
            .request(reqwest::Method::POST, "/settings/versions")
            .key("once")
            .version(1)
            .json(&new)
            .send()
    };
    let first = send().await?;
    let second = send().await?;
    assert_eq!(first.is(201)?.body, second.is(201)?.body);
    assert_eq!(newest(&admin).await?.number, 2);
    Ok(())
});

on_both_databases!(settings_that_do_not_hold_are_refused_by_field, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let good = next(&admin).await?;
    let refused = async |change: &dyn Fn(&mut NewSettingsVersion)| -> TestResult<Vec<(String, FieldCode)>> {
        let mut new = good.clone();
        change(&mut new);
        let problem = admin
            .post_on("/settings/versions", 1, &new)
            .await?
            .refused(Code::InvalidFields)?;
        Ok(problem
            .errors
            .into_iter()
            .map(|error| (error.pointer, error.code))
            .collect())
    };
    let zone = refused(&|new| new.settings.regions[0].time_zone = "Mars/Olympus".to_owned()).await?;
    assert_eq!(
        zone,
        [("/settings/regions/0/time_zone".to_owned(), FieldCode::UnknownValue)]
    );
    let note = refused(&|new| new.note = " ".to_owned()).await?;
    assert_eq!(note, [("/note".to_owned(), FieldCode::Required)]);
    let past = refused(&|new| new.effective_from = Some(app.state.database.now() - Duration::days(1))).await?;
    assert_eq!(past, [("/effective_from".to_owned(), FieldCode::DateInPast)]);
    let gone = refused(&|new| drop(new.settings.products.remove(0))).await?;
    assert!(
        gone.iter()
            .all(|(pointer, _)| pointer.starts_with("/settings/products")),
        "{gone:?}"
    );
    let twice = refused(&|new| {
        let again: Product = new.settings.products[0].clone();
        new.settings.products.push(again);
    })
    .await?;
    assert!(twice.iter().any(|(_, code)| *code == FieldCode::Duplicate), "{twice:?}");
    assert_eq!(newest(&admin).await?.number, 1, "nothing was written");
    Ok(())
});

on_both_databases!(
    partners_are_found_by_part_of_their_name_within_ones_regions,
    async |app| {
        let manager = app.client(Role::ChannelManager, app.north).await?;
        let admin = app.client(Role::ProgramAdmin, app.north).await?;
        let names = async |client: &Client, path: &str| -> TestResult<Vec<String>> {
            let page: Page<PartnerSummary> = client.get(path).await?.expect(200)?;
            Ok(page.items.into_iter().map(|partner| partner.display_name).collect())
        };
        assert_eq!(names(&admin, "/partners").await?, ["North Systems", "South Software"]);
        assert_eq!(
            names(&manager, "/partners").await?,
            ["North Systems"],
            "a manager of dach does not see uki's"
        );
        assert_eq!(names(&admin, "/partners?search=SOFT").await?, ["South Software"]);
        assert_eq!(
            names(&admin, "/partners?search=%25").await?,
            Vec::<String>::new(),
            "a percent sign stands for itself"
        );
        let first: Page<PartnerSummary> = admin.get("/partners?limit=1").await?.expect(200)?;
        let cursor = first.next_cursor.ok_or("a second page")?;
        assert_eq!(
            names(&admin, &format!("/partners?limit=1&cursor={cursor}")).await?,
            ["South Software"]
        );
        admin
            .get(&format!("/partners?limit=1&search=n&cursor={cursor}"))
            .await?
            .refused(Code::MalformedRequest)?;
        Ok(())
    }
);

on_both_databases!(a_profile_is_previewed_only_with_sound_criteria, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let criteria = newest(&admin).await?.settings.onboarding.criteria;
    let mut preview = ProfilePreview { criteria };
    let outcome: ProfileOutcome = admin.post("/profile_previews", &preview).await?.expect(200)?;
    assert_eq!((outcome.applicants, outcome.current_median), (0, None));
    assert_eq!((outcome.current.len(), outcome.edited.len()), (10, 10));
    preview.criteria[1].weight = 0;
    let problem = admin
        .post("/profile_previews", &preview)
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(problem.errors[0].pointer, "/criteria/1/weight");
    Ok(())
});

on_both_databases!(
    rules_of_funds_are_published_and_hold_for_partners_at_once,
    async |app| {
        let admin = app.client(Role::ProgramAdmin, app.north).await?;
        let partner = app.client(Role::PartnerMember, app.north).await?;
        let mut new = next(&admin).await?;
        let funds = &mut new.settings.funds;
        funds.shares[2].per_mille = 625;
        funds.activities[0].offered = false;
        for (day, rate) in [("2026-01-01", 920_000_000), ("2026-07-01", 905_000_000)] {
            funds.rates.push(ExchangeRate {
                from: "USD".to_owned(),
                to: "EUR".to_owned(),
                rate,
                from_day: day.parse()?,
            });
        }
        admin.post_on("/settings/versions", 1, &new).await?.is(201)?;
        let rules: FundRules = partner.get("/fund_rules").await?.expect(200)?;
        assert_eq!(rules.settings.shares[2].per_mille, 625);
        assert!(!rules.settings.activities[0].offered);
        assert_eq!(rules.settings.rates, new.settings.funds.rates, "earlier rates are kept");
        Ok(())
    }
);

on_both_databases!(
    a_currency_is_taken_out_though_funds_have_a_threshold_in_it,
    async |app| {
        let admin = app.client(Role::ProgramAdmin, app.north).await?;
        let mut new = next(&admin).await?;
        let kept = new.settings.funds.second_approval.clone();
        new.settings.currencies.retain(|code| code != "SAR");
        for rule in &mut new.settings.auto_approval {
            rule.ceilings.retain(|ceiling| ceiling.currency != "SAR");
        }
        for criterion in &mut new.settings.onboarding.criteria {
            if let CriterionRule::ExpectedRevenue { ideals } = &mut criterion.rule {
                ideals.retain(|ideal| ideal.currency != "SAR");
            }
        }
        let made: SettingsVersion = admin.post_on("/settings/versions", 1, &new).await?.expect(201)?;
        assert_eq!(made.settings.funds.second_approval, kept);
        Ok(())
    }
);

/// Writes something into settings that does not hold.
type Mistake = fn(&mut NewSettingsVersion);

on_both_databases!(rules_of_funds_that_do_not_hold_are_refused_by_field, async |app| {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let good = next(&admin).await?;
    let mistakes: &[(&str, FieldCode, Mistake)] = &[
        ("/settings/funds/shares/1/per_mille", FieldCode::OutOfRange, |new| {
            new.settings.funds.shares[1].per_mille = 1_001;
        }),
        ("/settings/funds/activities/0/eligible", FieldCode::TooFew, |new| {
            new.settings.funds.activities[0].eligible.clear();
        }),
        (
            "/settings/funds/second_approval/0/minor",
            FieldCode::OutOfRange,
            |new| {
                new.settings.funds.second_approval[0].minor = 0;
            },
        ),
        ("/settings/funds/claim_days", FieldCode::OutOfRange, |new| {
            new.settings.funds.claim_days = 0;
            new.settings.funds.reminder_days.clear();
        }),
    ];
    for (pointer, code, mistake) in mistakes {
        let mut new = good.clone();
        mistake(&mut new);
        admin
            .post_on("/settings/versions", 1, &new)
            .await?
            .refused_at(pointer, *code)?;
    }
    Ok(())
});
