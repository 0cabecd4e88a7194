//! What approving an application makes: the partner, the invitation of its first admin, and its journey, in the transaction of the
//! decision. Until the decision stands for good nobody is told, so taking it back takes all of it away again.

use super::WholeApplication;
use crate::auth::{add_invitation, take_invitation_away};
use crate::onboarding::journeys;
use crate::store::entities::{applications, partner_notes, partners, users};
use crate::store::{AuditEntry, StoreError, search};
use crate::work::Work;
use entente_model::conflict::folded;
use entente_model::ids::PartnerId;
use entente_model::onboarding::ApplicationFields;
use entente_model::partners::PartnerProfile;
use entente_model::people::{PartnerStatus, PartnerType, Role, Tier};
use entente_model::problem::{Code, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Makes the partner and what it begins with. 409 `already_exists` when a partner has the domain (`params.what` `partner`) or a person
/// of the portal the contact's address (`person`).
pub(super) async fn begin(work: &mut Work<'_>, application: &mut WholeApplication) -> Result<(), StoreError> {
    let fields = application.fields()?;
    let id = PartnerId(Uuid::now_v7());
    let partner = partners::Model {
        id: id.0,
        legal_name: fields.legal_name.trim().to_owned(),
        display_name: application.row.company.clone(),
        domain: application.row.domain.clone(),
        country: application.row.country.clone(),
        region: application.row.region.clone(),
        partner_type: fields.partner_type.unwrap_or(PartnerType::Reseller).as_str().to_owned(),
        tier: Tier::Registered.as_str().to_owned(),
        status: PartnerStatus::Onboarding.as_str().to_owned(),
        certified: false,
        version: 1,
        created_at: work.now,
        profile: serde_json::to_string(&first_profile(&fields))?,
        logo: None,
        logo_key: None,
        logo_drawing_key: None,
        signed_at: None,
        first_registered_at: None,
        first_won_at: None,
        name_key: folded(&application.row.company),
        search: search::of_partner(&application.row.company, &application.row.domain),
    };
    // Asked before the insert: a violated key would end the transaction on PostgreSQL. The key itself decides between two at once.
    let taken = partners::Entity::find().filter(partners::Column::Domain.eq(partner.domain.as_str()));
    if taken.one(work.db).await?.is_some() {
        return Err(Problem::new(Code::AlreadyExists).param("what", "partner").into());
    }
    let inserted = partners::Entity::insert(partner.clone().into_active_model().reset_all())
        .exec_without_returning(work.db)
        .await
        .map_err(StoreError::from);
    match inserted {
        Ok(_) => {}
        // Another approval was faster by a moment: the repeat finds the partner and says so.
        Err(StoreError::Unique(key)) => return Err(StoreError::Conflict(key)),
        Err(error) => return Err(error),
    }
    work.keep(AuditEntry::new("partner.added", "partner", id.0).partner(Some(id)));
    let contact = (fields.contact.email.as_str(), fields.contact.name.as_str());
    add_invitation(work, contact, Role::PartnerAdmin, id).await?;
    journeys::begin(work, &partner).await?;
    set_partner(work, application, Some(id)).await
}

/// Takes away what [`begin`] made, while nobody knows of it; refused when somebody has joined the partner meanwhile, whom another
/// manager invited.
pub(super) async fn undo(work: &mut Work<'_>, application: &mut WholeApplication) -> Result<(), StoreError> {
    let Some(id) = application.row.partner_id.map(PartnerId) else {
        return Ok(());
    };
    let people = users::Entity::find().filter(users::Column::PartnerId.eq(id.0));
    if people.one(work.db).await?.is_some() {
        let reason = "changed_since";
        return Err(Problem::new(Code::InvalidState).param("reason", reason).into());
    }
    journeys::take_away(work, id).await?;
    partner_notes::Entity::delete_many()
        .filter(partner_notes::Column::PartnerId.eq(id.0))
        .exec(work.db)
        .await?;
    take_invitation_away(work, id).await?;
    partners::Entity::delete_by_id(id.0).exec(work.db).await?;
    work.keep(AuditEntry::new("partner.taken_away", "partner", id.0).internal());
    set_partner(work, application, None).await
}

/// What the application tells of the profile, so that nobody types it again. The name stands in a column of its own.
fn first_profile(fields: &ApplicationFields) -> PartnerProfile {
    let profile = PartnerProfile {
        specialties: fields.specialties.clone(),
        contact: fields.contact.clone(),
        ..PartnerProfile::default()
    };
    profile.trimmed()
}

async fn set_partner(
    work: &Work<'_>,
    application: &mut WholeApplication,
    partner: Option<PartnerId>,
) -> Result<(), StoreError> {
    application.row.partner_id = partner.map(|id| id.0);
    applications::Entity::update_many()
        .col_expr(applications::Column::PartnerId, Expr::value(application.row.partner_id))
        .filter(applications::Column::Id.eq(application.row.id))
        .exec(work.db)
        .await?;
    Ok(())
}
