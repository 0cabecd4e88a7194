//! Names beyond ASCII: found however they are typed, and listed where people look for them, on both databases alike.

use crate::support::application::{applicant, apply};
use crate::support::company::complete_profile;
use crate::support::journeys::begin_now;
use crate::support::{Client, TestApp, TestResult};
use entente_model::approvals::ApprovalSummary;
use entente_model::onboarding::{ApplicationFields, ApplicationSummary, JourneySummary};
use entente_model::page::Page;
use entente_model::partners::PartnerProfile;
use entente_model::people::{PartnerSummary, Role, User};
use serde_json::json;

/// The names of all partners that a query finds, two a page.
async fn partners(client: &Client, query: &str) -> TestResult<Vec<String>> {
    let (mut names, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/partners?limit=2&{query}{cursor}");
        let page: Page<PartnerSummary> = client.get(&path).await?.expect(200)?;
        names.extend(page.items.into_iter().map(|partner| partner.display_name));
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(names),
        }
    }
}

async fn add_partners(app: &TestApp) -> TestResult {
    for (name, domain) in [
        ("Zebra", "zebra.example"),
        ("Ärzte", "doctors.example"),
        ("adesso", "adesso.example"),
        ("Österreich Systeme", "xn--sterreich-z7a.example"),
    ] {
        app.add_partner(name, domain, "dach").await?;
    }
    Ok(())
}

on_both_databases!(partners_are_found_and_listed_by_their_names, async |app| {
    add_partners(app).await?;
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let all = [
        "adesso",
        "Ärzte",
        "North Systems",
        "Österreich Systeme",
        "South Software",
        "Zebra",
    ];
    assert_eq!(partners(&admin, "").await?, all);
    for typed in [
        "österreich",
        "Österreich",
        "OSTER",
        "oster",
        "ÖSTERREICH  systeme",
        "österreich.example",
        "xn--sterreich",
    ] {
        let found = partners(&admin, &format!("search={typed}")).await?;
        assert_eq!(found, ["Österreich Systeme"], "{typed}");
    }
    assert_eq!(partners(&admin, "search=ARZT").await?, ["Ärzte"]);
    assert!(partners(&admin, "search=schweiz").await?.is_empty());

    // A name that changes takes both along.
    let own = app.client(Role::PartnerAdmin, app.north).await?;
    let profile = PartnerProfile {
        display_name: "Ähre & Söhne".to_owned(),
        ..complete_profile()
    };
    own.put(&format!("/partners/{}/profile", app.north), 1, &profile)
        .await?
        .is(200)?;
    assert_eq!(partners(&admin, "search=sohne").await?, ["Ähre & Söhne"]);
    assert!(partners(&admin, "search=north%20sys").await?.is_empty());
    assert_eq!(partners(&admin, "").await?[..3], ["adesso", "Ähre & Söhne", "Ärzte"]);
    Ok(())
});

on_both_databases!(journeys_are_found_by_their_partners_names, async |app| {
    let partner = app
        .add_partner("Österreich Systeme", "xn--sterreich-z7a.example", "dach")
        .await?;
    for partner in [partner, app.north] {
        begin_now(app, partner).await?;
    }
    let manager = app.client(Role::ChannelManager, app.north).await?;
    for typed in ["Österreich", "oster", "österreich.ex"] {
        let page: Page<JourneySummary> = manager.get(&format!("/journeys?search={typed}")).await?.expect(200)?;
        let found: Vec<_> = page.items.iter().map(|journey| journey.partner.id).collect();
        assert_eq!(found, [partner], "{typed}");
    }
    Ok(())
});

on_both_databases!(people_are_found_and_listed_by_their_names, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    for email in ["zebra@north.example", "adesso@north.example"] {
        app.add_user(email, Role::PartnerMember, Some(app.north), &[]).await?;
    }
    admin
        .patch("/profile", 1, &json!({ "name": "Änne Groß" }))
        .await?
        .is(200)?;
    let names = async |query: &str| -> TestResult<Vec<String>> {
        let page: Page<User> = admin.get(&format!("/users?{query}")).await?.expect(200)?;
        Ok(page.items.into_iter().map(|user| user.name).collect())
    };
    assert_eq!(names("").await?, ["adesso", "Änne Groß", "zebra"]);
    for typed in ["änne", "ÄNNE", "anne", "gross", "GROẞ"] {
        assert_eq!(names(&format!("search={typed}")).await?, ["Änne Groß"], "{typed}");
    }
    assert_eq!(names("search=Zebra@North").await?, ["zebra"]);
    assert!(
        names("search=%25").await?.is_empty(),
        "a percent sign stands for itself"
    );
    Ok(())
});

on_both_databases!(applications_are_found_by_all_that_names_the_company, async |app| {
    let fields = ApplicationFields {
        display_name: "Ölmühle".to_owned(),
        ..applicant("Müller GmbH", "müller.de", "dach")
    };
    apply(app, &fields).await?;
    apply(app, &applicant("Andere AG", "andere.de", "dach")).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let listed = async |typed: &str| -> TestResult<Vec<ApplicationSummary>> {
        let path = format!("/applications?search={typed}");
        Ok(manager.get(&path).await?.expect::<Page<_>>(200)?.items)
    };
    let waiting = async |typed: &str| -> TestResult<Vec<String>> {
        let path = format!("/approvals?search={typed}");
        let page: Page<ApprovalSummary> = manager.get(&path).await?.expect(200)?;
        Ok(page.items.into_iter().map(|item| item.partner_name).collect())
    };
    let reference = listed("Ölmühle").await?.first().ok_or("nothing")?.reference.clone();
    for typed in [
        "Müller GmbH",
        "muller",
        "MÜLLER",
        "Ölmühle",
        "olmu",
        "müller.de",
        "xn--mller-kva.de",
        &reference,
    ] {
        assert_eq!(waiting(typed).await?, ["Ölmühle"], "{typed}");
        let names: Vec<_> = listed(typed).await?.into_iter().map(|row| row.company).collect();
        assert_eq!(names, ["Ölmühle"], "{typed}");
    }
    assert!(waiting("müller ag").await?.is_empty());
    assert!(waiting("üller").await?.is_empty(), "beginnings only");
    assert_eq!(listed("üller").await?.len(), 1, "any part");
    Ok(())
});
