//! The rules, held to by properties and by examples, in one program: each further one would be linked anew.

mod calendar;
mod conflict;
mod deals;
mod funds;
mod journeys;
mod money;
mod onboarding;
mod partners;
mod people;
mod settings;
mod time_to_value;
mod undo;
