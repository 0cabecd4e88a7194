//! The program's settings: versions, and the one in effect.

mod current;
mod planned;
pub mod routes;
mod store;

pub use current::{InEffect, SettingsCache};
pub use planned::register;
pub use store::ensure_first;
pub(crate) use store::{fund_settings, replaced_by, version};
