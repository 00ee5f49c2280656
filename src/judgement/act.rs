//! Which predicates of the two claims are one act or state: like verbs, like participants, like surroundings.

use std::cell::OnceCell;

use super::correspond::{COMPANY_AT_MOST, kinship, lemma_kinship, may_mean_one};
use super::fit::{Fit, ONE_NAME, share_names};
use super::pair::{Pair, Side};
use super::slot::filled;
use super::verdict::Evidence;
use crate::claims::attribution::Stance;
use crate::claims::frame::{Aspect, Modality, Predicate, Sort, Tense};
use crate::parse::{Relation, Upos};
use crate::text::span::Span;

/// Two predicates that may be one, and how well they meet: measured when it is asked for, because few acts get so far.
#[derive(Clone)]
pub struct Act<'p> {
    /// Index of the first claim's predicate.
    pub a: usize,
    /// Index of the second's.
    pub b: usize,
    /// Kinship of the two verbs, in [0, 1].
    pub kin: f32,
    pair: &'p Pair<'p>,
    /// Slots filled by the same thing on both sides, and by two different things.
    slots: OnceCell<(usize, usize)>,
    /// The lesser and the greater of [`Act::covered_less`].
    coverage: OnceCell<(f32, f32)>,
}

impl Act<'_> {
    /// Slots filled by the same thing on both sides.
    pub fn shared(&self) -> usize {
        self.slots().0
    }

    /// Slots filled by two different things.
    pub fn clashing(&self) -> usize {
        self.slots().1
    }

    /// The lesser share of one side's clause that the other's covers, in [0, 1].
    pub fn covered_less(&self) -> f32 {
        self.coverage().0
    }

    /// The greater share.
    pub fn covered_more(&self) -> f32 {
        self.coverage().1
    }

    fn predicates(&self) -> (&Predicate, &Predicate) {
        let (a, b) = (&self.pair.a.detail, &self.pair.b.detail);
        (&a.predicates[self.a], &b.predicates[self.b])
    }

    fn slots(&self) -> (usize, usize) {
        *self.slots.get_or_init(|| {
            let (pa, pb) = self.predicates();
            let slots = filled(self.pair, pa, pb);
            let count = |fit: Fit| slots.iter().filter(|s| s.fit == fit).count();
            (count(Fit::Same), count(Fit::Other))
        })
    }

    fn coverage(&self) -> (f32, f32) {
        *self.coverage.get_or_init(|| {
            let pair = self.pair;
            let (pa, pb) = self.predicates();
            let (words_a, words_b) = (clause_words(&pair.a, pa), clause_words(&pair.b, pb));
            // "No chance of an agreement", "an agreement is likely": side by side the act itself is all that is said.
            if words_a.is_empty() && words_b.is_empty() && pair.is_bare() {
                return (1.0, 1.0);
            }
            // "Ankara", "his country": what fills one slot is covered, whatever its words.
            let slots = filled(pair, pa, pb);
            let same = || slots.iter().filter(|s| s.fit == Fit::Same);
            let (met_a, met_b): (Vec<usize>, Vec<usize>) = same().map(|s| (s.a, s.b)).unzip();
            let (x, y) = (
                covered(pair, &words_a, &words_b, &met_a, false),
                covered(pair, &words_b, &words_a, &met_b, true),
            );
            (x.min(y), x.max(y))
        })
    }
}

/// Predicates at least this much akin may name one act.
pub const MEANS_ONE: f32 = 0.85;

/// All pairs of predicates whose verbs are at least `least` akin.
pub fn acts<'p>(pair: &'p Pair<'p>, least: f32) -> Vec<Act<'p>> {
    let mut found = Vec::new();
    for (a, pa) in pair.a.detail.predicates.iter().enumerate() {
        if is_bare(pa) {
            found.extend(light_act(pair, a, pa));
            continue;
        }
        for (b, pb) in pair.b.detail.predicates.iter().enumerate() {
            let (va, vb) = (&pair.a.detail.verbs[a], &pair.b.detail.verbs[b]);
            if least > COMPANY_AT_MOST && !may_mean_one(va, vb) {
                continue;
            }
            let kin = predicate_kinship(pa, pb);
            if kin >= least && !is_bare(pb) {
                found.push(act(pair, a, b, kin));
            }
        }
    }
    found
}

