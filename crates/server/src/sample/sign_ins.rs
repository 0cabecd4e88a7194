//! The people of the sample who can sign in, and what is printed of them.

use super::people::SignIn;
use super::random::Chance;
use crate::auth::password;
use crate::store::StoreError;
use serde::Serialize;
use std::fmt::Write;

/// Words of the shared passphrase.
const WORDS: &str = "amber|anchor|autumn|basalt|beacon|birch|bridge|candle|cedar|cobalt|copper|coral|crystal|delta|ember|falcon|fjord|garnet|glacier|harbour|hazel|heron|indigo|island|ivory|jasper|juniper|kestrel|lantern|lemon|linden|magnet|maple|marble|meadow|mistral|nickel|north|oasis|ocean|olive|opal|orchid|pebble|pepper|pine|prairie|quartz|raven|reef|river|saffron|sage|silver|slate|spruce|summit|tangerine|thistle|timber|topaz|tundra|velvet|violet|walnut|willow|winter|zephyr";

/// The passphrase that all sample sign-ins share.
pub fn passphrase(seed: u64) -> String {
    let mut chance = Chance::new(seed, "passphrase", 0);
    let words: Vec<&str> = WORDS.split('|').collect();
    let drawn: Vec<&str> = (0..4).map(|_| chance.pick(&words)).collect();
    drawn.join("-")
}

/// Its hash, the same for the same seed.
pub fn password_hash(seed: u64, passphrase: &str) -> Result<String, StoreError> {
    let salt: [u8; 16] = Chance::new(seed, "salt", 0).bytes();
    password::hash_with_salt(passphrase, &salt)
        .map_err(|error| StoreError::Internal(format!("hashing the sample's passphrase: {error}")))
}

/// A sign-in as scripts read it.
#[derive(Serialize)]
struct Printed<'a> {
    role: &'a str,
    email: &'a str,
    password: &'a str,
    partner: Option<&'a str>,
}

/// The sign-ins as JSON. The address is that of a server, which this command does not start.
pub fn as_json(sign_ins: &[SignIn], passphrase: &str) -> String {
    let printed: Vec<Printed> = sign_ins
        .iter()
        .map(|sign_in| Printed {
            role: sign_in.role,
            email: &sign_in.email,
            password: passphrase,
            partner: sign_in.partner.as_deref(),
        })
        .collect();
    serde_json::json!({ "address": null, "sign_ins": printed }).to_string()
}

/// The sign-ins as a table.
pub fn as_table(sign_ins: &[SignIn], passphrase: &str) -> String {
    let role = sign_ins
        .iter()
        .map(|sign_in| sign_in.role.len())
        .max()
        .unwrap_or_default();
    let email = sign_ins
        .iter()
        .map(|sign_in| sign_in.email.len())
        .max()
        .unwrap_or_default();
    let mut table = String::new();
    for sign_in in sign_ins {
        let company = sign_in.partner.as_deref().unwrap_or("the vendor");
        let _ = writeln!(table, "  {:role$}  {:email$}  {company}", sign_in.role, sign_in.email);
    }
    let _ = writeln!(table, "\n  Password of all: {passphrase}");
    table
}
