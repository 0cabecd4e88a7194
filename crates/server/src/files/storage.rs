//! Keeping files: a folder, or a bucket.

use super::intake::{Intake, Sink};
use super::kind::{Accepted, Kind};
use super::name;
use super::pixels::Measure;
use super::scanner::Scanner;
use super::sealing::Sealer;
use crate::config::Config;
use crate::http::{Refusal, unavailable};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use entente_model::problem::{Code, FieldCode, FieldError, Problem};
use futures::TryStreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{BackoffConfig, ObjectStore, ObjectStoreExt, ObjectStoreScheme, RetryConfig, WriteMultipart};
use std::sync::Arc;
use std::time::Duration;
use url::Url;
use uuid::Uuid;

/// Where files are kept; cheap to clone.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    scanner: Option<Scanner>,
    sealer: Option<Arc<Sealer>>,
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

/// A file that was taken into memory and is kept nowhere yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its name, cleaned.
    pub name: String,
    /// Media type by its content.
    pub media_type: &'static str,
    /// The content.
    pub content: Vec<u8>,
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
    /// The server has no key to keep files encrypted with.
    #[error("there is no encryption key")]
    NoKey,
    /// The key of the configuration is none, or what is kept was encrypted with another one or changed.
    #[error("{0}")]
    Sealing(String),
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
            // Not `unavailable`: the portal is there, and trying again changes nothing.
            FileError::NoKey => Problem::new(Code::InvalidState)
                .param("reason", "no_encryption_key")
                .detail("The portal has no key to encrypt this with: whoever runs it sets ENTENTE_ENCRYPTION_KEY")
                .into(),
            FileError::Sealing(_) => {
                tracing::error!(%error, "an encrypted file can't be read");
                Code::Internal.into()
            }
            FileError::Missing | FileError::Unavailable(_) => unavailable(error),
        }
    }
}

impl Files {
    /// As configured: `data/files`, or the bucket of `files_url` with the keys of `AWS_…` in the environment.
    pub fn new(config: &Config) -> Result<Files, FileError> {
        Files::open(config, true)
    }

    /// The same for what is made at a stroke, and thrown away when it fails: no file is forced onto the disk by itself.
    pub fn for_loading(config: &Config) -> Result<Files, FileError> {
        Files::open(config, false)
    }

    fn open(config: &Config, syncs: bool) -> Result<Files, FileError> {
        let scanner = Scanner::of_command(&config.scanner);
        let sealer = Sealer::of_key(&config.encryption_key)?.map(Arc::new);
        if config.files_url.is_empty() {
            let folder = config.data.join("files");
            let made = std::fs::create_dir_all(&folder).map_err(|error| FileError::Unavailable(error.to_string()));
            made?;
            let store = LocalFileSystem::new_with_prefix(&folder)?.with_fsync(syncs);
            return Ok(Files {
                store: Arc::new(store),
                prefix: Path::default(),
                scanner,
                sealer,
            });
        }
        let url =
            Url::parse(&config.files_url).map_err(|error| FileError::Unavailable(format!("files_url: {error}")))?;
        let (store, prefix) = bucket(&url)?;
        Ok(Files {
            store,
            prefix,
            scanner,
            sealer,
        })
    }

    /// Takes a file as it streams in: name, size, kind and content are checked before it counts as kept.
    pub async fn store(&self, name: &str, body: Body, most_bytes: u64) -> Result<Stored, FileError> {
        let (name, kind) = named(Accepted::Attachment, name)?;
        let key = new_key();
        // The scanner comes first: when it can't be started, nothing has been begun that would be left behind.
        let scan = self.scanner.as_ref().map(Scanner::begin).transpose()?;
        let upload = self.store.put_multipart(&self.path(&key)).await?;
        let measure = Measure::begin(Accepted::Attachment, kind.media_type);
        let sink = Sink::Store(WriteMultipart::new(upload));
        let mut intake = Intake::new(kind, measure, most_bytes, scan, sink);
        match intake.read(body).await {
            Ok(()) => {
                let (size, sha256) = (intake.size(), intake.sha256());
                intake.into_sink().finish().await?;
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
                if let Err(abort) = intake.into_sink().abort().await {
                    tracing::warn!(error = %abort, "an upload that was refused is left for the sweep");
                }
                Err(error)
            }
        }
    }

