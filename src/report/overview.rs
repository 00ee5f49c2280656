//! Who stands where: the stance of each claim of a story point, the company of each side of a conflict, and outlet by outlet.
//!
//! In: findings and points. Out: plain answers for [`super::view`]. The positions are those of [`crate::points::positions`], so that the
//! report and `coverage` say the same: the position of most independent origins is what the point says; a claim of another one differs if it
//! conflicts with that position or one before it, and gives another day's figure if it revises one.

use std::collections::{BTreeMap, BTreeSet};

use super::model::MatrixCell;
use super::pairs::independence;
use crate::article::Corpus;
use crate::claims::ClaimId;
use crate::judgement::verdict::Relation;
use crate::pipeline::{Comparison, Finding};
use crate::points::positions::{Position, StoryPoint, publisher, story_points};
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
    /// Outlets that report the story but not this point, sorted.
    pub silent: Vec<String>,
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
    points: Vec<StoryPoint>,
    /// For each claim the place of its own point in `points`, and that of its position there.
    position_of: BTreeMap<ClaimId, (usize, usize)>,
}

impl<'c> Overview<'c> {
    /// Prepares the findings. `O(n log n)`, plus the squares of the sizes of positions.
    pub fn new(corpus: &'c Corpus, comparison: &'c Comparison, points: &Points) -> Self {
        let mut of_claim: BTreeMap<ClaimId, Vec<&Finding>> = BTreeMap::new();
        for finding in &comparison.findings {
            for claim in [finding.alignment.a, finding.alignment.b] {
                of_claim.entry(claim).or_default().push(finding);
            }
        }
        let story = story_points(corpus, comparison, points);
        let mut position_of = BTreeMap::new();
        for (at, point) in story.iter().enumerate() {
            for (number, position) in point.positions.iter().enumerate() {
                let own = |claim: &&ClaimId| points.of(**claim) == Some(point.id);
                let claims = position.claims.iter().filter(own);
                position_of.extend(claims.map(|claim| (*claim, (at, number))));
            }
        }
        Overview {
            corpus,
            comparison,
            of_claim,
            points: story,
            position_of,
        }
    }

    /// The publisher of a claim, or the article's id where none is known.
    pub fn outlet(&self, claim: ClaimId) -> &'c str {
        publisher(self.corpus, self.comparison.claims.get(claim).article)
    }

    /// Whether a finding is an agreement of one text with itself.
    pub fn copied(&self, finding: &Finding) -> bool {
        independence(self.corpus, self.comparison, finding) == "copied"
    }

    fn findings(&self, claim: ClaimId) -> &[&'c Finding] {
        self.of_claim.get(&claim).map_or(&[], Vec::as_slice)
    }

    /// All story points, in order.
    pub fn points(&self) -> Vec<PointView> {
        self.points.iter().filter_map(|p| self.point(p)).collect()
    }

    /// One point; none if it holds no claim.
    fn point(&self, point: &StoryPoint) -> Option<PointView> {
        let said = point.positions.first()?;
        let inside: BTreeSet<ClaimId> = said.claims.iter().copied().collect();
        let agreeing = |claim: ClaimId| {
            let found = self.findings(claim).iter();
            let agreed = found.filter(|f| f.verdict.relation == Relation::Agree);
            agreed.filter(|f| inside.contains(&other(f, claim))).count()
        };
        // The first of those with most agreement, so that the order of the claims decides between equals.
        let mut centre = *said.claims.first()?;
        for &claim in &said.claims {
            if agreeing(claim) > agreeing(centre) {
                centre = claim;
            }
        }
        let mut stances: Vec<(ClaimId, Stance)> =
            said.claims.iter().map(|c| (*c, Stance::Says)).collect();
        // A later position may clash with another one than the first: 61 and 112 after 38.
        let mut earlier = inside.clone();
        for position in &point.positions[1..] {
            if let Some(stance) = self.stance(position, &inside, &earlier) {
                stances.extend(position.claims.iter().map(|c| (*c, stance)));
            }
            earlier.extend(&position.claims);
        }
        stances.sort_unstable();
        let outlets = |claims: &mut dyn Iterator<Item = ClaimId>| {
            let outlets: BTreeSet<&str> = claims.map(|c| self.outlet(c)).collect();
            outlets.len()
        };
        Some(PointView {
            id: point.id,
            centre,
            origins: said.independent(),
            saying: outlets(&mut said.claims.iter().copied()),
            outlets: outlets(&mut stances.iter().map(|(c, _)| *c)),
            stances,
            silent: point.silent.clone(),
        })
    }

    /// What a position does about what the point says, or about an earlier position that it clashes with; none if no finding tells.
    fn stance(
        &self,
        position: &Position,
        said: &BTreeSet<ClaimId>,
        earlier: &BTreeSet<ClaimId>,
    ) -> Option<Stance> {
        let claims = position.claims.iter();
        claims
            .flat_map(|&claim| self.findings(claim).iter().map(move |f| (claim, f)))
            .filter_map(|(claim, finding)| {
                let other = other(finding, claim);
                match finding.verdict.relation {
                    Relation::Contradict if earlier.contains(&other) => Some(Stance::Differs),
                    Relation::Revision if said.contains(&other) => Some(Stance::Updates),
                    _ => None,
                }
            })
            .max()
    }

    /// How many texts the claims stem from: claims of one outlet, and copies of one text, count once.
    pub fn origins(&self, claims: &[ClaimId]) -> usize {
        let Comparison {
            claims: all,
            origins,
            ..
        } = self.comparison;
        let groups = origins.groups(self.corpus, all, claims);
        groups.into_iter().max().map_or(0, |most| most + 1)
    }

    /// Whether a claim is the text of one of `others`.
    pub fn is_copy_of(&self, claim: ClaimId, others: &[ClaimId]) -> bool {
        let Comparison {
            claims, origins, ..
        } = self.comparison;
        let mut others = others.iter();
        others.any(|&other| origins.copied(self.corpus, claims, claim, other))
    }

    /// Claims of other outlets that stand with `claim` against `against`: they agree with it or hold its position, or they clash with
    /// `against` by the same `value`. One an outlet, in order of the claims.
    pub fn company(&self, claim: ClaimId, against: ClaimId, value: &str) -> Vec<ClaimId> {
        let related = |claim: ClaimId, agree: bool| {
            let found = self.findings(claim).iter();
            found
                .filter(move |f| (f.verdict.relation == Relation::Agree) == agree)
                .map(move |f| (other(f, claim), *f))
        };
        let mut with: BTreeSet<ClaimId> = related(claim, true).map(|(c, _)| c).collect();
        if let Some(&(point, position)) = self.position_of.get(&claim) {
            with.extend(&self.points[point].positions[position].claims);
        }
        with.extend(
            related(against, false)
                .filter(|(_, f)| f.verdict.relation == Relation::Contradict)
                .filter(|(c, f)| !value.is_empty() && value_of(f, *c) == value)
                .map(|(c, _)| c),
        );
        // Nobody stands on both sides.
        let apart: BTreeSet<ClaimId> = related(against, true)
            .chain(related(claim, false))
            .map(|(c, _)| c)
            .collect();
        let mut outlets = BTreeSet::from([self.outlet(claim)]);
        with.into_iter()
            .filter(|c| *c != claim && *c != against && !apart.contains(c))
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
