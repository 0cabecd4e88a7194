//! Unpublished edits, kept on this device: a killed tab loses nothing.

use super::raw::{RawSettings, restyled};
use crate::json;
use chrono::{DateTime, Utc};
use entente_model::ids::UserId;
use entente_model::money::NumberStyle;
use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

/// What was typed, and upon what.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DeviceCopy {
    raw: RawSettings,
    held: RawSettings,
    decimal: char,
    group: char,
    /// Number of the version that was edited.
    pub base: i64,
    /// When.
    pub at: DateTime<Utc>,
}

impl DeviceCopy {
    /// `raw` is what is typed, `held` what the version says, both in the signs of `style`.
    pub fn new(raw: RawSettings, held: RawSettings, style: NumberStyle, base: i64) -> Self {
        DeviceCopy {
            raw,
            held,
            decimal: style.decimal,
            group: style.group,
            base,
            at: Utc::now(),
        }
    }

    /// Both texts in the signs of today's reader: what was typed, and what the version said.
    pub fn in_signs(self, style: NumberStyle) -> (RawSettings, RawSettings) {
        let kept = NumberStyle {
            decimal: self.decimal,
            group: self.group,
        };
        (restyled(self.raw, kept, style), restyled(self.held, kept, style))
    }
}

/// The place of one person's edits on this device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place(String);

impl Place {
    /// Of a person.
    pub fn new(user: UserId) -> Self {
        Place(format!("entente.settings.{user}"))
    }

    /// What is kept here; what an older portal kept and this one can't read is nothing.
    pub fn load(&self) -> Option<DeviceCopy> {
        json::read(&storage()?.get_item(&self.0).ok()??)
    }

    /// Keeps it. Where the device has no room, the page itself still holds it.
    pub fn keep(&self, copy: &DeviceCopy) {
        if let (Some(storage), Some(text)) = (storage(), json::write(copy)) {
            let _ = storage.set_item(&self.0, &text);
        }
    }

    /// Forgets it.
    pub fn forget(&self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.0);
        }
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
