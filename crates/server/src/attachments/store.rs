//! Attachments as rows. The file itself is kept before its row and taken away when the row fails.

use crate::activity::Subject;
use crate::auth::{Scope, side_text};
use crate::files::Stored;
use crate::store::entities::attachments::{ActiveModel, Column, Entity, Model};
use crate::store::{AuditEntry, StoreError, Tx};
use entente_model::deals::Attachment;
use entente_model::ids::{AttachmentId, DealId, UserId};
use entente_model::people::Person;
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

/// A deal's attachments, oldest first. Whether the reader may see the deal is asked before.
pub async fn of_deal<C: ConnectionTrait>(connection: &C, deal: DealId) -> Result<Vec<Attachment>, StoreError> {
    let rows = Entity::find()
        .filter(Column::SubjectId.eq(deal.0))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(on_wire).collect())
}

/// One of a deal's attachments.
pub(super) async fn find<C: ConnectionTrait>(
    connection: &C,
    deal: DealId,
    id: AttachmentId,
) -> Result<Model, StoreError> {
    let row = Entity::find_by_id(id.0)
        .filter(Column::SubjectId.eq(deal.0))
        .one(connection)
        .await?;
    row.ok_or_else(|| Code::NotFound.into())
}

/// Whether a row names the file of this key.
pub(super) async fn is_kept<C: ConnectionTrait>(connection: &C, object_key: &str) -> Result<bool, StoreError> {
    Ok(Entity::find()
        .filter(Column::ObjectKey.eq(object_key))
        .count(connection)
        .await?
        > 0)
}

/// Refuses one more than `most`.
pub(super) async fn check_count<C: ConnectionTrait>(connection: &C, deal: DealId, most: u32) -> Result<(), StoreError> {
    let count = Entity::find()
        .filter(Column::SubjectId.eq(deal.0))
        .count(connection)
        .await?;
    if count >= u64::from(most) {
        return Err(Problem::fields(vec![FieldError::new("/file", FieldCode::TooMany).with("max", most)]).into());
    }
    Ok(())
}

/// Writes the row of a file that is kept.
pub(super) async fn add(tx: &Tx, deal: DealId, file: &Stored, most: u32) -> Result<Attachment, StoreError> {
    let subject = Subject::find(tx.db(), tx.scope(), deal).await?;
    check_count(tx.db(), deal, most).await?;
    let scope = tx.scope();
    let (Some(author), Some(side)) = (scope.user_id(), scope.side()) else {
        return Err(Code::Forbidden.into());
    };
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        subject_id: Set(deal.0),
        partner_id: Set(subject.partner_id.0),
        name: Set(file.name.clone()),
        media_type: Set(file.media_type.to_owned()),
        size: Set(file.size),
        object_key: Set(file.key.clone()),
        author_id: Set(author.0),
        author_name: Set(scope.person_ref().name),
        side: Set(side_text(side).to_owned()),
        created_at: Set(tx.now()),
    };
    let row = row.insert(tx.db()).await?;
    record(tx, &subject, "deal.file_added", &row)?;
    Ok(on_wire(row))
}

/// Takes the row away; the file goes after the commit. Only the side that attached it may.
pub(super) async fn remove(tx: &Tx, deal: DealId, id: AttachmentId) -> Result<String, StoreError> {
    let subject = Subject::find(tx.db(), tx.scope(), deal).await?;
    let row = find(tx.db(), deal, id).await?;
    if !is_own(tx.scope(), &row) {
        return Err(Code::Forbidden.into());
    }
    Entity::delete_by_id(id.0).exec(tx.db()).await?;
    record(tx, &subject, "deal.file_removed", &row)?;
    Ok(row.object_key)
}

fn is_own(scope: &Scope, row: &Model) -> bool {
    scope.side().is_some_and(|side| side_text(side) == row.side)
}

fn record(tx: &Tx, subject: &Subject, kind: &'static str, row: &Model) -> Result<(), StoreError> {
    tx.audit(
        AuditEntry::new(kind, "deal", subject.id.0)
            .partner(Some(subject.partner_id))
            .param("name", row.name.clone())
            .param("size", row.size),
    );
    subject.publish(tx, false)
}

fn on_wire(row: Model) -> Attachment {
    Attachment {
        id: AttachmentId(row.id),
        name: row.name,
        media_type: row.media_type,
        size: u64::try_from(row.size).unwrap_or_default(),
        author: Person {
            id: Some(UserId(row.author_id)),
            name: row.author_name,
        },
        created_at: row.created_at,
    }
}
