//! The portal's API, jobs and command line. A feature is a folder with its routes and its queries; what they share stands in
//! `http`, `store`, `auth`, `live`, `jobs`, `mail` and `files`.

pub mod activity;
pub mod approvals;
pub mod attachments;
pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
pub mod conflict;
pub mod deals;
pub mod files;
pub mod funds;
pub mod home;
pub mod http;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod onboarding;
pub mod partners;
pub mod registry;
pub mod sample;
pub mod settings;
pub mod spreadsheet;
pub mod store;
pub mod work;
