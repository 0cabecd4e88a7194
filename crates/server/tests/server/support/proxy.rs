//! A network between a server and what it depends on, which can be cut.

use super::TestResult;
use std::net::SocketAddr;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Passes connections on to an address.
pub struct Proxy {
    /// Where it listens.
    pub address: SocketAddr,
    target: SocketAddr,
    running: Option<(CancellationToken, JoinHandle<()>)>,
}

impl Proxy {
    /// A proxy on a port that stays the same, not connected yet.
    pub fn new(target: SocketAddr) -> TestResult<Proxy> {
        Ok(Proxy {
            address: SocketAddr::from(([127, 0, 0, 1], super::process::free_port()?)),
            target,
            running: None,
        })
    }

    /// Lets connections through.
    pub async fn connect(&mut self) -> TestResult {
        let listener = TcpListener::bind(self.address).await?;
        let (cut, target) = (CancellationToken::new(), self.target);
        let running = tokio::spawn(pass(listener, target, cut.clone()));
        self.running = Some((cut, running));
        Ok(())
    }

    /// Breaks every connection and refuses new ones.
    pub async fn cut(&mut self) -> TestResult {
        if let Some((cut, running)) = self.running.take() {
            cut.cancel();
            running.await?;
        }
        Ok(())
    }
}

async fn pass(listener: TcpListener, target: SocketAddr, cut: CancellationToken) {
    let mut connections = tokio::task::JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = cut.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let Ok((mut near, _)) = accepted else { continue };
        let cut = cut.clone();
        connections.spawn(async move {
            let Ok(mut far) = TcpStream::connect(target).await else {
                return;
            };
            tokio::select! {
                () = cut.cancelled() => {}
                _ = copy_bidirectional(&mut near, &mut far) => {}
            }
        });
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}
