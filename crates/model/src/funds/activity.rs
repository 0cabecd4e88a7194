//! Activities that funds pay for: their types, what they cost, how they are proven, and who runs them.

use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// What kind of activity it is; the program's rules differ by it.
    ActivityType {
        /// A webinar that people register for.
        Webinar = "webinar",
        /// Content that a publisher shows to its readers.
        ContentSyndication = "content_syndication",
        /// An event for a few named accounts.
        AccountEvent = "account_event",
        /// Advertisements beside search results.
        PaidSearch = "paid_search",
        /// A seminar, a dinner or a roadshow.
        FieldEvent = "field_event",
        /// A stand at a trade show.
        TradeShow = "trade_show",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// What money is spent on.
    CostCategory {
        /// Rooms and stands.
        Venue = "venue",
        /// Food and drink.
        Catering = "catering",
        /// Fees of speakers.
        Speaker = "speaker",
        /// Advertisements and placements.
        Media = "media",
        /// Design, text, film and print.
        Production = "production",
        /// Webinar, registration and mailing platforms.
        Platform = "platform",
        /// Letters, mails and calls that invite.
        Mailing = "mailing",
        /// Gifts for guests.
        Giveaways = "giveaways",
        /// Journeys and nights.
        Travel = "travel",
        /// Hours of the partner's own people.
        Staff = "staff",
        /// Something else; the line says what.
        Other = "other",
    }
}

words! {
    /// What a file of a claim proves.
    ProofKind {
        /// What it cost: an invoice.
        Invoice = "invoice",
        /// That it took place: a photo.
        Photo = "photo",
        /// Who was there.
        AttendeeList = "attendee_list",
        /// That it was online: a screenshot.
        Screenshot = "screenshot",
        /// How it was shown and clicked, as the platform tells.
        PerformanceReport = "performance_report",
        /// What was shown: the advertisement, the invitation, the stand's design.
        Creative = "creative",
        /// What was on the programme.
        Agenda = "agenda",
        /// Something else.
        Other = "other",
    }
}

/// Who runs an activity. What the portal runs itself (a landing page, a mailing) brings its own proof.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum ActivityRun {
    /// The partner.
    Partner {},
    /// The portal.
    Portal {
        /// What of the portal's runs it, by a word and an id: `landing_page:7K3M-9QX2`.
        source: String,
    },
}

impl Default for ActivityRun {
    fn default() -> Self {
        Self::Partner {}
    }
}

impl ActivityRun {
    /// Whether a claim still has to bring such a proof. The portal saw what it ran, but never what others charged for it.
    pub fn needs(&self, kind: ProofKind) -> bool {
        match self {
            Self::Partner {} => true,
            Self::Portal { .. } => kind == ProofKind::Invoice,
        }
    }
}
