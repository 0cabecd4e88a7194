//! The agreement: signed once for each text, and given out as the same PDF each time.

use crate::support::company::{achieved, begin_journey, change_settings, happened};
use crate::support::{Answer, Client, TestApp, TestResult};
use chrono::Duration;
use entente_model::home::Home;
use entente_model::ids::AgreementSignatureId;
use entente_model::onboarding::{Agreement, NewSignature, TaskKind};
use entente_model::partners::Partner;
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode, Problem};
use entente_model::settings::{NewSettingsVersion, ProgramSettings, SettingsVersion};
use entente_server::auth::Scope;
use entente_server::store::entities::{agreement_signatures, jobs};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// A client whose person's name is the front part of the address.
async fn signer(app: &TestApp, name: &str) -> TestResult<Client> {
    let user = app
        .add_user(
            &format!("{name}@north.example"),
            Role::PartnerAdmin,
            Some(app.north),
            &[],
        )
        .await?;
    app.client_of(user).await
}

fn path(app: &TestApp) -> String {
    format!("/partners/{}/agreement", app.north)
}

async fn shown(client: &Client, app: &TestApp) -> TestResult<Agreement> {
    client.get(&path(app)).await?.expect(200)
}

fn signature(agreement: &Agreement, name: &str) -> NewSignature {
    NewSignature {
        sha256: agreement.sha256.clone(),
        typed_name: name.to_owned(),
        job_title: " Managing director ".to_owned(),
        is_authorised: true,
    }
}

async fn sign(client: &Client, app: &TestApp, body: &NewSignature) -> TestResult<Answer> {
    client.post(&format!("{}/signatures", path(app)), body).await
}

fn reason(problem: &Problem) -> Option<&str> {
    problem.params.get("reason").and_then(serde_json::Value::as_str)
}

on_both_databases!(the_text_that_was_read_is_signed_once, async |app| {
    begin_journey(app, app.north).await?;
    let ada = signer(app, "ada").await?;
    let before = shown(&ada, app).await?;
    assert_eq!((before.signature.clone(), before.earlier.len()), (None, 0));
    assert_eq!(before.sha256, before.text.sha256());
    let answer = sign(&ada, app, &signature(&before, "  ADA ")).await?;
    let signed: Agreement = answer.expect(201)?;
    let own = signed.signature.ok_or("a signature")?;
    let location = answer.header("location").unwrap_or_default();
    assert!(
        location.ends_with(&format!("/agreement/signatures/{}", own.id)),
        "{location}"
    );
    assert_eq!(
        (own.typed_name.as_str(), own.job_title.as_str()),
        ("ADA", "Managing director")
    );
    assert_eq!((own.signer.name.as_str(), own.address.as_str()), ("ada", "127.0.0.1"));
    assert_eq!(own.sha256, before.sha256);
    let row = agreement_signatures::Entity::find_by_id(own.id.0)
        .one(app.state.database.read())
        .await?;
    let row = row.ok_or("a row")?;
    assert_eq!(
        (row.title, row.text),
        (before.text.title.clone(), before.text.text.clone()),
        "the text whole"
    );
    let again = sign(&ada, app, &signature(&before, "ada"))
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(reason(&again), Some("already_signed"));
    let partner: Partner = ada.get(&format!("/partners/{}", app.north)).await?.expect(200)?;
    assert_eq!(partner.value_dates.signed_at, Some(own.signed_at));
    assert_eq!(achieved(app, app.north, TaskKind::SignAgreement).await?, 1);
    let kinds = happened(app, app.north).await?;
    let count = kinds
        .iter()
        .filter(|(kind, internal)| kind == "partner.agreement_signed" && !internal);
    assert_eq!(count.count(), 1);
    // A colleague who may not read signatures learns that and by whom, not from where.
    let member = app.client(Role::PartnerMember, app.north).await?;
    let seen = shown(&member, app).await?.signature.ok_or("a signature")?;
    assert_eq!((seen.id, seen.address.as_str()), (own.id, ""));
    Ok(())
});

