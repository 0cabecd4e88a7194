//! The agreement over HTTP.

use super::store::Origin;
use super::{pdf, store, words};
use crate::auth::{Permitted, can};
use crate::files::as_attachment;
use crate::http::{AppState, ClientAddress, Path, Posted, Refusal, Reply, idempotent, unavailable};
use crate::partners::record;
use axum::extract::State;
use axum::response::Response;
use entente_model::ids::{AgreementSignatureId, PartnerId};
use entente_model::onboarding::{Agreement, NewSignature};
use entente_model::people::Permission;
use entente_model::problem::Code;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(sign))
        .routes(routes!(read_signature))
}

/// The agreement in effect, and a partner's signatures of it and of earlier texts. From where somebody signed is for those who may read
/// signatures.
#[utoipa::path(get, path = "/partners/{id}/agreement", operation_id = "read_agreement", tag = "partners",
    params(("id" = PartnerId, Path)), responses((status = 200, body = Agreement)))]
async fn read(
    scope: Permitted<can::ReadCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
) -> Result<Reply, Refusal> {
    record::find(state.database.read(), &scope, id).await?;
    let settings = state.settings.in_effect(&state.database).await?;
    let text = &settings.settings.onboarding.agreement;
    let mut agreement = store::agreement(state.database.read(), id, text).await?;
    if !scope.may(Permission::ReadSignatures) {
        let signatures = agreement.signature.iter_mut().chain(&mut agreement.earlier);
        signatures.for_each(|signature| signature.address.clear());
    }
    Ok(Reply::ok(&agreement)?)
}

/// Signs the agreement for one's own company. 409 `invalid_state` with `params.reason` `text_changed` when another text is in effect than
/// the one that was read, and `already_signed` when the company has signed this one.
#[utoipa::path(post, path = "/partners/{id}/agreement/signatures", operation_id = "sign_agreement", tag = "partners",
    params(("id" = PartnerId, Path)), request_body = NewSignature, responses((status = 201, body = Agreement)))]
async fn sign(
    scope: Permitted<can::SignAgreement>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    ClientAddress(address): ClientAddress,
    request: Posted<NewSignature>,
) -> Result<Reply, Refusal> {
    let settings = state.settings.in_effect(&state.database).await?;
    let address = address.map(|address| address.to_canonical().to_string());
    // The portal's own language when the signer has chosen none: what the PDF says must not change with the configuration.
    let locale = Some(scope.locale()).filter(|locale| !locale.is_empty());
    let origin = Origin {
        address: address.unwrap_or_default(),
        locale: locale.unwrap_or(&state.config.locale).to_owned(),
    };
    let input = (id, request.value, origin, settings);
    idempotent(
        &state.database,
        &scope,
        request.key,
        input,
        |tx, (id, body, origin, settings)| {
            Box::pin(async move {
                let (agreement, signature) = store::sign(tx, *id, body, origin, settings).await?;
                let location = format!("/partners/{id}/agreement/signatures/{signature}");
                Ok(Reply::created(&agreement, location)?)
            })
        },
    )
    .await
}

/// A signed agreement as PDF: the text whole, and who signed it, when and from where.
#[utoipa::path(get, path = "/partners/{id}/agreement/signatures/{signature_id}", operation_id = "read_signed_agreement", tag = "partners",
    params(("id" = PartnerId, Path), ("signature_id" = AgreementSignatureId, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>)))]
async fn read_signature(
    scope: Permitted<can::ReadSignatures>,
    State(state): State<AppState>,
    Path((id, signature)): Path<(PartnerId, AgreementSignatureId)>,
) -> Result<Response, Refusal> {
    let partner = record::find(state.database.read(), &scope, id).await?;
    let row = store::find(state.database.read(), id, signature).await?;
    let name = format!("{}.pdf", row.title);
    let words = words::of(&row.locale).ok_or(Code::Internal)?;
    // A long text takes a while to set, which other requests are not to wait for.
    let written = tokio::task::spawn_blocking(move || pdf::write(&row, &partner.legal_name, words));
    let document = written.await.map_err(unavailable)?.map_err(|error| {
        tracing::error!(%error, "a signed agreement can't be written as PDF");
        Refusal::from(Code::Internal)
    })?;
    Ok(as_attachment(document, &name, "application/pdf"))
}
