//! Whether two values can be one: intervals, rounding, bounds, sums, and figures that grow.

use crate::claims::frame::QuantityFrame;
use crate::claims::quantity::{Exactness, Unit, significant_digits};
use crate::judgement::correspond::is_generic_person;
use crate::judgement::pair::{Pair, Side};
use crate::lexicon::relations::is_person;
use crate::parse::Upos;

/// The middle of an interval, or its finite end.
pub(super) fn middle(q: &QuantityFrame) -> f64 {
    let value = q.quantity.value;
    if value.high.is_infinite() {
        value.low
    } else if value.low == 0.0 {
        value.high
    } else {
        (value.low + value.high) / 2.0
    }
}

/// Whether some value satisfies both, or rounding explains the difference.
pub fn compatible(qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    /// Rounding explains at most this share of the value: "3,000" for 2,975.
    const ROUNDING: f64 = 0.02;
    let (a, b) = (&qa.quantity, &qb.quantity);
    if a.value.meets(b.value) {
        return !bounds_apart(qa, qb);
    }
    let (low, high) = if a.value.low < b.value.low {
        (a, b)
    } else {
        (b, a)
    };
    let (x, y) = (low.value.high, high.value.low);
    let digits = (significant_digits(x), significant_digits(y));
    let inexact = |e: Exactness| matches!(e, Exactness::Approximate | Exactness::Vague);
    let measured = matches!(a.unit, Unit::Measure(_));
    let share = if measured { 0.05 } else { ROUNDING };
    (y - x) <= share * y
        && (digits.0 != digits.1 || inexact(a.exactness) || inexact(b.exactness) || measured)
}

/// Two lower bounds so far apart that whoever wrote the lower one did not know of the higher: "more than 2,000", "more than 4,000".
fn bounds_apart(qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    /// Nobody writes "more than 2,000" for what he counts as 2,500 and more.
    const RATIO: f64 = 1.25;
    let (a, b) = (qa.quantity.value, qb.quantity.value);
    let bound = |q: &QuantityFrame| q.quantity.value.high.is_infinite();
    bound(qa) && bound(qb) && a.low.max(b.low) >= RATIO * a.low.min(b.low)
}

/// Whether the other claim also has the figure, or the parts that make it up.
pub(super) fn explained(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let has = |side: &Side, value: f64, unit: Unit, own: &QuantityFrame| {
        let others: Vec<f64> = side
            .detail
            .quantities
            .iter()
            .filter(|q| q.quantity.unit == unit && q.quantity.tokens != own.quantity.tokens)
            // "5.2 billion and not 3.8 billion" does not have the 3.8 billion.
            .filter(|q| !q.rejected)
            .filter(|q| !counts_other_than(side, q, own))
            .map(|q| q.quantity.value.low)
            .collect();
        let same = |v: f64| (v - value).abs() < 1e-9;
        others
            .iter()
            .any(|&v| same(v) || same(v + own.quantity.value.low))
            || others
                .iter()
                .enumerate()
                .any(|(i, &v)| others[i + 1..].iter().any(|&w| same(v + w)))
    };
    let unit = qa.quantity.unit;
    has(&pair.b, qa.quantity.value.low, unit, qb) || has(&pair.a, qb.quantity.value.low, unit, qa)
}

/// Whether one counts people and the other things: "nine bodies" in "two hospitals" make no eleven.
fn counts_other_than(side: &Side, q: &QuantityFrame, own: &QuantityFrame) -> bool {
    let people = |q: &QuantityFrame| {
        let noun = q.counted.filter(|&c| side.syntax.upos(c) == Upos::Noun)?;
        let lemma = side.syntax.lemma(noun).to_lowercase();
        Some(is_person(&lemma) || is_generic_person(&lemma))
    };
    people(q).zip(people(own)).is_some_and(|(x, y)| x != y)
}

/// Whether the later report has the higher figure of something that grows.
pub(super) fn has_grown(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let Some(apart) = pair.days_apart().filter(|d| *d != 0) else {
        return false;
    };
    let (earlier, later) = if apart > 0 { (qa, qb) } else { (qb, qa) };
    later.quantity.value.low > earlier.quantity.value.low
        && earlier.class.is_some()
        && earlier.class == later.class
}

/// Whether one of the claims says that its figure replaces another, or was replaced: "corrected it to three tonnes", "was first given as 4.9".
pub(super) fn is_corrected(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let says = |side: &Side, q: &QuantityFrame| {
        let syntax = &side.syntax;
        syntax.ancestors(q.quantity.tokens.start).any(|w| {
            matches!(
                syntax.lemma(w),
                "correct" | "revise" | "amend" | "update" | "correction" | "revision"
            ) || syntax.children(w).iter().any(|&c| {
                matches!(
                    syntax.lower(c),
                    "first" | "initially" | "originally" | "previously" | "later"
                ) && matches!(syntax.upos(c), Upos::Adv | Upos::Adj)
            })
        })
    };
    says(&pair.a, qa) != says(&pair.b, qb)
}
