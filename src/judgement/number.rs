//! Number: two figures for one quantity.
//!
//! Two numbers meet only when their frames meet: the same unit, the same counted thing, the same thing happening to it, neither
//! a part, an addition, a rate or an earlier value where the other is not. Then disjoint intervals clash, beyond what rounding
//! explains; a later and higher figure of a toll is a revision.

use super::Finding;
use super::correspond::{counts_people, is_generic_person, kinship, lemma_kinship};
use super::pair::{Pair, Side};
use super::verdict::{Evidence, Kind, Relation};
use crate::claims::frame::{QuantityFrame, Role, Sort};
use crate::claims::quantity::{Exactness, Unit, significant_digits};
use crate::parse::Upos;

/// How well the frames of two numbers meet; every part in [0, 1].
#[derive(Debug, Clone, Copy)]
pub struct SlotMatch {
    /// What is counted.
    pub noun: f32,
    /// What happens to it.
    pub happening: f32,
    /// What narrows it down: 1 if nothing does or the same, lower for each word that only one side has.
    pub modifiers: f32,
}

/// All that two claims' numbers say of each other.
pub fn findings(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for qa in &pair.a.detail.quantities {
        for qb in &pair.b.detail.quantities {
            if let Some(slot) = slot_match(pair, qa, qb) {
                found.extend(compare(pair, qa, qb, slot));
            }
        }
    }
    found
}

/// Whether the two frames are of one slot, and how surely.
pub fn slot_match(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> Option<SlotMatch> {
    let (a, b) = (&pair.a, &pair.b);
    if qa.quantity.unit != qb.quantity.unit
        || qa.quantity.damaged
        || qb.quantity.damaged
        || qa.rate != qb.rate
        || qa.earlier
        || qb.earlier
    {
        return None;
    }
    if qa.part != qb.part || qa.additional || qb.additional {
        return None;
    }
    let noun = counted_match(a, qa, b, qb)?;
    let happening = happening_match(a, qa, b, qb)?;
    let modifiers = modifier_match(a, qa, b, qb)?;
    Some(SlotMatch {
        noun,
        happening,
        modifiers,
    })
}

fn counted_match(a: &Side, qa: &QuantityFrame, b: &Side, qb: &QuantityFrame) -> Option<f32> {
    if qa.quantity.unit == Unit::Magnitude {
        return Some(1.0);
    }
    match (qa.counted, qb.counted) {
        (Some(x), Some(y)) => {
            if a.syntax.upos(x) == Upos::Propn && b.syntax.upos(y) == Upos::Propn
                || qa.quantity.unit == Unit::Age
            {
                let names = kinship(&a.syntax, x, &b.syntax, y);
                return (names >= 0.85).then_some(names);
            }
            let (p, q) = (a.syntax.lemma(x), b.syntax.lemma(y));
            let kin = lemma_kinship(p, q);
            if kin >= 0.9 {
                return Some(kin);
            }
            // "people" may be anybody, but a sort of people is a part of them: no conflict between the two.
            (is_generic_person(p) && is_generic_person(q)).then_some(0.9)
        }
        (None, None) => Some(0.7),
        (x, y) => {
            let (side, one) = if x.is_some() { (a, x) } else { (b, y) };
            let known = one?;
            let generic = is_generic_person(side.syntax.lemma(known));
            let counts = qa.quantity.unit == Unit::Count;
            if counts && generic && counts_people(&side.syntax, one) {
                Some(0.8)
            } else {
                (!counts).then_some(0.4)
            }
        }
    }
}

/// Whether the same thing happens to the counted: the same class, or predicates that mean the same.
fn happening_match(a: &Side, qa: &QuantityFrame, b: &Side, qb: &QuantityFrame) -> Option<f32> {
    match (qa.class, qb.class) {
        (Some(x), Some(y)) => return (x == y).then_some(1.0),
        (Some(_), None) | (None, Some(_)) if qa.quantity.unit == Unit::Count => return None,
        _ => {}
    }
    if matches!(qa.quantity.unit, Unit::Magnitude | Unit::Age) {
        return Some(1.0);
    }
    let (Some(p), Some(q)) = (qa.predicate, qb.predicate) else {
        return Some(0.3);
    };
    let (p, q) = (&a.detail.predicates[p], &b.detail.predicates[q]);
    let lemma = |l: &str| l.split(' ').next().unwrap_or("").to_string();
    let kin = lemma_kinship(&lemma(&p.lemma), &lemma(&q.lemma));
    let same_role = qa.role == qb.role
        || matches!((qa.role, qb.role), (Role::Free, _) | (_, Role::Free))
        || p.sort != Sort::Verb
        || q.sort != Sort::Verb;
    if (p.negation.is_some()) != (q.negation.is_some()) {
        return None;
    }
    Some(if same_role { kin } else { kin * 0.5 })
}

/// Narrowing words that the other side does not have: "civilian", "in the city", "of the 107".
fn modifier_match(a: &Side, qa: &QuantityFrame, b: &Side, qb: &QuantityFrame) -> Option<f32> {
    let lone = |of: &Side, q: &QuantityFrame, by: &Side, other: &QuantityFrame| -> usize {
        q.modifiers
            .iter()
            .filter(|&&m| {
                !other
                    .modifiers
                    .iter()
                    .any(|&n| kinship(&of.syntax, m, &by.syntax, n) >= 0.7)
                    && !(0..by.syntax.len()).any(|w| kinship(&of.syntax, m, &by.syntax, w) >= 0.9)
            })
            .count()
    };
    let (x, y) = (lone(a, qa, b, qb), lone(b, qb, a, qa));
    // Both narrow it down in ways of their own: two different sets.
    if x > 0 && y > 0 {
        return None;
    }
    Some(1.0 / (1.0 + (x + y) as f32))
}

/// Two figures of one slot.
fn compare(
    pair: &Pair,
    qa: &QuantityFrame,
    qb: &QuantityFrame,
    slot: SlotMatch,
) -> Option<Finding> {
    let evidence = |rule: &'static str, note: String| Evidence {
        rule,
        a: qa.quantity.span,
        b: qb.quantity.span,
        a_words: pair.a.words_of(qa.quantity.span).to_string(),
        b_words: pair.b.words_of(qb.quantity.span).to_string(),
        a_value: pair.a.words_of(qa.quantity.span).to_string(),
        b_value: pair.b.words_of(qb.quantity.span).to_string(),
        note,
    };
    let strength = slot.noun * (0.3 + 0.7 * slot.happening) * (0.4 + 0.6 * slot.modifiers);
    if compatible(qa, qb) {
        return Some(Finding {
            relation: Relation::Agree,
            kind: Some(Kind::Number),
            strength,
            evidence: evidence(
                "number/compatible",
                format!(
                    "{} and {} can be one figure",
                    pair.a.words_of(qa.quantity.span),
                    pair.b.words_of(qb.quantity.span)
                ),
            ),
        });
    }
    if explained(pair, qa, qb) {
        return None;
    }
    if let Some(relation) = succession(pair, qa, qb) {
        return (relation == Relation::Revision).then(|| Finding {
            relation,
            kind: Some(Kind::Number),
            strength,
            evidence: evidence(
                "number/revised",
                "the later report has another figure for the same thing".into(),
            ),
        });
    }
    let kind = if qa.quantity.unit == Unit::Age {
        Kind::Entity
    } else {
        Kind::Number
    };
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(kind),
        strength,
        evidence: evidence(
            "number/disjoint",
            format!(
                "{} against {} for the same thing",
                pair.a.words_of(qa.quantity.span),
                pair.b.words_of(qb.quantity.span)
            ),
        ),
    })
}

