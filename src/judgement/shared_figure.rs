//! Agreement on a figure: both reports give the same telling number for the same thing.
//!
//! "Put the number of people affected at 94", "counted 94 cases of suffocation": few words are shared, and yet it is one fact. A number that
//! any report might hold ("two", "a hundred") tells nothing by itself.

use super::Finding;
use super::correspond::lemma_kinship;
use super::pair::{Pair, Side};
use super::slot::{Fit, filled_at};
use super::verdict::{Evidence, Relation};
use crate::claims::attribution::Stance;
use crate::claims::frame::QuantityFrame;
use crate::claims::quantity::{Exactness, Unit};

/// The figure on which two claims out of linked articles agree.
pub fn findings(pair: &Pair) -> Option<Finding> {
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
    let (ours, theirs) = (&pair.a.detail.quantities, &pair.b.detail.quantities);
    ours.iter().find_map(|qa| {
        let qb = theirs.iter().find(|qb| is_one_figure(pair, qa, qb))?;
        Some(Finding {
            relation: Relation::Agree,
            kind: None,
            strength: 0.6,
            evidence: evidence(pair, qa, qb),
        })
    })
}

fn evidence(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> Evidence {
    pair.evidence(
        "agree/figure",
        qa.quantity.span,
        qb.quantity.span,
        "both give the same figure for the same thing".into(),
    )
}

fn is_one_figure(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let plain = |q: &QuantityFrame| {
        q.quantity.exactness != Exactness::Vague
            && !q.quantity.damaged
            && !q.earlier
            && !q.additional
    };
    qa.quantity.unit == qb.quantity.unit
        && qa.quantity.value.low == qb.quantity.value.low
        && plain(qa)
        && plain(qb)
        && qa.part == qb.part
        && qa.rate == qb.rate
        && is_telling(qa)
        && is_of_one_thing(pair, qa, qb)
        && !is_disputed(&pair.a, qa)
        && !is_disputed(&pair.b, qb)
}

/// Whether few reports of other events hold the number.
fn is_telling(q: &QuantityFrame) -> bool {
    /// Smaller counts stand in every report.
    const LEAST: f64 = 20.0;
    let value = q.quantity.value.low;
    let round = |step: f64| value % step == 0.0;
    match q.quantity.unit {
        Unit::Count => value.fract() != 0.0 || value >= LEAST && !round(50.0),
        Unit::Percent => !round(10.0),
        Unit::Money(_) => true,
        Unit::Magnitude => true,
        Unit::Age | Unit::Measure(_) => false,
    }
}

/// Whether both numbers count or measure the same: the same happens to the counted, one noun is counted, or one act has the figure on both
/// sides.
fn is_of_one_thing(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let classes = qa.class.is_some() && qa.class == qb.class;
    let apart = qa.class.is_some() && qb.class.is_some() && qa.class != qb.class;
    let nouns = qa.counted.zip(qb.counted).is_some_and(|(x, y)| {
        lemma_kinship(pair.a.syntax.lemma(x), pair.b.syntax.lemma(y)) >= 0.85
    });
    let one_act = qa.predicate.zip(qb.predicate).is_some_and(|(p, q)| {
        let (pa, pb) = (&pair.a.detail.predicates[p], &pair.b.detail.predicates[q]);
        let slots = filled_at(pair, p, q);
        let met = slots.iter().any(|s| s.fit == Fit::Same);
        let parted = slots.iter().any(|s| s.fit == Fit::Other);
        // "holds 14.9 per cent": so odd a number needs less.
        let odd = qa.quantity.value.low.fract() != 0.0 && !parted;
        lemma_kinship(pa.verb(), pb.verb()) >= 0.85 && (met || odd)
    });
    let magnitude = qa.quantity.unit == Unit::Magnitude;
    !apart && (classes || nouns || one_act || magnitude)
}

/// Whether somebody denies the figure or doubts it.
fn is_disputed(side: &Side, q: &QuantityFrame) -> bool {
    side.detail.attributions.iter().any(|a| {
        matches!(a.stance, Stance::Deny | Stance::Doubt)
            && a.content.binary_search(&q.quantity.tokens.start).is_ok()
    })
}
