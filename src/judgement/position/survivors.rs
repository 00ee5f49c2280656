//! Did anybody survive: "all on board are dead", "there are no survivors", against "three people survived", "was pulled alive from the wreck".
//!
//! None can only be said of all: a claim about the crew, a family or a part of those on board holds nothing here.

use super::incident::{are_one, mentioned};
use super::words::{Words, stretch};
use crate::claims::frame::Modality;
use crate::judgement::Finding;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Kind, Relation};
use crate::lexicon::mishaps::{ANY, Part};
use crate::parse::{Relation as Dependency, Upos};

/// Whether a claim says that somebody survived.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Survival {
    first: usize,
    last: usize,
    /// Somebody did; otherwise nobody.
    some: bool,
    incident: Option<&'static str>,
}

/// Nobody survived, and somebody did.
pub(super) fn finding(pair: &Pair) -> Option<Finding> {
    /// A report of the first hour may not know of those who are found later.
    const APART: i32 = 4;
    if pair.days_apart().is_some_and(|d| d.abs() > APART) {
        return None;
    }
    let (ours, theirs) = (pair.a.survivals(), pair.b.survivals());
    let (x, y) = ours
        .iter()
        .flat_map(|x| theirs.iter().map(move |y| (x, y)))
        .find(|(x, y)| x.some != y.some && are_one(pair, x.incident, y.incident))?;
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Negation),
        strength: 0.55,
        evidence: pair.evidence(
            "negation/survivors",
            stretch(&pair.a, x.first, x.last),
            stretch(&pair.b, y.first, y.last),
            "one says that nobody survived, the other that somebody did".into(),
        ),
    })
}

/// What a claim says of survivors.
pub(crate) fn survivals(side: &Side) -> Vec<Survival> {
    let syntax = &side.syntax;
    let speaks = (0..syntax.len()).any(|w| {
        matches!(
            syntax.lemma(w),
            "survive" | "survivor" | "dead" | "die" | "kill" | "perish" | "alive" | "life"
        )
    });
    if !speaks {
        return Vec::new();
    }
    let words = Words::new(side);
    let open = (0..words.len()).any(|w| {
        matches!(
            syntax.lower(w),
            "if" | "while"
                | "whereas"
                | "although"
                | "whether"
                | "hope"
                | "hopes"
                | "feared"
                | "would"
                | "may"
                | "might"
                | "could"
                | "or"
                | "search"
                | "searching"
                | "likely"
                | "believed"
                | "unlikely"
                | "presumed"
                | "almost"
                | "nearly"
        )
    }) || side.asks();
    if open {
        return Vec::new();
    }
    let names = mentioned(&words, 0..words.len());
    if names.iter().any(|m| m.several) {
        return Vec::new();
    }
    let incident = names
        .iter()
        .filter(|m| matches!(m.part, Part::Event | Part::Thing))
        .map(|m| m.incident)
        .find(|i| *i != ANY);
    nobody(&words)
        .map(|s| (s, false))
        .or_else(|| somebody(&words).map(|s| (s, true)))
        .map(|((first, last), some)| Survival {
            first,
            last,
            some,
            incident,
        })
        .into_iter()
        .collect()
}

/// Words that may stand for all who were there.
fn is_of_all(lemma: &str) -> bool {
    matches!(
        lemma,
        "people"
            | "person"
            | "passenger"
            | "occupant"
            | "one"
            | "body"
            | "traveller"
            | "traveler"
            | "board"
            | "aboard"
    )
}

/// Words that narrow down of whom it is said.
fn is_of_some(lemma: &str) -> bool {
    matches!(
        lemma,
        "crew"
            | "family"
            | "member"
            | "child"
            | "woman"
            | "girl"
            | "boy"
            | "pilot"
            | "village"
            | "villager"
            | "ground"
            | "soldier"
            | "house"
            | "room"
            | "cabin"
            | "deck"
            | "car"
            | "compartment"
            | "nearby"
            | "brother"
    )
}

