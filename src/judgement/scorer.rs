//! Small trained scorers: how often candidates like this one were genuine.
//!
//! Logistic regression over named features. The weights are readable data files with their source; `rashomon train-judge` makes them anew.

use std::sync::LazyLock;

use super::number::FEATURES;

/// Weights by feature name, and the bias.
pub struct Scorer {
    weights: Vec<f32>,
    bias: f32,
}

/// The scorers of number candidates.
pub struct Scorers {
    /// Of any candidate, fitted to labelled pairs of real coverage.
    pub figures: Scorer,
    /// Of candidates whose figures have two sources in reports of one story: what written events are full of, and real pairs have few of.
    pub sources: Scorer,
}

impl Scorers {
    /// Those that are shipped.
    pub fn shipped() -> &'static Scorers {
        static SHIPPED: LazyLock<Scorers> = LazyLock::new(|| Scorers {
            figures: Scorer::read(include_str!("number_weights.tsv"), FEATURES),
            sources: Scorer::read(include_str!("source_weights.tsv"), FEATURES),
        });
        &SHIPPED
    }
}

impl Scorer {
    /// The scorer of figures in two bare sentences. It knows the first measurements alone: no labelled bare pairs are left to fit the others to,
    /// and most of them ask for articles.
    pub fn of_bare() -> &'static Scorer {
        static BARE: LazyLock<Scorer> =
            LazyLock::new(|| Scorer::read(include_str!("bare_weights.tsv"), FEATURES));
        &BARE
    }

    /// A scorer with these weights, in the order of [`FEATURES`].
    pub fn new(weights: Vec<f32>, bias: f32) -> Self {
        Scorer { weights, bias }
    }

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
