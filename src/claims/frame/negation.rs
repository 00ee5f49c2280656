//! Which word negates a predicate? "not", "no X", "nobody", "failed to", "unable to", "lack of", "without"; two of them cancel out.
//!
//! Negation is asked of the predicate itself, of its participants, of what governs it, and of the clause that it is coordinated
//! with. Who denies something in reported speech is the business of [`crate::claims::attribution`].

use super::Predicate;
use super::participants::names_intent;
use crate::claims::nominal_cue::names_what_is_said;
use crate::claims::syntax::Syntax;
use crate::lexicon::falsehoods::is_untrue;
use crate::parse::{Relation, Upos, VerbForm};

/// The word that negates a predicate, if an odd number does.
pub(super) fn negation(syntax: &Syntax, word: usize, predicate: &Predicate) -> Option<usize> {
    let mut cues = own_cues(syntax, word);
    if cues.is_empty() {
        cues.extend(shared_cue(syntax, word));
    }
    for &participant in predicate.agents.iter().chain(&predicate.patients) {
        cues.extend(participant_cue(syntax, word, participant));
    }
    cues.extend(governing_cues(syntax, word));
    cues.sort_unstable();
    cues.dedup();
    (cues.len() % 2 == 1).then(|| cues[0])
}

/// Words that negate what they stand beside.
fn is_negator(syntax: &Syntax, word: usize) -> bool {
    matches!(
        syntax.form(word).to_lowercase().as_str(),
        "not"
            | "n't"
            | "n’t"
            | "never"
            | "no"
            | "neither"
            | "nor"
            | "hardly"
            | "barely"
            | "scarcely"
    )
}

/// Negators on the predicate itself: "did not", "never", "no longer", "without warning", "in no way".
fn own_cues(syntax: &Syntax, word: usize) -> Vec<usize> {
    // "did not leave until Tuesday": left, on Tuesday.
    if has_until(syntax, word) {
        return Vec::new();
    }
    let mut cues = Vec::new();
    for &child in syntax.children(word) {
        let relation = syntax.relation(child);
        let beside = matches!(
            relation,
            Relation::Advmod
                | Relation::Det
                | Relation::Aux
                | Relation::Cc
                | Relation::CcPreconj
                | Relation::Cop
        );
        if beside && is_negator(syntax, child) && !is_not_only(syntax, child) {
            cues.push(child);
        }
        let without = matches!(relation, Relation::Mark | Relation::Case)
            && syntax.form(child).eq_ignore_ascii_case("without");
        if without {
            cues.push(child);
        }
        cues.extend(adverbial_cue(syntax, child));
    }
    cues
}

/// "no longer", "in no way", "at no time", "under no circumstances", "by no means".
fn adverbial_cue(syntax: &Syntax, phrase: usize) -> Option<usize> {
    let adverbial = matches!(
        syntax.relation(phrase),
        Relation::Advmod | Relation::Obl | Relation::OblUnmarked
    ) && matches!(
        syntax.lemma(phrase),
        "long" | "longer" | "way" | "time" | "circumstance" | "circumstances" | "means" | "mean"
    );
    if !adverbial {
        return None;
    }
    syntax
        .children_with(phrase, &[Relation::Det, Relation::Advmod])
        .find(|&c| syntax.form(c).eq_ignore_ascii_case("no"))
}

fn has_until(syntax: &Syntax, word: usize) -> bool {
    syntax
        .children_with(word, &[Relation::Advcl, Relation::Obl])
        .chain(std::iter::once(word))
        .any(|c| {
            syntax
                .children_with(c, &[Relation::Mark, Relation::Case])
                .any(|m| {
                    c != word && matches!(syntax.form(m).to_lowercase().as_str(), "until" | "till")
                })
        })
}

