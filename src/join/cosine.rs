//! The exact cosine join of tf-idf vectors.
//!
//! By Cauchy and Schwarz two vectors of length 1 that reach the threshold t share a token where both still have a rest of at least t: at
//! the first token that they have in common, rest(a) * rest(b) >= t, a rest being the length of the vector from that token on (the bounds
//! of L2AP, Anastasiu and Karypis 2014). So each token gathers the records whose rest is at least t there, largest rest first, and a
//! record meets only those before it whose rest is large enough: one range. In it, sketches are multiplied: 64 classes of
//! tokens, each with the length of the part of the vector that falls into it, rounded up to whole 127ths; the product of two sketches
//! is at least the cosine. Survivors are merged, and a pair is kept only in the list of its first common token.
//!
//! Floats decide nothing by accident: the cosine of a pair is summed in the order of ranks, rounded to 12 decimals and compared as a
//! fraction; every bound before that has a margin much wider than the error of its sum.

use rayon::prelude::*;

use super::simd::{self, Level, Sketch};
use super::tasks::run_all;
use super::{Pair, Threshold, TokenLists, naive};

/// Similarities are rounded to this many steps per unit before they are compared, so that the order of a sum decides nothing.
const STEPS: f64 = 1e12;

/// What a bound may be wrong by: far more than the sum of rounding errors of a vector, far less than what it would cost to be wider.
const MARGIN: f64 = 1e-6;

/// Sketches count in whole 127ths, the most that a signed byte holds.
const SKETCH_UNIT: f64 = 127.0;

/// How far ahead of the merge records are fetched.
const AHEAD: usize = 8;

/// Row pairs per task: some milliseconds.
const PAIRS_PER_TASK: u64 = 1 << 22;

/// The weight of each token: how much one occurrence counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Idf {
    weights: Vec<f64>,
}

impl Idf {
    /// ln((1 + n) / (1 + df)) + 1 from the records themselves.
    pub fn of(records: &TokenLists) -> Self {
        let count = records.len() as f64;
        Idf {
            weights: records
                .frequencies()
                .iter()
                .map(|&frequency| ((1.0 + count) / (1.0 + f64::from(frequency))).ln() + 1.0)
                .collect(),
        }
    }

    /// Weights of the caller, one per rank; what is not a positive number counts as 0.
    ///
    /// The join is exact for any weights, and fast when rare tokens weigh most.
    pub fn from_weights(mut weights: Vec<f64>) -> Self {
        for weight in &mut weights {
            if !weight.is_finite() || *weight < 0.0 {
                *weight = 0.0;
            }
        }
        Idf { weights }
    }

    /// The weight of a token; 0 for a rank without one.
    #[inline]
    pub fn of_rank(&self, rank: u32) -> f64 {
        self.weights.get(rank as usize).copied().unwrap_or(0.0)
    }
}

/// The similarity rounded to 12 decimals and cut to [0, 1], if it reaches the threshold.
pub(super) fn rounded(similarity: f64, threshold: Threshold) -> Option<f64> {
    let steps = (similarity * STEPS).round().clamp(0.0, STEPS);
    threshold
        .is_reached(steps as u64, STEPS as u64)
        .then_some(steps / STEPS)
}

/// All pairs of records with tf-idf cosine of at least `threshold` that `allow` admits, ordered by (a, b).
///
/// Two records without any weight are equal: their similarity is 1. `allow` must give the same answer every time; it is asked only about
/// pairs that reach the threshold.
pub fn cosine(
    records: &TokenLists,
    idf: &Idf,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    cosine_at(Level::detect(), records, idf, threshold, allow)
}

pub(super) fn cosine_at(
    level: Level,
    records: &TokenLists,
    idf: &Idf,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    if threshold.as_f64() <= 2.0 * MARGIN {
        return naive::cosine(records, idf, threshold, allow);
    }
    let vectors = Vectors::new(records, idf);
    let lists = RestLists::new(&vectors, threshold);
    let tasks = lists.tasks();
    let workers = run_all(tasks.len(), Worker::default, |worker, task| {
        worker.join_list(level, &vectors, &lists, tasks[task], threshold, allow);
    });
    let mut pairs: Vec<Pair> = workers
        .into_iter()
        .flat_map(|worker| worker.pairs)
        .collect();
    vectors.pair_empty_ones(allow, &mut pairs);
    pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// Records as vectors of tokens, with what the filters look at.
struct Vectors<'a> {
    records: &'a TokenLists,
    idf: &'a Idf,
    norms: Vec<f64>,
    sketches: Vec<Sketch>,
}

/// One token of a record and its weight there.
struct Component {
    rank: u32,
    weight: f64,
}

