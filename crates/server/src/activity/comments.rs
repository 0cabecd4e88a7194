//! Comments on a record.

use super::timeline::side;
use super::{RecordId, Subject};
use crate::auth::Scope;
use crate::http::{Binding, Refusal};
use crate::store::entities::comments::{ActiveModel, Column, Entity, Model};
use crate::store::{AuditEntry, Database, StoreError, Tx};
use crate::{deals, funds};
use chrono::{DateTime, Utc};
use entente_model::activity::{Comment, NewComment};
use entente_model::deals::draft::limits;
use entente_model::ids::{CommentId, UserId};
use entente_model::page::Page;
use entente_model::people::{Person, Side};
use entente_model::problem::{Code, FieldCode, FieldError};
use entente_model::text;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// A page of comments, oldest first; internal ones for the vendor's people only.
pub(super) async fn list(
    database: &Database,
    scope: &Scope,
    record: RecordId,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<Comment>, Refusal> {
    let record = record.uuid();
    let binding = Binding::new("comments", &record)?;
    let mut query = Entity::find()
        .filter(Column::SubjectId.eq(record))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .limit(u64::from(limit) + 1);
    if scope.is_partner() {
        query = query.filter(Column::Internal.eq(false));
    }
    if let Some((at, id)) = binding.decode_optional::<(DateTime<Utc>, Uuid)>(cursor)? {
        let together = Condition::all().add(Column::CreatedAt.eq(at)).add(Column::Id.gt(id));
        query = query.filter(Condition::any().add(Column::CreatedAt.gt(at)).add(together));
    }
    let rows = query.all(database.read()).await?;
    Ok(binding.page(
        rows,
        limit,
        |row| (row.created_at, row.id),
        |row| Ok::<_, StoreError>(on_wire(row)),
    )?)
}

/// What is wrong with a comment that somebody wants to write.
pub(super) fn check(scope: &Scope, comment: &NewComment) -> Vec<FieldError> {
    let mut errors = Vec::new();
    text::check_required("/body", &comment.body, limits::NOTES, true, &mut errors);
    if comment.internal && scope.is_partner() {
        errors.push(FieldError::new("/internal", FieldCode::UnknownValue));
    }
    errors
}

/// Writes a comment.
pub(super) async fn add(tx: &Tx, record: RecordId, comment: &NewComment) -> Result<Comment, StoreError> {
    let subject = Subject::find(tx.db(), tx.scope(), record).await?;
    let scope = tx.scope();
    let (Some(author), Some(author_side)) = (scope.user_id(), scope.side()) else {
        return Err(Code::Forbidden.into());
    };
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        subject_id: Set(record.uuid()),
        partner_id: Set(subject.partner_id.0),
        author_id: Set(author.0),
        author_name: Set(scope.person_ref().name),
        side: Set(crate::auth::side_text(author_side).to_owned()),
        body: Set(comment.body.trim().to_owned()),
        internal: Set(comment.internal),
        created_at: Set(tx.now()),
    };
    let row = row.insert(tx.db()).await?;
    let (kind, commented) = record.words();
    let mut entry = AuditEntry::new(commented, kind, record.uuid()).partner(Some(subject.partner_id));
    if comment.internal {
        entry = entry.internal();
    }
    tx.audit(entry.param("comment_id", row.id.to_string()));
    subject.publish(tx, comment.internal)?;
    if !comment.internal {
        tell(tx, record, author_side)?;
    }
    Ok(on_wire(row))
}

/// Tells the other side.
fn tell(tx: &Tx, record: RecordId, author_side: Side) -> Result<(), StoreError> {
    match record {
        RecordId::Deal(id) => deals::notify::commented(tx, id, author_side),
        RecordId::FundRequest(id) => funds::request_commented(tx, id, author_side),
        RecordId::FundClaim(id) => funds::claim_commented(tx, id, author_side),
    }
}

fn on_wire(row: Model) -> Comment {
    Comment {
        id: CommentId(row.id),
        author: Person {
            id: Some(UserId(row.author_id)),
            name: row.author_name,
        },
        side: side(&row.side).unwrap_or(Side::Vendor),
        body: row.body,
        internal: row.internal,
        created_at: row.created_at,
    }
}
