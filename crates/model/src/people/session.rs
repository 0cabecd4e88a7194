//! Signing in, invitations and passwords, as on the wire.

use crate::ids::{InvitationId, PartnerId, UserId};
use crate::people::{PartnerSummary, Role};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// Shortest password (OWASP ASVS 5.0, 6.2.1 asks for at least 8 and recommends 15; no rules of composition).
pub const MIN_PASSWORD: usize = 10;
/// Longest password, in characters (ASVS 6.2.9 asks to take at least 64).
pub const MAX_PASSWORD: usize = 128;

/// Body of signing in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// E-mail address; case does not matter.
    pub email: String,
    /// Password.
    pub password: String,
}

/// Who is here, what they may do, and what the shell needs of the program.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The person.
    pub user: SessionUser,
    /// Their company; absent for people of the vendor.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner: Option<PartnerSummary>,
    /// The program that this portal serves.
    pub program: ProgramInfo,
    /// When the session ends at the latest.
    pub expires_at: DateTime<Utc>,
}

/// The signed-in person.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionUser {
    /// Id.
    pub id: UserId,
    /// Name as they write it.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role.
    pub role: Role,
    /// BCP 47 tag of the language they chose; empty when the browser's is followed.
    #[serde(default)]
    pub locale: String,
    /// Version of the record, for `If-Match` when changing the own profile.
    pub version: i64,
}

/// What everybody signed in may know of the program.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgramInfo {
    /// The program's name, as in "Northwind Partner Program".
    pub name: String,
    /// The vendor's name.
    pub vendor: String,
    /// The vendor's accent colour as `#rrggbb`.
    pub accent: String,
    /// Products that deals can be registered for.
    pub products: Vec<crate::settings::Product>,
    /// Currencies that the program takes, ISO 4217.
    pub currencies: Vec<String>,
    /// Regions: code and name.
    pub regions: Vec<crate::settings::RegionName>,
    /// What companies can be good at; those that new applications may no longer name, too.
    #[serde(default)]
    pub specialties: Vec<crate::settings::Specialty>,
    /// Fewest characters of a deal's need.
    #[serde(default)]
    pub need_min_characters: u32,
    /// Most bytes of an attachment.
    pub max_attachment_bytes: u64,
    /// The published rules of engagement, as plain text.
    pub rules_of_engagement: String,
}

/// Body of a request for a mailed link to a new password. The answer is the same whether the address is known or not.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordResetRequest {
    /// E-mail address.
    pub email: String,
}

/// Body of setting a new password with the token of a mailed link.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// Token of the link; works once, for an hour.
    pub token: String,
    /// The new password.
    pub password: String,
}

/// Body of changing one's own password.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The password as it is.
    pub current: String,
    /// The new one.
    pub password: String,
}

/// Body of an invitation.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// Where the link goes.
    pub email: String,
    /// Name of the person.
    pub name: String,
    /// Role; a partner's admin invites to partner roles only.
    pub role: Role,
    /// The partner, when somebody of the vendor invites to a partner role; a partner's admin leaves it out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner_id: Option<PartnerId>,
    /// Region codes that a channel manager sees; empty for other roles.
    #[serde(default)]
    pub regions: Vec<String>,
}

/// Days that an invitation waits.
pub const INVITATION_DAYS: i64 = 7;
/// Minutes after which an invitation may be sent again.
pub const INVITATION_PAUSE_MINUTES: i64 = 10;

/// An invitation that waits.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Id.
    pub id: InvitationId,
    /// Where the link went.
    pub email: String,
    /// Name of the person.
    pub name: String,
    /// Role.
    pub role: Role,
    /// When it was sent.
    pub created_at: DateTime<Utc>,
    /// When the link ends.
    pub expires_at: DateTime<Utc>,
}

impl Invitation {
    /// Whether its link has ended.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.expires_at <= now
    }

    /// Whether it was sent so lately that it is not sent again yet.
    pub fn was_just_sent(&self, now: DateTime<Utc>) -> bool {
        let sent_at = self.expires_at - Duration::days(INVITATION_DAYS);
        now < sent_at + Duration::minutes(INVITATION_PAUSE_MINUTES)
    }
}

/// Body of sending an invitation again: an empty object.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendAgain {}

/// Body of looking at an invitation with the token of its link.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationToken {
    /// Token of the link.
    pub token: String,
}

/// What the invited person is shown before accepting.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationPreview {
    /// Their address.
    pub email: String,
    /// Their name as the inviter wrote it.
    pub name: String,
    /// The program's name.
    pub program: String,
    /// The company they join.
    pub company: String,
}

/// Body of accepting an invitation; the answer signs the person in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// Token of the link.
    pub token: String,
    /// Name as they want to be called.
    pub name: String,
    /// The password they choose.
    pub password: String,
}
