//! The portal's rules, shared by the server, which enforces them, and the browser, which shows them beforehand.
//!
//! No I/O, no clock, no randomness: time, identity and settings are passed in. The rooms are those of the other floors:
//! [`onboarding`], [`deals`], [`conflict`], [`approvals`], [`settings`], [`people`], with what they share beside them.

pub mod activity;
pub mod approvals;
pub mod calendar;
#[cfg(feature = "matching")]
pub mod conflict;
pub mod countries;
pub mod deals;
pub mod events;
pub mod funds;
pub mod home;
pub mod ids;
pub mod money;
pub mod onboarding;
pub mod page;
pub mod partners;
pub mod people;
pub mod problem;
pub mod settings;
pub mod text;
mod words;
