//! Figures of a count that is going on: "as of noon 1,800 had signed", "with 99 percent of precincts reporting she had 49.6 percent".
//!
//! In: two claims of one event. Out: a revision, when both give such a figure for one thing and at least one says that it is a state of a
//! count; neither is wrong. It must show that one thing is counted: the same holder of a share, or the same noun with the same verb.

use super::moment::is_before;
use super::succession::{days_between, revision};
use super::told::{Figure, Told};
use super::wording::{says_as_of, says_counting, says_growth};
use crate::claims::detail::Detail;
use crate::claims::frame::QuantityFrame;
use crate::claims::quantity::Unit;
use crate::judgement::correspond::lemma_kinship;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::Verdict;
use crate::parse::Upos;

/// Whether two claims, each with its sentence, may give states of one count: a cheap question before [`Told`] is made.
pub fn may_be_running(a: (&Detail, &str), b: (&Detail, &str)) -> bool {
    let share = |sentence: &str| sentence.contains('%') || sentence.contains("percent");
    let of_one_unit = a.0.quantities.iter().any(|p| {
        let mut theirs = b.0.quantities.iter();
        theirs.any(|q| p.quantity.unit == q.quantity.unit)
    });
    of_one_unit && (share(a.1) && share(b.1) || says_as_of(a.1) || says_as_of(b.1))
}

/// A revision if two claims give two states of one count.
pub(super) fn running(a: Told, b: Told, pair: &Pair) -> Option<Verdict> {
    /// Votes and signatures are counted for days.
    const MOST_DAYS: i32 = 4;
    const CONFIDENCE: f32 = 0.45;
    let (x, y) = (a.at?, b.at?);
    let apart = days_between(x.day, y.day).abs();
    let (lone_a, lone_b) = pair.unshared_places();
    if pair.is_bare()
        || apart > MOST_DAYS
        || !pair.tells_one_event()
        || lone_a > 0 && lone_b > 0
        || pair.mixes_background()
    {
        return None;
    }
    let marked = [a, b].map(|told| says_as_of(told.sentence));
    let both = marked[0] && marked[1];
    let (qa, qb) = two_states(pair, both)?;
    // A share is one of a count that goes on wherever its article says so.
    let counting = |told: Told| qa.quantity.unit == Unit::Percent && says_counting(told.text);
    let states = [(a, marked[0]), (b, marked[1])].into_iter();
    let states = states.filter(|&(told, marked)| marked || counting(told));
    // Of one day, both must say that they are states.
    if states.count() < if apart == 0 { 2 } else { 1 } {
        return None;
    }
    let swapped = is_before(y, x);
    let figure = |told: Told<'_>, q: &QuantityFrame| -> Option<Figure> {
        let figures = &told.facts.figures;
        figures.iter().find(|f| f.span == q.quantity.span).cloned()
    };
    let (fa, fb) = (figure(a, qa)?, figure(b, qb)?);
    let (early, late) = if swapped {
        ((b, &fb), (a, &fa))
    } else {
        ((a, &fa), (b, &fb))
    };
    let why = ("number/running", "two states of a count that goes on");
    Some(revision(early, late, swapped, why, CONFIDENCE))
}

/// Two figures of one thing that differ, if no figure for it is common to both claims.
fn two_states<'p>(pair: &'p Pair, both: bool) -> Option<(&'p QuantityFrame, &'p QuantityFrame)> {
    let mut found = None;
    for qa in &pair.a.detail.quantities {
        for qb in &pair.b.detail.quantities {
            if !comparable(qa, qb) || !is_one_thing(pair, qa, qb, both) {
                continue;
            }
            if qa.quantity.value == qb.quantity.value {
                return None;
            }
            if found.is_none() && differ_as_states(qa, qb) {
                found = Some((qa, qb));
            }
        }
    }
    found
}

