//! What the vendor's people note about a partner. No partner's person may ask for it, and none is told that there is something.

use super::record;
use crate::auth::{Permitted, can};
use crate::http::{AppState, Binding, PageQuery, Path, Posted, Query, Refusal, Reply, idempotent, page_limit};
use crate::store::entities::partner_notes::{Column, Entity, Model};
use crate::store::entities::partners;
use crate::store::{Audience, AuditEntry, Database, StoreError, Tx};
use axum::extract::State;
use chrono::{DateTime, Utc};
use entente_model::events::LiveEvent;
use entente_model::ids::{PartnerId, PartnerNoteId, UserId};
use entente_model::page::Page;
use entente_model::partners::{NewPartnerNote, PartnerNote};
use entente_model::people::Person;
use entente_model::problem::Code;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(remove))
}

/// Notes about a partner, newest first.
#[utoipa::path(get, path = "/partners/{id}/notes", operation_id = "list_partner_notes", tag = "partners",
    params(("id" = PartnerId, Path), PageQuery), responses((status = 200, body = Page<PartnerNote>)))]
async fn list(
    scope: Permitted<can::ReadPartnerNotes>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    Query(query): Query<PageQuery>,
) -> Result<Reply, Refusal> {
    let limit = page_limit(query.limit)?;
    record::find(state.database.read(), &scope, id).await?;
    let page = page(&state.database, id, limit, query.cursor.as_deref()).await?;
    Ok(Reply::ok(&page)?)
}

/// Notes something about a partner.
#[utoipa::path(post, path = "/partners/{id}/notes", operation_id = "add_partner_note", tag = "partners",
    params(("id" = PartnerId, Path)), request_body = NewPartnerNote, responses((status = 201, body = PartnerNote)))]
async fn add(
    scope: Permitted<can::WritePartnerNotes>,
    State(state): State<AppState>,
    Path(id): Path<PartnerId>,
    request: Posted<NewPartnerNote>,
) -> Result<Reply, Refusal> {
    record::find(state.database.read(), &scope, id).await?;
    Refusal::unless_empty(request.value.check())?;
    idempotent(
        &state.database,
        &scope,
        request.key,
        (id, request.value),
        |tx, (id, note)| {
            Box::pin(async move {
                let note = insert(tx, *id, note).await?;
                Ok(Reply::created(&note, format!("/partners/{id}/notes"))?)
            })
        },
    )
    .await
}

/// Takes one's own note away. 403 for somebody else's.
#[utoipa::path(delete, path = "/partners/{id}/notes/{note_id}", operation_id = "remove_partner_note", tag = "partners",
    params(("id" = PartnerId, Path), ("note_id" = PartnerNoteId, Path)), responses((status = 204)))]
async fn remove(
    scope: Permitted<can::WritePartnerNotes>,
    State(state): State<AppState>,
    Path((id, note)): Path<(PartnerId, PartnerNoteId)>,
) -> Result<Reply, Refusal> {
    state
        .database
        .write(&scope, (id, note), |tx, (id, note)| Box::pin(delete(tx, *id, *note)))
        .await?;
    Ok(Reply::no_content())
}

async fn page(
    database: &Database,
    partner: PartnerId,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<PartnerNote>, Refusal> {
    let binding = Binding::new("partner_notes", &partner)?;
    let mut query = Entity::find()
        .filter(Column::PartnerId.eq(partner.0))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(u64::from(limit) + 1);
    if let Some((at, id)) = binding.decode_optional::<(DateTime<Utc>, Uuid)>(cursor)? {
        let together = Condition::all().add(Column::CreatedAt.eq(at)).add(Column::Id.lt(id));
        query = query.filter(Condition::any().add(Column::CreatedAt.lt(at)).add(together));
    }
    let rows = query.all(database.read()).await?;
    Ok(binding.page(
        rows,
        limit,
        |row| (row.created_at, row.id),
        |row| Ok::<_, StoreError>(on_wire(row)),
    )?)
}

async fn insert(tx: &Tx, id: PartnerId, note: &NewPartnerNote) -> Result<PartnerNote, StoreError> {
    let partner = record::find(tx.db(), tx.scope(), id).await?;
    let Some(author) = tx.scope().user_id() else {
        return Err(Code::Forbidden.into());
    };
    let row = Model {
        id: Uuid::now_v7(),
        partner_id: id.0,
        author_id: author.0,
        author_name: tx.scope().person_ref().name,
        body: note.body.trim().to_owned(),
        created_at: tx.now(),
    };
    Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(tx.db())
        .await?;
    leave(tx, "partner.note_added", &partner, row.id)?;
    Ok(on_wire(row))
}

async fn delete(tx: &Tx, id: PartnerId, note: PartnerNoteId) -> Result<(), StoreError> {
    let partner = record::find(tx.db(), tx.scope(), id).await?;
    let found = Entity::find_by_id(note.0)
        .filter(Column::PartnerId.eq(id.0))
        .one(tx.db())
        .await?;
    let row = found.ok_or(Code::NotFound)?;
    if tx.scope().user_id() != Some(UserId(row.author_id)) {
        return Err(Code::Forbidden.into());
    }
    let gone = Entity::delete_by_id(row.id).exec(tx.db()).await?;
    // The same person took it away in another window, a moment ago.
    if gone.rows_affected == 0 {
        return Err(Code::NotFound.into());
    }
    leave(tx, "partner.note_removed", &partner, row.id)
}

/// The entry of the timeline, and what tells the vendor's open pages.
fn leave(tx: &Tx, kind: &'static str, partner: &partners::Model, note: Uuid) -> Result<(), StoreError> {
    let id = PartnerId(partner.id);
    let entry = AuditEntry::new(kind, "partner", id.0).partner(Some(id)).internal();
    tx.audit(entry.param("note_id", note.to_string()));
    let event = LiveEvent::Partner {
        id,
        version: partner.version,
    };
    tx.publish(&event, Audience::vendor(id, partner.region.clone()))
}

fn on_wire(row: Model) -> PartnerNote {
    PartnerNote {
        id: PartnerNoteId(row.id),
        author: Person {
            id: Some(UserId(row.author_id)),
            name: row.author_name,
        },
        body: row.body,
        created_at: row.created_at,
    }
}
