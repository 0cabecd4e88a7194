//! Sessions: found with every request, so by one query.

use super::scope::{PartnerScope, Scope, SessionKey, SignedIn};
use super::token;
use crate::config::Config;
use crate::store::entities::{sessions, users};
use crate::store::{Database, StoreError, Tx};
use axum::http::{HeaderMap, HeaderValue};
use chrono::{DateTime, Duration, Utc};
use entente_model::ids::{PartnerId, UserId};
use entente_model::people::{PartnerStatus, PartnerSummary};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement,
};
use serde::de::DeserializeOwned;
use serde::de::value::{Error as ValueError, StrDeserializer};
use uuid::Uuid;

/// A session ends when nothing was asked for this long.
pub const IDLE: Duration = Duration::minutes(30);
/// And at the latest this long after signing in.
pub const ABSOLUTE: Duration = Duration::hours(12);
/// How often the time of the last request is written.
const SEEN_EVERY: Duration = Duration::minutes(1);

/// Name of the cookie. `__Host-` binds it to this very host and to https; browsers refuse it on plain http.
pub fn cookie_name(config: &Config) -> &'static str {
    if config.is_plain_loopback() {
        "entente"
    } else {
        "__Host-entente"
    }
}

/// The token of the request's cookie.
pub fn cookie_token<'a>(headers: &'a HeaderMap, config: &Config) -> Option<&'a str> {
    crate::http::cookie(headers, cookie_name(config))
}

/// The header that sets the cookie. It has no `Max-Age`: it ends with the browser, or with the session before.
pub fn set_cookie(token: &str, config: &Config) -> Option<HeaderValue> {
    let secure = if config.is_plain_loopback() { "" } else { "; Secure" };
    let text = format!(
        "{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}",
        cookie_name(config)
    );
    HeaderValue::try_from(text).ok()
}

/// The header that takes the cookie away.
pub fn clear_cookie(config: &Config) -> Option<HeaderValue> {
    let secure = if config.is_plain_loopback() { "" } else { "; Secure" };
    let text = format!(
        "{}=; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age=0",
        cookie_name(config)
    );
    HeaderValue::try_from(text).ok()
}

/// One row of the query; `$1` is understood by both databases.
const FIND: &str = "SELECT s.last_seen_at, s.expires_at, u.id, u.email, u.name, u.role, u.regions, u.locale, u.version, \
    u.disabled_at, u.partner_id, p.display_name, p.domain, p.country, p.region, p.partner_type, p.tier, p.status, p.certified \
    FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN partners p ON p.id = u.partner_id WHERE s.token_hash = $1";

#[derive(FromQueryResult)]
struct Row {
    last_seen_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    id: Uuid,
    email: String,
    name: String,
    role: String,
    regions: String,
    locale: String,
    version: i64,
    disabled_at: Option<DateTime<Utc>>,
    partner_id: Option<Uuid>,
    display_name: Option<String>,
    domain: Option<String>,
    country: Option<String>,
    region: Option<String>,
    partner_type: Option<String>,
    tier: Option<String>,
    status: Option<String>,
    certified: Option<bool>,
}

/// The person behind a session that is live now; `None` when it ended, the person is disabled or their company has left.
pub(crate) async fn find(database: &Database, token_hash: &[u8]) -> Result<Option<Scope>, StoreError> {
    let statement = Statement::from_sql_and_values(database.backend(), FIND, [token_hash.to_vec().into()]);
    let Some(row) = database.read().query_one_raw(statement).await? else {
        return Ok(None);
    };
    let row = Row::from_query_result(&row, "")?;
    let now = database.now();
    if row.expires_at <= now || row.last_seen_at + IDLE <= now || row.disabled_at.is_some() {
        return Ok(None);
    }
    let stale = row.last_seen_at + SEEN_EVERY <= now;
    let Some(person) = signed_in(row, token_hash)? else {
        return Ok(None);
    };
    if stale {
        // Beside the request: nobody waits for it, and a failure costs at most a minute of idle time.
        tokio::spawn(touch(database.clone(), token_hash.to_vec(), person.user_id));
    }
    Ok(Some(Scope::person(person)))
}

