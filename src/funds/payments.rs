//! Payments of claims, for finance: what is owed, batches, and the page of one.

mod answer;
mod batches;
mod export;
mod lines;
mod mark;
mod one;
mod owed;
mod page;
mod words;

pub use one::PaymentPage;
pub use page::PaymentsPage;
