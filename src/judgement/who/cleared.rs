//! Which turns of phrase clear somebody, or put a part in it to him or away from him: "had nothing to do with the crash", "played no part", "has no
//! such weapon", "was not there", "rejected all blame".

use super::read::{Deed, Stand, stand, whole};
use crate::claims::attribution::{Attribution, Stance, stance_of};
use crate::claims::frame::{Predicate, Sort};
use crate::claims::syntax::Syntax;
use crate::judgement::act::polarity;
use crate::judgement::doer::{is_part, part_in};
use crate::judgement::pair::Side;
use crate::lexicon::deeds::deeds_of;
use crate::lexicon::relations::verbs_of;
use crate::lexicon::violence::is_weapon;
use crate::parse::{Relation, Upos};

/// What one predicate says of somebody's part, or that he had none.
pub(super) fn cleared(side: &Side, predicate: &Predicate) -> impl Iterator<Item = Stand> {
    [nothing_to_do, had_a_part, not_done, no_weapon, alibi]
        .into_iter()
        .filter_map(move |read| read(side, predicate))
}

/// "had nothing to do with the crash", "denied having anything to do with it".
fn nothing_to_do(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    if predicate.lemma != "have" {
        return None;
    }
    let &thing = predicate.patients.iter().find(|&&p| {
        matches!(
            syntax.lemma(p),
            "nothing" | "anything" | "something" | "connection" | "link"
        )
    })?;
    let with = |w: usize| {
        syntax
            .children_with(w, &[Relation::Obl, Relation::Nmod])
            .find(|&c| {
                syntax
                    .preposition(c)
                    .is_some_and(|p| matches!(p.as_str(), "with" | "to"))
            })
    };
    let does = syntax
        .children(thing)
        .iter()
        .chain(syntax.children(predicate.word))
        .copied()
        .find(|&c| syntax.lemma(c) == "do");
    let named = does.map(with).unwrap_or_else(|| with(thing))?;
    let denied = side.detail.is_denied(predicate) || predicate.negation.is_some_and(|n| n != thing);
    let nothing = syntax.lemma(thing) == "nothing";
    // "denied that it had nothing to do with it" says more than it seems.
    if nothing && side.detail.is_denied(predicate) {
        return None;
    }
    let doers = if predicate.agents.is_empty() {
        sources_of(side, predicate.word)
    } else {
        predicate.agents.clone()
    };
    stand(
        side,
        &doers,
        whole(side, Some(named)),
        !(nothing || denied),
        true,
    )
}

/// The sources of what a word is part of.
fn sources_of(side: &Side, word: usize) -> Vec<usize> {
    side.source_of(word).into_iter().collect()
}

/// "played a part in it", "had had no hand in it".
fn had_a_part(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    if !matches!(
        predicate.lemma.as_str(),
        "have" | "play" | "take" | "participate"
    ) {
        return None;
    }
    let part = predicate.patients.iter().copied().find(|&w| {
        is_part(syntax.lemma(w)) && !matches!(syntax.lemma(w), "responsibility" | "guilt")
    });
    let in_what = predicate
        .obliques
        .iter()
        .find(|(p, _)| p == "in")
        .map(|(_, w)| *w);
    let named = match part {
        Some(part) => part_in(syntax, part).or(in_what),
        None if predicate.lemma == "participate" => Some(in_what?),
        None => return None,
    };
    let did = polarity(side, predicate)?;
    stand(side, &predicate.agents, whole(side, named), did, true)
}

/// "We did not do it", "we did not do so".
fn not_done(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let it = |w: usize| matches!(syntax.lower(w), "it" | "so" | "this" | "that");
    let done = predicate.patients.iter().copied().any(it)
        || syntax
            .children_with(predicate.word, &[Relation::Advmod])
            .any(it);
    if predicate.lemma != "do" || !done || polarity(side, predicate) != Some(false) {
        return None;
    }
    stand(side, &predicate.agents, whole(side, None), false, true)
}

/// "Our fighters do not own a weapon that reaches so high": who has nothing to do it with did not do it.
fn no_weapon(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let has = matches!(predicate.lemma.as_str(), "have" | "possess" | "own");
    let weapon = predicate
        .patients
        .iter()
        .any(|&w| is_weapon(side.syntax.lemma(w)));
    if !has || !weapon || polarity(side, predicate) != Some(false) {
        return None;
    }
    stand(side, &predicate.agents, whole(side, None), false, true)
}

