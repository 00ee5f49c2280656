//! Which articles report the same event: the links that bound everything after them.
//!
//! In: the articles' words and dates. Out: pairs of articles with two weights: the tf-idf cosine of their texts, and how far they
//! have the same neighbours. The second tells the two quakes of one region apart: their texts are alike, but each report of
//! the first is nearest to other reports of the first. The join is exact: every pair whose cosine reaches the bound for its
//! distance in days is found.

pub mod neighbours;
pub mod vector;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::alignment::vocabulary::{Vocabulary, WordId};
use crate::article::{ArticleId, Corpus};
use crate::claims::Claims;

pub use neighbours::{Neighbours, discounted};
pub use vector::ArticleVector;

/// Two articles that seem to report the same event, `a` before `b`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The first article in corpus order.
    pub a: ArticleId,
    /// The second.
    pub b: ArticleId,
    /// Cosine of the two texts, in [0, 1].
    pub weight: f32,
    /// How far the two have the same neighbours, in [0, 1]; see [`Neighbours::story`].
    pub story: f32,
}

/// How alike and how close in time two articles must be to be linked.
#[derive(Debug, Clone, Copy)]
pub struct LinkOptions {
    /// Least cosine for articles of the same day, in [0, 1].
    pub least: f32,
    /// What each day between them adds to it.
    pub per_day: f32,
    /// The share of that bound which the cosine must still reach after the discount for articles that tell two stories.
    pub story_share: f32,
    /// Articles further apart than this many days are never linked; those without a date always can be.
    pub window_days: i32,
}

impl Default for LinkOptions {
    fn default() -> Self {
        LinkOptions {
            // On ECB+ .12 and .42 link 97 % of the reports of one event, as .15 alone did, with a fifth less links to the similar event.
            least: 0.12,
            story_share: 0.42,
            per_day: 0.01,
            window_days: 14,
        }
    }
}

impl LinkOptions {
    /// The least cosine of articles that many days apart.
    fn bound(self, days: i32) -> f32 {
        self.least + self.per_day * days as f32
    }
}

/// Days between two articles; 0 where one has no date.
fn days_apart(corpus: &Corpus, a: ArticleId, b: ArticleId) -> i32 {
    match (corpus.article(a).published, corpus.article(b).published) {
        (Some(x), Some(y)) => x.day.until(y.day).map_or(0, |span| span.get_days().abs()),
        _ => 0,
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
    let near = near_articles(corpus, claims, vocabulary, options);
    // An outlet's own reports of the event are neighbours too, even where they are not compared.
    let neighbours = Neighbours::new(corpus.len(), &near);
    let links = near
        .par_iter()
        .filter(|pair| {
            let (a, b) = (corpus.article(pair.a), corpus.article(pair.b));
            same_outlet || a.outlet.is_none() || a.outlet != b.outlet
        })
        .map(|pair| Link {
            a: pair.a,
            b: pair.b,
            weight: pair.cosine,
            story: neighbours.story(pair.a, pair.b),
        })
        .filter(|link| {
            let bound = options.bound(days_apart(corpus, link.a, link.b));
            discounted(link.weight, link.story) >= options.story_share * bound
        })
        .collect();
    surest_of_undated(links, usual_undated(corpus.len()), |article| {
        corpus.article(article).published.is_none()
    })
}

/// Links of an undated article by default, where articles are many: an article of some day has as many chance likenesses as there are
/// articles in its window, an undated one as many as there are articles.
fn usual_undated(articles: usize) -> usize {
    /// Up to 2,530 articles no article can have more links than this allows it.
    const BUDGET: usize = 6_400_000;
    const FEWEST: usize = 64;
    (BUDGET / articles.max(1)).max(FEWEST)
}

/// Leaves out the links of undated articles that are among the `most` surest of none of them. `O(n log n)` in the links.
fn surest_of_undated(
    links: Vec<Link>,
    most: usize,
    is_undated: impl Fn(ArticleId) -> bool,
) -> Vec<Link> {
    let mut of_undated: BTreeMap<ArticleId, Vec<(f32, ArticleId, usize)>> = BTreeMap::new();
    for (at, link) in links.iter().enumerate() {
        for (of, other) in [(link.a, link.b), (link.b, link.a)] {
            if is_undated(of) {
                let sureness = discounted(link.weight, link.story);
                let list = of_undated.entry(of).or_default();
                list.push((sureness, other, at));
            }
        }
    }
    if of_undated.values().all(|list| list.len() <= most) {
        return links;
    }
    let mut kept: Vec<bool> = links
        .iter()
        .map(|link| !is_undated(link.a) && !is_undated(link.b))
        .collect();
    for list in of_undated.values_mut() {
        list.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        for (_, _, at) in list.iter().take(most) {
            kept[*at] = true;
        }
    }
    let mut kept = kept.into_iter();
    let mut links = links;
    // As many marks as links.
    links.retain(|_| kept.next().unwrap_or(true));
    links
}

/// Two articles, `a` before `b`, whose texts are alike for their distance in days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearArticles {
    /// The first article in corpus order.
    pub a: ArticleId,
    /// The second.
    pub b: ArticleId,
    /// Cosine of the two texts, in [0, 1].
    pub cosine: f32,
}

