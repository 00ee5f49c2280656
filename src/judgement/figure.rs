//! One telling figure: given and rejected, or given by both.
//!
//! "The quake killed 112 people" against "she rejected the figure of 112 dead"; "put the number of people affected at 94" beside "counted 94
//! cases of suffocation". The number itself tells that one thing is meant, so that few other words need be shared. Numbers that any
//! report might hold ("two", "a hundred") tell nothing.

use super::Finding;
use super::correspond::lemma_kinship;
use super::fit::Fit;
use super::pair::{Pair, Side};
use super::slot::filled_at;
use super::verdict::{Kind, Relation};
use crate::claims::attribution::{Attribution, Stance};
use crate::claims::frame::QuantityFrame;
use crate::claims::quantity::{Exactness, Unit};
use crate::parse::Upos;

/// Smaller counts stand in every report.
const LEAST_COUNT: f64 = 20.0;

/// A figure that one side gives and the other rejects.
pub fn rejected(pair: &Pair) -> Option<Finding> {
    if !pair.is_bare() && !pair.tells_one_event() {
        return None;
    }
    let disputed = |qa: &QuantityFrame, qb: &QuantityFrame| {
        (is_rejected(&pair.a, qa) != is_rejected(&pair.b, qb)).then(|| Finding {
            relation: Relation::Contradict,
            kind: Some(Kind::Denial),
            strength: 0.5,
            evidence: pair.evidence(
                "denial/figure",
                qa.quantity.span,
                qb.quantity.span,
                "one gives the figure, the other rejects it".into(),
            ),
        })
    };
    counterparts(pair, may_be_rejected).find_map(|(qa, qb)| disputed(qa, qb))
}

/// The figure on which two claims out of linked articles agree.
pub fn shared(pair: &Pair) -> Option<Finding> {
    /// Later the same number of something else may come up.
    const NEAR_DAYS: i32 = 3;
    /// Articles less alike share a number by chance.
    const LINKED: f32 = 0.2;
    let linked = pair.similarity.article.is_some_and(|link| link >= LINKED);
    let (lone_a, lone_b) = pair.unshared_places();
    if !linked
        || lone_a > 0 && lone_b > 0
        || pair.days_apart().is_some_and(|d| d.abs() > NEAR_DAYS)
        || pair.mixes_background()
    {
        return None;
    }
    let (qa, qb) = counterparts(pair, is_shared).next()?;
    Some(Finding {
        relation: Relation::Agree,
        kind: None,
        strength: 0.6,
        evidence: pair.evidence(
            "agree/figure",
            qa.quantity.span,
            qb.quantity.span,
            "both give the same figure for the same thing".into(),
        ),
    })
}

/// Each figure of the first claim with the first of the second that has its unit and value and meets a condition.
fn counterparts<'p>(
    pair: &'p Pair,
    meets: impl Fn(&Pair, &QuantityFrame, &QuantityFrame) -> bool + 'p,
) -> impl Iterator<Item = (&'p QuantityFrame, &'p QuantityFrame)> {
    let (ours, theirs) = (&pair.a.detail.quantities, &pair.b.detail.quantities);
    ours.iter().filter_map(move |qa| {
        let qb = theirs.iter().find(|qb| {
            qa.quantity.unit == qb.quantity.unit
                && qa.quantity.value.low == qb.quantity.value.low
                && meets(pair, qa, qb)
        })?;
        Some((qa, qb))
    })
}

/// Whether two equal figures are so exact and so telling that rejecting one rejects the other.
fn may_be_rejected(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let exact = |q: &QuantityFrame| q.quantity.exactness == Exactness::Exact;
    let is_count = qa.quantity.unit == Unit::Count;
    let telling = matches!(qa.quantity.unit, Unit::Money(_) | Unit::Percent)
        || is_count && qa.quantity.value.low >= LEAST_COUNT;
    let counted = if qa.counted.is_some() && qb.counted.is_some() {
        one_class(qa, qb) || one_noun(pair, qa, qb)
    } else {
        !is_count || one_class(qa, qb)
    };
    telling && exact(qa) && exact(qb) && counted
}

