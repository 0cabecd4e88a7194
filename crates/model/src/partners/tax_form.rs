//! A partner's tax form: kept encrypted, read by finance alone. Everybody else who sees the partner sees that there is one.

use crate::people::Person;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Most bytes of a tax form: 10 MB.
pub const MAX_BYTES: u64 = 10_000_000;

/// A tax form that was handed in; its content is another operation's.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaxForm {
    /// The file's name.
    pub name: String,
    /// What it is: `application/pdf`, `image/png` or `image/jpeg`.
    pub media_type: String,
    /// Bytes, before encryption.
    pub size: u64,
    /// Who handed it in.
    pub uploaded_by: Person,
    /// When.
    pub uploaded_at: DateTime<Utc>,
}
