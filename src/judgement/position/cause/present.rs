//! What was there when it happened, though nobody says that it brought it about: "was caught in a storm and capsized".

use super::{Held, Reading, sort_of};
use crate::claims::frame::Modality;
use crate::judgement::position::incident::{Mentioned, mentioned};
use crate::judgement::position::named::Named;
use crate::lexicon::mishaps::{Naming, Part};
use crate::parse::Upos;

impl Reading<'_, '_> {
    /// "was caught in a storm and capsized", "fired a missile at the plane": what was there when it happened.
    pub(super) fn present(&self) -> Vec<Held> {
        let names = mentioned(self.words, 0..self.words.len());
        if self.negatives > 0 || names.iter().any(|m| m.several) {
            return Vec::new();
        }
        let has = |part: Part| names.iter().any(|m| m.part == part);
        let there = |n: &&Named| {
            let verb = self.takes_part(n);
            // "fired a missile at the plane", and not "crashed hours after missiles were fired at a base".
            let hostile = n.cause.family == "attack" && self.meets_thing(n, &names);
            n.naming == Naming::Thing
                && self.words.syntax().upos(n.last) == Upos::Noun
                && verb.is_some_and(|verb| {
                    hostile && strikes(verb)
                        || matches!(
                            self.words.lemmas[n.at],
                            "saboteur" | "arsonist" | "hijacker"
                        )
                        || n.cause.family == "nature" && has(Part::Thing) && has(Part::End)
                })
        };
        let things: Vec<&Named> = self.named.iter().filter(there).collect();
        // "was struck by lightning before it crashed", "was caught in a storm and capsized".
        let met = |n: &&Named| {
            let verb = self.takes_part(n);
            has(Part::End)
                && verb.is_some_and(|v| {
                    matches!(
                        v,
                        "catch" | "fly" | "run" | "hit" | "strike" | "batter" | "sail"
                    )
                })
        };
        let given = !things.is_empty() && things.iter().all(met);
        self.stand(&things, true, given, sort_of(&names))
            .into_iter()
            .collect()
    }

    /// Whether what is named and a thing that a mishap happened to take part in one act.
    fn meets_thing(&self, named: &Named, names: &[Mentioned]) -> bool {
        self.words.side.detail.predicates.iter().any(|p| {
            let parts = p.agents.iter().chain(&p.patients).copied();
            let parts: Vec<usize> = parts.chain(p.obliques.iter().map(|(_, w)| *w)).collect();
            let thing = |w: &usize| names.iter().any(|m| m.part == Part::Thing && m.word == *w);
            parts.iter().any(|w| (named.at..=named.last).contains(w)) && parts.iter().any(thing)
        })
    }

    /// The verb of what the claim tells as a fact and what is named takes part in.
    fn takes_part(&self, named: &Named) -> Option<&str> {
        let mut told = self.words.side.detail.predicates.iter().filter(|p| {
            let parts = p.agents.iter().chain(&p.patients).copied();
            let mut parts = parts.chain(p.obliques.iter().map(|(_, w)| *w));
            p.modality <= Modality::Hedged
                && p.negation.is_none()
                && parts.any(|w| (named.at..=named.last).contains(&w))
        });
        told.next().map(|p| p.verb())
    }
}

/// Verbs of what a weapon does, and of what is done with it.
fn strikes(verb: &str) -> bool {
    matches!(
        verb,
        "fire"
            | "launch"
            | "hit"
            | "strike"
            | "explode"
            | "plant"
            | "place"
            | "detonate"
            | "go"
            | "drop"
            | "hide"
    )
}
