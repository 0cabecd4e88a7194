//! What was typed, kept on this device at every key until the server has it: a killed tab loses nothing.

use super::raw::{RawDeal, rewrite_amount};
use crate::api::IdempotencyKey;
use crate::json;
use chrono::{DateTime, Utc};
use entente_model::deals::DealDraft;
use entente_model::ids::{DealId, UserId};
use entente_model::money::NumberStyle;
use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

/// One form's text as it was last seen.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DeviceCopy {
    raw: RawDeal,
    decimal: char,
    group: char,
    /// Version of the draft that was being changed; 0 while the server has none.
    pub version: i64,
    /// What the server held when this was typed; what stands there now may be another's.
    #[serde(default)]
    pub held: DealDraft,
    /// When it was typed.
    pub at: DateTime<Utc>,
    /// Entries of the outbox that hand it in as soon as the server can be reached; empty when it is not to be handed in.
    #[serde(default)]
    pub queued: Vec<String>,
    /// The request that makes the draft, sent and not yet answered: sent again, it makes no second one.
    #[serde(default)]
    pub creating: Option<Creating>,
}

/// The first save of a new draft.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Creating {
    /// Its idempotency key.
    pub key: String,
    /// Its body.
    pub draft: DealDraft,
}

impl DeviceCopy {
    /// What is typed now, by a reader of these signs.
    pub fn new(raw: RawDeal, style: NumberStyle, version: i64, held: DealDraft, creating: Option<Creating>) -> Self {
        DeviceCopy {
            raw,
            decimal: style.decimal,
            group: style.group,
            version,
            held,
            at: Utc::now(),
            queued: Vec::new(),
            creating,
        }
    }

    /// The text, its amount in the signs of today's reader.
    pub fn raw(&self, style: NumberStyle) -> RawDeal {
        let mut raw = self.raw.clone();
        let kept = NumberStyle {
            decimal: self.decimal,
            group: self.group,
        };
        raw.amount = rewrite_amount(&raw.amount, &raw.currency, kept, style);
        raw
    }
}

/// The place of one person's form on this device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place(String);

impl Place {
    /// Of a draft that the server has.
    pub fn of_deal(user: UserId, deal: DealId) -> Self {
        Place(format!("{}{deal}", prefix(user)))
    }

    /// Of one that is begun.
    pub fn begin_new(user: UserId) -> Self {
        Place(format!("{}{NEW}.{}", prefix(user), IdempotencyKey::new().as_str()))
    }

    /// Those that were begun and that the server never got, what was typed last first.
    pub fn left_new(user: UserId) -> Vec<Self> {
        let begin = format!("{}{NEW}", prefix(user));
        let Some(storage) = storage() else { return Vec::new() };
        let mut left: Vec<(DateTime<Utc>, Place)> = (0..storage.length().unwrap_or(0))
            .filter_map(|at| storage.key(at).ok().flatten())
            .filter(|name| name.starts_with(&begin))
            .filter_map(|name| {
                let place = Place(name);
                Some((place.load()?.at, place))
            })
            .collect();
        left.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        left.into_iter().map(|(_, place)| place).collect()
    }

    /// Its name among all that is kept on the device.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// What is kept here.
    pub fn load(&self) -> Option<DeviceCopy> {
        json::read(&storage()?.get_item(&self.0).ok()??)
    }

    /// Keeps it; `false` where the device has no room.
    pub fn keep(&self, copy: &DeviceCopy) -> bool {
        let Some(text) = json::write(copy) else {
            return false;
        };
        storage().is_some_and(|storage| storage.set_item(&self.0, &text).is_ok())
    }

    /// Forgets it, once the server has all of it.
    pub fn forget(&self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.0);
        }
    }
}

/// Stands where a draft has its id, as long as the server has given it none.
const NEW: &str = "new";

fn prefix(user: UserId) -> String {
    format!("entente.draft.{user}.")
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
