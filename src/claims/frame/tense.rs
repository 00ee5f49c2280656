//! When does a predicate's verb place it, and is it over? Tense and aspect from the auxiliaries and the verb's own form.

use super::{Aspect, Tense};
use crate::claims::syntax::Syntax;
use crate::parse::{self, Relation, VerbForm};

/// Tense and aspect of the predicate that `word` carries; no tense for infinitives, bare participles, nouns and modal verbs.
pub(super) fn tense(syntax: &Syntax, word: usize) -> (Option<Tense>, Aspect) {
    let auxiliaries: Vec<usize> = syntax
        .children_with(word, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
        .collect();
    let Some(&first) = auxiliaries.first() else {
        return without_auxiliary(syntax, word);
    };
    let form = |w: usize| syntax.form(w).to_lowercase();
    let perfect = auxiliaries
        .iter()
        .any(|&w| syntax.relation(w) == Relation::Aux && is_have(&form(w)));
    let progressive = form(word).ends_with("ing")
        && auxiliaries
            .iter()
            .any(|&w| syntax.relation(w) == Relation::Aux && syntax.lemma(w) == "be");
    let aspect = match (perfect, progressive) {
        (true, true) => Aspect::PerfectProgressive,
        (true, false) => Aspect::Perfect,
        (false, true) => Aspect::Progressive,
        (false, false) => Aspect::Simple,
    };
    let tense = match form(first).as_str() {
        "will" | "'ll" | "’ll" | "wo" | "shall" => Some(Tense::Future),
        "may" | "might" | "can" | "ca" | "could" | "would" | "should" | "must" | "ought" | "to" => {
            None
        }
        "had" | "was" | "were" | "did" => Some(Tense::Past),
        "has" | "have" | "'ve" | "’ve" | "is" | "are" | "am" | "'m" | "'re" | "’re" | "do"
        | "does" => Some(Tense::Present),
        _ => finite(syntax, first),
    };
    (tense, aspect)
}

fn is_have(form: &str) -> bool {
    matches!(form, "has" | "have" | "had" | "'ve" | "’ve" | "having")
}

fn without_auxiliary(syntax: &Syntax, word: usize) -> (Option<Tense>, Aspect) {
    let shares = syntax.relation(word) == Relation::Conj
        && syntax.morph(word).verb_form != Some(VerbForm::Fin)
        && syntax.child(word, &[Relation::Mark]).is_none();
    // "was killed and buried", "is going to leave"
    if let Some(head) = syntax.head(word) {
        if shares && syntax.upos(head) == syntax.upos(word) {
            return tense(syntax, head);
        }
        if syntax.relation(word) == Relation::Xcomp
            && syntax.form(head).eq_ignore_ascii_case("going")
            && syntax.child(word, &[Relation::Mark]).is_some()
        {
            return (Some(Tense::Future), Aspect::Simple);
        }
    }
    (finite(syntax, word), Aspect::Simple)
}

fn finite(syntax: &Syntax, word: usize) -> Option<Tense> {
    let morph = syntax.morph(word);
    (morph.verb_form == Some(VerbForm::Fin))
        .then_some(morph.tense)
        .flatten()
        .map(|t| match t {
            parse::Tense::Past => Tense::Past,
            parse::Tense::Pres => Tense::Present,
        })
}
