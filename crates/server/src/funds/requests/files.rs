//! Files attached to requests.

use super::{WholeRequest, drafts};
use crate::attachments::{self, Host};
use crate::auth::{Permitted, can};
use crate::files::NameQuery;
use crate::funds::actor;
use crate::http::{AppState, KeyHeader, Path, Query, Refusal, Reply, idempotent};
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use entente_model::deals::Attachment;
use entente_model::events::LiveEvent;
use entente_model::funds::request::{FundRequestEventKind, allowed};
use entente_model::ids::{AttachmentId, FundRequestId};
use entente_model::problem::Problem;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(add)).routes(routes!(read, remove))
}

impl WholeRequest {
    /// As files hang on it.
    fn host(&self) -> Host {
        Host {
            id: self.row.id,
            partner_id: self.partner_id(),
            kind: "fund_request",
            added: "fund_request.file_added",
            removed: "fund_request.file_removed",
            event: LiveEvent::FundRequest {
                id: self.id(),
                version: self.row.version,
            },
            audience: self.audience(),
        }
    }
}

/// Attaches a file: the raw content as the body. What it is, its content decides; a name that says otherwise is refused.
#[utoipa::path(post, path = "/fund_requests/{id}/attachments", operation_id = "add_fund_request_attachment", tag = "funds",
    params(("id" = FundRequestId, Path), NameQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Attachment)))]
async fn add(
    scope: Permitted<can::Either<can::RequestFunds, can::DecideApprovals>>,
    State(state): State<AppState>,
    Path(id): Path<FundRequestId>,
    Query(query): Query<NameQuery>,
    key: KeyHeader,
    body: Body,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let request = WholeRequest::find(state.database.read(), &scope, id).await?;
    let now = state.database.now();
    let today = settings.day_in(&request.row.region, now);
    let kind = FundRequestEventKind::Attach;
    allowed(&request.facts, kind, actor::of(&scope), now, today).map_err(Problem::from)?;
    let name = query.checked()?;
    let most_bytes = settings.settings.funds.max_attachment_bytes;
    let stored = state.files.store(&name, body, most_bytes).await?;
    let key = key.with_digest(&stored.sha256);
    let object_key = stored.key.clone();
    let reply = idempotent(
        &state.database,
        &scope,
        key,
        (settings, stored),
        move |tx, (settings, file)| {
            Box::pin(async move {
                let request = WholeRequest::find(tx.db(), tx.scope(), id).await?;
                drafts::permit(tx, settings, &request, FundRequestEventKind::Attach)?;
                let most = settings.settings.funds.max_attachments;
                let attachment = attachments::add(tx, &request.host(), file, most, None).await?;
                let location = format!("/fund_requests/{id}/attachments/{}", attachment.id);
                Ok(Reply::created(&attachment, location)?)
            })
        },
    )
    .await;
    attachments::discard_unless_kept(&state, &object_key).await;
    reply
}

/// The file, to be saved and never shown.
#[utoipa::path(get, path = "/fund_requests/{id}/attachments/{attachment_id}", operation_id = "read_fund_request_attachment", tag = "funds",
    params(("id" = FundRequestId, Path), ("attachment_id" = AttachmentId, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
async fn read(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Path((id, attachment)): Path<(FundRequestId, AttachmentId)>,
) -> Result<Response, Refusal> {
    WholeRequest::find(state.database.read(), &scope, id).await?;
    let row = attachments::find(state.database.read(), id.0, attachment).await?;
    Ok(state.files.serve(&row.object_key, &row.name, &row.media_type).await?)
}

/// Takes an own side's file away, while the request can still be changed.
#[utoipa::path(delete, path = "/fund_requests/{id}/attachments/{attachment_id}", operation_id = "remove_fund_request_attachment",
    tag = "funds", params(("id" = FundRequestId, Path), ("attachment_id" = AttachmentId, Path)), responses((status = 204)))]
async fn remove(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path((id, attachment)): Path<(FundRequestId, AttachmentId)>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let removed = state.database.write(&scope, settings, move |tx, settings| {
        Box::pin(async move {
            let request = WholeRequest::find(tx.db(), tx.scope(), id).await?;
            attachments::find(tx.db(), id.0, attachment).await?;
            drafts::permit(tx, settings, &request, FundRequestEventKind::Detach)?;
            attachments::remove(tx, &request.host(), attachment).await
        })
    });
    let object_key = removed.await?;
    state.files.discard(&object_key).await;
    Ok(Reply::no_content())
}
