//! A row of a [`super::DataTable`], without its type: the table is compiled once for all lists.

use leptos::prelude::*;
use std::sync::Arc;

/// One row.
#[derive(Clone)]
pub struct TableRow {
    /// What it is known by.
    pub key: String,
    /// Changes when what the row shows changes, such as the record's version; only then are its cells drawn anew.
    pub stamp: u64,
    /// Its name for the ear: "Select {name}".
    pub name: String,
    /// Where it leads to.
    pub href: Option<String>,
    pub(super) cells: Arc<dyn Fn() -> Vec<AnyView> + Send + Sync>,
}

impl TableRow {
    /// A row with one cell for each column. `cells` is called again when `stamp` changes or when a signal that it reads does.
    pub fn new(
        key: impl Into<String>,
        stamp: u64,
        name: impl Into<String>,
        cells: impl Fn() -> Vec<AnyView> + Send + Sync + 'static,
    ) -> Self {
        TableRow {
            key: key.into(),
            stamp,
            name: name.into(),
            href: None,
            cells: Arc::new(cells),
        }
    }

    /// The whole row leads to this address; the first cell holds the link.
    pub fn with_href(self, href: impl Into<String>) -> Self {
        TableRow {
            href: Some(href.into()),
            ..self
        }
    }
}

impl PartialEq for TableRow {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.stamp == other.stamp && self.name == other.name && self.href == other.href
    }
}
