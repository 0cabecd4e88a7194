//! The form of a claim: costs against budget lines, proof and results, with what finance would ask about told as one types.

mod asks;
mod costs;
mod fields;
mod judge;
mod model;
mod page;
mod proofs;
mod raw;
mod results;
mod review;
mod subject;
mod totals;
mod view;

pub use page::EditClaimPage;
