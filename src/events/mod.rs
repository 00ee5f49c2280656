//! Which articles report the same event: the links that bound everything after them.
//!
//! In: the articles' words and dates. Out: pairs of articles with a weight, the tf-idf cosine of their texts (Salton and
//! Buckley 1988: `(1 + ln tf) * idf`, unit length). The join is exact: every pair whose cosine reaches the bound for its
//! distance in days is found.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::alignment::vocabulary::{Vocabulary, WordId};
use crate::article::{ArticleId, Corpus};
use crate::claims::Claims;
use crate::text::term;

/// Two articles that seem to report the same event, `a` before `b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The first article in corpus order.
    pub a: ArticleId,
    /// The second.
    pub b: ArticleId,
    /// Cosine of the two texts, in [0, 1].
    pub weight: f32,
}

/// How alike and how close in time two articles must be to be linked.
#[derive(Debug, Clone, Copy)]
pub struct LinkOptions {
    /// Least cosine for articles of the same day, in [0, 1].
    pub least: f32,
    /// What each day between them adds to it.
    pub per_day: f32,
    /// Articles further apart than this many days are never linked; those without a date always can be.
    pub window_days: i32,
}

impl Default for LinkOptions {
    fn default() -> Self {
        LinkOptions {
            least: 0.15,
            per_day: 0.01,
            window_days: 14,
        }
    }
}

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

/// Links the articles of different outlets (`same_outlet` allows the others too), in order of their ids.
pub fn link(
    corpus: &Corpus,
    claims: &Claims,
    vocabulary: &Vocabulary,
    options: LinkOptions,
    same_outlet: bool,
) -> Vec<Link> {
    let vectors: Vec<ArticleVector> = (0..corpus.len() as u32)
        .into_par_iter()
        .map(|i| ArticleVector::new(ArticleId(i), corpus, claims, vocabulary))
        .collect();
    // Articles in order of day, the undated last, so that a window is a range.
    let mut order: Vec<u32> = (0..corpus.len() as u32).collect();
    let day = |i: u32| corpus.articles()[i as usize].published.map(|p| p.day);
    order.sort_by_key(|&i| (day(i).is_none(), day(i), i));
    let postings = postings(&vectors, &order, vocabulary.len());
    let dated = order.partition_point(|&i| day(i).is_some());
    let mut links: Vec<Link> = (0..order.len())
        .into_par_iter()
        .map_init(
            || vec![0.0f32; order.len()],
            |scores, place| {
                let a = order[place];
                // Only later places, so that each pair is met once; of those only the window, and the undated.
                let window = match day(a) {
                    Some(first) => {
                        let end = order[..dated].partition_point(|&i| {
                            day(i).is_some_and(|d| {
                                first.until(d).map_or(0, |s| s.get_days()) <= options.window_days
                            })
                        });
                        place + 1..end
                    }
                    None => place + 1..order.len(),
                };
                let undated = if day(a).is_some() {
                    dated..order.len()
                } else {
                    0..0
                };
                let mut touched = Vec::new();
                for range in [window, undated] {
                    accumulate(&vectors[a as usize], &postings, range, scores, &mut touched);
                }
                let mut found = Vec::new();
                for b_place in touched {
                    let weight = std::mem::take(&mut scores[b_place as usize]).min(1.0);
                    let b = order[b_place as usize];
                    let apart = match (day(a), day(b)) {
                        (Some(x), Some(y)) => x.until(y).map_or(0, |s| s.get_days().abs()),
                        _ => 0,
                    };
                    let (first, second) =
                        (corpus.article(ArticleId(a)), corpus.article(ArticleId(b)));
                    let different = first.outlet.is_none() || first.outlet != second.outlet;
                    if weight >= options.least + options.per_day * apart as f32
                        && (different || same_outlet)
                    {
                        found.push(Link {
                            a: ArticleId(a.min(b)),
                            b: ArticleId(a.max(b)),
                            weight,
                        });
                    }
                }
                found
            },
        )
        .flatten()
        .collect();
    links.sort_unstable_by_key(|link| (link.a, link.b));
    links
}

/// For each word: the places (in `order`) of the articles that hold it, ascending, with their weights.
fn postings(vectors: &[ArticleVector], order: &[u32], words: usize) -> Vec<Vec<(u32, f32)>> {
    let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); words];
    for (place, &article) in order.iter().enumerate() {
        for &(word, weight) in &vectors[article as usize].0 {
            postings[word.0 as usize].push((place as u32, weight));
        }
    }
    postings
}

/// Adds the products of the shared words to `scores` for the places in `range`.
fn accumulate(
    vector: &ArticleVector,
    postings: &[Vec<(u32, f32)>],
    range: Range<usize>,
    scores: &mut [f32],
    touched: &mut Vec<u32>,
) {
    if range.is_empty() {
        return;
    }
    for &(word, weight) in &vector.0 {
        let list = &postings[word.0 as usize];
        let from = list.partition_point(|(place, _)| (*place as usize) < range.start);
        for &(place, other) in &list[from..] {
            if place as usize >= range.end {
                break;
            }
            let score = &mut scores[place as usize];
            if *score == 0.0 {
                touched.push(place);
            }
            *score += weight * other;
        }
    }
}
