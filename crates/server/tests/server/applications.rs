//! Applying: begun, saved, opened by a mailed link, handed in, decided; and what approval makes.

use crate::support::application::{applicant, applied, apply, read, written};
use crate::support::company::change_settings;
use crate::support::{Answer, Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::approvals::ApprovalSummary;
use entente_model::onboarding::proof_of_work::{Challenge, search};
use entente_model::onboarding::{
    Application, ApplicationFields, ApplicationState, ApplicationSummary, CompanyOutcome, Journey, OwnApplication,
    PublicProgram,
};
use entente_model::page::Page;
use entente_model::partners::PartnerProfile;
use entente_model::people::{InvitationPreview, PartnerSummary, Role, Session};
use entente_model::problem::{Code, FieldCode};
use entente_server::auth::Scope;
use entente_server::store::entities::{
    applications, approvals, audit, invitations, journeys, partner_notes, partners, tokens,
};
use reqwest::Method;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A complete application of a company that nobody knows.
fn company() -> ApplicationFields {
    ApplicationFields {
        specialties: vec!["security".to_owned()],
        ..applicant("Blauwerk Systemhaus GmbH", "blauwerk.de", "dach")
    }
}

/// A challenge with its proof.
async fn proof(visitor: &Client) -> TestResult<Value> {
    let answer = visitor.request(Method::POST, "/challenges").send().await?;
    let challenge: Challenge = answer.expect(201)?;
    let number = search(&challenge.challenge, challenge.bits, 0, 1 << 26).ok_or("no proof was found")?;
    Ok(json!({ "challenge": challenge.challenge, "number": number }))
}

/// Makes proofs cheap: a debug build works slowly.
async fn cheap_proofs(app: &TestApp) -> TestResult {
    let admin = app.client(Role::ProgramAdmin, app.north).await?;
    let answer = admin.get("/settings").await?;
    let current: Value = answer.expect(200)?;
    let mut settings = current["settings"].clone();
    settings["onboarding"]["proof_bits"] = json!(8);
    let body = json!({ "note": "Cheap", "settings": settings });
    admin
        .post_on("/settings/versions", current["number"].as_i64().unwrap_or(1), &body)
        .await?
        .is(201)?;
    Ok(())
}

async fn begin(visitor: &Client, fields: &ApplicationFields) -> TestResult<(Client, OwnApplication)> {
    let body = json!({ "proof": proof(visitor).await?, "fields": fields, "locale": "de-AT" });
    let answer = visitor.post("/applications", &body).await?;
    let own = answer.expect(201)?;
    Ok((visitor.with_cookie(answer.session_cookie()), own))
}

/// The path of the application that a browser holds.
async fn own_path(applicant: &Client, suffix: &str) -> TestResult<String> {
    let own: OwnApplication = applicant.get("/applications/own").await?.expect(200)?;
    Ok(format!("/applications/own{suffix}?reference={}", own.reference))
}

async fn save(applicant: &Client, version: i64, fields: &ApplicationFields) -> TestResult<Answer> {
    applicant.put(&own_path(applicant, "").await?, version, fields).await
}

async fn delete(applicant: &Client, version: i64) -> TestResult<Answer> {
    applicant.delete(&own_path(applicant, "").await?, Some(version)).await
}

async fn submit(applicant: &Client, version: i64) -> TestResult<Answer> {
    let program: PublicProgram = applicant.get("/program").await?.expect(200)?;
    let body = json!({ "consent_sha256": program.consent_sha256() });
    applicant
        .post_on(&own_path(applicant, "/submission").await?, version, &body)
        .await
}

/// The item that waits about the only application.
async fn item(manager: &Client) -> TestResult<ApprovalSummary> {
    let page: Page<ApprovalSummary> = manager.get("/approvals?kind=partner_application").await?.expect(200)?;
    Ok(page.items.into_iter().next().ok_or("no item")?)
}

on_both_databases!(an_application_is_begun_saved_and_handed_in, async |app| {
    cheap_proofs(app).await?;
    let visitor = app.visitor()?;
    let program: PublicProgram = visitor.get("/program").await?.expect(200)?;
    assert!(program.accepts_applications && !program.specialties.is_empty());
    visitor
        .get("/applications/own")
        .await?
        .refused(Code::ApplicationLinkRequired)?;

    let draft = ApplicationFields {
        legal_name: "Blauwerk".to_owned(),
        domain: "blauwerk.de".to_owned(),
        ..ApplicationFields::default()
    };
    let (browser, own) = begin(&visitor, &draft).await?;
    assert_eq!((own.state, own.version), (ApplicationState::Draft, 1));
    let own: OwnApplication = save(&browser, 1, &company()).await?.expect(200)?;
    assert_eq!(own.fields, company());
    let stale = save(&browser, 1, &draft).await?;
    let problem = stale.refused(Code::StaleVersion)?;
    assert_eq!(problem.params["current"]["version"], json!(2));

    let own: OwnApplication = submit(&browser, 2).await?.expect(200)?;
    assert_eq!(own.state, ApplicationState::Submitted);
    assert!(own.decision_due.is_some_and(|due| due > app.state.database.now()));
    submit(&browser, own.version).await?.refused(Code::InvalidState)?;
    save(&browser, own.version, &draft).await?.refused(Code::InvalidState)?;
    delete(&browser, own.version).await?.refused(Code::InvalidState)?;

    let manager = app.client(Role::ChannelManager, app.north).await?;
    let waiting = item(&manager).await?;
    assert_eq!(waiting.partner_name, "Blauwerk Systemhaus GmbH");
    let score = waiting.score.ok_or("no score")?;
    assert!((1..100).contains(&score), "{score}");
    let user = app
        .add_user("uki@vendor.example", Role::ChannelManager, None, &["uki"])
        .await?;
    let elsewhere = app.client_of(user).await?;
    let page: Page<ApprovalSummary> = elsewhere.get("/approvals").await?.expect(200)?;
    assert!(page.items.is_empty());
    let mails = app
        .eventually(async || {
            let mails = app.mails()?;
            Ok(mails
                .iter()
                .any(|mail| mail.contains("erika@blauwerk.de"))
                .then_some(mails))
        })
        .await?;
    assert!(
        mails.iter().any(|mail| mail.contains("Ihre Bewerbung")),
        "the applicant reads German"
    );
    Ok(())
});

on_both_databases!(spam_is_held_back, async |app| {
    cheap_proofs(app).await?;
    let visitor = app.visitor()?;
    let fields = json!(company());
    let refused = async |body: Value, pointer: &str, code: FieldCode| -> TestResult {
        let answer = visitor.post("/applications", &body).await?;
        let problem = answer.refused(Code::InvalidFields)?;
        let errors: Vec<_> = problem
            .errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code))
            .collect();
        assert_eq!(errors, [(pointer, code)]);
        Ok(())
    };
    let good = proof(&visitor).await?;
    let mut wrong = good.clone();
    wrong["number"] = json!(good["number"].as_u64().unwrap_or(0) ^ 1);
    let made_up = json!({ "challenge": "0.mine", "number": 0 });
    refused(
        json!({ "proof": made_up, "fields": fields }),
        "/proof",
        FieldCode::ProofInvalid,
    )
    .await?;
    let filled = json!({ "proof": good, "website": "https://spam.example", "fields": fields });
    refused(filled, "/website", FieldCode::LeaveEmpty).await?;
    let body = json!({ "proof": good, "fields": fields });
    visitor.post("/applications", &body).await?.is(201)?;
    refused(body, "/proof", FieldCode::ProofInvalid).await?;
    let late = proof(&visitor).await?;
    app.clock.advance(Duration::hours(2));
    refused(
        json!({ "proof": late, "fields": fields }),
        "/proof",
        FieldCode::ProofInvalid,
    )
    .await?;
    let mut answers = Vec::new();
    for _ in 0..62 {
        let check = visitor
            .request(Method::POST, "/company_checks")
            .json(&json!({ "domain": "x.de" }));
        answers.push(check.send().await?.status.as_u16());
    }
    assert_eq!((answers[0], answers[61]), (200, 429));
    Ok(())
});