    /// Takes a file into memory, for what is not kept as it came: the same checks as [`Files::store`]'s.
    pub async fn take(&self, accepted: Accepted, name: &str, body: Body, most_bytes: u64) -> Result<Taken, FileError> {
        let (name, kind) = named(accepted, name)?;
        let scan = self.scanner.as_ref().map(Scanner::begin).transpose()?;
        let measure = Measure::begin(accepted, kind.media_type);
        let mut intake = Intake::new(kind, measure, most_bytes, scan, Sink::Memory(Vec::new()));
        intake.read(body).await?;
        Ok(Taken {
            name,
            media_type: kind.media_type,
            sha256: intake.sha256(),
            content: intake.into_sink().content(),
        })
    }

    /// Keeps content under a random name, and answers with it.
    pub async fn keep(&self, content: impl Into<Bytes>) -> Result<String, FileError> {
        let key = new_key();
        self.store.put(&self.path(&key), content.into().into()).await?;
        Ok(key)
    }

    /// The content whole.
    pub async fn read(&self, key: &str) -> Result<Bytes, FileError> {
        Ok(self.store.get(&self.path(key)).await?.bytes().await?)
    }

    /// Keeps content under a name that was drawn; encrypted for an owner, when one is given.
    pub(crate) async fn keep_as(&self, key: &str, content: Bytes, owner: Option<Uuid>) -> Result<(), FileError> {
        let content = match owner {
            Some(owner) => {
                let sealer = self.sealer.as_ref().ok_or(FileError::NoKey)?;
                Bytes::from(sealer.seal(owner, &content)?)
            }
            None => content,
        };
        self.store.put(&self.path(key), content.into()).await?;
        Ok(())
    }

    /// Whether there is a key to encrypt with.
    pub fn can_seal(&self) -> bool {
        self.sealer.is_some()
    }

    /// Refuses when there is no key to encrypt with.
    pub fn check_key(&self) -> Result<(), FileError> {
        self.sealer.as_ref().map(|_| ()).ok_or(FileError::NoKey)
    }

    /// Keeps content encrypted under a random name, and answers with it. Only with the same owner can it be read again.
    pub async fn keep_sealed(&self, owner: Uuid, content: Vec<u8>) -> Result<String, FileError> {
        let sealer = self.sealer.clone().ok_or(FileError::NoKey)?;
        let sealed = off_the_runtime(move || sealer.seal(owner, &content)).await?;
        self.keep(sealed).await
    }

    /// Content that was kept encrypted for an owner.
    pub async fn read_sealed(&self, owner: Uuid, key: &str) -> Result<Vec<u8>, FileError> {
        let sealer = self.sealer.clone().ok_or(FileError::NoKey)?;
        let sealed = self.read(key).await?;
        off_the_runtime(move || sealer.open(owner, &sealed)).await
    }

    /// A few bytes encrypted for an owner, to be kept in a row.
    pub fn seal(&self, owner: Uuid, content: &[u8]) -> Result<Vec<u8>, FileError> {
        self.sealer.as_ref().ok_or(FileError::NoKey)?.seal(owner, content)
    }

    /// What [`Files::seal`] encrypted for the owner.
    pub fn unseal(&self, owner: Uuid, sealed: &[u8]) -> Result<Vec<u8>, FileError> {
        self.sealer.as_ref().ok_or(FileError::NoKey)?.open(owner, sealed)
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
        let mut response = as_attachment(Body::from_stream(found.into_stream()), name, media_type);
        response
            .headers_mut()
            .insert(header::CONTENT_LENGTH, HeaderValue::from(size));
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

/// Content as an answer that browsers save and never show.
pub fn as_attachment(content: impl Into<Body>, name: &str, media_type: &str) -> Response {
    let mut response = Response::new(content.into());
    let headers = response.headers_mut();
    let text = |value: String| HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_TYPE, text(media_type.to_owned()));
    headers.insert(header::CONTENT_DISPOSITION, text(name::disposition(name)));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox"),
    );
    response
}

/// A name cleaned, and the kind that it promises.
fn named(accepted: Accepted, name: &str) -> Result<(String, Kind), FileError> {
    let name = name::clean(name);
    let kind = name::extension(&name)
        .and_then(|extension| Kind::of_extension(accepted, &extension))
        .ok_or(FieldCode::FileKind)?;
    Ok((name, kind))
}

fn new_key() -> String {
    Uuid::new_v4().simple().to_string()
}

/// Megabytes are encrypted in milliseconds, which other requests are not to wait for.
async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FileError> + Send + 'static,
) -> Result<T, FileError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| FileError::Unavailable(error.to_string()))?
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
