//! A company applies to be a partner: the form in steps, where the application stands, and the mailed link that opens it elsewhere. All of it
//! without a session.

mod access;

mod company;
mod company_check;
mod consent;
mod facts;
mod fields;
mod fit;
mod form;
mod frame;
mod links;
mod model;
mod page;
mod people;
mod proof;
pub mod raw;
mod review;
mod status;
mod stepper;
mod subject;
mod tools;
mod words;

pub use access::OpenApplicationPage;
pub use page::ApplyPage;
pub use status::ApplicationStatusPage;
