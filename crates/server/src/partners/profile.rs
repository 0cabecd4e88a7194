//! What a partner says of itself.

use super::record;
use crate::auth::{Permitted, can};
use crate::http::{AppState, Body, IfMatch, Path, Refusal, Reply, stale};
use crate::settings::InEffect;
use crate::store::entities::partners::{Column, Model};
use crate::store::{StoreError, Tx, search};
use crate::work::Work;
use axum::extract::State;
use entente_model::conflict::folded;
use entente_model::ids::PartnerId;
use entente_model::onboarding::TaskKind;
use entente_model::partners::profile::choosable;
use entente_model::partners::{Partner, PartnerProfile, ProfileRules};
use entente_model::problem::Problem;
use sea_orm::sea_query::Expr;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(save))
}

/// Saves one's own company's profile. What is missing of a complete one is no error.
#[utoipa::path(put, path = "/partners/{id}/profile", operation_id = "save_partner_profile", tag = "partners",
    params(("id" = PartnerId, Path)), request_body = PartnerProfile, responses((status = 200, body = Partner)))]
async fn save(
    scope: Permitted<can::ManageCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    IfMatch(version): IfMatch,
    Body(profile): Body<PartnerProfile>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let input = (id, version, profile.trimmed(), settings);
    let partner = state
        .database
        .write(&scope, input, |tx, (id, version, profile, settings)| {
            Box::pin(save_in(tx, *id, *version, profile, settings))
        })
        .await?;
    Ok(Reply::ok(&partner)?.version(partner.version))
}

async fn save_in(
    tx: &Tx,
    id: PartnerId,
    version: i64,
    profile: &PartnerProfile,
    settings: &InEffect,
) -> Result<Partner, StoreError> {
    let mut row = record::find_active(tx.db(), tx.scope(), id).await?;
    if row.version != version {
        return Err(stale(&record::whole(tx.db(), tx.scope(), row).await?).into());
    }
    let before = record::profile(&row)?;
    let errors = profile.check(&ProfileRules {
        specialties: &allowed_specialties(settings, &before),
    });
    if !errors.is_empty() {
        return Err(Problem::fields(errors).into());
    }
    let mut work = Work::new(tx, settings);
    if *profile != before {
        put(&mut work, &mut row, profile).await?;
        work.audit_partner("partner.profile_saved", &row, |entry| entry);
    }
    // What is complete may have become so without a change, when the program stopped to ask for something.
    if profile.is_complete(&settings.settings.onboarding.specialties) {
        work.achieved_once(id, TaskKind::CompleteProfile).await?;
    }
    work.leave(tx)?;
    record::whole(tx.db(), tx.scope(), row).await
}

/// Those that are offered, and those that the partner has already.
fn allowed_specialties<'a>(settings: &'a InEffect, before: &PartnerProfile) -> Vec<&'a str> {
    choosable(&settings.settings.onboarding.specialties, &before.specialties)
        .into_iter()
        .map(|specialty| specialty.code.as_str())
        .collect()
}

async fn put(work: &mut Work<'_>, row: &mut Model, profile: &PartnerProfile) -> Result<(), StoreError> {
    row.display_name.clone_from(&profile.display_name);
    row.name_key = folded(&row.display_name);
    row.search = search::of_partner(&row.display_name, &row.domain);
    row.profile = serde_json::to_string(&PartnerProfile {
        display_name: String::new(),
        ..profile.clone()
    })?;
    let written = row.clone();
    work.change_partner(row, |update| {
        update
            .col_expr(Column::DisplayName, Expr::value(written.display_name))
            .col_expr(Column::NameKey, Expr::value(written.name_key))
            .col_expr(Column::Search, Expr::value(written.search))
            .col_expr(Column::Profile, Expr::value(written.profile))
    })
    .await
}
