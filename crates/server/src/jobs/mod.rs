//! Work that waits: queued with the write that asks for it ([`crate::store::Tx::enqueue`]), done once, tried again when it fails.

mod change;
mod claim;
mod housekeeping;
mod registry;
mod worker;

pub use change::{Change, Strikes};
pub use claim::Job;
pub use registry::{Context, Handler, JobError, Registry};
pub use worker::run;

pub(crate) use housekeeping::register as register_housekeeping;
