//! Attachments as rows. The file itself is kept before its row and taken away when the row fails.

use super::Host;
use crate::auth::{Scope, side_text};
use crate::files::Stored;
use crate::store::entities::attachments::{ActiveModel, Column, Entity, Model};
use crate::store::{StoreError, Tx};
use entente_model::deals::Attachment;
use entente_model::funds::activity::ProofKind;
use entente_model::ids::{AttachmentId, UserId};
use entente_model::people::Person;
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

/// A record's attachments, oldest first. Whether the reader may see the record is asked before.
pub async fn of_record<C: ConnectionTrait>(connection: &C, record: Uuid) -> Result<Vec<Attachment>, StoreError> {
    let rows = rows_of(connection, record).await?;
    Ok(rows.into_iter().map(on_wire).collect())
}

/// The same as rows.
pub(crate) async fn rows_of<C: ConnectionTrait>(connection: &C, record: Uuid) -> Result<Vec<Model>, StoreError> {
    Ok(Entity::find()
        .filter(Column::SubjectId.eq(record))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?)
}

/// One of a record's attachments.
pub(crate) async fn find<C: ConnectionTrait>(
    connection: &C,
    record: Uuid,
    id: AttachmentId,
) -> Result<Model, StoreError> {
    let row = Entity::find_by_id(id.0)
        .filter(Column::SubjectId.eq(record))
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
async fn check_count<C: ConnectionTrait>(connection: &C, record: Uuid, most: u32) -> Result<(), StoreError> {
    let count = Entity::find()
        .filter(Column::SubjectId.eq(record))
        .count(connection)
        .await?;
    if count >= u64::from(most) {
        return Err(Problem::fields(vec![FieldError::new("/file", FieldCode::TooMany).with("max", most)]).into());
    }
    Ok(())
}

/// Writes the row of a file that is kept. What it proves is said of a claim's files.
pub(crate) async fn add(
    tx: &Tx,
    host: &Host,
    file: &Stored,
    most: u32,
    proof: Option<ProofKind>,
) -> Result<Attachment, StoreError> {
    check_count(tx.db(), host.id, most).await?;
    let scope = tx.scope();
    let (Some(author), Some(side)) = (scope.user_id(), scope.side()) else {
        return Err(Code::Forbidden.into());
    };
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        subject_id: Set(host.id),
        partner_id: Set(host.partner_id.0),
        name: Set(file.name.clone()),
        media_type: Set(file.media_type.to_owned()),
        size: Set(file.size),
        object_key: Set(file.key.clone()),
        author_id: Set(author.0),
        author_name: Set(scope.person_ref().name),
        side: Set(side_text(side).to_owned()),
        created_at: Set(tx.now()),
        proof: Set(proof.map(|kind| kind.as_str().to_owned())),
    };
    let row = row.insert(tx.db()).await?;
    record(tx, host, host.added, &row)?;
    Ok(on_wire(row))
}

/// Takes the row away; the file goes after the commit. Only the side that attached it may.
pub(crate) async fn remove(tx: &Tx, host: &Host, id: AttachmentId) -> Result<String, StoreError> {
    let row = find(tx.db(), host.id, id).await?;
    if !is_own(tx.scope(), &row) {
        return Err(Code::Forbidden.into());
    }
    Entity::delete_by_id(id.0).exec(tx.db()).await?;
    record(tx, host, host.removed, &row)?;
    Ok(row.object_key)
}

/// Takes all rows of a record away that is deleted; the files go with the next sweep.
pub(crate) async fn remove_all(tx: &Tx, record: Uuid) -> Result<(), StoreError> {
    let rows = Entity::delete_many().filter(Column::SubjectId.eq(record));
    rows.exec(tx.db()).await?;
    Ok(())
}

fn is_own(scope: &Scope, row: &Model) -> bool {
    scope.side().is_some_and(|side| side_text(side) == row.side)
}

fn record(tx: &Tx, host: &Host, kind: &'static str, row: &Model) -> Result<(), StoreError> {
    host.record(tx, kind, |entry| {
        let entry = entry.param("name", row.name.clone()).param("size", row.size);
        match &row.proof {
            Some(proof) => entry.param("proof", proof.clone()),
            None => entry,
        }
    })
}

/// As on the wire.
pub(crate) fn on_wire(row: Model) -> Attachment {
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
