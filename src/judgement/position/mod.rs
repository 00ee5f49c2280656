//! Positions: what a claim holds on one question of the incident that its article reports.
//!
//! "The jet was brought down by a missile" and "it came down because its left engine caught fire" share no telling word. What they share is
//! the incident and the question: what caused it, did anybody survive. So each claim is read for its position on such a question, and
//! two positions meet if both articles report one incident (`incident.rs`). No likeness of the sentences is needed, and none counts.

mod answer;
mod cause;
mod incident;
mod named;
mod presence;
mod survivors;
mod words;

use super::Finding;
use super::pair::Pair;

pub(super) use answer::{Answer, answers};
pub(super) use cause::Held;
pub(super) use incident::{Sorts, sorts_of};
pub(super) use survivors::Survival;

pub(super) use cause::causes_held;
pub(super) use survivors::survivals;

/// Positions of the two claims that exclude each other.
pub fn findings(pair: &Pair) -> Vec<Finding> {
    let mut found: Vec<Finding> = cause::finding(pair).into_iter().collect();
    found.extend(survivors::finding(pair));
    found.extend(presence::finding(pair));
    found.extend(answer::finding(pair));
    found
}
