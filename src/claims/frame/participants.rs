//! Who takes part in a predicate, and on which side? Passives resolved, coordination distributed, clauses filled from their noun.

use super::Predicate;
use crate::claims::quantity::is_month;
use crate::claims::syntax::Syntax;
use crate::lexicon::relations::role_class;
use crate::parse::{Relation, Upos, VerbForm};

/// Subjects of a predicate, distributed over coordination and clauses, and whether they are those of a passive.
pub(super) fn subjects(syntax: &Syntax, word: usize) -> (Vec<usize>, bool) {
    let mut at = word;
    // Bounded: each step goes up the tree.
    for _ in 0..syntax.len() {
        if let Some(subject) = syntax.child(at, &[Relation::NsubjPass]) {
            // "were told to leave": those who are told leave.
            return (resolve(syntax, subject), at == word);
        }
        if let Some(subject) = syntax.child(at, &[Relation::Nsubj, Relation::NsubjOuter]) {
            return (
                resolve(syntax, subject),
                at == word && is_passive(syntax, word),
            );
        }
        let Some(head) = syntax.head(at) else { break };
        // "three were killed and 40 injured": a number of its own is the subject.
        if at == word
            && syntax.relation(at) == Relation::Conj
            && let Some(number) = syntax.child(at, &[Relation::Nummod])
        {
            return (vec![number], is_past_participle(syntax, word));
        }
        // "directed the general to report": the object of the one is the subject of the other.
        if syntax.relation(at) == Relation::Xcomp
            && syntax.lemma(head) != "promise"
            && let Some(object) = syntax.child(head, &[Relation::Obj, Relation::Iobj])
            && object < at
        {
            return (syntax.coordinated(object), false);
        }
        // "prevented him from leaving", "accused the rebels of shelling": the same.
        if syntax.relation(at) == Relation::Advcl
            && let Some(object) = syntax.child(head, &[Relation::Obj])
            && head < object
            && object < at
            && syntax
                .children_with(at, &[Relation::Mark, Relation::Case])
                .any(|m| {
                    matches!(syntax.lemma(m), "from" | "of" | "for")
                        || syntax.lemma(m) == "to" && moves_its_object(syntax.lemma(head))
                })
        {
            return (syntax.coordinated(object), false);
        }
        match syntax.relation(at) {
            // "its plans to fly", "made an attempt to fly": who has the plan is to fly.
            Relation::Acl if is_infinitive(syntax, at) && names_intent(syntax.lemma(head)) => {
                if let Some(owner) = syntax.child(head, &[Relation::NmodPoss])
                    && syntax.upos(owner) != Upos::Pron
                {
                    return (syntax.coordinated(owner), false);
                }
                let verb = syntax
                    .head(head)
                    .filter(|_| syntax.relation(head) == Relation::Obj);
                match verb {
                    Some(verb) => at = verb,
                    None => break,
                }
            }
            // "the men killed in the raid": a participle on a noun is passive if past.
            Relation::Acl => {
                // With an object of its own it is no passive, but a main verb that the tree hangs wrongly: "fire destroyed 40 homes".
                let passive =
                    is_past_participle(syntax, at) && syntax.child(at, &[Relation::Obj]).is_none();
                return (syntax.coordinated(head), passive && at == word);
            }
            Relation::AclRelcl => return (syntax.coordinated(head), is_passive(syntax, word)),
            // "Saipov, seated in a wheelchair, appeared".
            Relation::Advcl
                if at == word
                    && syntax.is_passive_participle(word)
                    && syntax
                        .child(word, &[Relation::Obj, Relation::Mark, Relation::Aux])
                        .is_none()
                    && let Some(subject) =
                        syntax.child(head, &[Relation::Nsubj, Relation::NsubjPass]) =>
            {
                return (resolve(syntax, subject), true);
            }
            Relation::Conj | Relation::Xcomp | Relation::Advcl => at = head,
            _ => break,
        }
    }
    (Vec::new(), false)
}

