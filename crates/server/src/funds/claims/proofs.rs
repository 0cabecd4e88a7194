//! Files that prove a claim.

use super::{WholeClaim, drafts};
use crate::attachments::{self, Host};
use crate::auth::{Permitted, can};
use crate::files::NameQuery;
use crate::funds::actor;
use crate::http::{AppState, KeyHeader, Path, Query, Refusal, Reply, idempotent};
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use entente_model::events::LiveEvent;
use entente_model::funds::activity::ProofKind;
use entente_model::funds::claim::{ClaimEventKind, ClaimFile};
use entente_model::ids::{AttachmentId, ClaimId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(add)).routes(routes!(read, remove))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ProofQuery {
    /// The file's name with its ending, which says what it claims to be.
    name: String,
    /// What it proves.
    kind: ProofKind,
}

impl WholeClaim {
    /// As files hang on it.
    fn host(&self) -> Host {
        Host {
            id: self.row.id,
            partner_id: self.partner_id(),
            kind: "fund_claim",
            added: "fund_claim.file_added",
            removed: "fund_claim.file_removed",
            event: LiveEvent::FundClaim {
                id: self.id(),
                version: self.row.version,
            },
            audience: self.audience(),
        }
    }
}

/// Attaches a file that proves something: the raw content as the body. What it is, its content decides; a name that says otherwise is
/// refused.
#[utoipa::path(post, path = "/fund_claims/{id}/proofs", operation_id = "add_fund_claim_proof", tag = "funds",
    params(("id" = ClaimId, Path), ProofQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = ClaimFile)))]
async fn add(
    scope: Permitted<can::Either<can::RequestFunds, can::DecideClaims>>,
    State(state): State<AppState>,
    Path(id): Path<ClaimId>,
    Query(query): Query<ProofQuery>,
    key: KeyHeader,
    body: Body,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let claim = WholeClaim::find(state.database.read(), &scope, id).await?;
    let (now, actor) = (state.database.now(), actor::of(&scope));
    claim.permit(ClaimEventKind::Attach, actor, now)?;
    let proof = query.kind;
    let name = NameQuery::new(query.name).checked()?;
    let limits = &settings.settings.funds;
    let stored = state.files.store(&name, body, limits.max_attachment_bytes).await?;
    let key = key.with_digest(&stored.sha256);
    let object_key = stored.key.clone();
    let input = (stored, limits.max_attachments);
    let reply = idempotent(&state.database, &scope, key, input, move |tx, (file, most)| {
        Box::pin(async move {
            let claim = WholeClaim::find(tx.db(), tx.scope(), id).await?;
            drafts::permit(tx, &claim, ClaimEventKind::Attach)?;
            let attachment = attachments::add(tx, &claim.host(), file, *most, Some(proof)).await?;
            let location = format!("/fund_claims/{id}/proofs/{}", attachment.id);
            let file = ClaimFile {
                file: attachment,
                kind: proof,
            };
            Ok(Reply::created(&file, location)?)
        })
    })
    .await;
    attachments::discard_unless_kept(&state, &object_key).await;
    reply
}

/// The file, to be saved and never shown.
#[utoipa::path(get, path = "/fund_claims/{id}/proofs/{attachment_id}", operation_id = "read_fund_claim_proof", tag = "funds",
    params(("id" = ClaimId, Path), ("attachment_id" = AttachmentId, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
async fn read(
    scope: Permitted<can::ReadFunds>,
    State(state): State<AppState>,
    Path((id, attachment)): Path<(ClaimId, AttachmentId)>,
) -> Result<Response, Refusal> {
    WholeClaim::find(state.database.read(), &scope, id).await?;
    let row = attachments::find(state.database.read(), id.0, attachment).await?;
    Ok(state.files.serve(&row.object_key, &row.name, &row.media_type).await?)
}

/// Takes an own side's file away, while the claim can still be changed.
#[utoipa::path(delete, path = "/fund_claims/{id}/proofs/{attachment_id}", operation_id = "remove_fund_claim_proof", tag = "funds",
    params(("id" = ClaimId, Path), ("attachment_id" = AttachmentId, Path)), responses((status = 204)))]
async fn remove(
    scope: Permitted<can::RequestFunds>,
    State(state): State<AppState>,
    Path((id, attachment)): Path<(ClaimId, AttachmentId)>,
) -> Result<Reply, Refusal> {
    let removed = state.database.write(&scope, (), move |tx, ()| {
        Box::pin(async move {
            let claim = WholeClaim::find(tx.db(), tx.scope(), id).await?;
            attachments::find(tx.db(), id.0, attachment).await?;
            drafts::permit(tx, &claim, ClaimEventKind::Detach)?;
            attachments::remove(tx, &claim.host(), attachment).await
        })
    });
    let object_key = removed.await?;
    state.files.discard(&object_key).await;
    Ok(Reply::no_content())
}
