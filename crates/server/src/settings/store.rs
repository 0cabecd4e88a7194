//! Versions of the settings as rows.

use super::InEffect;
use super::planned::TAKES_EFFECT;
use crate::auth::Scope;
use crate::http::{Binding, Refusal};
use crate::onboarding::agreement::changed_job;
use crate::store::entities::settings_versions::{ActiveModel, Column, Entity, Model};
use crate::store::{Audience, AuditEntry, Database, NewJob, StoreError, Tx};
use chrono::{DateTime, Utc};
use entente_model::events::LiveEvent;
use entente_model::ids::{SettingsVersionId, UserId};
use entente_model::page::Page;
use entente_model::people::Person;
use entente_model::problem::Code;
use entente_model::settings::{FundSettings, NewSettingsVersion, ProgramSettings, SettingsVersion};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// Id of the version in effect: the latest to have begun, and of those that began together the newest.
pub(super) async fn id_in_effect(database: &Database, now: DateTime<Utc>) -> Result<Option<Uuid>, StoreError> {
    let id = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::EffectiveFrom.lte(now))
        .order_by_desc(Column::EffectiveFrom)
        .order_by_desc(Column::Number)
        .into_tuple::<Uuid>()
        .one(database.read())
        .await?;
    Ok(id)
}

/// A version, ready for use.
pub(super) async fn load(database: &Database, id: Uuid) -> Result<InEffect, StoreError> {
    let row = find(database, id).await?;
    let settings = serde_json::from_str(&row.settings)?;
    Ok(InEffect::new(SettingsVersionId(row.id), row.number, settings))
}

/// A version as on the wire.
pub(crate) async fn version(database: &Database, id: Uuid, in_effect: Uuid) -> Result<SettingsVersion, StoreError> {
    on_wire(find(database, id).await?, in_effect)
}

/// The settings that applied until a version took effect; `None` when it never did, because a newer one is of the same time.
pub(crate) async fn replaced_by(
    database: &Database,
    id: SettingsVersionId,
) -> Result<Option<ProgramSettings>, StoreError> {
    let row = find(database, id.0).await?;
    if id_in_effect(database, row.effective_from).await? != Some(row.id) {
        return Ok(None);
    }
    let before = Entity::find()
        .filter(Column::EffectiveFrom.lt(row.effective_from))
        .order_by_desc(Column::EffectiveFrom)
        .order_by_desc(Column::Number)
        .one(database.read())
        .await?;
    Ok(before
        .map(|before| serde_json::from_str(&before.settings))
        .transpose()?)
}

/// What a version said of funds, for what was approved by it.
pub(crate) async fn fund_settings<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<FundSettings, StoreError> {
    let row = Entity::find_by_id(id).one(db).await?;
    let row = row.ok_or_else(|| StoreError::Internal(format!("version {id} of the settings is gone")))?;
    let settings: ProgramSettings = serde_json::from_str(&row.settings)?;
    Ok(settings.funds)
}

async fn find(database: &Database, id: Uuid) -> Result<Model, StoreError> {
    let row = Entity::find_by_id(id).one(database.read()).await?;
    row.ok_or_else(|| StoreError::Internal(format!("version {id} of the settings is gone")))
}

/// Makes the first version from the defaults when there is none.
pub async fn ensure_first(database: &Database) -> Result<(), StoreError> {
    if newest(database).await?.is_some() {
        return Ok(());
    }
    let made = database
        .write(&Scope::portal(), (), |tx, ()| {
            Box::pin(async move {
                insert(tx, 1, DateTime::UNIX_EPOCH, "", &ProgramSettings::initial()).await?;
                Ok(())
            })
        })
        .await;
    // Another server may have been faster.
    match made {
        Err(StoreError::Unique(_)) => Ok(()),
        other => other,
    }
}

/// The newest version, in effect or not yet.
pub(super) async fn newest(database: &Database) -> Result<Option<Model>, StoreError> {
    Ok(Entity::find()
        .order_by_desc(Column::Number)
        .one(database.read())
        .await?)
}

/// A page of versions, newest first.
pub(super) async fn list(
    database: &Database,
    in_effect: Uuid,
    limit: u32,
    cursor: Option<&str>,
) -> Result<Page<SettingsVersion>, Refusal> {
    let binding = Binding::new("settings_versions", &())?;
    let mut query = Entity::find().order_by_desc(Column::Number).limit(u64::from(limit) + 1);
    if let Some(number) = binding.decode_optional::<i64>(cursor)? {
        query = query.filter(Column::Number.lt(number));
    }
    let rows = query.all(database.read()).await?;
    Ok(binding.page(rows, limit, |row| row.number, |row| on_wire(row, in_effect))?)
}

/// Writes the version that follows `seen`; refused with `already_exists` when that is not the newest. Of two that write at once
/// the unique constraint on `number` lets one.
pub(super) async fn add(tx: &Tx, seen: i64, new: &NewSettingsVersion) -> Result<SettingsVersion, StoreError> {
    let newest = Entity::find().order_by_desc(Column::Number).one(tx.db()).await?;
    newest
        .filter(|newest| newest.number == seen)
        .ok_or(Code::AlreadyExists)?;
    let effective_from = new.effective_from.unwrap_or(tx.now());
    let row = insert(tx, seen + 1, effective_from, &new.note, &new.settings)
        .await
        .map_err(|error| match error {
            StoreError::Unique(_) => Code::AlreadyExists.into(),
            other => other,
        })?;
    let id = row.id;
    tx.audit(
        AuditEntry::new("settings.changed", "settings", id)
            .internal()
            .param("number", row.number)
            .param("effective_from", effective_from.to_rfc3339())
            .param("note", new.note.clone()),
    );
    // Whether the text is another one is seen when it takes effect: by then other versions may have come before it.
    let agreement = &new.settings.onboarding.agreement;
    tx.enqueue(changed_job(SettingsVersionId(id), agreement, effective_from)?);
    let now = tx.now();
    if effective_from <= now {
        tx.publish(&LiveEvent::Settings {}, Audience::everybody())?;
    } else {
        tx.enqueue(NewJob::new(TAKES_EFFECT, &())?.at(effective_from).about(id));
    }
    on_wire(row, if effective_from <= now { id } else { Uuid::nil() })
}

async fn insert(
    tx: &Tx,
    number: i64,
    effective_from: DateTime<Utc>,
    note: &str,
    settings: &ProgramSettings,
) -> Result<Model, StoreError> {
    let author = tx.scope().person_ref();
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        number: Set(number),
        effective_from: Set(effective_from),
        author_id: Set(author.id.map(|id| id.0)),
        author_name: Set(author.name),
        created_at: Set(tx.now()),
        note: Set(note.to_owned()),
        settings: Set(serde_json::to_string(settings)?),
    };
    Ok(row.insert(tx.db()).await?)
}

fn on_wire(row: Model, in_effect: Uuid) -> Result<SettingsVersion, StoreError> {
    Ok(SettingsVersion {
        id: SettingsVersionId(row.id),
        number: row.number,
        effective_from: row.effective_from,
        in_effect: row.id == in_effect,
        author: Person {
            id: row.author_id.map(UserId),
            name: row.author_name,
        },
        created_at: row.created_at,
        note: row.note,
        settings: serde_json::from_str(&row.settings)?,
    })
}
