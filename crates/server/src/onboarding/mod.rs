//! Onboarding: how a company becomes a partner that sells.

pub mod agreement;
pub mod applications;
pub mod journeys;
pub mod profile;
pub mod time_to_value;

/// Registers the jobs.
pub fn register(registry: &mut crate::jobs::Registry) {
    agreement::register(registry);
    applications::register(registry);
    journeys::register(registry);
}
