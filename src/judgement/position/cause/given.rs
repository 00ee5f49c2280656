//! Causes that are given as such: by a cue ("X caused the crash"), or by the verb itself ("was shot down").

use std::ops::Range;

use super::cue::{Needs, Way};
use super::{Held, Reading, sort_of};
use crate::claims::frame::Modality;
use crate::judgement::position::incident::mentioned;
use crate::judgement::position::named::Named;
use crate::lexicon::mishaps::{Naming, Part, cause_at};
use crate::parse::Upos;

/// What is asked of a cue.
struct Asked {
    /// The words of its clause.
    clause: Range<usize>,
    /// Where it stands.
    cue: usize,
    /// Where the cause stands.
    cause: Range<usize>,
    /// Whether a person may be the cause.
    persons: bool,
    /// Whether a vessel may be: "a freighter sank it".
    vessel: bool,
    /// The sort of incident that the effect names.
    incident: Option<&'static str>,
}

impl Reading<'_, '_> {
    /// Causes that are given as such.
    pub(super) fn given(&self) -> Vec<Held> {
        let mut found = Vec::new();
        for at in 0..self.words.len() {
            let Some((way, len, needs)) = self.words.cue(at) else {
                continue;
            };
            let before = self.reach_back(at);
            let behind = self.reach_on(at + len);
            let (cause, effect) = match way {
                Way::CauseFirst => (before.clone(), behind.clone()),
                Way::EffectFirst => (behind.clone(), before.clone()),
                Way::Behind => (behind.clone(), behind.clone()),
            };
            let Some(incident) = self.effect(effect, needs) else {
                continue;
            };
            let asked = Asked {
                clause: before.start..behind.end,
                cue: at,
                cause,
                persons: way == Way::Behind,
                vessel: needs == Needs::Thing,
                incident,
            };
            found.extend(self.positions(asked));
        }
        found
    }

    /// The words before a cue; what is shut out there in a stretch of its own ("Neglect, not a bomb, broke it") belongs to them.
    fn reach_back(&self, at: usize) -> Range<usize> {
        let near = self.words.before(at);
        let shut = near.is_empty()
            || self.words.has_at(near.start, &["not"])
            || self.words.has_at(near.start, &["and", "not"]);
        if shut && near.start > 0 {
            return self.words.before(near.start - 1).start..at;
        }
        near
    }

    /// The words behind a cue, with what is shut out behind them: "broke this dam, not a bomb".
    fn reach_on(&self, at: usize) -> Range<usize> {
        let near = self.words.behind(at);
        let next = near.end + 1;
        if self.words.has_at(next, &["not"])
            || self.words.has_at(next, &["and", "not"])
            || self.words.has_at(next, &["rather", "than"])
        {
            return near.start..self.words.behind(next).end;
        }
        near
    }

    /// The sort of incident that a stretch names, if it names what the cue needs.
    fn effect(&self, stretch: Range<usize>, needs: Needs) -> Option<Option<&'static str>> {
        let names = mentioned(self.words, stretch.clone());
        if names.iter().any(|m| m.several) {
            return None;
        }
        let has = |parts: &[Part]| names.iter().any(|m| parts.contains(&m.part));
        let refers = stretch.clone().any(|w| {
            matches!(self.words.lemmas[w], "it" | "this" | "that")
                && self.words.syntax().upos(w) == Upos::Pron
        });
        let enough = match needs {
            Needs::Nothing => true,
            Needs::Incident => has(&[Part::Event]),
            Needs::Mishap => has(&[Part::Event, Part::End]),
            Needs::Thing => has(&[Part::Thing, Part::Event]) || refers,
        };
        enough.then(|| sort_of(&names))
    }

    /// The positions that a phrase for the cause holds.
    fn positions(&self, asked: Asked) -> Vec<Held> {
        let inside = |n: &&Named| asked.cause.contains(&n.at) && n.naming != Naming::Deed;
        let may = |n: &&Named| n.naming != Naming::Person || asked.persons && n.not.is_none();
        let (held, mut shut): (Vec<&Named>, Vec<&Named>) = self
            .named
            .iter()
            .filter(inside)
            .filter(may)
            .partition(|n| n.not.is_none());
        // "Neglect broke this dam, not a bomb": what is shut out behind the effect.
        shut.extend(self.named.iter().filter(|n| {
            asked.clause.contains(&n.at) && !asked.cause.contains(&n.at) && n.not.is_some()
        }));
        let mut local: Vec<usize> = shut.iter().filter_map(|n| n.not).collect();
        local.sort_unstable();
        local.dedup();
        local.retain(|&w| self.words.turns(w));
        let beside: Vec<usize> = self
            .words
            .negatives(asked.clause.clone())
            .into_iter()
            .filter(|w| !local.contains(w))
            .collect();
        let elsewhere = self.negatives - (local.len() + beside.len()).min(self.negatives);
        // "did not cause it", "was never brought down by it".
        let at_cue = |w: usize| w < asked.cue && asked.cue - w <= 3;
        if elsewhere > 0 || beside.len() > 1 || beside.iter().any(|&w| !at_cue(w)) {
            return Vec::new();
        }
        // Somebody and something: the thing is what he is blamed with.
        let things: Vec<&Named> = held
            .iter()
            .copied()
            .filter(|n| n.naming != Naming::Person)
            .collect();
        let held = if things.is_empty() { held } else { things };
        let mut found: Vec<Held> = Vec::new();
        if held.is_empty() && asked.vessel && beside.is_empty() {
            found.extend(self.other_vessel(&asked));
        }
        found.extend(self.stand(&held, beside.is_empty(), true, asked.incident));
        if beside.is_empty() {
            found.extend(self.stand(&shut, false, true, asked.incident));
        }
        found
    }

    /// "A freighter had sunk the ferry": another vessel is a collision.
    fn other_vessel(&self, asked: &Asked) -> Option<Held> {
        let doers = mentioned(self.words, asked.cause.clone());
        let [doer] = doers.as_slice() else {
            return None;
        };
        let collision =
            doer.part == Part::Thing && matches!(doer.incident, "ship" | "road" | "train" | "air");
        let cause = cause_at(&["collision"])?.what.0;
        collision.then(|| Held {
            causes: vec![cause],
            first: doer.word,
            last: doer.word,
            so: true,
            given: true,
            hedged: self.hedged,
            incident: asked.incident,
            mishap: false,
        })
    }

    /// "was shot down", "had been set on purpose": the verb tells the cause.
    pub(super) fn deeds(&self) -> Vec<Held> {
        if self.negatives > 0 {
            return Vec::new();
        }
        let names = mentioned(self.words, 0..self.words.len());
        if names.iter().any(|m| m.several) {
            return Vec::new();
        }
        let told = |n: &&Named| {
            let at = |w: usize| (n.at..=n.last).contains(&w);
            let predicates = self.words.side.detail.predicates.iter();
            n.naming == Naming::Deed
                && (n.at < n.last || !names.is_empty())
                && (matches!(self.words.lemmas[n.at], "confess" | "admit")
                    || predicates
                        .filter(|p| at(p.word))
                        .all(|p| p.modality <= Modality::Hedged))
        };
        let deeds: Vec<&Named> = self.named.iter().filter(told).collect();
        self.stand(&deeds, true, true, sort_of(&names))
            .into_iter()
            .collect()
    }
}