/// How many such requests pass before one is told to wait. The first waits are short, and a slow machine may pass some of them.
async fn passing(mut send: impl AsyncFnMut(usize) -> TestResult<Answer>) -> TestResult<usize> {
    for number in 0..30 {
        let answer = send(number).await?;
        if answer.status.as_u16() == 429 {
            answer.refused(Code::TooManyRequests)?;
            answer.header("retry-after").ok_or("no Retry-After")?;
            return Ok(number);
        }
    }
    Err("none is told to wait".into())
}

on_both_databases!(one_network_begins_few_applications, async |app| {
    cheap_proofs(app).await?;
    let visitor = app.visitor()?;
    let begun = passing(async |_| {
        let body = json!({ "proof": proof(&visitor).await?, "fields": company() });
        visitor.post("/applications", &body).await
    });
    let begun = begun.await?;
    assert!((20..=24).contains(&begun), "{begun}");
    let rows = applications::Entity::find().count(app.state.database.read()).await?;
    assert_eq!(usize::try_from(rows)?, begun, "one that is told to wait begins nothing");
    app.clock.advance(Duration::minutes(16));
    begin(&visitor, &company()).await?;
    Ok(())
});

on_both_databases!(few_links_are_mailed_to_one_address_and_from_one_network, async |app| {
    let visitor = app.visitor()?;
    let ask = async |email: String| {
        let request = visitor.request(Method::POST, "/applications/links");
        request.json(&json!({ "email": email })).send().await
    };
    let to_one = passing(async |_| ask("erika@blauwerk.de".to_owned()).await).await?;
    assert!((3..=6).contains(&to_one), "{to_one}");
    let to_others = passing(async |number| ask(format!("nobody-{number}@blauwerk.de")).await).await?;
    assert!((20..=24).contains(&(to_one + to_others)), "{to_one} and {to_others}");
    app.clock.advance(Duration::minutes(16));
    ask("erika@blauwerk.de".to_owned()).await?.is(202)?;
    Ok(())
});

