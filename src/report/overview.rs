//! Who stands where: the stance of each claim of a story point, the company of each side of a conflict, and outlet by outlet.
//!
//! In: findings and points. Out: plain answers for [`super::view`]. A stance is read off the findings: from the claim that most
//! others agree with: what agrees with it says the same, what conflicts with it differs; copies of one text stand together.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::model::MatrixCell;
use super::pairs::independence;
use crate::article::Corpus;
use crate::claims::ClaimId;
use crate::judgement::verdict::Relation;
use crate::pipeline::{Comparison, Finding};
use crate::points::{PointId, Points};

/// What a claim does about its story point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// Says what the central claim says.
    Says,
    /// Gives an earlier or later figure.
    Updates,
    /// Cannot be true together with it.
    Differs,
}

/// All claims of one fact.
#[derive(Debug, Clone)]
pub struct PointView {
    /// Which point.
    pub id: PointId,
    /// The claim that the others are held against.
    pub centre: ClaimId,
    /// Every claim of the point with its stance, in order of the claims.
    pub stances: Vec<(ClaimId, Stance)>,
    /// Independent origins of the central claim.
    pub origins: usize,
    /// Outlets that say the same as the central claim.
    pub saying: usize,
    /// Outlets of the point in all.
    pub outlets: usize,
}

impl PointView {
    /// Whether any claim differs.
    pub fn disputed(&self) -> bool {
        self.stances.iter().any(|(_, s)| *s == Stance::Differs)
    }
}

/// The findings, ready for questions.
pub struct Overview<'c> {
    corpus: &'c Corpus,
    comparison: &'c Comparison,
    of_claim: BTreeMap<ClaimId, Vec<&'c Finding>>,
}

impl<'c> Overview<'c> {
    /// Prepares the findings. `O(n log n)`.
    pub fn new(corpus: &'c Corpus, comparison: &'c Comparison) -> Self {
        let mut of_claim: BTreeMap<ClaimId, Vec<&Finding>> = BTreeMap::new();
        for finding in &comparison.findings {
            for claim in [finding.alignment.a, finding.alignment.b] {
                of_claim.entry(claim).or_default().push(finding);
            }
        }
        Overview {
            corpus,
            comparison,
            of_claim,
        }
    }

