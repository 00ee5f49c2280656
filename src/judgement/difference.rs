//! One act that differs in a single slot, between two bare sentences: at another place, by another doer.
//!
//! Out of articles the same observation says "another incident", so the rule is silent there.

use super::Finding;
use super::act::{Act, polarities};
use super::correspond::lemma_kinship;
use super::doer::is_animate;
use super::fit::{Fit, are_distinct, share_word};
use super::pair::Pair;
use super::slot::{Filled, Slot, filled};
use super::verdict::{Kind, Relation};
use crate::claims::frame::{Predicate, Sort};
use crate::lexicon::places::is_site;
use crate::lexicon::relations::kinds_of;
use crate::parse::Upos;

/// Acts of two bare sentences that differ in one slot alone.
pub fn findings(pair: &Pair, acts: &[Act]) -> Vec<Finding> {
    if !pair.is_bare() {
        return Vec::new();
    }
    acts.iter()
        .filter_map(|act| lone_difference(pair, act))
        .collect()
}

/// Two nouns of places of which neither is a kind of the other, whatever they lie near: "a forest north of the city", "a lake south of the
/// city".
fn are_two_sites(pair: &Pair, x: usize, y: usize) -> bool {
    /// What keeps company may be two words for one place.
    const RELATED: f32 = 0.65;
    let (p, q) = (pair.a.syntax.lemma(x), pair.b.syntax.lemma(y));
    are_distinct(pair, x, y)
        || (is_site(p) || is_site(q))
            && lemma_kinship(p, q) < RELATED
            && !kinds_of(p).any(|k| k == q)
            && !kinds_of(q).any(|k| k == p)
}

/// Verbs that take somebody or something to a place.
fn moves(lemma: &str) -> bool {
    matches!(
        lemma,
        "move"
            | "travel"
            | "fly"
            | "drive"
            | "sail"
            | "relocate"
            | "flee"
            | "return"
            | "transfer"
            | "ship"
            | "deport"
            | "head"
            | "go"
            | "march"
    )
}

/// Whether a complement stands behind "to".
fn leads_to(pair: &Pair, predicate: &Predicate, word: usize) -> bool {
    let preposition = pair.a.syntax.preposition(word);
    preposition.is_some_and(|p| p == "to") && predicate.obliques.iter().any(|(_, w)| *w == word)
}

fn lone_difference(pair: &Pair, act: &Act) -> Option<Finding> {
    let (pa, pb) = (
        &pair.a.detail.predicates[act.a],
        &pair.b.detail.predicates[act.b],
    );
    let slots = filled(pair, pa, pb);
    let others: Vec<&Filled> = slots.iter().filter(|s| s.fit == Fit::Other).collect();
    let [other] = others.as_slice() else {
        return None;
    };
    let shared = slots.iter().filter(|s| s.fit == Fit::Same).count();
    let same_patient = slots
        .iter()
        .any(|s| s.slot == Slot::Patient && s.fit == Fit::Same);
    let both_names =
        pair.a.syntax.upos(other.a) == Upos::Propn && pair.b.syntax.upos(other.b) == Upos::Propn;
    let (kind, rule, note) = match other.slot {
        Slot::Place if shared > 0 && (both_names || are_two_sites(pair, other.a, other.b)) => {
            (Kind::Place, "place/act", "one act at two places")
        }
        // "will move its office to Dublin".
        Slot::Complement
            if shared > 0 && both_names && moves(&pa.lemma) && leads_to(pair, pa, other.a) =>
        {
            (Kind::Place, "place/act", "one act at two places")
        }
        Slot::Agent
            if same_patient
                && !share_word(pair, other.a, other.b)
                && pa.sort == Sort::Verb
                && is_animate(&pair.a, other.a)
                && is_animate(&pair.b, other.b) =>
        {
            (Kind::Attribution, "attribution/act", "one act of two doers")
        }
        _ => return None,
    };
    if polarities(pair, pa, pb)? != (true, true)
        || pair.days_relation(pa.word, pb.word) == Some(false)
    {
        return None;
    }
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(kind),
        strength: 0.55,
        evidence: pair.evidence_of_phrases(rule, other.a, other.b, note),
    })
}