on_both_databases!(where_companies_are_invited_no_other_applies, async |app| {
    change_settings(app, |settings| settings.onboarding.accepts_applications = false).await?;
    let visitor = app.visitor()?;
    let program: PublicProgram = visitor.get("/program").await?.expect(200)?;
    assert!(!program.accepts_applications);
    let body = json!({ "proof": { "challenge": "0.mine", "number": 0 }, "fields": company() });
    visitor.post("/applications", &body).await?.refused(Code::Forbidden)?;
    assert_eq!(applications::Entity::find().count(app.state.database.read()).await?, 0);

    let manager = app.client(Role::ChannelManager, app.north).await?;
    let invitation = json!({ "fields": company(), "message": "", "locale": "en" });
    manager.post("/applications/invitations", &invitation).await?.is(201)?;
    let token = app.mailed_token("erika@blauwerk.de").await?;
    let opened = visitor.post("/applications/access", &json!({ "token": token })).await?;
    let own: OwnApplication = opened.expect(200)?;
    assert!(own.invited);
    let invited = visitor.with_cookie(opened.session_cookie());
    let fields = ApplicationFields {
        consent: true,
        ..own.fields
    };
    let own: OwnApplication = save(&invited, own.version, &fields).await?.expect(200)?;
    let own: OwnApplication = submit(&invited, own.version).await?.expect(200)?;
    assert_eq!(own.state, ApplicationState::Submitted);
    Ok(())
});

on_both_databases!(a_repeated_beginning_is_answered_and_opens_the_same, async |app| {
    cheap_proofs(app).await?;
    let visitor = app.visitor()?;
    let body = json!({ "proof": proof(&visitor).await?, "fields": company() });
    let send = || {
        visitor
            .request(Method::POST, "/applications")
            .key("once")
            .json(&body)
            .send()
    };
    let (first, second) = (send().await?, send().await?);
    let (one, two): (OwnApplication, OwnApplication) = (first.expect(201)?, second.expect(201)?);
    assert_eq!(one.reference, two.reference);
    assert_ne!(first.session_cookie(), second.session_cookie());
    for answer in [first, second] {
        let browser = visitor.with_cookie(answer.session_cookie());
        browser.get("/applications/own").await?.is(200)?;
    }
    Ok(())
});

on_both_databases!(a_mailed_link_opens_it_once_on_another_device, async |app| {
    cheap_proofs(app).await?;
    let visitor = app.visitor()?;
    let (browser, own) = begin(&visitor, &company()).await?;
    browser.post("/applications/own/link", &json!({})).await?.is(202)?;
    let token = app.mailed_token("erika@blauwerk.de").await?;
    let open = async |token: &str| visitor.post("/applications/access", &json!({ "token": token })).await;
    let answer = open(&token).await?;
    let opened: OwnApplication = answer.expect(200)?;
    assert_eq!(opened.reference, own.reference);
    let cookie = answer.header("set-cookie").ok_or("no cookie")?;
    for part in ["entente-application=", "HttpOnly", "SameSite=Lax", "Max-Age="] {
        assert!(cookie.contains(part), "{cookie}");
    }
    open(&token).await?.refused(Code::LinkExpired)?;
    open("made up").await?.refused(Code::LinkExpired)?;

    let other = visitor.with_cookie(answer.session_cookie());
    other.delete("/applications/own/access", None).await?.is(204)?;
    other
        .get("/applications/own")
        .await?
        .refused(Code::ApplicationLinkRequired)?;
    browser.get("/applications/own").await?.is(200)?;

    browser.post("/applications/own/link", &json!({})).await?.is(202)?;
    let late = app
        .eventually(async || {
            let newest = app.mailed_token("erika@blauwerk.de").await?;
            Ok((newest != token).then_some(newest))
        })
        .await?;
    app.clock.advance(Duration::days(15));
    open(&late).await?.refused(Code::LinkExpired)?;
    delete(&browser, own.version).await?.is(204)?;
    browser
        .get("/applications/own")
        .await?
        .refused(Code::ApplicationLinkRequired)?;
    assert_eq!(
        tokens::Entity::find()
            .filter_application()
            .count(app.state.database.read())
            .await?,
        0
    );
    Ok(())
});

