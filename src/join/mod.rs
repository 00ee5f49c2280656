//! Exact similarity joins: all pairs of records whose similarity reaches a threshold, none lost. Knows nothing of news.
//!
//! Records come in as texts ([`Join`]) or as lists of token ids ([`TokenLists`]); pairs go out in input order. Each measure has a fast
//! join and a naive twin in [`naive`] that compares every pair; both give the same answer for every input and threshold.
//!
//! | measure | records are | similarity |
//! |---|---|---|
//! | [`jaccard`] | sets of words | common words / all words |
//! | [`cosine`] | bags of words | cosine of tf-idf vectors, idf = ln((1 + n) / (1 + df)) + 1, rounded to 12 decimals |
//! | [`levenshtein`] | lower-cased characters | 1 - edits / characters of the longer text |
//!
//! Two empty records are equal, so their similarity is 1 in every measure.

mod blocks;
mod cosine;
mod edit_distance;
mod jaccard;
mod levenshtein;
pub mod naive;
mod pieces;
mod simd;
mod tasks;
mod threshold;
mod tokens;
mod words;

pub use cosine::{Idf, cosine};
pub use jaccard::jaccard;
pub use levenshtein::{CharacterLists, levenshtein};
pub use threshold::Threshold;
pub use tokens::{Repeats, TokenLists, Tokenizer};
pub use words::words;

/// What similar means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Common words divided by all words of both texts.
    Jaccard,
    /// Cosine of the tf-idf vectors of the words.
    Cosine,
    /// Share of the longer text's characters that no edit touches.
    Levenshtein,
}

/// Two records that reach the threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The input position of the earlier record.
    pub a: u32,
    /// The input position of the later record.
    pub b: u32,
    /// How similar they are, in [0, 1].
    pub similarity: f64,
}

/// A self-join of texts: which measure, from which similarity on, and between which groups.
///
/// ```
/// use rashomon::join::{Join, Measure};
/// let texts = ["The dam broke at dawn.", "the dam broke at dawn", "Nothing happened."];
/// let pairs = Join::new(Measure::Jaccard, "0.6".parse().unwrap()).run(&texts);
/// assert_eq!(pairs.len(), 1);
/// assert_eq!((pairs[0].a, pairs[0].b, pairs[0].similarity), (0, 1, 1.0));
/// ```
#[derive(Debug, Clone)]
pub struct Join<'a> {
    measure: Measure,
    threshold: Threshold,
    groups: &'a [Option<u32>],
}

impl<'a> Join<'a> {
    /// A join of all texts with all others.
    pub fn new(measure: Measure, threshold: Threshold) -> Self {
        Join {
            measure,
            threshold,
            groups: &[],
        }
    }

    /// Leaves out pairs of the same group; a record without one, or beyond the end of the slice, pairs with every other.
    pub fn groups(mut self, groups: &'a [Option<u32>]) -> Self {
        self.groups = groups;
        self
    }

    /// All pairs that reach the threshold, ordered by (a, b).
    pub fn run<S: AsRef<str> + Sync>(&self, texts: &[S]) -> Vec<Pair> {
        self.run_where(texts, |_, _| true)
    }

    /// Like [`run`](Self::run), for the pairs that `allow` admits; it must give the same answer every time.
    pub fn run_where<S: AsRef<str> + Sync>(
        &self,
        texts: &[S],
        allow: impl Fn(usize, usize) -> bool + Sync,
    ) -> Vec<Pair> {
        let group = |record: usize| self.groups.get(record).copied().flatten();
        let may_pair =
            |a: usize, b: usize| (group(a).is_none() || group(a) != group(b)) && allow(a, b);
        join_texts(texts, self.measure, self.threshold, &may_pair)
    }
}

/// All pairs of texts that reach the threshold and that `allow` admits, ordered by (a, b).
pub fn join_texts<S: AsRef<str> + Sync>(
    texts: &[S],
    measure: Measure,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    let repeats = match measure {
        Measure::Levenshtein => return levenshtein(&CharacterLists::new(texts), threshold, allow),
        Measure::Jaccard => Repeats::Drop,
        Measure::Cosine => Repeats::Keep,
    };
    let words = TokenLists::from_texts(texts, repeats);
    match measure {
        Measure::Cosine => cosine(&words, &Idf::of(&words), threshold, allow),
        _ => jaccard(&words, threshold, allow),
    }
}

#[cfg(test)]
mod tests;