on_both_databases!(what_is_missing_of_a_signature_is_refused_by_field, async |app| {
    let ada = signer(app, "ada").await?;
    let agreement = shown(&ada, app).await?;
    let wrong = NewSignature {
        job_title: String::new(),
        is_authorised: false,
        ..signature(&agreement, "Adam")
    };
    let problem = sign(&ada, app, &wrong).await?.refused(Code::InvalidFields)?;
    let errors: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code))
        .collect();
    assert_eq!(
        errors,
        [
            ("/typed_name", FieldCode::NameDiffers),
            ("/job_title", FieldCode::Required),
            ("/is_authorised", FieldCode::Required),
        ]
    );
    assert_eq!(happened(app, app.north).await?, []);
    Ok(())
});

on_both_databases!(a_changed_text_asks_for_a_new_signature, async |app| {
    begin_journey(app, app.north).await?;
    let ada = signer(app, "ada").await?;
    let first = shown(&ada, app).await?;
    sign(&ada, app, &signature(&first, "ada")).await?.is(201)?;
    let signed_at = partner_signed_at(&ada, app).await?;
    let text = "Another text.\r\nIn two lines.".to_owned();
    change_settings(app, |settings| settings.onboarding.agreement.text = text).await?;
    let second = shown(&ada, app).await?;
    assert_eq!(second.text.text, "Another text.\nIn two lines.");
    assert!(second.signature.is_none());
    assert_eq!(
        second
            .earlier
            .iter()
            .map(|earlier| earlier.sha256.as_str())
            .collect::<Vec<_>>(),
        [first.sha256.as_str()]
    );
    let problem = sign(&ada, app, &signature(&first, "ada"))
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(reason(&problem), Some("text_changed"));
    let signed: Agreement = sign(&ada, app, &signature(&second, "ada")).await?.expect(201)?;
    assert!(signed.signature.is_some_and(|own| own.sha256 == second.sha256));
    assert_eq!(signed.earlier.len(), 1);
    assert_eq!(
        partner_signed_at(&ada, app).await?,
        signed_at,
        "the first signature counts"
    );
    assert_eq!(achieved(app, app.north, TaskKind::SignAgreement).await?, 1, "told once");
    Ok(())
});

on_both_databases!(a_changed_text_is_told_to_those_who_may_sign_it, async |app| {
    let ada = signer(app, "ada").await?;
    let member = app.client(Role::PartnerMember, app.north).await?;
    let waits = async |client: &Client| -> TestResult<bool> {
        let home: Home = client.get("/home").await?.expect(200)?;
        Ok(home.agreement_waits)
    };
    assert!(waits(&ada).await? && !waits(&member).await?);
    let first = shown(&ada, app).await?;
    sign(&ada, app, &signature(&first, "ada")).await?.is(201)?;
    assert!(!waits(&ada).await?);
    // Who has signed nothing yet is told by the journey, not of a change.
    app.add_user("sam@south.example", Role::PartnerAdmin, Some(app.south), &[])
        .await?;
    change_settings(app, |settings| {
        settings.onboarding.agreement.text = "Another text.".to_owned()
    })
    .await?;
    assert!(waits(&ada).await? && !waits(&member).await?);
    let told = |mails: &[String], to: &str| {
        let about = mails.iter().filter(|mail| mail.contains("/agreement"));
        about.filter(|mail| mail.contains(to)).count()
    };
    app.eventually(async || Ok((told(&app.mails()?, "ada@north.example") == 1).then_some(())))
        .await?;
    // A version with the same text says nothing new.
    change_settings(app, |settings| settings.onboarding.reminder_days = vec![2]).await?;
    let second = shown(&ada, app).await?;
    sign(&ada, app, &signature(&second, "ada")).await?.is(201)?;
    assert!(!waits(&ada).await?);
    let mails = app.mails()?;
    assert_eq!(
        (told(&mails, "ada@north.example"), told(&mails, "sam@south.example")),
        (1, 0)
    );
    Ok(())
});

