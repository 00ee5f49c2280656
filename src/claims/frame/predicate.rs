//! Which words of a sentence carry a predicate? Verbs, copulas with what they say, nouns of events.

use super::modality::modality;
use super::multiword::{resolve_objects, with_particle};
use super::negation::{is_chance, is_improbable, is_ruled_out, negation, no_determiner};
use super::participants::{
    collect_obliques, light_participants, nominal_participants, subjects, verb_participants,
};
use super::tense::tense;
use super::{Aspect, Modality, Predicate, Sort};
use crate::claims::attribution::{Attribution, Stance};
use crate::claims::syntax::Syntax;
use crate::lexicon::relations::{role_class, verbs_of};

use crate::parse::{Relation, Upos, past_of};

/// The predicates of a sentence, in text order.
pub fn predicates(syntax: &Syntax, attributions: &[Attribution]) -> Vec<Predicate> {
    let mut found: Vec<Predicate> = (0..syntax.len())
        .filter_map(|word| predicate(syntax, word))
        .flat_map(|predicate| without_negated_member(syntax, predicate))
        .collect();
    for predicate in &mut found {
        predicate.attribution = innermost(attributions, predicate.word);
        // "he said that they would leave": seen from then, they were to.
        if predicate.modality == Modality::Conditional
            && predicate.attribution.is_some()
            && is_future_of_the_past(syntax, predicate.word)
        {
            predicate.modality = Modality::Planned;
        }
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

/// "would leave" without a condition.
fn is_future_of_the_past(syntax: &Syntax, word: usize) -> bool {
    let would = syntax
        .children_with(word, &[Relation::Aux])
        .any(|a| matches!(syntax.lower(a), "would" | "'d"));
    let perfect = syntax
        .children_with(word, &[Relation::Aux])
        .any(|a| syntax.lemma(a) == "have");
    let condition =
        (0..syntax.len()).any(|w| matches!(syntax.lower(w), "if" | "unless" | "otherwise"));
    would && !perfect && !condition
}

/// "tear gas and not chlorine was used", "fired by rebels, not by the army": two predicates, of which only the second is negated.
fn without_negated_member(syntax: &Syntax, mut predicate: Predicate) -> Vec<Predicate> {
    let slots = |p: &Predicate| -> Vec<Vec<usize>> {
        let obliques = p.obliques.iter().map(|(_, w)| *w).collect();
        vec![p.agents.clone(), p.patients.clone(), obliques]
    };
    let member = slots(&predicate).into_iter().find_map(|slot| {
        slot.iter()
            .copied()
            .find(|&w| is_left_out(syntax, w, &slot))
    });
    let Some(member) = member else {
        return vec![predicate];
    };
    let mut other = predicate.clone();
    for (kept, left_out) in [
        (&mut predicate.agents, &mut other.agents),
        (&mut predicate.patients, &mut other.patients),
    ] {
        if kept.contains(&member) {
            kept.retain(|&w| w != member);
            *left_out = vec![member];
        }
    }
    if predicate.obliques.iter().any(|(_, w)| *w == member) {
        let preposition = |w: usize| {
            predicate
                .obliques
                .iter()
                .find(|(_, o)| *o == w)
                .map(|(p, _)| p.clone())
        };
        let beside = preposition(member);
        other
            .obliques
            .retain(|(p, w)| *w == member || Some(p) != beside.as_ref());
        predicate.obliques.retain(|(_, w)| *w != member);
    }
    other.negation = no_determiner(syntax, member);
    if predicate.negation == other.negation {
        predicate.negation = None;
    }
    vec![predicate, other]
}

/// Whether a coordinated word is the one that is not meant: "X and not Y", "not X but Y".
fn is_left_out(syntax: &Syntax, word: usize, slot: &[usize]) -> bool {
    if slot.len() < 2 || no_determiner(syntax, word).is_none() {
        return false;
    }
    let but = |c: usize| {
        syntax
            .child(c, &[Relation::Cc])
            .is_some_and(|cc| syntax.lemma(cc) == "but")
    };
    let first = slot.contains(&word)
        && syntax
            .children_with(word, &[Relation::Conj])
            .any(|c| slot.contains(&c) && but(c));
    syntax.relation(word) == Relation::Conj || first
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
        Upos::Verb if is_preposition(syntax, word) => return None,
        Upos::Verb => Sort::Verb,
        // "The window was broken": tagged as an adjective, but with the auxiliary of a passive.
        Upos::Adj | Upos::Noun if syntax.child(word, &[Relation::AuxPass]).is_some() => Sort::Verb,
        _ if copula => Sort::Copula,
        // "there was no smell": what there is or is not is the predicate.
        Upos::Noun if exists || names_event(syntax, word) || is_weighed(syntax, word) => {
            Sort::Nominal
        }
        // "three dead", "12 wounded": an adjective as the head of a clause without verb.
        Upos::Adj
            if role_class(syntax.lemma(word)).is_some()
                && syntax
                    .children_with(
                        word,
                        &[Relation::Nummod, Relation::Nsubj, Relation::Compound],
                    )
                    .any(|c| {
                        syntax.relation(c) != Relation::Compound || syntax.upos(c) == Upos::Num
                    }) =>
        {
            Sort::Copula
        }
        // "remained open", "proved safe": the adjective says it, the verb only that it stayed or turned out so.
        Upos::Adj
            if syntax.relation(word) == Relation::Xcomp
                && syntax
                    .head(word)
                    .is_some_and(|v| is_copular(syntax.lemma(v))) =>
        {
            Sort::Copula
        }
        _ => return None,
    };
    let mut lemma = syntax.lemma(word).to_lowercase();
    // "was shot" with "shot" tagged as a noun.
    if sort == Sort::Verb && syntax.upos(word) != Upos::Verb {
        let form = syntax.form(word).to_lowercase();
        if let Some(verb) = past_of(&form) {
            lemma = verb.to_string();
        }
    }
    if sort == Sort::Verb
        && let Some(single) = with_particle(syntax, word)
    {
        lemma = single.to_string();
    } else if let Some(particle) = syntax.child(word, &[Relation::CompoundPrt]) {
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
        Sort::Nominal => {
            nominal_participants(syntax, &mut predicate);
            light_participants(syntax, &mut predicate);
        }
        Sort::Copula => {
            // "three were killed and 40 injured": the number is those who are so.
            let number = syntax
                .children_with(word, &[Relation::Nummod, Relation::Compound])
                .find(|&c| syntax.upos(c) == Upos::Num)
                .filter(|_| {
                    syntax.upos(word) == Upos::Adj && syntax.child(word, &[Relation::Cop]).is_none()
                });
            predicate.patients = number.map_or_else(|| subjects(syntax, word).0, |n| vec![n]);
        }
        Sort::Verb => verb_participants(syntax, &mut predicate),
    }
    collect_obliques(syntax, word, &mut predicate);
    predicate.negation = negation(syntax, word, &predicate);
    if sort == Sort::Verb {
        resolve_objects(syntax, &mut predicate);
    }
    Some(predicate)
}

/// "ruled out an election", "an election is possible": the noun of an act whose chances are weighed.
pub fn is_weighed(syntax: &Syntax, word: usize) -> bool {
    let Some(governor) = syntax.head(word) else {
        return false;
    };
    match syntax.relation(word) {
        Relation::Obj | Relation::NsubjPass => {
            is_ruled_out(syntax, governor)
                || matches!(
                    syntax.lemma(governor),
                    "consider" | "weigh" | "contemplate" | "mull"
                )
        }
        Relation::Nmod => is_chance(syntax.lemma(governor)),
        Relation::Nsubj => {
            // "remains possible": the adjective hangs on the verb.
            let state = syntax
                .child(governor, &[Relation::Xcomp])
                .filter(|_| is_copular(syntax.lemma(governor)));
            let chance = syntax.lemma(state.unwrap_or(governor));
            matches!(
                chance,
                "possible" | "likely" | "probable" | "conceivable" | "imminent" | "certain"
            ) || is_improbable(chance)
        }
        _ => false,
    }
}

/// "following the raid", "including three children", "according to police": verbs by their form, prepositions by their use.
fn is_preposition(syntax: &Syntax, word: usize) -> bool {
    let bare = syntax
        .child(
            word,
            &[
                Relation::Aux,
                Relation::AuxPass,
                Relation::Cop,
                Relation::Nsubj,
                Relation::NsubjPass,
                Relation::Mark,
            ],
        )
        .is_none();
    bare && syntax.head(word).is_some()
        && matches!(
            syntax.form(word).to_lowercase().as_str(),
            "following"
                | "including"
                | "according"
                | "regarding"
                | "concerning"
                | "excluding"
                | "considering"
                | "barring"
                | "given"
                | "owing"
                | "pending"
        )
        && matches!(
            syntax.relation(word),
            Relation::Case
                | Relation::Mark
                | Relation::Advcl
                | Relation::Acl
                | Relation::Obl
                | Relation::Nmod
                | Relation::Fixed
        )
}

/// Verbs that join a subject to a state.
fn is_copular(verb: &str) -> bool {
    matches!(
        verb,
        "remain"
            | "stay"
            | "become"
            | "prove"
            | "turn"
            | "seem"
            | "appear"
            | "look"
            | "keep"
            | "go"
            | "get"
            | "grow"
    )
}

/// Nouns of acts: those whose class is known, or that WordNet derives from a verb and that take an event's complements.
fn names_event(syntax: &Syntax, word: usize) -> bool {
    let lemma = syntax.lemma(word);
    if role_class(lemma).is_some()
        && !matches!(
            lemma,
            "worker" | "employee" | "victim" | "refugee" | "hostage" | "patient" | "crowd" | "body"
        )
    {
        return true;
    }
    // "in order to"
    let in_order = lemma == "order" && word > 0 && syntax.form(word - 1).eq_ignore_ascii_case("in");
    if in_order || is_thing(lemma) {
        return false;
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

/// Nouns with the ending of an act that mean a body, a thing, a place or a state.
#[rustfmt::skip]
fn is_thing(lemma: &str) -> bool {
    const THINGS: &[&str] = &[
        "accommodation", "administration", "animal", "apartment", "arrangement", "association", "basement", "being", "building",
        "ceiling", "circulation", "clothing", "coalition", "collection", "commission", "communication", "competition",
        "complication", "composition", "condition", "congregation", "constitution", "convention", "corporation",
        "corporal", "criminal", "custody", "department", "dimension", "direction", "document", "edition", "education", "element", "emotion",
        "environment", "equipment", "establishment", "expression", "fashion", "feeling", "filling", "foundation", "fragment",
        "function", "furnishing", "general", "generation", "government", "housing", "illustration", "impression", "information",
        "institution", "instruction", "instrument", "intelligence", "intention", "journal", "lighting", "location", "material",
        "meaning", "moment", "monument", "motion", "nation", "notion", "official", "opening", "opinion", "opposition", "organisation",
        "organization", "ornament", "painting", "parliament", "passion", "pension", "perception", "population", "portion",
        "position", "possession", "potential", "precaution", "professional", "profession", "proportion", "publication", "question",
        "ration", "region", "regulation", "relation", "religion", "reputation", "reservation", "section",
        "segment", "sentiment", "setting", "situation", "solution", "spelling", "station", "superstition",
        "television", "temptation", "tension", "total", "tradition", "transition", "variation", "vegetation", "vacation", "wedding",
    ];
    THINGS.contains(&lemma)
}
