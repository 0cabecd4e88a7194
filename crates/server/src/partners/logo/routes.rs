//! Logos over HTTP.

use super::easel;
use super::store::{self, NewLogo};
use crate::auth::{Permitted, can};
use crate::files::{Accepted, NameQuery};
use crate::http::{AppState, KeyHeader, Path, Query, Refusal, Reply, change, idempotent, replayed};
use crate::partners::record;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use entente_model::ids::PartnerId;
use entente_model::partners::Partner;
use entente_model::partners::record::MAX_LOGO_BYTES;
use entente_model::problem::Code;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub(in crate::partners) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(upload, read, remove))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReadQuery {
    /// Stamp of the picture that is meant, so that browsers keep it for good.
    stamp: Option<String>,
}

/// Hands in a logo, in place of the one before: the raw content as the body, a PNG, JPEG, WebP or SVG. It is drawn anew as a PNG of at most
/// 1,024 pixels on the longer side; a drawing is kept beside it, written anew.
#[utoipa::path(post, path = "/partners/{id}/logo", operation_id = "upload_partner_logo", tag = "partners",
    params(("id" = PartnerId, Path), NameQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Partner)))]
async fn upload(
    scope: Permitted<can::ManageCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    Query(query): Query<NameQuery>,
    key: KeyHeader,
    body: axum::body::Body,
) -> Result<Reply, Refusal> {
    record::find_active(state.database.read(), &scope, id).await?;
    let name = query.checked()?;
    let taken = state.files.take(Accepted::Logo, &name, body, MAX_LOGO_BYTES).await?;
    let key = key.with_digest(&taken.sha256);
    if let Some(reply) = replayed(&state.database, &scope, &key).await? {
        return Ok(reply);
    }
    let drawn = easel::draw(taken.media_type, taken.content).await?;
    let logo = keep(&state, taken.name, drawn).await?;
    let kept = logo.keys();
    let settings = state.settings.in_effect(&state.database).await?;
    let input = (id, logo, settings);
    let reply = idempotent(&state.database, &scope, key, input, |tx, (id, logo, settings)| {
        Box::pin(async move {
            let partner = store::put(tx, *id, logo, settings).await?;
            let location = format!("/partners/{id}/logo");
            Ok(Reply::created(&partner, location)?.version(partner.version))
        })
    })
    .await;
    // Another send of the same was faster, or the write was refused. Should the database not say, the sweep will tell.
    if matches!(store::is_kept(state.database.read(), &kept).await, Ok(false)) {
        for key in &kept {
            state.files.discard(key).await;
        }
    }
    reply
}

/// Keeps what was drawn; its row is still to be written.
async fn keep(state: &AppState, name: String, drawn: easel::Drawn) -> Result<NewLogo, Refusal> {
    let digest = Sha256::digest(&drawn.picture);
    let stamp = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let picture_key = state.files.keep(drawn.picture).await?;
    let drawing_key = match drawn.drawing {
        Some(drawing) => match state.files.keep(drawing).await {
            Ok(key) => Some(key),
            Err(error) => {
                state.files.discard(&picture_key).await;
                return Err(error.into());
            }
        },
        None => None,
    };
    Ok(NewLogo {
        name,
        stamp,
        width: drawn.width,
        height: drawn.height,
        picture_key,
        drawing_key,
    })
}

/// The picture of a partner's logo, as PNG.
#[utoipa::path(get, path = "/partners/{id}/logo", operation_id = "read_partner_logo", tag = "partners",
    params(("id" = PartnerId, Path), ReadQuery),
    responses((status = 200, content_type = "image/png", body = Vec<u8>)))]
async fn read(
    scope: Permitted<can::ReadCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    Query(query): Query<ReadQuery>,
) -> Result<Response, Refusal> {
    let partner = record::find(state.database.read(), &scope, id).await?;
    let logo = record::logo(&partner)?.ok_or(Code::NotFound)?;
    let key = partner.logo_key.as_deref().ok_or(Code::NotFound)?;
    let picture = state.files.read(key).await?;
    // A stamp is of one picture for ever; an address without it shows whichever there is.
    let caching = if query.stamp.as_deref() == Some(logo.stamp.as_str()) {
        "private, max-age=31536000, immutable"
    } else {
        "private, no-cache"
    };
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (header::CACHE_CONTROL, caching),
    ];
    Ok((
        headers.map(|(name, value)| (name, HeaderValue::from_static(value))),
        picture,
    )
        .into_response())
}

/// Takes the logo away. Where there is none, nothing is left to do.
#[utoipa::path(delete, path = "/partners/{id}/logo", operation_id = "remove_partner_logo", tag = "partners",
    params(("id" = PartnerId, Path)), responses((status = 204)))]
async fn remove(
    scope: Permitted<can::ManageCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
) -> Result<Reply, Refusal> {
    change(&state, &scope, id, |tx, settings, id| {
        Box::pin(store::remove(tx, *id, settings))
    })
    .await?;
    Ok(Reply::no_content())
}
