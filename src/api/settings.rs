//! The program's settings.

use super::call::page_query;
use super::{Call, Get, IdempotencyKey};
use entente_model::onboarding::{ProfileOutcome, ProfilePreview};
use entente_model::page::Page;
use entente_model::settings::{NewSettingsVersion, SettingsVersion};

/// The version in effect.
pub fn current() -> Get<SettingsVersion> {
    Get::new("/settings", "").stored()
}

/// Every version, newest first.
pub fn versions(limit: u32, cursor: Option<&str>) -> Get<Page<SettingsVersion>> {
    Get::new("/settings/versions", &page_query(&[], limit, cursor))
}

/// Makes a new version; `newest` is the number of the newest one that was seen.
pub fn create(body: &NewSettingsVersion, newest: i64, key: &IdempotencyKey) -> Call<SettingsVersion> {
    Call::post("/settings/versions")
        .body(body)
        .if_match(newest)
        .key(key)
        .changes(&["/settings"])
}

/// How past applicants would score under other criteria.
pub fn preview_profile(body: &ProfilePreview) -> Call<ProfileOutcome> {
    Call::post("/profile_previews").body(body)
}
