//! People as lists show them, and what one changes of oneself.

use crate::ids::UserId;
use crate::people::Role;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A person of one's own side.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// Id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role.
    pub role: Role,
    /// Region codes that a channel manager sees.
    #[serde(default)]
    pub regions: Vec<String>,
    /// Whether the person can't sign in any more.
    pub disabled: bool,
    /// When they were last here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_seen_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i64,
}

/// Body of changing somebody: role and whether they may sign in. What is left out stays.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UserChange {
    /// New role, of the same side.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<Role>,
    /// Region codes that a channel manager sees.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub regions: Option<Vec<String>>,
    /// Ends every session at once when true.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub disabled: Option<bool>,
}

/// Body of changing one's own profile. What is left out stays.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileChange {
    /// Name as they want to be called.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// BCP 47 tag, or empty to follow the browser.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub locale: Option<String>,
}

/// A person as named beside what they did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Id; absent for the portal itself (jobs, rules).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<UserId>,
    /// Name; empty for the portal itself.
    #[serde(default)]
    pub name: String,
}
