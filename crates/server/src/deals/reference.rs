//! What people call a registration by, on the telephone too: `7K3M-9QX2`.

use uuid::Uuid;

/// Crockford's base 32: no I, L, O, U, which read as other characters.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The reference of an id: its last 40 bits, which version 7 draws at random.
pub fn reference(id: Uuid) -> String {
    let bits = id.as_u128();
    let mut text = String::with_capacity(9);
    for place in (0..8).rev() {
        let digit = (bits >> (5 * place)) & 31;
        text.push(char::from(DIGITS[digit as usize]));
        if place == 4 {
            text.push('-');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_has_eight_plain_characters() {
        assert_eq!(reference(Uuid::from_u128(0)), "0000-0000");
        assert_eq!(reference(Uuid::from_u128(u128::MAX)), "ZZZZ-ZZZZ");
        assert_eq!(reference(Uuid::from_u128(33)), "0000-0011");
    }
}
