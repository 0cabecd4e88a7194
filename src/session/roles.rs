//! Names of roles and tiers.

use crate::i18n::{keys, text};
use entente_model::people::{Role, Tier};

/// A role as people call it.
pub fn role_name(role: Role) -> String {
    text(match role {
        Role::PartnerMember => keys::SESSION_ROLE_PARTNER_MEMBER,
        Role::PartnerAdmin => keys::SESSION_ROLE_PARTNER_ADMIN,
        Role::ChannelManager => keys::SESSION_ROLE_CHANNEL_MANAGER,
        Role::Finance => keys::SESSION_ROLE_FINANCE,
        Role::ProgramAdmin => keys::SESSION_ROLE_PROGRAM_ADMIN,
        Role::Executive => keys::SESSION_ROLE_EXECUTIVE,
    })
}

/// A tier as people call it.
pub fn tier_name(tier: Tier) -> String {
    text(match tier {
        Tier::Registered => keys::SESSION_TIER_REGISTERED,
        Tier::Silver => keys::SESSION_TIER_SILVER,
        Tier::Gold => keys::SESSION_TIER_GOLD,
        Tier::Platinum => keys::SESSION_TIER_PLATINUM,
    })
}
