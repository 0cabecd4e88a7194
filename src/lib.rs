//! The single-page app.

pub mod agreement;
pub mod api;
pub mod app;
pub mod applications;
pub mod approvals;
pub mod boot;
pub mod company;
pub mod deals;
pub mod files;
pub mod forms;
pub mod funds;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod home;
pub mod i18n;
pub mod journey;
pub mod journeys;
pub mod json;
pub mod lists;
pub mod onboarding;
pub mod partners;
pub mod paths;
pub mod records;
pub mod session;
pub mod settings;
pub mod shell;
pub mod ui;