/// Tokens that belong to an application.
trait OfApplications {
    fn filter_application(self) -> Self;
}

impl OfApplications for sea_orm::Select<tokens::Entity> {
    fn filter_application(self) -> Self {
        self.filter(tokens::Column::ApplicationId.is_not_null())
    }
}

on_both_databases!(asking_for_links_tells_nothing, async |app| {
    cheap_proofs(app).await?;
    let visitor = app.visitor()?;
    begin(&visitor, &company()).await?;
    let ask = async |email: &str| {
        let request = visitor.request(Method::POST, "/applications/links");
        request.json(&json!({ "email": email })).send().await
    };
    let (known, unknown) = (ask("Erika@Blauwerk.de").await?, ask("nobody@blauwerk.de").await?);
    assert_eq!((known.status.as_u16(), &known.body), (202, &unknown.body));
    assert_eq!(unknown.status.as_u16(), 202);
    app.mailed_token("erika@blauwerk.de").await?;
    assert!(!app.mails()?.iter().any(|mail| mail.contains("nobody@")));
    Ok(())
});

on_both_databases!(a_partner_s_domain_is_told_and_refused_without_more, async |app| {
    cheap_proofs(app).await?;
    let visitor = app.visitor()?;
    let known: PartnerSummary = {
        let manager = app.client(Role::ProgramAdmin, app.north).await?;
        let page: Page<PartnerSummary> = manager.get("/partners").await?.expect(200)?;
        page.items
            .into_iter()
            .find(|partner| partner.id == app.north)
            .ok_or("north")?
    };
    let check = async |domain: &str| -> TestResult<bool> {
        let request = visitor.request(Method::POST, "/company_checks");
        let answer = request.json(&json!({ "domain": domain })).send().await?;
        Ok(answer.expect::<CompanyOutcome>(200)?.is_partner)
    };
    assert!(check(&format!("https://www.{}/about", known.domain)).await?);
    assert!(!check("blauwerk.de").await?);
    let fields = ApplicationFields {
        domain: known.domain,
        ..company()
    };
    let (browser, own) = begin(&visitor, &fields).await?;
    let problem = submit(&browser, own.version).await?.refused(Code::InvalidFields)?;
    let errors: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code))
        .collect();
    assert_eq!(errors, [("/domain", FieldCode::DomainTaken)]);
    Ok(())
});

on_both_databases!(what_is_nobody_s_domain_is_refused, async |app| {
    cheap_proofs(app).await?;
    for domain in ["https://co.uk/", "gmail.com"] {
        let fields = ApplicationFields {
            domain: domain.to_owned(),
            ..company()
        };
        let (browser, own) = begin(&app.visitor()?, &fields).await?;
        let problem = submit(&browser, own.version).await?.refused(Code::InvalidFields)?;
        let errors: Vec<_> = problem
            .errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code))
            .collect();
        assert_eq!(errors, [("/domain", FieldCode::InvalidDomain)], "{domain}");
    }
    Ok(())
});

on_both_databases!(links_to_an_address_that_was_corrected_open_nothing, async |app| {
    cheap_proofs(app).await?;
    let mut fields = company();
    fields.contact.email = "erika@blauwerk.typo".to_owned();
    let visitor = app.visitor()?;
    let (browser, own) = begin(&visitor, &fields).await?;
    browser.post("/applications/own/link", &json!({})).await?.is(202)?;
    let token = app.mailed_token("erika@blauwerk.typo").await?;
    save(&browser, own.version, &company()).await?.is(200)?;
    visitor
        .post("/applications/access", &json!({ "token": token }))
        .await?
        .refused(Code::LinkExpired)?;
    Ok(())
});

