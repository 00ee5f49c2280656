//! The exact join by normalised Levenshtein similarity: 1 - edits / characters of the longer text, on lower-cased characters.
//!
//! A threshold t allows k = (1 - t) * longer edits. Three filters, each a proven lower bound, leave few pairs for the distance itself:
//!
//! 1. length: the shorter text has at least t times the characters of the longer one;
//! 2. characters: each text is cut in the middle and the characters of each half are counted by class. A replaced character changes two
//!    counts. An inserted or left-out one changes one count, and moves the middle by half a place, which changes one count in each half. So
//!    d edits change at most 2 d counts, and one more when an odd length meets an even one;
//! 3. character pairs, counted in halves likewise: an edit takes part in two neighbouring pairs, so d edits change at most 4 d counts (+ 1).
//!
//! The filters look at every pair that passes the length filter, at half a nanosecond each; so the cost still grows with the square of
//! the number of texts, with a small factor.

use rayon::prelude::*;

use super::edit_distance::Pattern;
use super::simd::{self, Level, PairProfile, Profile};
use super::tasks::run_all;
use super::{Pair, Threshold};

/// Classes of characters per half in a [`Profile`].
const CLASSES: usize = 32;

/// Classes of character pairs per half in a [`PairProfile`].
const PAIR_CLASSES: usize = 256;

/// Characters from this frequency rank on are one class when pairs are counted.
const RARE: usize = 255;

/// Texts that are compared with all shorter ones in one task.
const PROBES_PER_TASK: usize = 64;

/// Shorter texts that are held against all probes of a task before the next ones: their profiles stay in the second-level cache.
const TILE: usize = 512;

/// Texts as lists of characters, each a number below the size of the alphabet; frequent characters have low numbers.
#[derive(Debug, Clone)]
pub struct CharacterLists {
    symbols: Vec<u32>,
    ends: Vec<usize>,
    alphabet: usize,
}

impl CharacterLists {
    /// Lower-cases texts and numbers their characters.
    pub fn new<S: AsRef<str> + Sync>(texts: &[S]) -> Self {
        let parts: Vec<(Vec<u32>, Vec<usize>)> = texts
            .par_chunks(4096)
            .map(|texts| {
                let (mut symbols, mut ends) = (Vec::new(), Vec::new());
                for text in texts {
                    symbols.extend(text.as_ref().to_lowercase().chars().map(u32::from));
                    ends.push(symbols.len());
                }
                (symbols, ends)
            })
            .collect();
        let (mut symbols, mut ends) = (Vec::new(), Vec::with_capacity(texts.len()));
        for (part, part_ends) in parts {
            ends.extend(part_ends.into_iter().map(|end| symbols.len() + end));
            symbols.extend(part);
        }
        let mut counts = vec![0u64; char::MAX as usize + 1];
        for &symbol in &symbols {
            counts[symbol as usize] += 1;
        }
        let mut by_frequency: Vec<u32> = (0..counts.len() as u32)
            .filter(|&symbol| counts[symbol as usize] > 0)
            .collect();
        by_frequency.sort_by_key(|&symbol| (std::cmp::Reverse(counts[symbol as usize]), symbol));
        let mut number_of = vec![0u32; counts.len()];
        for (number, &symbol) in by_frequency.iter().enumerate() {
            number_of[symbol as usize] = number as u32;
        }
        symbols
            .par_iter_mut()
            .for_each(|symbol| *symbol = number_of[*symbol as usize]);
        CharacterLists {
            symbols,
            ends,
            alphabet: by_frequency.len(),
        }
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no texts.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn text(&self, index: usize) -> &[u32] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.symbols[start..self.ends[index]]
    }
}

/// All pairs of texts with normalised Levenshtein similarity of at least `threshold` that `allow` admits, ordered by (a, b).
///
/// Two empty texts are equal: their similarity is 1. `allow` must give the same answer every time; it is asked only about pairs that
/// reach the threshold.
pub fn levenshtein(
    texts: &CharacterLists,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    levenshtein_at(Level::detect(), texts, threshold, allow)
}

pub(super) fn levenshtein_at(
    level: Level,
    texts: &CharacterLists,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    let rows = Rows::new(texts);
    let tasks = rows.order.len().div_ceil(PROBES_PER_TASK);
    let workers = run_all(tasks, Worker::default, |worker, task| {
        // The longest texts have the most partners, so they come first.
        let end = rows.order.len() - task * PROBES_PER_TASK;
        let start = end.saturating_sub(PROBES_PER_TASK);
        worker.join(level, &rows, start..end, threshold, allow);
    });
    let mut pairs: Vec<Pair> = workers
        .into_iter()
        .flat_map(|worker| worker.pairs)
        .collect();
    pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// Texts ordered by length, with what the filters look at.
struct Rows<'a> {
    texts: &'a CharacterLists,
    /// The input position of each row.
    order: Vec<u32>,
    profiles: Vec<Profile>,
    pair_profiles: Vec<PairProfile>,
}

impl<'a> Rows<'a> {
    fn new(texts: &'a CharacterLists) -> Self {
        let mut order: Vec<u32> = (0..texts.len() as u32).collect();
        order.sort_by_key(|&index| texts.text(index as usize).len());
        let classes = pair_classes(texts);
        let (profiles, pair_profiles) = order
            .par_iter()
            .map(|&index| {
                let text = texts.text(index as usize);
                (profile(text), pair_profile(text, &classes))
            })
            .unzip();
        Rows {
            texts,
            order,
            profiles,
            pair_profiles,
        }
    }

