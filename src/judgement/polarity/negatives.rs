//! Words that turn a statement round, and whether a predicate is what its sentence tells, with every such word about it accounted for.

use crate::claims::frame::{Predicate, Sort, is_improbable, is_weighed};
use crate::claims::syntax::Syntax;
use crate::judgement::pair::Side;
use crate::lexicon::falsehoods::is_untrue;
use crate::parse::Relation as Dependency;

/// How many words of the sentence beside the one given turn a statement round, or may.
pub(in crate::judgement) fn negatives_beside(side: &Side, word: usize) -> usize {
    negatives(side) - usize::from(is_negative(&side.syntax, word))
}

/// How many words of the sentence turn a statement round, or may.
pub(super) fn negatives(side: &Side) -> usize {
    (0..side.syntax.len())
        .filter(|&w| is_negative(&side.syntax, w))
        .count()
}

/// Whether the predicate is what its sentence or quotation asserts, and every negative word about it is accounted for: one where
/// it is negated, none where it is not. "Whether or not", questions and doubled negations are left alone.
pub(super) fn stands_alone(side: &Side, predicate: &Predicate, negative: bool) -> bool {
    let asserted = match predicate.sort {
        Sort::Nominal => is_light(side, predicate) || is_weighed(&side.syntax, predicate.word),
        _ => {
            matches!(
                side.syntax.relation(predicate.word),
                Dependency::Root
                    | Dependency::Ccomp
                    | Dependency::Xcomp
                    | Dependency::Parataxis
                    | Dependency::Conj
                    | Dependency::Acl
            ) || is_extraposed(&side.syntax, predicate.word)
                || side.detail.is_denied(predicate)
                || tells_when(side, predicate)
        }
    };
    let body = side.detail.sentence.of(side.text);
    let question = body.trim_end_matches(['"', '”', '’', '\'']).ends_with('?')
        || body.to_lowercase().contains("whether");
    // "tear gas and not chlorine was used": what is left out is coordinated, so that its "not" stands beside the clause.
    let beside = predicate.negation.is_some_and(|n| {
        let coordinated = side.syntax.head(n);
        coordinated.is_some_and(|c| {
            side.syntax.relation(c) == Dependency::Conj && predicate.patients.contains(&c)
        })
    });
    asserted
        && !question
        && negatives_about(side, predicate) + usize::from(beside) == usize::from(negative)
}

/// As [`stands_alone`], and the predicate is more than the aim, the wish or the topic of another: "to resign", "a plan to ban it" and "the
/// decision allowing it" tell nothing that happened.
pub(in crate::judgement) fn is_told(side: &Side, predicate: &Predicate, negative: bool) -> bool {
    let syntax = &side.syntax;
    let joined = |&w: &usize| syntax.relation(w) == Dependency::Conj;
    let first = std::iter::successors(Some(predicate.word), |&w| {
        syntax.head(w).filter(|_| joined(&w))
    })
    .last()
    .unwrap_or(predicate.word);
    // "reports that he resigned" hold a clause of their own.
    let is_clause = || {
        let parts = [Dependency::Nsubj, Dependency::NsubjPass];
        syntax.child(first, &parts).is_some()
    };
    let aim = predicate.sort == Sort::Verb
        && match syntax.relation(first) {
            Dependency::Xcomp => true,
            Dependency::Acl => !is_clause(),
            _ => false,
        }
        && !side.detail.is_denied(predicate);
    !aim && stands_alone(side, predicate, negative)
}

/// "it is not true that he left": the clause that "it" stands for. What is unlikely is not said to be untrue.
fn is_extraposed(syntax: &Syntax, word: usize) -> bool {
    syntax.relation(word) == Dependency::Csubj
        && syntax.head(word).is_some_and(|head| {
            syntax.child(head, &[Dependency::Expl]).is_some() && !is_improbable(syntax.lemma(head))
        })
}

/// "as he raised his hands", "after they were told": what a clause of time or reason says is told as a fact.
fn tells_when(side: &Side, predicate: &Predicate) -> bool {
    side.syntax.relation(predicate.word) == Dependency::Advcl
        && side
            .syntax
            .children_with(predicate.word, &[Dependency::Mark, Dependency::Advmod])
            .any(|m| {
                matches!(
                    side.syntax.lemma(m),
                    "as" | "when" | "after" | "because" | "since" | "while"
                )
            })
}

