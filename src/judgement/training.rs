//! Fits the scorer: logistic regression with an L2 penalty on labelled pairs, deterministic.
//!
//! A pair is a bag of candidates (multiple-instance learning, Dietterich et al. 1997): in a genuine contradiction at least one
//! candidate is genuine, and the one that scores best is taken for it, round after round; in other pairs none is.

use super::number::FEATURES;

/// The candidates of one labelled pair.
pub struct Bag {
    /// The measurements of each candidate, in the order of [`FEATURES`].
    pub candidates: Vec<Vec<f32>>,
    /// Whether the pair is a genuine contradiction of figures.
    pub genuine: bool,
}

/// Strength of the penalty: chosen by cross-validation over events of the development pairs, flat from 0.01 to 0.1.
const INVERSE_PENALTY: f64 = 0.03;
/// Rounds of choosing the genuine candidate and fitting anew; the choice settles in two or three.
const ROUNDS: usize = 4;
/// Steps of gradient descent a round; the loss is convex and well scaled, and has settled by then.
const STEPS: usize = 1500;

/// The fitted weights, in the order of [`FEATURES`], and the bias.
pub struct Fitted {
    /// One weight for each feature.
    pub weights: Vec<f64>,
    /// The constant.
    pub bias: f64,
}

impl Fitted {
    /// The log-odds of a candidate.
    pub fn score(&self, features: &[f32]) -> f64 {
        self.bias
            + self
                .weights
                .iter()
                .zip(features)
                .map(|(w, x)| w * f64::from(*x))
                .sum::<f64>()
    }

    /// As a data file: `name<TAB>weight`.
    pub fn to_tsv(&self) -> String {
        let mut lines = format!("bias\t{:.4}\n", self.bias);
        for (name, weight) in FEATURES.iter().zip(&self.weights) {
            lines.push_str(&format!("{name}\t{weight:.4}\n"));
        }
        lines
    }
}

/// Fits the scorer to labelled bags.
pub fn fit(bags: &[Bag]) -> Fitted {
    // The first guess of which candidate is the genuine one: the best matching slot.
    let seeds = ["noun_kin", "class_same", "context_more", "happening_kin"];
    let mut fitted = Fitted {
        weights: FEATURES
            .iter()
            .map(|n| f64::from(u8::from(seeds.contains(n))))
            .collect(),
        bias: 0.0,
    };
    for _ in 0..ROUNDS {
        let mut samples: Vec<(&[f32], bool)> = Vec::new();
        for bag in bags {
            if bag.genuine {
                let best = bag
                    .candidates
                    .iter()
                    .max_by(|x, y| fitted.score(x).total_cmp(&fitted.score(y)));
                samples.extend(best.map(|c| (c.as_slice(), true)));
            } else {
                samples.extend(bag.candidates.iter().map(|c| (c.as_slice(), false)));
            }
        }
        fitted = logistic(&samples);
    }
    fitted
}

fn logistic(samples: &[(&[f32], bool)]) -> Fitted {
    let width = FEATURES.len();
    let count = samples.len().max(1) as f64;
    let mut mean = vec![0.0; width];
    let mut deviation = vec![0.0; width];
    for (x, _) in samples {
        x.iter()
            .enumerate()
            .for_each(|(i, v)| mean[i] += f64::from(*v) / count);
    }
    for (x, _) in samples {
        x.iter()
            .enumerate()
            .for_each(|(i, v)| deviation[i] += (f64::from(*v) - mean[i]).powi(2) / count);
    }
    deviation.iter_mut().for_each(|d| *d = d.sqrt() + 1e-6);
    let scaled: Vec<Vec<f64>> = samples
        .iter()
        .map(|(x, _)| {
            x.iter()
                .enumerate()
                .map(|(i, v)| (f64::from(*v) - mean[i]) / deviation[i])
                .collect()
        })
        .collect();
    let mut weights = vec![0.0; width];
    let mut bias = 0.0;
    let (mut momentum, mut bias_momentum) = (vec![0.0; width], 0.0);
    // Steps are scaled by the largest curvature that the loss can have: a quarter a sample and feature.
    let step = 1.0 / (0.25 * (width as f64 + 1.0) * 0.2 + 1.0 / (INVERSE_PENALTY * count));
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights
            .iter()
            .map(|w| w / (INVERSE_PENALTY * count))
            .collect();
        let mut bias_gradient = 0.0;
        for (x, (_, genuine)) in scaled.iter().zip(samples) {
            let sum: f64 = bias + weights.iter().zip(x).map(|(w, v)| w * v).sum::<f64>();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*genuine));
            gradient
                .iter_mut()
                .zip(x)
                .for_each(|(g, v)| *g += error * v / count);
            bias_gradient += error / count;
        }
        for i in 0..width {
            momentum[i] = 0.8 * momentum[i] - step * 0.2 * gradient[i];
            weights[i] += momentum[i];
        }
        bias_momentum = 0.8 * bias_momentum - step * bias_gradient;
        bias += bias_momentum;
    }
    let weights: Vec<f64> = weights.iter().zip(&deviation).map(|(w, d)| w / d).collect();
    let bias = bias - weights.iter().zip(&mean).map(|(w, m)| w * m).sum::<f64>();
    Fitted { weights, bias }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_marks_the_genuine_ones_gets_a_positive_weight() {
        let candidate = |value: f32| {
            let mut features = vec![0.0; FEATURES.len()];
            features[0] = value;
            features
        };
        let bags: Vec<Bag> = (0..40)
            .map(|i| Bag {
                candidates: vec![candidate(f32::from(u8::from(i % 2 == 0)))],
                genuine: i % 2 == 0,
            })
            .collect();
        let fitted = fit(&bags);
        assert!(fitted.weights[0] > 0.5, "{}", fitted.weights[0]);
        assert!(fitted.score(&candidate(1.0)) > fitted.score(&candidate(0.0)));
    }
}
