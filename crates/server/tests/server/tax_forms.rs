//! Tax forms: encrypted where they are kept, read by finance alone.

use crate::support::company::{
    PDF, achieved, begin_journey, files, files_become, happened, picture, upload, upload_with,
};
use crate::support::{Backend, TestApp, TestResult};
use entente_model::onboarding::TaskKind;
use entente_model::partners::Partner;
use entente_model::partners::tax_form::{MAX_BYTES, MAX_PIXELS};
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use entente_server::config::Config;
use entente_server::store::entities::{audit, tax_forms};
use image::ImageFormat;
use sea_orm::EntityTrait;

fn path(app: &TestApp, name: &str) -> String {
    format!("/partners/{}/tax_form?name={name}", app.north)
}

fn form(number: &str) -> Vec<u8> {
    [PDF, format!("% Tax number {number}\n").as_bytes()].concat()
}

fn holds(content: &[u8], text: &str) -> bool {
    content.windows(text.len()).any(|window| window == text.as_bytes())
}

on_both_databases!(a_form_is_kept_encrypted_and_read_by_finance_alone, async |app| {
    begin_journey(app, app.north).await?;
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let finance = app.client(Role::Finance, app.north).await?;
    let read = format!("/partners/{}/tax_form", app.north);
    finance.get(&read).await?.refused(Code::NotFound)?;
    let sent = form("DE 123 456");
    let answer = upload(&admin, &path(app, "Freistellung%202026.pdf"), sent.clone()).await?;
    let partner: Partner = answer.expect(201)?;
    let known = partner.tax_form.ok_or("a form")?;
    let file = known.file.ok_or("the file, for who manages the company")?;
    assert_eq!(
        (file.name.as_str(), file.media_type.as_str()),
        ("Freistellung 2026.pdf", "application/pdf")
    );
    assert_eq!(file.size, sent.len() as u64);
    for role in [
        Role::PartnerAdmin,
        Role::PartnerMember,
        Role::ChannelManager,
        Role::ProgramAdmin,
        Role::Executive,
    ] {
        app.client(role, app.north)
            .await?
            .get(&read)
            .await?
            .refused(Code::Forbidden)?;
    }
    let answer = finance.get(&read).await?;
    assert_eq!(answer.is(200)?.body, sent);
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let disposition = answer.header("content-disposition").unwrap_or_default();
    assert!(
        disposition.starts_with("attachment; filename=\"Freistellung_2026.pdf\""),
        "{disposition}"
    );
    let kept = files(app)?;
    assert_eq!(kept.len(), 1);
    for plain in ["%PDF", "Tax number", "123 456", "Freistellung"] {
        assert!(!holds(&kept[0].1, plain), "{plain} stands on the disk");
    }
    assert_eq!(achieved(app, app.north, TaskKind::UploadTaxForm).await?, 1);
    let kinds = happened(app, app.north).await?;
    assert!(
        kinds.contains(&("partner.tax_form_uploaded".to_owned(), false)),
        "{kinds:?}"
    );
    assert!(kinds.contains(&("partner.tax_form_read".to_owned(), true)), "{kinds:?}");
    Ok(())
});

on_both_databases!(what_a_form_is_called_is_for_few, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    upload(&admin, &path(app, "DE123456789.pdf"), form("1"))
        .await?
        .is(201)?;
    app.client(Role::Finance, app.north)
        .await?
        .get(&format!("/partners/{}/tax_form", app.north))
        .await?
        .is(200)?;
    for role in Role::ALL {
        let client = app.client(role, app.north).await?;
        let partner: Partner = client.get(&format!("/partners/{}", app.north)).await?.expect(200)?;
        let known = partner.tax_form.ok_or("that there is one")?;
        let sees_file = matches!(role, Role::PartnerAdmin | Role::Finance);
        assert_eq!(known.file.is_some(), sees_file, "{role:?}");
        assert!(known.uploaded_at <= app.state.database.now());
    }
    let entries = audit::Entity::find().all(app.state.database.read()).await?;
    assert!(entries.iter().any(|entry| entry.kind == "partner.tax_form_read"));
    assert!(!entries.iter().any(|entry| entry.params.contains("DE123456789")));
    Ok(())
});

on_both_databases!(
    a_new_form_replaces_the_one_before_and_a_repeated_send_does_not,
    async |app| {
        begin_journey(app, app.north).await?;
        let admin = app.client(Role::PartnerAdmin, app.north).await?;
        let finance = app.client(Role::Finance, app.north).await?;
        upload(&admin, &path(app, "first.pdf"), form("1")).await?.is(201)?;
        let scan = picture(ImageFormat::Png, 20, 20, 3)?;
        let first = upload_with(&admin, &path(app, "second.png"), scan.clone(), "same").await?;
        let again = upload_with(&admin, &path(app, "second.png"), scan.clone(), "same").await?;
        assert_eq!(first.is(201)?.body, again.is(201)?.body);
        upload_with(
            &admin,
            &path(app, "second.png"),
            picture(ImageFormat::Png, 20, 20, 4)?,
            "same",
        )
        .await?
        .refused(Code::IdempotencyMismatch)?;
        files_become(app, 1).await?;
        let read = finance.get(&format!("/partners/{}/tax_form", app.north)).await?;
        assert_eq!(
            (read.is(200)?.body.as_slice(), read.header("content-type")),
            (scan.as_slice(), Some("image/png"))
        );
        assert_eq!(achieved(app, app.north, TaskKind::UploadTaxForm).await?, 1, "told once");
        Ok(())
    }
);

