//! Logos: what is taken, what is kept of it, and what is refused.

use crate::support::company::{
    SVG, achieved, begin_journey, files, files_become, happened, picture, upload, upload_with,
};
use crate::support::{Client, TestApp, TestResult};
use entente_model::onboarding::TaskKind;
use entente_model::partners::Partner;
use entente_model::partners::record::{MAX_LOGO_BYTES, MAX_LOGO_PIXELS};
use entente_model::people::Role;
use entente_model::problem::{Code, FieldCode};
use entente_server::store::entities::partners;
use image::ImageFormat;
use sea_orm::EntityTrait;

fn path(app: &TestApp, name: &str) -> String {
    format!("/partners/{}/logo?name={name}", app.north)
}

on_both_databases!(a_picture_is_drawn_anew_and_shown, async |app| {
    begin_journey(app, app.north).await?;
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let manager = app.client(Role::ChannelManager, app.north).await?;
    let shown = format!("/partners/{}/logo", app.north);
    admin.get(&shown).await?.refused(Code::NotFound)?;
    let mut sent = picture(ImageFormat::Png, 2_000, 500, 200)?;
    // Behind the picture's end a file may hold anything.
    sent.extend_from_slice(b"<script>alert('appended')</script>");
    let answer = upload(&admin, &path(app, "logo.png"), sent).await?;
    let partner: Partner = answer.expect(201)?;
    assert_eq!(answer.version()?, partner.version);
    let logo = partner.logo.ok_or("a logo")?;
    assert_eq!((logo.width, logo.height, logo.is_vector), (1024, 256, false));
    let answer = manager.get(&format!("{shown}?stamp={}", logo.stamp)).await?;
    answer.is(200)?;
    assert_eq!(answer.header("content-type"), Some("image/png"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(
        answer.header("content-security-policy"),
        Some("default-src 'none'; sandbox")
    );
    let caching = answer.header("cache-control").unwrap_or_default();
    assert!(caching.starts_with("private, max-age="), "{caching}");
    let again = image::load_from_memory_with_format(&answer.body, ImageFormat::Png)?;
    assert_eq!((again.width(), again.height()), (1024, 256));
    assert!(!answer.body.windows(8).any(|window| window == b"appended"));
    let other = manager.get(&shown).await?;
    assert_eq!(other.header("cache-control"), Some("private, no-cache"));
    manager
        .get(&format!("{shown}?size=2"))
        .await?
        .refused(Code::MalformedRequest)?;
    assert_eq!(achieved(app, app.north, TaskKind::UploadLogo).await?, 1);
    let kinds = happened(app, app.north).await?;
    assert!(kinds.contains(&("partner.logo_changed".to_owned(), false)), "{kinds:?}");
    Ok(())
});

on_both_databases!(a_drawing_is_kept_written_anew_beside_its_picture, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let drawing = SVG.replace("<path", "<metadata>Drawn on Petra’s machine</metadata><path");
    let partner: Partner = upload(&admin, &path(app, "logo.svg"), drawing).await?.expect(201)?;
    let logo = partner.logo.ok_or("a logo")?;
    assert_eq!((logo.width, logo.height, logo.is_vector), (1024, 512, true));
    let row = partners::Entity::find_by_id(app.north.0)
        .one(app.state.database.read())
        .await?;
    let row = row.ok_or("the partner")?;
    let kept = files(app)?;
    let of = |key: Option<String>| {
        kept.iter()
            .find(|(name, _)| Some(name) == key.as_ref())
            .map(|(_, content)| content)
    };
    let picture = of(row.logo_key).ok_or("the picture")?;
    assert!(picture.starts_with(b"\x89PNG"));
    let drawing = String::from_utf8(of(row.logo_drawing_key).ok_or("the drawing")?.clone())?;
    assert!(drawing.contains("<path") && !drawing.contains("Petra"), "{drawing}");
    Ok(())
});

on_both_databases!(a_new_logo_replaces_the_old_one_whose_files_go, async |app| {
    begin_journey(app, app.north).await?;
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let first: Partner = upload(&admin, &path(app, "logo.svg"), SVG).await?.expect(201)?;
    let second: Partner = upload(
        &admin,
        &path(app, "logo.webp"),
        picture(ImageFormat::WebP, 300, 200, 9)?,
    )
    .await?
    .expect(201)?;
    let stamp = |partner: &Partner| partner.logo.as_ref().map(|logo| logo.stamp.clone());
    assert_ne!(stamp(&first), stamp(&second));
    files_become(app, 1).await?;
    assert_eq!(achieved(app, app.north, TaskKind::UploadLogo).await?, 1, "told once");
    let shown = format!("/partners/{}/logo", app.north);
    admin.get(&shown).await?.is(200)?;
    admin.delete(&shown, None).await?.is(204)?;
    admin.delete(&shown, None).await?.is(204)?;
    admin.get(&shown).await?.refused(Code::NotFound)?;
    files_become(app, 0).await?;
    let kinds = happened(app, app.north).await?;
    let removed = kinds.iter().filter(|(kind, _)| kind == "partner.logo_removed");
    assert_eq!(removed.count(), 1, "what was gone was not taken away again: {kinds:?}");
    Ok(())
});

on_both_databases!(a_repeated_send_is_drawn_and_kept_once, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let content = picture(ImageFormat::Jpeg, 400, 300, 77)?;
    let first = upload_with(&admin, &path(app, "logo.jpg"), content.clone(), "same").await?;
    let second = upload_with(&admin, &path(app, "logo.jpg"), content, "same").await?;
    assert_eq!(first.is(201)?.body, second.is(201)?.body);
    assert_eq!(files(app)?.len(), 1);
    upload_with(
        &admin,
        &path(app, "logo.jpg"),
        picture(ImageFormat::Jpeg, 400, 300, 1)?,
        "same",
    )
    .await?
    .refused(Code::IdempotencyMismatch)?;
    assert_eq!(files(app)?.len(), 1);
    Ok(())
});