on_both_databases!(a_change_names_the_application_that_was_seen, async |app| {
    cheap_proofs(app).await?;
    let (first, own) = begin(&app.visitor()?, &company()).await?;
    let path = own_path(&first, "").await?;
    // The same browser begins another one: what an older page still sends is not for it.
    let other = ApplicationFields {
        legal_name: "Rotwerk".to_owned(),
        domain: "rotwerk.de".to_owned(),
        ..company()
    };
    let (second, another) = begin(&first, &other).await?;
    assert_eq!(own.version, another.version);
    second
        .put(&path, own.version, &company())
        .await?
        .refused(Code::ApplicationLinkRequired)?;
    second
        .delete(&path, Some(own.version))
        .await?
        .refused(Code::ApplicationLinkRequired)?;
    let kept: OwnApplication = second.get("/applications/own").await?.expect(200)?;
    assert_eq!(kept.fields, other);
    Ok(())
});

on_both_databases!(nobody_agrees_to_a_text_that_they_were_not_shown, async |app| {
    cheap_proofs(app).await?;
    let (browser, own) = begin(&app.visitor()?, &company()).await?;
    let path = own_path(&browser, "/submission").await?;
    let body = json!({ "consent_sha256": "00".repeat(32) });
    let problem = browser
        .post_on(&path, own.version, &body)
        .await?
        .refused(Code::InvalidFields)?;
    let errors: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code))
        .collect();
    assert_eq!(errors, [("/consent", FieldCode::TextChanged)]);
    submit(&browser, own.version).await?.is(200)?;
    Ok(())
});

on_both_databases!(each_missing_field_is_named_when_handed_in, async |app| {
    cheap_proofs(app).await?;
    let (browser, own) = begin(&app.visitor()?, &ApplicationFields::default()).await?;
    let problem = submit(&browser, own.version).await?.refused(Code::InvalidFields)?;
    let pointers: Vec<&str> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    for pointer in ["/legal_name", "/domain", "/contact/email", "/specialties", "/consent"] {
        assert!(pointers.contains(&pointer), "{pointer} is not among {pointers:?}");
    }
    let long = ApplicationFields {
        legal_name: "x".repeat(201),
        ..ApplicationFields::default()
    };
    save(&browser, own.version, &long).await?.refused(Code::InvalidFields)?;
    Ok(())
});

on_both_databases!(approval_makes_partner_first_admin_and_journey, async |app| {
    cheap_proofs(app).await?;
    let (browser, own) = begin(&app.visitor()?, &company()).await?;
    submit(&browser, own.version).await?.is(200)?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let waiting = item(&manager).await?;
    let path = format!("/approvals/{}", waiting.id);
    manager
        .post_on(
            &format!("{path}/decision"),
            waiting.version,
            &json!({ "decision": "approve" }),
        )
        .await?
        .is(200)?;
    let own: OwnApplication = browser.get("/applications/own").await?.expect(200)?;
    assert_eq!(own.state, ApplicationState::Approved);

    // Nobody is told before the decision stands for good.
    assert!(!app.mails()?.iter().any(|mail| mail.contains("/invitation")));
    app.clock.advance(Duration::seconds(11));
    let token = app
        .eventually(async || {
            let invited = app.mails()?.iter().any(|mail| mail.contains("/invitation"));
            Ok(if invited {
                Some(app.mailed_token("erika@blauwerk.de").await?)
            } else {
                None
            })
        })
        .await?;
    let visitor = app.visitor()?;
    let preview: InvitationPreview = visitor
        .request(Method::POST, "/invitations/preview")
        .json(&json!({ "token": token }))
        .send()
        .await?
        .expect(200)?;
    assert_eq!(preview.company, "Blauwerk Systemhaus GmbH");
    let accept = json!({ "token": token, "name": "Erika Muster", "password": "plum orchard at dusk" });
    let session: Session = visitor.post("/invitations/acceptance", &accept).await?.expect(201)?;
    assert_eq!(session.user.role, Role::PartnerAdmin);
    let partner = session.partner.ok_or("no partner")?;
    assert_eq!(partner.domain, "blauwerk.de");

    // Its first admin learns what became of the application, and types nothing of it again.
    let told = |mail: &String| mail.contains("/invitation") && mail.contains("Blauwerk Systemhaus GmbH");
    assert!(app.mails()?.iter().any(told));
    let database = app.state.database.read();
    let made = partners::Entity::find_by_id(partner.id.0).one(database).await?;
    let profile: PartnerProfile = serde_json::from_str(&made.ok_or("no partner")?.profile)?;
    assert_eq!(profile.contact, company().contact);
    assert_eq!(profile.specialties, company().specialties);
    let row = journeys::Entity::find_by_id(partner.id.0)
        .one(database)
        .await?
        .ok_or("no journey")?;
    let journey: Journey = serde_json::from_str(&row.journey)?;
    assert_eq!(
        (journey.template.as_str(), row.stage, row.progress_per_mille),
        ("selling", Some(0), 0)
    );
    let application: Page<ApplicationSummary> = manager.get("/applications?state=approved").await?.expect(200)?;
    let application: Application = manager
        .get(&format!("/applications/{}", application.items[0].id))
        .await?
        .expect(200)?;
    assert_eq!(application.partner_id, Some(partner.id));
    Ok(())
});

