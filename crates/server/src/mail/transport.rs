//! Where mail goes: a folder, or a mail server.

use super::catalogue::Catalogues;
use super::message::{Addressee, Letter, Sender, compose};
use crate::config::Config;
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// Sends mail; cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    inner: Arc<Inner>,
}

struct Inner {
    transport: Transport,
    catalogues: Catalogues,
    from: Mailbox,
    origin: String,
}

enum Transport {
    Folder(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// It may go later.
    #[error("the mail server can't be reached: {0}")]
    Unreachable(String),
    /// It never will.
    #[error("the mail is refused: {0}")]
    Refused(String),
    /// The configuration is wrong.
    #[error("mail is not configured well: {0}")]
    Configuration(String),
}

/// How long a mail server may take to answer.
const TIME_LIMIT: Duration = Duration::from_secs(30);

impl Mailer {
    /// As configured.
    pub fn new(config: &Config) -> Result<Mailer, MailError> {
        let wrong = |text: String| MailError::Configuration(text);
        let from = config
            .mail_from
            .parse()
            .map_err(|error| wrong(format!("mail_from: {error}")))?;
        let catalogues = Catalogues::read(&config.locale).map_err(|error| wrong(error.to_string()))?;
        let transport = if config.smtp_url.is_empty() {
            Transport::Folder(config.data.join("mail"))
        } else {
            let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.smtp_url);
            let builder = builder.map_err(|error| wrong(format!("smtp_url: {error}")))?;
            Transport::Smtp(builder.timeout(Some(TIME_LIMIT)).build())
        };
        Ok(Mailer {
            inner: Arc::new(Inner {
                transport,
                catalogues,
                from,
                origin: config.origin(),
            }),
        })
    }

    /// Writes and sends a mail.
    pub(super) async fn send(&self, program: &str, to: &Addressee, letter: &Letter, id: Uuid) -> Result<(), MailError> {
        let sender = Sender {
            from: &self.inner.from,
            program,
            origin: &self.inner.origin,
        };
        let message = compose(&self.inner.catalogues, &sender, to, letter, &id.to_string())?;
        match &self.inner.transport {
            Transport::Folder(folder) => write(folder, &message).await,
            Transport::Smtp(transport) => match transport.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(MailError::Refused(without_words(&error))),
                Err(error) => Err(MailError::Unreachable(without_words(&error))),
            },
        }
    }
}

/// A mail server's answer without its words, which often repeat the recipient's address, and logs keep none: the codes of RFC 5321
/// and RFC 3463 alone, such as `550 5.1.1`.
fn without_words(error: &lettre::transport::smtp::Error) -> String {
    let Some(status) = error.status() else {
        return error.to_string();
    };
    let words = std::error::Error::source(error).map(ToString::to_string);
    let enhanced = words.as_deref().and_then(|words| words.split_whitespace().next());
    match enhanced.filter(|code| code.contains('.') && code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')) {
        Some(enhanced) => format!("{status} {enhanced}"),
        None => status.to_string(),
    }
}

/// Writes a file whose name sorts by time; it appears under its name when it is whole.
async fn write(folder: &PathBuf, message: &Message) -> Result<(), MailError> {
    let name = Uuid::now_v7();
    let (part, whole) = (folder.join(format!("{name}.part")), folder.join(format!("{name}.eml")));
    let written = async {
        tokio::fs::create_dir_all(folder).await?;
        tokio::fs::write(&part, message.formatted()).await?;
        tokio::fs::rename(&part, &whole).await
    };
    written.await.map_err(|error| MailError::Unreachable(error.to_string()))
}