/// "All 154 on board are dead", "nobody survived", "there were no survivors".
fn nobody(words: &Words) -> Option<(usize, usize)> {
    let negatives = words.negatives(0..words.len()).len();
    for at in 0..words.len() {
        let lemma = words.lemmas[at];
        let stretch = words.before(at);
        let narrow =
            |range: std::ops::Range<usize>| range.into_iter().any(|w| is_of_some(words.lemmas[w]));
        match lemma {
            // "killing all 154 people on board", "all 154 on board were killed".
            "all" | "every" | "everyone" | "everybody" if negatives == 0 => {
                let behind = words.behind(at + 1);
                let deadly = |w: usize| {
                    matches!(words.lemmas[w], "dead" | "die" | "kill" | "perish")
                        || words.has_at(w, &["lose", "their"])
                };
                let all_there = behind
                    .clone()
                    .any(|w| matches!(words.lemmas[w], "board" | "aboard"))
                    || matches!(lemma, "everyone" | "everybody") && behind.len() < 6;
                let killed_before = at > 0 && words.lemmas[at - 1] == "kill";
                if all_there && !narrow(behind.clone()) {
                    if killed_before && told(words, at - 1) {
                        return Some((at - 1, behind.end - 1));
                    }
                    let verb = behind.clone().find(|&w| deadly(w) && told(words, w));
                    if let Some(verb) = verb {
                        return Some((at, verb));
                    }
                }
            }
            "survive" if negatives == 1 && told(words, at) => {
                let subject = stretch.clone().find(|&w| {
                    matches!(words.lemmas[w], "nobody" | "none" | "no" | "neither")
                        || words.has_at(w, &["not", "one"])
                        || words.has_at(w, &["not", "a", "single"])
                })?;
                let whom = subject..at;
                let of_all = whom.clone().any(|w| is_of_all(words.lemmas[w]))
                    || matches!(words.lemmas[subject], "nobody" | "none");
                if of_all && !narrow(whom) {
                    return Some((subject, at));
                }
            }
            "survivor" if negatives == 1 => {
                let no = words.shut_out(at)?;
                // "no survivors have been found yet".
                let yet = words.has_any(&["yet", "still", "immediately", "far"]);
                if !yet && !narrow(no..at) {
                    return Some((no, at));
                }
            }
            // "No passenger was found alive".
            "alive" if negatives == 1 => {
                let no = stretch
                    .clone()
                    .find(|&w| words.lemmas[w] == "no" || words.lemmas[w] == "nobody")?;
                let found = words.lemmas.get(at.wrapping_sub(1)).copied();
                let of_all = words.lemmas[no] == "nobody"
                    || words.lemmas.get(no + 1).is_some_and(|l| is_of_all(l));
                let now = words.has_any(&["yet", "still", "far", "since"]);
                if matches!(found, Some("find" | "pull" | "recover" | "be")) && of_all && !now {
                    return Some((no, at));
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether the word is told as a fact, past or present.
fn told(words: &Words, at: usize) -> bool {
    let mut here = words.side.detail.predicates.iter().filter(|p| p.word == at);
    here.all(|p| {
        p.modality == Modality::Asserted && p.tense != Some(crate::claims::frame::Tense::Future)
    })
}

/// "Three people survived", "the girl who survived the crash", "was pulled alive from the wreck", "a survivor said".
fn somebody(words: &Words) -> Option<(usize, usize)> {
    let syntax = words.syntax();
    if !words.negatives(0..words.len()).is_empty() {
        return None;
    }
    for at in 0..words.len() {
        match words.lemmas[at] {
            "survive" if syntax.upos(at) == Upos::Verb && told(words, at) => {
                // "survived a vote", "survived the war" are no mishaps; "is survived by his wife" is no survivor.
                let object = syntax.child(at, &[Dependency::Obj]);
                let of_it = object.is_none_or(|o| !mentioned(words, o..o + 1).is_empty());
                let passive = syntax.child(at, &[Dependency::AuxPass]).is_some();
                if of_it && !passive {
                    let who = syntax.child(at, &[Dependency::Nsubj]).unwrap_or(at);
                    return Some((who.min(at), who.max(at)));
                }
            }
            "survivor" if syntax.upos(at) == Upos::Noun => {
                // "cancer survivors", "survivors of abuse".
                let narrow = syntax
                    .children_with(at, &[Dependency::Compound, Dependency::Nmod])
                    .any(|c| mentioned(words, c..c + 1).is_empty());
                let subject = matches!(
                    syntax.relation(at),
                    Dependency::Nsubj | Dependency::NsubjPass
                );
                if subject && !narrow {
                    return Some((at, at));
                }
            }
            "alive" => {
                let pulled = words.before(at).rev().take(5).find(|&w| {
                    matches!(
                        words.lemmas[w],
                        "pull" | "rescue" | "find" | "recover" | "drag"
                    ) && told(words, w)
                });
                if let Some(pulled) = pulled {
                    return Some((pulled, at));
                }
            }
            _ => {}
        }
    }
    None
}
