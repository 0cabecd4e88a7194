//! An application in its applicant's hands: begun, saved, handed in, deleted.

use super::access::{self, Applicant};
use super::notify::{self, Notice};
use super::row::{Candidacy, WholeApplication};
use super::{clock, links};
use crate::approvals::{self, About, Opening};
use crate::http::stale;
use crate::settings::InEffect;
use crate::store::entities::{applications, approvals as approval_rows, partners};
use crate::store::{AuditEntry, Database, StoreError, Tx};
use crate::work::{Work, moved_on_unless};
use entente_model::approvals::ApprovalKind;
use entente_model::conflict::{is_public_mail_domain, registrable_domain};
use entente_model::events::LiveEvent;
use entente_model::ids::ApplicationId;
use entente_model::onboarding::application_transition::apply;
use entente_model::onboarding::profile::score;
use entente_model::onboarding::{
    ApplicationFacts, ApplicationFields, ApplicationOccurrence, ApplicationProgress, ApplicationState,
    ApplicationSubmission, OwnApplication, PublicProgram, Score,
};
use entente_model::people::Person;
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How often another id is drawn when a reference is taken already.
const TRIES: u32 = 3;

/// As the applicant sees it.
pub(super) fn on_wire(application: &WholeApplication) -> Result<OwnApplication, StoreError> {
    let progress = &application.facts.progress;
    let words = progress.decision_reasons.iter();
    Ok(OwnApplication {
        reference: application.row.reference.clone(),
        state: application.facts.state,
        fields: application.fields()?,
        invited: application.row.invited_by.is_some(),
        submitted_at: progress.submitted_at,
        decision_due: progress.decision_due,
        decided_at: progress.decided_at,
        return_reasons: match application.facts.state {
            ApplicationState::Declined => Vec::new(),
            _ => words.clone().filter_map(|word| parse(word)).collect(),
        },
        reject_reasons: match application.facts.state {
            ApplicationState::Declined => words.filter_map(|word| parse(word)).collect(),
            _ => Vec::new(),
        },
        message: progress.decision_message.clone(),
        updated_at: application.row.updated_at,
        version: application.row.version,
    })
}

/// A reason of its word.
fn parse<Reason: serde::de::DeserializeOwned>(word: &str) -> Option<Reason> {
    serde_json::from_value(serde_json::Value::from(word)).ok()
}

/// An application as its applicant sees it, for whoever has just been given it or holds it.
pub(super) async fn of(database: &Database, id: ApplicationId) -> Result<OwnApplication, StoreError> {
    on_wire(&held(database.read(), id).await?)
}

async fn held<C: ConnectionTrait>(db: &C, id: ApplicationId) -> Result<WholeApplication, StoreError> {
    let row = applications::Entity::find_by_id(id.0).one(db).await?;
    WholeApplication::of(row.ok_or(Code::ApplicationLinkRequired)?)
}

/// What an applicant saw before they changed something.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// The application's reference: a browser that has begun or opened another one meanwhile would write into that.
    pub reference: String,
    /// The version.
    pub version: i64,
}

/// The application that was seen, unchanged: 401 when the browser holds another one by now, 412 with the application as it stands when
/// it has changed.
async fn seen<C: ConnectionTrait>(db: &C, applicant: &Applicant, seen: &Seen) -> Result<WholeApplication, StoreError> {
    let application = held(db, applicant.application()).await?;
    if application.row.reference != seen.reference {
        return Err(Code::ApplicationLinkRequired.into());
    }
    if application.row.version == seen.version {
        Ok(application)
    } else {
        Err(stale(&on_wire(&application)?).into())
    }
}

