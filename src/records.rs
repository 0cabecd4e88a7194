//! What hangs on records of any kind: their pages, what people make happen to them, and the timeline and the comments of deals, of requests
//! for money and of claims.

mod card;
mod changes;
mod comments;
mod deal_events;
mod event_dialog;
mod fund_events;
mod further;
mod page;
mod reference;
mod sentences;
mod timeline;

use crate::i18n::{Key, keys};
use entente_model::events::LiveEvent;
use entente_model::ids::{ClaimId, DealId, FundRequestId};
use entente_model::people::Permission;

pub use card::{Origin, OriginCard};
pub use changes::mark_changes;
pub use comments::RecordComments;
pub use event_dialog::{EventDialog, EventWords, Eventful, ReadEvent};
pub use fund_events::fund_event;
pub use page::{RecordPage, cards_on_their_way, page_on_its_way};
pub use reference::Reference;
pub use sentences::actor;
pub use timeline::{RecordTimeline, TimelineEntry};

/// Which record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordKey {
    /// A deal.
    Deal(DealId),
    /// A request for money of a fund.
    FundRequest(FundRequestId),
    /// A claim for what an activity cost.
    FundClaim(ClaimId),
}

impl RecordKey {
    /// Where the API has it.
    fn path(self) -> String {
        match self {
            RecordKey::Deal(id) => format!("/deals/{id}"),
            RecordKey::FundRequest(id) => format!("/fund_requests/{id}"),
            RecordKey::FundClaim(id) => format!("/fund_claims/{id}"),
        }
    }

    /// Whether a live event is about it.
    fn is_changed_by(self, event: &LiveEvent) -> bool {
        match (self, event) {
            (RecordKey::Deal(own), LiveEvent::Deal { id, .. }) => *id == own,
            (RecordKey::FundRequest(own), LiveEvent::FundRequest { id, .. }) => *id == own,
            (RecordKey::FundClaim(own), LiveEvent::FundClaim { id, .. }) => *id == own,
            _ => false,
        }
    }

    /// What a role must allow to comment on it.
    fn comments_need(self) -> Permission {
        match self {
            RecordKey::Deal(_) => Permission::CommentOnDeals,
            RecordKey::FundRequest(_) | RecordKey::FundClaim(_) => Permission::CommentOnFunds,
        }
    }

    /// What a partner's people read where nobody has commented yet.
    fn no_comments(self) -> Key {
        match self {
            RecordKey::Deal(_) => keys::DEAL_COMMENTS_EMPTY,
            RecordKey::FundRequest(_) => keys::RECORDS_COMMENTS_EMPTY_REQUEST,
            RecordKey::FundClaim(_) => keys::RECORDS_COMMENTS_EMPTY_CLAIM,
        }
    }
}
