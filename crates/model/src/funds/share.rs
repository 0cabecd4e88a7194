//! Shares of an amount that add up to it, to the last minor unit.

use super::rate::divide;

/// A part per thousand of an amount, to the nearest minor unit, halves away from zero.
pub fn per_mille(minor: i64, share: u32) -> i64 {
    i64::try_from(divide(i128::from(minor) * i128::from(share), 1_000)).unwrap_or(i64::MAX)
}

/// Shares an amount out by weights, so that the shares add up to it: each gets its whole part, and what is left goes one unit each to
/// the largest remainders, the first of equal ones first (Hamilton's method). Nobody gets anything when no weight is above zero.
pub fn share_out(minor: i64, weights: &[i64]) -> Vec<i64> {
    let weight = |weight: &i64| i128::from((*weight).max(0));
    let sum: i128 = weights.iter().map(weight).sum();
    if sum == 0 || minor <= 0 {
        return vec![0; weights.len()];
    }
    let exact = |of: &i64| i128::from(minor) * weight(of);
    // A share is at most the whole, so it fits.
    let mut shares: Vec<i64> = weights.iter().map(|of| (exact(of) / sum) as i64).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(exact(&weights[*at]) % sum));
    let left = minor - shares.iter().sum::<i64>();
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        shares[at] += 1;
    }
    shares
}
