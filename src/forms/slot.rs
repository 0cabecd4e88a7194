//! Which of a person's new records a tab writes. Each tab has one of its own, so that two never write over each other; what a killed tab left
//! behind is taken up by the next one that begins such a record.

use super::Place;
use crate::api::IdempotencyKey;
use crate::api::locks::{self, Held, Taken};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The place of a record that the server does not have yet, this tab's alone for as long as it is kept.
#[derive(Debug)]
pub struct Slot {
    /// Where on the device.
    pub place: Place,
    _held: Option<Held>,
}

impl Slot {
    /// Claims one for the page that asks; none until it is known which.
    pub fn of_page(begin: String) -> RwSignal<Option<Slot>, LocalStorage> {
        let slot = RwSignal::new_local(None::<Slot>);
        spawn_local(async move {
            let claimed = Slot::claim(&begin).await;
            // A page that was left meanwhile gives it back.
            drop(slot.try_set(Some(claimed)));
        });
        slot
    }

    /// Takes, of the places whose names begin so, the one that was left last and that no other tab has open, or else a new one.
    async fn claim(begin: &str) -> Slot {
        for place in Place::left(begin) {
            match locks::take(place.name()).await {
                Taken::Here(held) => {
                    return Slot {
                        place,
                        _held: Some(held),
                    };
                }
                Taken::Elsewhere => {}
                // Without locks nobody knows of other tabs: what was typed last is shown again.
                Taken::Unknown => return Slot { place, _held: None },
            }
        }
        let place = Place::named(format!("{begin}.{}", IdempotencyKey::new().as_str()));
        let held = match locks::take(place.name()).await {
            Taken::Here(held) => Some(held),
            Taken::Elsewhere | Taken::Unknown => None,
        };
        Slot { place, _held: held }
    }
}
