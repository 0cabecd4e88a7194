//! Content encrypted at rest: XChaCha20-Poly1305 with a key of the configuration, which stands in no backup.
//!
//! What is kept is a byte for the format, the random nonce of 24 bytes, and the encrypted content with its tag. Format and owner are bound
//! to it: content that was put in the place of another owner's can't be read.

use super::FileError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use uuid::Uuid;

/// The format that is written.
const FORMAT: u8 = 1;
/// Bytes of a nonce; so many that random ones never meet.
const NONCE: usize = 24;

/// Encrypts and decrypts.
pub(crate) struct Sealer {
    cipher: XChaCha20Poly1305,
}

impl Sealer {
    /// Of the key as configured, base64 of 32 bytes; `None` when it is empty.
    pub(crate) fn of_key(key: &str) -> Result<Option<Sealer>, FileError> {
        if key.is_empty() {
            return Ok(None);
        }
        let cipher = STANDARD
            .decode(key.trim())
            .ok()
            .and_then(|bytes| XChaCha20Poly1305::new_from_slice(&bytes).ok());
        let cipher = cipher.ok_or_else(|| {
            FileError::Sealing(
                "encryption_key is 32 bytes in base64; `openssl rand -base64 32` makes one, which is to be kept"
                    .to_owned(),
            )
        })?;
        Ok(Some(Sealer { cipher }))
    }

    /// The content encrypted for its owner.
    pub(super) fn seal(&self, owner: Uuid, content: &[u8]) -> Result<Vec<u8>, FileError> {
        let nonce: [u8; NONCE] = rand::random();
        let payload = Payload {
            msg: content,
            aad: &bound(FORMAT, owner),
        };
        let encrypted = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| FileError::Sealing("content can't be encrypted".to_owned()))?;
        let mut sealed = Vec::with_capacity(1 + NONCE + encrypted.len());
        sealed.push(FORMAT);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&encrypted);
        Ok(sealed)
    }

    /// The content that was encrypted for its owner.
    pub(super) fn open(&self, owner: Uuid, sealed: &[u8]) -> Result<Vec<u8>, FileError> {
        let refused = |text: &str| FileError::Sealing(text.to_owned());
        let Some((format, rest)) = sealed.split_first().filter(|(format, _)| **format == FORMAT) else {
            return Err(refused("what is kept has an unknown format"));
        };
        let (nonce, encrypted) = rest
            .split_first_chunk::<NONCE>()
            .ok_or_else(|| refused("what is kept is too short"))?;
        let payload = Payload {
            msg: encrypted,
            aad: &bound(*format, owner),
        };
        self.cipher
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| refused("what is kept was encrypted with another key or for another owner, or was changed"))
    }
}

/// What is bound to the content besides the key.
fn bound(format: u8, owner: Uuid) -> [u8; 17] {
    let mut bound = [format; 17];
    bound[1..].copy_from_slice(owner.as_bytes());
    bound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer(byte: u8) -> Sealer {
        let key = STANDARD.encode([byte; 32]);
        Sealer::of_key(&key).expect("a key").expect("a sealer")
    }

    #[test]
    fn what_is_sealed_opens_with_key_and_owner_alone() {
        let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = sealer(7).seal(own, b"Tax number 12/345").expect("sealed");
        assert_eq!(sealer(7).open(own, &sealed).expect("opened"), b"Tax number 12/345");
        assert!(!sealed.windows(5).any(|window| window == b"12/34"));
        assert!(sealer(7).open(other, &sealed).is_err());
        assert!(sealer(8).open(own, &sealed).is_err());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(sealer(7).open(own, &changed).is_err(), "byte {at} was changed");
            assert!(sealer(7).open(own, &sealed[..at]).is_err(), "cut at {at}");
        }
        assert_ne!(
            sealed,
            sealer(7).seal(own, b"Tax number 12/345").expect("sealed"),
            "no nonce twice"
        );
    }

    #[test]
    fn only_32_bytes_in_base64_are_a_key() {
        assert!(Sealer::of_key("").is_ok_and(|sealer| sealer.is_none()));
        for wrong in ["secret", &STANDARD.encode([1; 16]), &STANDARD.encode([1; 33]), "!!!!"] {
            assert!(Sealer::of_key(wrong).is_err(), "{wrong}");
        }
    }
}
