//! Claims of linked articles to aligned pairs: which claims may talk about the same fact.
//!
//! In: links between articles. Out: pairs of claims with their similarity. Cost follows the linked article pairs: inside each,
//! only claims that share a word are met ([`mod@candidates`]), and a bound on the shared weight comes before any soft matching ([`score`]).

pub mod candidates;
mod disputes;
mod doers;
mod graded;
mod positions;
pub mod score;
mod unlike;
pub mod vocabulary;

use rayon::prelude::*;

use crate::claims::{ClaimId, Claims};
use crate::events::Link;
use crate::text::term::Term;

pub use candidates::{Candidate, candidates, usual_least, usual_top};
pub use disputes::disputes;
pub use doers::doers;
pub use graded::shown;
pub use positions::positions;
pub use score::{ArticleLikeness, SimilarityVector};
pub use unlike::{best_unlike, most_unlike};
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
    /// The most counterparts that each claim is compared with by likeness, beside [`most_unlike`] others; none for
    /// [`usual_top`].
    pub top: Option<usize>,
}

impl Default for AlignOptions {
    fn default() -> Self {
        // On the labelled events the candidates of .06 hold as many gold pairs as those of .12 under the former score.
        AlignOptions {
            least: 0.06,
            top: None,
        }
    }
}

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

/// Scores the candidates and keeps those that reach the least score, in their order.
pub fn align(
    candidates: &[Candidate],
    links: &[Link],
    words: &ClaimWords,
    vocabulary: &Vocabulary,
    options: AlignOptions,
) -> Vec<Alignment> {
    candidates
        .par_iter()
        .filter_map(
            |&Candidate {
                 link,
                 a,
                 b,
                 disputed,
             }| {
                let link = &links[link as usize];
                let articles = ArticleLikeness {
                    cosine: link.weight,
                    story: link.story,
                };
                let similarity =
                    score::similarity(words.of(a), words.of(b), Some(articles), vocabulary);
                (disputed || similarity.score() >= options.least).then_some(Alignment {
                    a,
                    b,
                    similarity,
                })
            },
        )
        .collect()
}