on_both_databases!(an_approval_that_is_taken_back_leaves_nothing, async |app| {
    cheap_proofs(app).await?;
    let (browser, own) = begin(&app.visitor()?, &company()).await?;
    submit(&browser, own.version).await?.is(200)?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let waiting = item(&manager).await?;
    let database = app.state.database.read();
    let before = partners::Entity::find().count(database).await?;
    let path = format!("/approvals/{}", waiting.id);
    manager
        .post_on(
            &format!("{path}/decision"),
            waiting.version,
            &json!({ "decision": "approve" }),
        )
        .await?
        .is(200)?;
    assert_eq!(partners::Entity::find().count(database).await?, before + 1);
    let made = partners::Entity::find().filter(partners::Column::Domain.eq("blauwerk.de"));
    let made = made.one(database).await?.ok_or("no partner")?;
    manager
        .post(&format!("/partners/{}/notes", made.id), &json!({ "body": "Called." }))
        .await?
        .is(201)?;
    manager
        .post_on(&format!("{path}/undo"), waiting.version + 1, &json!({}))
        .await?
        .is(200)?;
    assert_eq!(partners::Entity::find().count(database).await?, before);
    assert_eq!(journeys::Entity::find().count(database).await?, 0);
    assert_eq!(invitations::Entity::find().count(database).await?, 0);
    assert_eq!(partner_notes::Entity::find().count(database).await?, 0);
    app.clock.advance(Duration::seconds(11));
    let again = read(&manager, waiting.id).await?;
    manager
        .post_on(
            &format!("{path}/decision"),
            again.summary.version,
            &json!({ "decision": "approve" }),
        )
        .await?
        .is(200)?;
    assert_eq!(journeys::Entity::find().count(database).await?, 1);
    Ok(())
});

on_both_databases!(a_returned_application_is_answered_and_waits_again, async |app| {
    cheap_proofs(app).await?;
    let (browser, own) = begin(&app.visitor()?, &company()).await?;
    submit(&browser, own.version).await?.is(200)?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let waiting = item(&manager).await?;
    let decision = json!({ "decision": "return", "reasons": ["fit_unclear"], "message": "Which sectors?" });
    manager
        .post_on(
            &format!("/approvals/{}/decision", waiting.id),
            waiting.version,
            &decision,
        )
        .await?
        .is(200)?;
    let own: OwnApplication = browser.get("/applications/own").await?.expect(200)?;
    assert_eq!(own.state, ApplicationState::ActionRequired);
    assert_eq!((own.return_reasons.len(), own.message.as_str()), (1, "Which sectors?"));
    app.clock.advance(Duration::seconds(11));
    app.eventually(async || {
        Ok(app
            .mails()?
            .iter()
            .any(|mail| mail.contains("Which sectors?"))
            .then_some(()))
    })
    .await?;
    let fields = ApplicationFields {
        motivation: "Public sector, above all.".to_owned(),
        ..company()
    };
    let own: OwnApplication = save(&browser, own.version, &fields).await?.expect(200)?;
    let own: OwnApplication = submit(&browser, own.version).await?.expect(200)?;
    assert_eq!(own.state, ApplicationState::Submitted);
    let open = approvals::Entity::find().all(app.state.database.read()).await?;
    let states: Vec<&str> = open.iter().map(|item| item.state.as_str()).collect();
    assert_eq!(states, ["returned", "open"]);
    Ok(())
});