    /// The publisher of a claim, or the article's id where none is known.
    pub fn outlet(&self, claim: ClaimId) -> &'c str {
        let article = self
            .corpus
            .article(self.comparison.claims.get(claim).article);
        article.outlet.as_deref().unwrap_or(&article.id)
    }

    /// Whether a finding is an agreement of one text with itself.
    pub fn copied(&self, finding: &Finding) -> bool {
        independence(self.corpus, self.comparison, finding) == "copied"
    }

    fn findings(&self, claim: ClaimId) -> &[&'c Finding] {
        self.of_claim.get(&claim).map_or(&[], Vec::as_slice)
    }

    /// All story points, in order.
    pub fn points(&self, points: &Points) -> Vec<PointView> {
        let mut members: BTreeMap<PointId, Vec<ClaimId>> = BTreeMap::new();
        for &claim in self.of_claim.keys() {
            if let Some(point) = points.of(claim) {
                members.entry(point).or_default().push(claim);
            }
        }
        members
            .into_iter()
            .map(|(id, claims)| self.point(id, &claims))
            .collect()
    }

    fn point(&self, id: PointId, claims: &[ClaimId]) -> PointView {
        let inside: BTreeSet<ClaimId> = claims.iter().copied().collect();
        let agreeing = |claim: ClaimId| {
            self.findings(claim)
                .iter()
                .filter(|f| {
                    f.verdict.relation == Relation::Agree && inside.contains(&other(f, claim))
                })
                .count()
        };
        // The first of those with most agreement, so that the order of the claims decides between equals.
        let centre = claims.iter().copied().fold(claims[0], |best, claim| {
            if agreeing(claim) > agreeing(best) {
                claim
            } else {
                best
            }
        });
        let mut stances = BTreeMap::from([(centre, Stance::Says)]);
        let mut queue = VecDeque::from([centre]);
        while let Some(claim) = queue.pop_front() {
            let stance = stances[&claim];
            for finding in self.findings(claim) {
                let next = other(finding, claim);
                if !inside.contains(&next) || stances.contains_key(&next) {
                    continue;
                }
                let carried = match finding.verdict.relation {
                    Relation::Agree => stance,
                    Relation::Revision => stance.max(Stance::Updates),
                    Relation::Contradict | Relation::Neither => Stance::Differs,
                };
                stances.insert(next, carried);
                // Agreement of agreements drifts from the fact; only copies of one text carry a stance further.
                if self.copied(finding) {
                    queue.push_back(next);
                }
            }
        }
        let saying: Vec<ClaimId> = stances
            .iter()
            .filter(|(_, s)| **s == Stance::Says)
            .map(|(c, _)| *c)
            .collect();
        let outlets = |claims: &mut dyn Iterator<Item = ClaimId>| {
            claims
                .map(|c| self.outlet(c))
                .collect::<BTreeSet<_>>()
                .len()
        };
        PointView {
            id,
            centre,
            origins: self.origins(&saying),
            saying: outlets(&mut saying.iter().copied()),
            outlets: outlets(&mut stances.keys().copied()),
            stances: stances.into_iter().collect(),
        }
    }

    /// How many texts the claims stem from: claims of one outlet, and copies of one text, count once.
    pub fn origins(&self, claims: &[ClaimId]) -> usize {
        let index: BTreeMap<ClaimId, usize> =
            claims.iter().enumerate().map(|(i, c)| (*c, i)).collect();
        let mut parent: Vec<usize> = (0..claims.len()).collect();
        let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, &claim) in claims.iter().enumerate() {
            let first = *first_of.entry(self.outlet(claim)).or_insert(i);
            join(&mut parent, first, i);
            for finding in self.findings(claim) {
                if self.copied(finding)
                    && let Some(&j) = index.get(&other(finding, claim))
                {
                    join(&mut parent, i, j);
                }
            }
        }
        (0..claims.len()).filter(|&i| root(&parent, i) == i).count()
    }

    /// Whether a claim is the text of one of `others`.
    pub fn is_copy_of(&self, claim: ClaimId, others: &[ClaimId]) -> bool {
        self.findings(claim)
            .iter()
            .any(|f| self.copied(f) && others.contains(&other(f, claim)))
    }

    /// Claims of other outlets that stand with `claim` against `against`: they agree with it, or they clash with `against` by the
    /// same `value`. One an outlet, in order of the claims.
    pub fn company(&self, claim: ClaimId, against: ClaimId, value: &str) -> Vec<ClaimId> {
        let mut with: BTreeSet<ClaimId> = self
            .findings(claim)
            .iter()
            .filter(|f| f.verdict.relation == Relation::Agree)
            .map(|f| other(f, claim))
            .collect();
        with.extend(
            self.findings(against)
                .iter()
                .filter(|f| f.verdict.relation == Relation::Contradict)
                .filter(|f| !value.is_empty() && value_of(f, other(f, against)) == value)
                .map(|f| other(f, against)),
        );
        let mut outlets = BTreeSet::from([self.outlet(claim)]);
        with.into_iter()
            .filter(|&c| c != claim && c != against)
            .filter(|&c| outlets.insert(self.outlet(c)))
            .collect()
    }
}

/// The other claim of a finding.
fn other(finding: &Finding, claim: ClaimId) -> ClaimId {
    if finding.alignment.a == claim {
        finding.alignment.b
    } else {
        finding.alignment.a
    }
}

/// The value that a finding saw in one of its claims.
pub fn value_of(finding: &Finding, claim: ClaimId) -> &str {
    let evidence = finding.verdict.evidence.first();
    evidence.map_or("", |e| {
        if finding.alignment.a == claim {
            &e.a_value
        } else {
            &e.b_value
        }
    })
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}

fn join(parent: &mut [usize], x: usize, y: usize) {
    let (x, y) = (root(parent, x), root(parent, y));
    parent[x.max(y)] = x.min(y);
}

/// How often each two outlets agree and differ; both orders of a pair hold the same counts. With each finding
/// goes whether it is a copy.
pub fn matrix<'f>(
    pairs: impl Iterator<Item = (&'f str, &'f str, &'f Finding, bool)>,
) -> BTreeMap<(&'f str, &'f str), MatrixCell> {
    let mut cells: BTreeMap<(&str, &str), MatrixCell> = BTreeMap::new();
    for (a, b, finding, copied) in pairs {
        let both = [(a, b), (b, a)];
        for key in &both[..if a == b { 1 } else { 2 }] {
            let cell = cells.entry(*key).or_default();
            cell.compared += 1;
            match finding.verdict.relation {
                Relation::Agree if copied => cell.copied += 1,
                Relation::Agree => cell.agree += 1,
                Relation::Contradict => cell.differ += 1,
                Relation::Revision => cell.revised += 1,
                Relation::Neither => {}
            }
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_claims_have_one_root() {
        let mut parent: Vec<usize> = (0..5).collect();
        join(&mut parent, 3, 4);
        join(&mut parent, 1, 4);
        assert_eq!(
            (0..5).map(|i| root(&parent, i)).collect::<Vec<_>>(),
            [0, 1, 2, 1, 1]
        );
    }
}
