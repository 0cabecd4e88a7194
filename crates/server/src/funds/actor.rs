//! Who does something with a request or a claim, as the model's rules ask.

use crate::auth::Scope;
use entente_model::funds::FundActor;

/// The person on the side that they are of, or the portal itself.
pub(super) fn of(scope: &Scope) -> FundActor {
    match scope.user_id() {
        Some(person) if scope.is_partner() => FundActor::Partner(person),
        Some(person) => FundActor::Vendor(person),
        None => FundActor::Portal,
    }
}
