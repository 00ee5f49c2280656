//! A claim as a row of words, for questions that need its order more than its tree: which words turn it round, where its parts end.

use crate::claims::attribution::Stance;
use crate::claims::syntax::Syntax;
use crate::judgement::pair::Side;
use crate::judgement::polarity::is_negative;
use crate::parse::{Relation as Dependency, Upos};
use crate::text::span::Span;

/// The stretch of a text from one word to another.
pub(super) fn stretch(side: &Side, first: usize, last: usize) -> Span {
    let words: Vec<usize> = (first..=last).collect();
    side.syntax.span(&words)
}

/// The words of a claim.
pub(super) struct Words<'a> {
    pub side: &'a Side<'a>,
    pub lemmas: Vec<&'a str>,
    /// Words that report what others say: "said", "according".
    cues: Vec<usize>,
}

impl<'a> Words<'a> {
    pub fn new(side: &'a Side<'a>) -> Self {
        let syntax = &side.syntax;
        let plain = |a: &&crate::claims::attribution::Attribution| {
            // "It put down the fire to a spark" reports, and so does "put down"; its object is what is asked for here.
            a.source.is_some() && a.stance != Stance::Deny
        };
        let mut cues: Vec<usize> = side
            .detail
            .attributions
            .iter()
            .filter(plain)
            .map(|a| a.cue)
            .filter(|&w| !is_causal(syntax.lemma(w)))
            .collect();
        cues.sort_unstable();
        Words {
            side,
            lemmas: (0..syntax.len()).map(|w| syntax.lemma(w)).collect(),
            cues,
        }
    }

    pub fn syntax(&self) -> &Syntax<'a> {
        &self.side.syntax
    }

    pub fn len(&self) -> usize {
        self.lemmas.len()
    }

    /// Whether the words from `at` on are these lemmas.
    pub fn has_at(&self, at: usize, phrase: &[&str]) -> bool {
        self.lemmas
            .get(at..)
            .is_some_and(|rest| rest.starts_with(phrase))
    }

    /// Whether one of the words is anywhere in the claim.
    pub fn has_any(&self, lemmas: &[&str]) -> bool {
        self.lemmas.iter().any(|l| lemmas.contains(l))
    }

    /// Whether a mark or a reporting verb ends a stretch of words at `w`.
    fn is_border(&self, w: usize) -> bool {
        matches!(
            self.syntax().form(w),
            "," | ";" | ":" | "(" | ")" | "\"" | "“" | "”" | "—" | "–"
        ) || self.cues.binary_search(&w).is_ok()
    }

    /// The stretch that ends before `end`.
    pub fn before(&self, end: usize) -> std::ops::Range<usize> {
        let start = (0..end).rev().find(|&w| self.is_border(w));
        start.map_or(0, |border| border + 1)..end
    }

    /// The stretch that begins at `start`.
    pub fn behind(&self, start: usize) -> std::ops::Range<usize> {
        let start = start.min(self.len());
        let end = (start..self.len()).find(|&w| self.is_border(w));
        start..end.unwrap_or(self.len())
    }

    /// The words of a stretch that turn a statement round, or may.
    pub fn negatives(&self, stretch: std::ops::Range<usize>) -> Vec<usize> {
        stretch.filter(|&w| self.turns(w)).collect()
    }

    /// Whether a word turns a statement round, or may. "The engine failed" is the cause itself.
    pub fn turns(&self, w: usize) -> bool {
        // "a dismissed worker".
        let sacked = self.lemmas[w] == "dismiss"
            && (self.syntax().relation(w) == Dependency::Amod
                || self.syntax().child(w, &[Dependency::AuxPass]).is_some());
        !sacked
            && is_negative(self.syntax(), w)
            && !matches!(
                self.lemmas[w],
                "fail"
                    | "halt"
                    | "stop"
                    | "block"
                    | "prevent"
                    | "oppose"
                    | "avoid"
                    | "lack"
                    | "refuse"
                    | "decline"
                    | "question"
                    | "lie"
            )
    }

    /// The word that shuts out what begins at `at`: "not a missile", "no trace of explosives", "rather than a bomb".
    pub fn shut_out(&self, at: usize) -> Option<usize> {
        /// "no convincing evidence whatsoever of an explosive".
        const FAR: usize = 7;
        let mut w = at;
        for _ in 0..FAR {
            w = w.checked_sub(1)?;
            let lemma = self.lemmas[w];
            match lemma {
                "no" | "not" | "n't" | "without" => return Some(w),
                "than" if w > 0 && self.lemmas[w - 1] == "rather" => return Some(w - 1),
                "of" if w > 0 && self.lemmas[w - 1] == "instead" => return Some(w - 1),
                "a" | "an" | "any" | "the" | "single" | "of" | "for" | "that" => {}
                _ if points_to(lemma) => {}
                _ if self.syntax().upos(w) == Upos::Adj => {}
                _ => return None,
            }
        }
        None
    }
}

/// Nouns for what shows that something is so.
pub(super) fn points_to(lemma: &str) -> bool {
    matches!(
        lemma,
        "evidence" | "trace" | "sign" | "proof" | "indication" | "hint" | "residue" | "damage"
    )
}

/// Verbs that report a cause, and are no mere reporting.
fn is_causal(lemma: &str) -> bool {
    matches!(
        lemma,
        "blame"
            | "put"
            | "attribute"
            | "ascribe"
            | "rule"
            | "find"
            | "point"
            | "cause"
            | "show"
            | "speak"
            | "confess"
            | "trace"
    )
}