fn comparable(qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let plain = |q: &QuantityFrame| {
        !q.part && !q.additional && !q.earlier && !q.rate && !q.quantity.damaged
    };
    let unit = qa.quantity.unit;
    unit == qb.quantity.unit
        && matches!(unit, Unit::Count | Unit::Percent | Unit::Money(_))
        && plain(qa)
        && plain(qb)
        && (qa.class == qb.class || qa.class.is_none() || qb.class.is_none())
}

/// Two shares that differ, or two counts of which the one is not much larger.
fn differ_as_states(qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    /// A count that is going on grows by less than this factor within days.
    const MOST_GROWTH: f64 = 4.0;
    let (x, y) = (qa.quantity.value, qb.quantity.value);
    let (less, more) = (x.low.min(y.low), x.low.max(y.low));
    less > 0.0 && !x.meets(y) && (qa.quantity.unit == Unit::Percent || more <= MOST_GROWTH * less)
}

/// Whether both figures are of one thing: one holder's share or votes; one noun and verb; or, where both claims say that they give a state,
/// the only count of each.
fn is_one_thing(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame, both: bool) -> bool {
    /// Sentences less alike count two things (a similarity).
    const ALIKE: f32 = 0.3;
    let holder = holder(&pair.a, qa).zip(holder(&pair.b, qb));
    let one_holder = holder.is_some_and(|(x, y)| x == y);
    let votes = |side: &Side, q: &QuantityFrame| {
        q.counted.is_some_and(|c| {
            matches!(
                side.syntax.lemma(c),
                "vote" | "ballot" | "delegate" | "seat"
            )
        })
    };
    let shares = qa.quantity.unit == Unit::Percent;
    let held = one_holder && (shares || votes(&pair.a, qa) && votes(&pair.b, qb));
    let behind = |side: &Side, q: &QuantityFrame| {
        let next = q.quantity.tokens.end;
        (next < side.syntax.len()).then(|| side.syntax.lemma(next).to_lowercase())
    };
    let lone = |side: &Side, q: &QuantityFrame| {
        let alike = side.detail.quantities.iter();
        alike.filter(|o| o.quantity.unit == q.quantity.unit).count() == 1
    };
    let lone = lone(&pair.a, qa) && lone(&pair.b, qb);
    // "five percent contained", "25 percent contained".
    let described = shares && {
        let words = behind(&pair.a, qa).zip(behind(&pair.b, qb));
        let participle = |side: &Side, q: &QuantityFrame| {
            let next = q.quantity.tokens.end;
            matches!(side.syntax.upos(next), Upos::Verb | Upos::Adj)
        };
        words.is_some_and(|(x, y)| x == y && participle(&pair.a, qa) && participle(&pair.b, qb))
    };
    let nouns = qa.counted.zip(qb.counted).is_some_and(|(x, y)| {
        lemma_kinship(pair.a.syntax.lemma(x), pair.b.syntax.lemma(y)) >= 0.85
    });
    let verb = |side: &Side, q: &QuantityFrame| -> Option<String> {
        Some(side.detail.predicates.get(q.predicate?)?.lemma.clone())
    };
    let verbs = verb(&pair.a, qa)
        .zip(verb(&pair.b, qb))
        .is_some_and(|(x, y)| x == y);
    let grows = says_growth(pair.a.words_of(pair.a.detail.sentence))
        || says_growth(pair.b.words_of(pair.b.detail.sentence));
    let only = both && lone && !shares && pair.similarity.score() >= ALIKE;
    held || described || nouns && verbs && (both || grows) || only
}

/// Whose share or votes a figure gives: the name that stands nearest before it.
fn holder(side: &Side, q: &QuantityFrame) -> Option<String> {
    /// Words between the name and its figure: "McDaniel with 155,040 votes, or 49.5 percent".
    const REACH: usize = 12;
    let start = q.quantity.tokens.start;
    let from = start.saturating_sub(REACH);
    let name = (from..start)
        .rev()
        .find(|&w| side.syntax.upos(w) == Upos::Propn)?;
    Some(side.syntax.lower(name).to_string())
}
