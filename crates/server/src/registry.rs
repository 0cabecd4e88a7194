//! The jobs of every feature.

use crate::jobs::Registry;

/// Who does which kind of job.
pub fn jobs() -> Registry {
    let mut registry = Registry::default();
    crate::jobs::register_housekeeping(&mut registry);
    crate::mail::register(&mut registry);
    crate::auth::register(&mut registry);
    crate::files::register(&mut registry);
    crate::settings::register(&mut registry);
    crate::deals::register(&mut registry);
    crate::funds::register(&mut registry);
    crate::onboarding::register(&mut registry);
    registry
}
