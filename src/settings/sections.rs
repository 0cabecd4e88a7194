//! One module a section.

mod accounts;
mod deals;
mod history;
mod products;
mod program;
mod regions;
mod rules;

pub use accounts::AccountsSection;
pub use deals::DealsSection;
pub use history::{HistorySection, author_name};
pub use products::ProductsSection;
pub use program::ProgramSection;
pub use regions::RegionsSection;
pub use rules::RulesSection;