/// "We have no chemical weapons", "they have chemical weapons"; "it came from the laboratory": of a light verb, what it has, or where it
/// comes from, makes the act.
fn light_act<'p>(pair: &'p Pair<'p>, a: usize, pa: &Predicate) -> Option<Act<'p>> {
    let is_light = matches!(
        pa.lemma.as_str(),
        "have" | "come" | "go" | "get" | "take" | "make"
    );
    if pa.sort != Sort::Verb || !is_light {
        return None;
    }
    let one = |x: usize, y: usize| kinship(&pair.a.syntax, x, &pair.b.syntax, y) >= MEANS_ONE;
    let predicates = &pair.b.detail.predicates;
    let b = predicates.iter().position(|pb| {
        let objects = pa
            .patients
            .iter()
            .any(|&x| pb.patients.iter().any(|&y| one(x, y)));
        let phrases = pa.obliques.iter().any(|(p, x)| {
            let mut theirs = pb.obliques.iter();
            theirs.any(|(q, y)| p == q && !p.is_empty() && one(*x, *y))
        });
        // What is had is had; where it comes from is where both say.
        let met = if pa.lemma == "come" || pa.lemma == "go" {
            phrases
        } else {
            objects
        };
        pb.sort == Sort::Verb && pb.lemma == pa.lemma && met
    })?;
    Some(act(pair, a, b, 1.0))
}

/// The act that two given predicates would make.
pub fn act<'p>(pair: &'p Pair<'p>, a: usize, b: usize, kin: f32) -> Act<'p> {
    Act {
        a,
        b,
        kin,
        pair,
        slots: OnceCell::new(),
        coverage: OnceCell::new(),
    }
}

/// Verbs too light to be an act by themselves.
fn is_bare(predicate: &Predicate) -> bool {
    matches!(
        predicate.lemma.as_str(),
        "be" | "have"
            | "do"
            | "say"
            | "tell"
            | "go"
            | "get"
            | "make"
            | "take"
            | "come"
            | "accord"
            | "add"
            | "include"
            | "follow"
            | "use to"
    ) || predicate.sort == Sort::Copula && predicate.lemma.chars().all(|c| !c.is_alphabetic())
}

/// Kinship of two predicates: the verb, and the particle if both have one.
pub fn predicate_kinship(a: &Predicate, b: &Predicate) -> f32 {
    let ((va, pa), (vb, pb)) = (a.verb_and_particle(), b.verb_and_particle());
    let kin = lemma_kinship(va, vb);
    if pa != pb { kin * 0.6 } else { kin }
}

/// Whether a word of the first claim and one of the second may name one thing: by their heads, or by a name inside the phrases.
pub fn akin(pair: &Pair, x: usize, y: usize) -> bool {
    const ENOUGH: f32 = 0.85;
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    if kinship(a, x, b, y) >= ENOUGH {
        return true;
    }
    // "a spokesman for the alliance" and "the alliance's fighters": a shared name in both phrases.
    share_names(pair, x, y, ONE_NAME)
}