/// Whether some value satisfies both, or rounding explains the difference.
pub fn compatible(qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    /// Rounding explains at most this share of the value: "3,000" for 2,975.
    const ROUNDING: f64 = 0.02;
    let (a, b) = (&qa.quantity, &qb.quantity);
    if a.value.meets(b.value) {
        return true;
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

/// Whether the other claim also has the figure, or the parts that make it up.
fn explained(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let has = |side: &Side, value: f64, unit: Unit, own: &QuantityFrame| {
        let others: Vec<f64> = side
            .detail
            .quantities
            .iter()
            .filter(|q| q.quantity.unit == unit && q.quantity.tokens != own.quantity.tokens)
            .map(|q| q.quantity.value.low)
            .collect();
        let sum = |v: f64| (v - value).abs() < 1e-9;
        others
            .iter()
            .any(|&v| sum(v) || sum(v + own.quantity.value.low))
            || others
                .iter()
                .enumerate()
                .any(|(i, &v)| others[i + 1..].iter().any(|&w| sum(v + w)))
    };
    let unit = qa.quantity.unit;
    has(&pair.b, qa.quantity.value.low, unit, qb) || has(&pair.a, qb.quantity.value.low, unit, qa)
}

/// Whether the figures are of different times: a revision if a toll rose, neither if the days of the events differ.
fn succession(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> Option<Relation> {
    let (pa, pb) = (
        qa.predicate.map(|p| pair.a.detail.predicates[p].word),
        qb.predicate.map(|p| pair.b.detail.predicates[p].word),
    );
    if let (Some(pa), Some(pb)) = (pa, pb)
        && pair.days_clash(pa, pb).is_some()
    {
        return Some(Relation::Neither);
    }
    let apart = pair.days_apart()?;
    if apart == 0 {
        return None;
    }
    let (earlier, later) = if apart > 0 { (qa, qb) } else { (qb, qa) };
    let grows = later.quantity.value.low > earlier.quantity.value.low;
    let toll = earlier.class.is_some();
    (grows && toll).then_some(Relation::Revision)
}
