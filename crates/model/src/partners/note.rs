//! Notes that the vendor's people keep about a partner. No partner's person ever sees one.

use crate::ids::PartnerNoteId;
use crate::people::Person;
use crate::problem::FieldError;
use crate::text;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Most characters of a note.
pub const NOTE: usize = 4_000;

/// A note about a partner.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartnerNote {
    /// Id.
    pub id: PartnerNoteId,
    /// Who wrote it.
    pub author: Person,
    /// Plain text.
    pub body: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Body of a new note.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPartnerNote {
    /// Plain text, 1 to 4,000 characters.
    pub body: String,
}

impl NewPartnerNote {
    /// What is missing or wrong.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        text::check_required("/body", &self.body, NOTE, true, &mut errors);
        errors
    }
}