/// "cannot be chosen or changed": a coordinated verb without an auxiliary of its own shares the auxiliary, and its "not".
fn shared_cue(syntax: &Syntax, word: usize) -> Option<usize> {
    let head = syntax
        .head(word)
        .filter(|_| syntax.relation(word) == Relation::Conj)?;
    let own = [
        Relation::Aux,
        Relation::AuxPass,
        Relation::Cop,
        Relation::Nsubj,
        Relation::NsubjPass,
        Relation::Mark,
    ];
    // "did not eat and went": another form of the verb needs no auxiliary.
    let form = |w: usize| syntax.morph(w).verb_form;
    let other_form = form(word) == Some(VerbForm::Fin) || form(word) != form(head);
    let but = syntax
        .children_with(word, &[Relation::Cc])
        .any(|c| matches!(syntax.lemma(c), "but" | "yet" | "instead"));
    if other_form
        || but
        || syntax.child(word, &own).is_some()
        || syntax.upos(word) != syntax.upos(head)
    {
        return None;
    }
    syntax.child(head, &[Relation::Aux, Relation::AuxPass, Relation::Cop])?;
    syntax
        .children_with(head, &[Relation::Advmod])
        .find(|&c| is_negator(syntax, c) && !is_not_only(syntax, c))
        .filter(|_| !has_until(syntax, head))
}

/// "no one was hurt", "received no warning", "neither side won".
fn participant_cue(syntax: &Syntax, predicate: usize, participant: usize) -> Option<usize> {
    let cue = no_determiner(syntax, participant)?;
    // "was not a bust made by her": the "not" belongs to what the noun says, not to the clause that hangs on it.
    let hangs_on_it = syntax.head(predicate) == Some(participant)
        && matches!(
            syntax.relation(predicate),
            Relation::Acl | Relation::AclRelcl | Relation::Amod
        );
    let says_itself = syntax.child(participant, &[Relation::Cop]).is_some();
    let inherited = hangs_on_it || syntax.is_below(predicate, participant);
    (!(inherited && says_itself)).then_some(cue)
}

/// "no", "none", "nobody" on a participant.
pub(super) fn no_determiner(syntax: &Syntax, participant: usize) -> Option<usize> {
    let lower = syntax.form(participant).to_lowercase();
    if matches!(lower.as_str(), "nobody" | "none" | "nothing" | "neither")
        || (lower == "one"
            && syntax
                .children(participant)
                .iter()
                .any(|&c| syntax.form(c).eq_ignore_ascii_case("no")))
    {
        return Some(participant);
    }
    syntax
        .children_with(
            participant,
            &[Relation::Det, Relation::Advmod, Relation::CcPreconj],
        )
        .find(|&c| {
            matches!(
                syntax.form(c).to_lowercase().as_str(),
                "no" | "neither" | "not"
            ) && !is_not_only(syntax, c)
        })
}

