//! Looks after journeys that are late: reminds their partners on the days that the settings name, and asks who looks after the region to
//! have a look at those that have fallen behind, and at the vendor's own tasks that are late.

use super::notify::{self, Notice};
use super::risk::Today;
use super::store::write;
use super::{WholeJourney, reminder, row};
use crate::auth::Scope;
use crate::jobs::{Context, Handler, Job, JobError, Registry};
use crate::settings::InEffect;
use crate::store::entities::{journeys, partners};
use crate::store::sql::Sql;
use crate::store::{AuditEntry, Database, StoreError};
use crate::work::Work;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use entente_model::ids::PartnerId;
use entente_model::onboarding::JourneyRisk;
use entente_model::people::PartnerStatus;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use std::sync::Arc;
use uuid::Uuid;

/// How often it is looked: a day begins at another hour in each region.
const EVERY: std::time::Duration = std::time::Duration::from_secs(60 * 60);
/// Most journeys that are looked at, and then changed, at once.
const AT_ONCE: i64 = 200;

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.every("journeys_clock", EVERY, Clock);
}

struct Clock;

#[async_trait]
impl Handler for Clock {
    async fn run(&self, context: &Context, _: &Job) -> Result<(), JobError> {
        let state = &context.state;
        let settings = state.settings.in_effect(&state.database).await?;
        let mut after = Uuid::nil();
        loop {
            let found = late_after(&state.database, &settings, after).await?;
            let Some(last) = found.last() else { return Ok(()) };
            after = last.row.partner_id;
            let now = state.database.now();
            let due = found
                .iter()
                .filter(|journey| Due::of(journey, &settings, now).is_some());
            let due: Vec<Uuid> = due.map(|journey| journey.row.partner_id).collect();
            if !due.is_empty() {
                attend_all(&state.database, due, settings.clone()).await?;
            }
        }
    }
}

/// Journeys behind a place that something may be due for: those where something is late, or that were flagged when it was. Partners that
/// begin nothing, because they are suspended or have left, are left in peace.
async fn late_after(database: &Database, settings: &InEffect, after: Uuid) -> Result<Vec<WholeJourney>, StoreError> {
    let statuses = PartnerStatus::ALL.iter().filter(|status| status.may_begin());
    let today = Today::of(settings, database.now());
    let mut sql = Sql::new(database.backend(), "SELECT j.* FROM journeys j ");
    sql.push("JOIN partners p ON p.id = j.partner_id WHERE j.partner_id > ")
        .bind(after);
    sql.push(" AND p.status IN ")
        .bind_list(statuses.map(|status| status.as_str()));
    sql.push(" AND (j.flagged_at IS NOT NULL OR j.vendor_flagged_at IS NOT NULL");
    sql.push(" OR (j.completed_at IS NULL AND (j.next_due < ");
    today.push_day(&mut sql, 0);
    sql.push(" OR j.vendor_due < ");
    today.push_day(&mut sql, 0);
    sql.push("))) ORDER BY j.partner_id LIMIT ").bind(AT_ONCE);
    let rows = database.read().query_all_raw(sql.statement()).await?;
    rows.iter()
        .map(|row| WholeJourney::of(journeys::Model::from_query_result(row, "")?))
        .collect()
}

async fn attend_all(database: &Database, due: Vec<Uuid>, settings: Arc<InEffect>) -> Result<(), StoreError> {
    database
        .write(&Scope::portal(), (due, settings), |tx, (due, settings)| {
            Box::pin(async move {
                for partner in due {
                    let mut work = Work::new(tx, settings);
                    attend(&mut work, *partner).await?;
                    work.leave(tx)?;
                }
                Ok(())
            })
        })
        .await
}

/// What is due for a journey at a moment.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Due {
    /// The partner is reminded.
    reminds: bool,
    /// The flag of a partner that has fallen behind is raised, or taken down; as it is when absent.
    behind: Option<bool>,
    /// The same of the flag of a late task of the vendor's.
    vendor_late: Option<bool>,
}

impl Due {
    fn of(journey: &WholeJourney, settings: &InEffect, now: DateTime<Utc>) -> Option<Due> {
        let today = settings.day_in(&journey.row.region, now);
        let reminder_days = &settings.settings.onboarding.reminder_days;
        let reminds = journey
            .journey
            .is_reminded_on(today, reminder_days, journey.row.reminded_on);
        let standing = journey.standing(settings, now);
        let changed = |is: bool, flagged_at: Option<DateTime<Utc>>| (is != flagged_at.is_some()).then_some(is);
        let behind = changed(standing.risk == JourneyRisk::AtRisk, journey.row.flagged_at);
        let vendor_late = changed(standing.is_vendor_late(), journey.row.vendor_flagged_at);
        (reminds || behind.is_some() || vendor_late.is_some()).then_some(Due {
            reminds,
            behind,
            vendor_late,
        })
    }
}

/// Does what is due for a partner's journey as it stands by now.
async fn attend(work: &mut Work<'_>, partner: Uuid) -> Result<(), StoreError> {
    let Some(row) = journeys::Entity::find_by_id(partner).one(work.db).await? else {
        return Ok(());
    };
    let company = partners::Entity::find_by_id(partner).one(work.db).await?;
    let status = company.and_then(|company| PartnerStatus::parse(&company.status));
    let mut journey = WholeJourney::of(row)?;
    let Some(due) = Due::of(&journey, work.settings, work.now).filter(|_| status.is_some_and(PartnerStatus::may_begin))
    else {
        return Ok(());
    };
    let id = PartnerId(partner);
    let reader = if due.reminds {
        reminder::reader(work, id).await?
    } else {
        None
    };
    // Nobody is told, and nothing is recorded, of a reminder that reaches nobody.
    if reader.is_none() && due.behind.is_none() && due.vendor_late.is_none() {
        return Ok(());
    }
    let row = &mut journey.row;
    let read = row.version;
    if let Some(reader) = reader {
        row.reminded_on = Some(work.settings.day_in(&row.region, work.now));
        work.keep(AuditEntry::new("journey.reminded", "partner", partner).partner(Some(id)));
        reminder::remind(work, id, reader)?;
    }
    if let Some(raised) = due.behind {
        row.flagged_at = raised.then_some(work.now);
    }
    if let Some(raised) = due.vendor_late {
        row.vendor_flagged_at = raised.then_some(work.now);
    }
    let flags = [
        (due.behind, "journey.fell_behind", Notice::FellBehind),
        (due.vendor_late, "journey.vendor_late", Notice::VendorLate),
    ];
    for (_, kind, notice) in flags.into_iter().filter(|(raised, ..)| *raised == Some(true)) {
        let entry = AuditEntry::new(kind, "partner", partner).partner(Some(id));
        work.keep(entry.internal());
        notify::queue(work, id, notice)?;
    }
    row::touch(row, work.now);
    write(work, row, read).await
}
