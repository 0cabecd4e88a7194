//! The server's tests in one program: each further program would be compiled and linked with everything the server leans on.

#[macro_use]
mod support;

mod agreement;
mod applications;
mod approvals;
mod attachments;
mod auth;
mod authorisation;
mod conflict;
mod crash;
mod deals;
mod deals_clock;
mod durability;
mod faults;
mod files;
mod fund_claims;
mod fund_comments;
mod fund_home;
mod fund_machine;
mod fund_requests;
mod fund_returns;
mod funds;
mod funds_allocation;
mod http;
mod jobs;
mod journeys;
mod logos;
mod moves;
mod names;
mod openapi;
mod partner_view;
mod partners;
mod payments;
mod program;
mod races;
mod sample;
mod settings;
mod store;
mod tax_forms;
mod time_to_value;
mod undo;
