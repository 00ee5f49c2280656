//! Which claims of linked articles are worth a closer look: those that share enough of their words exactly.
//!
//! In: links, and the words of all claims. Out: pairs of claims, each with its link. Only words that two claims share are met, through an
//! index of each article; and each claim keeps no more than its best counterparts, so that the work that follows grows with the
//! claims and not with the square of the reports of a popular event.

use rayon::prelude::*;

use super::{ClaimWords, Vocabulary, WordId};
use crate::article::ArticleId;
use crate::claims::{ClaimId, Claims};
use crate::events::{Link, discounted};

/// Two claims of a link that share words, `a` in the first article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The place of the link in the list of links.
    pub link: u32,
    /// The claim of the link's first article.
    pub a: ClaimId,
    /// The claim of its second.
    pub b: ClaimId,
}

/// Pairs that share less than this much exact weight, averaged over both, are no candidates. On the labelled events .045 keeps as many
/// gold pairs as .03 did under the old score, for fewer pairs in all; sharing alone ranks candidates as well as any other measure.
const LEAST_EXACT: f32 = 0.045;

/// Words lighter than this (in more than a third of news articles) bring no two claims together by themselves.
const COMMON: f32 = 1.0;

/// Links looked at in one go; their pairs are in memory before the best are chosen.
const SLICE: usize = 4096;

/// The most counterparts of a claim by default, where claims are few.
const MOST: usize = 64;
/// Pairs judged in all, about, where claims are many: some minutes of work.
const BUDGET: usize = 12_000_000;
/// The least counterparts of a claim by default, however many claims there are.
const FEWEST: usize = 4;

/// How many counterparts each claim keeps if nobody says otherwise: 64, and fewer from 187,500 claims up, down to 4.
pub fn usual_top(claims: usize) -> usize {
    (BUDGET / claims.max(1)).clamp(FEWEST, MOST)
}

/// The candidates of all links, in order of the links and of the claims in them. A pair is kept if it is among the `top` best of
/// either claim.
pub fn candidates(
    links: &[Link],
    claims: &Claims,
    words: &ClaimWords,
    vocabulary: &Vocabulary,
    top: usize,
) -> Vec<Candidate> {
    let weights: Vec<f32> = (0..claims.len() as u32)
        .into_par_iter()
        .map(|claim| {
            let words = words.of(ClaimId(claim));
            words.iter().map(|w| vocabulary.entry(*w).weight).sum()
        })
        .collect();
    let mut best: Vec<Vec<Counterpart>> = vec![Vec::new(); claims.len()];
    for (slice_number, slice) in links.chunks(SLICE).enumerate() {
        let found: Vec<Vec<Met>> = slice
            .par_iter()
            .map(|link| meet(link, claims, words, &weights, vocabulary))
            .collect();
        for (at, met) in found.into_iter().enumerate() {
            let link = (slice_number * SLICE + at) as u32;
            for Met { a, b, strength } in met {
                for (of, other) in [(a, b), (b, a)] {
                    let list = &mut best[of.index()];
                    list.push(Counterpart {
                        strength,
                        other,
                        link,
                    });
                    if list.len() >= 2 * top + 8 {
                        keep_best(list, top);
                    }
                }
            }
        }
    }
    let mut kept: Vec<Candidate> = best
        .into_par_iter()
        .enumerate()
        .flat_map_iter(|(of, mut list)| {
            keep_best(&mut list, top);
            let of = ClaimId(of as u32);
            list.into_iter().map(move |counterpart| {
                let link = &links[counterpart.link as usize];
                let first = claims.get(of).article == link.a
                    && (link.a != link.b || of < counterpart.other);
                let (a, b) = if first {
                    (of, counterpart.other)
                } else {
                    (counterpart.other, of)
                };
                Candidate {
                    link: counterpart.link,
                    a,
                    b,
                }
            })
        })
        .collect();
    kept.par_sort_unstable();
    kept.dedup();
    kept
}

/// A pair as it is met.
struct Met {
    a: ClaimId,
    b: ClaimId,
    strength: f32,
}

/// One of a claim's counterparts.
#[derive(Clone, Copy)]
struct Counterpart {
    strength: f32,
    other: ClaimId,
    link: u32,
}

/// Keeps the strongest; of equally strong ones those with the lower ids.
fn keep_best(list: &mut Vec<Counterpart>, top: usize) {
    if list.len() > top {
        list.sort_unstable_by(|x, y| {
            y.strength
                .total_cmp(&x.strength)
                .then(x.other.cmp(&y.other))
        });
        list.truncate(top);
    }
}

/// The pairs of one link that share enough.
fn meet(
    link: &Link,
    claims: &Claims,
    words: &ClaimWords,
    weights: &[f32],
    vocabulary: &Vocabulary,
) -> Vec<Met> {
    let index = index(link.b, claims, words, vocabulary);
    let first_b = claims.of_article(link.b).next().map_or(0, |c| c.0);
    let mut touched = vec![false; claims.of_article(link.b).len()];
    let mut found = Vec::new();
    for a in claims.of_article(link.a) {
        touched.fill(false);
        for &word in words.of(a) {
            let from = index.partition_point(|(w, _)| *w < word);
            for &(_, b) in index[from..].iter().take_while(|(w, _)| *w == word) {
                touched[(b.0 - first_b) as usize] = true;
            }
        }
        for (at, _) in touched.iter().enumerate().filter(|(_, touched)| **touched) {
            let b = ClaimId(first_b + at as u32);
            // Inside one article each pair is met twice, and each claim meets itself.
            if link.a == link.b && a >= b {
                continue;
            }
            let shared = shared_weight(words.of(a), words.of(b), vocabulary);
            let exact = (shared / weights[a.index()].max(0.01)
                + shared / weights[b.index()].max(0.01))
                / 2.0;
            if exact >= LEAST_EXACT {
                found.push(Met {
                    a,
                    b,
                    strength: discounted(exact, link.story),
                });
            }
        }
    }
    found
}

/// The telling words of an article's claims, in order, each with the claim that holds it.
fn index(
    article: ArticleId,
    claims: &Claims,
    words: &ClaimWords,
    vocabulary: &Vocabulary,
) -> Vec<(WordId, ClaimId)> {
    let mut index: Vec<(WordId, ClaimId)> = claims
        .of_article(article)
        .flat_map(|claim| words.of(claim).iter().map(move |word| (*word, claim)))
        .filter(|(word, _)| vocabulary.entry(*word).weight >= COMMON)
        .collect();
    index.sort_unstable();
    index
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
