//! A partner whole, and what it says of itself.

use crate::support::company::{PDF, SVG, achieved, begin_journey, change_settings, complete_profile, happened, upload};
use crate::support::journeys::set_status;
use crate::support::{TestApp, TestResult};
use entente_model::events::LiveEvent;
use entente_model::onboarding::{Agreement, NewSignature, TaskKind};
use entente_model::partners::{Partner, PartnerProfile};
use entente_model::people::{PartnerStatus, PartnerSummary, Role, Session};
use entente_model::problem::{Code, FieldCode};
use entente_server::store::entities::live_events;
use reqwest::Method;
use sea_orm::{EntityTrait, QueryOrder};

async fn published(app: &TestApp) -> TestResult<Vec<live_events::Model>> {
    let rows = live_events::Entity::find().order_by_asc(live_events::Column::Id);
    Ok(rows.all(app.state.database.read()).await?)
}

on_both_databases!(a_profile_is_saved_on_the_version_that_was_read, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let path = format!("/partners/{}", app.north);
    let answer = admin.get(&path).await?;
    let partner: Partner = answer.expect(200)?;
    assert_eq!(answer.version()?, partner.version);
    assert_eq!(partner.profile.display_name, "North Systems");
    assert_eq!(partner.legal_name, "North Systems GmbH");
    let profile = PartnerProfile {
        display_name: "  Nordlicht ".to_owned(),
        tagline: " Light for depots ".to_owned(),
        ..complete_profile()
    };
    let save = format!("{path}/profile");
    let missing = admin.request(Method::PUT, &save).json(&profile).send().await?;
    missing.refused(Code::VersionRequired)?;
    let answer = admin.put(&save, partner.version, &profile).await?;
    let saved: Partner = answer.expect(200)?;
    assert_eq!(answer.version()?, partner.version + 1);
    assert_eq!(saved.profile.display_name, "Nordlicht");
    assert_eq!(saved.profile.tagline, "Light for depots");
    assert_eq!(saved.summary.display_name, "Nordlicht");
    let read: Partner = manager.get(&path).await?.expect(200)?;
    assert_eq!(read, saved);
    let session: Session = admin.get("/session").await?.expect(200)?;
    assert_eq!(
        session.partner,
        Some(PartnerSummary {
            ..saved.summary.clone()
        })
    );
    let stale = admin.put(&save, partner.version, &complete_profile()).await?;
    let problem = stale.refused(Code::StaleVersion)?;
    let current: Partner = serde_json::from_value(problem.params["current"].clone())?;
    assert_eq!(current, saved);
    // Saving what is there says nothing new.
    let same: Partner = admin.put(&save, saved.version, &saved.profile).await?.expect(200)?;
    assert_eq!(same, saved);
    assert_eq!(
        happened(app, app.north).await?,
        [("partner.profile_saved".to_owned(), false)]
    );
    let events = published(app).await?;
    let event: LiveEvent = serde_json::from_str(&events.last().ok_or("an event")?.event)?;
    let (id, version) = (app.north, saved.version);
    assert_eq!(event, LiveEvent::Partner { id, version });
    let audience = events
        .last()
        .map(|row| (row.partner_id, row.region.as_deref(), row.vendor_only));
    assert_eq!(audience, Some((Some(app.north.0), Some("dach"), false)));
    Ok(())
});

on_both_databases!(a_profile_that_is_wrong_is_refused_by_field, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let save = format!("/partners/{}/profile", app.north);
    let wrong = PartnerProfile {
        display_name: " ".to_owned(),
        tagline: "x".repeat(81),
        specialties: vec!["security".to_owned(), "alchemy".to_owned(), "security".to_owned()],
        colours: entente_model::partners::BrandColours {
            primary: "blue".to_owned(),
            accent: String::new(),
        },
        ..complete_profile()
    };
    let problem = admin.put(&save, 1, &wrong).await?.refused(Code::InvalidFields)?;
    let errors: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code))
        .collect();
    assert_eq!(
        errors,
        [
            ("/display_name", FieldCode::Required),
            ("/tagline", FieldCode::TooLong),
            ("/specialties/1", FieldCode::UnknownValue),
            ("/specialties/2", FieldCode::Duplicate),
            ("/colours/primary", FieldCode::InvalidColour),
        ]
    );
    let unknown = admin
        .put(&save, 1, &serde_json::json!({ "display_name": "North", "owner": "me" }))
        .await?;
    assert_eq!(
        unknown.refused(Code::InvalidFields)?.errors[0].code,
        FieldCode::UnknownField
    );
    assert_eq!(happened(app, app.north).await?, []);
    Ok(())
});

on_both_databases!(
    a_specialty_that_is_no_longer_offered_stays_with_who_has_it,
    async |app| {
        let admin = app.client(Role::PartnerAdmin, app.north).await?;
        let other = app.client(Role::PartnerAdmin, app.south).await?;
        let path = |partner| format!("/partners/{partner}/profile");
        let saved: Partner = admin.put(&path(app.north), 1, &complete_profile()).await?.expect(200)?;
        change_settings(app, |settings| {
            for specialty in &mut settings.onboarding.specialties {
                specialty.offered = specialty.code != "security";
            }
        })
        .await?;
        let profile = PartnerProfile {
            tagline: "Still secure".to_owned(),
            ..saved.profile
        };
        admin.put(&path(app.north), saved.version, &profile).await?.is(200)?;
        let refused = other.put(&path(app.south), 1, &complete_profile()).await?;
        assert_eq!(
            refused.refused(Code::InvalidFields)?.errors[0].pointer,
            "/specialties/0"
        );
        Ok(())
    }
);