/// Begins a draft, by an applicant or by whoever invites the company.
pub(super) async fn begin(
    tx: &Tx,
    fields: &ApplicationFields,
    locale: &str,
    invited_by: Option<&Person>,
) -> Result<WholeApplication, StoreError> {
    for _ in 0..TRIES {
        let id = Uuid::now_v7();
        let candidacy = Candidacy {
            id,
            reference: &crate::deals::reference(id),
            fields,
            facts: &ApplicationFacts {
                state: ApplicationState::Draft,
                progress: ApplicationProgress::default(),
            },
            locale,
            score: None,
            invited_by,
            partner_id: None,
            created_at: tx.now(),
            updated_at: tx.now(),
            version: 1,
        };
        let row = candidacy.row()?;
        let begun = row.clone().into_active_model().reset_all();
        if tx.insert_if_absent(begun, [applications::Column::Reference]).await? {
            tx.audit(AuditEntry::new("application.begun", "application", id));
            return WholeApplication::of(row);
        }
    }
    Err(StoreError::Internal("no reference was free".to_owned()))
}

/// Saves what the applicant wrote.
pub(super) async fn save(
    tx: &Tx,
    applicant: &Applicant,
    before: &Seen,
    fields: &ApplicationFields,
) -> Result<OwnApplication, StoreError> {
    let application = seen(tx.db(), applicant, before).await?;
    if !application.facts.state.is_editable() {
        return Err(not_editable(application.facts.state).into());
    }
    let saved = write(tx.db(), &application, fields, None, tx.now()).await?;
    publish(tx, &saved)?;
    if saved.row.region != application.row.region {
        publish(tx, &application)?;
    }
    // A draft saves itself as one types: its steps are nobody's business.
    if saved.facts.progress.submitted_at.is_some() {
        tx.audit(AuditEntry::new("application.edited", "application", saved.row.id));
    }
    on_wire(&saved)
}

/// Tells open pages of the vendor's people that an application changed which they may see: any but a draft that nobody invited.
pub(super) fn publish(tx: &Tx, application: &WholeApplication) -> Result<(), StoreError> {
    if application.facts.state == ApplicationState::Draft && application.row.invited_by.is_none() {
        return Ok(());
    }
    let event = LiveEvent::Application {
        id: ApplicationId(application.row.id),
        version: application.row.version,
    };
    tx.publish(&event, application.audience())
}

fn not_editable(state: ApplicationState) -> Problem {
    Problem::new(Code::InvalidState).param("state", state.as_str())
}