/// Waits until every version of the settings was looked at whose time has come, and counts the mails that tell of another text.
async fn told_of_change(app: &TestApp) -> TestResult<u64> {
    app.state.database.job_added().notify_one();
    app.eventually(async || {
        let due = jobs::Entity::find()
            .filter(jobs::Column::Kind.eq("agreement_changed"))
            .filter(jobs::Column::State.ne("done"))
            .filter(jobs::Column::RunAt.lte(app.state.database.now()))
            .count(app.state.database.read())
            .await?;
        Ok((due == 0).then_some(()))
    })
    .await?;
    let mails = jobs::Entity::find()
        .filter(jobs::Column::Kind.eq("mail"))
        .filter(jobs::Column::Payload.contains("agreement_changed"));
    Ok(mails.count(app.state.database.read()).await?)
}

on_both_databases!(a_text_that_was_planned_is_told_when_it_takes_effect, async |app| {
    let ada = signer(app, "ada").await?;
    let first = shown(&ada, app).await?;
    sign(&ada, app, &signature(&first, "ada")).await?.is(201)?;
    let program = app.client(Role::ProgramAdmin, app.north).await?;
    let first: SettingsVersion = program.get("/settings").await?.expect(200)?;
    let now = app.state.database.now();
    let plan = async |number: i64, hours: i64, settings: &ProgramSettings| -> TestResult {
        let version = NewSettingsVersion {
            effective_from: Some(now + Duration::hours(hours)),
            note: "Planned".to_owned(),
            settings: settings.clone(),
        };
        program.post_on("/settings/versions", number, &version).await?.is(201)?;
        Ok(())
    };
    let mut settings = first.settings;
    settings.onboarding.agreement.text = "Another text.".to_owned();
    plan(1, 3, &settings).await?;
    // What is published later for an earlier time brings the planned text along, and one for the same time takes the place of the first.
    settings.onboarding.reminder_days = vec![2];
    plan(2, 1, &settings).await?;
    settings.onboarding.reminder_days = vec![3];
    plan(3, 1, &settings).await?;
    assert_eq!(told_of_change(app).await?, 0, "it is not in effect yet");
    app.clock.advance(Duration::minutes(61));
    assert_eq!(
        told_of_change(app).await?,
        1,
        "told with the earliest version that has it"
    );
    app.clock.advance(Duration::hours(2));
    assert_eq!(told_of_change(app).await?, 1, "told once");
    Ok(())
});

async fn partner_signed_at(client: &Client, app: &TestApp) -> TestResult<Option<chrono::DateTime<chrono::Utc>>> {
    let partner: Partner = client.get(&format!("/partners/{}", app.north)).await?.expect(200)?;
    Ok(partner.value_dates.signed_at)
}

on_both_databases!(of_many_who_sign_at_once_one_has_signed, async |app| {
    let mut signers = Vec::new();
    for name in ["ada", "ben", "cleo", "dora"] {
        signers.push((name, signer(app, name).await?.patient()));
    }
    let agreement = shown(&signers[0].1, app).await?;
    let sends = signers
        .iter()
        .cycle()
        .take(16)
        .map(|(name, client)| sign_as(client, app, &agreement, name));
    let answers: Vec<_> = futures::future::join_all(sends)
        .await
        .into_iter()
        .collect::<TestResult<_>>()?;
    let signed = answers.iter().filter(|answer| answer.status == 201).count();
    let refused = answers
        .iter()
        .filter_map(|answer| answer.refused(Code::InvalidState).ok());
    let refused = refused
        .filter(|problem| reason(problem) == Some("already_signed"))
        .count();
    assert_eq!((signed, refused), (1, 15));
    let rows = agreement_signatures::Entity::find()
        .all(app.state.database.read())
        .await?;
    assert_eq!(rows.len(), 1);
    assert_eq!(happened(app, app.north).await?.len(), 1);
    Ok(())
});

async fn sign_as(client: &Client, app: &TestApp, agreement: &Agreement, name: &str) -> TestResult<Answer> {
    sign(client, app, &signature(agreement, name)).await
}

on_both_databases!(a_repeated_send_is_answered_again, async |app| {
    let ada = signer(app, "ada").await?;
    let body = signature(&shown(&ada, app).await?, "ada");
    let target = format!("{}/signatures", path(app));
    let send = || {
        ada.request(reqwest::Method::POST, &target)
            .key("same")
            .json(&body)
            .send()
    };
    let (first, second) = (send().await?, send().await?);
    assert_eq!(first.is(201)?.body, second.is(201)?.body);
    Ok(())
});

