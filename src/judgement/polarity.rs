//! Negation and denial: something is said to be, and said not to be.

use super::Finding;
use super::pair::Pair;

/// Predicates of both claims that correspond, with opposite polarity.
pub fn findings(_pair: &Pair) -> Vec<Finding> {
    Vec::new()
}
