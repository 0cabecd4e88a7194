//! Invitations: made by whoever looks after people, listed, withdrawn, mailed. What the invited person does stands in `acceptance.rs`.

use super::links::{self, INVITATION_LIFE, Purpose};
use super::open_invitations::open_at;
use super::people;
use super::{Scope, session};
use crate::http::{AppState, Binding, Refusal};
use crate::jobs::{Context, Handler, Job, JobError};
use crate::mail::{Letter, Recipient};
use crate::store::entities::{applications, invitations, partners, tokens, users};
use crate::store::{AuditEntry, Database, NewJob, StoreError, Tx};
use crate::work::Work;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use entente_model::ids::{InvitationId, PartnerId};
use entente_model::page::Page;
use entente_model::people::{Invitation, NewInvitation, Role, Side, normalise_email};
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Kind of the job that mails an invitation.
pub(super) const MAIL: &str = "invitation_mail";

#[derive(Serialize, Deserialize)]
struct Made {
    invitation: Uuid,
    locale: String,
}

/// Checks what was asked for and names the company that the person will belong to.
pub(super) async fn check(state: &AppState, scope: &Scope, new: &NewInvitation) -> Result<Option<PartnerId>, Refusal> {
    let mut errors = Vec::new();
    let email = normalise_email(&new.email);
    if email.is_empty() {
        errors.push(FieldError::new("/email", FieldCode::Required));
    } else if !entente_model::text::is_email(&email) {
        errors.push(FieldError::new("/email", FieldCode::InvalidEmail));
    }
    entente_model::text::check_required("/name", &new.name, people::NAME, false, &mut errors);
    let partner = match (scope.side(), new.role.side()) {
        (Some(Side::Partner), Side::Partner) => {
            if new.partner_id.is_some() && new.partner_id != scope.partner_id() {
                errors.push(FieldError::new("/partner_id", FieldCode::UnknownValue));
            }
            scope.partner_id()
        }
        (Some(Side::Partner), Side::Vendor) => {
            errors.push(FieldError::new("/role", FieldCode::UnknownValue));
            None
        }
        (_, Side::Partner) => {
            match new.partner_id {
                None => errors.push(FieldError::new("/partner_id", FieldCode::Required)),
                Some(id) if !partner_exists(&state.database, scope, id).await? => {
                    errors.push(FieldError::new("/partner_id", FieldCode::UnknownValue));
                }
                Some(_) => {}
            }
            new.partner_id
        }
        (_, Side::Vendor) => {
            if new.partner_id.is_some() {
                errors.push(FieldError::new("/partner_id", FieldCode::UnknownValue));
            }
            None
        }
    };
    check_regions(state, new.role, &new.regions, &mut errors).await?;
    Refusal::unless_empty(errors)?;
    let taken = people::find_by_email(&state.database, &email).await?;
    // Only a colleague's address is told to be taken: whether another company's person has it is nobody's business. The
    // invited person, who owns the address, learns it when accepting.
    if taken.is_some_and(|user| user.partner_id == scope.partner_id().map(|id| id.0)) {
        return Err(Code::AlreadyExists.into());
    }
    Ok(partner)
}

/// Regions are a channel manager's, and of the settings.
pub(super) async fn check_regions(
    state: &AppState,
    role: Role,
    regions: &[String],
    errors: &mut Vec<FieldError>,
) -> Result<(), StoreError> {
    if role != Role::ChannelManager {
        if !regions.is_empty() {
            errors.push(FieldError::new("/regions", FieldCode::UnknownValue));
        }
        return Ok(());
    }
    if regions.is_empty() {
        errors.push(FieldError::new("/regions", FieldCode::Required));
    }
    let settings = state.settings.in_effect(&state.database).await?;
    for (at, code) in regions.iter().enumerate() {
        let pointer = format!("/regions/{at}");
        if settings.region(code).is_none() {
            errors.push(FieldError::new(pointer, FieldCode::UnknownValue));
        } else if regions[..at].contains(code) {
            errors.push(FieldError::new(pointer, FieldCode::Duplicate));
        }
    }
    Ok(())
}

async fn partner_exists(database: &Database, scope: &Scope, id: PartnerId) -> Result<bool, StoreError> {
    let found = partners::Entity::find_by_id(id.0)
        .filter(scope.tenant(partners::Column::Id, partners::Column::Region))
        .filter(partners::Column::Status.ne("terminated"))
        .one(database.read())
        .await?;
    Ok(found.is_some())
}

