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
pub(super) fn source(syntax: &Syntax, verb: usize, passive: bool, content: &[usize]) -> Found {
    let outside = |w: &usize| content.binary_search(w).is_err();
    if passive {
        return Found::plain(passive_source(syntax, verb));
    }
    if let Some(subject) = syntax
        .child(verb, &[Relation::Nsubj, Relation::NsubjOuter])
        .filter(|&s| !is_empty_subject(syntax, s))
    {
        return relative_antecedent(syntax, subject);
    }
    if let Some(inverted) = inverted_subject(syntax, verb).filter(outside) {
        return Found::plain(Some(inverted));
    }
    let mut at = verb;
    // Bounded: each step goes up the tree.
    for _ in 0..syntax.len() {
        let Some(head) = syntax.head(at) else { break };
        match syntax.relation(at) {
            Relation::AclRelcl if at != verb => {
                return Found::plain(Some(head).filter(|_| syntax.is_nominal(head)).filter(outside));
            }
            Relation::Acl | Relation::AclRelcl => {
                return Found::plain(Some(head).filter(outside));
            }
            // "asked him to say": the one who is asked says it.
            Relation::Xcomp | Relation::Advcl | Relation::Conj | Relation::Ccomp | Relation::Parataxis => at = head,
            _ => break,
        }
        if let Some(subject) = syntax
            .child(at, &SUBJECT)
            .filter(|&s| !is_empty_subject(syntax, s))
        {
            return match outside(&subject) {
                true => relative_antecedent(syntax, subject),
                false => Found::default(),
            };
        }
    }
    Found::default()
}

/// "it" and "there" that stand for nothing.
fn is_empty_subject(syntax: &Syntax, subject: usize) -> bool {
    syntax.relation(subject) == Relation::Expl || syntax.lemma(subject) == "there"
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
    let before = verb.checked_sub(1)?;
    if !matches!(syntax.form(before), "," | "”" | "\"" | "''" | "’" | "!" | "?" | "'") {
        return None;
    }
    let noun = syntax
        .children_with(verb, &[Relation::Obj, Relation::Dep, Relation::Vocative, Relation::Iobj, Relation::Xcomp, Relation::OblUnmarked])
        .find(|&c| c > verb && syntax.is_nominal(c))?;
    (!syntax.form(verb).ends_with("ing")).then_some(noun)
}

/// "who said" and "which said" speak for the noun that they stand for.
fn relative_antecedent(syntax: &Syntax, subject: usize) -> Found {
    if !matches!(syntax.lemma(subject), "who" | "which" | "that") || syntax.upos(subject) == Upos::Propn {
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
