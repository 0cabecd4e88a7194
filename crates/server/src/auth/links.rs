//! Mailed links: their tokens are made when the mail is sent, so that only the mail ever holds them.

use super::{invitations, resets, token};
use crate::jobs::Registry;
use crate::store::entities::tokens;
use crate::store::{StoreError, Tx};
use chrono::Duration;
use entente_model::ids::{InvitationId, UserId};
use entente_model::people::INVITATION_DAYS;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Joining the portal.
    Invitation(InvitationId),
    /// Choosing a new password.
    PasswordReset(UserId),
}

impl Purpose {
    /// As in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Purpose::Invitation(_) => INVITATION,
            Purpose::PasswordReset(_) => PASSWORD_RESET,
        }
    }

    fn lifetime(self) -> Duration {
        match self {
            Purpose::Invitation(_) => INVITATION_LIFE,
            Purpose::PasswordReset(_) => Duration::hours(1),
        }
    }
}

/// Kind of an invitation's token.
pub(super) const INVITATION: &str = "invitation";
/// Kind of a reset's token.
pub(super) const PASSWORD_RESET: &str = "password_reset";
/// How long an invitation waits.
pub(super) const INVITATION_LIFE: Duration = Duration::days(INVITATION_DAYS);

/// Makes a token; what comes back is for the mail alone.
pub(super) async fn make(tx: &Tx, purpose: Purpose) -> Result<String, StoreError> {
    let secret = token::generate();
    let (user_id, invitation_id) = match purpose {
        Purpose::Invitation(id) => (None, Some(id.0)),
        Purpose::PasswordReset(id) => (Some(id.0), None),
    };
    let row = tokens::ActiveModel {
        token_hash: Set(token::hash(&secret)),
        kind: Set(purpose.as_str().to_owned()),
        user_id: Set(user_id),
        invitation_id: Set(invitation_id),
        application_id: Set(None),
        expires_at: Set(tx.now() + purpose.lifetime()),
        used_at: Set(None),
    };
    tokens::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(secret)
}

/// Uses a token up; `false` when it was used, is too old or of another kind.
pub(super) async fn use_up(tx: &Tx, secret: &str, kind: &str) -> Result<bool, StoreError> {
    let used = tokens::Entity::update_many()
        .col_expr(tokens::Column::UsedAt, Expr::value(Some(tx.now())))
        .filter(tokens::Column::TokenHash.eq(token::hash(secret)))
        .filter(tokens::Column::Kind.eq(kind))
        .filter(tokens::Column::UsedAt.is_null())
        .filter(tokens::Column::ExpiresAt.gt(tx.now()))
        .exec(tx.db())
        .await?;
    Ok(used.rows_affected == 1)
}

/// The row of a token that can still be used.
pub(super) async fn find(
    database: &crate::store::Database,
    secret: &str,
    kind: &str,
) -> Result<Option<tokens::Model>, StoreError> {
    let row = tokens::Entity::find_by_id(token::hash(secret))
        .filter(tokens::Column::Kind.eq(kind))
        .filter(tokens::Column::UsedAt.is_null())
        .filter(tokens::Column::ExpiresAt.gt(database.now()))
        .one(database.read())
        .await?;
    Ok(row)
}

/// Registers the jobs that mail links.
pub fn register(registry: &mut Registry) {
    registry.on(invitations::MAIL, invitations::MailInvitation);
    registry.on(resets::MAIL, resets::MailReset);
}
