//! Timeline and comments of a record.

use crate::ids::{ActivityId, CommentId};
use crate::people::{Person, Side};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One entry of a timeline: an audit entry as the reader may see it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activity {
    /// Id.
    pub id: ActivityId,
    /// What happened: a stable word such as `deal.submitted`; the browser shows `activity.<kind>` of its catalogue.
    pub kind: String,
    /// Who did it; the portal itself has no id.
    pub actor: Person,
    /// Whose person that is; absent for the portal itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub side: Option<Side>,
    /// When.
    pub at: DateTime<Utc>,
    /// Facts for the sentence: reasons, dates, rule and its version, message.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub params: BTreeMap<String, serde_json::Value>,
}

/// A comment on a record, seen by partner and vendor alike unless `internal`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Id.
    pub id: CommentId,
    /// Who wrote it.
    pub author: Person,
    /// Whose person that is.
    pub side: Side,
    /// Plain text.
    pub body: String,
    /// For the vendor's eyes only.
    pub internal: bool,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Body of a new comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// Plain text, 1 to 4,000 characters.
    pub body: String,
    /// For the vendor's eyes only; a partner can't set it.
    #[serde(default)]
    pub internal: bool,
}
