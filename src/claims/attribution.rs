//! Who says it: the attributions of one sentence, as source, cue and content (Pareti 2012).
//!
//! In: a parsed sentence. Out: each attribution with its words. Trailing and leading cues, direct and indirect speech,
//! "according to", denials of a clause or of a noun ("rejected the charge"), accusations ("accused X of doing"), passive
//! reports ("was said to have") are covered. Who a pronoun or a short name stands for is settled in [`super::speaker`].

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::syntax::Syntax;
use crate::parse::{Relation, Upos};

/// What the cue says of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Plainly reported.
    Say,
    /// Reported with distance: "claims", "alleges".
    Claim,
    /// Granted: "confirmed", "admitted".
    Confirm,
    /// Said not to be so.
    Deny,
    /// Not held to be sure.
    Doubt,
    /// Thought or felt.
    Believe,
    /// Expected, promised, threatened.
    Predict,
    /// Wanted, asked for.
    Demand,
    /// Somebody is said to have done it.
    Accuse,
}

/// One attribution; all words are token indices of the sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Head of the source; none for passive reports without an agent.
    pub source: Option<usize>,
    /// The verb or preposition that attributes.
    pub cue: usize,
    /// The words of the content, ascending.
    pub content: Vec<usize>,
    /// The top of the content.
    pub content_head: usize,
    /// For an accusation: head of the accused.
    pub accused: Option<usize>,
    /// What the cue says of the content.
    pub stance: Stance,
}

/// The attributions of a sentence, in the order of their cues.
pub fn attributions(syntax: &Syntax) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = (0..syntax.len())
        .filter_map(|word| verb_cue(syntax, word).or_else(|| according_to(syntax, word)))
        .collect();
    found.sort_by_key(|a| a.cue);
    found
}

/// The stance that a lemma lends to what it reports; none if it does not report.
pub fn stance_of(lemma: &str) -> Option<Stance> {
    static TABLE: OnceLock<FxHashMap<&'static str, Stance>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let lines = include_str!("../lexicon/reporting.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'));
        lines
            .filter_map(|line| {
                let (lemma, stance) = line.split_once('\t')?;
                let stance = match stance {
                    "say" => Stance::Say,
                    "claim" => Stance::Claim,
                    "confirm" => Stance::Confirm,
                    "deny" => Stance::Deny,
                    "doubt" => Stance::Doubt,
                    "believe" => Stance::Believe,
                    "predict" => Stance::Predict,
                    "demand" => Stance::Demand,
                    "accuse" => Stance::Accuse,
                    _ => return None,
                };
                Some((lemma, stance))
            })
            .collect()
    });
    table.get(lemma).copied()
}

fn verb_cue(syntax: &Syntax, verb: usize) -> Option<Attribution> {
    if !matches!(syntax.upos(verb), Upos::Verb | Upos::Aux) {
        return None;
    }
    let mut stance = stance_of(syntax.lemma(verb))?;
    let passive = syntax
        .child(verb, &[Relation::AuxPass, Relation::NsubjPass])
        .is_some();
    if stance == Stance::Accuse {
        return accusation(syntax, verb, passive);
    }
    if syntax.lemma(verb) == "rule"
        || is_negated_cue(syntax, verb) && matches!(stance, Stance::Say | Stance::Confirm)
    {
        // "did not say", "could not confirm": no claim that it is so, and none that it is not.
        stance = Stance::Doubt;
    }
    let (content_head, content) = content(syntax, verb, stance)?;
    let source = source(syntax, verb, passive, &content);
    // "The report found bodies": without a clause, only denials and confirmations attribute anything.
    Some(Attribution {
        source,
        cue: verb,
        content,
        content_head,
        accused: None,
        stance,
    })
}

fn is_negated_cue(syntax: &Syntax, verb: usize) -> bool {
    syntax.children(verb).iter().any(|&c| {
        matches!(
            syntax.form(c).to_lowercase().as_str(),
            "not" | "n't" | "n’t" | "never"
        )
    })
}

/// The content of a reporting verb: its clause, the clause that it trails, or, for a denial or confirmation, its object.
fn content(syntax: &Syntax, verb: usize, stance: Stance) -> Option<(usize, Vec<usize>)> {
    let source_like = [
        Relation::Nsubj,
        Relation::NsubjPass,
        Relation::OblAgent,
        Relation::Csubj,
    ];
    if let Some(clause) = syntax.child(verb, &[Relation::Ccomp]) {
        return Some((clause, syntax.subtree(clause)));
    }
    // "X said: ..." and quotes that the parser hangs below the cue.
    if let Some(clause) = syntax
        .children_with(verb, &[Relation::Parataxis])
        .find(|&c| syntax.upos(c) != Upos::Punct && syntax.subtree(c).len() > 2)
    {
        return Some((clause, syntax.subtree(clause)));
    }
    if matches!(
        syntax.relation(verb),
        Relation::Parataxis | Relation::Advcl | Relation::Discourse
    ) && let Some(top) = syntax.head(verb)
        && syntax
            .child(verb, &[Relation::Obj, Relation::Xcomp])
            .is_none()
        && (syntax.relation(verb) == Relation::Parataxis
            || syntax
                .child(verb, &[Relation::Mark])
                .is_some_and(|m| syntax.lemma(m) == "as"))
    {
        let content = syntax.subtree_without(top, |c| c == verb);
        return Some((top, content));
    }
    if let Some(clause) = syntax.child(verb, &[Relation::Xcomp])
        && matches!(
            stance,
            Stance::Deny
                | Stance::Claim
                | Stance::Confirm
                | Stance::Say
                | Stance::Believe
                | Stance::Predict
        )
    {
        return Some((
            clause,
            syntax.subtree_without(clause, |c| source_like.contains(&syntax.relation(c))),
        ));
    }
    if matches!(stance, Stance::Deny | Stance::Confirm | Stance::Doubt)
        && let Some(object) = syntax.child(verb, &[Relation::Obj])
    {
        return Some((object, syntax.subtree(object)));
    }
    None
}

