//! Mail: queued with the write that asks for it, written in the reader's language, sent by a job.
//!
//! A feature adds its texts to `crates/server/mail/en.json` and `de.json`, and sends with [`queue`].

mod catalogue;
mod jobs;
mod message;
pub(crate) mod readers;
mod transport;

pub use catalogue::{AgreementWords, Catalogues, Text};
pub(crate) use jobs::send;
pub use jobs::{queue, register};
pub use message::{Letter, Line, Recipient};
pub use transport::{MailError, Mailer};