/// What governs the predicate says that it did not happen: "failed to", "prevented X from", "lack of", "too weak to".
fn governing_cues(syntax: &Syntax, word: usize) -> Vec<usize> {
    let Some(governor) = syntax.head(word) else {
        return Vec::new();
    };
    let relation = syntax.relation(word);
    let lemma = syntax.lemma(governor);
    let clause = matches!(
        relation,
        Relation::Xcomp | Relation::Ccomp | Relation::Csubj
    );
    let object = relation == Relation::Obj;
    let mut cues = Vec::new();
    let refuses = (clause || object)
        && matches!(
            lemma,
            "refuse" | "decline" | "neglect" | "avoid" | "forget" | "abstain" | "refrain" | "omit"
        )
        || clause && matches!(lemma, "fail" | "unable")
        || clause && lemma == "impossible" && marked(syntax, word, "to")
        || object
            && matches!(
                lemma,
                "lack" | "prevent" | "avert" | "foil" | "thwart" | "escape"
            );
    let ruled_out =
        (clause || object || relation == Relation::NsubjPass) && is_ruled_out(syntax, governor);
    // "prevented them from leaving", "abstained from voting".
    let kept_from = matches!(
        relation,
        Relation::Advcl | Relation::Obl | Relation::Xcomp | Relation::Ccomp
    ) && marked(syntax, word, "from")
        && matches!(
            lemma,
            "prevent"
                | "stop"
                | "bar"
                | "block"
                | "ban"
                | "keep"
                | "prohibit"
                | "refrain"
                | "abstain"
                | "discourage"
                | "deter"
                | "exempt"
        );
    // "failure to act", "a lack of warning", "the absence of talks".
    let by_noun = match relation {
        Relation::Acl => matches!(lemma, "failure" | "refusal" | "inability"),
        Relation::Nmod => matches!(lemma, "lack" | "absence") && marked(syntax, word, "of"),
        _ => false,
    };
    if refuses || ruled_out || kept_from || by_noun {
        cues.push(governor);
        // "did not fail to": both together affirm.
        cues.extend(own_not(syntax, governor));
        if by_noun {
            cues.extend(no_determiner(syntax, governor));
        }
    }
    // "it is wrong to say that p".
    let wrong_to_say = relation == Relation::Ccomp
        && matches!(lemma, "say" | "claim" | "suggest" | "assume" | "conclude")
        && syntax.head(governor).is_some_and(|above| {
            syntax.child(above, &[Relation::Cop]).is_some()
                && (syntax.lemma(above) == "wrong" || is_untrue(syntax.lemma(above)))
                && own_not(syntax, above).is_none()
        });
    if wrong_to_say {
        cues.extend(syntax.head(governor));
    }
    cues.extend(given_up(syntax, word));
    // "made no attempt to stop him".
    if relation == Relation::Acl && marked(syntax, word, "to") && names_intent(lemma) {
        cues.extend(no_determiner(syntax, governor));
    }
    // "it is false that", "it is not true that".
    if clause && syntax.child(governor, &[Relation::Cop]).is_some() {
        if is_untrue(lemma) || is_improbable(lemma) {
            cues.push(governor);
            cues.extend(own_not(syntax, governor));
        } else if matches!(lemma, "true" | "correct" | "case") {
            cues.extend(own_not(syntax, governor));
        }
    }
    // "no chance of an agreement".
    if relation == Relation::Nmod && is_chance(lemma) && marked(syntax, word, "of") {
        cues.extend(no_determiner(syntax, governor));
    }
    // "an early election is unlikely".
    let improbable = relation == Relation::Nsubj
        && is_improbable(lemma)
        && syntax.child(governor, &[Relation::Cop]).is_some();
    if improbable {
        cues.push(governor);
        cues.extend(own_not(syntax, governor));
    }
    // "the claim that p is a lie".
    if matches!(relation, Relation::Acl | Relation::Ccomp)
        && names_what_is_said(lemma)
        && let Some(above) = called_untrue(syntax, governor)
    {
        cues.push(above);
        cues.extend(own_not(syntax, above));
    }
    if clause && hands_negation_down(lemma) {
        cues.extend(own_not(syntax, governor));
    }
    // "no evidence that": what there is no sign of is not said to be so.
    if matches!(relation, Relation::Acl | Relation::Ccomp)
        && marked(syntax, word, "that")
        && matches!(
            lemma,
            "evidence" | "sign" | "indication" | "proof" | "truth" | "suggestion"
        )
    {
        cues.extend(no_determiner(syntax, governor));
    }
    // "too weak to stand".
    if matches!(
        relation,
        Relation::Xcomp | Relation::Advcl | Relation::Ccomp
    ) && marked(syntax, word, "to")
        && syntax.upos(governor) == Upos::Adj
    {
        cues.extend(
            syntax
                .children_with(governor, &[Relation::Advmod])
                .find(|&c| c < governor && syntax.lemma(c) == "too"),
        );
    }
    cues
}

/// "has dropped its plans to close the plant": the verb that gives up what the noun was about, whether the clause hangs on the noun
/// or, in the tree, on the verb.
fn given_up(syntax: &Syntax, word: usize) -> Option<usize> {
    let governor = syntax.head(word)?;
    let (noun, verb) = match syntax.relation(word) {
        Relation::Acl => (governor, syntax.head(governor)?),
        Relation::Xcomp => (syntax.child(governor, &[Relation::Obj])?, governor),
        _ => return None,
    };
    (syntax.head(noun) == Some(verb) && is_given_up(syntax, noun)).then_some(verb)
}

