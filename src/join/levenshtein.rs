//! The exact join by normalised Levenshtein similarity: 1 - edits / characters of the longer text, on lower-cased characters.
//!
//! A threshold t allows k = (1 - t) * longer edits. Three filters, each a proven lower bound, leave few pairs for the distance itself:
//!
//! 1. length: the shorter text has at least t times the characters of the longer one;
//! 2. characters: each text is cut in the middle and the characters of each half are counted by class. A replaced character changes two
//!    counts. An inserted or left-out one changes one count, and moves the middle by half a place, which changes one count in each half. So
//!    d edits change at most 2 d counts, and one more when an odd length meets an even one;
//! 3. character pairs, counted in halves likewise: an edit takes part in two neighbouring pairs, so d edits change at most 4 d counts (+ 1);
//! 4. common subsequence: d edits leave all but d - (longer - shorter) characters of the shorter text in place and order, and shift none
//!    by more than the edits that the lengths leave over. So the shorter text is cut into pieces of 64 characters, and each piece is
//!    matched with the part of the longer text that it can reach, sixteen texts at a time, four vector instructions per character.
//!
//! The second filter looks at every pair that passes the first, at half a nanosecond each; so the cost still grows with the square of
//! the number of texts, with a small factor.

use std::ops::Range;

use rayon::prelude::*;

use super::edit_distance::Pattern;
use super::simd::{self, LANES, Lanes, Level, PairProfile, Profile, SYMBOL_CLASSES};
use super::tasks::run_all;
use super::{Pair, Threshold};

/// Classes of characters per half in a [`Profile`].
const CLASSES: usize = 32;

/// Classes of character pairs per half in a [`PairProfile`].
const PAIR_CLASSES: usize = 256;

/// Characters from this frequency rank on are one class when pairs are counted.
const RARE: usize = 255;

/// Texts that are compared with all shorter ones in one task.
const PROBES_PER_TASK: usize = 512;

/// Shorter texts that are held against all probes of a task before the next ones: their profiles stay in the second-level cache.
const TILE: usize = 256;

