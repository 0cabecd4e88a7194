//! The hub: every event of every server, once, to whoever listens in this process.

use crate::auth::Scope;
use crate::store::Audience;
use crate::store::entities::live_events;
use entente_model::events::LiveEvent;
use entente_model::ids::PartnerId;
use entente_model::people::Permission;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::sync::broadcast;
use uuid::Uuid;

/// Events that a slow listener may lag behind before it is told to fetch anew.
const BACKLOG: usize = 4096;

/// An event with who may know of it. Empty (no event) it asks everybody to fetch anew.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Published {
    /// Row of `live_events`; what a page names to pick up where it left. Zero when there is none.
    #[serde(default)]
    pub id: i64,
    /// What changed.
    #[serde(default)]
    pub event: Option<LiveEvent>,
    /// The partner whose record it is.
    #[serde(default)]
    pub partner_id: Option<Uuid>,
    /// Its region, or that of a record without a partner; absent for what only the partner's people may know of.
    #[serde(default)]
    pub region: Option<String>,
    /// The vendor's people only.
    #[serde(default)]
    pub vendor_only: bool,
}

impl Audience {
    /// A partner's people alone: what has no region is in nobody's charge at the vendor yet. See [`Published::is_for`].
    pub fn partner_alone(partner_id: PartnerId) -> Self {
        Audience {
            partner_id: Some(partner_id),
            ..Audience::default()
        }
    }
}

impl Published {
    /// The event of a row; one that can't be read, written by a newer server, asks to fetch anew.
    pub fn from_row(row: live_events::Model) -> Self {
        Published {
            id: row.id,
            event: serde_json::from_str(&row.event).ok(),
            partner_id: row.partner_id,
            region: row.region,
            vendor_only: row.vendor_only,
        }
    }

    /// Asks every page to fetch anew.
    pub fn resync() -> Self {
        Published::default()
    }

    /// What to send.
    pub fn event(&self) -> LiveEvent {
        self.event.clone().unwrap_or(LiveEvent::Resync {})
    }

    /// Whether somebody may know of it.
    pub fn is_for(&self, scope: &Scope) -> bool {
        let permitted = match &self.event {
            Some(LiveEvent::Deal { .. }) => scope.may(Permission::ReadDeals),
            Some(LiveEvent::Application { .. }) => scope.may(Permission::ReadApplications),
            Some(LiveEvent::Approval { .. }) => scope.may(Permission::ReadApprovals),
            Some(LiveEvent::Partner { .. } | LiveEvent::Journey { .. }) => scope.may(Permission::ReadCompany),
            Some(LiveEvent::Fund { .. } | LiveEvent::FundRequest { .. } | LiveEvent::FundClaim { .. }) => {
                scope.may(Permission::ReadFunds)
            }
            Some(LiveEvent::PaymentBatch { .. }) => scope.may(Permission::PayClaims),
            Some(LiveEvent::Settings {} | LiveEvent::Resync {}) | None => true,
        };
        let partner_alone = self.partner_id.is_some() && self.region.is_none();
        if partner_alone && !scope.is_partner() {
            return false;
        }
        permitted && scope.covers(self.partner_id, self.region.as_deref()) && !(self.vendor_only && scope.is_partner())
    }
}

/// Hands events to listeners; cheap to clone.
#[derive(Clone)]
pub struct Hub {
    sender: broadcast::Sender<Arc<Published>>,
}

impl Hub {
    /// A hub that nobody listens to yet.
    pub fn new() -> Self {
        Hub {
            sender: broadcast::Sender::new(BACKLOG),
        }
    }

    /// Tells whoever listens.
    pub fn publish(&self, event: Published) {
        // An error says that nobody listens.
        let _ = self.sender.send(Arc::new(event));
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Arc<Published>> {
        self.sender.subscribe()
    }
}

impl Default for Hub {
    fn default() -> Self {
        Hub::new()
    }
}
