//! The people of the sample who are the same in every program: those who can sign in, and their colleagues.

use entente_model::people::Role;

/// Company, domain, country and people of the partners of the sample sign-ins, and the days since it joined of one that is on its way: what
/// the sample calls who signs in, e-mail name, role, name. The admin is first.
pub type Fixed = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<i64>,
    &'static [(&'static str, &'static str, Role, &'static str)],
);

/// Domain of the partner of the first sample sign-ins.
pub const HOME: &str = "brandt-systemhaus.de";

/// The partners of the sample sign-ins.
pub const FIXED: [Fixed; 3] = [
    (
        "Brandt Systemhaus GmbH",
        "Brandt Systemhaus",
        HOME,
        "DE",
        None,
        &[
            ("partner_admin", "mara.brandt", Role::PartnerAdmin, "Mara Brandt"),
            ("partner_member", "jonas.keller", Role::PartnerMember, "Jonas Keller"),
            ("", "lukas.wendt", Role::PartnerMember, "Lukas Wendt"),
            ("", "sophie.arndt", Role::PartnerMember, "Sophie Arndt"),
            ("", "tobias.falk", Role::PartnerMember, "Tobias Falk"),
        ],
    ),
    (
        "Steiner & Hofer IT-Beratung GmbH",
        "Steiner & Hofer IT-Beratung",
        "steiner-hofer.at",
        "AT",
        None,
        &[
            ("other_partner_admin", "eva.steiner", Role::PartnerAdmin, "Eva Steiner"),
            ("", "georg.hofer", Role::PartnerMember, "Georg Hofer"),
            ("", "lea.gruber", Role::PartnerMember, "Lea Gruber"),
        ],
    ),
    (
        "Nordlicht IT-Services GmbH",
        "Nordlicht IT-Services",
        "nordlicht-it.de",
        "DE",
        Some(11),
        &[
            (
                "onboarding_admin",
                "henrike.oltmanns",
                Role::PartnerAdmin,
                "Henrike Oltmanns",
            ),
            ("", "malte.ehlers", Role::PartnerMember, "Malte Ehlers"),
        ],
    ),
];

/// The vendor's people who can sign in: what the sample calls the role, e-mail name, role, name.
pub const VENDOR: [(&str, &str, Role, &str); 6] = [
    (
        "channel_manager",
        "nadia.lindqvist",
        Role::ChannelManager,
        "Nadia Lindqvist",
    ),
    ("channel_manager_2", "paul.mercer", Role::ChannelManager, "Paul Mercer"),
    ("finance", "ines.moreau", Role::Finance, "Inès Moreau"),
    ("program_admin", "grace.holloway", Role::ProgramAdmin, "Grace Holloway"),
    ("executive", "victor.almeida", Role::Executive, "Victor Almeida"),
    // A large claim takes two.
    ("finance_2", "ruben.castro", Role::Finance, "Rubén Castro"),
];