/// The components of a record from its rarest token on.
fn components<'a>(
    record: &'a [u32],
    idf: &'a Idf,
) -> impl DoubleEndedIterator<Item = Component> + 'a {
    record.chunk_by(|a, b| a == b).map(|run| Component {
        rank: run[0],
        weight: run.len() as f64 * idf.of_rank(run[0]),
    })
}

impl<'a> Vectors<'a> {
    fn new(records: &'a TokenLists, idf: &'a Idf) -> Self {
        let (norms, sketches) = (0..records.len())
            .into_par_iter()
            .map(|index| {
                let record = records.record(index);
                let mut squares = [0.0; simd::SKETCH_CLASSES];
                let mut square = 0.0;
                for Component { rank, weight } in components(record, idf) {
                    square += weight * weight;
                    squares[rank as usize % simd::SKETCH_CLASSES] += weight * weight;
                }
                let norm = f64::sqrt(square);
                let sketch = squares.map(|square| {
                    if square == 0.0 {
                        0
                    } else {
                        let share = square.sqrt() / norm * SKETCH_UNIT;
                        (share + MARGIN).ceil().min(SKETCH_UNIT) as u8
                    }
                });
                (norm, sketch)
            })
            .unzip();
        Vectors {
            records,
            idf,
            norms,
            sketches,
        }
    }

    /// Calls `visit` for each rank at which the rest of the record, as a share of the whole, is at least `least`; the last one first.
    fn for_each_rest(&self, index: usize, least: f64, mut visit: impl FnMut(u32, f64)) {
        let least = least * self.norms[index];
        let mut square = 0.0;
        for Component { rank, weight } in components(self.records.record(index), self.idf).rev() {
            square += weight * weight;
            if weight > 0.0 && square >= least * least {
                visit(rank, square.sqrt() / self.norms[index]);
            }
        }
    }

    /// The cosine of two records, if `token` is the first one that both have.
    fn cosine_from(&self, a: usize, b: usize, token: u32) -> Option<f64> {
        let (tokens_a, tokens_b) = (self.records.record(a), self.records.record(b));
        let (mut at_a, mut at_b) = (0, 0);
        let mut product = 0.0;
        let mut is_first = true;
        while at_a < tokens_a.len() && at_b < tokens_b.len() {
            let (rank_a, rank_b) = (tokens_a[at_a], tokens_b[at_b]);
            if rank_a == rank_b {
                let idf = self.idf.of_rank(rank_a);
                if is_first && idf > 0.0 {
                    if rank_a != token {
                        return None;
                    }
                    is_first = false;
                }
                let run =
                    |tokens: &[u32]| tokens.iter().take_while(|&&rank| rank == rank_a).count();
                let (count_a, count_b) = (run(&tokens_a[at_a..]), run(&tokens_b[at_b..]));
                product += (count_a as f64 * idf) * (count_b as f64 * idf);
                at_a += count_a;
                at_b += count_b;
            } else {
                at_a += usize::from(rank_a < rank_b);
                at_b += usize::from(rank_b < rank_a);
            }
        }
        Some(product / (self.norms[a] * self.norms[b]))
    }

    /// Writes the pairs of records without any weight.
    fn pair_empty_ones(&self, allow: &impl Fn(usize, usize) -> bool, pairs: &mut Vec<Pair>) {
        let empty: Vec<usize> = (0..self.norms.len())
            .filter(|&index| self.norms[index] == 0.0)
            .collect();
        for (at, &b) in empty.iter().enumerate() {
            for &a in empty[..at].iter().filter(|&&a| allow(a, b)) {
                pairs.push(Pair {
                    a: a as u32,
                    b: b as u32,
                    similarity: 1.0,
                });
            }
        }
    }
}

/// For each token the records that have a large rest there.
struct RestLists {
    rows: Vec<u32>,
    rests: Vec<f32>,
    /// Where the list of each rank begins, and one more for the end.
    starts: Vec<u32>,
}

/// A part of the work on one list: its rows `from..to`, in the order of falling rests, against all before them.
#[derive(Debug, Clone, Copy)]
struct Task {
    rank: u32,
    from: u32,
    to: u32,
}

