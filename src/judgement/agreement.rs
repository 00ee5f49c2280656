//! Agreement: both claims state the same fact, and nothing in them conflicts.

use super::Finding;
use super::act::{Act, polarities};
use super::figure;
use super::number;
use super::opposition::are_two_sides;
use super::pair::{Pair, Side};
use super::verdict::{Evidence, Relation, Verdict};
use crate::claims::attribution::{Attribution, Stance};
use crate::claims::frame::{Predicate, QuantityFrame, Sort};
use crate::claims::quantity::Unit;
use crate::claims::syntax::Syntax;
use crate::lexicon::falsehoods::is_untrue;
use crate::lexicon::relations::are_antonyms;
use crate::parse::Upos;

/// The rule of two tolls of one incident that agree: not the words show it, but the reports around them.
pub const TOLL: &str = "agree/toll";

/// The verdict on a pair without a conflict.
pub fn verdict(pair: &Pair, acts: &[Act], findings: &[Finding], least: f32) -> Verdict {
    let conflict = findings
        .iter()
        .any(|f| f.relation != Relation::Agree && f.strength > 0.3);
    let similarity = &pair.similarity;
    let confidence = similarity.exact_a.max(similarity.exact_b) * 0.5 + similarity.sentence() * 0.5;
    let two_things = pair.is_bare() && tells_two_things(pair, acts);
    if conflict {
        return Verdict::neither();
    }
    if confidence < least || two_things || measures_apart(pair) {
        return on_one_figure(pair, least);
    }
    if one_is_called_untrue(pair) || !pair.is_bare() && only_one_negates(pair) {
        return Verdict::neither();
    }
    let evidence = Evidence {
        rule: "agree/coverage",
        a: pair.a.detail.sentence,
        b: pair.b.detail.sentence,
        a_words: pair.a.words_of(pair.a.detail.sentence).to_string(),
        b_words: pair.b.words_of(pair.b.detail.sentence).to_string(),
        a_value: String::new(),
        b_value: String::new(),
        note: format!(
            "{:.0} % of the first claim's words and {:.0} % of the second's are in the other",
            similarity.exact_a * 100.0,
            similarity.exact_b * 100.0
        ),
    };
    Verdict {
        relation: Relation::Agree,
        kind: None,
        confidence,
        evidence: vec![evidence],
    }
}

/// Agreement on a figure, where the words do not show it.
fn on_one_figure(pair: &Pair, least: f32) -> Verdict {
    let found = figure::shared(pair).filter(|f| f.strength >= least);
    found.map_or_else(Verdict::neither, |f| Verdict {
        relation: Relation::Agree,
        kind: None,
        confidence: f.strength,
        evidence: vec![f.evidence],
    })
}

/// Whether the acts that two bare sentences share differ in who, what or where: then likeness of words is no agreement.
fn tells_two_things(pair: &Pair, acts: &[Act]) -> bool {
    let reported = |side: &Side, p: usize| {
        let word = side.detail.predicates[p].word;
        side.detail.attributions.iter().any(|a| a.cue == word)
            || side.detail.predicates[p].sort == Sort::Nominal
    };
    let told: Vec<&Act> = acts
        .iter()
        .filter(|act| !reported(&pair.a, act.a) && !reported(&pair.b, act.b))
        .collect();
    let apart = told.iter().any(|act| act.clashing() > 0);
    let together = told
        .iter()
        .any(|act| act.clashing() == 0 && act.shared() > 0 && act.covered_less() >= 0.5);
    let opposite = told.iter().any(|act| {
        let (pa, pb) = (
            &pair.a.detail.predicates[act.a],
            &pair.b.detail.predicates[act.b],
        );
        // "No transfer had been agreed", "the transfer is complete": whatever stage it is of.
        let negated = |p: &Predicate| p.negation.is_some();
        polarities(pair, pa, pb).map_or(negated(pa) != negated(pb), |(x, y)| x != y)
    });
    apart && !together || opposite || days_apart(pair) || opposed(pair) || figures_apart(pair)
}

/// Whether both give figures and no figure of one can be one of the other's: they measure two things.
fn figures_apart(pair: &Pair) -> bool {
    let (ours, theirs) = (&pair.a.detail.quantities, &pair.b.detail.quantities);
    !ours.is_empty()
        && !theirs.is_empty()
        && !ours.iter().any(|x| {
            theirs
                .iter()
                .any(|y| x.quantity.unit == y.quantity.unit && number::compatible(x, y))
        })
}

