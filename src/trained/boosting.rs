//! Gradient-boosted trees on the numbers (Friedman 2001), with histograms of binned values.
//!
//! In: rows of numbers with classes. Out: class probabilities. Each round adds one small tree for each class, fitted to what is
//! still wrong; rows and features are sampled by a fixed sequence, so that the same rows give the same trees.

use super::linear::softmax;
use super::{CLASSES, Probabilities};
use crate::random::Random;

/// How the trees are grown.
#[derive(Debug, Clone, Copy)]
pub struct Growth {
    /// Rounds; each adds a tree for each class.
    pub rounds: usize,
    /// Leaves of a tree.
    pub leaves: usize,
    /// How far each tree moves the scores.
    pub rate: f32,
    /// Rows that a leaf must hold.
    pub least_rows: usize,
    /// The share of features that a tree may use.
    pub features: f32,
    /// The share of rows that a round sees.
    pub rows: f32,
    /// The penalty on the values of leaves.
    pub penalty: f32,
    /// Where the sequence of samples begins.
    pub seed: u64,
}

impl Default for Growth {
    fn default() -> Self {
        Growth {
            rounds: 220,
            leaves: 12,
            rate: 0.06,
            least_rows: 12,
            features: 0.3,
            rows: 0.7,
            penalty: 3.0,
            seed: 1,
        }
    }
}

/// The fitted trees.
pub struct Boosted {
    pub(super) prior: [f32; CLASSES],
    pub(super) trees: Vec<[Tree; CLASSES]>,
}

/// One tree: its first node is the root.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// A node of a tree.
///
/// Small, so that the trees of a forest stay near the processor.
pub(super) enum Node {
    /// Left if the feature's value is at most the threshold; right follows left.
    Split {
        feature: u16,
        left: u16,
        threshold: f32,
    },
    Leaf(f32),
}

impl Tree {
    fn value(&self, row: &[f32]) -> f32 {
        let mut at = 0;
        loop {
            match self.nodes.get(at) {
                Some(Node::Split {
                    feature,
                    left,
                    threshold,
                }) => {
                    // Reckoned and not chosen: which way it goes cannot be guessed.
                    let goes_left = row[usize::from(*feature)] <= *threshold;
                    at = usize::from(*left) + usize::from(!goes_left);
                }
                Some(Node::Leaf(value)) => return *value,
                None => return 0.0,
            }
        }
    }
}

/// Values that a feature is cut into at most.
const BINS: usize = 48;

/// All rows with each value replaced by its bin.
struct Binned {
    /// The greatest value of each bin but the last, by feature.
    edges: Vec<Vec<f32>>,
    /// By feature, then by row.
    bins: Vec<Vec<u8>>,
}

impl Binned {
    fn new(rows: &[Vec<f32>]) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let edges: Vec<Vec<f32>> = (0..width)
            .map(|feature| {
                let mut values: Vec<f32> = rows.iter().map(|r| r[feature]).collect();
                values.sort_by(f32::total_cmp);
                let mut edges: Vec<f32> = (1..BINS)
                    .map(|i| values[(i * values.len() / BINS).min(values.len() - 1)])
                    .collect();
                edges.dedup();
                let last = values[values.len() - 1];
                edges.retain(|edge| *edge < last);
                // The rarest values above or below the mass get a bin as well.
                if values[0] < values[values.len() - 1] && edges.first() != Some(&values[0]) {
                    edges.insert(0, values[0]);
                }
                edges
            })
            .collect();
        let bins = edges
            .iter()
            .enumerate()
            .map(|(feature, edges)| {
                rows.iter()
                    // At most 48 edges and one bin more: fits a byte.
                    .map(|r| edges.partition_point(|edge| *edge < r[feature]) as u8)
                    .collect()
            })
            .collect();
        Binned { edges, bins }
    }
}

/// Sums of first and second derivatives, and the number of rows.
#[derive(Clone, Copy, Default)]
struct Sums {
    gradient: f32,
    curvature: f32,
    rows: u32,
}

impl Sums {
    fn plus(self, other: Sums) -> Sums {
        Sums {
            gradient: self.gradient + other.gradient,
            curvature: self.curvature + other.curvature,
            rows: self.rows + other.rows,
        }
    }

    fn minus(self, other: Sums) -> Sums {
        Sums {
            gradient: self.gradient - other.gradient,
            curvature: self.curvature - other.curvature,
            rows: self.rows - other.rows,
        }
    }

    fn score(self, penalty: f32) -> f32 {
        self.gradient * self.gradient / (self.curvature + penalty)
    }
}

/// A leaf that may still be split.
struct Open {
    node: usize,
    rows: Vec<u32>,
    sums: Sums,
    best: Option<Cut>,
}

#[derive(Clone, Copy)]
struct Cut {
    gain: f32,
    feature: usize,
    bin: u8,
    left: Sums,
}

