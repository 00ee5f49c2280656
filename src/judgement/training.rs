//! Fits the scorer: logistic regression with an L2 penalty on labelled pairs, deterministic.
//!
//! A pair is a bag of candidates (multiple-instance learning, Dietterich et al. 1997): in a genuine contradiction at least one
//! candidate is genuine, and the one that scores best is taken for it, round after round; in other pairs none is.

use super::number::FEATURES;
use super::scorer::Scorer;

/// The candidates of one labelled pair.
pub struct Bag {
    /// The measurements of each candidate, in the order of [`FEATURES`].
    pub candidates: Vec<Vec<f32>>,
    /// Whether the pair is a genuine contradiction of figures.
    pub genuine: bool,
    /// For how many pairs it stands: below 1 for material that is unlike what the scorer is for, above 1 for one of many that were left out.
    pub weight: f64,
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

    /// As a scorer.
    pub fn scorer(&self) -> Scorer {
        let weights = self.weights.iter().map(|w| *w as f32).collect();
        Scorer::new(weights, self.bias as f32)
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

/// For each bag the probability of its likeliest candidate by a scorer that was fitted to the bags of the other folds: what may be said of pairs
/// that were not seen. Bags of one event belong into one fold. 0 for a bag without candidates.
pub fn out_of_fold(bags: &[Bag], fold: &[usize]) -> Vec<f64> {
    let folds = fold.iter().max().map_or(0, |f| f + 1);
    let mut found = vec![0.0; bags.len()];
    for held in 0..folds {
        let others = bags.iter().zip(fold).filter(|(_, f)| **f != held);
        let fitted = fit_to(&others.map(|(bag, _)| bag).collect::<Vec<_>>());
        let own = bags.iter().zip(fold).zip(&mut found);
        for ((bag, _), found) in own.filter(|((_, f), _)| **f == held) {
            let scores = bag.candidates.iter().map(|c| fitted.score(c));
            let best = scores.fold(f64::NEG_INFINITY, f64::max);
            *found = 1.0 / (1.0 + (-best).exp());
        }
    }
    found
}

/// Fits the scorer to labelled bags.
pub fn fit(bags: &[Bag]) -> Fitted {
    fit_to(&bags.iter().collect::<Vec<_>>())
}

fn fit_to(bags: &[&Bag]) -> Fitted {
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
        let mut samples: Vec<Sample> = Vec::new();
        for bag in bags {
            if bag.genuine {
                let best = bag
                    .candidates
                    .iter()
                    .max_by(|x, y| fitted.score(x).total_cmp(&fitted.score(y)));
                samples.extend(best.map(|c| Sample::new(c, true, bag.weight)));
            } else {
                let all = bag.candidates.iter();
                samples.extend(all.map(|c| Sample::new(c, false, bag.weight)));
            }
        }
        fitted = logistic(&samples);
    }
    fitted
}

/// One candidate to learn from.
struct Sample<'a> {
    features: &'a [f32],
    genuine: bool,
    weight: f64,
}

impl<'a> Sample<'a> {
    fn new(features: &'a [f32], genuine: bool, weight: f64) -> Self {
        Sample {
            features,
            genuine,
            weight,
        }
    }
}

fn logistic(samples: &[Sample]) -> Fitted {
    let width = FEATURES.len();
    let count = samples.iter().map(|s| s.weight).sum::<f64>().max(1.0);
    let mut mean = vec![0.0; width];
    let mut deviation = vec![0.0; width];
    for sample in samples {
        let share = sample.weight / count;
        let values = sample.features.iter().enumerate();
        values.for_each(|(i, v)| mean[i] += f64::from(*v) * share);
    }
    for sample in samples {
        let share = sample.weight / count;
        let values = sample.features.iter().enumerate();
        values.for_each(|(i, v)| deviation[i] += (f64::from(*v) - mean[i]).powi(2) * share);
    }
    deviation.iter_mut().for_each(|d| *d = d.sqrt() + 1e-6);
    let scaled: Vec<Vec<f64>> = samples
        .iter()
        .map(|sample| {
            let values = sample.features.iter().enumerate();
            values
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
        for (x, sample) in scaled.iter().zip(samples) {
            let sum: f64 = bias + weights.iter().zip(x).map(|(w, v)| w * v).sum::<f64>();
            let error = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(sample.genuine));
            let share = sample.weight / count;
            let slopes = gradient.iter_mut().zip(x);
            slopes.for_each(|(g, v)| *g += error * v * share);
            bias_gradient += error * share;
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
    fn out_of_fold_answers_come_from_the_other_folds_alone() {
        let bag = |value: f32, genuine: bool| {
            let mut features = vec![0.0; FEATURES.len()];
            features[0] = value;
            Bag {
                candidates: vec![features],
                genuine,
                weight: 1.0,
            }
        };
        // In each fold the feature marks what the other fold calls spurious.
        let bags: Vec<Bag> = (0..40)
            .map(|i| bag(f32::from(u8::from(i % 2 == 0)), (i % 2 == 0) == (i < 20)))
            .collect();
        let fold: Vec<usize> = (0..40).map(|i| usize::from(i >= 20)).collect();
        let found = out_of_fold(&bags, &fold);
        assert!(found[0] < 0.5 && found[1] > 0.5, "{found:?}");
        let empty = Bag {
            candidates: Vec::new(),
            genuine: false,
            weight: 1.0,
        };
        assert_eq!(out_of_fold(&[empty], &[0]), [0.0]);
    }

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
                weight: 1.0,
            })
            .collect();
        let fitted = fit(&bags);
        assert!(fitted.weights[0] > 0.5, "{}", fitted.weights[0]);
        assert!(fitted.score(&candidate(1.0)) > fitted.score(&candidate(0.0)));
    }
}
