//! Denial of a figure: one gives it, the other rejects it.
//!
//! "The quake killed 112 people" against "she rejected the figure of 112 dead": the number itself tells which statement is denied, so that
//! few other words need be shared. Numbers that anybody might give ("two", "ten") do not.

use super::Finding;
use super::correspond::lemma_kinship;
use super::pair::{Pair, Side};
use super::verdict::{Evidence, Kind, Relation};
use crate::claims::attribution::Stance;
use crate::claims::frame::QuantityFrame;
use crate::claims::quantity::{Exactness, Unit};
use crate::parse::Upos;

/// A figure that one side gives and the other denies.
pub fn findings(pair: &Pair) -> Option<Finding> {
    if !pair.is_bare() && !pair.tells_one_event() {
        return None;
    }
    let (ours, theirs) = (&pair.a.detail.quantities, &pair.b.detail.quantities);
    ours.iter().find_map(|qa| {
        let qb = theirs.iter().find(|qb| is_one_figure(pair, qa, qb))?;
        let (a, b) = (is_denied(&pair.a, qa), is_denied(&pair.b, qb));
        (a != b).then(|| Finding {
            relation: Relation::Contradict,
            kind: Some(Kind::Denial),
            strength: 0.5,
            evidence: evidence(pair, qa, qb),
        })
    })
}

fn evidence(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> Evidence {
    pair.evidence(
        "denial/figure",
        qa.quantity.span,
        qb.quantity.span,
        "one gives the figure, the other rejects it".into(),
    )
}

/// Whether both name the same telling figure of the same thing.
fn is_one_figure(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    /// Smaller counts stand in every report.
    const TELLING: f64 = 20.0;
    let value = |q: &QuantityFrame| q.quantity.value;
    let exact = |q: &QuantityFrame| q.quantity.exactness == Exactness::Exact;
    let telling = matches!(qa.quantity.unit, Unit::Money(_) | Unit::Percent)
        || qa.quantity.unit == Unit::Count && value(qa).low >= TELLING;
    let counted = match (qa.counted, qb.counted) {
        (Some(x), Some(y)) => {
            let (p, q) = (pair.a.syntax.lemma(x), pair.b.syntax.lemma(y));
            qa.class.is_some() && qa.class == qb.class || lemma_kinship(p, q) >= 0.85
        }
        _ => qa.quantity.unit != Unit::Count || qa.class.is_some() && qa.class == qb.class,
    };
    qa.quantity.unit == qb.quantity.unit
        && telling
        && exact(qa)
        && exact(qb)
        && value(qa).low == value(qb).low
        && counted
}

/// Whether the figure stands in what somebody denies: "rejected the figure of 112 dead", "denied that 112 had died", "a report that he would
/// be paid two million was false".
fn is_denied(side: &Side, q: &QuantityFrame) -> bool {
    let word = q.quantity.tokens.start;
    side.detail.attributions.iter().any(|a| {
        a.stance == Stance::Deny
            && a.content.binary_search(&word).is_ok()
            && names_a_statement(side, a.content_head)
    })
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