impl Boosted {
    /// Fits the trees; without rows every class is equally likely.
    pub fn fit(rows: &[Vec<f32>], classes: &[usize], growth: Growth) -> Self {
        let count = rows.len();
        let mut prior = [0.0; CLASSES];
        for (class, prior) in prior.iter_mut().enumerate() {
            let of = classes.iter().filter(|c| **c == class).count();
            *prior = ((of as f32 + 1.0) / (count + CLASSES) as f32).ln();
        }
        let mut model = Boosted {
            prior,
            trees: Vec::new(),
        };
        if count == 0 {
            return model;
        }
        let binned = Binned::new(rows);
        let mut scores = vec![prior; count];
        let mut random = Random(growth.seed);
        for _ in 0..growth.rounds {
            let sampled: Vec<u32> = (0..count as u32)
                .filter(|_| random.unit() < growth.rows)
                .collect();
            let mut features: Vec<usize> = (0..binned.bins.len()).collect();
            let wanted = (growth.features * features.len() as f32).ceil() as usize;
            let probabilities: Vec<Probabilities> = scores.iter().map(|s| softmax(*s)).collect();
            let trees = std::array::from_fn(|class| {
                random.shuffle(&mut features);
                let mut used = features[..wanted].to_vec();
                used.sort_unstable();
                let derivatives: Vec<(f32, f32)> = probabilities
                    .iter()
                    .zip(classes)
                    .map(|(p, c)| {
                        let p = p[class];
                        (
                            p - f32::from(u8::from(*c == class)),
                            (p * (1.0 - p)).max(1e-6),
                        )
                    })
                    .collect();
                grow(&binned, &sampled, &used, &derivatives, growth)
            });
            for (score, row) in scores.iter_mut().zip(rows) {
                for (score, tree) in score.iter_mut().zip(&trees) {
                    *score += Tree::value(tree, row);
                }
            }
            model.trees.push(trees);
        }
        model
    }

    /// The probability of each class.
    pub fn answer(&self, row: &[f32]) -> Probabilities {
        let mut scores = self.prior;
        for trees in &self.trees {
            for (score, tree) in scores.iter_mut().zip(trees) {
                *score += tree.value(row);
            }
        }
        softmax(scores)
    }
}

/// Grows one tree, the best leaf first.
fn grow(
    binned: &Binned,
    sampled: &[u32],
    features: &[usize],
    derivatives: &[(f32, f32)],
    growth: Growth,
) -> Tree {
    let mut tree = Tree {
        nodes: vec![Node::Leaf(0.0)],
    };
    let sums = sampled.iter().fold(Sums::default(), |sum, &row| {
        sum.plus(sums_of(derivatives, row))
    });
    let open = |node: usize, rows: Vec<u32>, sums: Sums| -> Open {
        let best = best_cut(binned, &rows, sums, features, derivatives, growth);
        Open {
            node,
            rows,
            sums,
            best,
        }
    };
    let mut leaves = vec![open(0, sampled.to_vec(), sums)];
    while leaves.len() < growth.leaves {
        let best = leaves
            .iter()
            .enumerate()
            .filter_map(|(i, leaf)| Some((i, leaf.best?)))
            .max_by(|x, y| x.1.gain.total_cmp(&y.1.gain).then(y.0.cmp(&x.0)));
        let Some((place, cut)) = best else {
            break;
        };
        let leaf = leaves.swap_remove(place);
        let bins = &binned.bins[cut.feature];
        let (left, right): (Vec<u32>, Vec<u32>) = leaf
            .rows
            .into_iter()
            .partition(|&row| bins[row as usize] <= cut.bin);
        let next = tree.nodes.len();
        tree.nodes.extend([Node::Leaf(0.0), Node::Leaf(0.0)]);
        // Some hundred features, some dozen leaves.
        tree.nodes[leaf.node] = Node::Split {
            feature: cut.feature as u16,
            left: next as u16,
            threshold: binned.edges[cut.feature][usize::from(cut.bin)],
        };
        leaves.push(open(next, left, cut.left));
        leaves.push(open(next + 1, right, leaf.sums.minus(cut.left)));
    }
    for leaf in leaves {
        let value = -leaf.sums.gradient / (leaf.sums.curvature + growth.penalty);
        tree.nodes[leaf.node] = Node::Leaf(growth.rate * value);
    }
    tree
}

fn sums_of(derivatives: &[(f32, f32)], row: u32) -> Sums {
    let (gradient, curvature) = derivatives[row as usize];
    Sums {
        gradient,
        curvature,
        rows: 1,
    }
}

fn best_cut(
    binned: &Binned,
    rows: &[u32],
    sums: Sums,
    features: &[usize],
    derivatives: &[(f32, f32)],
    growth: Growth,
) -> Option<Cut> {
    let least = growth.least_rows as u32;
    if sums.rows < 2 * least {
        return None;
    }
    let whole = sums.score(growth.penalty);
    let mut best: Option<Cut> = None;
    let mut histogram = [Sums::default(); BINS + 2];
    for &feature in features {
        let edges = &binned.edges[feature];
        if edges.is_empty() {
            continue;
        }
        histogram[..=edges.len()].fill(Sums::default());
        let bins = &binned.bins[feature];
        for &row in rows {
            let cell = &mut histogram[usize::from(bins[row as usize])];
            *cell = cell.plus(sums_of(derivatives, row));
        }
        let mut left = Sums::default();
        for (bin, cell) in histogram[..edges.len()].iter().enumerate() {
            left = left.plus(*cell);
            let right = sums.minus(left);
            if left.rows < least || right.rows < least {
                continue;
            }
            let gain = left.score(growth.penalty) + right.score(growth.penalty) - whole;
            if gain > 1e-3 && best.is_none_or(|b| gain > b.gain) {
                best = Some(Cut {
                    gain,
                    feature,
                    // One of at most 48 bins.
                    bin: bin as u8,
                    left,
                });
            }
        }
    }
    best
}
