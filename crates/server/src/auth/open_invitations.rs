//! Invitations that nobody has followed yet: whom a partner waits for, and asking once more.

use super::invitations::{mail_job, on_wire, open, waiting};
use super::links::INVITATION_LIFE;
use crate::store::entities::{invitations, tokens, users};
use crate::store::{AuditEntry, StoreError, Tx};
use crate::work::moved_on_unless;
use chrono::{DateTime, Duration, Utc};
use entente_model::ids::{InvitationId, PartnerId};
use entente_model::people::{Invitation, Role};
use entente_model::problem::{Code, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

/// Most invitations of a partner that the vendor's people are shown as open.
const MOST_OPEN: u64 = 100;

/// Says that no newer invitation to the same address is open.
const IS_NEWEST: &str = "NOT EXISTS (SELECT 1 FROM invitations newer WHERE newer.partner_id = invitations.partner_id \
    AND newer.email = invitations.email AND newer.id > invitations.id \
    AND newer.accepted_at IS NULL AND newer.withdrawn_at IS NULL)";

/// Invitations of a partner that nobody has accepted: those that wait, and those whose link has ended. Of one address the newest alone, and
/// none of whom has joined.
pub(super) fn open_at(partner: PartnerId) -> Condition {
    let joined = users::Entity::find()
        .select_only()
        .column(users::Column::Email)
        .filter(users::Column::PartnerId.eq(partner.0))
        .into_query();
    open()
        .add(invitations::Column::PartnerId.eq(partner.0))
        .add(invitations::Column::Email.not_in_subquery(joined))
        .add(Expr::cust(IS_NEWEST))
}

/// The same on the wire, newest first.
pub async fn open_of<C: ConnectionTrait>(db: &C, partner: PartnerId) -> Result<Vec<Invitation>, StoreError> {
    let rows = invitations::Entity::find()
        .filter(open_at(partner))
        .order_by_desc(invitations::Column::CreatedAt)
        .order_by_desc(invitations::Column::Id)
        .limit(MOST_OPEN)
        .all(db)
        .await?;
    rows.into_iter().map(on_wire).collect()
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
    let found = invitations::Entity::find_by_id(id.0).filter(open_at(partner));
    let mut row = found.one(tx.db()).await?.ok_or(Code::NotFound)?;
    if on_wire(row.clone())?.was_just_sent(tx.now()) {
        return Err(Problem::new(Code::InvalidState).param("reason", "sent_recently").into());
    }
    row.expires_at = tx.now() + INVITATION_LIFE;
    let renewed = invitations::Entity::update_many()
        .col_expr(invitations::Column::ExpiresAt, Expr::value(row.expires_at))
        .filter(invitations::Column::Id.eq(id.0))
        .filter(open())
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