/// Who speaks: the subject, the "by" phrase of a passive, the noun of "a statement saying", or the subject of a coordinated verb.
fn source(syntax: &Syntax, verb: usize, passive: bool, content: &[usize]) -> Option<usize> {
    let outside = |w: &usize| content.binary_search(w).is_err();
    if passive {
        if let Some(agent) = syntax.child(verb, &[Relation::OblAgent]) {
            return Some(agent);
        }
        let by = syntax
            .children_with(verb, &[Relation::Obl])
            .find(|&c| syntax.preposition(c).is_some_and(|p| p == "by"));
        if by.is_some() {
            return by;
        }
        // "X was quoted as saying", "X was told": only the first speaks.
        return matches!(syntax.lemma(verb), "quote" | "cite")
            .then(|| syntax.child(verb, &[Relation::NsubjPass]))
            .flatten();
    }
    if let Some(subject) = syntax
        .child(verb, &[Relation::Nsubj, Relation::NsubjOuter])
        .filter(outside)
    {
        return Some(relative_antecedent(syntax, subject));
    }
    match syntax.relation(verb) {
        Relation::Acl | Relation::AclRelcl => syntax.head(verb),
        // "saying that", "adding that": the subject of the main clause; "X said p and added q".
        Relation::Advcl | Relation::Conj | Relation::Xcomp => {
            let main = syntax.head(verb)?;
            syntax.child(main, &[Relation::Nsubj]).filter(outside)
        }
        _ => None,
    }
}

/// "who said" and "which said" speak for the noun that they stand for.
fn relative_antecedent(syntax: &Syntax, subject: usize) -> usize {
    if !matches!(syntax.lemma(subject), "who" | "which" | "that") {
        return subject;
    }
    let clause = syntax.head(subject);
    clause
        .filter(|&c| syntax.relation(c) == Relation::AclRelcl)
        .and_then(|c| syntax.head(c))
        .unwrap_or(subject)
}

/// "X accused Y of doing p", "Y was accused of p", "X blamed Y for p".
fn accusation(syntax: &Syntax, verb: usize, passive: bool) -> Option<Attribution> {
    let accused = if passive {
        syntax.child(verb, &[Relation::NsubjPass])
    } else {
        syntax.child(verb, &[Relation::Obj])
    };
    let marked = |c: usize, words: &[&str]| {
        syntax.children(c).iter().any(|&m| {
            matches!(syntax.relation(m), Relation::Mark | Relation::Case)
                && words.contains(&syntax.form(m).to_lowercase().as_str())
        })
    };
    let act = syntax
        .children_with(
            verb,
            &[
                Relation::Advcl,
                Relation::Obl,
                Relation::Xcomp,
                Relation::Ccomp,
            ],
        )
        .find(|&c| marked(c, &["of", "for"]))?;
    // "blamed the attack on the rebels": the accused stands behind "on", the act is the object.
    let on = syntax
        .children_with(verb, &[Relation::Obl])
        .find(|&c| marked(c, &["on"]));
    let (accused, act) = match on {
        Some(on) if syntax.lemma(verb) == "blame" => (Some(on), accused?),
        _ => (accused, act),
    };
    let content = syntax.subtree(act);
    let source = source(syntax, verb, passive, &content);
    Some(Attribution {
        source,
        cue: verb,
        content,
        content_head: act,
        accused,
        stance: Stance::Accuse,
    })
}

/// "p, according to X".
fn according_to(syntax: &Syntax, word: usize) -> Option<Attribution> {
    if syntax.form(word).to_lowercase() != "according" {
        return None;
    }
    let source = match syntax.relation(word) {
        Relation::Case | Relation::Mark => syntax.head(word)?,
        _ => syntax.child(word, &[Relation::Obl, Relation::Obj, Relation::Nmod])?,
    };
    let top = syntax
        .ancestors(source)
        .find(|&a| a != word && !syntax.is_below(a, word))
        .or_else(|| syntax.head(word))?;
    let hung = if syntax.is_below(word, source) {
        source
    } else {
        word
    };
    let content = syntax.subtree_without(top, |c| c == hung);
    Some(Attribution {
        source: Some(source),
        cue: word,
        content,
        content_head: top,
        accused: None,
        stance: Stance::Say,
    })
}
