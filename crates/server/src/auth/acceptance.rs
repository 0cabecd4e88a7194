//! Invitations as the invited person meets them: shown by the token of a mailed link, and accepted once.

use super::invitations::waiting;
use super::links::{self, INVITATION};
use super::people::{self, NewUser};
use super::{Scope, session};
use crate::http::{AppState, Key, Refusal, Reply, idempotent, replayed};
use crate::onboarding::journeys;
use crate::settings::InEffect;
use crate::store::entities::{invitations, partners, users};
use crate::store::{Actor, AuditEntry, Database, StoreError, Tx};
use crate::work::Work;
use entente_model::ids::{PartnerId, UserId};
use entente_model::onboarding::TaskKind;
use entente_model::people::{AcceptInvitation, InvitationPreview};
use entente_model::problem::Code;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The invitation of a link that can still be accepted.
async fn find(database: &Database, secret: &str) -> Result<invitations::Model, Refusal> {
    let row = links::find(database, secret, INVITATION)
        .await?
        .ok_or(Code::LinkExpired)?;
    let id = row.invitation_id.ok_or(Code::LinkExpired)?;
    let invitation = invitations::Entity::find_by_id(id)
        .filter(waiting(database.now()))
        .one(database.read())
        .await?;
    Ok(invitation.ok_or(Code::LinkExpired)?)
}

/// What the invited person is shown.
pub(super) async fn preview(state: &AppState, secret: &str) -> Result<InvitationPreview, Refusal> {
    let invitation = find(&state.database, secret).await?;
    let settings = state.settings.in_effect(&state.database).await?;
    let company = match invitation.partner_id {
        None => settings.settings.program.vendor.clone(),
        Some(id) => {
            let partner = partners::Entity::find_by_id(id).one(state.database.read()).await?;
            partner.map(|partner| partner.display_name).unwrap_or_default()
        }
    };
    Ok(InvitationPreview {
        email: invitation.email,
        name: invitation.name,
        program: settings.settings.program.name.clone(),
        company,
    })
}

/// Adds the invited person and answers with their id. A repeated send answers the same.
pub(super) async fn accept(state: &AppState, key: Key, accept: AcceptInvitation) -> Result<UserId, Refusal> {
    let portal = Scope::portal();
    let key = key.of_token(&accept.token);
    let invitation = match find(&state.database, &accept.token).await {
        Ok(invitation) => invitation,
        // An earlier send may have accepted it: then its answer is the one to give.
        Err(refusal) => {
            let reply = replayed(&state.database, &portal, &key).await?.ok_or(refusal)?;
            return Ok(serde_json::from_slice(reply.body())?);
        }
    };
    let mut errors = Vec::new();
    entente_model::text::check_required("/name", &accept.name, people::NAME, false, &mut errors);
    errors.extend(entente_model::people::check_password(
        "/password",
        &accept.password,
        &invitation.email,
        &accept.name,
    ));
    Refusal::unless_empty(errors)?;
    let user = NewUser {
        email: invitation.email.clone(),
        name: accept.name.trim().to_owned(),
        role: session::word(&invitation.role)?,
        partner_id: invitation.partner_id.map(PartnerId),
        regions: serde_json::from_str(&invitation.regions)?,
        password_hash: state.hasher.hash(accept.password).await?,
        locale: String::new(),
    };
    let settings = state.settings.in_effect(&state.database).await?;
    let input = (accept.token, invitation.id, user, settings);
    let reply = idempotent(
        &state.database,
        &portal,
        key,
        input,
        |tx, (token, invitation, user, settings)| {
            Box::pin(async move {
                if !links::use_up(tx, token, INVITATION).await? || !mark_accepted(tx, *invitation).await? {
                    return Err(Code::LinkExpired.into());
                }
                if let Some(partner) = user.partner_id {
                    colleague_joins(tx, settings, partner).await?;
                }
                let id = people::insert(tx, user).await?;
                let actor = Actor {
                    id: Some(id),
                    name: user.name.clone(),
                    side: Some(user.role.side()),
                };
                let entry = AuditEntry::new("invitation.accepted", "invitation", *invitation);
                tx.audit(entry.partner(user.partner_id).by(actor));
                // Kept as the answer, for a repeated send to find; what is sent is the session made from it.
                Ok(Reply::ok(&id)?)
            })
        },
    );
    Ok(serde_json::from_slice(reply.await?.body())?)
}

/// Tells the partner's journey that a colleague joins, unless it is the first of the partner's people.
async fn colleague_joins(tx: &Tx, settings: &InEffect, partner: PartnerId) -> Result<(), StoreError> {
    let first = users::Entity::find().filter(users::Column::PartnerId.eq(partner.0));
    if first.one(tx.db()).await?.is_none() {
        return Ok(());
    }
    let mut work = Work::new(tx, settings);
    journeys::one_more(&mut work, partner, TaskKind::InviteColleagues).await?;
    work.leave(tx)
}

async fn mark_accepted(tx: &Tx, id: Uuid) -> Result<bool, StoreError> {
    let marked = invitations::Entity::update_many()
        .col_expr(invitations::Column::AcceptedAt, Expr::value(Some(tx.now())))
        .filter(invitations::Column::Id.eq(id))
        .filter(waiting(tx.now()))
        .exec(tx.db())
        .await?;
    Ok(marked.rows_affected == 1)
}
