//! Invitations over HTTP.

use crate::auth::{Permitted, Scope, acceptance, can, invitations, session, token, view};
use crate::http::{AppState, Body, PageQuery, Path, Posted, Query, Refusal, Reply, idempotent, page_limit};
use axum::extract::State;
use entente_model::ids::InvitationId;
use entente_model::page::Page;
use entente_model::people::{AcceptInvitation, Invitation, InvitationPreview, InvitationToken, NewInvitation, Session};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(withdraw))
        .routes(routes!(preview))
        .routes(routes!(accept))
}

/// Invitations of one's own side that wait, newest first; a partner's also when their link has ended.
#[utoipa::path(get, path = "/invitations", operation_id = "list_invitations", tag = "people", security(("session" = [])),
    params(PageQuery), responses((status = 200, body = Page<Invitation>)))]
async fn list(
    scope: Permitted<can::ManagePeople>,
    State(state): State<AppState>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    let page = invitations::list(&state.database, &scope, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// Invites somebody; a link goes out by mail.
#[utoipa::path(post, path = "/invitations", operation_id = "invite", tag = "people", security(("session" = [])),
    params(("Idempotency-Key" = String, Header, description = "Names this request")),
    request_body = NewInvitation, responses((status = 201, body = Invitation)))]
async fn create(
    scope: Permitted<can::ManagePeople>,
    State(state): State<AppState>,
    request: Posted<NewInvitation>,
) -> Result<Reply, Refusal> {
    let partner = invitations::check(&state, &scope, &request.value).await?;
    idempotent(
        &state.database,
        &scope,
        request.key,
        (request.value, partner),
        |tx, (new, partner)| {
            Box::pin(async move {
                let invitation = invitations::make(tx, new, *partner).await?;
                Ok(Reply::created(&invitation, format!("/invitations/{}", invitation.id))?)
            })
        },
    )
    .await
}

/// Takes an invitation back.
#[utoipa::path(delete, path = "/invitations/{id}", operation_id = "withdraw_invitation", tag = "people",
    security(("session" = [])), params(("id" = InvitationId, Path)), responses((status = 204, description = "Withdrawn")))]
async fn withdraw(
    scope: Permitted<can::ManagePeople>,
    State(state): State<AppState>,
    Path(id): Path<InvitationId>,
) -> Result<Reply, Refusal> {
    state
        .database
        .write(&scope, id, |tx, id| Box::pin(invitations::withdraw(tx, *id)))
        .await?;
    Ok(Reply::no_content())
}

/// Shows the invited person what they are invited to.
#[utoipa::path(post, path = "/invitations/preview", operation_id = "preview_invitation", tag = "people",
    request_body = InvitationToken, responses((status = 200, body = InvitationPreview)))]
async fn preview(State(state): State<AppState>, Body(body): Body<InvitationToken>) -> Result<Reply, Refusal> {
    Ok(Reply::ok(&acceptance::preview(&state, &body.token).await?)?)
}

/// Accepts an invitation and signs in.
#[utoipa::path(post, path = "/invitations/acceptance", operation_id = "accept_invitation", tag = "people",
    params(("Idempotency-Key" = String, Header, description = "Names this request")),
    request_body = AcceptInvitation, responses((status = 201, body = Session, description = "Sets the session's cookie")))]
async fn accept(State(state): State<AppState>, request: Posted<AcceptInvitation>) -> Result<Reply, Refusal> {
    let user = acceptance::accept(&state, request.key, request.value).await?;
    let secret = token::generate();
    let portal = Scope::portal();
    let begun = state
        .database
        .write(&portal, (user, secret.clone()), |tx, (user, secret)| {
            Box::pin(session::begin(tx, *user, secret))
        });
    begun.await?;
    view::begun(&state, &secret).await
}
