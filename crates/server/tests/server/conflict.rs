//! Who holds an account, what the other learns, and how an account is passed on.

use crate::support::registration::*;
use crate::support::{Client, TestApp, TestResult};
use entente_model::approvals::{Approval, Decision, Evidence, RejectReason, RiskFlag};
use entente_model::deals::{ConflictCheck, ConflictOutcome, Deal, DealEvent, DealState};
use entente_model::people::Role;
use entente_model::problem::Code;
use entente_model::settings::{AccountGroup, NewSettingsVersion, ReservedAccount, SettingsVersion};

async fn check(client: &Client, name: &str, domain: &str) -> TestResult<ConflictOutcome> {
    let check = ConflictCheck {
        customer_name: name.to_owned(),
        customer_domain: domain.to_owned(),
        customer_country: "DE".to_owned(),
        products: vec!["workspace".to_owned()],
        deal_id: None,
    };
    client.post("/conflict_checks", &check).await?.expect(200)
}

/// A person of each partner, and a manager of both regions.
async fn people(app: &TestApp) -> TestResult<(Client, Client, Client)> {
    let north = app.client(Role::PartnerMember, app.north).await?;
    let south = app.client(Role::PartnerMember, app.south).await?;
    let manager = app
        .add_user("both@vendor.example", Role::ChannelManager, None, &["dach", "uki"])
        .await?;
    Ok((north, south, app.client_of(manager).await?))
}

async fn change_settings(
    app: &TestApp,
    change: impl FnOnce(&mut entente_model::settings::ProgramSettings),
) -> TestResult {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let now: SettingsVersion = admin.get("/settings").await?.expect(200)?;
    let mut settings = now.settings;
    change(&mut settings);
    let new = NewSettingsVersion {
        effective_from: None,
        note: "Test".to_owned(),
        settings,
    };
    admin.post_on("/settings/versions", now.number, &new).await?.is(201)?;
    Ok(())
}

