//! How an aligned pair stands among its rivals: is each claim the other's best match in the other's article?
//!
//! Two sentences of one fact are usually each other's best match. A claim whose true counterpart is another sentence of the same
//! article is likely to be about something else here.

use rustc_hash::FxHashMap;

use super::Alignment;
use crate::article::ArticleId;
use crate::claims::{ClaimId, Claims};

/// The likeness of a pair, divided by the best likeness that each of its claims reaches in the other's article; in (0, 1].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Against the best match of the first claim.
    pub a: f32,
    /// Against the best match of the second.
    pub b: f32,
}

impl Standing {
    /// A pair without rivals.
    pub const ALONE: Standing = Standing { a: 1.0, b: 1.0 };

    /// From the likeness of the pair and the best of its rivals on each side.
    pub fn new(own: f32, best_of_a: f32, best_of_b: f32) -> Self {
        let share = |best: f32| if best > 0.0 { (own / best).min(1.0) } else { 1.0 };
        Standing {
            a: share(best_of_a),
            b: share(best_of_b),
        }
    }
}

/// The standing of each alignment, in order. `O(n)`.
pub fn standings(alignments: &[Alignment], claims: &Claims) -> Vec<Standing> {
    let mut best: FxHashMap<(ClaimId, ArticleId), f32> = FxHashMap::default();
    let sides = |pair: &Alignment| {
        [
            (pair.a, claims.get(pair.b).article),
            (pair.b, claims.get(pair.a).article),
        ]
    };
    for pair in alignments {
        for key in sides(pair) {
            let known = best.entry(key).or_insert(0.0);
            *known = known.max(pair.similarity.sentence());
        }
    }
    alignments
        .iter()
        .map(|pair| {
            let [a, b] = sides(pair);
            Standing::new(pair.similarity.sentence(), best[&a], best[&b])
        })
        .collect()
}
