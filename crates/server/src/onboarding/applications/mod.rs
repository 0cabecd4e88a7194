//! Applications of companies to become partners: rows, decisions, and what follows on them.

mod access;
mod challenge;
mod clock;
pub mod decide;
pub mod duplicates;
mod housekeeping;
mod links;
mod list;
mod notify;
mod own;
pub mod past;
pub mod routes;
pub mod row;
mod standing;
mod vendor;
mod welcome;
mod work;

pub(crate) use clock::alarm;
pub use row::{Candidacy, WholeApplication};

/// Registers the jobs.
pub fn register(registry: &mut crate::jobs::Registry) {
    clock::register(registry);
    housekeeping::register(registry);
    links::register(registry);
    notify::register(registry);
    standing::register(registry);
}
