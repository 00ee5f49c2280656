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
    /// Whether it is looked at however little the two are alike, because one of them may deny the other.
    pub disputed: bool,
}

/// Pairs that share less than this much exact weight, averaged over both, are no candidates, where claims are few. On the labelled events
/// .045 keeps as many gold pairs as .03 did under the old score, for fewer pairs in all; sharing alone ranks candidates as well as any
/// other measure.
pub const LEAST_EXACT: f32 = 0.045;

/// The same where claims are [`MANY`]. Of 2.4 million pairs of 10,000 articles, thirteen counterparts that share .3 hold 96 % of the
/// agreements and 42 % of the conflicts that the rules find, and three in five claims; two counterparts that share .045, as many
/// pairs, hold 60 % and 19 %, and all claims, each of which must be parsed.
const MOST_EXACT: f32 = 0.3;

/// Up to so many claims, some 2,000 articles, no pair is given up.
const FEW: usize = 62_500;

/// Claims of some 100,000 articles.
const MANY: usize = 3_000_000;

/// Words lighter than this (in more than a third of news articles) bring no two claims together by themselves.
const COMMON: f32 = 1.0;

/// Links looked at in one go; their pairs are in memory before the best are chosen.
const SLICE: usize = 4096;

/// The most counterparts of a claim by default, where claims are few.
const MOST: usize = 64;
/// Counterparts in all, about, where claims are many; most of them share too little to be judged.
const BUDGET: usize = 12_000_000;
/// The least counterparts of a claim by default, however many claims there are.
const FEWEST: usize = 4;

/// How many counterparts each claim keeps if nobody says otherwise: 64, and fewer from 187,500 claims up (some 6,000 articles), down to 4.
pub fn usual_top(claims: usize) -> usize {
    (BUDGET / claims.max(1)).clamp(FEWEST, MOST)
}

/// How much exact weight two claims must share to be candidates: [`LEAST_EXACT`] up to `FEW` claims, from there up more with the
/// logarithm of their number. Where reports are many, a claim has nearer counterparts than those that share a word or two with it.
pub fn usual_least(claims: usize) -> f32 {
    let share = |n: usize| (n as f32 / FEW as f32).ln();
    let way = share(claims.max(FEW)) / share(MANY);
    LEAST_EXACT + (MOST_EXACT - LEAST_EXACT) * way.min(1.0)
}

/// The candidates of all links, in order of the links and of the claims in them: pairs that share `least`. A pair is kept if it is
/// among the `top` best of either claim.
pub fn candidates(
    links: &[Link],
    claims: &Claims,
    words: &ClaimWords,
    vocabulary: &Vocabulary,
    top: usize,
    least: f32,
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
            .map(|link| meet(link, claims, words, &weights, vocabulary, least))
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
                    if list.len() >= top.saturating_mul(2).saturating_add(8) {
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
                    disputed: false,
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
    least: f32,
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
            if exact >= least {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Corpus};

    const TEXTS: [&str; 3] = [
        "A quake hit Takengon on Tuesday. Rescuers dug through rubble in Takengon. The mayor resigned over the budget. Schools were closed.",
        "The quake in Takengon destroyed schools. Rescuers found a child in the rubble. Football fans celebrated a late goal.",
        "The budget passed after the mayor resigned. Fans of football saw a goal. The quake destroyed the schools of Takengon.",
    ];

    fn links_of(articles: u32) -> Vec<Link> {
        let mut links = Vec::new();
        for a in 0..articles {
            for b in a + 1..articles {
                links.push(Link {
                    a: ArticleId(a),
                    b: ArticleId(b),
                    weight: 0.5,
                    story: 0.5,
                });
            }
        }
        links
    }

    type Pairs = Vec<(ClaimId, ClaimId)>;

    /// The candidates, and what the comparison of all claims finds.
    fn found(top: usize) -> (Pairs, Pairs) {
        let articles = TEXTS.iter().enumerate().map(|(at, text)| Article {
            id: at.to_string(),
            outlet: Some(at.to_string()),
            title: None,
            published: None,
            url: None,
            author: None,
            file: String::new(),
            language: None,
            text: text.to_string(),
        });
        let corpus = Corpus::new(articles.collect());
        let claims = Claims::extract(&corpus);
        let vocabulary = Vocabulary::build(&corpus, &claims);
        let words = ClaimWords::new(&claims, &vocabulary);
        let links = links_of(3);
        let fast = candidates(&links, &claims, &words, &vocabulary, top, LEAST_EXACT)
            .iter()
            .map(|pair| (pair.a, pair.b))
            .collect();
        let weight = |claim: ClaimId| -> f32 {
            let words = words.of(claim).iter();
            words.map(|w| vocabulary.entry(*w).weight).sum()
        };
        let mut naive = Vec::new();
        for link in &links {
            for a in claims.of_article(link.a) {
                for b in claims.of_article(link.b) {
                    let shared = shared_weight(words.of(a), words.of(b), &vocabulary);
                    if (shared / weight(a) + shared / weight(b)) / 2.0 >= LEAST_EXACT {
                        naive.push((a, b));
                    }
                }
            }
        }
        (fast, naive)
    }

    #[test]
    fn without_a_limit_the_candidates_are_those_of_the_comparison_of_all_claims() {
        let (fast, naive) = found(usize::MAX);
        assert!(naive.len() > 8, "{}", naive.len());
        assert_eq!(fast, naive);
    }

    #[test]
    fn with_a_limit_each_claim_keeps_its_best() {
        let (all, _) = found(usize::MAX);
        let (best, _) = found(1);
        assert!(best.len() < all.len());
        for claim in all.iter().flat_map(|(a, b)| [a, b]) {
            assert!(best.iter().any(|(a, b)| a == claim || b == claim));
        }
        assert!(best.iter().all(|pair| all.contains(pair)));
    }

    #[test]
    fn many_claims_keep_fewer_counterparts_each() {
        assert_eq!(usual_top(100), MOST);
        assert_eq!(usual_top(100_000_000), FEWEST);
        assert!(usual_top(300_000) < MOST && usual_top(300_000) > FEWEST);
        assert_eq!(usual_top(0), MOST);
    }

    #[test]
    fn many_claims_must_share_more() {
        assert_eq!(usual_least(0), LEAST_EXACT);
        assert_eq!(usual_least(FEW), LEAST_EXACT);
        let between = usual_least(300_000);
        assert!(LEAST_EXACT < between && between < MOST_EXACT, "{between}");
        assert_eq!(usual_least(MANY), MOST_EXACT);
        assert_eq!(usual_least(usize::MAX), MOST_EXACT);
    }
}
