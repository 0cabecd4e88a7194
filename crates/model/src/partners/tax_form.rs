//! A partner's tax form: kept encrypted, read by finance alone. Everybody else who sees the partner sees that there is
//! one, and since when.

use crate::people::Person;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Most bytes of a tax form: 10 MB.
pub const MAX_BYTES: u64 = 10_000_000;
/// Most pixels of the side of a picture of one.
pub const MAX_PIXELS: u32 = 8_000;

/// A tax form that was handed in; its content is another operation's.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaxForm {
    /// When it was handed in.
    pub uploaded_at: DateTime<Utc>,
    /// The file, for those who may read tax forms and those who manage the company: its name may hold a tax number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<TaxFormFile>,
}

/// The file of a tax form.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaxFormFile {
    /// Its name.
    pub name: String,
    /// What it is: `application/pdf`, `image/png` or `image/jpeg`.
    pub media_type: String,
    /// Bytes, before encryption.
    pub size: u64,
    /// Who handed it in.
    pub uploaded_by: Person,
}
