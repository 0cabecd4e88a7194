//! Keeping files: a folder, or a bucket.

use super::kind::{HEAD, Kind, TextCheck};
use super::name;
use super::scanner::{Scan, Scanner};
use crate::config::Config;
use crate::http::{Refusal, unavailable};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use futures::{StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{BackoffConfig, ObjectStore, ObjectStoreExt, ObjectStoreScheme, RetryConfig, WriteMultipart};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Where files are kept; cheap to clone.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    scanner: Option<Scanner>,
}

/// A file that is kept. Its row is still to be written; when that fails, [`Files::remove`] it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Random name under which it is kept.
    pub key: String,
    /// Its name, cleaned.
    pub name: String,
    /// Media type by its content.
    pub media_type: &'static str,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content.
    pub sha256: Vec<u8>,
}

/// Why a file is not taken or not given.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file is at fault.
    #[error("{}", .0.code.as_str())]
    Field(Box<FieldError>),
    /// It is over the limit, in bytes.
    #[error("larger than {0} bytes")]
    TooLarge(u64),
    /// The sender broke off.
    #[error("the upload broke off")]
    BrokenOff,
    /// There is no such file.
    #[error("the file is not there")]
    Missing,
    /// The folder, the bucket or the scanner can't be reached.
    #[error("{0}")]
    Unavailable(String),
}

impl From<FieldCode> for FileError {
    fn from(code: FieldCode) -> Self {
        FileError::Field(Box::new(FieldError::new("/file", code)))
    }
}

impl From<object_store::Error> for FileError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => FileError::Missing,
            other => FileError::Unavailable(format!("the file store: {other}")),
        }
    }
}

impl From<FileError> for Refusal {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Field(field) => Problem::fields(vec![*field]).into(),
            FileError::TooLarge(max) => {
                let field = FieldError::new("/file", FieldCode::FileTooLarge).with("max", max);
                let mut problem = Problem::new(Code::TooLarge).param("max", max);
                problem.errors.push(field);
                problem.into()
            }
            FileError::BrokenOff => Problem::new(Code::MalformedBody).detail("The upload broke off").into(),
            FileError::Missing | FileError::Unavailable(_) => unavailable(error),
        }
    }
}

impl Files {
    /// As configured: `data/files`, or the bucket of `files_url` with the keys of `AWS_…` in the environment.
    pub fn new(config: &Config) -> Result<Files, FileError> {
        let scanner = Scanner::of_command(&config.scanner);
        if config.files_url.is_empty() {
            let folder = config.data.join("files");
            let made = std::fs::create_dir_all(&folder).map_err(|error| FileError::Unavailable(error.to_string()));
            made?;
            let store = LocalFileSystem::new_with_prefix(&folder)?.with_fsync(true);
            return Ok(Files {
                store: Arc::new(store),
                prefix: Path::default(),
                scanner,
            });
        }
        let url =
            Url::parse(&config.files_url).map_err(|error| FileError::Unavailable(format!("files_url: {error}")))?;
        let (store, prefix) = bucket(&url)?;
        Ok(Files { store, prefix, scanner })
    }

    /// Takes a file as it streams in: name, size, kind and content are checked before it counts as kept.
    pub async fn store(&self, name: &str, body: Body, most_bytes: u64) -> Result<Stored, FileError> {
        let name = name::clean(name);
        let kind = name::extension(&name)
            .and_then(|extension| Kind::of_extension(&extension))
            .ok_or(FieldCode::FileKind)?;
        let key = uuid::Uuid::new_v4().simple().to_string();
        // The scanner comes first: when it can't be started, nothing has been begun that would be left behind.
        let scan = self.scanner.as_ref().map(Scanner::begin).transpose()?;
        let upload = self.store.put_multipart(&self.path(&key)).await?;
        let mut intake = Intake {
            kind,
            most_bytes,
            size: 0,
            head: Vec::with_capacity(HEAD),
            checked: false,
            text: TextCheck::default(),
            hash: Sha256::new(),
            scan,
            upload: WriteMultipart::new(upload),
        };
        match intake.read(body).await {
            Ok(()) => {
                let (size, sha256) = (intake.size, intake.hash.finalize().to_vec());
                intake.upload.finish().await?;
                let size = i64::try_from(size).unwrap_or(i64::MAX);
                Ok(Stored {
                    key,
                    name,
                    media_type: kind.media_type,
                    size,
                    sha256,
                })
            }
            Err(error) => {
                if let Err(abort) = intake.upload.abort().await {
                    tracing::warn!(error = %abort, "an upload that was refused is left for the sweep");
                }
                Err(error)
            }
        }
    }

