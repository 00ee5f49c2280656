//! What sort of thing happens to the counted: killed, wounded, arrested?

use super::{Predicate, Sort};
use crate::claims::syntax::Syntax;
use crate::lexicon::relations::role_class;
use crate::parse::Relation;

/// The class of what a predicate does: that of its verb, or of the verb behind a noun.
pub fn class_of(predicate: &Predicate) -> Option<&'static str> {
    let plain = predicate.lemma.split(' ').next().unwrap_or("");
    // "were hurt" speaks of people, "hurt the economy" does not.
    if plain == "hurt" && predicate.agents.is_empty() {
        return role_class(plain);
    }
    // "fire" without an object of the person kind is shooting, "lay" and "round" need their particle.
    match (plain, predicate.lemma.as_str()) {
        ("lay", "lay off") | ("round", "round up") | ("carry", _) => {}
        (
            "lay" | "round" | "fire" | "hold" | "level" | "save" | "strike" | "contract" | "case",
            _,
        ) if predicate.sort != Sort::Copula => return None,
        _ => {}
    }
    // Who did not survive is dead.
    if plain == "survive" && predicate.negation.is_some() {
        return role_class("die");
    }
    role_class(plain)
}

/// Classes of nouns that say who is counted, whatever happens to them: "nine hostages", "two workers".
pub(super) fn names_who(class: &str) -> bool {
    matches!(
        class,
        "captured" | "employed" | "displaced" | "attended" | "arrested" | "convicted" | "struck"
    )
}

/// Whether it is the subject to whom the predicate happens: without an object, or "suffered burns".
pub(super) fn undergoes(predicate: &Predicate) -> bool {
    predicate.patients.is_empty()
        || matches!(
            predicate.lemma.as_str(),
            "suffer" | "sustain" | "need" | "contract" | "survive" | "attend" | "participate"
        )
}

/// "were taken to hospital", "ended up in hospital", "sought treatment", and "remain missing".
pub(super) fn class_of_state(syntax: &Syntax, predicate: &Predicate) -> Option<&'static str> {
    let treated = matches!(
        predicate.lemma.as_str(),
        "seek" | "need" | "receive" | "require" | "get"
    ) && predicate.patients.iter().any(|&p| {
        matches!(
            syntax.lemma(p),
            "treatment" | "care" | "aid" | "help" | "attention"
        ) && (syntax.lemma(p) == "treatment"
            || syntax
                .children_with(p, &[Relation::Amod])
                .any(|c| matches!(syntax.lemma(c), "medical" | "hospital")))
    });
    if treated {
        return role_class("hurt");
    }
    if matches!(predicate.lemma.as_str(), "remain" | "stay" | "leave")
        && let Some(state) = syntax.child(predicate.word, &[Relation::Xcomp])
    {
        return role_class(syntax.lemma(state));
    }
    // "are in hospital" is a copula, whose word is the hospital.
    let in_hospital = predicate.sort == Sort::Copula && is_hospital(syntax, predicate.word);
    let taken = predicate
        .obliques
        .iter()
        .any(|(_, w)| is_hospital(syntax, *w));
    (in_hospital || taken).then(|| role_class("hurt")).flatten()
}

/// The class that a participle or phrase on the counted noun gives it: "people affected", "people taken to hospital".
pub(super) fn described_class(syntax: &Syntax, word: usize) -> Option<&'static str> {
    let own = role_class(syntax.lemma(word));
    own.or_else(|| {
        // "with breathing problems": the narrowing word says it.
        syntax
            .children_with(word, &[Relation::Amod, Relation::Compound])
            .find_map(|c| role_class(syntax.lemma(c)))
    })
    .or_else(|| {
        let hospital = syntax
            .subtree(word)
            .into_iter()
            .any(|w| is_hospital(syntax, w));
        hospital.then(|| role_class("hurt")).flatten()
    })
}

fn is_hospital(syntax: &Syntax, word: usize) -> bool {
    matches!(syntax.lemma(word), "hospital" | "clinic")
}
