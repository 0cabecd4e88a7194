//! The own profile.

use crate::auth::throttle::{self, Limit};
use crate::auth::{Scope, people, resets, session, view};
use crate::http::{AppState, Body, ClientAddress, IfMatch, Refusal, Reply, stale};
use crate::store::entities::users;
use crate::store::{AuditEntry, search};
use axum::extract::State;
use entente_model::conflict::folded;
use entente_model::people::{PasswordChange, ProfileChange, Session, check_password};
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(change))
        .routes(routes!(change_password))
}

/// Changes one's own name or language.
#[utoipa::path(patch, path = "/profile", operation_id = "change_profile", tag = "people", security(("session" = [])),
    params(("If-Match" = String, Header, description = "Version of the user in quotes")),
    request_body = ProfileChange, responses((status = 200, body = Session)))]
async fn change(
    scope: Scope,
    State(state): State<AppState>,
    IfMatch(version): IfMatch,
    Body(change): Body<ProfileChange>,
) -> Result<Reply, Refusal> {
    let mut errors = Vec::new();
    if let Some(name) = &change.name {
        entente_model::text::check_required("/name", name, people::NAME, false, &mut errors);
    }
    if change.locale.as_ref().is_some_and(|locale| !is_language_tag(locale)) {
        errors.push(FieldError::new("/locale", FieldCode::UnknownValue));
    }
    Refusal::unless_empty(errors)?;
    let changed = state
        .database
        .write(&scope, (change, version), |tx, (change, version)| {
            Box::pin(async move {
                let person = tx.scope().signed_in().ok_or(Code::SignInRequired)?;
                let user = person.user_id;
                let mut update = users::Entity::update_many()
                    .col_expr(users::Column::Version, Expr::column(users::Column::Version).add(1))
                    .filter(users::Column::Id.eq(user.0))
                    .filter(users::Column::Version.eq(*version));
                if let Some(name) = &change.name {
                    let name = name.trim();
                    update = update
                        .col_expr(users::Column::Name, Expr::value(name))
                        .col_expr(users::Column::NameKey, Expr::value(folded(name)))
                        .col_expr(
                            users::Column::Search,
                            Expr::value(search::of_person(name, &person.email)),
                        );
                }
                if let Some(locale) = &change.locale {
                    update = update.col_expr(users::Column::Locale, Expr::value(locale.as_str()));
                }
                let changed = update.exec(tx.db()).await?.rows_affected == 1;
                if changed {
                    tx.audit(AuditEntry::new("user.profile_changed", "user", user.0).partner(tx.scope().partner_id()));
                }
                Ok(changed)
            })
        });
    let changed = changed.await?;
    let now = still_signed_in(&state, &scope).await?;
    let session = view::session(&state, &now).await?;
    if !changed {
        return Err(stale(&session).into());
    }
    Ok(Reply::ok(&session)?.version(session.user.version))
}

async fn still_signed_in(state: &AppState, scope: &Scope) -> Result<Scope, Refusal> {
    let person = scope.signed_in().ok_or(Code::SignInRequired)?;
    let found = session::find(&state.database, &person.session.token_hash).await?;
    Ok(found.ok_or(Code::SignInRequired)?)
}

/// Changes one's own password; sessions elsewhere end.
#[utoipa::path(put, path = "/profile/password", operation_id = "change_password", tag = "people", security(("session" = [])),
    request_body = PasswordChange, responses((status = 204, description = "Changed")))]
async fn change_password(
    scope: Scope,
    State(state): State<AppState>,
    address: ClientAddress,
    Body(change): Body<PasswordChange>,
) -> Result<Reply, Refusal> {
    let person = scope.signed_in().ok_or(Code::SignInRequired)?;
    if let Some(error) = check_password("/password", &change.password, &person.email, &person.name) {
        return Err(Problem::fields(vec![error]).into());
    }
    // Whoever sits at an open page guesses no faster than at the door.
    throttle::attempt(
        &state.database,
        vec![Limit::account(&person.email), Limit::network(&address.network())],
    )
    .await?;
    let user = users::Entity::find_by_id(person.user_id.0)
        .one(state.database.read())
        .await?;
    let user = user.ok_or(Code::SignInRequired)?;
    if !state.hasher.verify(change.current, user.password_hash.clone()).await? {
        return Err(Code::WrongCredentials.into());
    }
    let hash = state.hasher.hash(change.password).await?;
    let changed = state.database.write(&scope, (user, hash), |tx, (user, hash)| {
        Box::pin(async move {
            resets::set(tx, user, hash).await?;
            let person = tx.scope().signed_in().ok_or(Code::SignInRequired)?;
            session::end_all(tx, person.user_id, Some(&person.session.token_hash)).await
        })
    });
    changed.await?;
    Ok(Reply::no_content())
}

/// Whether it is empty or has the form of a BCP 47 tag; which languages there are is the browser's matter.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let rest = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.is_empty()
        || (text.len() <= 35
            && (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_alphabetic())
            && parts.all(rest))
}
