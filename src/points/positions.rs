//! Story points to positions: which values are held, by whom, counted by independent origins, and which outlets are silent.
//!
//! In: the points and findings of a comparison. Out: a [`StoryPoint`] for each. Claims that agree hold one position unless a conflict stands
//! between them. Whoever contradicts what the point says takes a position on it too, though his claim may have a point of its own: two
//! camps of many claims are rarely compared often enough to be one point. An outlet that reports the event but has no claim in any
//! position is silent.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::{Comparison, Finding};
use super::{PointId, Points};
use crate::article::{ArticleId, Corpus};
use crate::claims::ClaimId;
use crate::judgement::verdict::Relation;

/// All that is held about one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryPoint {
    /// Its number.
    pub id: PointId,
    /// The values held: the one of most independent origins first, then the earlier claim.
    pub positions: Vec<Position>,
    /// Outlets that report the event but not this fact, sorted.
    pub silent: Vec<String>,
}

/// One of the values held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The value as the evidence writes it; empty if the evidence names none.
    pub value: String,
    /// The claims that hold it, in order.
    pub claims: Vec<ClaimId>,
    /// For each claim the number of its independent origin within the position, from 0.
    pub origins: Vec<usize>,
}

impl Position {
    /// How many independent origins hold it.
    pub fn independent(&self) -> usize {
        self.origins.iter().max().map_or(0, |most| most + 1)
    }

    /// The claims, one of each origin if copies are to be left out.
    pub fn counted(&self, independent_only: bool) -> Vec<ClaimId> {
        let mut seen = BTreeSet::new();
        self.claims
            .iter()
            .zip(&self.origins)
            .filter(|(_, origin)| seen.insert(**origin) || !independent_only)
            .map(|(claim, _)| *claim)
            .collect()
    }
}

/// The name that coverage uses for the publisher of an article: its outlet, else its id.
pub fn publisher(corpus: &Corpus, article: ArticleId) -> &str {
    let article = corpus.article(article);
    article.outlet.as_deref().unwrap_or(&article.id)
}

/// The story points of a comparison, in order.
pub fn story_points(corpus: &Corpus, comparison: &Comparison, points: &Points) -> Vec<StoryPoint> {
    let mut inside: BTreeMap<PointId, Vec<&Finding>> = BTreeMap::new();
    let mut conflicts: BTreeMap<ClaimId, Vec<&Finding>> = BTreeMap::new();
    for finding in &comparison.findings {
        let (a, b) = (finding.alignment.a, finding.alignment.b);
        if let Some(point) = points.of(a).filter(|p| points.of(b) == Some(*p)) {
            inside.entry(point).or_default().push(finding);
        } else if finding.verdict.relation == Relation::Contradict {
            conflicts.entry(a).or_default().push(finding);
            conflicts.entry(b).or_default().push(finding);
        }
    }
    let mut linked: BTreeMap<ArticleId, BTreeSet<ArticleId>> = BTreeMap::new();
    for link in &comparison.links {
        linked.entry(link.a).or_default().insert(link.b);
        linked.entry(link.b).or_default().insert(link.a);
    }
    let position = |claims: Vec<ClaimId>, findings: &[&Finding]| Position {
        value: value(&claims, findings),
        origins: comparison
            .origins
            .groups(corpus, &comparison.claims, &claims),
        claims,
    };
    points
        .groups()
        .into_iter()
        .map(|(id, mut claims)| {
            let found = inside.get(&id).map_or(&[][..], Vec::as_slice);
            let held = groups(&claims, found).into_iter();
            let mut positions: Vec<Position> = held.map(|claims| position(claims, found)).collect();
            positions.sort_by_key(|p| (std::cmp::Reverse(p.independent()), p.claims[0]));
            let said = positions.first().map_or(&[][..], |p| p.claims.as_slice());
            let against = said
                .iter()
                .filter_map(|claim| conflicts.get(claim))
                .flatten();
            let against: Vec<&Finding> = against.copied().collect();
            let opponents: BTreeSet<ClaimId> = against
                .iter()
                .flat_map(|f| [f.alignment.a, f.alignment.b])
                .filter(|claim| points.of(*claim) != Some(id))
                .collect();
            // Those who stand together elsewhere stand together here.
            let mut camps: BTreeMap<Option<PointId>, Vec<ClaimId>> = BTreeMap::new();
            for claim in opponents {
                camps.entry(points.of(claim)).or_default().push(claim);
                claims.push(claim);
            }
            positions.extend(camps.into_values().map(|camp| position(camp, &against)));
            StoryPoint {
                id,
                positions,
                silent: silent(corpus, comparison, &claims, &linked),
            }
        })
        .collect()
}

