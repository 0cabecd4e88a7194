//! How large a picture of a tax form says that it is. It is kept as it is and never unpacked here, but by whoever opens it.

use crate::files::FileError;
use entente_model::partners::tax_form::MAX_PIXELS;
use entente_model::problem::{FieldCode, FieldError};
use image::{ImageFormat, ImageReader};
use std::io::Cursor;

/// Refuses a picture with too many pixels, and one whose head can't be read. A PDF is none.
pub(super) fn check(media_type: &str, content: &[u8]) -> Result<(), FileError> {
    let Some(format) = ImageFormat::from_mime_type(media_type) else {
        return Ok(());
    };
    let refused = |field: FieldError| FileError::Field(Box::new(field));
    let (width, height) = ImageReader::with_format(Cursor::new(content), format)
        .into_dimensions()
        .map_err(|_| refused(FieldError::new("/file", FieldCode::PictureUnreadable)))?;
    if width.max(height) > MAX_PIXELS {
        let field = FieldError::new("/file", FieldCode::PictureTooLarge);
        return Err(refused(field.with("max", MAX_PIXELS)));
    }
    Ok(())
}
