//! The versions that there are, newest first, as far as they were read.

use crate::api::{self, ApiError, Reading, Writing, use_write};
use crate::ui::now;
use chrono::{DateTime, Utc};
use entente_model::page::Page;
use entente_model::settings::SettingsVersion;
use leptos::prelude::*;

/// Versions of the first page.
pub const FIRST: u32 = 12;

/// How a version stands to the time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Applies now.
    InEffect,
    /// Will apply.
    Planned,
    /// Applied once, or never came to it.
    Past,
}

/// The versions. Copied freely.
#[derive(Clone, Copy)]
pub struct Versions {
    reading: Reading<Page<SettingsVersion>>,
    older: RwSignal<Vec<SettingsVersion>>,
    cursor: RwSignal<Option<Option<String>>>,
    more: Writing<String>,
}

impl Versions {
    /// The versions of a page's first reading, and what it reads of them afterwards.
    pub fn new(reading: Reading<Page<SettingsVersion>>) -> Self {
        let (older, cursor) = (RwSignal::new(Vec::new()), RwSignal::new(None));
        let more = use_write(
            |cursor: &String, _| api::settings::versions(FIRST, Some(cursor)),
            move |_, page: Page<SettingsVersion>| {
                older.try_update(|older: &mut Vec<SettingsVersion>| older.extend(page.items));
                cursor.try_set(Some(page.next_cursor));
            },
        );
        Versions {
            reading,
            older,
            cursor,
            more,
        }
    }

    /// All that were read, newest first. Followed inside a reactive closure.
    pub fn all(self) -> Vec<SettingsVersion> {
        let mut all = self
            .reading
            .value()
            .with(|page| page.as_ref().map(|page| page.items.clone()))
            .unwrap_or_default();
        let last = all.last().map_or(i64::MAX, |version| version.number);
        self.older
            .with(|older| all.extend(older.iter().filter(|version| version.number < last).cloned()));
        all
    }

    /// A version by its number, if it was read. Followed inside a reactive closure.
    pub fn find(self, number: i64) -> Option<SettingsVersion> {
        self.all().into_iter().find(|version| version.number == number)
    }

    /// The newest. Followed inside a reactive closure.
    pub fn newest(self) -> Option<SettingsVersion> {
        self.reading
            .value()
            .with(|page| page.as_ref().and_then(|page| page.items.first().cloned()))
    }

    /// The one that applies now. Followed inside a reactive closure.
    pub fn in_effect(self) -> Option<SettingsVersion> {
        self.all().into_iter().find(|version| version.in_effect)
    }

    /// Versions that wait for their time, the next one first; without those that another one of the same time takes the place of. Followed
    /// inside a reactive closure.
    pub fn planned(self) -> Vec<SettingsVersion> {
        let mut planned: Vec<SettingsVersion> = self
            .all()
            .into_iter()
            .filter(|version| standing(version) == Standing::Planned)
            .collect();
        // Of one time the newest comes first and stays.
        planned.sort_by_key(|version| (version.effective_from, -version.number));
        planned.dedup_by_key(|version| version.effective_from);
        planned
    }

    /// The one that applies in the end, as far as is planned.
    pub fn last_planned(self) -> Option<SettingsVersion> {
        self.planned().pop()
    }

    /// The one that will apply at an instant, as far as is planned. Followed inside a reactive closure.
    pub fn applying_at(self, instant: DateTime<Utc>) -> Option<SettingsVersion> {
        let all = self.all().into_iter();
        let known = all.filter(|version| match standing(version) {
            Standing::InEffect => true,
            Standing::Planned => version.effective_from <= instant,
            Standing::Past => false,
        });
        known.max_by_key(|version| (version.effective_from, version.number))
    }

    /// Whether there are older ones that were not read yet. Followed inside a reactive closure.
    pub fn has_more(self) -> bool {
        self.next_cursor().is_some()
    }

    fn next_cursor(self) -> Option<String> {
        match self.cursor.get() {
            Some(cursor) => cursor,
            None => self
                .reading
                .value()
                .with(|page| page.as_ref().and_then(|page| page.next_cursor.clone())),
        }
    }

    /// Reads older ones.
    pub fn read_more(self) {
        if let Some(cursor) = untrack(|| self.next_cursor()) {
            self.more.run(cursor);
        }
    }

    /// Whether older ones are on their way.
    pub fn is_reading(self) -> Signal<bool> {
        self.more.pending()
    }

    /// Why older ones could not be read.
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.more.error()
    }

    /// Takes a version that was just made, by oneself or by somebody else, and reads the rest anew.
    pub fn put(self, version: SettingsVersion) {
        self.reading.update(|page| {
            if page.items.iter().any(|known| known.number >= version.number) {
                return;
            }
            if version.in_effect {
                page.items.iter_mut().for_each(|known| known.in_effect = false);
            }
            page.items.insert(0, version);
        });
        self.reading.refetch();
    }
}

/// How a version stands now. Followed inside a reactive closure.
pub fn standing(version: &SettingsVersion) -> Standing {
    if version.in_effect {
        Standing::InEffect
    } else if version.effective_from > now() {
        Standing::Planned
    } else {
        Standing::Past
    }
}
