//! A partner's record: profile, logo, tax form and agreement.

use super::table::{Call, Row, Sees, Tenant, Who, World, on_records};
use crate::support::TestResult;
use crate::support::company::{PDF, SVG, complete_profile, upload};
use entente_model::onboarding::Agreement;
use entente_model::partners::Partner;
use entente_model::people::{Permission, Role};
use entente_server::store::entities::{agreement_signatures, invitations};
use sea_orm::ActiveValue::Set;
use serde_json::json;
use uuid::Uuid;

pub fn rows() -> Vec<Row> {
    let read = Who::Can(Permission::ReadCompany);
    let manage = Who::Can(Permission::ManageCompany);
    let sign_row = Who::Can(Permission::SignAgreement);
    vec![
        on_records("GET /partners/{id}", read, Sees::Tenant, 200, |world, _, tenant| {
            Box::pin(async move { Ok(Call::at(path(world, tenant))) })
        }),
        on_records(
            "PUT /partners/{id}/profile",
            manage,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(save_profile(world, tenant)),
        ),
        on_records(
            "POST /partners/{id}/logo",
            manage,
            Sees::Tenant,
            201,
            |world, _, tenant| {
                Box::pin(async move {
                    let path = format!("{}/logo?name=logo.svg", path(world, tenant));
                    Ok(Call::at(path).raw("image/svg+xml", SVG))
                })
            },
        ),
        on_records(
            "GET /partners/{id}/logo",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(on_logo(world, tenant)),
        ),
        on_records(
            "DELETE /partners/{id}/logo",
            manage,
            Sees::Tenant,
            204,
            |world, _, tenant| Box::pin(on_logo(world, tenant)),
        ),
        on_records(
            "POST /partners/{id}/tax_form",
            manage,
            Sees::Tenant,
            201,
            |world, _, tenant| {
                Box::pin(async move {
                    let path = format!("{}/tax_form?name=form.pdf", path(world, tenant));
                    Ok(Call::at(path).raw("application/pdf", PDF))
                })
            },
        ),
        on_records(
            "GET /partners/{id}/tax_form",
            Who::Can(Permission::ReadTaxForms),
            Sees::Tenant,
            200,
            |world, _, tenant| {
                Box::pin(async move {
                    let form = format!("{}/tax_form", path(world, tenant));
                    hand_in(world, tenant, &format!("{form}?name=form.pdf"), PDF).await?;
                    Ok(Call::at(form))
                })
            },
        ),
        on_records(
            "GET /partners/{id}/invitations",
            Who::Can(Permission::ReadPartners),
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(async move { Ok(Call::at(format!("{}/invitations", path(world, tenant)))) }),
        ),
        on_records(
            "POST /partners/{id}/invitations/{invitation_id}/mails",
            Who::CanEither(Permission::GuideJourneys, Permission::ManagePeople),
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(missed_invitation(world, tenant)),
        ),
        on_records(
            "GET /partners/{id}/agreement",
            read,
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(async move { Ok(Call::at(format!("{}/agreement", path(world, tenant)))) }),
        ),
        on_records(
            "POST /partners/{id}/agreement/signatures",
            sign_row,
            Sees::Tenant,
            201,
            |world, role, tenant| Box::pin(sign(world, role, tenant)),
        )
        .by_role(),
        on_records(
            "GET /partners/{id}/agreement/signatures/{signature_id}",
            Who::Can(Permission::ReadSignatures),
            Sees::Tenant,
            200,
            |world, _, tenant| Box::pin(signed(world, tenant)),
        ),
    ]
}

fn path(world: &World<'_>, tenant: Tenant) -> String {
    format!("/partners/{}", world.partner(tenant))
}

async fn save_profile(world: &World<'_>, tenant: Tenant) -> TestResult<Call> {
    let path = path(world, tenant);
    let admin = world.app.client(Role::PartnerAdmin, world.partner(tenant)).await?;
    let partner: Partner = admin.get(&path).await?.expect(200)?;
    let body = serde_json::to_value(complete_profile())?;
    Ok(Call::at(format!("{path}/profile")).version(partner.version).json(body))
}

/// Hands a file in, as the partner's admin.
async fn hand_in(world: &World<'_>, tenant: Tenant, path: &str, content: impl Into<Vec<u8>>) -> TestResult {
    let admin = world.app.client(Role::PartnerAdmin, world.partner(tenant)).await?;
    upload(&admin, path, content).await?.is(201)?;
    Ok(())
}

/// A call on the logo that a partner has.
async fn on_logo(world: &World<'_>, tenant: Tenant) -> TestResult<Call> {
    let logo = format!("{}/logo", path(world, tenant));
    hand_in(world, tenant, &format!("{logo}?name=logo.svg"), SVG).await?;
    Ok(Call::at(logo))
}

/// Signing by somebody whose name is known.
async fn sign(world: &World<'_>, role: Role, tenant: Tenant) -> TestResult<Call> {
    let admin = world.app.client(Role::PartnerAdmin, world.partner(tenant)).await?;
    let path = format!("{}/agreement", path(world, tenant));
    let agreement: Agreement = admin.get(&path).await?.expect(200)?;
    let name = Uuid::now_v7().simple().to_string();
    let body = json!({ "sha256": agreement.sha256, "typed_name": name, "job_title": "Owner", "is_authorised": true });
    let call = Call::at(format!("{path}/signatures")).json(body);
    if role != Role::PartnerAdmin {
        return Ok(call);
    }
    let email = format!("{name}@north.example");
    let user = world.app.add_user(&email, role, Some(world.app.north), &[]).await?;
    Ok(call.by(world.app.client_of(user).await?))
}

/// Sending an invitation again whose link has ended.
async fn missed_invitation(world: &World<'_>, tenant: Tenant) -> TestResult<Call> {
    let (id, now) = (Uuid::now_v7(), world.app.state.database.now());
    world
        .app
        .insert(invitations::ActiveModel {
            id: Set(id),
            email: Set(format!("{}@new.example", id.simple())),
            name: Set("New".to_owned()),
            role: Set(Role::PartnerAdmin.as_str().to_owned()),
            partner_id: Set(Some(world.partner(tenant).0)),
            regions: Set("[]".to_owned()),
            invited_by: Set(Uuid::now_v7()),
            created_at: Set(now - chrono::Duration::days(8)),
            expires_at: Set(now - chrono::Duration::days(1)),
            accepted_at: Set(None),
            withdrawn_at: Set(None),
        })
        .await?;
    let path = format!("{}/invitations/{id}/mails", path(world, tenant));
    Ok(Call::at(path).json(json!({})))
}

/// A call on a signature of a text of its own.
async fn signed(world: &World<'_>, tenant: Tenant) -> TestResult<Call> {
    let id = Uuid::now_v7();
    world
        .app
        .insert(agreement_signatures::ActiveModel {
            id: Set(id),
            partner_id: Set(world.partner(tenant).0),
            title: Set("Agreement".to_owned()),
            text: Set("We work together.".to_owned()),
            sha256: Set(id.simple().to_string()),
            signer_id: Set(Uuid::now_v7()),
            signer_name: Set("Ada".to_owned()),
            typed_name: Set("Ada".to_owned()),
            job_title: Set("Owner".to_owned()),
            address: Set("192.0.2.7".to_owned()),
            signed_at: Set(world.app.state.database.now()),
            locale: Set("en".to_owned()),
        })
        .await?;
    Ok(Call::at(format!("{}/agreement/signatures/{id}", path(world, tenant))))
}