on_both_databases!(the_daily_sweep_leaves_what_a_partner_has, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    upload(&admin, &path(app, "logo.svg"), SVG).await?.is(201)?;
    let form = format!("/partners/{}/tax_form?name=form.pdf", app.north);
    upload(&admin, &form, crate::support::company::PDF).await?.is(201)?;
    std::fs::write(app.state.config.data.join("files/left-by-a-crash"), "nobody's")?;
    assert_eq!(files(app)?.len(), 4);
    app.clock.advance(chrono::Duration::hours(25));
    app.state.database.job_added().notify_one();
    files_become(app, 3).await?;
    assert!(files(app)?.iter().all(|(name, _)| name != "left-by-a-crash"));
    Ok(())
});

async fn refused_as(client: &Client, path: &str, content: impl Into<Vec<u8>>) -> TestResult<FieldCode> {
    let problem = upload(client, path, content).await?.refused(Code::InvalidFields)?;
    Ok(problem.errors.first().ok_or("a field")?.code)
}

on_both_databases!(what_is_no_logo_is_refused_and_leaves_nothing, async |app| {
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    let png = picture(ImageFormat::Png, 200, 200, 5)?;
    let svg = |inside: &str| SVG.replace("<path", &format!("{inside}<path"));
    let doctype = format!("<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{SVG}");
    let mut bomb = png.clone();
    bomb[16..20].copy_from_slice(&50_000u32.to_be_bytes());
    let cases: Vec<(&str, Vec<u8>, FieldCode)> = vec![
        ("logo.gif", b"GIF89a".to_vec(), FieldCode::FileKind),
        ("logo.pdf", crate::support::company::PDF.to_vec(), FieldCode::FileKind),
        ("logo", png.clone(), FieldCode::FileKind),
        ("logo.jpg", png.clone(), FieldCode::FileDisguised),
        ("logo.svg", png.clone(), FieldCode::FileDisguised),
        ("logo.png", SVG.into(), FieldCode::FileDisguised),
        (
            "logo.svg",
            b"<!DOCTYPE html><html><svg>".to_vec(),
            FieldCode::FileDisguised,
        ),
        ("logo.png", Vec::new(), FieldCode::FileEmpty),
        ("logo.png", png[..50].to_vec(), FieldCode::PictureUnreadable),
        ("logo.png", bomb, FieldCode::PictureUnreadable),
        (
            "logo.png",
            picture(ImageFormat::Png, 127, 127, 5)?,
            FieldCode::PictureTooSmall,
        ),
        (
            "logo.png",
            picture(ImageFormat::Png, MAX_LOGO_PIXELS + 1, 1, 5)?,
            FieldCode::PictureTooLarge,
        ),
        (
            "logo.svg",
            svg("<script>alert(1)</script>").into(),
            FieldCode::DrawingActive,
        ),
        ("logo.svg", svg("<foreignObject/>").into(), FieldCode::DrawingActive),
        (
            "logo.svg",
            svg("<g onload=\"alert(1)\"/>").into(),
            FieldCode::DrawingActive,
        ),
        (
            "logo.svg",
            svg("<use href=\"https://evil.example/a.svg#a\"/>").into(),
            FieldCode::DrawingExternal,
        ),
        (
            "logo.svg",
            svg("<image href=\"file:///etc/passwd\"/>").into(),
            FieldCode::DrawingExternal,
        ),
        ("logo.svg", svg("<text>North</text>").into(), FieldCode::DrawingText),
        ("logo.svg", doctype.into(), FieldCode::DrawingDoctype),
        (
            "logo.svg",
            svg(&"<g>".repeat(100))
                .replace("</svg>", &format!("{}</svg>", "</g>".repeat(100)))
                .into(),
            FieldCode::DrawingTooComplex,
        ),
    ];
    for (name, content, code) in cases {
        assert_eq!(refused_as(&admin, &path(app, name), content).await?, code, "{name}");
    }
    let problem = upload(&admin, &path(app, "%20"), png.clone())
        .await?
        .refused(Code::InvalidFields)?;
    assert_eq!(
        (problem.errors[0].pointer.as_str(), problem.errors[0].code),
        ("/name", FieldCode::Required)
    );
    let mut large = png;
    large.resize(usize::try_from(MAX_LOGO_BYTES)? + 1, 0);
    let problem = upload(&admin, &path(app, "logo.png"), large)
        .await?
        .refused(Code::TooLarge)?;
    assert_eq!(problem.errors[0].code, FieldCode::FileTooLarge);
    assert_eq!(files(app)?.len(), 0, "nothing refused stays behind");
    assert_eq!(happened(app, app.north).await?, []);
    Ok(())
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_scanner_sees_logos_and_tax_forms() -> TestResult {
    let app = TestApp::with_config(crate::support::Backend::Sqlite, |config| {
        entente_server::config::Config {
            scanner: "false".to_owned(),
            ..config
        }
    })
    .await?;
    let admin = app.client(Role::PartnerAdmin, app.north).await?;
    assert_eq!(
        refused_as(&admin, &path(&app, "logo.svg"), SVG).await?,
        FieldCode::FileKind
    );
    let form = format!("/partners/{}/tax_form?name=form.pdf", app.north);
    assert_eq!(
        refused_as(&admin, &form, crate::support::company::PDF).await?,
        FieldCode::FileKind
    );
    assert_eq!(files(&app)?.len(), 0);
    app.end().await
}
