//! Whom a reminder of what is late reaches: the partner's admins, or, while none has joined, who is invited to be one.

use super::notify::{self, Notice};
use super::nudge::has_admin;
use crate::auth::{invitation_mail, waiting_admin_invitation};
use crate::store::StoreError;
use crate::work::Work;
use entente_model::ids::{InvitationId, PartnerId};

/// Whom a reminder goes to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reader {
    /// The partner's admins.
    Admins,
    /// Nobody has joined: who is invited gets the invitation once more.
    Invited(InvitationId),
}

/// Whom a reminder goes to; nobody when no admin is there and no invitation to be one holds.
pub(super) async fn reader(work: &Work<'_>, partner: PartnerId) -> Result<Option<Reader>, StoreError> {
    if has_admin(work, partner).await? {
        return Ok(Some(Reader::Admins));
    }
    let invitation = waiting_admin_invitation(work.db, partner, work.now).await?;
    Ok(invitation.map(Reader::Invited))
}

/// Queues the mail.
pub(super) fn remind(work: &mut Work<'_>, partner: PartnerId, reader: Reader) -> Result<(), StoreError> {
    match reader {
        Reader::Admins => notify::queue(work, partner, Notice::Reminded)?,
        Reader::Invited(invitation) => work.enqueue(invitation_mail(invitation, "")?),
    }
    Ok(())
}