on_both_databases!(a_check_says_what_and_never_whose, async |app| {
    let (north, south, manager) = people(app).await?;
    assert_eq!(check(&south, "", "").await?, ConflictOutcome::Incomplete {});
    assert_eq!(
        check(&south, "Blauwerk GmbH", "https://co.uk/").await?,
        ConflictOutcome::PublicSuffix {}
    );
    assert_eq!(
        check(&south, "Blauwerk GmbH", "blauwerk.de").await?,
        ConflictOutcome::Clear {}
    );
    let deal = submit(&north, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    assert_eq!(
        check(&south, "Anything", "shop.BLAUWERK.de").await?,
        ConflictOutcome::Possible {}
    );
    let own = ConflictOutcome::Own {
        deal_id: deal.summary.id,
        reference: deal.summary.reference.clone(),
    };
    assert_eq!(check(&north, "blauwerk", "").await?, own);
    decide(&manager, deal.summary.id, &approve()).await?;
    let until = app.state.database.now().date_naive() + chrono::Days::new(90);
    for (name, domain) in [
        ("", "https://www.blauwerk.de/kontakt"),
        ("BLAUWERK", ""),
        ("Bläuwerk GmbH & Co. KG", ""),
    ] {
        assert_eq!(
            check(&south, name, domain).await?,
            ConflictOutcome::Protected { until },
            "{name} {domain}"
        );
    }
    assert_eq!(check(&south, "Blauwerke", "").await?, ConflictOutcome::Possible {});
    let other = ConflictCheck {
        customer_domain: "blauwerk.de".to_owned(),
        products: vec!["security".to_owned()],
        ..ConflictCheck::default()
    };
    let outcome: ConflictOutcome = south.post("/conflict_checks", &other).await?.expect(200)?;
    assert_eq!(outcome, ConflictOutcome::Clear {}, "another product");
    let answer = south
        .post(
            "/conflict_checks",
            &ConflictCheck {
                customer_domain: "blauwerk.de".to_owned(),
                ..ConflictCheck::default()
            },
        )
        .await?;
    let text = String::from_utf8(answer.body)?;
    assert!(
        !text.contains(&deal.summary.id.to_string())
            && !text.contains("North")
            && !text.contains(&deal.summary.reference)
    );
    let unknown = south
        .post("/conflict_checks", &serde_json::json!({"name": "x"}))
        .await?;
    unknown.refused(Code::InvalidFields)?;
    manager
        .post("/conflict_checks", &other)
        .await?
        .refused(Code::Forbidden)?;
    Ok(())
});

on_both_databases!(checks_are_for_typing_not_for_harvesting, async |app| {
    let south = app.client(Role::PartnerMember, app.south).await?;
    let mut refused = None;
    for _ in 0..125 {
        let answer = south.post("/conflict_checks", &ConflictCheck::default()).await?;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.ok_or("a limit")?;
    refused.refused(Code::TooManyRequests)?;
    assert!(refused.header("retry-after").is_some());
    Ok(())
});

on_both_databases!(the_first_holds_and_the_next_waits, async |app| {
    let (north, south, manager) = people(app).await?;
    let first = submit(&north, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    let second = submit(&south, &fields(app, "Blauwerk", "kontakt.blauwerk.de")).await?;
    assert!(first.progress.holds_account && !second.progress.holds_account);
    let item = waiting(&manager, second.summary.id).await?;
    assert_eq!(item.flags, [RiskFlag::Conflict, RiskFlag::HighValue]);
    let detail: Approval = manager.get(&format!("/approvals/{}", item.id)).await?.expect(200)?;
    let conflict = detail.conflicts.first().ok_or("a conflict")?;
    assert!(conflict.certain && conflict.holds_account);
    assert_eq!(conflict.deal.as_ref().map(|deal| deal.id), Some(first.summary.id));
    assert!(conflict.evidence.contains(&Evidence::SameDomain {
        domain: "blauwerk.de".into()
    }));
    assert!(conflict.evidence.contains(&Evidence::SharedProducts {
        products: vec!["workspace".into()]
    }));
    assert!(detail.rules.iter().all(|verdict| !verdict.unmet.is_empty()));
    assert!(detail.is_account_held(), "approving it is refused, see below");
    let holder = waiting(&manager, first.summary.id).await?;
    let holder: Approval = manager.get(&format!("/approvals/{}", holder.id)).await?.expect(200)?;
    assert!(!holder.is_account_held());

    // A manager of one region sees that there is another, not which.
    let narrow = app
        .client_of(
            app.add_user("uki@vendor.example", Role::ChannelManager, None, &["uki"])
                .await?,
        )
        .await?;
    let detail: Approval = narrow.get(&format!("/approvals/{}", item.id)).await?.expect(200)?;
    assert!(detail.conflicts[0].deal.is_none() && detail.conflicts[0].certain);
    let executive = app.client(Role::Executive, app.north).await?;
    let detail: Approval = executive.get(&format!("/approvals/{}", item.id)).await?.expect(200)?;
    assert!(detail.conflicts.is_empty() && detail.rules.is_empty());

    let refused = manager
        .post_on(&format!("/approvals/{}/decision", item.id), item.version, &approve())
        .await?;
    refused.refused(Code::AccountHeld)?;
    happen(&north, &first, &DealEvent::Withdraw { note: String::new() }).await?;
    let passed = read(&south, second.summary.id).await?;
    assert!(passed.progress.holds_account, "the next in line holds it");
    assert!(passed.summary.version > second.summary.version);
    let item = waiting(&manager, second.summary.id).await?;
    assert_eq!(item.flags, [RiskFlag::HighValue]);
    let approved = decide(&manager, second.summary.id, &approve()).await?.deal;
    assert_eq!(approved.summary.state, DealState::Approved);
    Ok(())
});

on_both_databases!(an_account_goes_to_the_earliest_that_waits, async |app| {
    let (north, south, manager) = people(app).await?;
    let east = app.add_partner("East Experts", "east.example", "dach").await?;
    let east = app.client(Role::PartnerMember, east).await?;
    let first = submit(&north, &fields(app, "Blauwerk GmbH", "blauwerk.de")).await?;
    let second = submit(&south, &fields(app, "Blauwerk GmbH", "")).await.err();
    assert!(second.is_some(), "a domain is asked for");
    let second = submit(&south, &fields(app, "Blauwerk GmbH", "blauwerk-group.com")).await?;
    let third = submit(&east, &fields(app, "Blauwerk Holding", "blauwerk.de")).await?;
    let reject = Decision::Reject {
        reasons: vec![RejectReason::NotQualified],
        message: String::new(),
    };
    decide(&manager, first.summary.id, &reject).await?;
    let holds = async |client: &Client, deal: &Deal| -> TestResult<bool> {
        Ok(read(client, deal.summary.id).await?.progress.holds_account)
    };
    assert!(
        !holds(&south, &second).await? && !holds(&east, &third).await?,
        "not before the decision stands"
    );
    app.clock.advance(chrono::Duration::seconds(11));
    app.state.database.job_added().notify_one();
    app.eventually(async || Ok(holds(&south, &second).await?.then_some(())))
        .await?;
    // The second was held by its name, the third by its domain: both are free now, and they don't meet each other.
    assert!(holds(&south, &second).await? && holds(&east, &third).await?);
    Ok(())
});

on_both_databases!(aliases_are_one_account_and_reserved_ones_say_so, async |app| {
    change_settings(app, |settings| {
        let domains = vec!["blauwerk.de".to_owned(), "blauwerk.com".to_owned()];
        settings.account_groups.push(AccountGroup {
            name: "Blauwerk".to_owned(),
            domains,
        });
        settings.reserved.push(ReservedAccount {
            name: "Bundeswerk".to_owned(),
            domain: "bundeswerk.de".to_owned(),
            country: "DE".to_owned(),
            territory: false,
            reason: "Served directly".to_owned(),
        });
    })
    .await?;
    let (north, south, manager) = people(app).await?;
    let first = submit(&north, &fields(app, "Blauwerk GmbH", "blauwerk.com")).await?;
    let second = submit(&south, &fields(app, "Quite another name", "blauwerk.de")).await?;
    assert!(first.progress.holds_account && !second.progress.holds_account);
    assert_eq!(check(&south, "", "bundeswerk.de").await?, ConflictOutcome::Reserved {});
    let reserved = submit(&south, &fields(app, "Bundeswerk AG", "bundeswerk.de")).await?;
    let item = waiting(&manager, reserved.summary.id).await?;
    assert_eq!(item.flags, [RiskFlag::Reserved, RiskFlag::HighValue]);
    let detail: Approval = manager.get(&format!("/approvals/{}", item.id)).await?.expect(200)?;
    assert_eq!(
        detail.conflicts[0]
            .reserved
            .as_ref()
            .map(|reserved| reserved.reason.as_str()),
        Some("Served directly")
    );
    Ok(())
});
