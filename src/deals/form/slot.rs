//! Which of a person's new registrations a tab writes. Each tab has one of its own, so that two never write over each other; what a killed tab
//! left behind is taken up by the next one that begins a registration.

use super::device::{begin_new, left_new};
use crate::api::locks::{self, Held, Taken};
use crate::forms::Place;
use entente_model::ids::UserId;

/// The place of a registration that the server does not have yet, this tab's alone for as long as it is kept.
#[derive(Debug)]
pub struct Slot {
    /// Where on the device.
    pub place: Place,
    _held: Option<Held>,
}

/// Takes the one that was left last and that no other tab has open, or else a new one.
pub async fn claim(user: UserId) -> Slot {
    for place in left_new(user) {
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
    let place = begin_new(user);
    let held = match locks::take(place.name()).await {
        Taken::Here(held) => Some(held),
        Taken::Elsewhere | Taken::Unknown => None,
    };
    Slot { place, _held: held }
}
