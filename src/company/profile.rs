//! What one's own company says of itself: profile, brand, logo, tax form and bank account.

mod bank_account;
mod brand;
mod facts;
mod fields;
mod form;
mod logo;
mod missing;
mod model;
mod page;
mod raw;
mod sending;
mod tax_form;

pub use page::ProfilePage;
