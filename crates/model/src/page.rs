//! Cursor pages: the shape of every list on the wire.

use serde::{Deserialize, Serialize};

/// One page of a list. Pages follow each other by `next_cursor`, an opaque text; there are no page numbers.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows, in the order asked for.
    pub items: Vec<T>,
    /// Send it as `cursor` for the following page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next_cursor: Option<String>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Page {
            items: Vec::new(),
            next_cursor: None,
        }
    }
}

/// Rows of a page when none are asked for.
pub const DEFAULT_LIMIT: u32 = 25;
/// Most rows that a page holds.
pub const MAX_LIMIT: u32 = 100;
