//! What hangs on deals, and what is about the program: files, comments, timeline, home, partners, settings.

use super::deals::{draft, path, submitted};
use super::table::{Call, Row, Sees, Tenant, Who, World, on_records, plain};
use crate::support::TestResult;
use entente_model::deals::{Attachment, Deal};
use entente_model::page::Page;
use entente_model::people::{Permission, Role};
use entente_model::settings::SettingsVersion;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

pub fn rows() -> Vec<Row> {
    let read = Who::Can(Permission::ReadDeals);
    let comment = Who::Can(Permission::CommentOnDeals);
    let register = Who::Can(Permission::RegisterDeals);
    let read_settings = Who::Can(Permission::ReadSettings);
    vec![
        plain("GET /home", Who::SignedIn, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/home")) })
        }),
        plain("GET /partners", Who::Can(Permission::ReadPartners), 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/partners")) })
        }),
        plain("GET /settings", read_settings, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/settings")) })
        }),
        plain("GET /settings/versions", read_settings, 200, |_, _, _| {
            Box::pin(async { Ok(Call::at("/settings/versions")) })
        }),
        plain(
            "POST /settings/versions",
            Who::Can(Permission::ManageSettings),
            201,
            |world, _, _| Box::pin(async move { next_settings(world).await }),
        ),
        plain(
            "POST /profile_previews",
            Who::Can(Permission::ManageSettings),
            200,
            |_, _, _| Box::pin(async { Ok(Call::at("/profile_previews").json(json!({ "criteria": [] }))) }),
        ),
        on_records(
            "GET /deals/{id}/activity",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(format!("{}/activity", path(&submitted(world, tenant).await?)))) })
            },
        ),
        on_records(
            "GET /deals/{id}/comments",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move { Ok(Call::at(format!("{}/comments", path(&submitted(world, tenant).await?)))) })
            },
        ),
        on_records(
            "POST /deals/{id}/comments",
            comment,
            Sees::Tenant,
            201,
            |world, _, tenant| {
                Box::pin(async move {
                    let deal = submitted(world, tenant).await?;
                    Ok(Call::at(format!("{}/comments", path(&deal))).json(json!({ "body": "Hello" })))
                })
            },
        ),
        on_records(
            "POST /deals/{id}/attachments",
            comment,
            Sees::Tenant,
            201,
            |world, _, tenant| {
                Box::pin(async move {
                    let deal = submitted(world, tenant).await?;
                    Ok(Call::at(format!("{}/attachments?name=offer.pdf", path(&deal))).raw("application/pdf", PDF))
                })
            },
        ),
        on_records(
            "GET /deals/{id}/attachments/{attachment_id}",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let deal = submitted(world, tenant).await?;
                    attached(world, tenant, &path(&deal)).await
                })
            },
        ),
        on_records(
            "DELETE /deals/{id}/attachments/{attachment_id}",
            register,
            Sees::Tenant,
            204,
            |world, _, tenant| {
                Box::pin(async move {
                    let deal = draft(world, tenant, "").await?;
                    attached(world, tenant, &deal.path).await
                })
            },
        ),
    ]
}

/// A call on a file that a colleague has attached.
async fn attached(world: &World<'_>, tenant: Tenant, deal: &str) -> TestResult<Call> {
    let partner = world.app.client(Role::PartnerMember, world.partner(tenant)).await?;
    let request = partner.request(Method::POST, &format!("{deal}/attachments?name=offer.pdf"));
    let request = request.key(&Uuid::now_v7().to_string()).body("application/pdf", PDF);
    let file: Attachment = request.send().await?.expect(201)?;
    let whole: Deal = partner.get(deal).await?.expect(200)?;
    assert_eq!(whole.attachments.len(), 1);
    Ok(Call::at(format!("{deal}/attachments/{}", file.id)))
}

/// The settings as they stand, published again.
async fn next_settings(world: &World<'_>) -> TestResult<Call> {
    let admin = world.app.client(Role::ProgramAdmin, world.app.north).await?;
    let versions: Page<SettingsVersion> = admin.get("/settings/versions?limit=1").await?.expect(200)?;
    let newest = versions.items.into_iter().next().ok_or("a version")?;
    let body = json!({ "note": "The same again", "settings": newest.settings });
    Ok(Call::at("/settings/versions").version(newest.number).json(body))
}
