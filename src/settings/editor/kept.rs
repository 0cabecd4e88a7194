//! Unpublished edits kept on the device, and taken up again.

use super::{Editor, Restored, number_style};
use crate::settings::device::{DeviceCopy, Place};
use crate::settings::merge::merge;
use crate::settings::raw::write;
use entente_model::ids::UserId;
use leptos::prelude::*;
use std::time::Duration;

/// What typing must rest for before it is kept on the device.
const REST: Duration = Duration::from_millis(400);

impl Editor {
    /// From now on keeps unpublished edits on this device, and takes up those that are there.
    pub fn keep_on_device(self, user: UserId) {
        let place = Place::new(user);
        if let Some(copy) = place.load() {
            self.restore(copy);
        }
        self.place.set_value(Some(place));
        let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
        let cancel = move || {
            if let Some(timer) = timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
        };
        Effect::watch(
            move || self.raw.track(),
            move |(), _, _| {
                cancel();
                timer.set_value(set_timeout_with_handle(move || self.keep_now(), REST).ok());
            },
            false,
        );
        // The page is left within the rest, or the tab is closed.
        let leaving = window_event_listener(leptos::ev::pagehide, move |_| self.keep_now());
        on_cleanup(move || {
            leaving.remove();
            cancel();
            self.keep_now();
        });
    }

    fn keep_now(self) {
        let (Some(Some(place)), Some(base), Some(raw)) = (
            self.place.try_get_value(),
            self.base.try_get_untracked(),
            self.raw.try_get_untracked(),
        ) else {
            return;
        };
        let style = untrack(number_style);
        let held = write(&base.settings, style);
        if raw == held {
            place.forget();
        } else {
            place.keep(&DeviceCopy::new(raw, held, style, base.number));
        }
    }

    fn restore(self, copy: DeviceCopy) {
        let style = untrack(number_style);
        let (at, moved) = (copy.at, copy.base != self.base.with_untracked(|base| base.number));
        let (raw, held) = copy.in_signs(style);
        let theirs = self.base.with_untracked(|base| write(&base.settings, style));
        let Some(merged) = merge(&held, &raw, &theirs) else {
            return;
        };
        if merged.raw != theirs {
            // Also upon the same version: what an older portal kept may lack parts that the settings have by now.
            self.fill(merged.raw);
            self.restored.set(Some(Restored {
                at,
                moved,
                disputed: merged.disputed,
            }));
        }
    }
}