fn one_class(qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    qa.class.is_some() && qa.class == qb.class
}

fn one_noun(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    qa.counted
        .zip(qb.counted)
        .is_some_and(|(x, y)| lemma_kinship(pair.a.syntax.lemma(x), pair.b.syntax.lemma(y)) >= 0.85)
}

/// Whether both give two equal figures for one thing as a fact, and few reports of other events hold the number.
fn is_shared(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let plain = |q: &QuantityFrame| {
        q.quantity.exactness != Exactness::Vague
            && !q.quantity.damaged
            && !q.earlier
            && !q.additional
    };
    let doubtful = |a: &Attribution| matches!(a.stance, Stance::Deny | Stance::Doubt);
    plain(qa)
        && plain(qb)
        && qa.part == qb.part
        && qa.rate == qb.rate
        && is_rare(qa)
        && is_of_one_thing(pair, qa, qb)
        && !stands_in(&pair.a, qa, doubtful)
        && !stands_in(&pair.b, qb, doubtful)
}

/// Whether few reports of other events hold the number.
fn is_rare(q: &QuantityFrame) -> bool {
    let value = q.quantity.value.low;
    let round = |step: f64| value % step == 0.0;
    match q.quantity.unit {
        Unit::Count => value.fract() != 0.0 || value >= LEAST_COUNT && !round(50.0),
        Unit::Percent => !round(10.0),
        Unit::Money(_) | Unit::Magnitude => true,
        Unit::Age | Unit::Measure(_) => false,
    }
}

/// Whether both numbers count or measure the same: the same happens to the counted, one noun is counted, or one act has the figure on both
/// sides.
fn is_of_one_thing(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let apart = qa.class.is_some() && qb.class.is_some() && qa.class != qb.class;
    let one_act = || {
        qa.predicate.zip(qb.predicate).is_some_and(|(p, q)| {
            let (pa, pb) = (&pair.a.detail.predicates[p], &pair.b.detail.predicates[q]);
            let slots = filled_at(pair, p, q);
            let met = slots.iter().any(|s| s.fit == Fit::Same);
            let parted = slots.iter().any(|s| s.fit == Fit::Other);
            // "holds 14.9 per cent": so odd a number needs less.
            let odd = qa.quantity.value.low.fract() != 0.0 && !parted;
            lemma_kinship(pa.verb(), pb.verb()) >= 0.85 && (met || odd)
        })
    };
    let magnitude = qa.quantity.unit == Unit::Magnitude;
    !apart && (one_class(qa, qb) || one_noun(pair, qa, qb) || magnitude || one_act())
}

/// Whether the figure stands in what somebody denies: "rejected the figure of 112 dead", "denied that 112 had died", "rejected a report that
/// he would be paid two million".
fn is_rejected(side: &Side, q: &QuantityFrame) -> bool {
    q.rejected
        || stands_in(side, q, |a| {
            a.stance == Stance::Deny && names_a_statement(side, a.content_head)
        })
}

/// Whether the figure stands in what is said by an attribution of some sort.
fn stands_in(side: &Side, q: &QuantityFrame, sort: impl Fn(&Attribution) -> bool) -> bool {
    let word = q.quantity.tokens.start;
    let mut attributions = side.detail.attributions.iter();
    attributions.any(|a| sort(a) && a.content.binary_search(&word).is_ok())
}

/// Whether what is denied can be true or false: a clause, "the figure", "the report". An offer of two million is turned down, not denied.
fn names_a_statement(side: &Side, head: usize) -> bool {
    side.syntax.upos(head) != Upos::Noun
        || matches!(
            side.syntax.lemma(head),
            "figure"
                | "number"
                | "toll"
                | "count"
                | "estimate"
                | "report"
                | "claim"
                | "statement"
                | "allegation"
                | "assertion"
                | "calculation"
                | "rumour"
                | "rumor"
                | "suggestion"
        )
}
