//! Mailed links to applications. Their tokens are made when the mail is sent, so that only the mail ever holds them.

use super::access;
use super::row::WholeApplication;
use crate::auth::Scope;
use crate::jobs::{Context, Handler, Job, JobError, Registry};
use crate::mail::{Letter, Recipient};
use crate::store::entities::applications;
use crate::store::{Database, NewJob, StoreError, Tx};
use async_trait::async_trait;
use chrono::Duration;
use entente_model::ids::ApplicationId;
use entente_model::onboarding::ApplicationState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

/// Kind of the job that mails the link of one application.
const MAIL: &str = "application_link_mail";
/// Kind of the job that looks for the applications of an address.
const ASKED: &str = "application_links_asked";
/// Most mails for one asking.
const MOST: u64 = 5;

/// Registers the jobs.
pub fn register(registry: &mut Registry) {
    registry.on(MAIL, MailLink);
    registry.on(ASKED, FindApplications);
}

/// What the mail says beside its link.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "snake_case")]
enum Says {
    /// How to go on.
    #[default]
    GoOn,
    /// That the vendor invites the company.
    Invitation {
        /// Who invites.
        inviter: String,
        /// In whose words.
        message: String,
    },
    /// That it was handed in.
    Received,
    /// That it comes back, with the vendor's words.
    Returned {
        /// The message.
        message: String,
    },
    /// That it was declined, with the vendor's words.
    Declined {
        /// The message.
        message: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Wanted {
    application: ApplicationId,
    /// The address that it was asked for: one that was changed meanwhile gets its own.
    email: String,
    #[serde(flatten)]
    says: Says,
}

#[derive(Serialize, Deserialize)]
struct Asked {
    email: String,
}

/// Mails the contact a link to go on, at the address that the limits have counted.
pub(super) fn queue(tx: &Tx, application: ApplicationId, email: &str) -> Result<(), StoreError> {
    tx.enqueue(job(application, email, Says::GoOn)?);
    Ok(())
}

/// Mails the contact that the company is invited to apply.
pub(super) fn queue_invitation(
    tx: &Tx,
    application: &WholeApplication,
    inviter: String,
    message: String,
) -> Result<(), StoreError> {
    tx.enqueue(of(application, Says::Invitation { inviter, message })?);
    Ok(())
}

/// The job that mails the contact that the application was handed in.
pub(super) fn received(application: &WholeApplication) -> Result<NewJob, StoreError> {
    of(application, Says::Received)
}

/// The job that mails the contact what was decided against going on: returned or declined.
pub(super) fn decided(application: &WholeApplication) -> Result<Option<NewJob>, StoreError> {
    let message = application.facts.progress.decision_message.clone();
    let says = match application.facts.state {
        ApplicationState::ActionRequired => Says::Returned { message },
        ApplicationState::Declined => Says::Declined { message },
        _ => return Ok(None),
    };
    of(application, says).map(Some)
}

fn of(application: &WholeApplication, says: Says) -> Result<NewJob, StoreError> {
    job(ApplicationId(application.row.id), &application.row.email, says)
}

fn job(application: ApplicationId, email: &str, says: Says) -> Result<NewJob, StoreError> {
    let wanted = Wanted {
        application,
        email: email.to_owned(),
        says,
    };
    Ok(NewJob::new(MAIL, &wanted)?.about(application.0))
}

/// Queues the mails for an address. Whether anybody has applied from it is found out by the job, so that the answer and its time tell
/// nothing.
pub(super) async fn ask(database: &Database, email: String) -> Result<(), StoreError> {
    database
        .write(&Scope::portal(), Asked { email }, |tx, asked| {
            Box::pin(async move {
                tx.enqueue(NewJob::new(ASKED, asked)?);
                Ok(())
            })
        })
        .await
}

struct FindApplications;

#[async_trait]
impl Handler for FindApplications {
    async fn run(&self, context: &Context, job: &Job) -> Result<(), JobError> {
        let asked: Asked = job.payload()?;
        let database = &context.state.database;
        let found = applications::Entity::find()
            .filter(applications::Column::Email.eq(asked.email.as_str()))
            .order_by_desc(applications::Column::UpdatedAt)
            .limit(MOST)
            .all(database.read())
            .await?;
        let ids: Vec<ApplicationId> = found.iter().map(|row| ApplicationId(row.id)).collect();
        database
            .write(
                &Scope::portal(),
                (job.clone(), ids, asked.email),
                |tx, (job, ids, email)| {
                    Box::pin(async move {
                        for id in ids {
                            queue(tx, *id, email)?;
                        }
                        job.complete(tx).await
                    })
                },
            )
            .await?;
        Ok(())
    }
}

struct MailLink;

#[async_trait]
impl Handler for MailLink {
    async fn run(&self, context: &Context, job: &Job) -> Result<(), JobError> {
        let wanted: Wanted = job.payload()?;
        let state = &context.state;
        let row = applications::Entity::find_by_id(wanted.application.0)
            .one(state.database.read())
            .await?;
        // One that was deleted meanwhile, or has another address now, has nobody to write to.
        let Some(row) = row.filter(|row| !row.email.is_empty() && row.email == wanted.email) else {
            return Ok(());
        };
        let settings = state.settings.in_effect(&state.database).await?;
        let days = settings.settings.onboarding.link_days;
        let life = Duration::days(days.into());
        let secret = state
            .database
            .write(&Scope::portal(), wanted.application, move |tx, application| {
                Box::pin(access::make_link(tx, *application, life))
            })
            .await?;
        let application = WholeApplication::of(row)?;
        let due = application.facts.progress.decision_due;
        let letter = Letter {
            to: Recipient::Address {
                email: application.row.email.clone(),
                name: application.fields()?.contact.name.trim().to_owned(),
                locale: application.row.locale.clone(),
            },
            template: template(&wanted.says).to_owned(),
            params: Default::default(),
            lines: Vec::new(),
            path: format!("/application#token={secret}"),
        };
        let letter = letter
            .param("company", application.row.company.clone())
            .param("reference", application.row.reference.clone())
            .param("days", days.to_string())
            .param(
                "due",
                due.map(|due| settings.last_day(&application.row.region, due).to_string())
                    .unwrap_or_default(),
            );
        let letter = match wanted.says {
            Says::GoOn | Says::Received => letter,
            Says::Invitation { inviter, message } => letter.param("inviter", inviter).param("message", message),
            Says::Returned { message } | Says::Declined { message } => letter.param("message", message),
        };
        crate::mail::send(context, job, &letter).await
    }
}

fn template(says: &Says) -> &'static str {
    match says {
        Says::GoOn => "application_link",
        Says::Invitation { .. } => "application_invitation",
        Says::Received => "application_received",
        Says::Returned { .. } => "application_returned",
        Says::Declined { .. } => "application_declined",
    }
}