/// "received no warning", "there was no attack": the noun carries the statement, the verb only its tense.
fn is_light(side: &Side, predicate: &Predicate) -> bool {
    let governor = side
        .syntax
        .head(predicate.word)
        .map(|h| side.syntax.lemma(h));
    match side.syntax.relation(predicate.word) {
        Dependency::Obj | Dependency::NsubjPass => governor.is_some_and(|v| {
            matches!(
                v,
                "receive"
                    | "get"
                    | "give"
                    | "have"
                    | "make"
                    | "issue"
                    | "send"
                    | "find"
                    | "see"
                    | "take"
                    | "provide"
            )
        }),
        Dependency::Nsubj => governor == Some("be"),
        _ => false,
    }
}

/// How many words that bear on a predicate turn a statement round, or may: its own clause without the clauses in it, and what its
/// governors say.
pub(in crate::judgement) fn negatives_about(side: &Side, predicate: &Predicate) -> usize {
    let word = predicate.word;
    let syntax = &side.syntax;
    let clausal = |w: usize| {
        matches!(
            syntax.relation(w),
            Dependency::Advcl
                | Dependency::AclRelcl
                | Dependency::Acl
                | Dependency::Parataxis
                | Dependency::Ccomp
                | Dependency::Conj
        )
    };
    let mut words = syntax.subtree_without(word, clausal);
    // "the claims are inaccurate: he does not": a sentence of its own is not governed by the one it is joined to.
    let governors = std::iter::once(word)
        .chain(syntax.ancestors(word))
        .take_while(|&w| syntax.relation(w) != Dependency::Parataxis)
        .filter_map(|w| syntax.head(w));
    words.extend(governors.flat_map(|above| syntax.subtree_without(above, clausal)));
    words.sort_unstable();
    words.dedup();
    words
        .into_iter()
        .filter(|&w| is_negative(syntax, w) || predicate.negation == Some(w))
        .count()
}

/// Whether a word of a sentence turns a statement round, or may: "voted against it" does, "used gas against civilians" does not.
pub(in crate::judgement) fn is_negative(syntax: &Syntax, word: usize) -> bool {
    let form = syntax.lower(word);
    if is_without_doubt(syntax, word)
        || syntax
            .head(word)
            .is_some_and(|h| is_without_doubt(syntax, h))
    {
        return false;
    }
    // The past of "lie", somewhere; who tells lies "lied".
    if matches!(form, "lay" | "lain") {
        return false;
    }
    if form == "against" {
        let mut above = syntax.ancestors(word).skip(1);
        return above.next().is_none_or(|verb| {
            matches!(
                syntax.lemma(verb),
                "vote"
                    | "decide"
                    | "rule"
                    | "advise"
                    | "warn"
                    | "argue"
                    | "speak"
                    | "be"
                    | "come"
                    | "stand"
            )
        });
    }
    let lemma = syntax.lemma(word);
    let called_untrue = is_untrue(lemma) && syntax.child(word, &[Dependency::Cop]).is_some();
    called_untrue || is_negative_word(form, lemma)
}

/// "no doubt", "beyond doubt": the doubt is taken away again.
fn is_without_doubt(syntax: &Syntax, word: usize) -> bool {
    matches!(syntax.lemma(word), "doubt" | "question")
        && syntax
            .children_with(word, &[Dependency::Det, Dependency::Case])
            .any(|c| matches!(syntax.lower(c), "no" | "beyond" | "without"))
}

/// Words that turn a statement round, or may.
fn is_negative_word(form: &str, lemma: &str) -> bool {
    matches!(
        form,
        "not"
            | "n't"
            | "n’t"
            | "no"
            | "never"
            | "none"
            | "nobody"
            | "nothing"
            | "neither"
            | "nor"
            | "without"
            | "hardly"
            | "barely"
            | "scarcely"
            | "false"
            | "untrue"
            | "unlikely"
            | "unless"
            | "until"
            | "despite"
            | "instead"
            | "rather"
            | "nowhere"
            | "cannot"
            | "unable"
            | "impossible"
    ) || matches!(
        lemma,
        "deny"
            | "reject"
            | "dismiss"
            | "refute"
            | "rebut"
            | "dispute"
            | "discount"
            | "disavow"
            | "refuse"
            | "decline"
            | "fail"
            | "lack"
            | "prevent"
            | "block"
            | "halt"
            | "oppose"
            | "doubt"
            | "avoid"
            | "stop"
            | "contradict"
            | "debunk"
            | "question"
            | "lie"
            | "hoax"
    )
}
