//! A claim as a row: what the columns hold, and back.

use crate::store::StoreError;
use crate::store::entities::fund_claims::{Column, Entity, Model};
use crate::work::moved_on_unless;
use entente_model::funds::claim::{ClaimDraft, ClaimFacts, ClaimState, claimable};
use entente_model::funds::request::{FundRequestDraft, FundRequestProgress};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// Sets what follows from what is written, and from what was approved.
pub(crate) fn set_fields(
    row: &mut Model,
    fields: &ClaimDraft,
    (request, progress): (&FundRequestDraft, &FundRequestProgress),
) -> Result<(), serde_json::Error> {
    row.minor = claimable(request, progress, fields);
    row.fields = serde_json::to_string(fields)?;
    Ok(())
}

/// Sets what follows from where it stands.
pub(crate) fn set_facts(row: &mut Model, facts: &ClaimFacts) -> Result<(), serde_json::Error> {
    let progress = &facts.progress;
    row.state = facts.state.as_str().to_owned();
    row.progress = serde_json::to_string(progress)?;
    row.due_at = match facts.state {
        ClaimState::Submitted => progress.decision_due,
        ClaimState::ActionRequired => progress.answer_due,
        _ => None,
    };
    row.submitted_at = progress.submitted_at.unwrap_or(row.created_at);
    Ok(())
}

/// Where a row stands, as the model's rules read it.
pub(super) fn facts(row: &Model) -> Result<ClaimFacts, StoreError> {
    Ok(ClaimFacts {
        state: state(&row.state)?,
        progress: serde_json::from_str(&row.progress)?,
    })
}

/// A state from its column.
pub(super) fn state(word: &str) -> Result<ClaimState, StoreError> {
    ClaimState::parse(word).ok_or_else(|| StoreError::Internal(format!("a claim in the unknown state {word}")))
}

/// Writes a row whole and counts its version on, if nobody changed it since it was read.
pub(super) async fn replace<C: ConnectionTrait>(db: &C, row: &mut Model) -> Result<(), StoreError> {
    let seen = row.version;
    row.version += 1;
    let written = Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(seen))
        .exec(db)
        .await?;
    moved_on_unless(written.rows_affected)
}
