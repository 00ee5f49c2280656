//! Figures over time: who said which value of a disputed quantity when.

use super::told::{Figure, Story};
use crate::article::{Corpus, Published};
use crate::claims::ClaimId;
use crate::points::comparison::Comparison;
use crate::points::{PointId, Points};

/// One line of the timeline of a disputed quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The story point.
    pub point: PointId,
    /// The claim that holds the value.
    pub claim: ClaimId,
    /// When it was published; none if not known.
    pub at: Option<Published>,
    /// The figure.
    pub figure: Figure,
}

/// Who said which value when: every figure that a finding about numbers compares, by point, then time, then claim.
pub fn timeline(corpus: &Corpus, comparison: &Comparison, points: &Points) -> Vec<Entry> {
    let story = Story::new(corpus, &comparison.claims, &comparison.facts);
    let mut found: Vec<Entry> = Vec::new();
    for finding in &comparison.findings {
        let Some(evidence) = finding.verdict.evidence.first() else {
            continue;
        };
        if !evidence.rule.starts_with("number") {
            continue;
        }
        for (claim, span) in [
            (finding.alignment.a, evidence.a),
            (finding.alignment.b, evidence.b),
        ] {
            if let Some(held) = story.told(claim).and_then(|told| told.held(span))
                && let Some(point) = points.of(claim)
            {
                found.push(Entry {
                    point,
                    claim,
                    at: held.told.at,
                    figure: held.figure.clone(),
                });
            }
        }
    }
    let key = |entry: &Entry| (entry.point, entry.at, entry.claim, entry.figure.span.start);
    found.sort_by_key(key);
    found.dedup_by_key(|entry| key(entry));
    found
}
