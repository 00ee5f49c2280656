//! Which verbs of several words does a sentence use? "came down" fell, "took the supplier to court" sued it.

use super::Predicate;
use crate::claims::syntax::Syntax;
use crate::lexicon::multiword::{MultiwordVerb, With, multiword_verbs};
use crate::parse::{Relation, Upos};

/// The single verb for a verb and its particle.
pub(super) fn with_particle(syntax: &Syntax, word: usize) -> Option<&'static str> {
    // Treebanks part "shut down", with a particle, from "came down", with an adverb; close to the verb they are the same.
    let near = |c: usize| c > word && c <= word + 2;
    let particle = syntax
        .children_with(
            word,
            &[Relation::CompoundPrt, Relation::Advmod, Relation::Xcomp],
        )
        .find(|&c| {
            syntax.relation(c) == Relation::CompoundPrt || near(c) && syntax.children(c).is_empty()
        })?;
    let form = syntax.lower(particle);
    multiword_verbs(syntax.lemma(word))
        .iter()
        .find(|m| matches!(m.with, With::Particle(particle) if particle == form))
        .map(|m| m.means)
}

/// Turns "took part" into "participated", "set fire to the hall" into "burnt the hall": predicate and participants.
pub(super) fn resolve_objects(syntax: &Syntax, predicate: &mut Predicate) {
    for verb in multiword_verbs(&predicate.lemma) {
        let found = match verb.with {
            With::Particle(_) => false,
            With::Object(noun) => takes_object(syntax, predicate, noun, verb),
            With::Phrase(preposition, noun) => {
                let is = |(p, w): &(String, usize)| p == preposition && syntax.lemma(*w) == noun;
                // "remains in force for the mountains": what hangs on the noun is the verb's.
                let below: Vec<(String, usize)> = predicate
                    .obliques
                    .iter()
                    .filter(|o| is(o))
                    .flat_map(|(_, w)| syntax.children_with(*w, &[Relation::Nmod]))
                    .filter_map(|c| Some((syntax.preposition(c)?, c)))
                    .collect();
                let found = predicate.obliques.iter().any(is);
                predicate.obliques.retain(|o| !is(o));
                predicate.obliques.extend(below);
                found || reads_as_verb(syntax, predicate.word, preposition, noun)
            }
        };
        if found {
            predicate.lemma = verb.means.to_string();
            return;
        }
    }
}

/// "took the firm to court", with "to court" read as an infinitive.
fn reads_as_verb(syntax: &Syntax, verb: usize, preposition: &str, noun: &str) -> bool {
    let infinitive = syntax.child(verb, &[Relation::Xcomp]);
    infinitive.is_some_and(|w| {
        syntax.lemma(w) == noun
            && syntax
                .child(w, &[Relation::Mark])
                .is_some_and(|m| syntax.lower(m) == preposition)
    })
}

/// Whether the object belongs to the verb; if so, what it is done to takes its place.
fn takes_object(
    syntax: &Syntax,
    predicate: &mut Predicate,
    noun: &str,
    verb: &MultiwordVerb,
) -> bool {
    // "was denied bail": whoever is denied it stays.
    let mut patients = predicate.patients.iter().copied();
    let Some(object) = patients.find(|&p| syntax.lemma(p) == noun) else {
        return false;
    };
    // "took a small part": what is described is a thing of its own; "lost their lives" only says whose.
    let described = syntax
        .children_with(
            object,
            &[Relation::Amod, Relation::Nummod, Relation::NmodPoss],
        )
        .any(|c| syntax.upos(c) != Upos::Pron);
    if syntax.upos(object) != Upos::Noun || described {
        return false;
    }
    let behind = |w: usize| {
        verb.done_to
            .is_some_and(|p| syntax.preposition(w).is_some_and(|q| q == p))
    };
    let receiver = syntax.children_with(predicate.word, &[Relation::Iobj]);
    let done_to: Vec<usize> = syntax
        .children_with(object, &[Relation::Nmod])
        .chain(predicate.obliques.iter().map(|(_, w)| *w))
        .filter(|&w| behind(w))
        .chain(receiver)
        .collect();
    predicate.obliques.retain(|(_, w)| !done_to.contains(w));
    // "left the rails on the bridge": what the tree hangs on the object is said of the whole.
    let beside = syntax
        .children_with(object, &[Relation::Nmod])
        .filter(|c| !done_to.contains(c))
        .filter_map(|c| Some((syntax.preposition(c)?, c)));
    predicate.obliques.extend(beside);
    predicate.patients.retain(|&p| p != object);
    predicate.patients.extend(done_to);
    if matches!(verb.means, "happen" | "derail" | "die") && predicate.patients.is_empty() {
        // "took place", "lost their lives": it happens to the subject, and nobody does anything.
        predicate.patients = std::mem::take(&mut predicate.agents);
    }
    true
}
