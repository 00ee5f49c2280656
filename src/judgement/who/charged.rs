//! Which turns of phrase charge somebody without telling the deed: "it was the army that", "blamed the front", "claimed the attack", "the attackers
//! belonged to the front", "fired from their ground".

use super::read::{Stand, deed, is_culprit, stand, whole};
use crate::claims::frame::{Predicate, Sort};
use crate::judgement::act::polarity;
use crate::judgement::pair::Side;
use crate::lexicon::deeds::is_whole_incident;
use crate::lexicon::parties::side_of;
use crate::parse::{Relation, Upos};

/// Whom one predicate charges.
pub(super) fn charged(side: &Side, predicate: &Predicate) -> impl Iterator<Item = Stand> {
    [blamed, claimed, belonged, it_was, from_their_ground]
        .into_iter()
        .filter_map(move |read| read(side, predicate))
}

/// "It was the air force": a party and nothing else is who it was.
fn it_was(side: &Side, predicate: &Predicate) -> Option<Stand> {
    /// "the air force", "the Highland Front".
    const SHORT: usize = 4;
    let syntax = &side.syntax;
    let word = predicate.word;
    let it = syntax
        .child(word, &[Relation::Nsubj, Relation::Expl])
        .is_some_and(|s| syntax.lower(s) == "it");
    let definite = syntax
        .child(word, &[Relation::Det])
        .is_some_and(|d| syntax.lower(d) == "the");
    let plain = syntax
        .child(
            word,
            &[
                Relation::AclRelcl,
                Relation::Acl,
                Relation::Nmod,
                Relation::Amod,
            ],
        )
        .is_none();
    if predicate.sort != Sort::Copula
        || !it
        || !definite
        || !plain
        || syntax.phrase(word).len() > SHORT
        || polarity(side, predicate) != Some(true)
    {
        return None;
    }
    stand(side, &[word], whole(side, None), true, true)
        .filter(|s| s.parties.iter().all(|(_, p)| p.is_body()))
}

/// "The government blamed the front".
fn blamed(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let told =
        predicate.sort == Sort::Verb && predicate.lemma == "blame" && predicate.negation.is_none();
    let act = predicate
        .obliques
        .iter()
        .any(|(p, _)| matches!(p.as_str(), "for" | "on"));
    let clause = syntax
        .child(
            predicate.word,
            &[Relation::Advcl, Relation::Ccomp, Relation::Xcomp],
        )
        .is_some();
    if !told || act || clause || polarity(side, predicate) != Some(true) {
        return None;
    }
    stand(side, &predicate.patients, whole(side, None), true, true)
}

/// "The front claimed the bombing", "admitted the attack": who says so of himself.
fn claimed(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    if !matches!(predicate.lemma.as_str(), "claim" | "admit")
        || polarity(side, predicate) != Some(true)
    {
        return None;
    }
    let &word = predicate
        .patients
        .iter()
        .find(|&&w| is_whole_incident(syntax.lemma(w)) && syntax.upos(w) == Upos::Noun)?;
    stand(side, &predicate.agents, whole(side, Some(word)), true, true)
}

/// "The attackers belonged to the front", "the gunmen are former soldiers", "it had been his affair alone", "the trail leads to the front".
fn belonged(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let culprit = |w: &usize| is_culprit(syntax.lemma(*w));
    let to = || {
        predicate
            .obliques
            .iter()
            .find(|(p, _)| p == "to")
            .map(|(_, w)| *w)
    };
    let subjects = || predicate.patients.iter().chain(&predicate.agents);
    let doer = if predicate.lemma == "belong" && subjects().any(culprit) {
        to()?
    } else if predicate.sort == Sort::Copula
        && predicate.patients.iter().any(culprit)
        && side_of(syntax.lemma(predicate.word)).is_some()
    {
        predicate.word
    } else if matches!(predicate.lemma.as_str(), "lead" | "point")
        && subjects().any(|&w| {
            matches!(
                syntax.lemma(w),
                "trail" | "evidence" | "trace" | "clue" | "track"
            )
        })
    {
        to()?
    } else if predicate.sort == Sort::Copula
        && matches!(
            predicate.lemma.as_str(),
            "affair" | "work" | "doing" | "handiwork"
        )
    {
        syntax.child(predicate.word, &[Relation::NmodPoss])?
    } else {
        return None;
    };
    let did = polarity(side, predicate)?;
    stand(side, &[doer], whole(side, None), did, true)
}

/// "The missile was fired from separatist territory", "launched from a field that the army holds": whose ground it came from fired it.
fn from_their_ground(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let fires = matches!(predicate.lemma.as_str(), "fire" | "launch" | "shoot")
        && predicate.agents.is_empty();
    if !fires || polarity(side, predicate) != Some(true) {
        return None;
    }
    let ground = predicate
        .obliques
        .iter()
        .find(|(p, _)| p == "from")
        .map(|(_, w)| *w)?;
    let below = syntax.subtree(ground);
    let holder = below.iter().copied().find(|&w| {
        let held = matches!(syntax.lemma(w), "hold" | "control" | "occupy" | "run");
        held && side
            .detail
            .predicates
            .iter()
            .any(|p| p.word == w && !p.agents.is_empty())
    });
    let doers = match holder {
        Some(w) => side
            .detail
            .predicates
            .iter()
            .find(|p| p.word == w)
            .map(|p| p.agents.clone())
            .unwrap_or_default(),
        None => below
            .into_iter()
            .filter(|&w| side_of(syntax.lemma(w)).is_some())
            .take(1)
            .collect(),
    };
    stand(
        side,
        &doers,
        deed(side, predicate.word, &predicate.patients),
        true,
        false,
    )
}
