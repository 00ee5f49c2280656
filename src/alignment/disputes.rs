//! Pairs that hardly share a word and may yet be about one thing: a charge, and the denial of it.
//!
//! "Militants fired the shells" and "the Front denied that its fighters had used gas" have no word in common. In linked articles a claim
//! that accuses, blames or denies, and speaks of an act of violence, is laid before the judge with every claim of the other article
//! that speaks of one. What they say of each other is for the judge.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::candidates::Candidate;
use crate::claims::{ClaimId, Claims};
use crate::events::Link;
use crate::lexicon::violence::Violence;
use crate::text::term::{TermKey, key_of};

/// The most pairs that a link adds.
const MOST_OF_LINK: usize = 48;

/// The pairs of all links in which one claim points or denies and both speak of violence.
pub fn disputes(links: &[Link], claims: &Claims) -> Vec<Candidate> {
    let keys = |class: Violence| -> FxHashSet<TermKey> {
        class.words().iter().map(|word| key_of(word)).collect()
    };
    let (pointing, violent) = (keys(Violence::Pointing), keys(Violence::Telling));
    let marks: Vec<(bool, bool)> = (0..claims.len() as u32)
        .into_par_iter()
        .map(|id| {
            let terms = claims.terms(ClaimId(id));
            let has = |set: &FxHashSet<TermKey>| terms.iter().any(|t| set.contains(&t.key));
            (has(&pointing), has(&violent))
        })
        .collect();
    links
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, link)| {
            let violent = |article| -> Vec<ClaimId> {
                claims
                    .of_article(article)
                    .filter(|c| marks[c.index()].1)
                    .collect()
            };
            let (ours, theirs) = (violent(link.a), violent(link.b));
            let mut found = Vec::new();
            for &a in &ours {
                for &b in &theirs {
                    let twice = link.a == link.b && a >= b;
                    if !twice && (marks[a.index()].0 || marks[b.index()].0) {
                        found.push(Candidate {
                            link: at as u32,
                            a,
                            b,
                            disputed: true,
                        });
                    }
                }
            }
            found.truncate(MOST_OF_LINK);
            found
        })
        .collect()
}
