//! The joins written the obvious way: every pair is compared. The fast joins are tested against these, and a benchmark can show what they save.
//!
//! Same arguments, same answers, cost quadratic in the number of records.

use super::cosine::{Idf, rounded};
use super::{Pair, Threshold, TokenLists};

/// The Jaccard join by looking at every pair; bags are treated as sets.
pub fn jaccard(
    records: &TokenLists,
    threshold: Threshold,
    allow: &impl Fn(usize, usize) -> bool,
) -> Vec<Pair> {
    let records = records.to_sets();
    all_pairs(records.len(), allow, |a, b| {
        let (a, b) = (records.record(a), records.record(b));
        let overlap = a.iter().filter(|rank| b.contains(rank)).count();
        let union = a.len() + b.len() - overlap;
        let similarity = if union == 0 {
            1.0
        } else {
            overlap as f64 / union as f64
        };
        threshold
            .is_reached(overlap as u64, union as u64)
            .then_some(similarity)
    })
}

/// The cosine join by looking at every pair: vectors as maps, one product per common token.
pub fn cosine(
    records: &TokenLists,
    idf: &Idf,
    threshold: Threshold,
    allow: &impl Fn(usize, usize) -> bool,
) -> Vec<Pair> {
    let vectors: Vec<_> = (0..records.len())
        .map(|index| {
            let mut vector = std::collections::BTreeMap::new();
            for &rank in records.record(index) {
                *vector.entry(rank).or_insert(0.0) += idf.of_rank(rank);
            }
            vector
        })
        .collect();
    let norms: Vec<f64> = vectors
        .iter()
        .map(|vector| vector.values().map(|w: &f64| w * w).sum::<f64>().sqrt())
        .collect();
    all_pairs(records.len(), allow, |a, b| {
        let similarity = if norms[a] == 0.0 && norms[b] == 0.0 {
            1.0
        } else if norms[a] == 0.0 || norms[b] == 0.0 {
            0.0
        } else {
            let product: f64 = vectors[a]
                .iter()
                .filter_map(|(rank, weight)| vectors[b].get(rank).map(|other| weight * other))
                .sum();
            product / (norms[a] * norms[b])
        };
        rounded(similarity, threshold)
    })
}

/// The Levenshtein join by strsim on every pair of lower-cased texts.
pub fn levenshtein<S: AsRef<str>>(
    texts: &[S],
    threshold: Threshold,
    allow: &impl Fn(usize, usize) -> bool,
) -> Vec<Pair> {
    let texts: Vec<String> = texts.iter().map(|t| t.as_ref().to_lowercase()).collect();
    all_pairs(texts.len(), allow, |a, b| {
        let longer = texts[a].chars().count().max(texts[b].chars().count());
        let kept = longer - strsim::levenshtein(&texts[a], &texts[b]);
        let similarity = if longer == 0 {
            1.0
        } else {
            kept as f64 / longer as f64
        };
        threshold
            .is_reached(kept as u64, longer as u64)
            .then_some(similarity)
    })
}

fn all_pairs(
    count: usize,
    allow: &impl Fn(usize, usize) -> bool,
    similarity: impl Fn(usize, usize) -> Option<f64>,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for a in 0..count {
        for b in a + 1..count {
            if let Some(similarity) = similarity(a, b)
                && allow(a, b)
            {
                pairs.push(Pair {
                    a: a as u32,
                    b: b as u32,
                    similarity,
                });
            }
        }
    }
    pairs
}
