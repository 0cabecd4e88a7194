//! Who looks after an item: taking it, giving it to somebody, handing it to somebody higher.

use super::decide::open_item;
use super::deciders::may_decide;
use super::item::{self, Item, flags_text};
use super::open::publish;
use super::record::Record;
use crate::deals::decision::{self, Question};
use crate::funds::{claims, requests};
use crate::onboarding::applications;
use crate::store::StoreError;
use crate::store::sql::Sql;
use crate::work::{Work, moved_on_unless};
use entente_model::approvals::{ApprovalKind, Assignment, Escalation, RiskFlag};
use entente_model::deals::draft::limits;
use entente_model::ids::{ApprovalId, UserId};
use entente_model::people::Role;
use entente_model::problem::{FieldCode, FieldError, Problem};
use entente_model::text;
use sea_orm::ConnectionTrait;

/// What is wrong with an assignment.
pub fn check_assignment(assignment: &Assignment) -> Vec<FieldError> {
    let mut errors = Vec::new();
    text::check("/note", &assignment.note, limits::NOTES, true, &mut errors);
    errors
}

/// What is wrong with an escalation.
pub fn check_escalation(escalation: &Escalation) -> Vec<FieldError> {
    let mut errors = Vec::new();
    text::check_required("/note", &escalation.note, limits::NOTES, true, &mut errors);
    errors
}

/// Gives an item to somebody, or to nobody in particular. Taking a registration or an application oneself opens its review.
pub async fn assign(
    work: &mut Work<'_>,
    id: ApprovalId,
    seen: i64,
    assignment: &Assignment,
) -> Result<Item, StoreError> {
    let mut item = open_item(work, id, seen).await?;
    let name = match assignment.assignee {
        Some(user) => assignee_name(work, user, item.kind()?, &item.row.region).await?,
        None => String::new(),
    };
    let takes_it = assignment.assignee.is_some() && assignment.assignee == work.scope.user_id();
    let kind = item.kind()?;
    match &mut item.record {
        _ if !takes_it => {}
        Record::Deal(deal) => decision::start_review(work, deal, Question::of(kind)?).await?,
        Record::Application(application) => applications::decide::start_review(work, application).await?,
        Record::FundRequest(_) | Record::FundClaim(_) => {}
    }
    item.row.assignee_id = assignment.assignee.map(|user| user.0);
    item.row.assignee_name = name;
    write(work, &mut item).await?;
    let note = assignment.note.trim().to_owned();
    let assignee = item.row.assignee_name.clone();
    let tell = assignment.assignee.filter(|_| !takes_it);
    match &item.record {
        Record::Deal(deal) => decision::assigned(work, deal, assignee, note, tell)?,
        Record::Application(application) => {
            applications::decide::assigned(work, application, id, assignee, note, tell)?;
        }
        Record::FundRequest(request) => requests::decide::assigned(work, request, assignee, note, tell)?,
        Record::FundClaim(claim) => claims::decide::assigned(work, claim, assignee, note, tell)?,
    }
    Ok(item)
}

/// Hands an item to somebody higher: it is nobody's until a program admin takes it.
pub async fn escalate(
    work: &mut Work<'_>,
    id: ApprovalId,
    seen: i64,
    escalation: &Escalation,
) -> Result<Item, StoreError> {
    let mut item = open_item(work, id, seen).await?;
    let note = escalation.note.trim().to_owned();
    match &mut item.record {
        Record::Deal(deal) => decision::escalate(work, deal, note).await?,
        Record::Application(application) => applications::decide::escalate(work, application, id, note).await?,
        Record::FundRequest(request) => requests::decide::escalate(work, request, note).await?,
        Record::FundClaim(claim) => claims::decide::escalate(work, claim, note).await?,
    }
    let mut flags = item::flags(&item.row.flags);
    flags.insert(RiskFlag::Escalated);
    item.row.flags = flags_text(&flags);
    item.row.assignee_id = None;
    item.row.assignee_name = String::new();
    write(work, &mut item).await?;
    Ok(item)
}

/// Writes who looks after an item and what to look at, unless somebody changed it since it was read.
async fn write(work: &mut Work<'_>, item: &mut Item) -> Result<(), StoreError> {
    let row = &mut item.row;
    let mut sql = Sql::new(work.db.get_database_backend(), "UPDATE approvals SET assignee_id = ");
    sql.bind(row.assignee_id)
        .push(", assignee_name = ")
        .bind(row.assignee_name.clone());
    sql.push(", flags = ").bind(row.flags.clone());
    sql.push(", version = version + 1 WHERE id = ")
        .bind(row.id)
        .push(" AND state = 'open' AND version = ")
        .bind(row.version);
    moved_on_unless(work.db.execute_raw(sql.statement()).await?.rows_affected())?;
    row.version += 1;
    publish(work, item.record.about(), item.row.id, item.row.version);
    Ok(())
}

/// The name of somebody who may decide an item of the kind and the region; a refusal of the field otherwise.
async fn assignee_name(work: &Work<'_>, user: UserId, kind: ApprovalKind, region: &str) -> Result<String, StoreError> {
    let query = "SELECT name, role, regions FROM users WHERE disabled_at IS NULL AND id = ";
    let mut sql = Sql::new(work.db.get_database_backend(), query);
    sql.bind(user.0);
    let refused = || Problem::fields(vec![FieldError::new("/assignee", FieldCode::UnknownValue)]);
    let row = work.db.query_one_raw(sql.statement()).await?.ok_or_else(refused)?;
    let (role, regions): (String, String) = (row.try_get("", "role")?, row.try_get("", "regions")?);
    let regions: Vec<String> = serde_json::from_str(&regions)?;
    let role = Role::ALL.into_iter().find(|known| known.as_str() == role);
    if role.is_some_and(|role| may_decide(role, &regions, kind, region)) {
        Ok(row.try_get("", "name")?)
    } else {
        Err(refused().into())
    }
}
