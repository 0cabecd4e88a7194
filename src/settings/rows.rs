//! Lists of entries as signals: each entry keeps its key while others come, go and change places, so that neither the focus nor what is typed
//! moves with them.

use leptos::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT_KEY: AtomicU32 = AtomicU32::new(1);

/// The signals of one entry.
pub trait Fields: Copy + Send + Sync + 'static {
    /// The entry as text.
    type Raw: Send + Sync + 'static;

    /// Signals that hold the text.
    fn hold(raw: Self::Raw) -> Self;

    /// The text now; followed inside a reactive closure.
    fn raw(self) -> Self::Raw;
}

/// An entry.
#[derive(Clone, Copy)]
pub struct Row<T> {
    /// Known by this while the page is open.
    pub key: u32,
    /// Its fields.
    pub fields: T,
}

/// A list of entries. Copied freely.
pub struct Rows<T: 'static> {
    rows: RwSignal<Vec<Row<T>>>,
    /// Whose the signals are: an entry may be added by an effect, which would take them along when it runs again.
    owner: StoredValue<Owner>,
}

impl<T> Clone for Rows<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rows<T> {}

impl<T: Fields> Rows<T> {
    /// A list that holds `raw` and lives as long as the component or entry that makes it.
    pub fn new(raw: Vec<T::Raw>) -> Self {
        let rows = Rows {
            rows: RwSignal::new(Vec::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        rows.fill(raw);
        rows
    }

    fn row(self, raw: T::Raw) -> Option<Row<T>> {
        let owner = self.owner.try_get_value()?;
        Some(Row {
            key: NEXT_KEY.fetch_add(1, Ordering::Relaxed),
            fields: owner.with(|| T::hold(raw)),
        })
    }

    /// Puts other entries in place of all.
    pub fn fill(self, raw: Vec<T::Raw>) {
        let rows: Vec<Row<T>> = raw.into_iter().filter_map(|raw| self.row(raw)).collect();
        self.rows.try_set(rows);
    }

    /// The entries; followed inside a reactive closure.
    pub fn get(self) -> Vec<Row<T>> {
        self.rows.try_get().unwrap_or_default()
    }

    /// The keys, in order; followed inside a reactive closure.
    pub fn keys(self) -> Vec<u32> {
        self.rows
            .try_with(|rows| rows.iter().map(|row| row.key).collect())
            .unwrap_or_default()
    }

    /// How many; followed inside a reactive closure.
    pub fn len(self) -> usize {
        self.rows.try_with(Vec::len).unwrap_or(0)
    }

    /// Whether there are none; followed inside a reactive closure.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Adds an entry at the end and tells its key.
    pub fn add(self, raw: T::Raw) -> Option<u32> {
        let row = self.row(raw)?;
        self.rows.try_update(|rows| rows.push(row))?;
        Some(row.key)
    }

    /// Adds an entry at a place and tells its key.
    pub fn insert(self, at: usize, raw: T::Raw) -> Option<u32> {
        let row = self.row(raw)?;
        self.rows.try_update(|rows| rows.insert(at.min(rows.len()), row))?;
        Some(row.key)
    }

    /// Adds several at the end.
    pub fn extend(self, raw: Vec<T::Raw>) {
        let added: Vec<Row<T>> = raw.into_iter().filter_map(|raw| self.row(raw)).collect();
        self.rows.try_update(|rows| rows.extend(added));
    }

    /// Takes an entry out, and gives it with its place, for those who change their mind.
    pub fn remove(self, key: u32) -> Option<(usize, Row<T>)> {
        let at = self
            .rows
            .try_with_untracked(|rows| rows.iter().position(|row| row.key == key))??;
        Some((at, self.rows.try_update(|rows| rows.remove(at))?))
    }

    /// Puts an entry back that was taken out.
    pub fn put_back(self, (at, row): (usize, Row<T>)) {
        self.rows.try_update(|rows| {
            // The whole may have been replaced meanwhile, with the entry in it.
            if rows.iter().all(|other| other.key != row.key) {
                rows.insert(at.min(rows.len()), row);
            }
        });
    }

    /// Changes places with the entry before, or the one after.
    pub fn move_by(self, key: u32, forward: bool) {
        self.rows.try_update(|rows| {
            let at = rows.iter().position(|row| row.key == key);
            let other = at.and_then(|at| if forward { at.checked_add(1) } else { at.checked_sub(1) });
            if let (Some(at), Some(other)) = (at, other.filter(|other| *other < rows.len())) {
                rows.swap(at, other);
            }
        });
    }

    /// Takes an entry to a place in another list, or in this one; the place is counted without the entry itself. Its signals stay what they
    /// are.
    pub fn carry(self, key: u32, to: Rows<T>, at: usize) {
        if self.rows == to.rows {
            self.rows.try_update(|rows| {
                if let Some(from) = rows.iter().position(|row| row.key == key) {
                    let row = rows.remove(from);
                    rows.insert(at.min(rows.len()), row);
                }
            });
        } else if let Some((_, row)) = self.remove(key) {
            to.put_back((at, row));
        }
    }

    /// Where an entry stands; followed inside a reactive closure.
    pub fn position(self, key: u32) -> Option<usize> {
        self.rows
            .try_with(|rows| rows.iter().position(|row| row.key == key))
            .flatten()
    }

    /// The entries as text; followed inside a reactive closure.
    pub fn raw(self) -> Vec<T::Raw> {
        self.get().into_iter().map(|row| row.fields.raw()).collect()
    }

    /// The JSON pointer of an entry, which follows it when it moves.
    pub fn pointer(self, list: impl Into<Signal<String>>, key: u32) -> Signal<String> {
        let list = list.into();
        Signal::derive(move || format!("{}/{}", list.get(), self.position(key).unwrap_or(usize::MAX)))
    }
}

/// The pointer of a field of an entry.
pub fn below(entry: Signal<String>, field: &'static str) -> Signal<String> {
    Signal::derive(move || format!("{}/{field}", entry.get()))
}
