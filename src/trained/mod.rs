//! A judge trained on labelled pairs: of the user's own, to compare with the shipped one on that data (`eval --train`), or of ours, which
//! [`crate::reader`] ships.
//!
//! In: measured pairs with their labels ([`Example`]). Out: a [`Trained`] model, which answers with a relation and its probability. A
//! linear model reads the very words ([`linear`]); trees read the numbers and what the linear model says ([`boosting`]), as in
//! stacked generalization (Wolpert 1992). The same pairs give the same model.

pub mod boosting;
pub mod features;
pub mod folds;
pub mod linear;
pub mod stored;

use rayon::prelude::*;

use crate::evaluation;
use crate::judgement::verdict::Relation;
use boosting::{Boosted, Growth};
use features::Measured;
use folds::folds;
use linear::Linear;

/// Agree, contradict, neither: in the order of [`evaluation::CLASSES`].
pub const CLASSES: usize = evaluation::CLASSES.len();

/// The probability of each class; they sum to 1.
pub type Probabilities = [f32; CLASSES];

/// A labelled pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What is seen of it.
    pub measured: Measured,
    /// Its label.
    pub relation: Relation,
    /// Pairs of one group (of one claim, say) are alike beyond what is to be learned, so they are never on both sides of a test.
    pub group: String,
}

impl Example {
    /// The place of its label among the classes; a revision counts as an agreement, as in [`evaluation::settle`].
    fn class(&self) -> usize {
        class_of(self.relation)
    }
}

fn class_of(relation: Relation) -> usize {
    match relation {
        Relation::Agree | Relation::Revision => 0,
        Relation::Contradict => 1,
        Relation::Neither => 2,
    }
}

/// A trained judge.
pub struct Trained {
    linear: Linear,
    forests: Vec<Boosted>,
}

/// Folds of the inner cross-validation, by which the trees see what the linear model says of pairs that it has not seen.
const INNER_FOLDS: usize = 5;
/// Forests whose answers are averaged, each grown from other samples.
const FORESTS: u64 = 3;

impl Trained {
    /// Trains on labelled pairs.
    pub fn fit(examples: &[&Example]) -> Self {
        Self::with_forests(examples, FORESTS)
    }

    /// Trains with that many forests: fewer make a smaller model.
    pub fn with_forests(examples: &[&Example], forests: u64) -> Self {
        let groups: Vec<&str> = examples.iter().map(|e| e.group.as_str()).collect();
        let fold = folds(&groups, INNER_FOLDS);

        let classes: Vec<usize> = examples.iter().map(|e| e.class()).collect();
        let inner: Vec<Linear> = (0..INNER_FOLDS)
            .into_par_iter()
            .map(|held_out| {
                let seen = (0..examples.len()).filter(|&i| fold[i] != held_out);
                let seen: Vec<(&Measured, usize)> =
                    seen.map(|i| (&examples[i].measured, classes[i])).collect();
                Linear::fit(&seen)
            })
            .collect();
        let rows: Vec<Vec<f32>> = examples
            .iter()
            .zip(&fold)
            .map(|(e, fold)| row(&e.measured, &inner[*fold].answer(&e.measured)))
            .collect();
        let all: Vec<(&Measured, usize)> = examples
            .iter()
            .zip(&classes)
            .map(|(e, class)| (&e.measured, *class))
            .collect();
        Trained {
            linear: Linear::fit(&all),
            forests: (1..=forests)
                .into_par_iter()
                .map(|seed| Boosted::fit(&rows, &classes, growth(rows.len(), seed)))
                .collect(),
        }
    }

    /// Takes a relation to be `times` as frequent as in the pairs that were learned (a change of priors, Saerens et al. 2002).
    pub fn raise(&mut self, relation: Relation, times: f32) {
        let class = class_of(relation);
        self.linear.bias[class] += times.ln();
        for forest in &mut self.forests {
            forest.prior[class] += times.ln();
        }
    }

    /// The probability of a relation, if it is at least `least`. Stops as soon as the forests that are left cannot make it so.
    pub fn if_reached(&self, measured: &Measured, relation: Relation, least: f32) -> Option<f32> {
        /// More than sums of a few numbers below 1 can differ by.
        const ROUNDING: f32 = 1e-5;
        let class = class_of(relation);
        let said = self.linear.answer(measured);
        let row = row(measured, &said);
        let forests = self.forests.len() as f32;
        let mut sum = said[class] * LINEAR_SHARE;
        for (asked, forest) in self.forests.iter().enumerate() {
            let open = (forests - asked as f32) * (1.0 - LINEAR_SHARE) / forests;
            if sum + open + ROUNDING < least {
                return None;
            }
            // As in `probabilities`, to the last bit.
            sum += forest.answer(&row)[class] * (1.0 - LINEAR_SHARE) / forests;
        }
        (sum >= least).then_some(sum)
    }

    /// The probability of each class.
    pub fn probabilities(&self, measured: &Measured) -> Probabilities {
        let said = self.linear.answer(measured);
        let row = row(measured, &said);
        let mut sum = said.map(|p| p * LINEAR_SHARE);
        for forest in &self.forests {
            for (sum, p) in sum.iter_mut().zip(forest.answer(&row)) {
                *sum += p * (1.0 - LINEAR_SHARE) / self.forests.len() as f32;
            }
        }
        sum
    }
}

/// What the linear model's own probabilities count for beside those of the forests, which have them as inputs already. A third was as
/// good as a half in cross-validation; none cost half a point of accuracy where pairs are few.
const LINEAR_SHARE: f32 = 0.33;

/// What is answered: the likeliest relation.
pub fn likeliest(probabilities: &Probabilities) -> (Relation, f32) {
    let mut best = (evaluation::CLASSES[0], probabilities[0]);
    for (relation, p) in evaluation::CLASSES.into_iter().zip(*probabilities).skip(1) {
        if p > best.1 {
            best = (relation, p);
        }
    }
    best
}

/// Fewer pairs carry smaller and fewer trees: at two thousand pairs six leaves were half a point better than twelve, at five thousand
/// twelve are none too many.
fn growth(pairs: usize, seed: u64) -> Growth {
    let leaves = (pairs / 330).clamp(4, 16);
    Growth {
        seed,
        leaves,
        rounds: 100 + 10 * leaves,
        ..Growth::default()
    }
}

/// The probabilities of each example by a model that was trained on the examples of the other folds.
pub fn cross_validated(examples: &[Example], count: usize) -> Vec<Probabilities> {
    let groups: Vec<&str> = examples.iter().map(|e| e.group.as_str()).collect();
    let fold = folds(&groups, count);
    let models: Vec<Trained> = (0..count.max(1))
        .into_par_iter()
        .map(|held_out| {
            let seen = examples.iter().zip(&fold).filter(|(_, f)| **f != held_out);
            Trained::fit(&seen.map(|(e, _)| e).collect::<Vec<_>>())
        })
        .collect();
    examples
        .par_iter()
        .zip(&fold)
        .map(|(e, fold)| models[*fold].probabilities(&e.measured))
        .collect()
}

/// What the trees see: the numbers, and the logarithms of what the linear model says.
fn row(measured: &Measured, said: &Probabilities) -> Vec<f32> {
    let logarithms = said.iter().map(|p| (p + 1e-4).ln());
    measured.numbers.iter().copied().chain(logarithms).collect()
}

#[cfg(test)]
mod tests;
