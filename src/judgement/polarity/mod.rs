//! Negation and denial: something is said to be, and said not to be.
//!
//! Negation needs one act on both sides, one of them negated. Denial needs a charge or a statement on one side, and on the
//! other the accused, or somebody for him, who denies it: the act itself, or "the charge", "the claim", "it".

mod absence;
mod charge;
mod negatives;
mod opposite;

use super::Finding;
use super::act::Act;
use super::pair::Pair;

pub(super) use negatives::{is_negative, is_told, negatives_about, negatives_beside};

/// Predicates of both claims that correspond, with opposite polarity, and charges that are denied.
pub fn findings(pair: &Pair, acts: &[Act]) -> Vec<Finding> {
    let mut found: Vec<Finding> = acts
        .iter()
        .filter_map(|act| opposite::opposite(pair, act))
        .collect();
    found.extend(absence::absences(pair, false));
    found.extend(absence::absences(pair, true));
    found.extend(charge::denied_charges(pair));
    found.extend(absence::none_against_some(pair));
    found
}
