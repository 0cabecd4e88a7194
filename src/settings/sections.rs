//! One module a section.

mod accounts;
mod agreement;
mod amounts;
mod applications;
mod catalogue;
mod deals;
mod funds;
mod history;
mod journeys;
mod products;
mod profile;
mod program;
mod regions;
mod rules;
mod specialties;

pub use accounts::AccountsSection;
pub use agreement::AgreementSection;
pub use applications::ApplicationsSection;
pub use deals::DealsSection;
pub use funds::FundsSection;
pub use history::{HistorySection, author_name};
pub use journeys::JourneysSection;
pub use products::ProductsSection;
pub use profile::ProfileSection;
pub use program::ProgramSection;
pub use regions::RegionsSection;
pub use rules::RulesSection;
