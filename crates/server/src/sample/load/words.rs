//! Words of deals, in the order of their key.

use std::collections::HashMap;
use uuid::Uuid;

/// Words of deals, kept small: each word once.
#[derive(Default)]
pub struct Words {
    numbers: HashMap<String, u32>,
    rows: Vec<(u32, Uuid)>,
}

impl Words {
    /// Adds words of deals.
    pub fn add(&mut self, terms: Vec<(String, Uuid)>) {
        for (term, deal) in terms {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(term).or_insert(next);
            self.rows.push((number, deal));
        }
    }

    /// Word and deal, in the order of both.
    pub fn sorted(&self) -> Vec<(&str, Uuid)> {
        let mut words: Vec<(&str, u32)> = self
            .numbers
            .iter()
            .map(|(word, number)| (word.as_str(), *number))
            .collect();
        words.sort_unstable();
        let mut ranks = vec![0_u32; words.len()];
        for (rank, (_, number)) in words.iter().enumerate() {
            ranks[*number as usize] = u32::try_from(rank).unwrap_or(u32::MAX);
        }
        let mut rows: Vec<(u32, Uuid)> = self
            .rows
            .iter()
            .map(|(number, deal)| (ranks[*number as usize], *deal))
            .collect();
        rows.sort_unstable();
        rows.into_iter()
            .map(|(rank, deal)| (words[rank as usize].0, deal))
            .collect()
    }
}