    /// Takes a file away. One that is gone already is no error.
    pub async fn remove(&self, key: &str) -> Result<(), FileError> {
        match self.store.delete(&self.path(key)).await.map_err(FileError::from) {
            Ok(()) | Err(FileError::Missing) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The file as an answer that browsers save and never show.
    pub async fn serve(&self, key: &str, name: &str, media_type: &str) -> Result<Response, FileError> {
        let found = self.store.get(&self.path(key)).await?;
        let size = found.meta.size;
        let mut response = Response::new(Body::from_stream(found.into_stream()));
        let headers = response.headers_mut();
        let text = |value: String| HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("attachment"));
        headers.insert(header::CONTENT_TYPE, text(media_type.to_owned()));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
        headers.insert(header::CONTENT_DISPOSITION, text(name::disposition(name)));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; sandbox"),
        );
        Ok(response)
    }

    /// Keys of files last written before a time.
    pub(super) async fn older_than(&self, time: chrono::DateTime<chrono::Utc>) -> Result<Vec<String>, FileError> {
        let prefix = (!self.prefix.as_ref().is_empty()).then_some(&self.prefix);
        let listed: Vec<_> = self.store.list(prefix).try_collect().await?;
        let old = listed.into_iter().filter(|object| object.last_modified < time);
        Ok(old
            .filter_map(|object| object.location.filename().map(str::to_owned))
            .collect())
    }

    fn path(&self, key: &str) -> Path {
        self.prefix.clone().join(key)
    }
}

/// How long a bucket is tried again that can't be reached. The library's own three minutes outlast the request: the person would
/// wait for two of them.
const RETRIES: RetryConfig = RetryConfig {
    backoff: BackoffConfig {
        init_backoff: Duration::from_millis(100),
        max_backoff: Duration::from_secs(2),
        base: 2.0,
    },
    max_retries: 4,
    retry_timeout: Duration::from_secs(10),
};

/// The store of an address, with the keys of `AWS_…` in the environment, and where in it files begin.
fn bucket(url: &Url) -> Result<(Arc<dyn ObjectStore>, Path), FileError> {
    let (scheme, prefix) = ObjectStoreScheme::parse(url).map_err(object_store::Error::from)?;
    if !matches!(scheme, ObjectStoreScheme::AmazonS3) {
        let (store, prefix) = object_store::parse_url(url)?;
        return Ok((Arc::from(store), prefix));
    }
    let mut builder = AmazonS3Builder::new().with_url(url.as_str()).with_retry(RETRIES);
    for (name, value) in std::env::vars() {
        if let Some(key) = name
            .starts_with("AWS_")
            .then(|| name.to_lowercase().parse().ok())
            .flatten()
        {
            builder = builder.with_config(key, value);
        }
    }
    Ok((Arc::new(builder.build()?), prefix))
}

/// A file on its way in.
struct Intake {
    kind: Kind,
    most_bytes: u64,
    size: u64,
    head: Vec<u8>,
    checked: bool,
    text: TextCheck,
    hash: Sha256,
    scan: Option<Scan>,
    upload: WriteMultipart,
}

/// Parts of an upload on their way at once.
const PARTS: usize = 2;

impl Intake {
    async fn read(&mut self, body: Body) -> Result<(), FileError> {
        let mut pieces = body.into_data_stream();
        while let Some(piece) = pieces.next().await {
            self.take(piece.map_err(|_| FileError::BrokenOff)?).await?;
        }
        if self.size == 0 {
            return Err(FieldCode::FileEmpty.into());
        }
        if !self.checked {
            self.kind.check(&self.head)?;
        }
        if self.kind.is_text() {
            self.text.finish()?;
        }
        let Some(scan) = self.scan.take() else { return Ok(()) };
        if scan.finish().await? {
            Ok(())
        } else {
            Err(FieldCode::FileKind.into())
        }
    }

    async fn take(&mut self, piece: Bytes) -> Result<(), FileError> {
        self.size += piece.len() as u64;
        if self.size > self.most_bytes {
            return Err(FileError::TooLarge(self.most_bytes));
        }
        if !self.checked {
            let wanted = (HEAD - self.head.len()).min(piece.len());
            self.head.extend_from_slice(&piece[..wanted]);
            if self.head.len() == HEAD {
                self.kind.check(&self.head)?;
                self.checked = true;
            }
        }
        if self.kind.is_text() {
            self.text.push(&piece)?;
        }
        self.hash.update(&piece);
        if let Some(scan) = &mut self.scan {
            scan.push(&piece).await;
        }
        self.upload.wait_for_capacity(PARTS).await?;
        self.upload.put(piece);
        Ok(())
    }
}
