//! The exact join by normalised Levenshtein similarity.

use super::{Pair, Threshold, naive};

/// Lower-cased texts.
#[derive(Debug, Clone)]
pub struct CharacterLists {
    texts: Vec<String>,
}

impl CharacterLists {
    /// Lower-cases texts.
    pub fn new<S: AsRef<str> + Sync>(texts: &[S]) -> Self {
        CharacterLists {
            texts: texts.iter().map(|t| t.as_ref().to_lowercase()).collect(),
        }
    }
}

/// All pairs.
pub fn levenshtein(
    records: &CharacterLists,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    naive::levenshtein(&records.texts, threshold, allow)
}
pub(super) fn levenshtein_at(
    _level: super::simd::Level,
    records: &CharacterLists,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    naive::levenshtein(&records.texts, threshold, allow)
}
