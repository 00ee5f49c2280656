//! Cause: one effect, two causes; one vessel, two substances.
//!
//! One main cause is assumed for one mishap. Causes are compared only if both are things: two people, or a person and a thing, may both have had
//! their part.

use super::Finding;
use super::act::{akin, polarity};
use super::correspond::lemma_kinship;
use super::fit::{Fit, are_distinct, fit};
use super::pair::{Pair, Side};
use super::verdict::{Kind, Relation};
use crate::claims::frame::{Modality, Predicate, Sort};
use crate::claims::syntax::Syntax;
use crate::lexicon::mishaps::{Apart, apart, cause_at};
use crate::lexicon::relations::{is_person, kinds_of};
use crate::parse::{Relation as Dependency, Upos};

/// An effect with what brought it about, or a vessel with what is in it: word indices.
#[derive(Debug)]
pub(super) struct Causal {
    /// A noun, or the verb of what happened.
    effect: usize,
    /// A noun, or the verb of a clause.
    cause: usize,
    /// How it is put.
    tie: Tie,
}

/// How an effect and its cause are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// The one brought about the other.
    Cause,
    /// As much, but read so between two bare sentences only.
    SideBySide,
    /// The cause is a substance, and the effect what holds it.
    Substance,
}

impl Causal {
    fn is_substance(&self) -> bool {
        self.tie == Tie::Substance
    }
}

/// Effects that the two claims put down to different causes.
pub fn findings(pair: &Pair) -> Vec<Finding> {
    let (ours, theirs) = (pair.a.causals(), pair.b.causals());
    let mut found = Vec::new();
    for x in ours {
        for y in theirs {
            let loose = [x, y].iter().any(|c| c.tie == Tie::SideBySide);
            if x.is_substance() == y.is_substance() && (pair.is_bare() || !loose) {
                found.extend(clash(pair, x, y));
            }
        }
    }
    found.extend(denied_substance(pair));
    found
}

/// "The shells were filled with chlorine", "the shells did not contain chlorine".
fn denied_substance(pair: &Pair) -> Option<Finding> {
    if !pair.is_bare() && !pair.tells_one_incident() {
        return None;
    }
    let theirs = pair.b.contents();
    pair.a
        .contents()
        .iter()
        .find_map(|&(vessel, substance, so)| {
            let (_, other, _) = theirs.iter().find(|(v, s, also_so)| {
                so != *also_so && akin(pair, substance, *s) && fit(pair, vessel, *v) == Fit::Same
            })?;
            Some(Finding {
                relation: Relation::Contradict,
                kind: Some(Kind::Negation),
                strength: 0.55,
                evidence: pair.evidence_of_phrases(
                    "negation/substance",
                    substance,
                    *other,
                    "one says that it was in it, the other that it was not",
                ),
            })
        })
}

/// Vessel, substance, and whether it is said to be in it.
pub(super) type Content = (usize, usize, bool);

/// What is said to be in what, or not to be.
pub(super) fn contents(side: &Side) -> Vec<Content> {
    let mut found = Vec::new();
    for predicate in &side.detail.predicates {
        if predicate.modality > Modality::Hedged {
            continue;
        }
        let Some(so) = polarity(side, predicate) else {
            continue;
        };
        let Some((vessels, substances)) = vessels_and_substances(side, predicate) else {
            continue;
        };
        for &substance in &substances {
            found.extend(vessels.iter().map(|&vessel| (vessel, substance, so)));
        }
    }
    found
}

/// What holds what, by one predicate: "the shells contained chlorine", "were filled with chlorine".
fn vessels_and_substances<'p>(
    side: &Side,
    predicate: &'p Predicate,
) -> Option<(&'p [usize], Vec<usize>)> {
    let is_one = |w: &usize| is_substance(side.syntax.lemma(*w));
    let held = predicate.patients.iter().copied().filter(is_one);
    let with = predicate.obliques.iter().filter(|(p, _)| p == "with");
    match predicate.lemma.as_str() {
        "contain" | "carry" | "hold" => Some((&predicate.agents, held.collect())),
        "fill" | "load" | "pack" => {
            let with = with.map(|(_, w)| *w).filter(is_one);
            Some((&predicate.patients, with.collect()))
        }
        _ => None,
    }
}

