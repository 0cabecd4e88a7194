//! Partner companies: as the vendor's people look them up and after, and what each says of itself and hands in.

mod activity;
pub(crate) mod bank_account;
pub(crate) mod firsts;
mod invitations;
mod logo;
mod notes;
mod people;
mod profile;
pub(crate) mod record;
pub mod routes;
mod store;
mod tax_form;
mod work;

pub(crate) use store::summary;
