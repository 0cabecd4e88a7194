//! What tests of partners' records share: pictures, uploads, and a journey that tells what it has seen.

use super::{Answer, Client, TestApp, TestResult};
use entente_model::ids::PartnerId;
use entente_model::onboarding::{Journey, TaskKind};
use entente_model::partners::PartnerProfile;
use entente_model::people::Role;
use entente_model::settings::{ProgramSettings, SettingsVersion};
use entente_server::onboarding::journeys::WholeJourney;
use entente_server::store::entities::{audit, journeys};
use image::{ImageFormat, Rgb, RgbImage};
use reqwest::Method;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::io::Cursor;
use uuid::Uuid;

/// A PDF as short as they get.
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// A drawing with nothing in it but a shape.
pub const SVG: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 12"><path d="M2 2h20v8H2z" fill="#1f6feb"/></svg>"##;

/// A picture of one colour.
pub fn picture(format: ImageFormat, width: u32, height: u32, red: u8) -> TestResult<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    RgbImage::from_pixel(width, height, Rgb([red, 80, 40])).write_to(&mut file, format)?;
    Ok(file.into_inner())
}

/// Sends a raw file with a new key.
pub async fn upload(client: &Client, path: &str, content: impl Into<Vec<u8>>) -> TestResult<Answer> {
    upload_with(client, path, content, &Uuid::now_v7().to_string()).await
}

/// Sends a raw file with a key.
pub async fn upload_with(client: &Client, path: &str, content: impl Into<Vec<u8>>, key: &str) -> TestResult<Answer> {
    let request = client.request(Method::POST, path).key(key);
    request.body("application/octet-stream", content.into()).send().await
}

/// A profile with everything in it.
pub fn complete_profile() -> PartnerProfile {
    PartnerProfile {
        display_name: "North Systems".to_owned(),
        description: "Plans depots.".to_owned(),
        address: "Hafenstraße 1\n20457 Hamburg".to_owned(),
        specialties: vec!["security".to_owned()],
        contact: entente_model::onboarding::Contact {
            name: "Petra Vogel".to_owned(),
            email: "petra@north.example".to_owned(),
            ..Default::default()
        },
        colours: entente_model::partners::BrandColours {
            primary: "#1f6feb".to_owned(),
            accent: String::new(),
        },
        ..PartnerProfile::default()
    }
}

/// Publishes the settings as they stand, changed.
pub async fn change_settings(app: &TestApp, change: impl FnOnce(&mut ProgramSettings)) -> TestResult {
    let program = app.client(Role::ProgramAdmin, app.north).await?;
    let version: SettingsVersion = program.get("/settings").await?.expect(200)?;
    let mut settings = version.settings;
    change(&mut settings);
    let body = serde_json::json!({ "note": "Changed", "settings": settings });
    program
        .post_on("/settings/versions", version.number, &body)
        .await?
        .is(201)?;
    Ok(())
}

/// Begins the journey that everybody fits, of a partner in region `dach`.
pub async fn begin_journey(app: &TestApp, partner: PartnerId) -> TestResult {
    let settings = app.state.settings.in_effect(&app.state.database).await?;
    let template = settings.settings.onboarding.journeys.last().ok_or("a template")?;
    let now = app.state.database.now();
    let journey = Journey::begin(template, settings.number, now.date_naive());
    app.insert(journeys::ActiveModel {
        partner_id: Set(partner.0),
        region: Set("dach".to_owned()),
        template: Set(journey.template.clone()),
        journey: Set(serde_json::to_string(&journey)?),
        progress_per_mille: Set(0),
        stage: Set(Some(0)),
        stage_since: Set(now),
        next_due: Set(None),
        started_at: Set(now),
        completed_at: Set(None),
        updated_at: Set(now),
        version: Set(1),
        reminded_on: Set(None),
        flagged_at: Set(None),
        nudged_at: Set(None),
        milestone: Set(journey.milestones.first().map(|milestone| milestone.code.clone())),
        reached: Set(String::new()),
        vendor_due: Set(None),
        vendor_flagged_at: Set(None),
    })
    .await
}

/// How many of a kind a partner's journey has seen.
pub async fn achieved(app: &TestApp, partner: PartnerId, kind: TaskKind) -> TestResult<u32> {
    let row = journeys::Entity::find_by_id(partner.0)
        .one(app.state.database.read())
        .await?;
    let whole = WholeJourney::of(row.ok_or("a journey")?)?;
    Ok(whole.journey.achieved.get(&kind).copied().unwrap_or(0))
}

/// What happened to a partner, oldest first, and whether it is for the vendor's eyes only.
pub async fn happened(app: &TestApp, partner: PartnerId) -> TestResult<Vec<(String, bool)>> {
    let rows = audit::Entity::find()
        .filter(audit::Column::SubjectId.eq(partner.0))
        .order_by_asc(audit::Column::Id)
        .all(app.state.database.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.internal)).collect())
}

/// The files that are kept, by name, with what is in them.
pub fn files(app: &TestApp) -> TestResult<Vec<(String, Vec<u8>)>> {
    let entries = std::fs::read_dir(app.state.config.data.join("files"))?.collect::<Result<Vec<_>, _>>()?;
    let read = |entry: std::fs::DirEntry| {
        Ok((
            entry.file_name().to_string_lossy().into_owned(),
            std::fs::read(entry.path())?,
        ))
    };
    entries.into_iter().map(read).collect()
}

/// Waits until so many files are kept: those that were replaced go after the change.
pub async fn files_become(app: &TestApp, count: usize) -> TestResult {
    app.eventually(async || Ok((files(app)?.len() == count).then_some(())))
        .await
}
