//! Files that people hand in: checked while they stream in, kept under random names, encrypted where they must be.

mod discard;
mod intake;
mod kind;
mod name;
mod pixels;
mod scanner;
mod sealing;
mod storage;
mod sweep;

pub use discard::discard_job;
pub use kind::Accepted;
pub use name::NameQuery;
pub(crate) use sealing::Sealer;
pub use storage::{FileError, Files, Stored, Taken, as_attachment};
pub use sweep::register;