/// Invites somebody to a partner without a mail yet, within a change: to be mailed by [`mail_job`] once the change stands for good.
/// Refuses an address that a person of the portal has.
pub async fn add(
    work: &mut Work<'_>,
    (email, name): (&str, &str),
    role: Role,
    partner: PartnerId,
) -> Result<InvitationId, StoreError> {
    let email = normalise_email(email);
    let taken = users::Entity::find().filter(users::Column::Email.eq(email.as_str()));
    if taken.one(work.db).await?.is_some() {
        return Err(Problem::new(Code::AlreadyExists).param("what", "person").into());
    }
    let inviter = work.scope.user_id().ok_or(Code::SignInRequired)?;
    let id = Uuid::now_v7();
    let row = invitations::Model {
        id,
        email,
        name: name.trim().to_owned(),
        role: role.as_str().to_owned(),
        partner_id: Some(partner.0),
        regions: "[]".to_owned(),
        invited_by: inviter.0,
        created_at: work.now,
        expires_at: work.now + INVITATION_LIFE,
        accepted_at: None,
        withdrawn_at: None,
    };
    invitations::Entity::insert(invitations::ActiveModel::from(row).reset_all())
        .exec_without_returning(work.db)
        .await?;
    let entry = AuditEntry::new("invitation.made", "invitation", id);
    work.keep(entry.partner(Some(partner)).param("role", role.as_str()));
    Ok(InvitationId(id))
}

/// Takes the invitations of a partner away that nobody has accepted, as if they had never been made.
pub async fn take_away(work: &mut Work<'_>, partner: PartnerId) -> Result<(), StoreError> {
    invitations::Entity::delete_many()
        .filter(invitations::Column::PartnerId.eq(partner.0))
        .filter(invitations::Column::AcceptedAt.is_null())
        .exec(work.db)
        .await?;
    Ok(())
}

/// The job that mails an invitation.
pub fn mail_job(invitation: InvitationId, locale: &str) -> Result<NewJob, StoreError> {
    let made = Made {
        invitation: invitation.0,
        locale: locale.to_owned(),
    };
    Ok(NewJob::new(MAIL, &made)?.about(invitation.0))
}

/// Makes an invitation and queues its mail. An open one for the same address on the same side is replaced.
pub(super) async fn make(tx: &Tx, new: &NewInvitation, partner: Option<PartnerId>) -> Result<Invitation, StoreError> {
    let id = Uuid::now_v7();
    let inviter = tx.scope().user_id().ok_or(Code::SignInRequired)?;
    let email = normalise_email(&new.email);
    let same_company = match partner {
        Some(partner) => invitations::Column::PartnerId.eq(partner.0),
        None => invitations::Column::PartnerId.is_null(),
    };
    invitations::Entity::update_many()
        .col_expr(invitations::Column::WithdrawnAt, Expr::value(Some(tx.now())))
        .filter(invitations::Column::Email.eq(email.as_str()))
        .filter(same_company)
        .filter(open())
        .exec(tx.db())
        .await?;
    let row = invitations::Model {
        id,
        email,
        name: new.name.trim().to_owned(),
        role: new.role.as_str().to_owned(),
        partner_id: partner.map(|id| id.0),
        regions: serde_json::to_string(&new.regions)?,
        invited_by: inviter.0,
        created_at: tx.now(),
        expires_at: tx.now() + INVITATION_LIFE,
        accepted_at: None,
        withdrawn_at: None,
    };
    invitations::Entity::insert(invitations::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(tx.db())
        .await?;
    tx.audit(
        AuditEntry::new("invitation.made", "invitation", id)
            .partner(partner)
            .param("role", new.role.as_str()),
    );
    tx.enqueue(mail_job(InvitationId(id), tx.scope().locale())?);
    on_wire(row)
}

/// A row on the wire.
pub(super) fn on_wire(row: invitations::Model) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        id: InvitationId(row.id),
        email: row.email,
        name: row.name,
        role: session::word(&row.role)?,
        created_at: row.created_at,
        expires_at: row.expires_at,
    })
}

/// Neither accepted nor withdrawn; its link may have ended.
pub(super) fn open() -> Condition {
    Condition::all()
        .add(invitations::Column::AcceptedAt.is_null())
        .add(invitations::Column::WithdrawnAt.is_null())
}

