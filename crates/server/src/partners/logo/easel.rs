//! Where logos are drawn: off the runtime, few at once, because a picture takes hundreds of megabytes while it is read.

use super::{drawing, picture};
use crate::files::FileError;
use entente_model::problem::{FieldCode, FieldError};
use std::sync::LazyLock;
use tokio::sync::{Semaphore, oneshot};

/// Most pixels of the longer side of the picture that is kept.
pub(super) const LONGER_SIDE: u32 = 1024;

/// Logos drawn at once.
static PLACES: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// A logo as it is kept.
#[derive(Debug)]
pub(super) struct Drawn {
    /// A PNG.
    pub picture: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The drawing written anew, of a drawing.
    pub drawing: Option<String>,
}

/// Why a file is no logo.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    code: FieldCode,
    bound: Option<(&'static str, u32)>,
}

impl Fault {
    /// A fault with the bound that was missed.
    pub fn with(code: FieldCode, name: &'static str, bound: u32) -> Fault {
        Fault {
            code,
            bound: Some((name, bound)),
        }
    }
}

impl From<FieldCode> for Fault {
    fn from(code: FieldCode) -> Fault {
        Fault { code, bound: None }
    }
}

impl From<Fault> for FileError {
    fn from(fault: Fault) -> FileError {
        let field = FieldError::new("/file", fault.code);
        FileError::Field(Box::new(match fault.bound {
            Some((name, bound)) => field.with(name, bound),
            None => field,
        }))
    }
}

/// Bytes of the stack that a drawing is drawn on: its elements are drawn within one another. Only what is used is ever taken.
const STACK: usize = 256 << 20;

/// Draws a file anew whose content is of this media type.
pub(super) async fn draw(media_type: &'static str, content: Vec<u8>) -> Result<Drawn, FileError> {
    let gone = |error: &dyn std::fmt::Display| FileError::Unavailable(format!("drawing a logo: {error}"));
    let place = PLACES.acquire().await.map_err(|error| gone(&error))?;
    let (answer, drawn) = oneshot::channel();
    let work = move || {
        let drawn = match media_type {
            "image/svg+xml" => drawing::draw(&content),
            other => picture::draw(other, &content),
        };
        // Whoever asked may have gone; the place is theirs until the work is done all the same.
        let _ = answer.send(drawn);
        drop(place);
    };
    let thread = std::thread::Builder::new().name("logo".to_owned()).stack_size(STACK);
    thread.spawn(work).map_err(|error| gone(&error))?;
    // A file that stops the reader is as little a picture as one that it refuses.
    Ok(drawn
        .await
        .unwrap_or_else(|_| Err(FieldCode::PictureUnreadable.into()))?)
}