fn clash(pair: &Pair, x: &Causal, y: &Causal) -> Option<Finding> {
    // A capital at the head of a sentence makes no name ("Lightning caused it"), nor does a tagger's whim ("because of rust").
    let named = |side: &Side, w: usize| {
        side.syntax.upos(w) == Upos::Propn
            && (w > 0 || kinds_of(side.syntax.lower(w)).next().is_none())
            && side.syntax.form(w).starts_with(char::is_uppercase)
    };
    let person = |side: &Side, w: usize| is_person(side.syntax.lemma(w)) || named(side, w);
    if person(&pair.a, x.cause) || person(&pair.b, y.cause) {
        return None;
    }
    // What is in a shell is one thing; but a delay, or a flood, has many causes: of seventeen such findings in real news none was right.
    if !pair.is_bare() && !x.is_substance() {
        return None;
    }
    if !is_one_effect(pair, x, y)
        || !are_two_causes(pair, x, y)
        || pair.days_relation(x.effect, y.effect) == Some(false)
    {
        return None;
    }
    let (rule, note) = if x.is_substance() {
        ("cause/substance", "two substances in one place")
    } else {
        ("cause/effect", "one effect is put down to two causes")
    };
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Cause),
        strength: if pair.is_bare() {
            0.6
        } else {
            0.35 + 0.3 * pair.similarity.article.unwrap_or(0.0).min(0.5)
        },
        evidence: pair.evidence_of_phrases(rule, x.cause, y.cause, note),
    })
}

/// One thing that came about: a noun on both sides, or, side by side, what the verb of the one and the noun of the other say of one thing.
fn is_one_effect(pair: &Pair, x: &Causal, y: &Causal) -> bool {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let is_noun = |s: &Syntax, w: usize| matches!(s.upos(w), Upos::Noun | Upos::Propn);
    if is_noun(a, x.effect) && is_noun(b, y.effect) {
        return fit(pair, x.effect, y.effect) == Fit::Same;
    }
    // "derailed", "the derailment of the train".
    let things = |side: &Side, w: usize| -> Vec<usize> {
        let predicate = side.detail.predicates.iter().find(|p| p.word == w);
        let of = side.syntax.children_with(w, &[Dependency::Nmod]);
        let own = predicate
            .into_iter()
            .flat_map(|p| p.agents.iter().chain(&p.patients));
        own.copied().chain(of).collect()
    };
    let (ours, theirs) = (things(&pair.a, x.effect), things(&pair.b, y.effect));
    pair.is_bare()
        && lemma_kinship(a.lemma(x.effect), b.lemma(y.effect)) >= 0.85
        && ours
            .iter()
            .any(|&p| theirs.iter().any(|&q| fit(pair, p, q) == Fit::Same))
}

/// Two things, or, side by side, two clauses or phrases without a word that may mean the same.
fn are_two_causes(pair: &Pair, x: &Causal, y: &Causal) -> bool {
    /// What keeps company may be two words for one cause.
    const RELATED: f32 = 0.65;
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let is_noun = |s: &Syntax, w: usize| s.upos(w) == Upos::Noun;
    if is_noun(a, x.cause) && is_noun(b, y.cause) {
        // What is in a shell is one thing or another, whatever leads to what.
        let one = !x.is_substance() && may_be_one(a, x.cause, b, y.cause);
        return are_distinct(pair, x.cause, y.cause) && !one;
    }
    let says = |s: &Syntax, w: usize| -> Vec<usize> {
        let content =
            |&w: &usize| matches!(s.upos(w), Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv);
        s.subtree(w).into_iter().filter(content).collect()
    };
    let (ours, theirs) = (says(a, x.cause), says(b, y.cause));
    pair.is_bare()
        && !ours.iter().any(|&p| {
            theirs
                .iter()
                .any(|&q| lemma_kinship(a.lemma(p), b.lemma(q)) >= RELATED)
        })
}

/// A spark and a gas leak: parts of one cause, or one that led to the other.
fn may_be_one(a: &Syntax, x: usize, b: &Syntax, y: usize) -> bool {
    let named = |s: &Syntax, w: usize| {
        let words: Vec<&str> = s.phrase(w).iter().map(|&v| s.lemma(v)).collect();
        (0..words.len())
            .filter_map(|at| cause_at(&words[at..]))
            .map(|found| found.what.0)
            .next()
    };
    named(a, x)
        .zip(named(b, y))
        .is_some_and(|(p, q)| p != q && apart(p, q) == Apart::Open)
}

