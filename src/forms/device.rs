//! What was typed, kept on this device at every key until the server has it: a killed tab loses nothing.

use super::subject::{CopyOf, Subject};
use crate::json;
use chrono::{DateTime, Utc};
use entente_model::money::NumberStyle;
use leptos::prelude::window;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

/// One form's text as it was last seen.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(bound(
    deserialize = "Raw: Deserialize<'de>, Fields: Deserialize<'de> + Default, Pass: Deserialize<'de> + Default"
))]
pub struct DeviceCopy<Raw, Fields, Pass> {
    raw: Raw,
    decimal: char,
    group: char,
    /// Version of the record that was being changed; 0 while the server has none.
    pub version: i64,
    /// What the server held when this was typed; what stands there now may be another's.
    #[serde(default)]
    pub held: Fields,
    /// When it was typed.
    pub at: DateTime<Utc>,
    /// Entries of the outbox that hand it in as soon as the server can be reached; empty when it is not to be handed in.
    #[serde(default)]
    pub queued: Vec<String>,
    /// The request that makes the record, sent and not yet answered: sent again, it makes no second one.
    #[serde(default)]
    pub creating: Option<Creating<Fields, Pass>>,
}

/// The first save of a new record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Creating<Fields, Pass> {
    /// Its idempotency key.
    pub key: String,
    /// What is written.
    pub draft: Fields,
    /// What it carries beside that.
    #[serde(default)]
    pub pass: Pass,
}

impl<Raw, Fields, Pass> DeviceCopy<Raw, Fields, Pass> {
    /// What is typed now, by a reader of these signs.
    pub fn new(
        raw: Raw,
        style: NumberStyle,
        version: i64,
        held: Fields,
        creating: Option<Creating<Fields, Pass>>,
    ) -> Self {
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
}

/// The text of a copy in the signs of today's reader.
pub fn kept_text<S: Subject>(copy: &CopyOf<S>, style: NumberStyle) -> S::Raw {
    let kept = NumberStyle {
        decimal: copy.decimal,
        group: copy.group,
    };
    S::in_signs(copy.raw.clone(), kept, style)
}

/// The place of one form on this device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place(String);

impl Place {
    /// By its name among all that is kept on the device.
    pub fn named(name: impl Into<String>) -> Self {
        Place(name.into())
    }

    /// Those whose names begin so, what was typed last first.
    pub fn left(begin: &str) -> Vec<Self> {
        /// When it was typed is all that is asked of it here.
        #[derive(Deserialize)]
        struct Typed {
            at: DateTime<Utc>,
        }
        let Some(storage) = storage() else { return Vec::new() };
        let mut left: Vec<(DateTime<Utc>, Place)> = (0..storage.length().unwrap_or(0))
            .filter_map(|at| storage.key(at).ok().flatten())
            .filter(|name| name.starts_with(begin))
            .filter_map(|name| {
                let place = Place(name);
                Some((place.load::<Typed>()?.at, place))
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
    pub fn load<T: DeserializeOwned>(&self) -> Option<T> {
        json::read(&storage()?.get_item(&self.0).ok()??)
    }

    /// Keeps it; `false` where the device has no room.
    pub fn keep(&self, copy: &impl Serialize) -> bool {
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

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