    fn text(&self, row: usize) -> &'a [u32] {
        self.texts.text(self.order[row] as usize)
    }
}

/// Deals ranks to classes back and forth, so that the most frequent share theirs with the rarest.
fn class_of(rank: usize, classes: usize) -> usize {
    let place = rank % (2 * classes);
    if place < classes {
        place
    } else {
        2 * classes - 1 - place
    }
}

fn profile(text: &[u32]) -> Profile {
    let mut counts = [0; 2 * CLASSES];
    for (at, &symbol) in text.iter().enumerate() {
        let half = usize::from(at >= text.len() / 2);
        let count: &mut u8 = &mut counts[half * CLASSES + class_of(symbol as usize, CLASSES)];
        // A count that stays at its end makes a difference smaller, never larger.
        *count = count.saturating_add(1);
    }
    counts
}

fn pair_profile(text: &[u32], classes: &[u8]) -> PairProfile {
    let mut counts = [0; 2 * PAIR_CLASSES];
    for (at, pair) in text.windows(2).enumerate() {
        let half = usize::from(at >= text.len() / 2);
        let class = usize::from(classes[pair_number(pair)]);
        let count: &mut u8 = &mut counts[half * PAIR_CLASSES + class];
        *count = count.saturating_add(1);
    }
    counts
}

fn pair_number(pair: &[u32]) -> usize {
    (pair[0] as usize).min(RARE) * (RARE + 1) + (pair[1] as usize).min(RARE)
}

/// The class of each pair of characters: the frequent pairs of these texts have one of their own.
fn pair_classes(texts: &CharacterLists) -> Vec<u8> {
    let mut counts = vec![0u64; (RARE + 1) * (RARE + 1)];
    for pair in texts.symbols.windows(2) {
        counts[pair_number(pair)] += 1;
    }
    let mut by_frequency: Vec<usize> = (0..counts.len()).collect();
    by_frequency.sort_by_key(|&pair| (std::cmp::Reverse(counts[pair]), pair));
    let mut classes = vec![0; counts.len()];
    for (rank, &pair) in by_frequency.iter().enumerate() {
        classes[pair] = class_of(rank, PAIR_CLASSES) as u8;
    }
    classes
}

/// One thread's state.
#[derive(Default)]
struct Worker {
    hits: Vec<u32>,
    /// The rows that passed the filters, for each probe of the task.
    candidates: Vec<Vec<u32>>,
    pattern: Pattern,
    pairs: Vec<Pair>,
}

impl Worker {
    /// Joins the rows `probes` with all rows before each of them.
    fn join(
        &mut self,
        level: Level,
        rows: &Rows,
        probes: std::ops::Range<usize>,
        threshold: Threshold,
        allow: &impl Fn(usize, usize) -> bool,
    ) {
        self.candidates.resize_with(PROBES_PER_TASK, Vec::new);
        // A probe meets the rows from here on that stand before it.
        let first_row = |probe: usize| {
            let shortest = threshold.share_rounded_up(rows.text(probe).len());
            rows.order[..probe]
                .partition_point(|&index| rows.texts.text(index as usize).len() < shortest)
        };
        let firsts: Vec<usize> = probes.clone().map(first_row).collect();
        let mut tile = firsts.first().copied().unwrap_or(0);
        while tile < probes.end {
            let tile_end = (tile + TILE).min(probes.end);
            for (at, probe) in probes.clone().enumerate() {
                let edits = threshold.allowed_edits(rows.text(probe).len()) as u32;
                let met = tile.max(firsts[at])..tile_end.min(probe);
                if met.is_empty() {
                    continue;
                }
                self.hits.clear();
                simd::near_profiles(
                    level,
                    &rows.profiles,
                    met,
                    &rows.profiles[probe],
                    edits.saturating_mul(2).saturating_add(1),
                    &mut self.hits,
                );
                let pair_limit = edits.saturating_mul(4).saturating_add(1);
                let probe_pairs = &rows.pair_profiles[probe];
                self.candidates[at].extend(self.hits.iter().copied().filter(|&row| {
                    let pairs = &rows.pair_profiles[row as usize];
                    simd::are_pairs_near(level, pairs, probe_pairs, pair_limit)
                }));
            }
            tile = tile_end;
        }
        for (at, probe) in probes.enumerate() {
            self.verify(rows, probe, at, threshold, allow);
        }
    }

    fn verify(
        &mut self,
        rows: &Rows,
        probe: usize,
        at: usize,
        threshold: Threshold,
        allow: &impl Fn(usize, usize) -> bool,
    ) {
        if self.candidates[at].is_empty() {
            return;
        }
        let text = rows.text(probe);
        let edits = threshold.allowed_edits(text.len());
        self.pattern.set(text, rows.texts.alphabet);
        for row in self.candidates[at].drain(..) {
            let Some(distance) = self.pattern.distance_within(rows.text(row as usize), edits)
            else {
                continue;
            };
            let (a, b) = (rows.order[row as usize], rows.order[probe]);
            let (a, b) = (a.min(b), a.max(b));
            let similarity = if text.is_empty() {
                1.0
            } else {
                (text.len() - distance) as f64 / text.len() as f64
            };
            if allow(a as usize, b as usize) {
                self.pairs.push(Pair { a, b, similarity });
            }
        }
    }
}
