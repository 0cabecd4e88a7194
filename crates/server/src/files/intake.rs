//! A file on its way in: counted, recognised, scanned and hashed while it streams.

use super::FileError;
use super::kind::{HEAD, Kind, TextCheck};
use super::pixels::Measure;
use super::scanner::Scan;
use axum::body::{Body, Bytes};
use entente_model::problem::FieldCode;
use futures::StreamExt;
use object_store::WriteMultipart;
use sha2::{Digest, Sha256};

/// Where a file goes as it comes in.
pub(super) enum Sink {
    /// To where files are kept.
    Store(WriteMultipart),
    /// Into memory.
    Memory(Vec<u8>),
}

/// A file on its way in.
pub(super) struct Intake {
    kind: Kind,
    most_bytes: u64,
    size: u64,
    head: Vec<u8>,
    checked: bool,
    text: TextCheck,
    measure: Option<Measure>,
    hash: Sha256,
    scan: Option<Scan>,
    sink: Sink,
}

/// Parts of an upload on their way at once.
const PARTS: usize = 2;

impl Sink {
    async fn put(&mut self, piece: Bytes) -> Result<(), FileError> {
        match self {
            Sink::Store(upload) => {
                upload.wait_for_capacity(PARTS).await?;
                upload.put(piece);
            }
            Sink::Memory(content) => content.extend_from_slice(&piece),
        }
        Ok(())
    }

    /// Waits until what came in is kept.
    pub async fn finish(self) -> Result<(), FileError> {
        if let Sink::Store(upload) = self {
            upload.finish().await?;
        }
        Ok(())
    }

    /// Keeps nothing of it.
    pub async fn abort(self) -> Result<(), FileError> {
        if let Sink::Store(upload) = self {
            upload.abort().await?;
        }
        Ok(())
    }

    /// What came into memory; nothing of what went elsewhere.
    pub fn content(self) -> Vec<u8> {
        match self {
            Sink::Store(_) => Vec::new(),
            Sink::Memory(content) => content,
        }
    }
}

impl Intake {
    /// A file of a kind that is about to come in; a picture may have a measure.
    pub fn new(kind: Kind, measure: Option<Measure>, most_bytes: u64, scan: Option<Scan>, sink: Sink) -> Self {
        Intake {
            kind,
            most_bytes,
            size: 0,
            head: Vec::with_capacity(HEAD),
            checked: false,
            text: TextCheck::default(),
            measure,
            hash: Sha256::new(),
            scan,
            sink,
        }
    }

    /// Bytes that came in.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// SHA-256 of what came in.
    pub fn sha256(&self) -> Vec<u8> {
        self.hash.clone().finalize().to_vec()
    }

    /// Where it went.
    pub fn into_sink(self) -> Sink {
        self.sink
    }

    /// Takes all of it, or says what is wrong with it.
    pub async fn read(&mut self, body: Body) -> Result<(), FileError> {
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
        if let Some(measure) = &self.measure {
            measure.finish()?;
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
        if let Some(measure) = &mut self.measure {
            measure.push(&piece);
            // Not before it is known to be a picture.
            if self.checked {
                measure.check()?;
            }
        }
        self.hash.update(&piece);
        if let Some(scan) = &mut self.scan {
            scan.push(&piece).await;
        }
        self.sink.put(piece).await
    }
}
