//! Sessions, the own profile, passwords, invitations and people over HTTP.

mod invitations;
mod passwords;
mod profile;
mod sessions;
mod users;

use crate::http::AppState;
use utoipa_axum::router::OpenApiRouter;

/// The operations.
pub fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(sessions::router())
        .merge(profile::router())
        .merge(passwords::router())
        .merge(invitations::router())
        .merge(users::router())
}