impl RestLists {
    fn new(vectors: &Vectors, threshold: Threshold) -> Self {
        let least = threshold.as_f64() - MARGIN;
        let frequencies = vectors.records.frequencies();
        let mut starts = vec![0u32; frequencies.len() + 1];
        for index in 0..vectors.records.len() {
            vectors.for_each_rest(index, least, |rank, _| {
                if frequencies[rank as usize] > 1 {
                    starts[rank as usize + 1] += 1;
                }
            });
        }
        for rank in 1..starts.len() {
            starts[rank] += starts[rank - 1];
        }
        let total = starts[starts.len() - 1] as usize;
        let (mut rows, mut rests) = (vec![0; total], vec![0.0; total]);
        for index in 0..vectors.records.len() {
            vectors.for_each_rest(index, least, |rank, rest| {
                if frequencies[rank as usize] > 1 {
                    let at = starts[rank as usize] as usize;
                    starts[rank as usize] += 1;
                    rows[at] = index as u32;
                    rests[at] = rest as f32;
                }
            });
        }
        // Filling moved every start to the next one's place.
        starts.rotate_right(1);
        starts[0] = 0;
        RestLists {
            rows,
            rests,
            starts,
        }
    }

    fn range(&self, rank: u32) -> std::ops::Range<usize> {
        self.starts[rank as usize] as usize..self.starts[rank as usize + 1] as usize
    }

    /// Long lists cut into slices, heaviest first.
    fn tasks(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        for rank in 0..self.starts.len() as u32 - 1 {
            let len = self.range(rank).len() as u64;
            if len < 2 {
                continue;
            }
            let slices = (len * len / 2).div_ceil(PAIRS_PER_TASK).min(len);
            for slice in 0..slices {
                tasks.push(Task {
                    rank,
                    from: (len * slice / slices) as u32,
                    to: (len * (slice + 1) / slices) as u32,
                });
            }
        }
        tasks.par_sort_unstable_by_key(|task| {
            let cost = u64::from(task.to - task.from) * u64::from(task.to);
            (std::cmp::Reverse(cost), task.rank, task.from)
        });
        tasks
    }
}

/// One row of a loaded list.
#[derive(Clone, Copy)]
struct Entry {
    rest: f32,
    row: u32,
}

/// One thread's state.
#[derive(Default)]
struct Worker {
    /// The token whose list is loaded.
    loaded: Option<u32>,
    /// Largest rest first.
    entries: Vec<Entry>,
    sketches: Vec<Sketch>,
    hits: Vec<u32>,
    pairs: Vec<Pair>,
}

impl Worker {
    fn load(&mut self, vectors: &Vectors, lists: &RestLists, rank: u32) {
        if self.loaded == Some(rank) {
            return;
        }
        self.loaded = Some(rank);
        self.entries.clear();
        self.entries.extend(lists.range(rank).map(|at| Entry {
            rest: lists.rests[at],
            row: lists.rows[at],
        }));
        self.entries
            .sort_unstable_by(|a, b| b.rest.total_cmp(&a.rest).then(a.row.cmp(&b.row)));
        self.sketches.clear();
        for (at, entry) in self.entries.iter().enumerate() {
            if let Some(soon) = self.entries.get(at + AHEAD) {
                simd::prefetch(&vectors.sketches, soon.row as usize);
            }
            self.sketches.push(vectors.sketches[entry.row as usize]);
        }
    }

    fn join_list(
        &mut self,
        level: Level,
        vectors: &Vectors,
        lists: &RestLists,
        task: Task,
        threshold: Threshold,
        allow: &impl Fn(usize, usize) -> bool,
    ) {
        self.load(vectors, lists, task.rank);
        let least = threshold.as_f64() - MARGIN;
        let least_product = (least * SKETCH_UNIT * SKETCH_UNIT).floor() as i32;
        let mut reach = self.entries.len();
        for at in task.from as usize..task.to as usize {
            let entry = self.entries[at];
            // Rests fall, so the range of partners only shrinks.
            let least_rest = least / f64::from(entry.rest) - MARGIN;
            while reach > 0 && f64::from(self.entries[reach - 1].rest) < least_rest {
                reach -= 1;
            }
            self.hits.clear();
            simd::near_sketches(
                level,
                &self.sketches[..reach.min(at)],
                &self.sketches[at],
                least_product,
                &mut self.hits,
            );
            for (next, &hit) in self.hits.iter().enumerate() {
                if let Some(&soon) = self.hits.get(next + AHEAD) {
                    let start = vectors
                        .records
                        .start(self.entries[soon as usize].row as usize);
                    simd::prefetch(vectors.records.flat(), start);
                    simd::prefetch(vectors.records.flat(), start + 16);
                }
                let other = self.entries[hit as usize].row;
                let (a, b) = (entry.row.min(other), entry.row.max(other));
                let similarity = vectors
                    .cosine_from(a as usize, b as usize, task.rank)
                    .and_then(|cosine| rounded(cosine, threshold));
                if let Some(similarity) = similarity
                    && allow(a as usize, b as usize)
                {
                    self.pairs.push(Pair { a, b, similarity });
                }
            }
        }
    }
}
