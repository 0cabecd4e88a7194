//! A bucket on loopback: as much of the S3 protocol as keeping and reading a file takes.

use crate::support::TestResult;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

/// A bucket; it goes away with this value.
pub struct Bucket {
    objects: Objects,
    task: AbortHandle,
}

type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

impl Bucket {
    /// Serves an empty one.
    pub async fn start(address: SocketAddr) -> TestResult<Bucket> {
        let listener = TcpListener::bind(address).await?;
        let objects = Objects::default();
        let router = Router::new()
            .route("/{bucket}/{*key}", any(answer))
            .with_state(objects.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Bucket {
            objects,
            task: task.abort_handle(),
        })
    }

    /// How many objects it keeps.
    pub fn count(&self) -> usize {
        self.objects.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Files of one part are enough: the parts of an upload are written at once under its name.
async fn answer(
    method: Method,
    State(objects): State<Objects>,
    Path((bucket, key)): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
    body: Bytes,
) -> Response {
    let mut objects = objects.lock().unwrap_or_else(PoisonError::into_inner);
    let tag = [(header::ETAG, "\"1\"")];
    match (method.as_str(), query.contains_key("uploads"), query.contains_key("partNumber")) {
        ("POST", true, _) => format!(
            "<InitiateMultipartUploadResult><Bucket>{bucket}</Bucket><Key>{key}</Key><UploadId>1</UploadId></InitiateMultipartUploadResult>"
        )
        .into_response(),
        ("PUT", _, true) => {
            objects.insert(key, body.to_vec());
            tag.into_response()
        }
        ("POST", false, _) => {
            format!("<CompleteMultipartUploadResult><Bucket>{bucket}</Bucket><Key>{key}</Key><ETag>\"1\"</ETag></CompleteMultipartUploadResult>").into_response()
        }
        ("GET", ..) => match objects.get(&key) {
            Some(content) => {
                let mut headers = HeaderMap::from_iter([(header::ETAG, header::HeaderValue::from_static("\"1\""))]);
                headers.insert(header::LAST_MODIFIED, header::HeaderValue::from_static("Sat, 21 Nov 2026 00:00:00 GMT"));
                (headers, content.clone()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        },
        _ => StatusCode::NO_CONTENT.into_response(),
    }
}