on_both_databases!(whoever_takes_an_application_opens_its_review, async |app| {
    let (id, approval) = apply(app, &company()).await?;
    let maria = app
        .add_user("maria@vendor.example", Role::ChannelManager, None, &["dach"])
        .await?;
    let manager = app.client_of(maria).await?;
    let assign = async |note: &str| -> TestResult {
        let version = read(&manager, approval).await?.summary.version;
        let body = json!({ "assignee": maria, "note": note });
        manager
            .post_on(&format!("/approvals/{approval}/assignment"), version, &body)
            .await?
            .is(200)?;
        Ok(())
    };
    assign("Mine").await?;
    let application: Application = manager.get(&format!("/applications/{id}")).await?.expect(200)?;
    assert_eq!(application.summary.state, ApplicationState::InReview);
    assign("Still mine").await?;

    let entries = audit::Entity::find()
        .filter(audit::Column::SubjectId.eq(id.0))
        .order_by_asc(audit::Column::Id)
        .all(app.state.database.read())
        .await?;
    let told: Vec<(&str, bool)> = entries
        .iter()
        .map(|entry| (entry.kind.as_str(), entry.internal))
        .collect();
    let assigned = ("application.assigned", true);
    assert_eq!(told, [("application.review_started", false), assigned, assigned]);
    let params: Value = serde_json::from_str(&entries[1].params)?;
    assert_eq!(params, json!({ "assignee": "maria", "note": "Mine" }));
    Ok(())
});

/// More companies of one country than are compared at once: partners, and as many that have applied.
async fn crowd(app: &TestApp) -> TestResult {
    const COMPANIES: u32 = 1_050;
    let north = partners::Entity::find_by_id(app.north.0)
        .one(app.state.database.read())
        .await?
        .ok_or("north")?;
    let first = applied(app, &applicant("Aachener Betrieb GmbH", "aachen.example", "dach")).await?;
    let companies: Vec<partners::ActiveModel> = (0..COMPANIES)
        .map(|number| partners::Model {
            id: Uuid::now_v7(),
            legal_name: format!("Aachener Betrieb {number} GmbH"),
            display_name: format!("Aachener Betrieb {number}"),
            domain: format!("partner-{number}.example"),
            name_key: format!("aachener betrieb {number}"),
            ..north.clone()
        })
        .map(|row| row.into_active_model().reset_all())
        .collect();
    let candidates: Vec<applications::ActiveModel> = (0..COMPANIES)
        .map(|number| applications::Model {
            id: Uuid::now_v7(),
            reference: format!("crowd-{number}"),
            company: format!("Aachener Betrieb {number} GmbH"),
            name_key: format!("aachener betrieb {number}"),
            domain: format!("applicant-{number}.example"),
            ..first.clone()
        })
        .map(|row| row.into_active_model().reset_all())
        .collect();
    app.state
        .database
        .write(
            &Scope::for_tests(),
            (companies, candidates),
            |tx, (companies, candidates)| {
                Box::pin(async move {
                    partners::Entity::insert_many(companies.clone())
                        .exec_without_returning(tx.db())
                        .await?;
                    applications::Entity::insert_many(candidates.clone())
                        .exec_without_returning(tx.db())
                        .await?;
                    Ok(())
                })
            },
        )
        .await?;
    Ok(())
}

on_both_databases!(likely_duplicates_are_found_among_many, async |app| {
    crowd(app).await?;
    // By their names they come last, behind more than are compared at once.
    app.add_partner("Zwillingswerk Nord", "zwn.example", "dach").await?;
    app.add_partner("Zwillingswerk Nord", "zwn-elsewhere.example", "uki")
        .await?;
    applied(app, &applicant("Zwillingswerk Nord KG", "zwn-again.example", "dach")).await?;
    let (_, approval) = apply(app, &applicant("Zwillingswerk Nord AG", "zwillingswerk.de", "dach")).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let found = read(&manager, approval).await?.duplicates;
    let partners: Vec<&str> = found
        .iter()
        .filter_map(|duplicate| Some(duplicate.partner.as_ref()?.domain.as_str()))
        .collect();
    let applications: Vec<&str> = found
        .iter()
        .filter_map(|duplicate| Some(duplicate.application.as_ref()?.domain.as_str()))
        .collect();
    assert_eq!(
        (partners, applications),
        (vec!["zwn.example"], vec!["zwn-again.example"])
    );
    assert_eq!(
        found.len(),
        3,
        "of the one elsewhere a manager of dach sees the evidence alone"
    );
    Ok(())
});

on_both_databases!(nobody_decides_in_time, async |app| {
    cheap_proofs(app).await?;
    let (browser, own) = begin(&app.visitor()?, &company()).await?;
    submit(&browser, own.version).await?.is(200)?;
    app.clock.advance(Duration::days(12));
    app.eventually(async || {
        let item = item(&app.client(Role::ChannelManager, app.north).await?).await?;
        let flags: Vec<&str> = item.flags.iter().map(|flag| flag.as_str()).collect();
        Ok((flags == ["overdue", "escalated"]).then_some(()))
    })
    .await
});