pub(super) fn causals(side: &Side) -> Vec<Causal> {
    let mut found = Vec::new();
    for predicate in &side.detail.predicates {
        // What hangs on a noun as a relative clause often hangs on the wrong noun.
        let loose = side.syntax.relation(predicate.word) == Dependency::AclRelcl;
        if loose || predicate.modality > Modality::Hedged || polarity(side, predicate) != Some(true)
        {
            continue;
        }
        let mut note = |effects: &[usize], causes: &[usize], tie: Tie| {
            for &effect in effects {
                found.extend(causes.iter().map(|&cause| Causal { effect, cause, tie }));
            }
        };
        let oblique = |prepositions: &[&str]| -> Vec<usize> {
            predicate
                .obliques
                .iter()
                .filter(|(p, _)| prepositions.contains(&p.as_str()))
                .map(|(_, w)| *w)
                .collect()
        };
        match predicate.lemma.as_str() {
            "cause" | "trigger" | "spark" | "provoke" | "bring down" | "start" | "ignite"
            | "produce" => {
                note(&predicate.patients, &predicate.agents, Tie::Cause);
            }
            "lead" | "result" => note(&oblique(&["to", "in"]), &predicate.agents, Tie::Cause),
            "die" => note(&predicate.patients, &oblique(&["of", "from"]), Tie::Cause),
            // "Pesticides killed the bees": a doer is no cause, but persons are left out below.
            "kill" => {
                note(&predicate.patients, &oblique(&["of", "from"]), Tie::Cause);
                note(&predicate.patients, &predicate.agents, Tie::SideBySide);
            }
            // "was to blame for it".
            "blame"
                if side
                    .syntax
                    .child(predicate.word, &[Dependency::Cop])
                    .is_some() =>
            {
                note(&oblique(&["for"]), &predicate.agents, Tie::Cause);
            }
            "blame" => note(&oblique(&["for"]), &predicate.patients, Tie::Cause),
            "attribute" => note(&predicate.patients, &oblique(&["to"]), Tie::Cause),
            "come" | "stem" => {
                note(&predicate.agents, &oblique(&["from"]), Tie::Cause);
            }
            _ => {}
        }
        let because = oblique(&[
            "because of",
            "due to",
            "owing to",
            "as a result of",
            "thanks to",
        ]);
        note(&predicate.patients, &because, Tie::Cause);
        if predicate.sort != Sort::Nominal {
            let clause = side
                .syntax
                .children_with(predicate.word, &[Dependency::Advcl])
                .filter(|&c| {
                    side.syntax
                        .child(c, &[Dependency::Mark])
                        .is_some_and(|m| side.syntax.lemma(m) == "because")
                });
            // "for financial reasons".
            let mut reasons: Vec<usize> = because.iter().copied().chain(clause).collect();
            reasons.extend(
                oblique(&["for"])
                    .into_iter()
                    .filter(|&w| side.syntax.lemma(w) == "reason"),
            );
            note(&[predicate.word], &reasons, Tie::SideBySide);
        }
        if predicate.sort == Sort::Copula {
            copular_cause(side, predicate, &mut note);
        }
        if let Some((vessels, substances)) = vessels_and_substances(side, predicate) {
            note(vessels, &substances, Tie::Substance);
        }
    }
    found
}

/// "X was the cause of Y", "the cause of Y was X".
fn copular_cause(
    side: &Side,
    predicate: &Predicate,
    add: &mut impl FnMut(&[usize], &[usize], Tie),
) {
    let syntax = &side.syntax;
    let is_cause = |w: usize| matches!(syntax.lemma(w), "cause" | "reason" | "explanation");
    let of = |w: usize| -> Vec<usize> {
        syntax
            .children_with(w, &[Dependency::Nmod])
            .filter(|&c| {
                syntax
                    .preposition(c)
                    .is_some_and(|p| matches!(p.as_str(), "of" | "for" | "behind"))
            })
            .collect()
    };
    let due = syntax
        .preposition(predicate.word)
        .is_some_and(|p| matches!(p.as_str(), "due to" | "because of" | "down to"));
    if due {
        add(&predicate.patients, &[predicate.word], Tie::Cause);
    } else if is_cause(predicate.word) {
        add(&of(predicate.word), &predicate.patients, Tie::Cause);
    } else if let Some(&subject) = predicate.patients.iter().find(|&&p| is_cause(p)) {
        add(&of(subject), &[predicate.word], Tie::Cause);
    }
}

/// Whether a noun names a substance or what a shell may carry.
fn is_substance(noun: &str) -> bool {
    let named = |k: &str| {
        matches!(
            k,
            "substance"
                | "chemical"
                | "gas"
                | "explosive"
                | "poison"
                | "compound"
                | "element"
                | "fluid"
                | "liquid"
                | "agent"
                | "material"
                | "drug"
                | "metal"
                | "acid"
        )
    };
    named(noun) || kinds_of(noun).any(named)
}