/// Verbs whose object does what their infinitive says: "assigned two lawyers to lead".
fn moves_its_object(lemma: &str) -> bool {
    matches!(
        lemma,
        "allow"
            | "appoint"
            | "ask"
            | "assign"
            | "authorize"
            | "beg"
            | "direct"
            | "elect"
            | "encourage"
            | "force"
            | "hire"
            | "instruct"
            | "invite"
            | "nominate"
            | "order"
            | "permit"
            | "persuade"
            | "pick"
            | "press"
            | "push"
            | "select"
            | "tell"
            | "urge"
            | "want"
    )
}

/// "to fly".
fn is_infinitive(syntax: &Syntax, verb: usize) -> bool {
    syntax
        .children_with(verb, &[Relation::Mark])
        .any(|m| syntax.lower(m) == "to")
}

/// Nouns of what somebody means, tries or is bound to do.
pub(super) fn names_intent(lemma: &str) -> bool {
    matches!(
        lemma,
        "plan"
            | "decision"
            | "attempt"
            | "effort"
            | "intention"
            | "promise"
            | "pledge"
            | "threat"
            | "refusal"
            | "failure"
            | "offer"
            | "bid"
            | "proposal"
            | "agreement"
            | "willingness"
            | "readiness"
            | "vow"
            | "right"
    )
}

/// "who" and "which" stand for their noun; coordination is spread out.
fn resolve(syntax: &Syntax, subject: usize) -> Vec<usize> {
    if matches!(syntax.lemma(subject), "who" | "which" | "that")
        && let Some(clause) = syntax.head(subject)
        && syntax.relation(clause) == Relation::AclRelcl
        && let Some(noun) = syntax.head(clause)
    {
        return syntax.coordinated(noun);
    }
    syntax.coordinated(subject)
}

