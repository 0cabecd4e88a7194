//! Who does something with a request or a claim.

use crate::ids::UserId;

/// On whose side something is done, and by whom: nobody decides what they asked for. Roles and regions are for
/// [`crate::people::Permission`] to judge.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FundActor {
    /// A person of the partner that asks.
    Partner(UserId),
    /// A person of the vendor who may decide.
    Vendor(UserId),
    /// The portal itself: clocks, and what follows of something else.
    Portal,
}

impl FundActor {
    /// The person.
    pub fn person(self) -> Option<UserId> {
        match self {
            Self::Partner(person) | Self::Vendor(person) => Some(person),
            Self::Portal => None,
        }
    }

    /// Which kind of actor it is.
    pub(super) fn side(self) -> FundSide {
        match self {
            Self::Partner(_) => FundSide::Partner,
            Self::Vendor(_) => FundSide::Vendor,
            Self::Portal => FundSide::Portal,
        }
    }
}

/// An actor without the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FundSide {
    Partner,
    Vendor,
    Portal,
}
