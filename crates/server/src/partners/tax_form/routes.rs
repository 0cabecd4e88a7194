//! Tax forms over HTTP.

use super::store::{self, NewTaxForm};
use crate::auth::{Permitted, can};
use crate::files::{Accepted, NameQuery, as_attachment};
use crate::http::{AppState, KeyHeader, Path, Query, Refusal, Reply, idempotent, replayed};
use crate::partners::record;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use entente_model::ids::PartnerId;
use entente_model::partners::Partner;
use entente_model::partners::tax_form::MAX_BYTES;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub(in crate::partners) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(upload, read))
}

/// Hands in a tax form, in place of the one before: the raw content as the body, a PDF, PNG or JPEG. 409 when the portal has no key to
/// keep it encrypted with.
#[utoipa::path(post, path = "/partners/{id}/tax_form", operation_id = "upload_tax_form", tag = "partners",
    params(("id" = PartnerId, Path), NameQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Partner)))]
async fn upload(
    scope: Permitted<can::ManageCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    Query(query): Query<NameQuery>,
    key: KeyHeader,
    body: Body,
) -> Result<Reply, Refusal> {
    record::find_active(state.database.read(), &scope, id).await?;
    let name = query.checked()?;
    state.files.check_key()?;
    let taken = state.files.take(Accepted::TaxForm, &name, body, MAX_BYTES).await?;
    let key = key.with_digest(&taken.sha256);
    if let Some(reply) = replayed(&state.database, &scope, &key).await? {
        return Ok(reply);
    }
    let size = i64::try_from(taken.content.len()).unwrap_or(i64::MAX);
    let object_key = state.files.keep_sealed(id.0, taken.content).await?;
    let form = NewTaxForm {
        name: taken.name,
        media_type: taken.media_type,
        size,
        object_key: object_key.clone(),
    };
    let settings = state.settings.in_effect(&state.database).await?;
    let input = (id, form, settings);
    let reply = idempotent(&state.database, &scope, key, input, |tx, (id, form, settings)| {
        Box::pin(async move {
            let partner = store::put(tx, *id, form, settings).await?;
            let location = format!("/partners/{id}/tax_form");
            Ok(Reply::created(&partner, location)?.version(partner.version))
        })
    })
    .await;
    // Another send of the same was faster, or the write was refused. Should the database not say, the sweep will tell.
    if matches!(store::is_kept(state.database.read(), &object_key).await, Ok(false)) {
        state.files.discard(&object_key).await;
    }
    reply
}

/// The tax form, to be saved and never shown. Who read it is kept, before it is sent.
#[utoipa::path(get, path = "/partners/{id}/tax_form", operation_id = "read_tax_form", tag = "partners",
    params(("id" = PartnerId, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
async fn read(
    scope: Permitted<can::ReadTaxForms>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
) -> Result<Response, Refusal> {
    record::find(state.database.read(), &scope, id).await?;
    let form = store::find(state.database.read(), id).await?;
    let content = state.files.read_sealed(id.0, &form.object_key).await?;
    let (name, media_type) = (form.name.clone(), form.media_type.clone());
    state
        .database
        .write(&scope, form, |tx, form| {
            Box::pin(async move {
                store::note_reading(tx, form);
                Ok(())
            })
        })
        .await?;
    Ok(as_attachment(content, &name, &media_type))
}
