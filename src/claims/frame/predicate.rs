//! Which words of a sentence carry a predicate? Verbs, copulas with what they say, nouns of events.

use super::modality::modality;
use super::negation::{negation, no_determiner};
use super::participants::{collect_obliques, nominal_participants, subjects, verb_participants};
use super::tense::tense;
use super::{Aspect, Modality, Predicate, Sort};
use crate::claims::attribution::{Attribution, Stance};
use crate::claims::syntax::Syntax;
use crate::lexicon::relations::{role_class, verbs_of};
use crate::parse::{Relation, Upos};

/// The predicates of a sentence, in text order.
pub fn predicates(syntax: &Syntax, attributions: &[Attribution]) -> Vec<Predicate> {
    let mut found: Vec<Predicate> = (0..syntax.len())
        .filter_map(|word| predicate(syntax, word))
        .flat_map(|predicate| without_negated_member(syntax, predicate))
        .collect();
    for predicate in &mut found {
        predicate.attribution = innermost(attributions, predicate.word);
        if predicate
            .attribution
            .is_some_and(|a| matches!(attributions[a].stance, Stance::Predict | Stance::Demand))
        {
            predicate.modality = predicate.modality.max(Modality::Planned);
        }
        if predicate
            .attribution
            .is_some_and(|a| matches!(attributions[a].stance, Stance::Doubt | Stance::Believe))
        {
            predicate.modality = predicate.modality.max(Modality::Hedged);
        }
    }
    found
}

/// "tear gas and not chlorine was used": two predicates, of which only the second is negated.
fn without_negated_member(syntax: &Syntax, mut predicate: Predicate) -> Vec<Predicate> {
    let negated =
        |&w: &usize| syntax.relation(w) == Relation::Conj && no_determiner(syntax, w).is_some();
    let cut = predicate.patients.iter().copied().find(negated);
    let Some(member) = cut.filter(|_| predicate.patients.len() > 1) else {
        return vec![predicate];
    };
    predicate.patients.retain(|&w| w != member);
    let mut other = predicate.clone();
    other.patients = vec![member];
    other.negation = no_determiner(syntax, member);
    if predicate.negation == other.negation {
        predicate.negation = None;
    }
    vec![predicate, other]
}

fn innermost(attributions: &[Attribution], word: usize) -> Option<usize> {
    (0..attributions.len())
        .filter(|&i| {
            attributions[i].cue != word && attributions[i].content.binary_search(&word).is_ok()
        })
        .min_by_key(|&i| attributions[i].content.len())
}

fn predicate(syntax: &Syntax, word: usize) -> Option<Predicate> {
    let copula = syntax.child(word, &[Relation::Cop]).is_some();
    let exists = syntax.relation(word) == Relation::Nsubj
        && syntax.head(word).is_some_and(|h| {
            syntax.lemma(h) == "be" && syntax.child(h, &[Relation::Expl]).is_some()
        });
    let sort = match syntax.upos(word) {
        Upos::Verb => Sort::Verb,
        _ if copula => Sort::Copula,
        // "there was no smell": what there is or is not is the predicate.
        Upos::Noun if exists || names_event(syntax, word) => Sort::Nominal,
        // "three dead", "12 wounded": an adjective as the head of a clause without verb.
        Upos::Adj
            if role_class(syntax.lemma(word)).is_some()
                && syntax
                    .child(word, &[Relation::Nummod, Relation::Nsubj])
                    .is_some() =>
        {
            Sort::Copula
        }
        _ => return None,
    };
    let mut lemma = syntax.lemma(word).to_lowercase();
    if let Some(particle) = syntax.child(word, &[Relation::CompoundPrt]) {
        lemma.push(' ');
        lemma.push_str(&syntax.form(particle).to_lowercase());
    }
    let (tense, aspect) = if sort == Sort::Nominal {
        (None, Aspect::Simple)
    } else {
        tense(syntax, word)
    };
    let mut predicate = Predicate {
        word,
        lemma,
        sort,
        agents: Vec::new(),
        patients: Vec::new(),
        obliques: Vec::new(),
        negation: None,
        modality: modality(syntax, word),
        tense,
        aspect,
        attribution: None,
    };
    match sort {
        Sort::Nominal => nominal_participants(syntax, &mut predicate),
        Sort::Copula => {
            predicate.patients = subjects(syntax, word).0;
        }
        Sort::Verb => verb_participants(syntax, &mut predicate),
    }
    collect_obliques(syntax, word, &mut predicate);
    predicate.negation = negation(syntax, word, &predicate);
    Some(predicate)
}

/// Nouns of acts: those whose class is known, or that WordNet derives from a verb and that take an event's complements.
fn names_event(syntax: &Syntax, word: usize) -> bool {
    let lemma = syntax.lemma(word);
    if role_class(lemma).is_some()
        && !matches!(
            lemma,
            "worker" | "victim" | "refugee" | "hostage" | "patient" | "crowd" | "body"
        )
    {
        return true;
    }
    !verbs_of(lemma).is_empty()
        && (lemma.ends_with("ion")
            || lemma.ends_with("ment")
            || lemma.ends_with("ing")
            || lemma.ends_with("al")
            || matches!(
                lemma,
                "attack"
                    | "strike"
                    | "raid"
                    | "use"
                    | "vote"
                    | "talk"
                    | "crash"
                    | "assault"
                    | "bombing"
                    | "blast"
                    | "claim"
                    | "offer"
                    | "deal"
                    | "report"
                    | "call"
                    | "visit"
                    | "ban"
                    | "order"
                    | "threat"
                    | "warning"
                    | "notice"
                    | "ceasefire"
                    | "truce"
                    | "withdrawal"
                    | "retreat"
                    | "resignation"
            ))
}
