//! Signing in and out.

use crate::auth::throttle::{self, Limit};
use crate::auth::{Scope, people, session, token, view};
use crate::http::{AppState, Body, ClientAddress, Refusal, Reply};
use crate::store::entities::partners;
use crate::store::{Actor, AuditEntry};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use entente_model::ids::{PartnerId, UserId};
use entente_model::people::{MAX_PASSWORD, Role, Session, SignIn, normalise_email};
use entente_model::problem::Code;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(sign_in, sign_out_everywhere))
        .routes(routes!(current, sign_out))
}

/// Signs in. Unknown people, wrong passwords and people who may not come in any more get the same answer after the same time.
#[utoipa::path(post, path = "/sessions", operation_id = "sign_in", tag = "people", request_body = SignIn,
    responses((status = 201, body = Session, description = "Signed in; sets the session's cookie")))]
async fn sign_in(
    State(state): State<AppState>,
    address: ClientAddress,
    headers: HeaderMap,
    Body(body): Body<SignIn>,
) -> Result<Reply, Refusal> {
    let email = normalise_email(&body.email);
    // What can't be an account's is refused without work that grows with it.
    if email.len() > 254 || body.password.chars().count() > MAX_PASSWORD {
        return Err(Code::WrongCredentials.into());
    }
    throttle::attempt(
        &state.database,
        vec![Limit::account(&email), Limit::network(&address.network())],
    )
    .await?;
    let user = people::find_by_email(&state.database, &email).await?;
    let partner = match user.as_ref().and_then(|user| user.partner_id) {
        None => None,
        Some(id) => {
            let active = partners::Entity::find_by_id(id).filter(partners::Column::Status.ne("terminated"));
            active.one(state.database.read()).await?
        }
    };
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    let matches = state.hasher.verify(body.password, hash).await?;
    let user =
        user.filter(|user| matches && user.disabled_at.is_none() && (user.partner_id.is_none() || partner.is_some()));
    let Some(user) = user else {
        metrics::counter!("entente_sign_ins_total", "result" => "refused").increment(1);
        return Err(Code::WrongCredentials.into());
    };
    let secret = token::generate();
    // The session that this browser had before is ended: a token known from earlier is of no use.
    let before = session::cookie_token(&headers, &state.config).map(token::hash);
    let input = (user, secret.clone(), before, address.network());
    let portal = Scope::portal();
    let begun = state
        .database
        .write(&portal, input, |tx, (user, secret, before, network)| {
            Box::pin(async move {
                if let Some(before) = before {
                    session::end(tx, before).await?;
                }
                throttle::forget(tx, &user.email).await?;
                throttle::take_back(tx, network).await?;
                let role: Role = session::word(&user.role)?;
                let actor = Actor {
                    id: Some(UserId(user.id)),
                    name: user.name.clone(),
                    side: Some(role.side()),
                };
                tx.audit(
                    AuditEntry::new("user.signed_in", "user", user.id)
                        .partner(user.partner_id.map(PartnerId))
                        .by(actor),
                );
                session::begin(tx, UserId(user.id), secret).await
            })
        });
    begun.await?;
    metrics::counter!("entente_sign_ins_total", "result" => "signed_in").increment(1);
    view::begun(&state, &secret).await
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", operation_id = "get_session", tag = "people", security(("session" = [])),
    responses((status = 200, body = Session)))]
async fn current(scope: Scope, State(state): State<AppState>) -> Result<Reply, Refusal> {
    let session = view::session(&state, &scope).await?;
    Ok(Reply::ok(&session)?.version(session.user.version))
}

/// Signs out here.
#[utoipa::path(delete, path = "/session", operation_id = "sign_out", tag = "people", security(("session" = [])),
    responses((status = 204, description = "Signed out")))]
async fn sign_out(scope: Scope, State(state): State<AppState>) -> Result<Reply, Refusal> {
    let ended = state.database.write(&scope, (), |tx, ()| {
        Box::pin(async move {
            let Some(person) = tx.scope().signed_in() else {
                return Ok(());
            };
            session::end(tx, &person.session.token_hash).await?;
            tx.audit(AuditEntry::new("user.signed_out", "user", person.user_id.0).partner(tx.scope().partner_id()));
            Ok(())
        })
    });
    ended.await?;
    Ok(signed_out(&state))
}

/// Signs out here and everywhere else.
#[utoipa::path(delete, path = "/sessions", operation_id = "sign_out_everywhere", tag = "people", security(("session" = [])),
    responses((status = 204, description = "Signed out everywhere")))]
async fn sign_out_everywhere(scope: Scope, State(state): State<AppState>) -> Result<Reply, Refusal> {
    let ended = state.database.write(&scope, (), |tx, ()| {
        Box::pin(async move {
            let Some(user) = tx.scope().user_id() else {
                return Ok(());
            };
            session::end_all(tx, user, None).await?;
            tx.audit(AuditEntry::new("user.signed_out_everywhere", "user", user.0).partner(tx.scope().partner_id()));
            Ok(())
        })
    });
    ended.await?;
    Ok(signed_out(&state))
}

fn signed_out(state: &AppState) -> Reply {
    let reply = Reply::no_content();
    match session::clear_cookie(&state.config) {
        Some(cookie) => reply.header(header::SET_COOKIE, cookie),
        None => reply,
    }
}
