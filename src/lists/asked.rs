//! What a page's list is asked for: what its address says, and what is being typed.

use super::{Search, use_search};
use crate::paths::{AddressState, Filtered, Searched, use_address_state};
use crate::ui::Sort;
use leptos::prelude::*;

/// What the list of a page is asked for, and where it is chosen.
pub struct Asked<Q: Filtered> {
    /// The address, which holds what is chosen.
    pub address: AddressState<Q>,
    /// What is searched.
    pub search: Search,
    /// What the list is asked for.
    pub question: Memo<Q>,
    /// Clears search and filters.
    pub clear: Callback<()>,
}

/// Follows the address of the present page. `of_address` makes of its state what the list is asked for. Called in a page's component.
pub fn use_asked<Q: Filtered>(of_address: impl Fn(Q) -> Q + Send + Sync + 'static) -> Asked<Q> {
    let address = use_address_state::<Q>();
    let search = use_search_of(address);
    let question = Memo::new(move |_| {
        let mut query = address.get();
        *query.search_mut() = search.asked.get();
        of_address(query)
    });
    let clear = Callback::new(move |()| {
        search.typed.set(String::new());
        address.update(|query| *query = query.unfiltered());
    });
    Asked {
        address,
        search,
        question,
        clear,
    }
}

/// The search that an address holds.
pub fn use_search_of<Q: Searched>(address: AddressState<Q>) -> Search {
    use_search(
        Memo::new(move |_| address.query().with(|query| query.search().to_owned())),
        Callback::new(move |(text,): (String,)| address.replace(|query| *query.search_mut() = text)),
    )
}

/// The order in force for the head of a table. `of` reads its column and whether the largest comes first.
pub fn order<Q: Filtered>(
    question: Memo<Q>,
    of: impl Fn(&Q) -> (&'static str, bool) + Send + Sync + 'static,
) -> Signal<Option<Sort>> {
    Signal::derive(move || {
        let (column, descending) = question.with(&of);
        Some(Sort {
            column: column.to_owned(),
            descending,
        })
    })
}

/// The order that pressing the head of a column leads to where there is one direction of each: that column's, or, when it is in force
/// already, the usual one.
pub fn pressed_order<Order: PartialEq + Default>(pressed: Order, in_force: &Order) -> Order {
    if *in_force == pressed {
        Order::default()
    } else {
        pressed
    }
}
