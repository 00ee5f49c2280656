//! Cues: words that put a cause on one side and what it brought about on the other.

use crate::judgement::position::incident::mentioned;
use crate::judgement::position::words::Words;
use crate::lexicon::mishaps::Part;
use crate::parse::{Relation as Dependency, Upos};

/// On which side of a cue the cause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// "X caused the crash".
    CauseFirst,
    /// "The crash was caused by X".
    EffectFirst,
    /// "blamed X for the crash", "the cause of the crash was X".
    Behind,
}

/// What the effect of a cue must name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing: "blamed the storm".
    Nothing,
    /// A noun for what happened: "caused the crash".
    Incident,
    /// That, or a verb: "sank because".
    Mishap,
    /// What it happened to: "brought down the dam".
    Thing,
}

impl Words<'_> {
    /// What the words at `at` are as a cue: on which side the cause stands, their number, and what the effect must name.
    pub(super) fn cue(&self, at: usize) -> Option<(Way, usize, Needs)> {
        let words = self;
        let syntax = words.syntax();
        let lemma = words.lemmas[at];
        let verb = syntax.upos(at) == Upos::Verb;
        let by = |len: usize| words.has_at(at + len, &["by"]);
        let passive = verb
            && (syntax.child(at, &[Dependency::AuxPass]).is_some()
                || syntax.is_passive_participle(at)
                    && syntax.child(at, &[Dependency::Aux]).is_none());
        let causal = matches!(
            lemma,
            "cause" | "trigger" | "spark" | "provoke" | "ignite" | "start" | "explain"
        );
        if verb && causal
            || words.has_at(at, &["set", "off"])
            || words.has_at(at, &["bring", "about"])
        {
            let len = if verb && causal { 1 } else { 2 };
            return if by(len) {
                Some((Way::EffectFirst, len + 1, Needs::Incident))
            } else if passive {
                None
            } else {
                Some((Way::CauseFirst, len, Needs::Incident))
            };
        }
        for phrase in [&["lead", "to"][..], &["result", "in"], &["end", "in"]] {
            if words.has_at(at, phrase) {
                return Some((Way::CauseFirst, 2, Needs::Incident));
            }
        }
        for phrase in [
            &["because", "of"][..],
            &["due", "to"],
            &["owe", "to"],
            &["owing", "to"],
            &["as", "a", "result", "of"],
            &["the", "result", "of"],
            &["result", "from"],
            &["stem", "from"],
            &["come", "from"],
            &["spread", "through"],
            &["spread", "by"],
            &["trace", "to"],
            &["trace", "back", "to"],
            &["because"],
            &["be", "down", "to"],
        ] {
            if words.has_at(at, phrase) {
                return Some((Way::EffectFirst, phrase.len(), Needs::Mishap));
            }
        }
        if verb && lemma == "blame" {
            let on = words.behind(at + 1).find(|&w| words.lemmas[w] == "on");
            return match on {
                Some(on) if on > at + 1 => Some((Way::Behind, on + 1 - at, Needs::Nothing)),
                _ if passive && by(1) => None,
                _ if passive => Some((Way::CauseFirst, 1, Needs::Nothing)),
                _ => Some((Way::Behind, 1, Needs::Nothing)),
            };
        }
        if words.has_at(at, &["to", "blame"]) {
            return Some((Way::CauseFirst, 2, Needs::Nothing));
        }
        // "put it down to", "put down the fire to".
        let put = lemma == "put"
            && words
                .behind(at + 1)
                .take(5)
                .any(|w| words.lemmas[w] == "down");
        if put || verb && matches!(lemma, "attribute" | "ascribe") {
            let to = words.behind(at + 1).find(|&w| words.lemmas[w] == "to")?;
            return Some((Way::Behind, to + 1 - at, Needs::Nothing));
        }
        if words.has_at(at, &["point", "to"]) || words.has_at(at, &["speak", "of"]) {
            return verb.then_some((Way::Behind, 2, Needs::Nothing));
        }
        if matches!(lemma, "cause" | "explanation") && syntax.upos(at) == Upos::Noun {
            return self.noun_cue(at);
        }
        // "A missile brought it down", "brought down by a missile", "sunk by a storm".
        let undo = mentioned(words, at..words.len().min(at + 3));
        let undone = undo
            .first()
            .filter(|m| matches!(m.part, Part::Undo | Part::End) && m.word >= at)?;
        let starts = words.lemmas[at] == words.lemmas[undone.word] || undone.word > at;
        if !verb || !starts {
            return None;
        }
        let len = undone.word - at + 1;
        if by(len) {
            return Some((Way::EffectFirst, len + 1, Needs::Thing));
        }
        (!passive && undone.part == Part::Undo).then_some((Way::CauseFirst, len, Needs::Thing))
    }

    /// "was the cause of the crash", "the cause was", "the most likely explanation".
    fn noun_cue(&self, at: usize) -> Option<(Way, usize, Needs)> {
        let words = self;
        let be = |w: &usize| matches!(words.lemmas[*w], "be" | "remain" | "lie");
        let (before, behind) = (words.before(at), words.behind(at + 1));
        if before.clone().any(|w| be(&w)) {
            let start = before.clone().find(be)?;
            return (start > before.start).then_some((Way::CauseFirst, 1, Needs::Nothing));
        }
        let be = behind.clone().find(be)?;
        Some((Way::Behind, be + 1 - at, Needs::Nothing))
    }
}
