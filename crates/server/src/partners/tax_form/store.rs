//! Tax forms as rows. The encrypted file is kept before its row and taken away when the row fails.

use crate::files::discard_job;
use crate::partners::record;
use crate::settings::InEffect;
use crate::store::entities::tax_forms::{ActiveModel, Column, Entity, Model};
use crate::store::{AuditEntry, StoreError, Tx};
use crate::work::Work;
use entente_model::ids::PartnerId;
use entente_model::onboarding::TaskKind;
use entente_model::partners::Partner;
use entente_model::problem::Code;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// A tax form whose content is kept.
pub(super) struct NewTaxForm {
    pub name: String,
    pub media_type: &'static str,
    /// Bytes before encryption.
    pub size: i64,
    pub object_key: String,
}

/// A partner's tax form. Whether the reader may see the partner is asked before.
pub(super) async fn find<C: ConnectionTrait>(db: &C, partner: PartnerId) -> Result<Model, StoreError> {
    let row = Entity::find_by_id(partner.0).one(db).await?;
    row.ok_or_else(|| Code::NotFound.into())
}

/// Whether a row names the file of this key.
pub(super) async fn is_kept<C: ConnectionTrait>(db: &C, object_key: &str) -> Result<bool, StoreError> {
    let rows = Entity::find().filter(Column::ObjectKey.eq(object_key));
    Ok(rows.count(db).await? > 0)
}

/// Writes the row of a form, in place of the one before, whose file goes after the commit.
pub(super) async fn put(tx: &Tx, id: PartnerId, form: &NewTaxForm, settings: &InEffect) -> Result<Partner, StoreError> {
    let mut partner = record::find_active(tx.db(), tx.scope(), id).await?;
    let uploader = tx.scope().user_id().ok_or(Code::Forbidden)?;
    let mut work = Work::new(tx, settings);
    // Counting the partner's version on comes first: of two at once one repeats, and finds the other's form to replace.
    work.change_partner(&mut partner, |update| update).await?;
    let before = Entity::find_by_id(id.0).one(tx.db()).await?;
    let row = ActiveModel {
        partner_id: Set(id.0),
        name: Set(form.name.clone()),
        media_type: Set(form.media_type.to_owned()),
        size: Set(form.size),
        object_key: Set(form.object_key.clone()),
        uploaded_by: Set(uploader.0),
        uploader_name: Set(tx.scope().person_ref().name),
        uploaded_at: Set(tx.now()),
    };
    let replace = OnConflict::column(Column::PartnerId)
        .update_columns([
            Column::Name,
            Column::MediaType,
            Column::Size,
            Column::ObjectKey,
            Column::UploadedBy,
            Column::UploaderName,
            Column::UploadedAt,
        ])
        .to_owned();
    Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(tx.db())
        .await?;
    if let Some(before) = before {
        work.enqueue(discard_job(&[before.object_key])?);
    }
    // Not the file's name, which may hold a tax number: everybody who sees the partner reads the timeline.
    work.audit_partner("partner.tax_form_uploaded", &partner, |entry| entry);
    work.achieved_once(id, TaskKind::UploadTaxForm).await?;
    work.leave(tx)?;
    record::whole(tx.db(), tx.scope(), partner).await
}

/// Keeps that somebody read a form, for the vendor's eyes only.
pub(super) fn note_reading(tx: &Tx, form: &Model) {
    let entry = AuditEntry::new("partner.tax_form_read", "partner", form.partner_id);
    tx.audit(entry.partner(Some(PartnerId(form.partner_id))).internal());
}
