//! The direction of an article's text: which words it uses, weighed by how much each says.
//!
//! tf-idf as in Salton and Buckley 1988: `(1 + ln tf) * idf`, unit length.

use rustc_hash::FxHashMap;

use crate::alignment::vocabulary::{Vocabulary, WordId};
use crate::article::{ArticleId, Corpus};
use crate::claims::Claims;
use crate::text::term;

/// The direction of an article's text: word ids, ascending, with weights of unit length.
#[derive(Debug, Clone, Default)]
pub struct ArticleVector(Vec<(WordId, f32)>);

impl ArticleVector {
    /// The vector of an article from the words of its title and claims.
    pub fn new(
        article: ArticleId,
        corpus: &Corpus,
        claims: &Claims,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut counts: FxHashMap<WordId, u32> = FxHashMap::default();
        let title = corpus
            .article(article)
            .title
            .as_deref()
            .map(term::terms)
            .unwrap_or_default();
        for term in claims
            .of_article(article)
            .flat_map(|claim| claims.terms(claim))
            .chain(&title)
        {
            if let Some(word) = vocabulary.id(term.key) {
                *counts.entry(word).or_default() += 1;
            }
        }
        let mut weights: Vec<(WordId, f32)> = counts
            .into_iter()
            .map(|(word, count)| {
                (
                    word,
                    (1.0 + (count as f32).ln()) * vocabulary.entry(word).weight,
                )
            })
            .collect();
        weights.sort_unstable_by_key(|(word, _)| *word);
        let length = weights.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            weights.iter_mut().for_each(|(_, w)| *w /= length);
        }
        ArticleVector(weights)
    }

    /// Its words, ascending, each with its weight.
    pub fn weights(&self) -> &[(WordId, f32)] {
        &self.0
    }

    /// Cosine with another vector, in [0, 1]. `O(n + m)`.
    pub fn cosine(&self, other: &ArticleVector) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while i < self.0.len() && j < other.0.len() {
            let (a, b) = (self.0[i], other.0[j]);
            if a.0 == b.0 {
                sum += a.1 * b.1;
            }
            i += usize::from(a.0 <= b.0);
            j += usize::from(b.0 <= a.0);
        }
        sum.clamp(0.0, 1.0)
    }
}