/// Whether a noun names a plan that is given up: "scrapped its plans".
pub fn is_given_up(syntax: &Syntax, noun: usize) -> bool {
    let planned = matches!(
        syntax.lemma(noun),
        "plan" | "intention" | "proposal" | "bid" | "attempt" | "effort" | "idea" | "project"
    );
    let gives_up = |verb: usize| {
        matches!(
            syntax.lemma(verb),
            "drop" | "abandon" | "scrap" | "shelve" | "cancel" | "renounce" | "ditch" | "reject"
        ) && own_not(syntax, verb).is_none()
    };
    planned && syntax.relation(noun) == Relation::Obj && syntax.head(noun).is_some_and(gives_up)
}

/// What calls a noun untrue that reports something: it is the subject of "is a lie", or the object of "called a lie".
fn called_untrue(syntax: &Syntax, noun: usize) -> Option<usize> {
    let above = syntax.head(noun)?;
    let verdict = match syntax.relation(noun) {
        Relation::Nsubj => syntax.child(above, &[Relation::Cop]).map(|_| above),
        Relation::Obj if matches!(syntax.lemma(above), "call" | "label" | "brand") => {
            syntax.child(above, &[Relation::Xcomp])
        }
        _ => None,
    };
    verdict.filter(|&word| is_untrue(syntax.lemma(word)))
}

/// Adjectives that weigh what they are said of, and leave it out: "unlikely that p".
pub fn is_improbable(lemma: &str) -> bool {
    matches!(
        lemma,
        "unlikely" | "improbable" | "implausible" | "impossible" | "inconceivable" | "unthinkable"
    )
}

/// Verbs and adjectives whose "not" is that of their clause: "was not allowed to", "did not manage to", "do not think that".
fn hands_negation_down(lemma: &str) -> bool {
    matches!(
        lemma,
        "think"
            | "believe"
            | "expect"
            | "want"
            | "seem"
            | "appear"
            | "intend"
            | "plan"
            | "manage"
            | "begin"
            | "start"
            | "able"
            | "allow"
            | "permit"
            | "bother"
            | "dare"
            | "go"
            | "suppose"
            | "get"
            | "wish"
            | "agree"
            | "authorize"
            | "authorise"
            | "likely"
            | "find"
            | "prove"
            | "establish"
    )
}

/// The "not" of a governing word.
fn own_not(syntax: &Syntax, word: usize) -> Option<usize> {
    syntax
        .children_with(word, &[Relation::Advmod, Relation::Aux])
        .find(|&c| is_negator(syntax, c) && !is_not_only(syntax, c))
}

/// "chance", "prospect": what is weighed stands behind "of".
pub(super) fn is_chance(lemma: &str) -> bool {
    matches!(
        lemma,
        "chance" | "possibility" | "prospect" | "likelihood" | "probability" | "hope"
    )
}

/// Whether the verb is "exclude", or "rule" with "out".
pub fn is_ruled_out(syntax: &Syntax, verb: usize) -> bool {
    syntax.lemma(verb) == "exclude"
        || syntax.lemma(verb) == "rule"
            && syntax
                .child(verb, &[Relation::CompoundPrt, Relation::Advmod])
                .is_some_and(|p| syntax.form(p).eq_ignore_ascii_case("out"))
}

/// Whether a marker or preposition of `word` is `form`.
fn marked(syntax: &Syntax, word: usize, form: &str) -> bool {
    syntax
        .children_with(word, &[Relation::Mark, Relation::Case])
        .any(|m| syntax.form(m).eq_ignore_ascii_case(form))
}

/// "not only", "not just": no negation.
fn is_not_only(syntax: &Syntax, not: usize) -> bool {
    not + 1 < syntax.len()
        && matches!(
            syntax.form(not + 1).to_lowercase().as_str(),
            "only" | "just" | "merely" | "simply" | "least" | "surprisingly" | "necessarily"
        )
}
