//! The outcome of a comparison: findings, what a row needs of their claims, and how much was done.
//!
//! `pipeline` fills it in and re-exports it; points and reports read it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::origins::Origins;
use super::told::{Figure, figures};
use crate::alignment::Alignment;
use crate::claims::detail::Detail;
use crate::claims::speaker::Speaker;
use crate::claims::when::Days;
use crate::claims::{ClaimId, Claims};
use crate::error::Warning;
use crate::events::Link;
use crate::judgement::verdict::Verdict;

/// A pair of claims with a verdict other than neither.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The two claims and why they were paired.
    pub alignment: Alignment,
    /// What is said of them.
    pub verdict: Verdict,
}

/// What a row needs of a claim beside its sentence.
#[derive(Debug, Clone, Default)]
pub struct ClaimFacts {
    /// Who says it; none for the outlet's own voice.
    pub speaker: Option<Speaker>,
    /// Its numbers, for the timeline.
    pub figures: Vec<Figure>,
    /// The days that it names.
    pub days: Vec<Days>,
}

impl ClaimFacts {
    /// What a claim taken apart says of these.
    pub fn new(detail: &Detail) -> Self {
        ClaimFacts {
            speaker: detail.speaker.clone(),
            figures: figures(detail),
            days: detail.times.iter().filter_map(|t| t.days).collect(),
        }
    }
}

/// How much was done.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Claims extracted.
    pub claims: usize,
    /// Pairs of linked articles.
    pub links: usize,
    /// Pairs of claims that were judged.
    pub pairs: usize,
    /// Time taken.
    pub elapsed: Duration,
}

/// The result of a comparison.
#[derive(Debug)]
pub struct Comparison {
    /// All claims.
    pub claims: Claims,
    /// The linked articles.
    pub links: Vec<Link>,
    /// Everything found, in order of the claims.
    pub findings: Vec<Finding>,
    /// Facts of the claims that stand in a finding.
    pub facts: BTreeMap<ClaimId, ClaimFacts>,
    /// Which articles print one text.
    pub origins: Origins,
    /// Articles whose text contradicts their header.
    pub warnings: Vec<Warning>,
    /// How much was done.
    pub counts: Counts,
}
