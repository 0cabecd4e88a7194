//! What applying companies write, and what managers answer.

/// Why a company wants to be a partner.
pub const MOTIVATIONS: &[&str] = &[
    "Half of our customers run your product already and ask us for support that we can't give without being a partner.",
    "We build integrations for mid-sized manufacturers. Your platform is on most of their short lists this year.",
    "We are winding down a product of our own and want to move forty customers to something that we can stand behind.",
    "Our managed service needs a vendor with an open API and a partner team that answers the telephone.",
    "We lost two tenders last year for want of a collaboration product in our portfolio.",
    "Public administrations in our region are renewing their contracts; we hold the framework agreement and need the product.",
    "We have trained six people on your product with our own money and would like to register what they sell.",
    "",
];

/// What the contact of a company does there.
pub const JOB_TITLES: &[&str] = &[
    "Managing director",
    "Head of alliances",
    "Head of sales",
    "Partner manager",
    "Chief executive",
    "Business development manager",
];

/// What is asked of a company whose application comes back.
pub const RETURNS: &[&str] = &[
    "Please tell us which of your customers would be first, and who in your team would be trained.",
    "The revenue you expect is high for a first year. What is it based on?",
    "You name five regions. In which of them do you have people of your own?",
];