/// Whether only one claim is in the main a denial or a negation, and the two are too unlike to be edits of one sentence:
/// "denied responsibility", "made no comment".
fn only_one_negates(pair: &Pair) -> bool {
    /// Sentences that share this much are edits of each other.
    const COPY: f32 = 0.6;
    let root = |side: &Side, w: usize| side.syntax.head(w).is_none();
    let negates = |side: &Side| {
        let denies = |a: &Attribution| a.stance == Stance::Deny && root(side, a.cue);
        side.detail.attributions.iter().any(denies)
            || side
                .detail
                .predicates
                .iter()
                .any(|p| p.negation.is_some() && root(side, p.word))
    };
    pair.similarity.exact_a.min(pair.similarity.exact_b) < COPY
        && negates(&pair.a) != negates(&pair.b)
}

/// Whether only one of the claims calls something untrue: "a paper according to which jobs go is a forgery" repeats the words of the paper.
fn one_is_called_untrue(pair: &Pair) -> bool {
    calls_untrue(&pair.a) != calls_untrue(&pair.b)
}

/// Whether a claim calls something untrue: "the reports are totally false".
pub(crate) fn calls_untrue(side: &Side) -> bool {
    // Read off the words, for long subjects are often attached wrongly.
    let behind_be = |syntax: &Syntax, word: usize| {
        let narrows = |w: &usize| matches!(syntax.upos(*w), Upos::Det | Upos::Adv | Upos::Adj);
        let before = (0..word).rev().find(|w| !narrows(w));
        before.is_some_and(|w| matches!(syntax.lemma(w), "be" | "as"))
    };
    (0..side.syntax.len()).any(|w| is_untrue(side.syntax.lemma(w)) && behind_be(&side.syntax, w))
}

/// Whether both give a share, a sum, an age or a measure in one unit, each one that the other cannot mean: the words agree, but not what is
/// told with them. Counts are left out: one report may count the dead and the other the homes.
fn measures_apart(pair: &Pair) -> bool {
    let (ours, theirs) = (&pair.a.detail.quantities, &pair.b.detail.quantities);
    let has_its_own = |of: &[QuantityFrame], by: &[QuantityFrame]| {
        let mut measured = of.iter().filter(|q| q.quantity.unit != Unit::Count);
        measured.any(|x| {
            let alike = by.iter().filter(|y| y.quantity.unit == x.quantity.unit);
            let mut alike = alike.peekable();
            alike.peek().is_some() && !alike.any(|y| number::compatible(x, y))
        })
    };
    has_its_own(ours, theirs) && has_its_own(theirs, ours)
}

/// Whether the days that they name never meet.
fn days_apart(pair: &Pair) -> bool {
    let days =
        |side: &Side| -> Vec<_> { side.detail.times.iter().filter_map(|t| t.days).collect() };
    let (ours, theirs) = (days(&pair.a), days(&pair.b));
    let weekday =
        |side: &Side| -> Vec<_> { side.detail.times.iter().filter_map(|t| t.weekday).collect() };
    let (mine, other) = (weekday(&pair.a), weekday(&pair.b));
    let years_apart = !ours.is_empty()
        && !theirs.is_empty()
        && !ours.iter().any(|x| theirs.iter().any(|y| x.meet(*y)));
    let weekdays_apart =
        !mine.is_empty() && !other.is_empty() && !mine.iter().any(|x| other.contains(x));
    years_apart || weekdays_apart && (ours.is_empty() || theirs.is_empty())
}

/// Whether a word of one that the other lacks excludes a word of the other that the first lacks: "open" and "shut".
fn opposed(pair: &Pair) -> bool {
    let content = |side: &Side| -> Vec<usize> {
        (0..side.syntax.len())
            .filter(|&w| {
                matches!(
                    side.syntax.upos(w),
                    Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv
                )
            })
            .collect()
    };
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let (ours, theirs) = (content(&pair.a), content(&pair.b));
    let has = |list: &[usize], of: &Syntax, lemma: &str| list.iter().any(|&w| of.lemma(w) == lemma);
    let frame = |side: &Side, w: usize| side.detail.predicates.iter().position(|p| p.word == w);
    // "was overturned" is "was not upheld"; what one sells the other buys.
    let says_the_same = |x: usize, y: usize| {
        frame(&pair.a, x)
            .zip(frame(&pair.b, y))
            .is_some_and(|(p, q)| {
                let (pa, pb) = (&pair.a.detail.predicates[p], &pair.b.detail.predicates[q]);
                pa.negation.is_some() != pb.negation.is_some() || are_two_sides(pair, pa, pb)
            })
    };
    ours.iter().any(|&x| {
        theirs.iter().any(|&y| {
            are_antonyms(a.lemma(x), b.lemma(y))
                && !has(&theirs, b, a.lemma(x))
                && !has(&ours, a, b.lemma(y))
                && !says_the_same(x, y)
        })
    })
}
