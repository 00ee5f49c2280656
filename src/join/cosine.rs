//! The exact cosine join of tf-idf vectors.

use super::{Pair, Threshold, TokenLists, naive};

/// Similarities are rounded to this many steps per unit before they are compared, so that the order of a sum decides nothing.
const STEPS: f64 = 1e12;

/// The weight of each token: how much one occurrence counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Idf {
    weights: Vec<f64>,
}

impl Idf {
    /// ln((1 + n) / (1 + df)) + 1 from the records themselves.
    pub fn of(records: &TokenLists) -> Self {
        let count = records.len() as f64;
        Idf {
            weights: records
                .frequencies()
                .iter()
                .map(|&frequency| ((1.0 + count) / (1.0 + f64::from(frequency))).ln() + 1.0)
                .collect(),
        }
    }

    /// The weight of a token.
    ///
    /// # Panics
    /// When the rank is not of the records that the weights were made for.
    #[inline]
    pub fn of_rank(&self, rank: u32) -> f64 {
        self.weights[rank as usize]
    }
}

/// The similarity rounded to 12 decimals and cut to [0, 1], if it reaches the threshold.
pub(super) fn rounded(similarity: f64, threshold: Threshold) -> Option<f64> {
    let steps = (similarity * STEPS).round().clamp(0.0, STEPS);
    threshold
        .is_reached(steps as u64, STEPS as u64)
        .then_some(steps / STEPS)
}

/// All pairs of records with tf-idf cosine of at least `threshold` that `allow` admits, ordered by (a, b).
pub fn cosine(
    records: &TokenLists,
    idf: &Idf,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    naive::cosine(records, idf, threshold, allow)
}
pub(super) fn cosine_at(
    _level: super::simd::Level,
    records: &TokenLists,
    idf: &Idf,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    naive::cosine(records, idf, threshold, allow)
}
