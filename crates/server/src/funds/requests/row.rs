//! A request as a row: what the columns hold, and back.

use crate::deals::record::no_day;
use crate::deals::search;
use crate::store::StoreError;
use crate::store::entities::fund_requests::{Column, Entity, Model};
use crate::work::moved_on_unless;
use chrono::{DateTime, NaiveDate, Utc};
use entente_model::funds::activity::ActivityType;
use entente_model::funds::request::{FundRequestDraft, FundRequestFacts, FundRequestState};
use entente_model::ids::FundId;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// What a request begins with: whose it is, who writes it, and when.
pub(crate) struct Beginning<'a> {
    /// Its id.
    pub id: Uuid,
    /// The partner.
    pub partner_id: Uuid,
    /// Code of the partner's region.
    pub region: &'a str,
    /// The partner's tier.
    pub tier: &'a str,
    /// Who writes it.
    pub owner_id: Uuid,
    /// Their name.
    pub owner_name: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

/// The row of a request in which nothing is written yet; [`set_fields`] and [`set_facts`] fill it.
pub(crate) fn begun(beginning: Beginning<'_>) -> Model {
    Model {
        id: beginning.id,
        reference: crate::deals::reference(beginning.id),
        fund_id: None,
        partner_id: beginning.partner_id,
        region: beginning.region.to_owned(),
        owner_id: beginning.owner_id,
        owner_name: beginning.owner_name.to_owned(),
        state: String::new(),
        activity: String::new(),
        title: String::new(),
        search: String::new(),
        starts_on: no_day(),
        ends_on: no_day(),
        currency: String::new(),
        asked_minor: 0,
        fields: String::new(),
        progress: String::new(),
        settings_id: None,
        reserved_minor: 0,
        payable_minor: 0,
        paid_minor: 0,
        due_at: None,
        claim_deadline: no_day(),
        submitted_at: beginning.at,
        updated_at: beginning.at,
        created_at: beginning.at,
        version: 1,
        results: "{}".to_owned(),
        tier: beginning.tier.to_owned(),
        approved_on: None,
        decision_days: None,
        payment_days: None,
        leads: 0,
        pipeline_currency: String::new(),
        pipeline_minor: 0,
        won_currency: String::new(),
        won_minor: 0,
    }
}

/// Sets what follows from what is written. The fund is one of the partner's, or none.
pub(crate) fn set_fields(
    row: &mut Model,
    fields: &FundRequestDraft,
    fund: Option<FundId>,
    partner: &str,
) -> Result<(), serde_json::Error> {
    let activity = fields.activity.map(ActivityType::as_str);
    row.fund_id = fund.map(|id| id.0);
    row.activity = activity.unwrap_or_default().to_owned();
    row.title = fields.title.trim().to_owned();
    row.search = search::joined(&[&fields.title, &row.reference, partner]);
    row.starts_on = fields.starts_on.unwrap_or(no_day());
    row.ends_on = fields.ends_on.unwrap_or(no_day());
    row.currency = fields.currency.clone();
    row.asked_minor = fields.asked.unwrap_or(0);
    row.fields = serde_json::to_string(fields)?;
    Ok(())
}

/// Sets what follows from where it stands.
pub(crate) fn set_facts(row: &mut Model, facts: &FundRequestFacts) -> Result<(), serde_json::Error> {
    let progress = &facts.progress;
    row.state = facts.state.as_str().to_owned();
    row.progress = serde_json::to_string(progress)?;
    row.due_at = match facts.state {
        FundRequestState::ActionRequired => progress.answer_due,
        _ => progress.decision_due,
    };
    row.claim_deadline = progress.claim_deadline.unwrap_or(no_day());
    row.submitted_at = progress.submitted_at.unwrap_or(row.created_at);
    row.approved_on = progress.approved_on;
    row.decision_days = whole_days(progress.days_to_decision());
    Ok(())
}

/// Days as their column holds them.
pub(crate) fn whole_days(days: Option<u32>) -> Option<i32> {
    days.and_then(|days| i32::try_from(days).ok())
}

/// Where a row stands, as the model's rules read it.
pub(super) fn facts(row: &Model) -> Result<FundRequestFacts, StoreError> {
    Ok(FundRequestFacts {
        state: state(&row.state)?,
        progress: serde_json::from_str(&row.progress)?,
    })
}

/// A state from its column.
pub(in crate::funds) fn state(word: &str) -> Result<FundRequestState, StoreError> {
    FundRequestState::parse(word).ok_or_else(|| StoreError::Internal(format!("a request in the unknown state {word}")))
}

/// A day of its column, when there is one.
pub(in crate::funds) fn day(column: NaiveDate) -> Option<NaiveDate> {
    Some(column).filter(|day| *day < no_day())
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
