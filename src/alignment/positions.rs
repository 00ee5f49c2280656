//! Pairs that may hold two positions on one question of an incident, however few words they share: what caused it, did anybody survive.
//!
//! "Brought down by a missile" and "came down because its engine caught fire" have no telling word in common. In reports much alike, claims
//! that name what a mishap is put down to meet, and so do claims that speak of survivors and of all being dead. On words alone: what the
//! claims hold is for the judge.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::Candidate;
use crate::claims::{ClaimId, Claims};
use crate::events::Link;
use crate::lexicon::mishaps::{cause_phrases, incident_phrases};
use crate::lexicon::questions::questions;
use crate::text::term::{Term, TermKey, key_of};

/// Less alike, reports of a mishap are of two (a cosine).
const ONE_EVENT: f32 = 0.15;

/// The most claims of an article that meet those of the other on the cause, and on any other question.
const MOST_ON_CAUSE: usize = 9;
const MOST_ON_OTHERS: usize = 4;

/// What a claim may hold, as bits; from the third on one for each question of `questions.tsv`.
const CAUSE: u32 = 1;
const SURVIVAL: u32 = 2;
/// It names a cause with a word that calls it one; such claims go first.
const SURE: u32 = 1 << 31;

/// A phrase as the stems that are looked for.
type Stems = Vec<TermKey>;

fn stems(phrase: &[&str]) -> Stems {
    phrase.iter().map(|w| key_of(w)).collect()
}

/// Phrases, found by their first stem.
struct Phrases(FxHashMap<TermKey, Vec<Stems>>);

impl Phrases {
    fn new(phrases: impl Iterator<Item = Stems>) -> Self {
        let mut found: FxHashMap<TermKey, Vec<Stems>> = FxHashMap::default();
        for phrase in phrases {
            found.entry(phrase[0]).or_default().push(phrase);
        }
        Phrases(found)
    }

    fn is_in(&self, terms: &[Term]) -> bool {
        (0..terms.len()).any(|at| {
            self.0.get(&terms[at].key).is_some_and(|known| {
                known.iter().any(|phrase| {
                    terms.len() - at >= phrase.len()
                        && terms[at..]
                            .iter()
                            .zip(phrase)
                            .all(|(t, wanted)| t.key == *wanted)
                })
            })
        })
    }
}

/// A question as it is looked for.
struct Asked {
    topics: Phrases,
    /// What says yes or no; none if to be told of is enough.
    answers: Option<Phrases>,
}

/// The pairs of all links that may hold two positions.
pub fn positions(links: &[Link], claims: &Claims) -> Vec<Candidate> {
    let keys = |words: &[&str]| -> FxHashSet<TermKey> { words.iter().map(|w| key_of(w)).collect() };
    let causes = Phrases::new(cause_phrases(false).map(stems));
    let persons = Phrases::new(cause_phrases(true).map(stems));
    let says_why = keys(&[
        "cause",
        "because",
        "blame",
        "due",
        "trigger",
        "rule",
        "trace",
        "sign",
        "attribute",
        "explanation",
        "theory",
        "invent",
        "confess",
    ]);
    // Words that call something a cause, or tell a deed.
    let mut cues = keys(&[
        "purpose",
        "deliberately",
        "accident",
        "sabotage",
        "down",
        "tampered",
    ]);
    cues.extend(&says_why);
    let charges = keys(&["blame", "point", "put", "attribute", "mistake"]);
    let mut mishaps: FxHashSet<TermKey> = incident_phrases()
        .filter(|(phrase, ..)| phrase.len() == 1)
        .map(|(phrase, ..)| key_of(phrase[0]))
        .collect();
    // Irregular pasts and what stands between a mishap and its cause.
    mishaps.extend(keys(&[
        "sank", "sunk", "fell", "broke", "broken", "struck", "brought", "tore", "torn", "came",
        "no", "deny", "not", "put", "set", "tamper", "point",
    ]));
    mishaps.extend(says_why);
    // Deeds that are written otherwise than their lemmas.
    let deeds = Phrases::new(
        [
            &["shot", "down"][..],
            &["blown", "up"],
            &["blew", "up"],
            &["on", "purpose"],
            &["deliberately"],
            &["tampered"],
            &["accident"],
        ]
        .into_iter()
        .map(stems),
    );
    let asked: Vec<Asked> = questions()
        .iter()
        .map(|q| {
            let words = q.yes.iter().chain(&q.no);
            Asked {
                topics: Phrases::new(q.topics.iter().map(|p| stems(p))),
                answers: (!q.is_of_presence()).then(|| Phrases::new(words.map(|p| stems(p)))),
            }
        })
        .collect();
    // Rows of one name are one question.
    let names: Vec<&str> = questions().iter().map(|q| q.name).collect();
    let bit = |at: usize| {
        let first = names.iter().position(|n| *n == names[at]).unwrap_or(at);
        if first < 28 { 4 << first } else { 0 }
    };
    let bits: Vec<u32> = (0..names.len()).map(bit).collect();
    let survival = keys(&["survive", "survivor", "alive"]);
    let dead = keys(&["dead", "died", "kill", "perish", "die"]);
    let all = keys(&["board", "aboard", "everyone", "everybody"]);
    let marks: Vec<u32> = (0..claims.len() as u32)
        .into_par_iter()
        .map(|id| {
            let terms = claims.terms(ClaimId(id));
            let has = |set: &FxHashSet<TermKey>| terms.iter().any(|t| set.contains(&t.key));
            let cause = deeds.is_in(terms)
                || has(&mishaps) && causes.is_in(terms)
                || has(&charges) && persons.is_in(terms);
            let sure = cause && has(&cues);
            let survivors = has(&survival) || has(&dead) && has(&all);
            let answered = asked.iter().zip(&bits).filter(|(q, _)| {
                q.topics.is_in(terms) && q.answers.as_ref().is_none_or(|a| a.is_in(terms))
            });
            let answered = answered.fold(0, |all, (_, bit)| all | bit);
            let bit = |on: bool, bit: u32| if on { bit } else { 0 };
            bit(cause, CAUSE) | bit(survivors, SURVIVAL) | bit(sure, SURE) | answered
        })
        .collect();
    let all_bits: Vec<u32> = {
        let mut bits = bits.clone();
        bits.extend([CAUSE, SURVIVAL]);
        bits.sort_unstable();
        bits.dedup();
        bits
    };
    links
        .par_iter()
        .enumerate()
        .filter(|(_, link)| link.weight >= ONE_EVENT && link.a != link.b)
        .flat_map_iter(|(at, link)| {
            let marks = &marks;
            all_bits.iter().copied().flat_map(move |question| {
                let asked = |article| -> Vec<ClaimId> {
                    let ids = claims.of_article(article);
                    let mut ids: Vec<ClaimId> =
                        ids.filter(|c| marks[c.index()] & question != 0).collect();
                    if question == CAUSE {
                        ids.sort_by_key(|c| marks[c.index()] & SURE == 0);
                    }
                    ids.truncate(if question == CAUSE {
                        MOST_ON_CAUSE
                    } else {
                        MOST_ON_OTHERS
                    });
                    ids
                };
                let (ours, theirs) = (asked(link.a), asked(link.b));
                ours.into_iter()
                    .flat_map(move |a| theirs.clone().into_iter().map(move |b| (a, b)))
                    .map(move |(a, b)| Candidate {
                        link: at as u32,
                        a,
                        b,
                        disputed: true,
                    })
            })
        })
        .collect()
}