on_both_databases!(a_company_is_invited_with_what_is_known, async |app| {
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let known = ApplicationFields {
        legal_name: "Blauwerk Systemhaus GmbH".to_owned(),
        domain: "blauwerk.de".to_owned(),
        region: "dach".to_owned(),
        contact: company().contact,
        ..ApplicationFields::default()
    };
    let mut agreed = json!(known);
    agreed["consent"] = json!(true);
    let invitation = json!({ "fields": agreed, "message": "We met in Linz.", "locale": "de" });
    let summary: ApplicationSummary = manager
        .post("/applications/invitations", &invitation)
        .await?
        .expect(201)?;
    assert_eq!(summary.state, ApplicationState::Draft);
    assert!(summary.invited_by.is_some());
    let token = app.mailed_token("erika@blauwerk.de").await?;
    assert!(app.mails()?.iter().any(|mail| mail.contains("We met in Linz.")));
    let opened = app
        .visitor()?
        .post("/applications/access", &json!({ "token": token }))
        .await?;
    let own: OwnApplication = opened.expect(200)?;
    assert!(own.invited);
    assert_eq!(own.fields, known);

    let elsewhere = json!({ "fields": ApplicationFields { region: "uki".to_owned(), ..known.clone() } });
    let problem = manager.post("/applications/invitations", &elsewhere).await?;
    assert_eq!(
        problem.refused(Code::InvalidFields)?.errors[0].pointer,
        "/fields/region"
    );
    let empty = json!({ "fields": {} });
    let problem = manager
        .post("/applications/invitations", &empty)
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(problem.errors.len(), 5);
    let partner = app.client(Role::PartnerAdmin, app.north).await?;
    partner
        .post("/applications/invitations", &invitation)
        .await?
        .refused(Code::Forbidden)?;
    Ok(())
});

on_both_databases!(drafts_are_nobody_else_s_and_are_forgotten_in_time, async |app| {
    cheap_proofs(app).await?;
    let (browser, _) = begin(&app.visitor()?, &company()).await?;
    let manager = app.client(Role::ProgramAdmin, app.north).await?;
    let page: Page<ApplicationSummary> = manager.get("/applications").await?.expect(200)?;
    assert!(page.items.is_empty());
    app.clock.advance(Duration::days(61));
    app.eventually(async || {
        let answer = browser.get("/applications/own").await?;
        Ok((answer.status.as_u16() == 401).then_some(()))
    })
    .await
});

on_both_databases!(
    declined_and_unanswered_applications_are_forgotten_after_a_year,
    async |app| {
        let (declined, approval) = apply(app, &applicant("Rotwerk GmbH", "rotwerk.de", "dach")).await?;
        let manager = app.client(Role::ChannelManager, app.north).await?;
        let version = read(&manager, approval).await?.summary.version;
        let decision = json!({ "decision": "reject", "reasons": ["not_a_fit"], "message": "" });
        manager
            .post_on(&format!("/approvals/{approval}/decision"), version, &decision)
            .await?
            .is(200)?;
        let of = async |name: &str, state: ApplicationState| -> TestResult<Uuid> {
            let fields = applicant(&format!("{name} GmbH"), &format!("{name}.de"), "dach");
            Ok(written(app, &fields, state).await?.id)
        };
        let draft = of("entwurf", ApplicationState::Draft).await?;
        let unanswered = of("gelbwerk", ApplicationState::ActionRequired).await?;
        let approved = of("gruenwerk", ApplicationState::Approved).await?;
        let kept = async || -> TestResult<BTreeSet<Uuid>> {
            let rows = applications::Entity::find().all(app.state.database.read()).await?;
            Ok(rows.into_iter().map(|row| row.id).collect())
        };
        app.clock.advance(Duration::days(364));
        // A draft that is gone tells that it was looked.
        app.eventually(async || Ok((!kept().await?.contains(&draft)).then_some(())))
            .await?;
        assert_eq!(kept().await?, BTreeSet::from([declined.0, unanswered, approved]));
        app.clock.advance(Duration::days(2));
        app.eventually(async || Ok((kept().await? == BTreeSet::from([approved])).then_some(())))
            .await?;
        let database = app.state.database.read();
        assert_eq!(
            approvals::Entity::find().count(database).await?,
            0,
            "its item went, too"
        );
        let forgotten = audit::Entity::find().filter(audit::Column::Kind.eq("application.forgotten"));
        let forgotten = forgotten.all(database).await?;
        let forgotten: BTreeSet<Uuid> = forgotten.into_iter().map(|entry| entry.subject_id).collect();
        assert_eq!(forgotten, BTreeSet::from([declined.0, draft, unanswered]));
        Ok(())
    }
);
