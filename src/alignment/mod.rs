//! Claims of linked articles to aligned pairs: which claims may talk about the same fact.
//!
//! In: links between articles. Out: pairs of claims with their similarity. Cost follows the linked article pairs: inside each,
//! only claims that share a word are met, and a bound on the shared weight comes before any soft matching.

pub mod score;
pub mod vocabulary;

use rayon::prelude::*;

use crate::article::ArticleId;
use crate::claims::{ClaimId, Claims};
use crate::events::Link;
use crate::text::term::Term;

pub use score::{ArticleLikeness, SimilarityVector};
pub use vocabulary::{Vocabulary, WordId};

/// Two claims of linked articles that may talk about the same fact, `a` before `b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alignment {
    /// The claim of the first article in corpus order.
    pub a: ClaimId,
    /// The claim of the second.
    pub b: ClaimId,
    /// Why they were paired.
    pub similarity: SimilarityVector,
}

/// Which pairs are aligned.
#[derive(Debug, Clone, Copy)]
pub struct AlignOptions {
    /// Least score of [`SimilarityVector::score`].
    pub least: f32,
}

impl Default for AlignOptions {
    fn default() -> Self {
        AlignOptions { least: 0.12 }
    }
}

/// Pairs that share less than this much exact weight, averaged over both, are never scored softly.
const LEAST_EXACT: f32 = 0.03;

/// Distinct words of each claim, ascending.
pub struct ClaimWords(Vec<Vec<WordId>>);

impl ClaimWords {
    /// Looks up the words of all claims.
    pub fn new(claims: &Claims, vocabulary: &Vocabulary) -> Self {
        ClaimWords(
            (0..claims.len() as u32)
                .into_par_iter()
                .map(|i| distinct_words(claims.terms(ClaimId(i)), vocabulary))
                .collect(),
        )
    }

    /// The words of one claim.
    pub fn of(&self, claim: ClaimId) -> &[WordId] {
        &self.0[claim.index()]
    }
}

/// The distinct words of a sentence, ascending.
pub fn distinct_words(terms: &[Term], vocabulary: &Vocabulary) -> Vec<WordId> {
    let mut words: Vec<WordId> = terms.iter().filter_map(|t| vocabulary.id(t.key)).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Aligns the claims of all linked articles, in order of the links and of the claims in them.
pub fn align(
    links: &[Link],
    claims: &Claims,
    words: &ClaimWords,
    vocabulary: &Vocabulary,
    options: AlignOptions,
) -> Vec<Alignment> {
    links
        .par_iter()
        .flat_map_iter(|link| align_articles(link, claims, words, vocabulary, options))
        .collect()
}

fn align_articles(
    link: &Link,
    claims: &Claims,
    words: &ClaimWords,
    vocabulary: &Vocabulary,
    options: AlignOptions,
) -> Vec<Alignment> {
    let mut found = Vec::new();
    let articles = Some(ArticleLikeness {
        cosine: link.weight,
        story: link.story,
    });
    let weights = |article: ArticleId| -> Vec<(ClaimId, f32)> {
        claims
            .of_article(article)
            .map(|c| {
                (
                    c,
                    words
                        .of(c)
                        .iter()
                        .map(|w| vocabulary.entry(*w).weight)
                        .sum(),
                )
            })
            .collect()
    };
    let (left, right) = (weights(link.a), weights(link.b));
    for &(a, weight_a) in &left {
        for &(b, weight_b) in &right {
            let shared = shared_weight(words.of(a), words.of(b), vocabulary);
            if shared == 0.0
                || (shared / weight_a.max(0.01) + shared / weight_b.max(0.01)) / 2.0 < LEAST_EXACT
            {
                continue;
            }
            let similarity = score::similarity(words.of(a), words.of(b), articles, vocabulary);
            if similarity.score() >= options.least {
                found.push(Alignment { a, b, similarity });
            }
        }
    }
    found
}

/// The weight of the words that two ascending lists share.
fn shared_weight(a: &[WordId], b: &[WordId], vocabulary: &Vocabulary) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            sum += vocabulary.entry(a[i]).weight;
        }
        let (step_a, step_b) = (a[i] <= b[j], b[j] <= a[i]);
        i += usize::from(step_a);
        j += usize::from(step_b);
    }
    sum
}