/// Whether a noun or name is a time: "Wednesday's attack" is nobody's.
pub fn is_time_noun(syntax: &Syntax, word: usize) -> bool {
    matches!(
        syntax.lemma(word).to_lowercase().as_str(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "tonight"
            | "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "day"
            | "week"
            | "weekend"
            | "month"
            | "year"
            | "decade"
            | "century"
    ) || is_month(&syntax.form(word).to_lowercase())
}

fn is_passive(syntax: &Syntax, word: usize) -> bool {
    syntax
        .child(word, &[Relation::AuxPass, Relation::NsubjPass])
        .is_some()
}

fn is_past_participle(syntax: &Syntax, word: usize) -> bool {
    let morph = syntax.morph(word);
    syntax.is_passive_participle(word)
        || (morph.verb_form == Some(VerbForm::Part)
            && !syntax.form(word).to_lowercase().ends_with("ing"))
}

pub(super) fn verb_participants(syntax: &Syntax, predicate: &mut Predicate) {
    let word = predicate.word;
    let (subjects, inherited_passive) = subjects(syntax, word);
    // "were killed and wounded": a coordinated participle shares the passive.
    let shares = syntax.relation(word) == Relation::Conj
        && syntax.head(word).is_some_and(|h| is_passive(syntax, h))
        && is_past_participle(syntax, word)
        && syntax.child(word, &[Relation::Nsubj]).is_none();
    let passive = is_passive(syntax, word) || inherited_passive || shares;
    let objects: Vec<usize> = syntax
        .children_with(word, &[Relation::Obj])
        .flat_map(|o| resolve(syntax, o))
        .collect();
    if passive {
        predicate.patients = subjects;
        predicate.agents = syntax
            .children_with(word, &[Relation::OblAgent])
            .flat_map(|o| syntax.coordinated(o))
            .collect();
        if predicate.agents.is_empty() {
            predicate.agents = syntax
                .children_with(word, &[Relation::Obl])
                .filter(|&c| syntax.preposition(c).is_some_and(|p| p == "by"))
                .collect();
        }
        predicate.patients.extend(objects);
        return;
    }
    predicate.agents = subjects;
    predicate.patients = objects;
    if predicate.patients.is_empty() {
        // "the attack that the rebels carried out": the noun of the relative clause is the object.
        if syntax.relation(word) == Relation::AclRelcl
            && syntax
                .child(word, &[Relation::Nsubj])
                .is_some_and(|s| !matches!(syntax.lemma(s), "who" | "which" | "that"))
            && let Some(noun) = syntax.head(word)
        {
            predicate.patients.push(noun);
        } else if is_change_of_its_subject(&predicate.lemma) {
            // "107 died", "prices rose": the subject is what it happens to.
            predicate.patients = std::mem::take(&mut predicate.agents);
        }
    }
}

/// Verbs without object whose subject undergoes them.
fn is_change_of_its_subject(lemma: &str) -> bool {
    matches!(
        lemma,
        "die"
            | "perish"
            | "drown"
            | "fall"
            | "rise"
            | "grow"
            | "drop"
            | "increase"
            | "decrease"
            | "happen"
            | "occur"
            | "explode"
            | "collapse"
            | "burn"
            | "sink"
            | "crash"
            | "begin"
            | "start"
            | "end"
            | "stop"
            | "survive"
            | "suffer"
            | "suffocate"
            | "disappear"
            | "vanish"
            | "break out"
            | "close"
            | "open"
            | "climb"
            | "succumb"
            | "change"
            | "erupt"
            | "derail"
            | "arrive"
            | "remain"
            | "stay"
    )
}

/// "the killing of X by Y", "X's death", "Y's attack on X".
pub(super) fn nominal_participants(syntax: &Syntax, predicate: &mut Predicate) {
    let word = predicate.word;
    for child in syntax.children(word).to_vec() {
        match syntax.relation(child) {
            Relation::Nmod => match syntax.preposition(child).as_deref() {
                Some("of" | "on" | "against") => {
                    predicate.patients.extend(syntax.coordinated(child));
                    // "the arrest of two brothers by the army": trees often hang the doer on the brothers.
                    let by = syntax
                        .children_with(child, &[Relation::Nmod])
                        .filter(|&c| syntax.preposition(c).is_some_and(|p| p == "by"));
                    predicate.agents.extend(by);
                }
                Some("by") => predicate.agents.extend(syntax.coordinated(child)),
                _ => {}
            },
            Relation::NmodPoss if !is_time_noun(syntax, child) => {
                let undergoes = role_class(&predicate.lemma).is_some();
                let side = if undergoes {
                    &mut predicate.patients
                } else {
                    &mut predicate.agents
                };
                side.extend(syntax.coordinated(child));
            }
            _ => {}
        }
    }
}

/// "received no warning of the strikes", "gave notice": who gets it is warned, who gives it warns, and "of" says of what.
pub(super) fn light_participants(syntax: &Syntax, predicate: &mut Predicate) {
    let word = predicate.word;
    if !matches!(syntax.relation(word), Relation::Obj | Relation::NsubjPass)
        || !matches!(
            predicate.lemma.as_str(),
            "warning" | "notice" | "notification" | "word" | "news"
        )
    {
        return;
    }
    let Some(verb) = syntax.head(word) else {
        return;
    };
    let subject = || subjects(syntax, verb).0;
    match syntax.lemma(verb) {
        "receive" | "get" | "have" => predicate.patients = subject(),
        "give" | "issue" | "send" => {
            // "No warning was given": the subject is the warning itself.
            predicate.agents = subject().into_iter().filter(|&s| s != word).collect();
            predicate.patients = syntax.children_with(verb, &[Relation::Iobj]).collect();
        }
        _ => {}
    }
}

pub(super) fn collect_obliques(syntax: &Syntax, word: usize, predicate: &mut Predicate) {
    for child in syntax.children_with(
        word,
        &[Relation::Obl, Relation::Nmod, Relation::OblUnmarked],
    ) {
        if predicate.agents.contains(&child) || predicate.patients.contains(&child) {
            continue;
        }
        let preposition = syntax.preposition(child).unwrap_or_default();
        for member in syntax.coordinated(child) {
            predicate.obliques.push((preposition.clone(), member));
        }
    }
}
