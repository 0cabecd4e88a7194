//! What handlers share.

use crate::auth::password::Hasher;
use crate::clock::SharedClock;
use crate::config::Config;
use crate::files::Files;
use crate::settings::SettingsCache;
use crate::store::Database;
use std::ops::Deref;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// What handlers share; cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// The parts of the state.
pub struct Parts {
    /// The store.
    pub database: Database,
    /// The settings in effect.
    pub settings: SettingsCache,
    /// The clock.
    pub clock: SharedClock,
    /// The server's configuration.
    pub config: Config,
    /// Attached files.
    pub files: Files,
    /// Password hashing, off the runtime.
    pub hasher: Hasher,
    /// Cancelled when the server stops: streams end, workers finish.
    pub stop: CancellationToken,
}

impl AppState {
    /// State of these parts.
    pub fn new(parts: Parts) -> Self {
        AppState(Arc::new(parts))
    }
}

impl Deref for AppState {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