/// Writes fields, and a new score when there is one, unless somebody else changed the row since it was read.
async fn write<C: ConnectionTrait>(
    db: &C,
    application: &WholeApplication,
    fields: &ApplicationFields,
    score: Option<&Score>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<WholeApplication, StoreError> {
    let before = &application.row;
    let mut row = Candidacy {
        id: before.id,
        reference: &before.reference,
        fields,
        facts: &application.facts,
        locale: &before.locale,
        score,
        invited_by: None,
        partner_id: None,
        created_at: before.created_at,
        updated_at: now,
        version: before.version + 1,
    }
    .row()?;
    (row.invited_by, row.invited_by_name) = (before.invited_by, before.invited_by_name.clone());
    if score.is_none() {
        (row.score, row.score_detail) = (before.score, before.score_detail.clone());
    }
    let changed = applications::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(applications::Column::Id.eq(before.id))
        .filter(applications::Column::Version.eq(before.version))
        .exec(db)
        .await?;
    moved_on_unless(changed.rows_affected)?;
    if row.email != before.email {
        // A link that went to another address, perhaps a mistyped one, opens nothing any more.
        access::end_links(db, row.id).await?;
    }
    if row.region != before.region {
        // Items that were decided before are for whoever looks after the region now, as the application itself.
        approval_rows::Entity::update_many()
            .col_expr(approval_rows::Column::Region, Expr::value(row.region.as_str()))
            .filter(approval_rows::Column::ApplicationId.eq(row.id))
            .exec(db)
            .await?;
    }
    WholeApplication::of(row)
}

/// Hands an application in, for the first time or again: it is scored, and waits in the queue.
pub(super) async fn submit(
    tx: &Tx,
    settings: &InEffect,
    applicant: &Applicant,
    before: &Seen,
    submission: &ApplicationSubmission,
) -> Result<OwnApplication, StoreError> {
    let application = seen(tx.db(), applicant, before).await?;
    let fields = application.fields()?;
    let program = PublicProgram::of(&settings.settings);
    let occurrence = ApplicationOccurrence::Submit {
        consent_sha256: program.consent_sha256(),
    };
    let due = settings.application_due(&fields.region, tx.now());
    let after = apply(&application.facts, &occurrence, tx.now(), due).map_err(Problem::from)?;
    let mut errors = program.with_rules(|rules| fields.check_complete(rules));
    // Nobody has agreed to a text that they were not shown.
    if fields.consent && submission.consent_sha256 != program.consent_sha256() {
        errors.push(FieldError::new("/consent", FieldCode::TextChanged));
    }
    errors.extend(check_domain(tx.db(), &fields.domain, &errors).await?);
    if !errors.is_empty() {
        return Err(Problem::fields(errors).into());
    }
    let score = score(&fields, &settings.settings.onboarding.criteria, settings.number);
    let again = application.facts.progress.submitted_at.is_some();
    let mut application = write(tx.db(), &application, &fields, Some(&score), tx.now()).await?;
    let mut work = Work::new(tx, settings);
    work.save_application(&mut application, after).await?;
    let kind = if again {
        "application.resubmitted"
    } else {
        "application.submitted"
    };
    work.audit_application(kind, &application, |entry| entry.param("score", score.total));
    let opening = Opening {
        kind: ApprovalKind::PartnerApplication,
        request: String::new(),
        flags: BTreeSet::new(),
        due_at: due,
        rule: None,
    };
    let item = approvals::open(&mut work, About::Application(&application), opening).await?;
    clock::wind(&mut work, &application, item)?;
    notify::queue(&mut work, &application, item, Notice::Submitted)?;
    work.enqueue(links::received(&application)?);
    work.leave(tx)?;
    on_wire(&application)
}

/// Deletes a draft, its links and this browser's hold of it.
pub(super) async fn delete(tx: &Tx, applicant: &Applicant, before: &Seen) -> Result<(), StoreError> {
    let application = seen(tx.db(), applicant, before).await?;
    if application.facts.state != ApplicationState::Draft {
        return Err(not_editable(application.facts.state).into());
    }
    let deleted = applications::Entity::delete_many()
        .filter(applications::Column::Id.eq(application.row.id))
        .filter(applications::Column::Version.eq(before.version))
        .exec(tx.db())
        .await?;
    moved_on_unless(deleted.rows_affected)?;
    access::end_all(tx, application.row.id).await?;
    let entry = AuditEntry::new("application.deleted", "application", application.row.id);
    tx.audit(entry.param("reference", application.row.reference.clone()));
    publish(tx, &application)
}

/// What is wrong with a domain that only the server can tell, when nothing else is: no company has a public suffix (`co.uk`) or a mail
/// provider's domain, and none that a partner has.
pub(super) async fn check_domain<C: ConnectionTrait>(
    db: &C,
    domain: &str,
    errors: &[FieldError],
) -> Result<Option<FieldError>, StoreError> {
    if errors.iter().any(|error| error.pointer.ends_with("/domain")) {
        return Ok(None);
    }
    let refused = |code| Ok(Some(FieldError::new("/domain", code)));
    match registrable_domain(domain) {
        None => refused(FieldCode::InvalidDomain),
        Some(own) if is_public_mail_domain(&own) => refused(FieldCode::InvalidDomain),
        Some(_) if is_partner(db, domain).await? => refused(FieldCode::DomainTaken),
        Some(_) => Ok(None),
    }
}

/// Whether a partner has the domain.
pub(super) async fn is_partner<C: ConnectionTrait>(db: &C, domain: &str) -> Result<bool, StoreError> {
    let Some(domain) = registrable_domain(domain) else {
        return Ok(false);
    };
    let count = partners::Entity::find()
        .filter(partners::Column::Domain.eq(domain))
        .count(db)
        .await?;
    Ok(count > 0)
}
