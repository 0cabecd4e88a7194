//! Who an applicant is: whoever's browser holds the token of an application, which beginning one gives, or a mailed link.
//!
//! A mailed link works once and for some days; opening it gives the browser a token of its own, in a cookie that no script reads. Both
//! are kept as hashes only.

use crate::auth::token;
use crate::config::Config;
use crate::http::{AppState, Refusal};
use crate::store::entities::tokens;
use crate::store::{Database, StoreError, Tx};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use chrono::{DateTime, Duration, Utc};
use entente_model::ids::ApplicationId;
use entente_model::problem::Code;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Kind of a mailed link's token.
const LINK: &str = "application_link";
/// Kind of a browser's token.
const ACCESS: &str = "application_access";
/// How long a browser holds an application.
const ACCESS_LIFE: Duration = Duration::days(90);

/// Whoever's browser holds an application. Only the extractor makes one, so a store method that asks for it can't be called for nobody.
#[derive(Clone, Debug)]
pub struct Applicant {
    application: ApplicationId,
    token_hash: Vec<u8>,
}

impl Applicant {
    /// The application.
    pub fn application(&self) -> ApplicationId {
        self.application
    }
}

impl FromRequestParts<AppState> for Applicant {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Refusal> {
        let secret = cookie_token(&parts.headers, &state.config).ok_or(Code::ApplicationLinkRequired)?;
        let row = find(&state.database, secret, ACCESS).await?;
        let row = row.ok_or(Code::ApplicationLinkRequired)?;
        let application = row.application_id.ok_or(Code::ApplicationLinkRequired)?;
        Ok(Applicant {
            application: ApplicationId(application),
            token_hash: row.token_hash,
        })
    }
}

/// Name of the cookie. `__Host-` binds it to this very host and to https; browsers refuse it on plain http.
fn cookie_name(config: &Config) -> &'static str {
    if config.is_plain_loopback() {
        "entente-application"
    } else {
        "__Host-entente-application"
    }
}

fn cookie_token<'a>(headers: &'a HeaderMap, config: &Config) -> Option<&'a str> {
    crate::http::cookie(headers, cookie_name(config))
}

/// The header that gives a browser an application.
pub(super) fn set_cookie(secret: &str, config: &Config) -> Result<HeaderValue, Refusal> {
    cookie(secret, ACCESS_LIFE.num_seconds(), config)
}

/// The header that takes it away.
pub(super) fn clear_cookie(config: &Config) -> Result<HeaderValue, Refusal> {
    cookie("", 0, config)
}

fn cookie(secret: &str, seconds: i64, config: &Config) -> Result<HeaderValue, Refusal> {
    let secure = if config.is_plain_loopback() { "" } else { "; Secure" };
    let name = cookie_name(config);
    let text = format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age={seconds}");
    Ok(HeaderValue::try_from(text).map_err(|_| Code::Internal)?)
}

/// Makes a mailed link's token; what comes back is for the mail alone.
pub(super) async fn make_link(tx: &Tx, application: ApplicationId, life: Duration) -> Result<String, StoreError> {
    let secret = token::generate();
    insert(tx, &secret, LINK, application, tx.now() + life).await?;
    Ok(secret)
}

/// Gives a browser an application, with the secret that its cookie carries.
pub(super) async fn grant(tx: &Tx, application: ApplicationId, secret: &str) -> Result<(), StoreError> {
    insert(tx, secret, ACCESS, application, tx.now() + ACCESS_LIFE).await
}

async fn insert(
    tx: &Tx,
    secret: &str,
    kind: &str,
    application: ApplicationId,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = tokens::ActiveModel {
        token_hash: Set(token::hash(secret)),
        kind: Set(kind.to_owned()),
        user_id: Set(None),
        invitation_id: Set(None),
        application_id: Set(Some(application.0)),
        expires_at: Set(expires_at),
        used_at: Set(None),
    };
    tokens::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The application of a mailed link that can still be used.
pub(super) async fn of_link(database: &Database, secret: &str) -> Result<Option<ApplicationId>, StoreError> {
    let row = find(database, secret, LINK).await?;
    Ok(row.and_then(|row| row.application_id).map(ApplicationId))
}

/// Uses a mailed link up; `false` when it was used or is too old.
pub(super) async fn use_up(tx: &Tx, secret: &str) -> Result<bool, StoreError> {
    let used = tokens::Entity::update_many()
        .col_expr(tokens::Column::UsedAt, Expr::value(Some(tx.now())))
        .filter(tokens::Column::TokenHash.eq(token::hash(secret)))
        .filter(tokens::Column::Kind.eq(LINK))
        .filter(tokens::Column::UsedAt.is_null())
        .filter(tokens::Column::ExpiresAt.gt(tx.now()))
        .exec(tx.db())
        .await?;
    Ok(used.rows_affected == 1)
}

async fn find(database: &Database, secret: &str, kind: &str) -> Result<Option<tokens::Model>, StoreError> {
    let row = tokens::Entity::find_by_id(token::hash(secret))
        .filter(tokens::Column::Kind.eq(kind))
        .filter(tokens::Column::UsedAt.is_null())
        .filter(tokens::Column::ExpiresAt.gt(database.now()))
        .one(database.read())
        .await?;
    Ok(row)
}

/// Makes a browser forget its application.
pub(super) async fn forget(tx: &Tx, applicant: &Applicant) -> Result<(), StoreError> {
    tokens::Entity::delete_by_id(applicant.token_hash.clone())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Ends the mailed links of an application; browsers that hold it go on holding it.
pub(super) async fn end_links<C: ConnectionTrait>(db: &C, application: Uuid) -> Result<(), StoreError> {
    tokens::Entity::delete_many()
        .filter(tokens::Column::ApplicationId.eq(application))
        .filter(tokens::Column::Kind.eq(LINK))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends every link and every browser's hold of an application.
pub(super) async fn end_all(tx: &Tx, application: Uuid) -> Result<(), StoreError> {
    tokens::Entity::delete_many()
        .filter(tokens::Column::ApplicationId.eq(application))
        .exec(tx.db())
        .await?;
    Ok(())
}
