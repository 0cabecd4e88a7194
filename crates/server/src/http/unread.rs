//! What a refused request still sends.
//!
//! A server that closes a connection while the client still sends resets it, and the client may never see the answer (RFC 9112,
//! section 9.6). So what a handler leaves of a body is read and thrown away beside the answer, within bounds.

use axum::body::{Body, BodyDataStream, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use futures::{Stream, StreamExt};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Most bytes that are thrown away: an attachment above the limit still gets its clear answer.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Longest time that they are waited for.
const MOST_TIME: Duration = Duration::from_secs(30);

/// Reads to its end what the handler leaves of the body.
pub(super) async fn read_on(request: Request, next: Next) -> Response {
    // Whoever asks first (RFC 9110, section 10.1.1) sends nothing when refused.
    if request.body().is_end_stream() || request.headers().contains_key(header::EXPECT) {
        return next.run(request).await;
    }
    let body = |body: Body| Body::from_stream(Watched(Some(body.into_data_stream())));
    next.run(request.map(body)).await
}

/// A body that is read on when it is dropped before its end.
struct Watched(Option<BodyDataStream>);

impl Stream for Watched {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = &mut self.0 else {
            return Poll::Ready(None);
        };
        let piece = body.poll_next_unpin(context);
        if matches!(piece, Poll::Ready(None | Some(Err(_)))) {
            self.0 = None;
        }
        piece
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let (Some(body), Ok(runtime)) = (self.0.take(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(tokio::time::timeout(MOST_TIME, throw_away(body)));
        }
    }
}

async fn throw_away(mut body: BodyDataStream) {
    let mut size = 0;
    while let Some(Ok(piece)) = body.next().await {
        size += piece.len();
        if size > MOST_BYTES {
            return;
        }
    }
}
