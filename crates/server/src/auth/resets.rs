//! New passwords by mailed link.

use super::links::{self, PASSWORD_RESET, Purpose};
use super::{Scope, people, session, throttle};
use crate::http::{AppState, Key, Refusal, Reply, idempotent, replayed};
use crate::jobs::{Context, Handler, Job, JobError};
use crate::mail::Letter;
use crate::store::entities::{tokens, users};
use crate::store::{Actor, AuditEntry, NewJob, StoreError};
use async_trait::async_trait;
use chrono::SubsecRound;
use entente_model::ids::UserId;
use entente_model::people::PasswordReset;
use entente_model::problem::{Code, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

/// Kind of the job that mails a link.
pub(super) const MAIL: &str = "password_reset_mail";

#[derive(Serialize, Deserialize)]
struct Asked {
    email: String,
}

/// Queues the mail. Whether anybody has the address is found out by the job, so that the answer and its time tell nothing.
pub(super) async fn ask(state: &AppState, email: String) -> Result<(), StoreError> {
    state
        .database
        .write(&Scope::portal(), Asked { email }, |tx, asked| {
            Box::pin(async move {
                tx.enqueue(NewJob::new(MAIL, asked)?);
                Ok(())
            })
        })
        .await
}

/// Mails a link to whoever has the address.
pub(super) struct MailReset;

#[async_trait]
impl Handler for MailReset {
    async fn run(&self, context: &Context, job: &Job) -> Result<(), JobError> {
        let asked: Asked = job.payload()?;
        let database = &context.state.database;
        let Some(user) = people::find_by_email(database, &asked.email).await? else {
            return Ok(());
        };
        if user.disabled_at.is_some() {
            return Ok(());
        }
        let id = UserId(user.id);
        let secret = database
            .write(&Scope::portal(), id, |tx, id| {
                Box::pin(links::make(tx, Purpose::PasswordReset(*id)))
            })
            .await?;
        let letter = Letter::to_user(id, "password_reset").link(format!("/reset#token={secret}"));
        crate::mail::send(context, job, &letter).await
    }
}

/// Sets a new password with the token of a link; every session of the person ends.
pub(super) async fn complete(state: &AppState, key: Key, reset: PasswordReset) -> Result<Reply, Refusal> {
    let portal = Scope::portal();
    let key = key.of_token(&reset.token);
    let user = match holder(state, &reset.token).await {
        Ok(user) => user,
        // An earlier send may have used the token up: then its answer is the one to give.
        Err(refusal) => return replayed(&state.database, &portal, &key).await?.ok_or(refusal),
    };
    if let Some(error) = entente_model::people::check_password("/password", &reset.password, &user.email, &user.name) {
        return Err(Problem::fields(vec![error]).into());
    }
    let hash = state.hasher.hash(reset.password).await?;
    idempotent(
        &state.database,
        &portal,
        key,
        (reset.token, user, hash),
        |tx, (token, user, hash)| {
            Box::pin(async move {
                if !links::use_up(tx, token, PASSWORD_RESET).await? {
                    return Err(Code::LinkExpired.into());
                }
                let id = UserId(user.id);
                set(tx, user, hash).await?;
                session::end_all(tx, id, None).await?;
                Ok(Reply::no_content())
            })
        },
    )
    .await
}

/// Whose password the link changes.
async fn holder(state: &AppState, secret: &str) -> Result<users::Model, Refusal> {
    let row = links::find(&state.database, secret, PASSWORD_RESET)
        .await?
        .ok_or(Code::LinkExpired)?;
    let id = row.user_id.ok_or(Code::LinkExpired)?;
    let user = users::Entity::find_by_id(id).one(state.database.read()).await?;
    Ok(user.ok_or(Code::LinkExpired)?)
}

/// Writes a new password and what goes with it: other links end, attempts are forgotten, the person is told.
pub(super) async fn set(tx: &crate::store::Tx, user: &users::Model, hash: &str) -> Result<(), StoreError> {
    let id = UserId(user.id);
    users::Entity::update_many()
        .col_expr(users::Column::PasswordHash, Expr::value(hash))
        .filter(users::Column::Id.eq(user.id))
        .exec(tx.db())
        .await?;
    tokens::Entity::delete_many()
        .filter(tokens::Column::UserId.eq(user.id))
        .filter(tokens::Column::UsedAt.is_null())
        .exec(tx.db())
        .await?;
    throttle::forget(tx, &user.email).await?;
    let role: entente_model::people::Role = session::word(&user.role)?;
    let actor = Actor {
        id: Some(id),
        name: user.name.clone(),
        side: Some(role.side()),
    };
    tx.audit(AuditEntry::new("user.password_changed", "user", user.id).by(actor));
    let at = tx.now().trunc_subsecs(0).format("%Y-%m-%d %H:%M UTC").to_string();
    crate::mail::queue(
        tx,
        &Letter::to_user(id, "password_changed").param("at", at).link("/sign-in"),
    )
}