on_both_databases!(forms_handed_in_at_once_leave_one_and_no_other_file, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?.patient();
    let finance = app.client(Role::Finance, app.north).await?;
    let sends = (0..6).map(|number| {
        let (admin, path) = (admin.clone(), path(app, "form.pdf"));
        async move {
            upload(&admin, &path, form(&number.to_string()))
                .await?
                .is(201)
                .map(|_| ())
        }
    });
    for sent in futures::future::join_all(sends).await {
        sent?;
    }
    files_become(app, 1).await?;
    finance
        .get(&format!("/partners/{}/tax_form", app.north))
        .await?
        .is(200)?;
    Ok(())
});

on_both_databases!(what_is_put_in_another_partners_place_can_not_be_read, async |app| {
    let finance = app.client(Role::Finance, app.north).await?;
    for (partner, number) in [(app.north, "1"), (app.south, "2")] {
        let admin = app.client(Role::PartnerAdmin, partner).await?;
        let path = format!("/partners/{partner}/tax_form?name=form.pdf");
        upload(&admin, &path, form(number)).await?.is(201)?;
    }
    let rows = tax_forms::Entity::find().all(app.state.database.read()).await?;
    let folder = app.state.config.data.join("files");
    let file = |at: usize| folder.join(&rows[at].object_key);
    std::fs::copy(file(0), file(1))?;
    let swapped = format!("/partners/{}/tax_form", rows[1].partner_id);
    finance.get(&swapped).await?.refused(Code::Internal)?;
    finance
        .get(&format!("/partners/{}/tax_form", rows[0].partner_id))
        .await?
        .is(200)?;
    Ok(())
});

on_both_databases!(what_is_no_tax_form_is_refused_and_leaves_nothing, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let (wide, high) = (
        picture(ImageFormat::Png, MAX_PIXELS + 1, 2, 3)?,
        picture(ImageFormat::Jpeg, 2, MAX_PIXELS + 1, 3)?,
    );
    let mut cut = picture(ImageFormat::Png, 20, 20, 3)?;
    cut.truncate(20);
    for (name, content, code) in [
        ("form.png", wide, FieldCode::PictureTooLarge),
        ("form.jpg", high, FieldCode::PictureTooLarge),
        ("form.png", cut, FieldCode::PictureUnreadable),
        ("form.docx", b"PK\x03\x04".to_vec(), FieldCode::FileKind),
        ("form.svg", crate::support::company::SVG.into(), FieldCode::FileKind),
        ("form.pdf", b"MZ\x90\0".to_vec(), FieldCode::FileDisguised),
        ("form.png", PDF.to_vec(), FieldCode::FileDisguised),
        ("form.pdf", Vec::new(), FieldCode::FileEmpty),
    ] {
        let problem = upload(&admin, &path(app, name), content)
            .await?
            .refused(Code::InvalidFields)?;
        assert_eq!(problem.errors[0].code, code, "{name}");
    }
    let mut large = PDF.to_vec();
    large.resize(usize::try_from(MAX_BYTES)? + 1, b' ');
    upload(&admin, &path(app, "form.pdf"), large)
        .await?
        .refused(Code::TooLarge)?;
    assert_eq!(files(app)?.len(), 0);
    assert_eq!(happened(app, app.north).await?, []);
    Ok(())
});

async fn without_a_key_none_is_taken(backend: Backend) -> TestResult {
    let app = TestApp::with_config(backend, |config| Config {
        encryption_key: String::new(),
        ..config
    })
    .await?;
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let problem = upload(&admin, &path(&app, "form.pdf"), form("1"))
        .await?
        .refused(Code::InvalidState)?;
    assert_eq!(problem.params["reason"], "no_encryption_key");
    assert!(problem.detail.contains("ENTENTE_ENCRYPTION_KEY"), "{}", problem.detail);
    let partner: Partner = admin.get(&format!("/partners/{}", app.north)).await?.expect(200)?;
    assert_eq!((partner.tax_form, files(&app)?.len()), (None, 0));
    app.end().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_key_none_is_taken_on_sqlite() -> TestResult {
    without_a_key_none_is_taken(Backend::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "on PostgreSQL"]
async fn without_a_key_none_is_taken_on_postgres() -> TestResult {
    without_a_key_none_is_taken(Backend::postgres()?).await
}
