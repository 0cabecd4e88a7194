//! The partner agreement: shown, signed, and given out as a PDF with who signed it.

mod layout;
mod pdf;
mod routes;
mod store;
mod typefaces;
mod waiting;
mod words;

pub use routes::router;
pub use waiting::register;
pub(crate) use waiting::{changed_job, waits};
