//! A mail server that keeps what it gets.

use super::TestResult;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

/// A mail server on loopback; it goes away with this value.
pub struct MailServer {
    mails: Arc<Mutex<Vec<Mail>>>,
    task: AbortHandle,
}

/// A mail as it came in.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Argument of `RCPT TO`.
    pub to: String,
    /// Headers and body, quoted-printable as sent.
    pub text: String,
}

impl MailServer {
    /// Takes every mail.
    pub async fn start(address: SocketAddr) -> TestResult<MailServer> {
        MailServer::begin(address, None).await
    }

    /// Refuses every recipient for good, and says whom, as mail servers do.
    pub async fn start_refusing(address: SocketAddr, words: &'static str) -> TestResult<MailServer> {
        MailServer::begin(address, Some(words)).await
    }

    async fn begin(address: SocketAddr, refuses: Option<&'static str>) -> TestResult<MailServer> {
        let listener = TcpListener::bind(address).await?;
        let mails = Arc::new(Mutex::new(Vec::new()));
        let kept = mails.clone();
        let task = tokio::spawn(async move {
            // Conversations end with the server.
            let mut conversations = JoinSet::new();
            while let Ok((connection, _)) = listener.accept().await {
                conversations.spawn(talk(connection, kept.clone(), refuses));
            }
        });
        Ok(MailServer {
            mails,
            task: task.abort_handle(),
        })
    }

    /// The mails so far.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// One conversation of RFC 5321, as far as clients need it.
async fn talk(connection: TcpStream, mails: Arc<Mutex<Vec<Mail>>>, refuses: Option<&str>) -> std::io::Result<()> {
    let (reader, mut writer) = connection.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 mail.example ESMTP\r\n").await?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await? {
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match word.as_str() {
            "EHLO" => "250-mail.example\r\n250 8BITMIME".to_owned(),
            "RCPT" => {
                to = line;
                refuses.map_or("250 OK".to_owned(), |words| format!("550 5.1.1 {to} {words}"))
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut text = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    text.push_str(&line);
                    text.push('\n');
                }
                let mail = Mail { to: to.clone(), text };
                mails.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
                "250 kept".to_owned()
            }
            "QUIT" => {
                writer.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 OK".to_owned(),
        };
        writer.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}