/// The content words of a predicate's clause, reporting clauses and the predicate itself left out, with their weights.
fn clause_words(side: &Side, predicate: &Predicate) -> Vec<usize> {
    let cues: Vec<usize> = side.detail.attributions.iter().map(|a| a.cue).collect();
    // "No warning was given before the sluice was opened": what is said with the noun hangs on its verb.
    let top = match predicate.sort {
        Sort::Nominal if side.syntax.relation(predicate.word) == Relation::NsubjPass => {
            side.syntax.head(predicate.word).unwrap_or(predicate.word)
        }
        _ => predicate.word,
    };
    let clause = side
        .syntax
        .subtree_without(top, |c| cues.contains(&c) && c != top);
    let mut words: Vec<usize> = clause
        .into_iter()
        .chain(predicate.agents.iter().copied())
        .chain(predicate.patients.iter().copied())
        .filter(|&w| {
            w != predicate.word
                && w != top
                && matches!(
                    side.syntax.upos(w),
                    Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num
                )
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The share of the weight of `of` that `by` covers; `met` of them are known to be. `swapped`: `of` are words of the second claim.
fn covered(pair: &Pair, of: &[usize], by: &[usize], met: &[usize], swapped: bool) -> f32 {
    let (side, other) = if swapped {
        (&pair.b, &pair.a)
    } else {
        (&pair.a, &pair.b)
    };
    let weight = |w: usize| {
        pair.vocabulary
            .id(side.syntax.key(w))
            .map_or(1.0, |id| pair.vocabulary.entry(id).weight)
    };
    let total: f32 = of.iter().map(|&w| weight(w)).sum();
    if total == 0.0 {
        return 0.0;
    }
    let best = |w: usize| {
        if met.contains(&w) {
            return 1.0;
        }
        let kin = by
            .iter()
            .map(|&v| kinship(&side.syntax, w, &other.syntax, v));
        highest(kin)
    };
    of.iter().map(|&w| weight(w) * best(w)).sum::<f32>() / total
}

/// The highest of some kinships; 0 of none. Nothing is higher than 1.
pub(super) fn highest(kinships: impl Iterator<Item = f32>) -> f32 {
    let mut best = 0.0f32;
    for kinship in kinships {
        best = best.max(kinship);
        if best >= 1.0 {
            break;
        }
    }
    best
}

/// Whether the claim says that it is so (true) or not (false): negation and denial together. None for what is no statement
/// of fact: plans, conditions, wishes, doubts.
pub fn polarity(side: &Side, predicate: &Predicate) -> Option<bool> {
    (predicate.modality < Modality::Conditional)
        .then(|| stated_polarity(side, predicate))
        .flatten()
}

/// The polarities of two predicates of one stage: two facts, or two plans.
pub fn polarities(pair: &Pair, pa: &Predicate, pb: &Predicate) -> Option<(bool, bool)> {
    let mut plans = [pa, pb].map(|p| p.modality == Modality::Planned);
    // "will not accept it", "accepts it": side by side what will not be is not so.
    if pair.is_bare() && plans[0] != plans[1] {
        let (planned, other) = if plans[0] { (pa, pb) } else { (pb, pa) };
        let now = other.tense == Some(Tense::Present) && other.aspect == Aspect::Simple;
        if planned.negation.is_some() && planned.tense == Some(Tense::Future) && now {
            plans = [false, false];
        }
    }
    let conditions = [pa, pb].map(|p| p.modality == Modality::Conditional);
    if plans[0] != plans[1] || conditions[0] || conditions[1] {
        return None;
    }
    Some((stated_polarity(&pair.a, pa)?, stated_polarity(&pair.b, pb)?))
}

fn stated_polarity(side: &Side, predicate: &Predicate) -> Option<bool> {
    if predicate.attribution.is_some_and(|a| {
        matches!(
            side.detail.attributions[a].stance,
            Stance::Doubt | Stance::Demand | Stance::Predict
        )
    }) {
        return None;
    }
    Some(predicate.negation.is_none() != side.detail.is_denied(predicate))
}

/// The evidence of two clauses: what the predicates say, without what hangs on a reporting verb.
pub fn clauses(
    pair: &Pair,
    pa: &Predicate,
    pb: &Predicate,
    rule: &'static str,
    note: &str,
) -> Evidence {
    let (a, b) = (clause(&pair.a, pa), clause(&pair.b, pb));
    pair.evidence(rule, a, b, note.into())
}

fn clause(side: &Side, predicate: &Predicate) -> Span {
    let cues: Vec<usize> = side.detail.attributions.iter().map(|a| a.cue).collect();
    let mut words = side
        .syntax
        .subtree_without(predicate.word, |c| cues.contains(&c));
    words.extend(predicate.negation);
    words.sort_unstable();
    let punctuation = |&&w: &&usize| side.syntax.upos(w) == Upos::Punct;
    let leading = words.iter().take_while(punctuation).count();
    side.syntax.span(&words[leading..])
}