on_both_databases!(a_profile_completes_its_task_once, async |app| {
    begin_journey(app, app.north).await?;
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let save = format!("/partners/{}/profile", app.north);
    let incomplete = PartnerProfile {
        address: String::new(),
        ..complete_profile()
    };
    admin.put(&save, 1, &incomplete).await?.is(200)?;
    assert_eq!(achieved(app, app.north, TaskKind::CompleteProfile).await?, 0);
    admin.put(&save, 2, &complete_profile()).await?.is(200)?;
    admin.put(&save, 3, &incomplete).await?.is(200)?;
    admin.put(&save, 4, &complete_profile()).await?.is(200)?;
    assert_eq!(achieved(app, app.north, TaskKind::CompleteProfile).await?, 1);
    let kinds = happened(app, app.north).await?;
    let done = kinds.iter().filter(|(kind, _)| kind == "journey.task_done");
    assert!(done.count() <= 1, "{kinds:?}");
    Ok(())
});

on_both_databases!(
    a_profile_is_complete_without_specialties_that_nobody_offers,
    async |app| {
        begin_journey(app, app.north).await?;
        let admin = app.client(Role::PartnerAdmin, app.north).await?;
        let save = format!("/partners/{}/profile", app.north);
        let without = PartnerProfile {
            specialties: Vec::new(),
            ..complete_profile()
        };
        admin.put(&save, 1, &without).await?.is(200)?;
        assert_eq!(achieved(app, app.north, TaskKind::CompleteProfile).await?, 0);
        change_settings(app, |settings| {
            for specialty in &mut settings.onboarding.specialties {
                specialty.offered = false;
            }
        })
        .await?;
        // Nothing is to be changed any more: saving it once more completes the task.
        admin.put(&save, 2, &without).await?.is(200)?;
        assert_eq!(achieved(app, app.north, TaskKind::CompleteProfile).await?, 1);
        Ok(())
    }
);

on_both_databases!(a_partner_that_is_suspended_changes_nothing_of_itself, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let path = format!("/partners/{}", app.north);
    upload(&admin, &format!("{path}/logo?name=logo.svg"), SVG)
        .await?
        .is(201)?;
    let agreement: Agreement = admin.get(&format!("{path}/agreement")).await?.expect(200)?;
    set_status(app, app.north, PartnerStatus::Suspended).await?;
    let before = happened(app, app.north).await?;
    let partner: Partner = admin.get(&path).await?.expect(200)?;
    let signature = NewSignature {
        sha256: agreement.sha256,
        typed_name: "Admin".to_owned(),
        job_title: "Owner".to_owned(),
        is_authorised: true,
    };
    let answers = [
        admin
            .put(&format!("{path}/profile"), partner.version, &complete_profile())
            .await?,
        upload(&admin, &format!("{path}/logo?name=logo.svg"), SVG).await?,
        admin.delete(&format!("{path}/logo"), None).await?,
        upload(&admin, &format!("{path}/tax_form?name=form.pdf"), PDF).await?,
        admin.post(&format!("{path}/agreement/signatures"), &signature).await?,
    ];
    for answer in answers {
        let problem = answer.refused(Code::Forbidden)?;
        assert_eq!(problem.params["reason"], "partner_suspended");
    }
    assert_eq!(happened(app, app.north).await?, before);
    Ok(())
});

on_both_databases!(other_partners_records_are_not_there, async |app| {
    let south = app.client(Role::PartnerAdmin, app.south).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    for (stranger, partner) in [(&south, app.north), (&manager, app.south)] {
        for what in ["", "/logo", "/agreement"] {
            let foreign = stranger.get(&format!("/partners/{partner}{what}")).await?;
            foreign.refused(Code::NotFound)?;
            let unknown = format!("/partners/{}{what}", uuid::Uuid::new_v4());
            assert_eq!(foreign.body, stranger.get(&unknown).await?.body, "{what}");
        }
    }
    Ok(())
});

on_both_databases!(of_many_who_save_at_once_one_is_first, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?.patient();
    let save = format!("/partners/{}/profile", app.north);
    let sends = (0..8).map(|number| {
        let (admin, save) = (admin.clone(), save.clone());
        async move {
            let profile = PartnerProfile {
                tagline: format!("Number {number}"),
                ..complete_profile()
            };
            admin.put(&save, 1, &profile).await
        }
    });
    let answers: Vec<_> = futures::future::join_all(sends)
        .await
        .into_iter()
        .collect::<TestResult<_>>()?;
    let saved = answers.iter().filter(|answer| answer.status == 200).count();
    let stale = answers
        .iter()
        .filter(|answer| answer.refused(Code::StaleVersion).is_ok());
    assert_eq!((saved, stale.count()), (1, 7));
    Ok(())
});