fn signed_in(row: Row, token_hash: &[u8]) -> Result<Option<SignedIn>, StoreError> {
    let partner = match row.partner_id {
        None => None,
        Some(id) => {
            let summary = PartnerSummary {
                id: PartnerId(id),
                display_name: row.display_name.unwrap_or_default(),
                domain: row.domain.unwrap_or_default(),
                country: row.country.unwrap_or_default(),
                region: row.region.unwrap_or_default(),
                partner_type: word(row.partner_type.as_deref().unwrap_or_default())?,
                tier: word(row.tier.as_deref().unwrap_or_default())?,
                status: word(row.status.as_deref().unwrap_or_default())?,
            };
            if summary.status == PartnerStatus::Terminated {
                return Ok(None);
            }
            Some(PartnerScope {
                summary,
                certified: row.certified.unwrap_or_default(),
            })
        }
    };
    Ok(Some(SignedIn {
        user_id: UserId(row.id),
        name: row.name,
        email: row.email,
        role: word(&row.role)?,
        locale: row.locale,
        version: row.version,
        regions: serde_json::from_str(&row.regions)?,
        partner,
        session: SessionKey {
            token_hash: token_hash.to_vec(),
            expires_at: row.expires_at,
        },
    }))
}

/// A word of the database as the model's enumeration.
pub(crate) fn word<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    let deserializer: StrDeserializer<'_, ValueError> = serde::de::IntoDeserializer::into_deserializer(text);
    T::deserialize(deserializer).map_err(|error| StoreError::Internal(format!("a stored word: {error}")))
}

/// Writes when the person was last here.
async fn touch(database: Database, token_hash: Vec<u8>, user: UserId) {
    let portal = Scope::portal();
    let touched = database.write(&portal, (token_hash, user), |tx, (token_hash, user)| {
        Box::pin(async move {
            let before = tx.now() - SEEN_EVERY;
            sessions::Entity::update_many()
                .col_expr(sessions::Column::LastSeenAt, Expr::value(tx.now()))
                .filter(sessions::Column::TokenHash.eq(token_hash.clone()))
                .filter(sessions::Column::LastSeenAt.lte(before))
                .exec(tx.db())
                .await?;
            users::Entity::update_many()
                .col_expr(users::Column::LastSeenAt, Expr::value(tx.now()))
                .filter(users::Column::Id.eq(user.0))
                .filter(
                    Condition::any()
                        .add(users::Column::LastSeenAt.is_null())
                        .add(users::Column::LastSeenAt.lte(before)),
                )
                .exec(tx.db())
                .await?;
            Ok(())
        })
    });
    if let Err(error) = touched.await {
        tracing::debug!(%error, "the time of a last request was not written");
    }
}

/// Begins a session and answers with the token that the cookie carries.
pub(crate) async fn begin(tx: &Tx, user: UserId, secret: &str) -> Result<DateTime<Utc>, StoreError> {
    let expires_at = tx.now() + ABSOLUTE;
    let row = sessions::ActiveModel {
        token_hash: Set(token::hash(secret)),
        user_id: Set(user.0),
        created_at: Set(tx.now()),
        last_seen_at: Set(tx.now()),
        expires_at: Set(expires_at),
    };
    sessions::Entity::insert(row).exec_without_returning(tx.db()).await?;
    users::Entity::update_many()
        .col_expr(users::Column::LastSeenAt, Expr::value(tx.now()))
        .filter(users::Column::Id.eq(user.0))
        .exec(tx.db())
        .await?;
    Ok(expires_at)
}

/// Ends one session.
pub(crate) async fn end(tx: &Tx, token_hash: &[u8]) -> Result<(), StoreError> {
    sessions::Entity::delete_many()
        .filter(sessions::Column::TokenHash.eq(token_hash.to_vec()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Ends every session of a person, but for one that may stay.
pub(crate) async fn end_all(tx: &Tx, user: UserId, but: Option<&[u8]>) -> Result<(), StoreError> {
    let mut delete = sessions::Entity::delete_many().filter(sessions::Column::UserId.eq(user.0));
    if let Some(kept) = but {
        delete = delete.filter(sessions::Column::TokenHash.ne(kept.to_vec()));
    }
    delete.exec(tx.db()).await?;
    Ok(())
}
