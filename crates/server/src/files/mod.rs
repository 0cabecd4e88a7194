//! Attached files: checked while they stream in, kept under random names, sent back as attachments only.

mod kind;
mod name;
mod scanner;
mod storage;
mod sweep;

pub use storage::{FileError, Files, Stored};
pub use sweep::register;