/// From this length on, counts of pairs rule out too few texts to be worth looking at. Measured on English sentences.
const PAIRS_HELP_BELOW: usize = 130;

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

    fn range(&self, index: usize) -> Range<usize> {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        start..self.ends[index]
    }

    fn text(&self, index: usize) -> &[u32] {
        &self.symbols[self.range(index)]
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
    /// The class of each character for the common subsequence, at the place of the character.
    classes: Vec<u8>,
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
        let class = |&symbol: &u32| symbol.min(SYMBOL_CLASSES as u32 - 1) as u8;
        Rows {
            texts,
            order,
            classes: texts.symbols.par_iter().map(class).collect(),
            profiles,
            pair_profiles,
        }
    }

    fn text(&self, row: usize) -> &'a [u32] {
        self.texts.text(self.order[row] as usize)
    }

    fn len(&self, row: usize) -> usize {
        self.texts.range(self.order[row] as usize).len()
    }

    fn classes(&self, row: usize) -> &[u8] {
        &self.classes[self.texts.range(self.order[row] as usize)]
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

/// Consecutive rows, the places of their characters ready to be matched.
#[derive(Default)]
struct Group {
    first_row: usize,
    lens: [usize; LANES],
    /// For each piece of 64 characters, the places of each symbol class.
    pieces: Vec<[Lanes; SYMBOL_CLASSES]>,
    /// For each piece, the places at which the texts have characters.
    filled: Vec<Lanes>,
}

impl Group {
    fn set(&mut self, rows: &Rows, first_row: usize) {
        self.first_row = first_row;
        let end = (first_row + LANES).min(rows.order.len());
        self.lens = [0; LANES];
        for row in first_row..end {
            self.lens[row - first_row] = rows.len(row);
        }
        let pieces = rows.len(end - 1).div_ceil(64);
        self.pieces.clear();
        self.pieces.resize(pieces, [[0; LANES]; SYMBOL_CLASSES]);
        self.filled.clear();
        self.filled.resize(pieces, [0; LANES]);
        for row in first_row..end {
            for (at, &class) in rows.classes(row).iter().enumerate() {
                self.pieces[at / 64][class as usize][row - first_row] |= 1 << (at % 64);
                self.filled[at / 64][row - first_row] |= 1 << (at % 64);
            }
        }
    }

    /// Those lanes of `lanes` that may be within `edits` of `probe`, which is at least as long; `lanes` is not empty.
    fn lanes_in_reach(&self, level: Level, probe: &[u8], edits: usize, lanes: u16) -> u16 {
        // No alignment within the edits shifts a character further than this, to the left or to the right.
        let longest = self.lens[lanes.ilog2() as usize];
        let shortest = self.lens[lanes.trailing_zeros() as usize];
        let left = edits.saturating_sub(probe.len() - longest) / 2;
        let right = (edits + probe.len() - shortest) / 2;
        let mut unmatched = [0; LANES];
        let mut alive = lanes;
        for (piece, (places, filled)) in self.pieces.iter().zip(&self.filled).enumerate() {
            let end = (64 * (piece + 1) + right).min(probe.len());
            let start = (64 * piece).saturating_sub(left).min(end);
            simd::count_open_rows(level, places, filled, &probe[start..end], &mut unmatched);
            let mut ask = alive;
            while ask != 0 {
                let lane = ask.trailing_zeros() as usize;
                ask &= ask - 1;
                if unmatched[lane] as usize + probe.len() - self.lens[lane] > edits {
                    alive &= !(1 << lane);
                }
            }
            if alive == 0 {
                break;
            }
        }
        alive
    }
}

/// One thread's state.
#[derive(Default)]
struct Worker {
    group: Group,
    /// For each group of the tile, the probes that the counts leave it, and for which lanes.
    meetings: Vec<Vec<Meeting>>,
    /// The rows that passed the filters, for each probe of the task.
    candidates: Vec<Vec<u32>>,
    pattern: Pattern,
    pairs: Vec<Pair>,
}

/// A text that is compared with shorter ones.
#[derive(Clone, Copy)]
struct Probe {
    /// Its number in the task.
    at: usize,
    row: usize,
    /// How many edits the threshold allows it.
    edits: usize,
}

/// A probe of a task and some lanes of a group.
#[derive(Clone, Copy)]
struct Meeting {
    probe: usize,
    lanes: u16,
}

impl Worker {
    /// Joins the rows `probes` with all rows before each of them.
    fn join(
        &mut self,
        level: Level,
        rows: &Rows,
        probes: Range<usize>,
        threshold: Threshold,
        allow: &impl Fn(usize, usize) -> bool,
    ) {
        self.candidates.resize_with(PROBES_PER_TASK, Vec::new);
        self.meetings.resize_with(TILE / LANES, Vec::new);
        // A probe meets the rows from here on that stand before it.
        let firsts: Vec<usize> = probes
            .clone()
            .map(|probe| {
                let shortest = threshold.share_rounded_up(rows.len(probe));
                rows.order[..probe]
                    .partition_point(|&index| rows.texts.range(index as usize).len() < shortest)
            })
            .collect();
        let mut tile = firsts.first().map_or(0, |first| first - first % LANES);
        while tile < probes.end {
            let tile_end = (tile + TILE).min(probes.end);
            for (at, probe) in probes.clone().enumerate() {
                let met = tile.max(firsts[at])..tile_end.min(probe);
                if !met.is_empty() {
                    let edits = threshold.allowed_edits(rows.len(probe));
                    self.compare_counts(
                        level,
                        rows,
                        Probe {
                            at,
                            row: probe,
                            edits,
                        },
                        met,
                        tile,
                    );
                }
            }
            self.match_groups(level, rows, probes.start, tile, threshold);
            tile = tile_end;
        }
        for (at, probe) in probes.enumerate() {
            self.verify(rows, probe, at, threshold, allow);
        }
    }

    /// Notes the rows of `met` that the counts of characters and of pairs leave.
    fn compare_counts(
        &mut self,
        level: Level,
        rows: &Rows,
        probe: Probe,
        met: Range<usize>,
        tile: usize,
    ) {
        // Vectors compare as signed numbers.
        let limit =
            |counts: usize| i32::try_from(counts * probe.edits + 1).unwrap_or(i32::MAX) as u32;
        let (profile, pairs) = (&rows.profiles[probe.row], &rows.pair_profiles[probe.row]);
        let look_at_pairs = rows.len(probe.row) < PAIRS_HELP_BELOW;
        let first_group = (met.start - tile) / LANES;
        for (group, meetings) in self.meetings.iter_mut().enumerate().skip(first_group) {
            let start = tile + group * LANES;
            if start >= met.end {
                break;
            }
            let end = (start + LANES).min(met.end);
            let mut lanes =
                simd::near_profiles(level, &rows.profiles[start..end], profile, limit(2));
            if start < met.start {
                lanes &= u16::MAX << (met.start - start);
            }
            if look_at_pairs {
                let mut ask = lanes;
                while ask != 0 {
                    let lane = ask.trailing_zeros() as usize;
                    ask &= ask - 1;
                    if !simd::are_pairs_near(
                        level,
                        &rows.pair_profiles[start + lane],
                        pairs,
                        limit(4),
                    ) {
                        lanes &= !(1 << lane);
                    }
                }
            }
            if lanes != 0 {
                meetings.push(Meeting {
                    probe: probe.at,
                    lanes,
                });
            }
        }
    }

    /// Turns the meetings of a tile into candidates.
    fn match_groups(
        &mut self,
        level: Level,
        rows: &Rows,
        first_probe: usize,
        tile: usize,
        threshold: Threshold,
    ) {
        for (group, meetings) in self.meetings.iter_mut().enumerate() {
            let first_row = tile + group * LANES;
            let mut is_set = false;
            for meeting in meetings.drain(..) {
                if !is_set {
                    self.group.set(rows, first_row);
                    is_set = true;
                }
                let probe = rows.classes(first_probe + meeting.probe);
                let edits = threshold.allowed_edits(probe.len());
                let mut lanes = self
                    .group
                    .lanes_in_reach(level, probe, edits, meeting.lanes);
                while lanes != 0 {
                    let lane = lanes.trailing_zeros();
                    lanes &= lanes - 1;
                    self.candidates[meeting.probe].push(first_row as u32 + lane);
                }
            }
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
