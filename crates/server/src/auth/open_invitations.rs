//! Invitations that nobody has followed yet: whom a partner waits for, and asking once more.

use super::invitations::{mail_job, on_wire, waiting};
use super::links::INVITATION_LIFE;
use crate::store::entities::{invitations, tokens, users};
use crate::store::{AuditEntry, StoreError, Tx};
use crate::work::moved_on_unless;
use chrono::{DateTime, Duration, Utc};
use entente_model::ids::{InvitationId, PartnerId};
use entente_model::people::{Invitation, Role};
use entente_model::problem::{Code, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::BTreeSet;

/// Most invitations of a partner that are listed as open.
const MOST_OPEN: u64 = 100;

/// Invitations of a partner that nobody has accepted, newest first: those that wait, and those whose link has ended. Of one address the
/// newest alone, and none of whom has joined.
async fn open_rows<C: ConnectionTrait>(db: &C, partner: PartnerId) -> Result<Vec<invitations::Model>, StoreError> {
    use invitations::Column;
    let joined = users::Entity::find()
        .select_only()
        .column(users::Column::Email)
        .filter(users::Column::PartnerId.eq(partner.0))
        .into_query();
    let rows = invitations::Entity::find()
        .filter(Column::PartnerId.eq(partner.0))
        .filter(Column::AcceptedAt.is_null())
        .filter(Column::WithdrawnAt.is_null())
        .filter(Column::Email.not_in_subquery(joined))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(MOST_OPEN)
        .all(db)
        .await?;
    let mut seen = BTreeSet::new();
    Ok(rows.into_iter().filter(|row| seen.insert(row.email.clone())).collect())
}

/// The same as on the wire.
pub async fn open_of<C: ConnectionTrait>(db: &C, partner: PartnerId) -> Result<Vec<Invitation>, StoreError> {
    open_rows(db, partner).await?.into_iter().map(on_wire).collect()
}

/// The newest invitation to be admin of a partner that was sent a day ago or longer and whose link still works.
pub async fn waiting_admin<C: ConnectionTrait>(
    db: &C,
    partner: PartnerId,
    now: DateTime<Utc>,
) -> Result<Option<InvitationId>, StoreError> {
    let found = invitations::Entity::find()
        .filter(invitations::Column::PartnerId.eq(partner.0))
        .filter(invitations::Column::Role.eq(Role::PartnerAdmin.as_str()))
        .filter(waiting(now))
        .filter(invitations::Column::ExpiresAt.lte(now + INVITATION_LIFE - Duration::days(1)))
        .order_by_desc(invitations::Column::Id)
        .one(db)
        .await?;
    Ok(found.map(|row| InvitationId(row.id)))
}

/// Sends an invitation of a partner again: it waits anew from now on, and the links mailed before end. Not within minutes of the last time,
/// when its mail may still be on its way, or the approval that made it be taken back.
pub async fn send_again(tx: &Tx, partner: PartnerId, id: InvitationId) -> Result<Invitation, StoreError> {
    let mut open = open_rows(tx.db(), partner).await?.into_iter();
    let mut row = open.find(|row| row.id == id.0).ok_or(Code::NotFound)?;
    if on_wire(row.clone())?.was_just_sent(tx.now()) {
        return Err(Problem::new(Code::InvalidState).param("reason", "sent_recently").into());
    }
    row.expires_at = tx.now() + INVITATION_LIFE;
    let renewed = invitations::Entity::update_many()
        .col_expr(invitations::Column::ExpiresAt, Expr::value(row.expires_at))
        .filter(invitations::Column::Id.eq(id.0))
        .filter(invitations::Column::AcceptedAt.is_null())
        .filter(invitations::Column::WithdrawnAt.is_null())
        .exec(tx.db())
        .await?;
    moved_on_unless(renewed.rows_affected)?;
    tokens::Entity::delete_many()
        .filter(tokens::Column::InvitationId.eq(id.0))
        .exec(tx.db())
        .await?;
    let entry = AuditEntry::new("invitation.sent_again", "invitation", id.0).partner(Some(partner));
    tx.audit(entry.param("role", row.role.clone()));
    tx.enqueue(mail_job(id, tx.scope().locale())?);
    on_wire(row)
}
