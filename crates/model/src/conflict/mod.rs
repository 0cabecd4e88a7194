//! Channel conflict: when two customer accounts are the same, and which are kept for direct sales.
//!
//! Behind the feature `matching`, which the server switches on: its tables (public suffixes, Unicode) are not for the browser,
//! which asks `POST /conflict_checks`.

pub mod account;
pub mod domain;
pub mod legal_forms;
pub mod normalise;
pub mod reserved;
pub mod similarity;

pub use account::{Account, AccountGroups, AccountKey, Match, compare, shared_products};
pub use domain::{has_known_suffix, is_public_mail_domain, is_public_suffix, registrable_domain};
pub use normalise::{folded, name_block, normalise};
pub use reserved::{ReservedIndex, touches_reserved};
pub use similarity::similarity;
