//! The rules, held to by properties and by examples, in one program: each further one would be linked anew.

mod calendar;
mod claims;
mod conflict;
mod deals;
mod fund_allocation;
mod fund_machine;
mod fund_requests;
mod fund_results;
mod fund_story;
mod funds;
mod journeys;
mod money;
mod onboarding;
mod pain001_schema;
mod partners;
mod payments;
mod people;
mod settings;
mod time_to_value;
mod undo;
