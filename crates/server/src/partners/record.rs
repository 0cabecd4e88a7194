//! A partner whole.

use super::summary;
use crate::auth::{Permitted, Scope, can};
use crate::http::{AppState, Path, Refusal, Reply};
use crate::store::StoreError;
use crate::store::entities::partners::{Column, Entity, Model};
use crate::store::entities::tax_forms;
use axum::extract::State;
use entente_model::ids::{PartnerId, UserId};
use entente_model::onboarding::ValueDates;
use entente_model::partners::{Logo, Partner, PartnerProfile, TaxForm, TaxFormFile};
use entente_model::people::{PartnerStatus, Permission, Person};
use entente_model::problem::{Code, Problem};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operations.
pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(read))
}

/// One partner: one's own, or one of those that one looks after.
#[utoipa::path(get, path = "/partners/{id}", operation_id = "read_partner", tag = "partners",
    params(("id" = PartnerId, Path)), responses((status = 200, body = Partner)))]
async fn read(
    scope: Permitted<can::ReadCompany>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
) -> Result<Reply, Refusal> {
    let row = find(state.database.read(), &scope, id).await?;
    let partner = whole(state.database.read(), &scope, row).await?;
    Ok(Reply::ok(&partner)?.version(partner.version))
}

/// The row of a partner that somebody may know of; of others there is none.
pub(crate) async fn find<C: ConnectionTrait>(db: &C, scope: &Scope, id: PartnerId) -> Result<Model, StoreError> {
    let row = Entity::find_by_id(id.0)
        .filter(scope.tenant(Column::Id, Column::Region))
        .one(db)
        .await?;
    row.ok_or_else(|| Code::NotFound.into())
}

/// The same, of a partner that may begin something new: one that is suspended reads alone.
pub(crate) async fn find_active<C: ConnectionTrait>(db: &C, scope: &Scope, id: PartnerId) -> Result<Model, StoreError> {
    let row = find(db, scope, id).await?;
    if !PartnerStatus::parse(&row.status).is_some_and(PartnerStatus::may_begin) {
        return Err(Problem::new(Code::Forbidden)
            .param("reason", "partner_suspended")
            .into());
    }
    Ok(row)
}

/// A partner as on the wire, with what hangs on its row, as far as it is the reader's business.
pub(super) async fn whole<C: ConnectionTrait>(db: &C, scope: &Scope, row: Model) -> Result<Partner, StoreError> {
    let tax_form = tax_forms::Entity::find_by_id(row.id).one(db).await?;
    let sees_file = scope.may(Permission::ReadTaxForms) || scope.may(Permission::ManageCompany);
    Ok(Partner {
        legal_name: row.legal_name.clone(),
        profile: profile(&row)?,
        logo: logo(&row)?,
        tax_form: tax_form.map(|form| tax_form_on_wire(form, sees_file)),
        value_dates: ValueDates {
            signed_at: row.signed_at,
            first_registered_at: row.first_registered_at,
            first_won_at: row.first_won_at,
        },
        created_at: row.created_at,
        version: row.version,
        summary: summary(row),
    })
}

/// What a partner says of itself. The name stands in its own column, which lists sort by.
pub(super) fn profile(row: &Model) -> Result<PartnerProfile, StoreError> {
    Ok(PartnerProfile {
        display_name: row.display_name.clone(),
        ..serde_json::from_str(&row.profile)?
    })
}

/// A partner's logo.
pub(super) fn logo(row: &Model) -> Result<Option<Logo>, StoreError> {
    Ok(row.logo.as_deref().map(serde_json::from_str).transpose()?)
}

fn tax_form_on_wire(row: tax_forms::Model, sees_file: bool) -> TaxForm {
    let uploaded_at = row.uploaded_at;
    let file = sees_file.then(|| TaxFormFile {
        name: row.name,
        media_type: row.media_type,
        size: u64::try_from(row.size).unwrap_or_default(),
        uploaded_by: Person {
            id: Some(UserId(row.uploaded_by)),
            name: row.uploader_name,
        },
    });
    TaxForm { uploaded_at, file }
}
