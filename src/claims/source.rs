//! Whose cue it is: from a reporting verb to the word that names the speaker.
//!
//! In: the tree and the cue. Out: the head of the source and, for "officials who said", the pronoun that stands in for it.

use super::syntax::Syntax;
use crate::parse::{Relation, Upos};

/// The source of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Found {
    /// Head of the source; none for passive reports without an agent.
    pub source: Option<usize>,
    /// The relative pronoun that stands in for it.
    pub stand_in: Option<usize>,
}

impl Found {
    fn plain(source: Option<usize>) -> Found {
        Found {
            source,
            stand_in: None,
        }
    }
}

const SUBJECT: [Relation; 3] = [Relation::Nsubj, Relation::NsubjOuter, Relation::NsubjPass];

/// Who speaks: the subject, the "by" phrase of a passive, the noun of "a statement saying", or the subject of the clause that a
/// participle, an infinitive or a second verb belongs to.
///
/// `quoted` says of each word whether it stands in a quotation: a cue outside never belongs to a word inside.
pub(super) fn source(
    syntax: &Syntax,
    verb: usize,
    passive: bool,
    content: &[usize],
    quoted: &[bool],
) -> Found {
    let reachable = |w: &usize| quoted[verb] || !quoted[*w];
    let outside = |w: &usize| content.binary_search(w).is_err() && reachable(w);
    if passive {
        return Found::plain(passive_source(syntax, verb));
    }
    if let Some(subject) = syntax
        .children_with(verb, &[Relation::Nsubj, Relation::NsubjOuter])
        .find(|&s| {
            can_speak(syntax, s) && reachable(&s) && (s < verb || stands_behind_stop(syntax, verb))
        })
    {
        let subject = parenthetical_subject(syntax, verb, subject, quoted).unwrap_or(subject);
        return relative_antecedent(syntax, subject);
    }
    if let Some(inverted) = inverted_subject(syntax, verb).filter(reachable) {
        return Found::plain(Some(inverted));
    }
    if let Some(neighbour) = neighbouring_subject(syntax, verb, quoted) {
        return relative_antecedent(syntax, neighbour);
    }
    let mut at = verb;
    // Bounded: each step goes up the tree.
    for _ in 0..syntax.len() {
        let Some(head) = syntax.head(at) else { break };
        match syntax.relation(at) {
            Relation::AclRelcl if at != verb => {
                return Found::plain(
                    Some(head)
                        .filter(|_| syntax.is_nominal(head))
                        .filter(outside),
                );
            }
            // "a statement saying p", not "a history of saying p" or "money to support p".
            Relation::Acl
                if syntax
                    .child(at, &[Relation::Mark, Relation::Case])
                    .is_some() =>
            {
                break;
            }
            Relation::Acl | Relation::AclRelcl => {
                return Found::plain(Some(head).filter(outside));
            }
            // "asked him to say": the one who is asked says it.
            Relation::Xcomp
            | Relation::Advcl
            | Relation::Conj
            | Relation::Ccomp
            | Relation::Parataxis => at = head,
            _ => break,
        }
        if let Some(subject) = syntax.child(at, &SUBJECT).filter(|&s| can_speak(syntax, s)) {
            return match outside(&subject) {
                true => relative_antecedent(syntax, subject),
                false => Found::default(),
            };
        }
    }
    Found::default()
}

/// Not "it" and "there" that stand for nothing, not a day, and no pronoun that can only be an object.
fn can_speak(syntax: &Syntax, subject: usize) -> bool {
    syntax.relation(subject) != Relation::Expl
        && syntax.is_nominal(subject)
        && !matches!(
            syntax.form(subject).to_lowercase().as_str(),
            "there"
                | "him"
                | "them"
                | "me"
                | "us"
                | "himself"
                | "herself"
                | "themselves"
                | "itself"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "january"
                | "february"
                | "april"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
                | "morning"
                | "evening"
                | "afternoon"
                | "night"
                | "week"
                | "month"
                | "year"
                | "yesterday"
                | "today"
                | "tomorrow"
                | "what"
                | "whatever"
        )
}

/// Whether a quotation or clause ends right before the verb, so that the subject may follow: "…,” says Acs".
fn stands_behind_stop(syntax: &Syntax, verb: usize) -> bool {
    verb.checked_sub(1).is_some_and(|w| {
        matches!(
            syntax.form(w),
            "," | "”" | "\"" | "''" | "’" | "!" | "?" | "'"
        )
    })
}

