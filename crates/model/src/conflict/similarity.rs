//! How alike two names are: Jaro-Winkler (Winkler 1990, as his `strcmp95` computes it), exact in integers.

/// Most characters that are compared; longer names are alike by their beginnings.
const MAX_CHARACTERS: usize = 200;
/// Longest common beginning that counts extra, and the weight of each of its characters in tenths.
const MAX_PREFIX: usize = 4;

/// Similarity in thousandths, rounded down: 1000 exactly when equal, 0 when nothing is shared. Symmetric: the greedy matching of
/// Jaro depends on which text is walked, so the shorter (then the smaller) one always is.
pub fn similarity(one: &str, other: &str) -> u32 {
    if one == other {
        return 1000;
    }
    let characters = |text: &str| text.chars().take(MAX_CHARACTERS).collect::<Vec<char>>();
    let (mut short, mut long) = (characters(one), characters(other));
    if (long.len(), &long) < (short.len(), &short) {
        std::mem::swap(&mut short, &mut long);
    }
    let Some((matches, transpositions)) = matching(&short, &long) else {
        return 0;
    };
    // jaro = (m/s + m/l + (m-t)/m) / 3 = numerator / denominator; each length is at most 200.
    let (s, l) = (short.len() as u64, long.len() as u64);
    let numerator = matches * matches * (s + l) + (matches - transpositions) * s * l;
    let denominator = 3 * matches * s * l;
    let prefix = short
        .iter()
        .zip(&long)
        .take(MAX_PREFIX)
        .take_while(|(a, b)| a == b)
        .count() as u64;
    // Winkler adds to what is alike already: above 0.7.
    let boost = if 10 * numerator > 7 * denominator { prefix } else { 0 };
    let per_mille = 100 * ((10 - boost) * numerator + boost * denominator) / denominator;
    // Texts that are not equal, yet alike in all their first characters, are not 1000.
    u32::try_from(per_mille).unwrap_or(999).min(999)
}

/// Characters that match within Jaro's window and half of those out of order; `None` when none match.
fn matching(short: &[char], long: &[char]) -> Option<(u64, u64)> {
    let window = (long.len() / 2).saturating_sub(1);
    let mut taken = vec![false; long.len()];
    let mut matched = Vec::with_capacity(short.len());
    for (at, character) in short.iter().enumerate() {
        let from = at.saturating_sub(window);
        let to = (at + window + 1).min(long.len());
        if let Some(found) = (from..to).find(|place| !taken[*place] && long[*place] == *character) {
            taken[found] = true;
            matched.push(*character);
        }
    }
    if matched.is_empty() {
        return None;
    }
    let in_order = long
        .iter()
        .zip(&taken)
        .filter(|(_, taken)| **taken)
        .map(|(character, _)| character);
    let out_of_order = matched.iter().zip(in_order).filter(|(a, b)| a != b).count() as u64;
    Some((matched.len() as u64, out_of_order / 2))
}
