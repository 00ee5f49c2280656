//! Aligned claims to verdicts: typed rules, each with its evidence.
//!
//! In: a [`pair::Pair`]. Out: a [`Verdict`]. Each rule family proposes findings; the strongest conflict wins over a revision,
//! and that over an agreement. Without evidence the verdict is neither.

pub mod act;
pub mod agreement;
pub mod article_readings;
pub mod cause;
pub mod correspond;
pub mod difference;
pub mod doer;
pub mod figure;
pub mod fit;
pub mod identity;
pub mod meeting;
pub mod moment;
pub mod number;
pub mod opposition;
pub mod pair;
pub mod polarity;
pub mod readings;
pub mod scorer;
pub mod slot;
pub mod substitution;
pub mod training;
pub mod verdict;
pub mod who;
pub mod word_alignment;

use act::{Act, MEANS_ONE, acts};
use pair::Pair;
use verdict::{Evidence, Kind, Relation, Verdict};

/// What one rule proposes.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The relation that it sees.
    pub relation: Relation,
    /// What it is about.
    pub kind: Option<Kind>,
    /// How surely the two fillers are of one slot, in [0, 1]; calibrated into the confidence.
    pub strength: f32,
    /// Why.
    pub evidence: Evidence,
}

/// The least confidence at which a conflict is reported.
#[derive(Debug, Clone, Copy)]
pub struct JudgeOptions {
    /// For contradictions and revisions.
    pub least_conflict: f32,
    /// For agreements.
    pub least_agreement: f32,
    /// Least probability at which the reader ([`crate::reader`]) says that there is a conflict; none leaves the verdict to the rules.
    pub reader: Option<f32>,
}

impl Default for JudgeOptions {
    fn default() -> Self {
        JudgeOptions {
            least_conflict: 0.4,
            least_agreement: 0.5,
            reader: Some(0.67),
        }
    }
}

/// What the rules propose of a pair, however unsurely.
pub fn proposals(pair: &Pair) -> Vec<Finding> {
    proposals_of(pair, &acts(pair, MEANS_ONE))
}

fn proposals_of(pair: &Pair, acts: &[Act]) -> Vec<Finding> {
    let mut findings = number::findings(pair);
    findings.extend(polarity::findings(pair, acts));
    findings.extend(opposition::findings(pair, acts));
    findings.extend(moment::findings(pair, acts));
    // What two like deeds show needs no asking what the reports are about.
    let doers = doer::findings(pair);
    if doers.is_empty() {
        findings.extend(who::findings(pair));
    }
    findings.extend(doers);
    findings.extend(cause::findings(pair));
    findings.extend(identity::findings(pair));
    findings.extend(figure::rejected(pair));
    findings.extend(difference::findings(pair, acts));
    findings.extend(substitution::findings(pair));
    findings
}

/// Judges a pair.
pub fn judge(pair: &Pair, options: JudgeOptions) -> Verdict {
    let acts = acts(pair, MEANS_ONE);
    let findings = proposals_of(pair, &acts);
    let best = |relation: Relation| {
        findings
            .iter()
            .filter(|f| f.relation == relation)
            .max_by(|x, y| x.strength.total_cmp(&y.strength))
    };
    for relation in [Relation::Contradict, Relation::Revision] {
        if let Some(found) = best(relation) {
            let confidence = found.strength;
            if confidence >= options.least_conflict {
                return Verdict {
                    relation,
                    kind: found.kind,
                    confidence,
                    evidence: vec![found.evidence.clone()],
                };
            }
        }
    }
    agreement::verdict(pair, &acts, &findings, options.least_agreement)
}
