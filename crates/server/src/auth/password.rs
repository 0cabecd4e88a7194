//! Password hashing: Argon2id, off the runtime, few at a time.

use crate::http::{Refusal, unavailable};
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use std::thread::available_parallelism;
use tokio::sync::Semaphore;

/// Memory of one hash in KiB (OWASP Password Storage Cheat Sheet: m=47104, t=1, p=1).
const MEMORY_KIB: u32 = 47_104;
/// Most hashes at once: each takes 46 MiB and a core.
const AT_ONCE: usize = 2;
/// Hashes that may wait; with some 30 ms each, the last of them waits one or two seconds.
const WAITING: usize = 64;

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Hasher {
    at_once: usize,
    running: Arc<Semaphore>,
    places: Arc<Semaphore>,
    argon2: Argon2<'static>,
    /// A hash of nothing anybody knows, checked for unknown people so that they take as long as known ones.
    decoy: Arc<str>,
}

impl Hasher {
    /// With the parameters above.
    pub fn new() -> Result<Self, argon2::password_hash::Error> {
        Hasher::with_memory(MEMORY_KIB)
    }

    /// With less memory, for tests.
    pub fn with_memory(kibibytes: u32) -> Result<Self, argon2::password_hash::Error> {
        let params = Params::new(kibibytes, 1, 1, None).map_err(|_| argon2::password_hash::Error::Internal)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = argon2.hash_password(&rand::random::<[u8; 32]>())?.to_string();
        // Half of the processor is left to requests.
        let cores = available_parallelism().map_or(1, usize::from);
        let at_once = (cores / 2).clamp(1, AT_ONCE);
        Ok(Hasher {
            at_once,
            running: Arc::new(Semaphore::new(at_once)),
            places: Arc::new(Semaphore::new(at_once + WAITING)),
            argon2,
            decoy: decoy.into(),
        })
    }

    /// The hash to keep, in PHC form.
    pub async fn hash(&self, password: String) -> Result<String, Refusal> {
        let argon2 = self.argon2.clone();
        self.run(move || argon2.hash_password(password.as_bytes()).map(|hash| hash.to_string()))
            .await?
            .map_err(|error| unavailable(format!("hashing a password: {error}")))
    }

    /// Whether the password is that of the hash; `false`, after the same time, when there is no hash.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Refusal> {
        let argon2 = self.argon2.clone();
        let decoy = self.decoy.clone();
        self.run(move || {
            let text = hash.as_deref().unwrap_or(&decoy);
            let matches = PasswordHash::new(text)
                .is_ok_and(|parsed| argon2.verify_password(password.as_bytes(), &parsed).is_ok());
            matches && hash.is_some()
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
        let place = self.places.clone().try_acquire_owned();
        let place = place.map_err(|_| unavailable("too many passwords wait to be checked"))?;
        let taken = self.at_once + WAITING - self.places.available_permits();
        metrics::gauge!("entente_hashing_queue").set(taken.saturating_sub(self.at_once) as f64);
        let turn = self.running.clone().acquire_owned().await.map_err(unavailable)?;
        // The permits go with the work: a client that hangs up does not make room while its hash still runs.
        let work = move || {
            let done = work();
            drop((place, turn));
            done
        };
        tokio::task::spawn_blocking(work).await.map_err(unavailable)
    }
}

/// The hash with a salt that is given, for data that is to be the same each time. Blocks for as long as a sign-in takes.
pub(crate) fn hash_with_salt(password: &str, salt: &[u8]) -> Result<String, argon2::password_hash::Error> {
    let params = Params::new(MEMORY_KIB, 1, 1, None).map_err(|_| argon2::password_hash::Error::Internal)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    Ok(argon2.hash_password_with_salt(password.as_bytes(), salt)?.to_string())
}
