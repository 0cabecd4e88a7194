//! Keys by which the server knows a repeated request.

use uuid::Uuid;

/// The `Idempotency-Key` of one logical action, kept over its retries. [`super::use_write`] keeps it by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key of a new action.
    #[allow(clippy::new_without_default, reason = "each is another")]
    pub fn new() -> Self {
        IdempotencyKey(Uuid::new_v4().to_string())
    }

    /// A key that was kept.
    pub fn of(text: impl Into<String>) -> Self {
        IdempotencyKey(text.into())
    }

    /// As it goes into the header.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