/// Claims by position: joined by agreements, the surest first, unless a conflict stands between the groups.
fn groups(claims: &[ClaimId], findings: &[&Finding]) -> Vec<Vec<ClaimId>> {
    let mut group: BTreeMap<ClaimId, ClaimId> = claims.iter().map(|c| (*c, *c)).collect();
    let conflicts: Vec<(ClaimId, ClaimId)> = findings
        .iter()
        .filter(|f| f.verdict.relation != Relation::Agree)
        .map(|f| (f.alignment.a, f.alignment.b))
        .collect();
    let mut agreements: Vec<&&Finding> = findings
        .iter()
        .filter(|f| f.verdict.relation == Relation::Agree)
        .collect();
    agreements.sort_by(|x, y| {
        y.verdict
            .confidence
            .total_cmp(&x.verdict.confidence)
            .then((x.alignment.a, x.alignment.b).cmp(&(y.alignment.a, y.alignment.b)))
    });
    for finding in agreements {
        let (x, y) = (group[&finding.alignment.a], group[&finding.alignment.b]);
        let clash = conflicts.iter().any(|(a, b)| {
            let (p, q) = (group[a], group[b]);
            (p, q) == (x, y) || (q, p) == (x, y)
        });
        if x == y || clash {
            continue;
        }
        let (keep, drop) = (x.min(y), x.max(y));
        for top in group.values_mut() {
            if *top == drop {
                *top = keep;
            }
        }
    }
    let mut found: BTreeMap<ClaimId, Vec<ClaimId>> = BTreeMap::new();
    for (claim, top) in group {
        found.entry(top).or_default().push(claim);
    }
    found.into_values().collect()
}

/// The value that evidence gives the claims of a position, the one written most often; conflicts are asked before agreements.
fn value(claims: &[ClaimId], findings: &[&Finding]) -> String {
    let mut counts: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for finding in findings {
        let conflict = finding.verdict.relation != Relation::Agree;
        let Some(evidence) = finding.verdict.evidence.first() else {
            continue;
        };
        for (claim, value) in [
            (finding.alignment.a, &evidence.a_value),
            (finding.alignment.b, &evidence.b_value),
        ] {
            if !value.is_empty() && claims.contains(&claim) {
                *counts.entry((conflict, value)).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .max_by_key(|((conflict, value), count)| {
            (*conflict, *count, std::cmp::Reverse(value.to_string()))
        })
        .map(|((_, value), _)| value.to_string())
        .unwrap_or_default()
}

/// Outlets with an article linked to one of the point's articles, but without a claim in it.
fn silent(
    corpus: &Corpus,
    comparison: &Comparison,
    claims: &[ClaimId],
    linked: &BTreeMap<ArticleId, BTreeSet<ArticleId>>,
) -> Vec<String> {
    let articles: BTreeSet<ArticleId> = claims
        .iter()
        .map(|c| comparison.claims.get(*c).article)
        .collect();
    let speaking: BTreeSet<&str> = articles.iter().map(|a| publisher(corpus, *a)).collect();
    let around: BTreeSet<&str> = articles
        .iter()
        .filter_map(|a| linked.get(a))
        .flatten()
        .map(|a| publisher(corpus, *a))
        .collect();
    around
        .difference(&speaking)
        .map(|outlet| outlet.to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::{Alignment, SimilarityVector};
    use crate::judgement::verdict::{Kind, Verdict};

    fn finding(a: u32, b: u32, relation: Relation) -> Finding {
        Finding {
            alignment: Alignment {
                a: ClaimId(a),
                b: ClaimId(b),
                similarity: SimilarityVector::even(0.5),
            },
            verdict: Verdict {
                relation,
                kind: (relation != Relation::Agree).then_some(Kind::Number),
                confidence: 0.9,
                evidence: Vec::new(),
            },
        }
    }

    #[test]
    fn agreeing_claims_hold_one_position_unless_they_conflict() {
        use Relation::{Agree, Contradict};
        let claims: Vec<ClaimId> = (0..4).map(ClaimId).collect();
        let found = [
            finding(0, 1, Agree),
            finding(1, 2, Contradict),
            finding(2, 3, Agree),
            // A stray agreement does not tie the two sides together.
            finding(0, 3, Agree),
        ];
        let positions = groups(&claims, &found.iter().collect::<Vec<_>>());
        assert_eq!(positions.len(), 2, "{positions:?}");
    }

    #[test]
    fn copies_count_once() {
        let position = Position {
            value: "107".into(),
            claims: vec![ClaimId(0), ClaimId(1), ClaimId(2)],
            origins: vec![0, 0, 1],
        };
        assert_eq!(position.independent(), 2);
        assert_eq!(position.counted(true), [ClaimId(0), ClaimId(2)]);
        assert_eq!(position.counted(false).len(), 3);
    }
}
