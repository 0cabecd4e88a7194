//! Invitations of a partner's people: who has not joined yet, as the vendor's people see it, and the way to ask them again, which the
//! partner's own admins have, too.

use super::record;
use crate::auth::{Permitted, can, open_invitations, send_invitation_again};
use crate::http::{AppState, Path, Posted, Refusal, Reply, idempotent};
use crate::store::StoreError;
use crate::store::entities::partners::Model;
use axum::extract::State;
use entente_model::ids::{InvitationId, PartnerId};
use entente_model::people::{Invitation, PartnerStatus, SendAgain};
use entente_model::problem::Code;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(send_again))
}

/// Invitations of a partner that nobody has accepted yet, newest first: those that wait, and those whose link has ended.
#[utoipa::path(get, path = "/partners/{id}/invitations", operation_id = "list_partner_invitations", tag = "partners",
    params(("id" = PartnerId, Path)), responses((status = 200, body = Vec<Invitation>)))]
async fn list(
    scope: Permitted<can::ReadPartners>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
) -> Result<Reply, Refusal> {
    let partner = record::find(state.database.read(), &scope, id).await?;
    let open = if has_left(&partner) {
        Vec::new()
    } else {
        open_invitations(state.database.read(), id).await?
    };
    Ok(Reply::ok(&open)?)
}

/// Sends such an invitation again, with a new link that works for seven days; earlier ones end. 409 `invalid_state` with `params.reason`
/// `sent_recently` within ten minutes of the last time.
#[utoipa::path(post, path = "/partners/{id}/invitations/{invitation_id}/mails", operation_id = "send_partner_invitation",
    tag = "partners", params(("id" = PartnerId, Path), ("invitation_id" = InvitationId, Path)), request_body = SendAgain,
    responses((status = 200, body = Invitation)))]
async fn send_again(
    scope: Permitted<can::Either<can::GuideJourneys, can::ManagePeople>>,
    State(state): State<AppState>,
    Path((id, invitation)): Path<(PartnerId, InvitationId)>,
    request: Posted<SendAgain>,
) -> Result<Reply, Refusal> {
    record::find(state.database.read(), &scope, id).await?;
    let input = (id, invitation);
    idempotent(&state.database, &scope, request.key, input, |tx, (id, invitation)| {
        Box::pin(async move {
            let partner = record::find(tx.db(), tx.scope(), *id).await?;
            if has_left(&partner) {
                return Err(StoreError::from(Code::NotFound));
            }
            Ok(Reply::ok(&send_invitation_again(tx, *id, *invitation).await?)?)
        })
    })
    .await
}

/// Whether nobody joins the partner any more.
fn has_left(partner: &Model) -> bool {
    PartnerStatus::parse(&partner.status) == Some(PartnerStatus::Terminated)
}
