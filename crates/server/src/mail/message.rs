//! A mail from its text and facts: plain text, and the same as simple HTML.

use super::catalogue::{Catalogues, fill};
use super::transport::MailError;
use entente_model::ids::UserId;
use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// To whom a mail goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// A person of the portal: their address, name and language as they are when it is sent; nobody who is disabled.
    User(UserId),
    /// Somebody who is not yet one.
    Address {
        /// Address.
        email: String,
        /// Name.
        name: String,
        /// Language, empty for the portal's own.
        locale: String,
    },
}

/// A mail to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// To whom.
    pub to: Recipient,
    /// Key of the text in the catalogues.
    pub template: String,
    /// Facts of its sentences.
    #[serde(default)]
    pub params: BTreeMap<String, String>,
    /// A list, one sentence a line, which paragraphs show by `{lines}`.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub lines: Vec<Line>,
    /// Path in the app that its button opens, beginning with a slash; none when empty.
    #[serde(default)]
    pub path: String,
}

/// A sentence of a mail's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Key of the sentence in the catalogues.
    pub key: String,
    /// Facts of it.
    pub params: BTreeMap<String, String>,
}

impl Letter {
    /// A mail to a person of the portal.
    pub fn to_user(user: UserId, template: &str) -> Self {
        Letter {
            to: Recipient::User(user),
            template: template.to_owned(),
            params: BTreeMap::new(),
            lines: Vec::new(),
            path: String::new(),
        }
    }

    /// The same with one fact more.
    pub fn param(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// The same with a list.
    pub fn lines(mut self, lines: Vec<Line>) -> Self {
        self.lines = lines;
        self
    }

    /// The same with a button that opens a page of the app.
    pub fn link(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }
}

/// An address, resolved.
pub(super) struct Addressee {
    pub email: String,
    pub name: String,
    pub locale: String,
}

/// What the portal says of itself in each mail.
pub(super) struct Sender<'a> {
    pub from: &'a Mailbox,
    pub program: &'a str,
    pub origin: &'a str,
}

/// Writes the mail. Its id is the job's, so that a mail sent twice can be told.
pub(super) fn compose(
    catalogues: &Catalogues,
    sender: &Sender<'_>,
    to: &Addressee,
    letter: &Letter,
    id: &str,
) -> Result<Message, MailError> {
    let (common, text) = catalogues
        .find(&to.locale, &letter.template)
        .ok_or_else(|| MailError::Refused(format!("there is no text {}", letter.template)))?;
    let mut params = common.with_days(&letter.params);
    params.insert("name".to_owned(), one_line(&to.name));
    params.insert("program".to_owned(), sender.program.to_owned());
    params.insert("portal".to_owned(), sender.origin.to_owned());
    let line = |line: &Line| fill(common.lines.get(&line.key)?, &common.with_days(&line.params));
    let lines: Vec<String> = letter.lines.iter().filter_map(line).collect();
    params.insert("lines".to_owned(), lines.join("\n"));
    let subject = fill(&text.subject, &params)
        .ok_or_else(|| MailError::Refused(format!("a fact of the subject of {} is missing", letter.template)))?;
    let paragraphs: Vec<String> = text
        .paragraphs
        .iter()
        .filter_map(|paragraph| fill(paragraph, &params))
        .collect();
    let part = |text: &str| fill(text, &params).unwrap_or_default();
    let link = text.action.as_ref().filter(|_| !letter.path.is_empty());
    let link = link.map(|label| (label.as_str(), format!("{}{}", sender.origin, letter.path)));
    let body = Body {
        greeting: part(&common.greeting),
        paragraphs,
        link,
        closing: part(&common.closing),
        footer: part(&common.footer),
    };
    let address = to
        .email
        .parse()
        .map_err(|error| MailError::Refused(format!("the address: {error}")))?;
    let host = sender
        .origin
        .rsplit('/')
        .next()
        .unwrap_or("localhost")
        .split(':')
        .next()
        .unwrap_or("localhost");
    Message::builder()
        .from(sender.from.clone())
        .to(Mailbox::new(Some(one_line(&to.name)), address))
        .subject(one_line(&subject))
        .message_id(Some(format!("<{id}@{host}>")))
        // RFC 3834: nobody's absence note answers it.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .multipart(MultiPart::alternative_plain_html(body.plain(), body.html()))
        .map_err(|error| MailError::Refused(error.to_string()))
}