/// "None of our aircraft was over the town that night", "no battery of the army had fired": who was not there, or did nothing at all.
fn alibi(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let acts = matches!(
        predicate.lemma.as_str(),
        "fly" | "operate" | "fire" | "shoot"
    ) && predicate.sort == Sort::Verb;
    let present = predicate.sort == Sort::Copula
        && syntax.preposition(predicate.word).is_some_and(|p| {
            matches!(
                p.as_str(),
                "in" | "at" | "over" | "near" | "on" | "above" | "around" | "inside"
            )
        });
    if !acts && !present || polarity(side, predicate) != Some(false) {
        return None;
    }
    let forces = |w: usize| {
        matches!(
            syntax.lemma(w),
            "man"
                | "men"
                | "fighter"
                | "aircraft"
                | "plane"
                | "jet"
                | "helicopter"
                | "warplane"
                | "soldier"
                | "troop"
                | "unit"
                | "battery"
                | "ship"
                | "vessel"
                | "gun"
                | "tank"
                | "force"
                | "policeman"
                | "drone"
        )
    };
    let subjects = predicate.agents.iter().chain(&predicate.patients).copied();
    // "none of its men": the noun hangs on the "none".
    let none_of = |w: usize| {
        let mut below = syntax.children_with(w, &[Relation::Nmod]);
        forces(w) || below.any(forces)
    };
    let none = |w: usize| {
        let word = |v: usize| matches!(syntax.lower(v), "none" | "no" | "not" | "neither");
        word(w) || syntax.children(w).iter().any(|&c| word(c))
    };
    let doers: Vec<usize> = subjects.filter(|&w| none_of(w) && none(w)).collect();
    let mut alibi = stand(side, &doers, whole(side, None), false, true)?;
    alibi.told = predicate.word;
    Some(alibi)
}

/// "rejected all blame", "denied any involvement", "dismissed the allegations": without a word of what was done.
pub(super) fn rejected(side: &Side) -> Vec<Stand> {
    let syntax = &side.syntax;
    let mut found = Vec::new();
    for denial in &side.detail.attributions {
        let what = denial.content_head;
        found.extend(denied_noun(side, denial));
        let general = is_part(syntax.lemma(what))
            || matches!(
                syntax.lemma(what),
                "blame" | "wrongdoing" | "accusation" | "allegation" | "charge"
            );
        let clause = syntax
            .child(what, &[Relation::Acl, Relation::AclRelcl, Relation::Ccomp])
            .is_some();
        if denial.stance != Stance::Deny || !general || clause || is_negated(syntax, denial.cue) {
            continue;
        }
        let Some(source) = denial.source else {
            continue;
        };
        let named = part_in(syntax, what);
        found.extend(stand(
            side,
            &syntax.coordinated(source),
            whole(side, named),
            false,
            true,
        ));
    }
    found
}

/// "denied any contact with the firm", "denied the payment": the noun of a deed.
fn denied_noun(side: &Side, denial: &Attribution) -> Option<Stand> {
    let syntax = &side.syntax;
    let what = denial.content_head;
    let noun = syntax.lemma(what);
    let named = syntax.upos(what) == Upos::Noun
        && (!verbs_of(noun).is_empty() || deeds_of(noun).any())
        && stance_of(noun).is_none();
    let object = syntax.head(what) == Some(denial.cue) && syntax.relation(what) == Relation::Obj;
    if denial.stance != Stance::Deny
        || syntax.lemma(denial.cue) != "deny"
        || !named
        || !object
        || is_part(noun)
        || is_negated(syntax, denial.cue)
    {
        return None;
    }
    let things = syntax
        .children_with(what, &[Relation::Nmod])
        .filter(|&c| {
            syntax.preposition(c).is_some_and(|p| {
                matches!(p.as_str(), "of" | "to" | "with" | "on" | "against" | "for")
            })
        })
        .collect();
    let deed = Deed {
        word: Some(what),
        things,
        ..Deed::default()
    };
    stand(side, &syntax.coordinated(denial.source?), deed, false, true)
}

fn is_negated(syntax: &Syntax, word: usize) -> bool {
    syntax
        .children_with(word, &[Relation::Advmod])
        .any(|c| matches!(syntax.lower(c), "not" | "n't" | "n’t" | "never"))
}
