//! A small trained scorer: how often candidates like this one were genuine.
//!
//! Logistic regression over named features. The weights are a readable data file with its source; `rashomon train-judge` makes
//! it anew.

use std::sync::LazyLock;

/// Weights by feature name, and the bias.
pub struct Scorer {
    weights: Vec<f32>,
    bias: f32,
}

/// The scorer of number candidates.
pub static NUMBER_SCORER: LazyLock<Scorer> =
    LazyLock::new(|| Scorer::read(include_str!("number_weights.tsv"), super::number::FEATURES));

impl Scorer {
    /// Reads `name<TAB>weight` lines; a name that is no feature is passed over, a feature without a line weighs nothing.
    pub fn read(data: &str, names: &[&str]) -> Self {
        let value = |name: &str| {
            data.lines()
                .filter(|l| !l.starts_with('#'))
                .filter_map(|l| l.split_once('\t'))
                .find(|(n, _)| *n == name)
                .and_then(|(_, w)| w.trim().parse().ok())
                .unwrap_or(0.0)
        };
        Scorer {
            weights: names.iter().map(|n| value(n)).collect(),
            bias: value("bias"),
        }
    }

    /// The share of genuine ones among candidates with such features, in [0, 1].
    pub fn probability(&self, features: &[f32]) -> f32 {
        let sum: f32 = self.bias
            + self
                .weights
                .iter()
                .zip(features)
                .map(|(w, x)| w * x)
                .sum::<f32>();
        1.0 / (1.0 + (-sum).exp())
    }
}
