//! What came back of the money: reports by group, their file, the program's history, and the background of a request.

mod background;
mod export;
mod measure;
mod query;
mod report;
pub mod routes;