/// The same, and its link still works.
pub(super) fn waiting(now: DateTime<Utc>) -> Condition {
    open().add(invitations::Column::ExpiresAt.gt(now))
}

/// Those of one's own side: a partner's are its own; the vendor's are those that its people made.
fn own_side(scope: &Scope) -> Condition {
    match scope.partner_id() {
        Some(partner) => Condition::all().add(invitations::Column::PartnerId.eq(partner.0)),
        None => {
            let vendors = users::Entity::find()
                .select_only()
                .column(users::Column::Id)
                .filter(users::Column::PartnerId.is_null())
                .into_query();
            Condition::all().add(invitations::Column::InvitedBy.in_subquery(vendors))
        }
    }
}

/// Those that wait, newest first; a partner's also when their link has ended, so that they can be sent again.
pub(super) async fn list(
    database: &Database,
    scope: &Scope,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<Invitation>, Refusal> {
    let binding = Binding::new("invitations", &())?;
    let listed = match scope.partner_id() {
        Some(partner) => open_at(partner),
        None => own_side(scope).add(waiting(database.now())),
    };
    let mut query = invitations::Entity::find()
        .filter(listed)
        .order_by_desc(invitations::Column::Id)
        .limit(u64::from(limit) + 1);
    if let Some(id) = binding.decode_optional::<Uuid>(cursor)? {
        query = query.filter(invitations::Column::Id.lt(id));
    }
    let rows = query.all(database.read()).await?;
    Ok(binding.page(rows, limit, |row| row.id, on_wire)?)
}

/// Takes back an open one; its links end.
pub(super) async fn withdraw(tx: &Tx, id: InvitationId) -> Result<(), StoreError> {
    let withdrawn = invitations::Entity::update_many()
        .col_expr(invitations::Column::WithdrawnAt, Expr::value(Some(tx.now())))
        .filter(invitations::Column::Id.eq(id.0))
        .filter(own_side(tx.scope()))
        .filter(open())
        .exec(tx.db())
        .await?;
    if withdrawn.rows_affected == 0 {
        return Err(Code::NotFound.into());
    }
    tokens::Entity::delete_many()
        .filter(tokens::Column::InvitationId.eq(id.0))
        .exec(tx.db())
        .await?;
    tx.audit(AuditEntry::new("invitation.withdrawn", "invitation", id.0).partner(tx.scope().partner_id()));
    Ok(())
}

/// The approved application that an invitation follows on: that of the first admin of a partner.
async fn application_of(
    database: &Database,
    invitation: &invitations::Model,
) -> Result<Option<applications::Model>, StoreError> {
    let Some(partner) = invitation.partner_id else {
        return Ok(None);
    };
    let found = applications::Entity::find()
        .filter(applications::Column::PartnerId.eq(partner))
        .filter(applications::Column::Email.eq(invitation.email.as_str()));
    Ok(found.one(database.read()).await?)
}

/// Mails an invitation.
pub(super) struct MailInvitation;

#[async_trait]
impl Handler for MailInvitation {
    async fn run(&self, context: &Context, job: &Job) -> Result<(), JobError> {
        let made: Made = job.payload()?;
        let database = &context.state.database;
        let invitation = invitations::Entity::find_by_id(made.invitation).filter(waiting(database.now()));
        let Some(invitation) = invitation.one(database.read()).await? else {
            return Ok(());
        };
        let inviter = users::Entity::find_by_id(invitation.invited_by)
            .one(database.read())
            .await?;
        let id = InvitationId(invitation.id);
        let secret = database
            .write(&Scope::portal(), id, |tx, id| {
                Box::pin(links::make(tx, Purpose::Invitation(*id)))
            })
            .await?;
        // Whoever applied wrote in a language of their own, and learns here what became of it.
        let applied = application_of(database, &invitation).await?;
        let (template, company, locale) = match applied {
            Some(applied) => ("invitation_approved", applied.company, applied.locale),
            None => ("invitation", String::new(), made.locale),
        };
        let letter = Letter {
            to: Recipient::Address {
                email: invitation.email,
                name: invitation.name,
                locale,
            },
            template: template.to_owned(),
            params: Default::default(),
            lines: Vec::new(),
            path: format!("/invitation#token={secret}"),
        };
        let letter = letter
            .param("inviter", inviter.map(|user| user.name).unwrap_or_default())
            .param("company", company)
            .param("expires", invitation.expires_at.format("%Y-%m-%d").to_string());
        crate::mail::send(context, job, &letter).await
    }
}
