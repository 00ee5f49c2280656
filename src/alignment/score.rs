//! How alike two claims are, as a vector of named components, so that every score can be explained.

use crate::alignment::vocabulary::{Vocabulary, WordId};
use strsim::jaro_winkler;

/// The components of the similarity of two claims. Each lies in [0, 1], 1 meaning alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SimilarityVector {
    /// The share of A's word weight that B covers with the same stems and numbers.
    pub exact_a: f32,
    /// The share of B's word weight that A covers likewise.
    pub exact_b: f32,
    /// As `exact_a`, with near spellings and words used in similar company counted in part.
    pub soft_a: f32,
    /// As `exact_b`, likewise.
    pub soft_b: f32,
    /// Cosine of the two articles, if there are any.
    pub article: Option<f32>,
}

/// How much the articles' likeness counts beside that of the sentences.
const ARTICLE_SHARE: f32 = 0.5;

impl SimilarityVector {
    /// The likeness of the two sentences alone: both directions of soft coverage, averaged.
    pub fn sentence(&self) -> f32 {
        (self.soft_a + self.soft_b) / 2.0
    }

    /// One number for ranking and for the CSV, in [0, 1].
    pub fn score(&self) -> f32 {
        match self.article {
            Some(article) => (self.sentence() + ARTICLE_SHARE * article) / (1.0 + ARTICLE_SHARE),
            None => self.sentence(),
        }
    }
}

/// Least Jaro-Winkler similarity at which two spellings may be the same word.
const SAME_SPELLING: f64 = 0.92;
/// Least cosine at which two words count as used in similar company (tuned on ECB+ train topics, see the notes on the table).
const SAME_COMPANY: f32 = 0.6;
/// What such a match is worth beside an exact one.
const SOFT_SHARE: f32 = 0.8;

/// The similarity of two bags of words, given as distinct ids.
pub fn similarity(
    a: &[WordId],
    b: &[WordId],
    article: Option<f32>,
    vocabulary: &Vocabulary,
) -> SimilarityVector {
    let (exact_a, soft_a) = coverage(a, b, vocabulary);
    let (exact_b, soft_b) = coverage(b, a, vocabulary);
    SimilarityVector {
        exact_a,
        exact_b,
        soft_a,
        soft_b,
        article,
    }
}

/// The shares of `of`'s weight that `by` covers, exactly and softly.
fn coverage(of: &[WordId], by: &[WordId], vocabulary: &Vocabulary) -> (f32, f32) {
    let (mut total, mut exact, mut soft) = (0.0, 0.0, 0.0);
    for &word in of {
        let weight = vocabulary.entry(word).weight;
        total += weight;
        if by.contains(&word) {
            exact += weight;
            soft += weight;
        } else {
            soft += weight
                * by.iter()
                    .map(|&other| closeness(word, other, vocabulary))
                    .fold(0.0, f32::max);
        }
    }
    if total == 0.0 {
        (0.0, 0.0)
    } else {
        (exact / total, soft / total)
    }
}

/// How near two different words are, in [0, 1); 0 unless spelling or company brings them together.
fn closeness(a: WordId, b: WordId, vocabulary: &Vocabulary) -> f32 {
    let (a, b) = (vocabulary.entry(a), vocabulary.entry(b));
    if a.number || b.number {
        return 0.0;
    }
    let mut close = 0.0;
    if let (Some(x), Some(y)) = (&a.vector, &b.vector) {
        let cosine = x.cosine(y);
        if cosine >= SAME_COMPANY {
            close = SOFT_SHARE * cosine;
        }
    }
    // Typing errors and transliterations keep the first letter and the length.
    let alike = a.form.len().abs_diff(b.form.len()) <= 2
        && a.form.len().min(b.form.len()) >= 4
        && a.form.as_bytes()[0] == b.form.as_bytes()[0];
    if alike && close < 0.9 {
        let spelling = jaro_winkler(&a.form, &b.form);
        if spelling >= SAME_SPELLING {
            close = close.max(SOFT_SHARE * spelling as f32);
        }
    }
    close
}
