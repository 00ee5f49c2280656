//! Findings to story points: all claims about one fact, whoever makes them.
//!
//! In: the findings. Out: a point for each claim in them. Two groups of claims join only when at least half of the pairs
//! between them are findings, so that a chain of look-alikes does not tie unlike claims together.

pub mod comparison;
pub mod dispute;
pub mod moment;
pub mod origins;
pub mod positions;
mod running;
mod steps;
pub mod succession;
pub mod timeline;
pub mod told;
pub mod toll;
mod wording;

use std::collections::BTreeMap;

use crate::claims::ClaimId;
use comparison::Finding;

/// A story point, numbered in order of its first claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointId(pub u32);

/// Which point each claim belongs to.
#[derive(Debug, Default)]
pub struct Points {
    of_claim: BTreeMap<ClaimId, PointId>,
}

impl Points {
    /// Groups the claims of the findings, the surest findings first. `O(n log n)` in the findings, plus the sizes of joined groups.
    pub fn new(findings: &[Finding]) -> Self {
        let mut order: Vec<&Finding> = findings.iter().collect();
        order.sort_by(|x, y| {
            let key = |f: &Finding| f.alignment.similarity.sentence();
            key(y)
                .total_cmp(&key(x))
                .then((x.alignment.a, x.alignment.b).cmp(&(y.alignment.a, y.alignment.b)))
        });
        let mut neighbours: BTreeMap<ClaimId, Vec<ClaimId>> = BTreeMap::new();
        for finding in findings {
            neighbours
                .entry(finding.alignment.a)
                .or_default()
                .push(finding.alignment.b);
            neighbours
                .entry(finding.alignment.b)
                .or_default()
                .push(finding.alignment.a);
        }
        let mut group: BTreeMap<ClaimId, ClaimId> = neighbours.keys().map(|c| (*c, *c)).collect();
        let mut members: BTreeMap<ClaimId, Vec<ClaimId>> =
            neighbours.keys().map(|c| (*c, vec![*c])).collect();
        for finding in order {
            let (x, y) = (group[&finding.alignment.a], group[&finding.alignment.b]);
            if x == y {
                continue;
            }
            let links = members[&x]
                .iter()
                .flat_map(|c| &neighbours[c])
                .filter(|n| group[n] == y)
                .count();
            if links * 2 < members[&x].len() * members[&y].len() {
                continue;
            }
            let (keep, drop) = (x.min(y), x.max(y));
            let moved = members.remove(&drop).unwrap_or_default();
            for claim in &moved {
                group.insert(*claim, keep);
            }
            members.entry(keep).or_default().extend(moved);
        }
        let numbers: BTreeMap<ClaimId, u32> = members
            .keys()
            .enumerate()
            .map(|(i, c)| (*c, i as u32))
            .collect();
        let of_claim = group
            .iter()
            .map(|(claim, top)| (*claim, PointId(numbers[top])))
            .collect();
        Points { of_claim }
    }

    /// The points with their claims, both in order.
    pub fn groups(&self) -> BTreeMap<PointId, Vec<ClaimId>> {
        let mut found: BTreeMap<PointId, Vec<ClaimId>> = BTreeMap::new();
        for (&claim, &point) in &self.of_claim {
            found.entry(point).or_default().push(claim);
        }
        found
    }

    /// The point of a claim; none if it stands in no finding.
    pub fn of(&self, claim: ClaimId) -> Option<PointId> {
        self.of_claim.get(&claim).copied()
    }
}