on_both_databases!(a_signed_agreement_is_the_same_pdf_each_time, async |app| {
    let ada = signer(app, "ada").await?;
    let agreement = shown(&ada, app).await?;
    let signed: Agreement = sign(&ada, app, &signature(&agreement, "ada")).await?.expect(201)?;
    let own = signed.signature.ok_or("a signature")?;
    let pdf = format!("{}/signatures/{}", path(app), own.id);
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let answer = manager.get(&pdf).await?;
    answer.is(200)?;
    assert!(answer.body.starts_with(b"%PDF-"));
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    assert!(
        answer
            .header("content-disposition")
            .is_some_and(|value| value.starts_with("attachment; "))
    );
    assert_eq!(answer.body, ada.get(&pdf).await?.body);
    app.client(Role::PartnerMember, app.north)
        .await?
        .get(&pdf)
        .await?
        .refused(Code::Forbidden)?;
    let south = app.client(Role::PartnerAdmin, app.south).await?;
    let foreign = south.get(&pdf).await?;
    foreign.refused(Code::NotFound)?;
    let own_company = format!("/partners/{}/agreement/signatures/{}", app.south, own.id);
    assert_eq!(south.get(&own_company).await?.body, foreign.body);
    let never = format!("{}/signatures/{}", path(app), Uuid::new_v4());
    ada.get(&never).await?.refused(Code::NotFound)?;
    Ok(())
});

async fn run(app: &TestApp, sql: &'static str) -> TestResult {
    let written = app.state.database.write(&Scope::for_tests(), sql, |tx, sql| {
        Box::pin(async move {
            tx.db().execute_unprepared(sql).await?;
            Ok(())
        })
    });
    Ok(written.await?)
}

on_both_databases!(
    a_signed_agreement_speaks_the_language_in_which_it_was_signed,
    async |app| {
        let ada = signer(app, "ada").await?;
        let agreement = shown(&ada, app).await?;
        let signed: Agreement = sign(&ada, app, &signature(&agreement, "ada")).await?.expect(201)?;
        let own = signed.signature.ok_or("a signature")?;
        let pdf = format!("{}/signatures/{}", path(app), own.id);
        let before = ada.get(&pdf).await?;
        before.is(200)?;
        let db = app.state.database.read();
        let row = agreement_signatures::Entity::find_by_id(own.id.0).one(db).await?;
        assert_eq!(
            row.map(|row| row.locale).as_deref(),
            Some("en"),
            "that of the signer's profile"
        );
        // Whoever reads it, and whatever they speak later, the document stays.
        run(app, "UPDATE users SET locale = 'de'").await?;
        assert_eq!(ada.get(&pdf).await?.body, before.body);
        run(app, "UPDATE agreement_signatures SET locale = 'de-AT'").await?;
        assert_ne!(ada.get(&pdf).await?.body, before.body);
        Ok(())
    }
);

on_both_databases!(any_letters_fit_into_the_pdf, async |app| {
    let ada = signer(app, "ada").await?;
    let long = "Der Partner verkauft in eigenem Namen. يبيع الشريك باسمه الخاص. 契約書を読みました。\n".repeat(600);
    let id = AgreementSignatureId(Uuid::now_v7());
    app.insert(agreement_signatures::ActiveModel {
        id: Set(id.0),
        partner_id: Set(app.north.0),
        title: Set("Vereinbarung · اتفاقية · 契約 \u{10ffff}".to_owned()),
        text: Set(format!("{long}{}\u{202e}\u{7}👩‍👩‍👧", "x".repeat(5_000))),
        sha256: Set("0".repeat(64)),
        signer_id: Set(Uuid::now_v7()),
        signer_name: Set("عائشة".to_owned()),
        typed_name: Set("عائشة".to_owned()),
        job_title: Set("社長".to_owned()),
        address: Set(String::new()),
        signed_at: Set(app.state.database.now()),
        locale: Set("ja".to_owned()),
    })
    .await?;
    let answer = ada.get(&format!("{}/signatures/{id}", path(app))).await?;
    assert!(answer.is(200)?.body.starts_with(b"%PDF-"));
    Ok(())
});