struct Body<'a> {
    greeting: String,
    paragraphs: Vec<String>,
    link: Option<(&'a str, String)>,
    closing: String,
    footer: String,
}

impl Body<'_> {
    fn plain(&self) -> String {
        let mut parts = vec![self.greeting.clone()];
        parts.extend(self.paragraphs.iter().cloned());
        if let Some((label, address)) = &self.link {
            parts.push(format!("{label}:\n{address}"));
        }
        parts.push(self.closing.clone());
        parts.push(format!("-- \n{}", self.footer));
        parts.join("\n\n")
    }

    /// Styles stand at the elements: mail readers drop the rest.
    fn html(&self) -> String {
        let paragraph = |text: &str| {
            format!(
                "<p style=\"margin:0 0 16px\">{}</p>",
                escape(text).replace('\n', "<br>")
            )
        };
        let mut inner = paragraph(&self.greeting);
        inner.extend(self.paragraphs.iter().map(|text| paragraph(text)));
        if let Some((label, address)) = &self.link {
            inner.push_str(&format!(
                "<p style=\"margin:0 0 16px\"><a href=\"{address}\" style=\"display:inline-block;padding:8px 16px;\
                 background:#1f4fd8;color:#ffffff;border-radius:6px;text-decoration:none\">{label}</a></p>",
                address = escape(address),
                label = escape(label),
            ));
        }
        inner.push_str(&paragraph(&self.closing));
        format!(
            "<!doctype html><html><body style=\"margin:0;padding:24px;font:14px/20px system-ui,sans-serif;color:#1c2024\">\
             <div style=\"max-width:560px\">{inner}<p style=\"margin:24px 0 0;color:#60646c;font-size:12px\">{}</p></div></body></html>",
            escape(&self.footer)
        )
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Headers are one line: what a person typed can't add another.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_in_the_readers_language_in_sentences_and_lists() -> Result<(), Box<dyn std::error::Error>> {
        let catalogues = Catalogues::read("en")?;
        let from: Mailbox = "Portal <portal@vendor.example>".parse()?;
        let sender = Sender {
            from: &from,
            program: "Northwind",
            origin: "https://portal.example",
        };
        let due = ("due".to_owned(), "2026-12-07".to_owned());
        let line = Line {
            key: "task_upload_logo".to_owned(),
            params: BTreeMap::from([due]),
        };
        let reminder = Letter::to_user(UserId(uuid::Uuid::nil()), "journey_reminder")
            .param("partner", "North")
            .lines(vec![line]);
        let submitted = Letter::to_user(UserId(uuid::Uuid::nil()), "deal_submitted")
            .param("partner", "North")
            .param("customer", "Acme")
            .param("reference", "AB12")
            .param("due", "2026-12-07");
        for (letter, locale, expected) in [
            (&reminder, "de", "7. Dezember 2026"),
            (&submitted, "de", "am 7. Dezember 2026"),
            (&submitted, "en", "on 7 December 2026"),
        ] {
            let to = Addressee {
                email: "ada@north.example".into(),
                name: "Ada".into(),
                locale: locale.into(),
            };
            // What is broken over lines in transfer stands in one again.
            let text = String::from_utf8(compose(&catalogues, &sender, &to, letter, "1")?.formatted())?;
            let text = text.replace("=\r\n", "");
            assert!(text.contains(expected) && !text.contains("2026-12-07"), "{text}");
        }
        Ok(())
    }

    #[test]
    fn a_mail_is_written_in_the_readers_language_and_escaped() -> Result<(), Box<dyn std::error::Error>> {
        let catalogues = Catalogues::read("en")?;
        let from: Mailbox = "Portal <portal@vendor.example>".parse()?;
        let sender = Sender {
            from: &from,
            program: "Northwind <Partners>",
            origin: "https://portal.example",
        };
        let to = Addressee {
            email: "ada@north.example".into(),
            name: "Ada\r\nBcc: x@y.example".into(),
            locale: "de-AT".into(),
        };
        let letter = Letter::to_user(UserId(uuid::Uuid::nil()), "password_reset").link("/reset#token=abc");
        let message = compose(&catalogues, &sender, &to, &letter, "1")?;
        let text = String::from_utf8(message.formatted())?;
        assert!(text.contains("multipart/alternative"));
        assert!(text.contains("Guten Tag"));
        assert!(text.contains("Northwind &lt;Partners&gt;"));
        assert!(!text.contains("\nBcc:"), "{text}");
        assert!(text.contains("Auto-Submitted: auto-generated"));
        Ok(())
    }
}
