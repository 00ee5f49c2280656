//! Antonym and role: acts that exclude each other said of one thing, and one act with its two sides swapped.

use super::Finding;
use super::act::{Act, act, acts, akin, polarity};
use super::pair::Pair;
use super::polarity::clauses;
use super::verdict::{Kind, Relation};
use crate::claims::frame::Sort;
use crate::lexicon::relations::are_antonyms;
use crate::parse::Upos;

/// What the predicates of two claims say against each other by their words and roles.
pub fn findings(pair: &Pair) -> Vec<Finding> {
    let mut found = antonyms(pair);
    found.extend(acts(pair, 0.95).iter().filter_map(|act| swapped(pair, act)));
    found
}

fn antonyms(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for (a, pa) in pair.a.detail.predicates.iter().enumerate() {
        for (b, pb) in pair.b.detail.predicates.iter().enumerate() {
            if !are_antonyms(&pa.lemma, &pb.lemma) {
                continue;
            }
            let met = act(pair, a, b, 1.0);
            let (Some(x), Some(y)) = (polarity(&pair.a, pa), polarity(&pair.b, pb)) else {
                continue;
            };
            // The same thing must undergo it: the object of a verb, the subject of a state.
            let undergoer = match (pa.patients.is_empty(), pb.patients.is_empty()) {
                (false, false) => pa
                    .patients
                    .iter()
                    .any(|&p| pb.patients.iter().any(|&q| akin(pair, p, q))),
                (true, true) => pa
                    .agents
                    .iter()
                    .any(|&p| pb.agents.iter().any(|&q| akin(pair, p, q))),
                _ => false,
            };
            if x != y
                || met.clashing > 0
                || !undergoer
                || met.covered_less < 0.4
                || met.covered_more < 0.6
                || pair.days_relation(pa.word, pb.word) == Some(false)
            {
                continue;
            }
            let strength = 0.3
                + 0.4 * met.covered_less
                + 0.2 * met.covered_more
                + 0.1 * met.shared.min(2) as f32 / 2.0;
            found.push(Finding {
                relation: Relation::Contradict,
                kind: Some(Kind::Antonym),
                strength,
                evidence: clauses(
                    pair,
                    pa,
                    pb,
                    "antonym/act",
                    &format!("\"{}\" excludes \"{}\"", pa.lemma, pb.lemma),
                ),
            });
        }
    }
    found
}

/// "A beat B" against "B beat A".
fn swapped(pair: &Pair, met: &Act) -> Option<Finding> {
    let (pa, pb) = (
        &pair.a.detail.predicates[met.a],
        &pair.b.detail.predicates[met.b],
    );
    if pa.sort != Sort::Verb
        || pb.sort != Sort::Verb
        || polarity(&pair.a, pa)? != polarity(&pair.b, pb)?
    {
        return None;
    }
    let crossed = |x: &[usize], y: &[usize]| {
        x.iter().any(|&p| {
            y.iter().any(|&q| {
                pair.a.syntax.upos(p) == Upos::Propn
                    && pair.b.syntax.upos(q) == Upos::Propn
                    && akin(pair, p, q)
            })
        })
    };
    let turned = crossed(&pa.agents, &pb.patients)
        && crossed(&pa.patients, &pb.agents)
        && !crossed(&pa.agents, &pb.agents)
        && !crossed(&pa.patients, &pb.patients);
    if !turned || pair.days_relation(pa.word, pb.word) == Some(false) {
        return None;
    }
    // "met", "agreed", "fought": done by both to each other.
    let mutual = matches!(
        pa.lemma.as_str(),
        "meet"
            | "marry"
            | "fight"
            | "talk"
            | "agree"
            | "join"
            | "face"
            | "play"
            | "resemble"
            | "clash"
            | "accuse"
            | "blame"
            | "attack"
            | "criticize"
            | "threaten"
            | "warn"
            | "tell"
            | "ask"
            | "call"
    );
    if mutual {
        return None;
    }
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Role),
        strength: 0.55 + 0.35 * met.covered_more,
        evidence: clauses(
            pair,
            pa,
            pb,
            "role/swapped",
            "who did it and to whom it was done are swapped",
        ),
    })
}
