//! Pairs of claims that may dispute who did something, without a word in common.
//!
//! "A missile of the army brought down the airliner" and "both have rejected all blame" share nothing. In linked articles a claim that
//! accuses, blames or denies is laid before the judge with the claims of the other article that tell of a deed or point at somebody
//! themselves. It runs on words alone, before anything is parsed; what the claims say of each other is for the judge.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::candidates::Candidate;
use crate::claims::{ClaimId, Claims};
use crate::events::Link;
use crate::lexicon::deeds::deed_words;
use crate::lexicon::violence::Violence;
use crate::text::term::{TermKey, key_of};

/// The most pairs that a link adds.
const MOST_OF_LINK: usize = 96;

/// Claims of fewer words are not looked at.
const LEAST_TERMS: usize = 5;

/// Less alike, two articles hardly tell of one incident (a cosine).
const ONE_INCIDENT: f32 = 0.15;

/// Words that turn a statement round, and may clear somebody.
const TURNING: &[&str] = &[
    "no", "not", "never", "none", "nor", "neither", "nothing", "nobody", "anything", "belong",
    "work", "first",
];

/// Words of [`Violence::Pointing`] that hardly stand there for anything else.
const SURELY: &[&str] = &[
    "accuse",
    "accusation",
    "blame",
    "deny",
    "denied",
    "denial",
    "reject",
    "dismiss",
    "behind",
    "responsible",
    "responsibility",
    "refute",
];

/// What a claim has of a dispute.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    /// How surely it accuses, blames, denies or negates: 0 for not at all, 2 for surely.
    points: u8,
    /// It names a deed.
    tells: bool,
}

/// The pairs of all links in which one claim points or denies and the other does so too or tells of a deed.
pub fn doers(links: &[Link], claims: &Claims) -> Vec<Candidate> {
    let keys = |words: &mut dyn Iterator<Item = &'static str>| -> FxHashSet<TermKey> {
        words.map(key_of).collect()
    };
    let mut turning = TURNING
        .iter()
        .copied()
        .chain(Violence::Pointing.words().iter().copied());
    // Pasts whose stem is another.
    let mut telling = ["shot", "brought"].into_iter().chain(deed_words());
    let (turning, surely, telling) = (
        keys(&mut turning),
        keys(&mut SURELY.iter().copied()),
        keys(&mut telling),
    );
    let marks: Vec<Marks> = (0..claims.len() as u32)
        .into_par_iter()
        .map(|id| {
            let terms = claims.terms(ClaimId(id));
            // "It is not." says nothing by itself.
            let long = terms.len() >= LEAST_TERMS;
            let has = |set: &FxHashSet<TermKey>| long && terms.iter().any(|t| set.contains(&t.key));
            let points = match (has(&surely), has(&turning)) {
                (true, _) => 2,
                (_, true) => 1,
                _ => 0,
            };
            Marks {
                points,
                tells: has(&telling),
            }
        })
        .collect();
    links
        .par_iter()
        .enumerate()
        .filter(|(_, link)| link.weight >= ONE_INCIDENT && link.a != link.b)
        .flat_map_iter(|(at, link)| {
            let mut pairs: Vec<(u8, ClaimId, ClaimId)> = claims
                .of_article(link.a)
                .flat_map(|a| claims.of_article(link.b).map(move |b| (a, b)))
                .filter_map(|(a, b)| Some((strength(marks[a.index()], marks[b.index()])?, a, b)))
                .collect();
            // The surest first, of equally sure ones those that stand first.
            pairs.sort_by_key(|&(strength, a, b)| (std::cmp::Reverse(strength), a, b));
            pairs.truncate(MOST_OF_LINK);
            pairs.into_iter().map(move |(_, a, b)| Candidate {
                link: at as u32,
                a,
                b,
                disputed: true,
            })
        })
        .collect()
}

/// How likely two claims are to dispute who did it; none if they cannot.
fn strength(a: Marks, b: Marks) -> Option<u8> {
    let one_points = |x: Marks, y: Marks| x.points > 0 && (y.points > 0 || y.tells);
    (one_points(a, b) || one_points(b, a))
        .then(|| a.points + b.points + u8::from(a.tells) + u8::from(b.tells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charge_meets_a_denial_before_it_meets_a_tale() {
        let marks = |points, tells| Marks { points, tells };
        assert!(
            strength(marks(2, true), marks(2, false)) > strength(marks(1, true), marks(0, true))
        );
        assert_eq!(strength(marks(0, true), marks(0, true)), None);
        assert_eq!(strength(marks(2, false), marks(0, false)), None);
    }
}
