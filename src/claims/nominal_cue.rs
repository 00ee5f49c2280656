//! Nouns that report: "the claim that p", "X's warning that p", "a statement by X saying p", "his denial of p".
//!
//! In: the tree and a noun. Out: its attribution. The source is the possessor, the "by", "from" or "of" phrase, or whoever makes the
//! statement ("X repeated the claim that"). Without a source the noun still says that the outlet only passes the content on.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::attribution::{Attribution, Manner, Stance, stance_named};
use super::frame::is_given_up;
use super::syntax::Syntax;
use crate::lexicon::Table;
use crate::parse::{Relation, Upos};

/// What a noun lends to what it reports.
#[derive(Debug, Clone, Copy)]
struct Noun {
    stance: Stance,
    /// Takes "of p" and "for p", too.
    phrase: bool,
}

fn lexicon(lemma: &str) -> Option<Noun> {
    static TABLE: OnceLock<FxHashMap<&'static str, Noun>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        Table::ReportingNouns
            .rows()
            .filter_map(|mut columns| {
                let lemma = columns.next()?;
                let stance = stance_named(columns.next()?)?;
                let phrase = columns.next() == Some("of");
                Some((lemma, Noun { stance, phrase }))
            })
            .collect()
    });
    table.get(lemma).copied()
}

/// Whether a noun names what somebody says: "claim", "report".
pub(super) fn names_what_is_said(lemma: &str) -> bool {
    lexicon(lemma).is_some()
}

/// The attribution that a noun makes.
pub(super) fn nominal_cue(syntax: &Syntax, word: usize) -> Option<Attribution> {
    if syntax.upos(word) != Upos::Noun {
        return None;
    }
    let noun = lexicon(syntax.lemma(word))?;
    // "scrapped its plans to p": who gives a plan up announces nothing.
    if is_given_up(syntax, word) {
        return None;
    }
    let source = source(syntax, word);
    let (content_head, content) = content(syntax, word, noun, source)?;
    Some(Attribution {
        source,
        cue: word,
        content,
        content_head,
        accused: None,
        stance: stance(syntax, word, noun),
        stand_in: None,
        quoted: false,
        manner: Manner::Indirect,
    })
}

/// The stance of the noun, but that "no doubt", "little doubt" and "beyond doubt" are certain.
fn stance(syntax: &Syntax, word: usize, noun: Noun) -> Stance {
    let none = syntax
        .children_with(word, &[Relation::Det, Relation::Amod])
        .any(|c| matches!(syntax.lemma(c), "no" | "little"));
    let beyond = syntax
        .preposition(word)
        .is_some_and(|p| matches!(p.as_str(), "beyond" | "without"));
    if noun.stance == Stance::Doubt && (none || beyond) {
        Stance::Confirm
    } else {
        noun.stance
    }
}

fn content(
    syntax: &Syntax,
    word: usize,
    noun: Noun,
    source: Option<usize>,
) -> Option<(usize, Vec<usize>)> {
    let clause = syntax
        .children_with(word, &[Relation::Acl, Relation::Ccomp, Relation::AclRelcl])
        .find(|&c| {
            opens_with(syntax, c, &["that"])
                && syntax.lemma(first_word(syntax, c)) == "that"
                && has_subject_beside_that(syntax, c)
                // "the condemnation that it produced" reports nothing.
                && syntax
                    .children_with(c, &[Relation::Obj])
                    .all(|o| syntax.lemma(o) != "that")
        });
    if let Some(clause) = clause {
        return Some((clause, syntax.subtree(clause)));
    }
    // "a promise to p" needs its owner; "a plan to p" is no report.
    if source.is_some()
        && matches!(noun.stance, Stance::Predict | Stance::Demand)
        && let Some(clause) = syntax
            .children_with(word, &[Relation::Acl])
            .find(|&c| opens_with(syntax, c, &["to"]))
    {
        return Some((clause, syntax.subtree(clause)));
    }
    if source.is_some() && noun.phrase {
        let phrase = syntax
            .children_with(word, &[Relation::Nmod, Relation::Acl])
            .find(|&c| {
                Some(c) != source
                    && (syntax.preposition(c).is_some_and(|p| {
                        matches!(p.as_str(), "of" | "for" | "about" | "on" | "to" | "over")
                    }) || opens_with(syntax, c, &["of", "for", "about"]))
            })?;
        return Some((phrase, syntax.subtree(phrase)));
    }
    None
}

/// "the claim that he left" against "the claim that upset him": in a content clause "that" is not the subject.
fn has_subject_beside_that(syntax: &Syntax, clause: usize) -> bool {
    syntax
        .children_with(
            clause,
            &[
                Relation::Nsubj,
                Relation::NsubjPass,
                Relation::Csubj,
                Relation::Expl,
            ],
        )
        .any(|s| syntax.lemma(s) != "that" || syntax.subtree(s).len() > 1)
}

fn first_word(syntax: &Syntax, clause: usize) -> usize {
    syntax.subtree(clause).first().copied().unwrap_or(clause)
}

fn opens_with(syntax: &Syntax, clause: usize, words: &[&str]) -> bool {
    let marks = [
        Relation::Mark,
        Relation::Case,
        Relation::Nsubj,
        Relation::Obj,
        Relation::Det,
    ];
    syntax
        .children_with(clause, &marks)
        .any(|m| words.contains(&syntax.form(m).to_lowercase().as_str()))
}

/// The owner, the "by" phrase, or the subject of "made the claim".
fn source(syntax: &Syntax, word: usize) -> Option<usize> {
    if let Some(owner) = syntax.child(word, &[Relation::NmodPoss]) {
        return Some(owner);
    }
    let by = syntax.children_with(word, &[Relation::Nmod]).find(|&c| {
        syntax
            .preposition(c)
            .is_some_and(|p| matches!(p.as_str(), "by" | "from"))
    });
    if by.is_some() {
        return by;
    }
    let verb = syntax
        .head(word)
        .filter(|_| syntax.relation(word) == Relation::Obj)?;
    let makes = matches!(
        syntax.lemma(verb),
        "make"
            | "issue"
            | "repeat"
            | "release"
            | "express"
            | "give"
            | "voice"
            | "reiterate"
            | "raise"
            | "publish"
            | "send"
            | "deliver"
            | "renew"
            | "post"
            | "float"
            | "offer"
            | "hold"
            | "have"
            | "share"
            | "write"
            | "file"
            | "echo"
    );
    makes
        .then(|| syntax.child(verb, &[Relation::Nsubj]))
        .flatten()
}
