//! Causes that a claim rules out: "no trace of explosives", "a short circuit was ruled out", "this was no accident".

use super::{Held, Reading, is_hedged};
use crate::claims::frame::Tense;
use crate::judgement::position::incident::mentioned;
use crate::judgement::position::named::Named;
use crate::judgement::position::words::{Words, points_to};
use crate::lexicon::mishaps::Naming;
use crate::parse::{Relation as Dependency, Upos};

impl Reading<'_, '_> {
    /// "There was no storm", "a short circuit could be ruled out", "found no trace of explosives".
    pub(super) fn ruled_out(&self) -> Vec<Held> {
        let words = self.words;
        let things: Vec<&Named> = self
            .named
            .iter()
            .filter(|n| matches!(n.naming, Naming::Thing | Naming::Agent))
            .collect();
        let out = |n: &&&Named| {
            // "ruled out a bomb", "a bomb was ruled out".
            let ruled = (0..words.len()).any(|w| {
                words.has_at(w, &["rule", "out"])
                    && (words.behind(w).contains(&n.at) || words.before(w).contains(&n.at))
            });
            ruled && self.negatives <= 1 && !words.has_any(&["not", "never", "no"])
                || self.negatives == 1
                    && n.not.is_some_and(|w| {
                        if matches!(words.lemmas[w], "not" | "n't") {
                            self.is_said_to_be(n)
                        } else {
                            self.is_about_presence(n)
                        }
                    })
        };
        let shut: Vec<&Named> = things
            .iter()
            .filter(|n| out(n) || self.is_called_untrue(n))
            .copied()
            .collect();
        // "The wiring was intact, so a short circuit was ruled out": other words for the same.
        let same = |n: &&Named| shut.iter().any(|s| s.cause == n.cause);
        if !things.iter().all(same) {
            return Vec::new();
        }
        let stand = self.stand(&shut, false, true, None);
        // "could be ruled out" is no doubt.
        stand
            .map(|stand| Held {
                hedged: false,
                ..stand
            })
            .into_iter()
            .collect()
    }

    /// "The theory of sabotage was not supported", "called the talk of a bomb nonsense", "invented the sabotage".
    fn is_called_untrue(&self, named: &Named) -> bool {
        let syntax = self.words.syntax();
        let above = syntax.head(named.last).map(|h| self.words.lemmas[h]);
        let of_theory = syntax.relation(named.last) == Dependency::Nmod
            && above.is_some_and(|l| {
                matches!(
                    l,
                    "theory"
                        | "talk"
                        | "idea"
                        | "suggestion"
                        | "notion"
                        | "version"
                        | "story"
                        | "tale"
                )
            });
        let invented = syntax.relation(named.last) == Dependency::Obj
            && matches!(above, Some("invent" | "fabricate"));
        let nonsense = self.words.has_any(&[
            "nonsense",
            "invention",
            "absurd",
            "baseless",
            "ludicrous",
            "lie",
            "fairy",
            "invent",
        ]);
        invented && self.negatives == 0
            || of_theory && (self.negatives == 1 || nonsense && self.negatives == 0)
    }

    /// "It was not a bomb": of whatever the report is about.
    fn is_said_to_be(&self, named: &Named) -> bool {
        let syntax = self.words.syntax();
        let subject = syntax.child(named.last, &[Dependency::Nsubj]);
        syntax.child(named.last, &[Dependency::Cop]).is_some()
            && subject.is_some_and(|s| {
                matches!(self.words.lemmas[s], "it" | "this" | "that" | "cause")
                    || !mentioned(self.words, s..s + 1).is_empty()
            })
    }

    /// Whether what is shut out is said not to have been there: "showed no missile", "no sign of a bomb", and not "no rain tomorrow".
    fn is_about_presence(&self, named: &Named) -> bool {
        let words = self.words;
        // "No explosion" is no word on the cause of an explosion; traces of one are.
        let evidence = named
            .not
            .is_some_and(|not| (not..named.at).any(|w| points_to(words.lemmas[w])));
        let verbs = &words.side.detail.predicates;
        let happened = verbs.iter().any(|p| {
            matches!(
                p.verb(),
                "be" | "find"
                    | "see"
                    | "show"
                    | "record"
                    | "hear"
                    | "detect"
                    | "register"
                    | "occur"
                    | "happen"
                    | "hit"
                    | "strike"
                    | "fire"
                    | "notice"
                    | "observe"
            ) && p.tense == Some(Tense::Past)
        });
        evidence || happened && named.naming == Naming::Thing
    }
}

/// "This was no accident, it was murder": whoever says so rules out every cause without intent; "it was an accident" is no position, for an
/// accident may be many things.
pub(super) fn accident(words: &Words) -> Option<Held> {
    let syntax = words.syntax();
    let at = (0..words.len()).find(|&w| {
        words.lemmas[w] == "accident"
            && syntax.upos(w) == Upos::Noun
            && words.shut_out(w).is_some()
            && syntax.child(w, &[Dependency::Cop]).is_some()
    })?;
    let subject = syntax.child(at, &[Dependency::Nsubj])?;
    let about = matches!(words.lemmas[subject], "this" | "it" | "that")
        || !mentioned(words, subject..subject + 1).is_empty();
    about.then(|| Held {
        causes: Vec::new(),
        first: words.shut_out(at).unwrap_or(at),
        last: at,
        so: false,
        given: true,
        hedged: is_hedged(words),
        incident: None,
        mishap: true,
    })
}
