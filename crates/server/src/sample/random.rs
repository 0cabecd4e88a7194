//! Chance that repeats itself: streams of numbers that depend on the seed and on what they are for.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

/// A stream of chance. The generator is named, so that rows stay the same when the crate's default generator changes.
pub struct Chance(Xoshiro256PlusPlus);

impl Chance {
    /// The stream for one purpose and number under a seed; streams don't disturb each other.
    pub fn new(seed: u64, purpose: &str, number: u64) -> Self {
        let named = purpose.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Chance(Xoshiro256PlusPlus::seed_from_u64(mix(
            mix(seed ^ named).wrapping_add(number)
        )))
    }

    /// A number from `least` to `most`, both possible.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        if most <= least {
            least
        } else {
            self.0.random_range(least..=most)
        }
    }

    /// An index below `count`, which is at least 1.
    pub fn below(&mut self, count: usize) -> usize {
        if count <= 1 {
            0
        } else {
            self.0.random_range(0..count as u64) as usize
        }
    }

    /// True so many times in a thousand.
    pub fn per_mille(&mut self, times: u32) -> bool {
        self.0.random_range(0..1000_u32) < times
    }

    /// One of the words; the empty text of none.
    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }

    /// The index of a weight, each as often as it weighs.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
        let mut left = if total == 0 { 0 } else { self.0.random_range(0..total) };
        for (index, weight) in weights.iter().enumerate() {
            if left < u64::from(*weight) {
                return index;
            }
            left -= u64::from(*weight);
        }
        0
    }

    /// From 0 up to 1.
    pub fn fraction(&mut self) -> f64 {
        self.0.random::<f64>()
    }

    /// About normal with mean 0 and deviation 1: a sum of twelve, so that every machine computes the same.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.fraction()).sum::<f64>() - 6.0
    }

    /// A UUID of version 7 with this time.
    pub fn uuid(&mut self, at: chrono::DateTime<chrono::Utc>) -> Uuid {
        let random: [u8; 10] = self.0.random();
        let milliseconds = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()
    }

    /// Random bytes.
    pub fn bytes<const COUNT: usize>(&mut self) -> [u8; COUNT] {
        self.0.random()
    }
}

/// Spreads a number over 64 bits, one to one (the finaliser of SplitMix64).
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// A number below 2^40 for each number below 2^40, one to one, scattered: references that look drawn and never meet.
pub fn scatter_40_bits(number: u64, seed: u64) -> u64 {
    const MASK: u64 = (1 << 40) - 1;
    // Odd multipliers and xor with a right shift can each be undone, so no two numbers meet.
    let mut value = (number ^ mix(seed)) & MASK;
    for multiplier in [0x9e_3779_b97f_u64, 0xc2_b2ae_3d27_u64, 0x27_d4eb_2f17_u64] {
        value = value.wrapping_mul(multiplier | 1) & MASK;
        value ^= value >> 19;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_stream_repeats_itself_and_differs_from_others() {
        let draw = |seed, purpose, number| Chance::new(seed, purpose, number).between(0, i64::MAX);
        assert_eq!(draw(1, "deal", 7), draw(1, "deal", 7));
        assert_ne!(draw(1, "deal", 7), draw(2, "deal", 7));
        assert_ne!(draw(1, "deal", 7), draw(1, "account", 7));
        assert_ne!(draw(1, "deal", 7), draw(1, "deal", 8));
    }

    #[test]
    fn scattered_numbers_never_meet() {
        let scattered: HashSet<u64> = (0..100_000).map(|number| scatter_40_bits(number, 3)).collect();
        assert_eq!(scattered.len(), 100_000);
    }
}
