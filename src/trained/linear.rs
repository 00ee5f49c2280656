//! Multinomial logistic regression over numbers and marks.
//!
//! In: measured pairs with classes. Out: class probabilities. Fitted by stochastic gradient descent in a fixed shuffled order with an
//! L2 penalty, so that the same pairs give the same weights. Marks seen in one pair only are left out: they tell nothing of others.

use rustc_hash::FxHashMap;

use super::features::Measured;
use super::{CLASSES, Probabilities};
use crate::random::Random;

/// The fitted model.
pub struct Linear {
    /// Mean and one over the deviation of each number.
    pub(super) scale: Vec<(f32, f32)>,
    /// The row of each mark.
    pub(super) rows: FxHashMap<u64, u32>,
    /// One row for each number, then one for each mark.
    pub(super) weights: Vec<[f32; CLASSES]>,
    pub(super) bias: [f32; CLASSES],
}

/// Passes over the pairs; the loss has settled by then.
const PASSES: usize = 25;
/// The step of the first pass; it falls to nothing.
const STEP: f32 = 0.02;
/// Strength of the penalty: half of it times the squared weights is added to the summed loss.
const PENALTY: f32 = 10.0;
/// A number counts for less than a mark: there are few of them, and they move together.
const NUMBER_SCALE: f32 = 0.6;
/// Deviations from the mean beyond this are cut.
const MOST_DEVIATION: f32 = 4.0;
/// Pairs that must have a mark.
const LEAST_PAIRS: usize = 2;

impl Linear {
    /// Fits the model.
    pub fn fit(pairs: &[(&Measured, usize)]) -> Self {
        let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
        for mark in pairs.iter().flat_map(|(m, _)| &m.marks) {
            *counts.entry(*mark).or_default() += 1;
        }
        let width = pairs.first().map_or(0, |(m, _)| m.numbers.len());
        let mut kept: Vec<u64> = counts
            .into_iter()
            .filter(|(_, n)| *n >= LEAST_PAIRS)
            .map(|(mark, _)| mark)
            .collect();
        kept.sort_unstable();
        let rows: FxHashMap<u64, u32> = kept
            .iter()
            .zip(width as u32..)
            .map(|(m, row)| (*m, row))
            .collect();
        let mut model = Linear {
            scale: scale(pairs, width),
            weights: vec![[0.0; CLASSES]; width + kept.len()],
            rows,
            bias: [0.0; CLASSES],
        };
        let inputs: Vec<Vec<(u32, f32)>> = pairs.iter().map(|(m, _)| model.inputs(m)).collect();
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        let mut shuffle = Random(1);
        for pass in 0..PASSES {
            let step = STEP * (1.0 - pass as f32 / PASSES as f32);
            shuffle.shuffle(&mut order);
            for &i in &order {
                let p = model.probabilities(&inputs[i]);
                let errors: Probabilities = std::array::from_fn(|class| {
                    p[class] - f32::from(u8::from(pairs[i].1 == class))
                });
                for (bias, error) in model.bias.iter_mut().zip(errors) {
                    *bias -= step * error;
                }
                for &(row, value) in &inputs[i] {
                    let weights = &mut model.weights[row as usize];
                    for (weight, error) in weights.iter_mut().zip(errors) {
                        *weight -= step * value * error;
                    }
                }
            }
            // The penalty of a whole pass at once.
            let kept = (-step * PENALTY).exp();
            for weight in model.weights.iter_mut().flatten() {
                *weight *= kept;
            }
        }
        model
    }

    /// The probability of each class.
    pub fn answer(&self, measured: &Measured) -> Probabilities {
        self.probabilities(&self.inputs(measured))
    }

    fn inputs(&self, measured: &Measured) -> Vec<(u32, f32)> {
        let numbers = measured.numbers.iter().zip(&self.scale);
        let scaled = numbers.map(|(x, (mean, scale))| {
            ((x - mean) * scale).clamp(-MOST_DEVIATION, MOST_DEVIATION) * NUMBER_SCALE
        });
        let marks = measured.marks.iter().filter_map(|m| self.rows.get(m));
        (0u32..)
            .zip(scaled)
            .filter(|(_, x)| *x != 0.0)
            .chain(marks.map(|row| (*row, 1.0)))
            .collect()
    }

    fn probabilities(&self, inputs: &[(u32, f32)]) -> Probabilities {
        let mut scores = self.bias;
        for &(row, value) in inputs {
            let weights = &self.weights[row as usize];
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight * value;
            }
        }
        softmax(scores)
    }
}

/// Scores as probabilities.
pub fn softmax(scores: [f32; CLASSES]) -> Probabilities {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|s| (s - most).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|p| p / sum)
}

/// Mean and one over the deviation of each number.
fn scale(pairs: &[(&Measured, usize)], width: usize) -> Vec<(f32, f32)> {
    let count = pairs.len().max(1) as f64;
    (0..width)
        .map(|i| {
            let values = || pairs.iter().map(|(m, _)| f64::from(m.numbers[i]));
            let mean = values().sum::<f64>() / count;
            let variance = values().map(|x| (x - mean).powi(2)).sum::<f64>() / count;
            (mean as f32, (1.0 / (variance.sqrt() + 1e-3)) as f32)
        })
        .collect()
}
