//! A list's state held by the address: read it as a signal, change it by navigating.

use super::QueryState;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// A list's state and how to change it. Copied freely.
pub struct AddressState<Q: QueryState> {
    query: Memo<Q>,
    change: StoredValue<Box<dyn Fn(Q, bool) + Send + Sync>>,
}

impl<Q: QueryState> Clone for AddressState<Q> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q: QueryState> Copy for AddressState<Q> {}

impl<Q: QueryState> AddressState<Q> {
    /// The state as a signal.
    pub fn query(self) -> Memo<Q> {
        self.query
    }

    /// The state; followed when read inside a reactive closure.
    pub fn get(self) -> Q {
        self.query.get()
    }

    /// Changes the state as a step that the browser's back button takes back: filters, sort, tab, drawer.
    pub fn update(self, change: impl FnOnce(&mut Q)) {
        self.apply(change, false);
    }

    /// Changes the state in place, for what is typed: one does not go back letter by letter.
    pub fn replace(self, change: impl FnOnce(&mut Q)) {
        self.apply(change, true);
    }

    fn apply(self, change: impl FnOnce(&mut Q), replace: bool) {
        let Some(current) = self.query.try_get_untracked() else {
            return;
        };
        let mut next = current.clone();
        change(&mut next);
        if next != current {
            self.change.try_with_value(|change| change(next, replace));
        }
    }
}

/// The state of the list that the present page shows, read from its address. Called in a page's component.
pub fn use_address_state<Q: QueryState>() -> AddressState<Q> {
    let location = use_location();
    let navigate = use_navigate();
    // The page's own path: a navigation away must not be read as this list's filters.
    let path = location.pathname.get_untracked();
    let (pathname, search) = (location.pathname, location.search);
    let own_path = path.clone();
    let query = Memo::new(move |before: Option<&Q>| match before {
        Some(before) if pathname.with(|now| *now != own_path) => before.clone(),
        _ => search.with(|search| Q::from_address(search)),
    });
    let change = move |query: Q, replace: bool| {
        // What comes late must not lead back to a page that was left.
        if pathname.with_untracked(|now| *now != path) {
            return;
        }
        let options = NavigateOptions {
            replace,
            scroll: false,
            resolve: false,
            ..NavigateOptions::default()
        };
        navigate(&format!("{path}{}", query.to_address()), options);
    };
    AddressState {
        query,
        change: StoredValue::new(Box::new(change)),
    }
}
