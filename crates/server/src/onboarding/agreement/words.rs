//! What a signed agreement says around the text: the catalogues of mail hold what the server itself writes to people.

use crate::mail::{AgreementWords, Catalogues};
use std::sync::LazyLock;

static CATALOGUES: LazyLock<Option<Catalogues>> = LazyLock::new(|| Catalogues::read("").ok());

/// The words of a language; none when the catalogues can't be read, with which no server starts.
pub(super) fn of(locale: &str) -> Option<&'static AgreementWords> {
    CATALOGUES.as_ref().map(|catalogues| catalogues.agreement(locale))
}