/// The noun phrase that touches the verb, where the tree gives the verb no subject: "…, the groups say", "“…,” Reid said",
/// "“…,” said a person close to them".
fn neighbouring_subject(syntax: &Syntax, verb: usize, quoted: &[bool]) -> Option<usize> {
    if syntax.form(verb).ends_with("ing")
        || syntax
            .child(verb, &[Relation::Mark, Relation::Cop])
            .is_some()
    {
        return None;
    }
    let free = |w: usize| quoted[verb] || !quoted[w];
    // Auxiliaries and adverbs may stand between.
    let before = (0..verb)
        .rev()
        .take(4)
        .find(|&w| !matches!(syntax.upos(w), Upos::Aux | Upos::Adv | Upos::Part))
        .filter(|&w| syntax.is_nominal(w) && free(w));
    if let Some(word) = before {
        let top = climb(syntax, word, |w| w < verb && free(w));
        return Some(top).filter(|&t| can_speak(syntax, t) && !is_oblique(syntax, t));
    }
    if !stands_behind_stop(syntax, verb) {
        return None;
    }
    let after = (verb + 1..syntax.len())
        .take(8)
        .find(|&w| {
            syntax.is_nominal(w) || syntax.upos(w) == Upos::Punct || syntax.upos(w) == Upos::Adp
        })
        .filter(|&w| syntax.is_nominal(w) && free(w))?;
    Some(climb(syntax, after, |w| w > verb && free(w))).filter(|&t| can_speak(syntax, t))
}

/// "Investment, officials say, helped": the noun between the commas is the subject, not the one that the clause begins with.
fn parenthetical_subject(
    syntax: &Syntax,
    verb: usize,
    subject: usize,
    quoted: &[bool],
) -> Option<usize> {
    let closes = is_comma(syntax, verb + 1);
    let neighbour = neighbouring_subject(syntax, verb, quoted)
        .filter(|&n| closes && n < verb && n != subject)?;
    let first = syntax
        .phrase(neighbour)
        .iter()
        .copied()
        .filter(|&w| w < verb)
        .min()?;
    (first > subject + 1 && is_comma(syntax, first - 1)).then_some(neighbour)
}

fn is_comma(syntax: &Syntax, word: usize) -> bool {
    word < syntax.len() && syntax.form(word) == ","
}

/// From a word up to the head of its noun phrase, within `allowed`.
fn climb(syntax: &Syntax, word: usize, allowed: impl Fn(usize) -> bool) -> usize {
    let mut top = word;
    for _ in 0..syntax.len() {
        let inside = matches!(
            syntax.relation(top),
            Relation::Flat
                | Relation::Compound
                | Relation::Nmod
                | Relation::NmodPoss
                | Relation::NmodDesc
                | Relation::Appos
                | Relation::NmodUnmarked
                | Relation::Amod
                | Relation::Det
                | Relation::Nummod
        );
        match syntax.head(top) {
            Some(head) if inside && allowed(head) && syntax.is_nominal(head) => top = head,
            _ => break,
        }
    }
    top
}

/// A noun behind a preposition is no subject: "in March said".
fn is_oblique(syntax: &Syntax, word: usize) -> bool {
    syntax
        .child(word, &[Relation::Case])
        .is_some_and(|c| c < word && syntax.upos(c) == Upos::Adp)
}

/// "by X"; for "X was quoted as saying" X himself.
fn passive_source(syntax: &Syntax, verb: usize) -> Option<usize> {
    if matches!(syntax.lemma(verb), "quote" | "cite") {
        return syntax.child(verb, &[Relation::NsubjPass, Relation::Nsubj]);
    }
    syntax.child(verb, &[Relation::OblAgent]).or_else(|| {
        syntax
            .children_with(verb, &[Relation::Obl])
            .find(|&c| syntax.preposition(c).is_some_and(|p| p == "by"))
    })
}

/// "…,” says Acs": the noun behind the verb that the tree takes for its object.
fn inverted_subject(syntax: &Syntax, verb: usize) -> Option<usize> {
    if !stands_behind_stop(syntax, verb) {
        return None;
    }
    let noun = syntax
        .children_with(
            verb,
            &[
                Relation::Obj,
                Relation::Dep,
                Relation::Vocative,
                Relation::Iobj,
                Relation::Xcomp,
                Relation::OblUnmarked,
            ],
        )
        .find(|&c| c > verb && syntax.is_nominal(c))?;
    (!syntax.form(verb).ends_with("ing")).then_some(noun)
}

/// "who said" and "which said" speak for the noun that they stand for.
fn relative_antecedent(syntax: &Syntax, subject: usize) -> Found {
    if !matches!(syntax.lemma(subject), "who" | "which" | "that")
        || syntax.upos(subject) == Upos::Propn
    {
        return Found::plain(Some(subject));
    }
    let antecedent = syntax
        .ancestors(subject)
        .take(3)
        .find(|&c| syntax.relation(c) == Relation::AclRelcl)
        .and_then(|c| syntax.head(c));
    Found {
        source: antecedent.or(Some(subject)),
        stand_in: antecedent.map(|_| subject),
    }
}
