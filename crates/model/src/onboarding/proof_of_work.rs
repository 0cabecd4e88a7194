//! A proof of work that makes sending many applications dear and one cheap (Back, "Hashcash", 2002): a number such that
//! SHA-256 of `challenge:number` begins with so many zero bits.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Something to work on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// What the proof is about; the server takes each once.
    pub challenge: String,
    /// Zero bits wanted; each more doubles the work.
    pub bits: u32,
}

/// A challenge with its proof.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The challenge as it was given.
    pub challenge: String,
    /// The number found.
    pub number: u64,
}

/// Whether a number proves the work.
pub fn is_proven(challenge: &str, number: u64, bits: u32) -> bool {
    zero_bits(&Sha256::digest(format!("{challenge}:{number}"))) >= bits
}

/// Tries `tries` numbers from `first` on. A browser calls it in small helpings, so that its page stays alive in between.
pub fn search(challenge: &str, bits: u32, first: u64, tries: u64) -> Option<u64> {
    (first..first.saturating_add(tries)).find(|number| is_proven(challenge, *number, bits))
}

fn zero_bits(hash: &[u8]) -> u32 {
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let bits = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole).unwrap_or(0) * 8 + bits
}
