//! Which pairs that came without likeness of words are kept, where there are many.
//!
//! [`mod@super::candidates`] keeps the counterparts of a claim that share most words with it. Pairs that are brought together by what they
//! speak of ([`mod@super::disputes`]) may share none, so they are ordered by what is known of them all the same: how surely their articles tell one
//! story, then how near to the beginning of its article the counterpart stands, for reports put first what they dispute. A story
//! of a hundred reports would otherwise lay each charge before the judge hundreds of times.

use rayon::prelude::*;

use super::candidates::Candidate;
use crate::claims::{ClaimId, Claims};
use crate::events::{Link, discounted};

/// Such counterparts for each one that is kept by likeness. Up to 187,500 claims a claim may so have 512; at most 69 were met among a thousand
/// real articles. With twice as many (eight for a claim of 100,000 articles) 3,000 articles lost more than a tenth of their conflicts, most of
/// which were disputes; and judging a pair whose claims are parsed anyway takes little.
const PER_LIKE_ONE: usize = 8;

/// How many counterparts without likeness each claim keeps beside `top` like ones.
pub fn most_unlike(top: usize) -> usize {
    top.saturating_mul(PER_LIKE_ONE)
}

/// A counterpart of a claim, with the place of the pair in the list of pairs.
#[derive(Clone, Copy)]
struct Ranked {
    story: f32,
    /// How many claims of its article stand before it.
    lead: u32,
    other: ClaimId,
    at: u32,
}

/// Keeps the pairs that are among the `most` best of either claim, in their order. `O(n log n)` in the pairs.
pub fn best_unlike(
    pairs: Vec<Candidate>,
    links: &[Link],
    claims: &Claims,
    most: usize,
) -> Vec<Candidate> {
    let mut best: Vec<Vec<Ranked>> = vec![Vec::new(); claims.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let link = &links[pair.link as usize];
        let story = discounted(link.weight, link.story);
        for (of, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let first = claims.of_article(claims.get(other).article).next();
            let list = &mut best[of.index()];
            list.push(Ranked {
                story,
                lead: other.0 - first.map_or(0, |claim| claim.0),
                other,
                at: at as u32,
            });
            // Shortened now and then, so that memory does not follow the number of pairs.
            if list.len() >= most.saturating_mul(2).saturating_add(8) {
                keep_best(list, most);
            }
        }
    }
    let mut kept: Vec<u32> = best
        .into_par_iter()
        .flat_map_iter(|mut list| {
            keep_best(&mut list, most);
            list.into_iter().map(|ranked| ranked.at)
        })
        .collect();
    kept.par_sort_unstable();
    kept.dedup();
    kept.into_iter().map(|at| pairs[at as usize]).collect()
}

/// Keeps those of the surest story; of one story those that stand first in their articles; of these those with the lower ids.
fn keep_best(list: &mut Vec<Ranked>, most: usize) {
    if list.len() > most {
        list.sort_unstable_by(|x, y| {
            y.story
                .total_cmp(&x.story)
                .then((x.lead, x.other).cmp(&(y.lead, y.other)))
        });
        list.truncate(most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleId, Corpus};
    use proptest::prelude::*;

    const ARTICLES: u32 = 6;
    const SENTENCES: u32 = 4;

    fn claims() -> Claims {
        let sentence = "The army denied that it had shelled the town. ";
        let articles = (0..ARTICLES).map(|at| Article {
            id: at.to_string(),
            outlet: Some(at.to_string()),
            title: None,
            published: None,
            url: None,
            author: None,
            file: String::new(),
            language: None,
            text: sentence.repeat(SENTENCES as usize),
        });
        Claims::extract(&Corpus::new(articles.collect()))
    }

    /// All claims of all articles beside each other, with links of these weights.
    fn all_pairs(weights: &[u8]) -> (Vec<Link>, Vec<Candidate>) {
        let mut links = Vec::new();
        let mut pairs = Vec::new();
        for a in 0..ARTICLES {
            for b in a + 1..ARTICLES {
                let link = links.len() as u32;
                links.push(Link {
                    a: ArticleId(a),
                    b: ArticleId(b),
                    weight: f32::from(weights[links.len()]) / 8.0,
                    story: 0.5,
                });
                for x in 0..SENTENCES {
                    for y in 0..SENTENCES {
                        pairs.push(Candidate {
                            link,
                            a: ClaimId(a * SENTENCES + x),
                            b: ClaimId(b * SENTENCES + y),
                            disputed: true,
                        });
                    }
                }
            }
        }
        (links, pairs)
    }

    /// The same by asking of each pair how many better ones its claims have.
    fn naive(pairs: &[Candidate], links: &[Link], most: usize) -> Vec<Candidate> {
        let story = |p: &Candidate| links[p.link as usize].weight;
        let other = |p: &Candidate, of: ClaimId| if p.a == of { p.b } else { p.a };
        let is_best = |pair: &&Candidate, of: ClaimId| {
            let theirs = other(pair, of);
            let better = pairs.iter().filter(|p| p.a == of || p.b == of).filter(|p| {
                let ours = other(p, of);
                let (x, y) = (story(p), story(pair));
                let (lead_x, lead_y) = (ours.0 % SENTENCES, theirs.0 % SENTENCES);
                x > y || x == y && (lead_x, ours) < (lead_y, theirs)
            });
            better.count() < most
        };
        let kept = pairs.iter().filter(|p| is_best(p, p.a) || is_best(p, p.b));
        kept.copied().collect()
    }

    proptest! {
        #[test]
        fn what_is_kept_is_what_a_count_of_better_pairs_keeps(
            weights in proptest::collection::vec(0u8..4, 15),
            most in 0usize..24,
        ) {
            let (links, pairs) = all_pairs(&weights);
            let claims = claims();
            prop_assert_eq!(claims.len() as u32, ARTICLES * SENTENCES);
            let kept = best_unlike(pairs.clone(), &links, &claims, most);
            prop_assert_eq!(kept, naive(&pairs, &links, most));
        }
    }

    #[test]
    fn a_limit_that_no_claim_reaches_keeps_all_pairs() {
        let (links, pairs) = all_pairs(&[1; 15]);
        let most = ((ARTICLES - 1) * SENTENCES) as usize;
        let kept = best_unlike(pairs.clone(), &links, &claims(), most);
        assert_eq!(kept, pairs);
        let fewer = best_unlike(pairs.clone(), &links, &claims(), most - 1);
        assert!(fewer.len() < pairs.len());
    }
}
