//! A page that listens to live events.

use super::{Client, TestResult};
use entente_model::events::LiveEvent;
use futures::StreamExt;
use reqwest::Method;
use std::time::Duration;
use tokio::sync::mpsc;

/// An open stream of live events.
pub struct Listener {
    events: mpsc::UnboundedReceiver<LiveEvent>,
}

impl Listener {
    /// Opens the stream; events from now on are received.
    pub async fn open(client: &Client) -> TestResult<Listener> {
        let response = client.request(Method::GET, "/events").stream().await?;
        if !response.status().is_success() {
            return Err(format!("the stream answers {}", response.status()).into());
        }
        let mut pieces = response.bytes_stream();
        // The first piece says where the stream begins.
        pieces.next().await.ok_or("the stream ended at once")??;
        let (sender, events) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut text = String::new();
            while let Some(Ok(piece)) = pieces.next().await {
                text.push_str(&String::from_utf8_lossy(&piece));
                while let Some(end) = text.find('\n') {
                    let line: String = text.drain(..=end).collect();
                    let event = line
                        .strip_prefix("data:")
                        .and_then(|data| serde_json::from_str(data.trim()).ok());
                    if event.is_some_and(|event| sender.send(event).is_err()) {
                        return;
                    }
                }
            }
        });
        Ok(Listener { events })
    }

    /// The next event; `None` when none comes within that time, or the stream has ended.
    pub async fn next(&mut self, within: Duration) -> Option<LiveEvent> {
        tokio::time::timeout(within, self.events.recv()).await.ok().flatten()
    }

    /// Whether the server ends the stream within that time.
    pub async fn ends(&mut self, within: Duration) -> bool {
        let ended = async { while self.events.recv().await.is_some() {} };
        tokio::time::timeout(within, ended).await.is_ok()
    }
}
