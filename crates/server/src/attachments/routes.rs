//! Attachments over HTTP.

use super::store;
use crate::auth::{Permitted, Scope, can};
use crate::deals::Standing;
use crate::files::NameQuery;
use crate::http::{AppState, KeyHeader, Path, Query, Refusal, Reply, idempotent};
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use entente_model::deals::occurrence::{Actor, DealEventKind, DealFacts};

use entente_model::deals::{Attachment, DealProgress, allowed};
use entente_model::ids::{AttachmentId, DealId};
use entente_model::problem::Problem;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(add)).routes(routes!(read, remove))
}

/// Attaches a file: the raw content as the body. What it is, its content decides; a name that says otherwise is refused.
#[utoipa::path(post, path = "/deals/{id}/attachments", operation_id = "add_deal_attachment", tag = "deals",
    params(("id" = DealId, Path), NameQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Attachment)))]
async fn add(
    scope: Permitted<can::CommentOnDeals>,
    State(state): State<AppState>,
    Path(id): Path<DealId>,
    Query(query): Query<NameQuery>,
    key: KeyHeader,
    body: Body,
) -> Result<Reply, Refusal> {
    let deal = Standing::find(state.database.read(), &scope, id).await?;
    check_allowed(&scope, &deal, DealEventKind::Attach, state.database.now())?;
    let name = query.checked()?;
    let settings = state.settings.in_effect(&state.database).await?;
    let limits = &settings.settings.deals;
    let stored = state.files.store(&name, body, limits.max_attachment_bytes).await?;
    let key = key.with_digest(&stored.sha256);
    let object_key = stored.key.clone();
    let input = (id, stored, limits.max_attachments);
    let reply = idempotent(&state.database, &scope, key, input, |tx, (id, file, most)| {
        Box::pin(async move {
            let deal = Standing::find(tx.db(), tx.scope(), *id).await?;
            let attachment = store::add(tx, &deal.host(), file, *most, None).await?;
            let location = format!("/deals/{id}/attachments/{}", attachment.id);
            Ok(Reply::created(&attachment, location)?)
        })
    })
    .await;
    discard_unless_kept(&state, &object_key).await;
    reply
}

/// Takes a file away that no row names: a repeated send was answered with the first one's file, and a refused one has no row. Should the
/// database not say, the sweep will tell.
pub(crate) async fn discard_unless_kept(state: &AppState, object_key: &str) {
    let kept = store::is_kept(state.database.read(), object_key).await;
    if matches!(kept, Ok(false)) {
        state.files.discard(object_key).await;
    }
}

/// The file, to be saved and never shown.
#[utoipa::path(get, path = "/deals/{id}/attachments/{attachment_id}", operation_id = "read_deal_attachment", tag = "deals",
    params(("id" = DealId, Path), ("attachment_id" = AttachmentId, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
async fn read(
    scope: Permitted<can::ReadDeals>,
    State(state): State<AppState>,
    Path((id, attachment)): Path<(DealId, AttachmentId)>,
) -> Result<Response, Refusal> {
    Standing::find(state.database.read(), &scope, id).await?;
    let row = store::find(state.database.read(), id.0, attachment).await?;
    Ok(state.files.serve(&row.object_key, &row.name, &row.media_type).await?)
}

/// Takes an own side's file away, while the registration can still be changed.
#[utoipa::path(delete, path = "/deals/{id}/attachments/{attachment_id}", operation_id = "remove_deal_attachment", tag = "deals",
    params(("id" = DealId, Path), ("attachment_id" = AttachmentId, Path)), responses((status = 204)))]
async fn remove(
    scope: Permitted<can::RegisterDeals>,
    State(state): State<AppState>,
    Path((id, attachment)): Path<(DealId, AttachmentId)>,
) -> Result<Reply, Refusal> {
    let deal = Standing::find(state.database.read(), &scope, id).await?;
    store::find(state.database.read(), id.0, attachment).await?;
    check_allowed(&scope, &deal, DealEventKind::Detach, state.database.now())?;
    let object_key = state
        .database
        .write(&scope, (id, attachment), |tx, (id, attachment)| {
            Box::pin(async move {
                let deal = Standing::find(tx.db(), tx.scope(), *id).await?;
                store::remove(tx, &deal.host(), *attachment).await
            })
        })
        .await?;
    state.files.discard(&object_key).await;
    Ok(Reply::no_content())
}

/// The same rule as the browser shows; attaching asks for the state alone.
fn check_allowed(
    scope: &Scope,
    deal: &Standing,
    kind: DealEventKind,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Refusal> {
    let actor = if scope.is_partner() {
        Actor::Partner
    } else {
        Actor::Manager
    };
    let facts = DealFacts {
        state: deal.state,
        progress: DealProgress::default(),
    };
    allowed(&facts, kind, actor, now).map_err(|refusal| Problem::from(refusal).into())
}
