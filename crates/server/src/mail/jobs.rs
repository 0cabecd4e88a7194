//! The job that sends a mail.

use super::message::{Addressee, Letter, Recipient};
use super::transport::MailError;
use crate::jobs::{Context, Handler, Job, JobError, Registry};
use crate::store::entities::users;
use crate::store::{NewJob, StoreError, Tx};
use async_trait::async_trait;
use sea_orm::EntityTrait;

/// Kind of the job.
const MAIL: &str = "mail";

/// Queues a mail with the commit.
pub fn queue(tx: &Tx, letter: &Letter) -> Result<(), StoreError> {
    tx.enqueue(NewJob::new(MAIL, letter)?);
    Ok(())
}

/// Registers the job.
pub fn register(registry: &mut Registry) {
    registry.on(MAIL, SendMail);
}

struct SendMail;

#[async_trait]
impl Handler for SendMail {
    async fn run(&self, context: &Context, job: &Job) -> Result<(), JobError> {
        let letter: Letter = job.payload()?;
        send(context, job, &letter).await
    }
}

/// Sends a mail now, from within a job.
pub(crate) async fn send(context: &Context, job: &Job, letter: &Letter) -> Result<(), JobError> {
    let Some(to) = addressee(context, &letter.to).await? else {
        return Ok(());
    };
    let settings = context.state.settings.in_effect(&context.state.database).await?;
    context
        .mailer
        .send(&settings.settings.program.name, &to, letter, job.id)
        .await
        .map_err(|error| match error {
            MailError::Unreachable(_) => JobError::Later(error.to_string()),
            MailError::Refused(_) | MailError::Configuration(_) => JobError::Never(error.to_string()),
        })
}

async fn addressee(context: &Context, recipient: &Recipient) -> Result<Option<Addressee>, JobError> {
    match recipient {
        Recipient::Address { email, name, locale } => Ok(Some(Addressee {
            email: email.clone(),
            name: name.clone(),
            locale: locale.clone(),
        })),
        Recipient::User(id) => {
            let user = users::Entity::find_by_id(id.0)
                .one(context.state.database.read())
                .await?;
            let user = user.filter(|user| user.disabled_at.is_none());
            Ok(user.map(|user| Addressee {
                email: user.email,
                name: user.name,
                locale: user.locale,
            }))
        }
    }
}