/// All pairs of articles, of whatever outlets, that share a telling word and reach the bound of the options, in order of their ids.
pub fn near_articles(
    corpus: &Corpus,
    claims: &Claims,
    vocabulary: &Vocabulary,
    options: LinkOptions,
) -> Vec<NearArticles> {
    let vectors: Vec<ArticleVector> = (0..corpus.len() as u32)
        .into_par_iter()
        .map(|i| ArticleVector::new(ArticleId(i), corpus, claims, vocabulary))
        .collect();
    // Articles in order of day, the undated last, so that a window is a range.
    let mut order: Vec<u32> = (0..corpus.len() as u32).collect();
    let day = |i: u32| corpus.articles()[i as usize].published.map(|p| p.day);
    order.sort_by_key(|&i| (day(i).is_none(), day(i), i));
    let common: Vec<f32> = vectors
        .par_iter()
        .map(|vector| {
            let light = vector
                .weights()
                .iter()
                .filter(|(w, _)| is_common(*w, vocabulary));
            light.map(|(_, x)| x * x).sum::<f32>().sqrt()
        })
        .collect();
    let postings = postings(&vectors, &order, vocabulary);
    let dated = order.partition_point(|&i| day(i).is_some());
    let mut near: Vec<NearArticles> = (0..order.len())
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
                    let rare = std::mem::take(&mut scores[b_place as usize]);
                    let b = order[b_place as usize];
                    // The common words add at most the product of their lengths (Cauchy and Schwarz).
                    let most = rare + common[a as usize] * common[b as usize];
                    if most + ROUNDING < options.least {
                        continue;
                    }
                    let bound = options.bound(days_apart(corpus, ArticleId(a), ArticleId(b)));
                    if most + ROUNDING < bound {
                        continue;
                    }
                    let cosine = vectors[a as usize].cosine(&vectors[b as usize]);
                    if cosine >= bound {
                        found.push(NearArticles {
                            a: ArticleId(a.min(b)),
                            b: ArticleId(a.max(b)),
                            cosine,
                        });
                    }
                }
                found
            },
        )
        .flatten()
        .collect();
    near.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    near
}

/// Words lighter than this stand in nearly every article and say little: they are left out of the postings, whose bulk they would be,
/// and bounded instead.
const COMMON: f32 = 1.2;
/// More than the sums of a few hundred products can differ by when they are added in another order.
const ROUNDING: f32 = 1e-4;

fn is_common(word: WordId, vocabulary: &Vocabulary) -> bool {
    vocabulary.entry(word).weight < COMMON
}

/// For each word that is not common: the places (in `order`) of the articles that hold it, ascending, with their weights.
fn postings(
    vectors: &[ArticleVector],
    order: &[u32],
    vocabulary: &Vocabulary,
) -> Vec<Vec<(u32, f32)>> {
    let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); vocabulary.len()];
    for (place, &article) in order.iter().enumerate() {
        for &(word, weight) in vectors[article as usize].weights() {
            if !is_common(word, vocabulary) {
                postings[word.0 as usize].push((place as u32, weight));
            }
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
    for &(word, weight) in vector.weights() {
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

/// The links in an order in which those of one event stand together, so that work on a stretch of them touches few articles: from
/// each article, in order of ids, to those linked with it, and on to theirs. Gives the place of each link.
pub fn by_story(links: &[Link], articles: usize) -> Vec<u32> {
    let mut linked: Vec<Vec<u32>> = vec![Vec::new(); articles];
    for link in links {
        linked[link.a.index()].push(link.b.0);
        linked[link.b.index()].push(link.a.0);
    }
    let mut ranks = vec![u32::MAX; articles];
    let mut next = 0;
    let mut queue = std::collections::VecDeque::new();
    for start in 0..articles as u32 {
        queue.push_back(start);
        while let Some(article) = queue.pop_front() {
            let rank = &mut ranks[article as usize];
            if *rank != u32::MAX {
                continue;
            }
            *rank = next;
            next += 1;
            queue.extend(&linked[article as usize]);
        }
    }
    let mut order: Vec<u32> = (0..links.len() as u32).collect();
    order.sort_unstable_by_key(|&at| {
        let link = &links[at as usize];
        let (a, b) = (ranks[link.a.index()], ranks[link.b.index()]);
        (a.max(b), a.min(b))
    });
    order
}

#[cfg(test)]
mod tests;
