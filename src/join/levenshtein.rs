//! The exact join by normalised Levenshtein similarity: 1 - edits / characters of the longer text, on lower-cased characters.
//!
//! A threshold t allows k = (1 - t) * longer edits. Five filters, each a proven lower bound, leave few pairs for the distance itself:
//!
//! 1. length: the shorter text has at least t times the characters of the longer one;
//! 2. characters: an edit leaves out or replaces at most one character of the longer text. So k edits leave all but k of its characters
//!    in common with the shorter one, and what one text has too many of a character has no partner in the other;
//! 3. order: the characters that no edit touches form a common subsequence. It is the sum of what it holds of any parts of the alphabet,
//!    and of each part it can hold no more than the longest common subsequence of the characters of that part alone. Without the
//!    frequent letters, which find a partner everywhere, a third of the characters rules out nearly all pairs, and the rest is counted as
//!    in filter 2. A part has few characters, so one word holds its places, for sixteen texts at a time;
//! 4. pieces: at low thresholds that leaves many pairs. The shorter text is cut into pieces of 64 characters, and each is matched, all
//!    classes together, with what it can reach of the longer text;
//! 5. classes: the distance of the texts with their rarest characters as one, sixteen texts at a time. What passes is nearly always a pair.
//!
//! The second filter looks at every pair that passes the first, and the third at half of them at most; so the cost still grows with the
//! square of the number of texts, with a small factor.

use std::ops::Range;

use rayon::prelude::*;

use super::blocks::{Block, CHARACTER_CLASSES, LANES, Part, Probe, lanes_in_reach};
use super::edit_distance::Pattern;
use super::pieces::Pieces;
use super::simd::Level;
use super::tasks::run_all;
use super::{Pair, Threshold};

/// Texts that are compared with all shorter ones in one task: enough that setting up a block of shorter ones does not weigh.
const PROBES_PER_TASK: usize = 1024;

/// Characters that a part holds on average at most, so that few texts have more than the 64 that are matched.
const PART: u64 = 60;

/// Texts that a block must leave to the probes of a task before its pieces are set up, which takes as long as that many exact distances.
const PIECES_PAY_FROM: u32 = 16;

/// Texts from which on the distance of sixteen texts at once takes less time than one after the other.
const LANES_PAY_FROM: u32 = 3;

/// The largest share of all characters in a part, in percent. From 30 to 40 the time is the same on English sentences.
const PART_PERCENT: u64 = 35;

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
    /// How many characters each row has.
    lens: Vec<u32>,
    /// The class of each character, at the place of the character.
    classes: Vec<u8>,
    /// How many characters of each class there are in all texts.
    class_counts: [u64; CHARACTER_CLASSES],
}

impl<'a> Rows<'a> {
    fn new(texts: &'a CharacterLists) -> Self {
        let len = |&index: &u32| texts.range(index as usize).len() as u32;
        let mut order: Vec<u32> = (0..texts.len() as u32).collect();
        order.sort_by_key(len);
        let class = |&symbol: &u32| symbol.min(CHARACTER_CLASSES as u32 - 1) as u8;
        let classes: Vec<u8> = texts.symbols.par_iter().map(class).collect();
        let mut class_counts = [0; CHARACTER_CLASSES];
        for &class in &classes {
            class_counts[class as usize] += 1;
        }
        Rows {
            texts,
            lens: order.iter().map(len).collect(),
            order,
            classes,
            class_counts,
        }
    }

    fn text(&self, row: usize) -> &'a [u32] {
        self.texts.text(self.order[row] as usize)
    }

    fn len(&self, row: usize) -> usize {
        self.lens[row] as usize
    }

    fn classes(&self, row: usize) -> &[u8] {
        &self.classes[self.texts.range(self.order[row] as usize)]
    }

    /// Deals the classes to parts for texts of up to `len` characters, the rarest to part 0.
    fn part_of_classes(&self, len: usize) -> [u8; CHARACTER_CLASSES] {
        let total: u64 = self.class_counts.iter().sum();
        let fits =
            |count: u64| 100 * count <= PART_PERCENT * total && count * len as u64 <= PART * total;
        let mut part_of = [0; CHARACTER_CLASSES];
        let (mut part, mut filled) = (0, 0);
        for (class, &count) in self.class_counts.iter().enumerate().rev() {
            if filled > 0 && !fits(filled + count) {
                part += 1;
                filled = 0;
            }
            filled += count;
            part_of[class] = part;
        }
        part_of
    }
}

/// The texts of a task, as the filters want them.
#[derive(Default)]
struct Probes {
    /// The first row that may be within reach of each probe.
    firsts: Vec<usize>,
    /// The characters of all probes, each sorted by part.
    classes: Vec<u8>,
    /// Where each probe ends there.
    ends: Vec<usize>,
    counts: Vec<[u8; CHARACTER_CLASSES]>,
    parts: Vec<Part>,
}

impl Probes {
    /// Takes up some rows.
    fn set(
        &mut self,
        rows: &Rows,
        probes: Range<usize>,
        part_of: &[u8; CHARACTER_CLASSES],
        threshold: Threshold,
    ) {
        *self = Probes::default();
        for probe in probes {
            let shortest = threshold.share_rounded_up(rows.len(probe)) as u32;
            self.firsts
                .push(rows.lens[..probe].partition_point(|&len| len < shortest));
            self.add(rows.classes(probe), part_of);
        }
    }

    fn add(&mut self, classes: &[u8], part_of: &[u8; CHARACTER_CLASSES]) {
        // Where the next character of each part goes.
        let mut next = [0u32; CHARACTER_CLASSES + 1];
        for &class in classes {
            next[part_of[class as usize] as usize + 1] += 1;
        }
        for part in 0..CHARACTER_CLASSES {
            next[part + 1] += next[part];
        }
        let start = self.classes.len();
        self.classes.resize(start + classes.len(), 0);
        for &class in classes {
            let next = &mut next[part_of[class as usize] as usize];
            self.classes[start + *next as usize] = class;
            *next += 1;
        }
        for part in 0..=part_of[0] {
            self.parts.push(Part {
                first_class: part_of.partition_point(|&other| other > part) as u8,
                end: next[part as usize],
            });
        }
        self.ends.push(self.classes.len());
        let mut counts = [0u8; CHARACTER_CLASSES];
        for &class in classes {
            let count = &mut counts[class as usize];
            *count = count.saturating_add(1);
        }
        self.counts.push(counts);
    }

    fn get(&self, at: usize, threshold: Threshold) -> Probe<'_> {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        let parts = self.parts.len() / self.ends.len();
        let classes = &self.classes[start..self.ends[at]];
        Probe {
            classes,
            counts: &self.counts[at],
            parts: &self.parts[parts * at..parts * (at + 1)],
            limit: threshold.allowed_edits(classes.len()) as u32,
        }
    }
}

/// One thread's state.
#[derive(Default)]
struct Worker {
    block: Block,
    probes: Probes,
    /// The probes to which the first filters leave texts of the block, and which ones.
    meetings: Vec<(u32, u16)>,
    pieces: Pieces,
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
        probes: Range<usize>,
        threshold: Threshold,
        allow: &impl Fn(usize, usize) -> bool,
    ) {
        self.candidates.resize_with(PROBES_PER_TASK, Vec::new);
        let part_of = rows.part_of_classes(rows.len(probes.end - 1));
        self.probes.set(rows, probes.clone(), &part_of, threshold);
        let mut first_row = self.probes.firsts[0];
        while first_row < probes.end {
            let end = (first_row + LANES).min(rows.order.len());
            let texts = (first_row..end).map(|row| rows.classes(row));
            self.block.set(texts, &part_of);
            self.filter(level, first_row, probes.clone(), threshold);
            self.match_pieces(level, rows, first_row, probes.start, threshold);
            first_row += LANES;
        }
        for (at, probe) in probes.enumerate() {
            self.verify(rows, probe, at, threshold, allow);
        }
    }

    /// Notes the rows of the block that counts and the order of rare characters leave to each probe.
    fn filter(
        &mut self,
        level: Level,
        first_row: usize,
        probes: Range<usize>,
        threshold: Threshold,
    ) {
        for (at, probe) in probes.enumerate() {
            let start = self.probes.firsts[at].max(first_row);
            let end = probe.min(first_row + LANES);
            if start >= end {
                continue;
            }
            let lanes = (u16::MAX << (start - first_row)) & (u16::MAX >> (first_row + LANES - end));
            let probe = self.probes.get(at, threshold);
            let lanes = lanes_in_reach(level, &self.block, probe, lanes);
            if lanes != 0 {
                self.meetings.push((at as u32, lanes));
            }
        }
    }

    /// Turns the meetings of the block into candidates.
    fn match_pieces(
        &mut self,
        level: Level,
        rows: &Rows,
        first_row: usize,
        first_probe: usize,
        threshold: Threshold,
    ) {
        let left: u32 = self
            .meetings
            .iter()
            .map(|(_, lanes)| lanes.count_ones())
            .sum();
        let look_at_pieces = left >= PIECES_PAY_FROM;
        if look_at_pieces {
            let end = (first_row + LANES).min(rows.order.len());
            self.pieces
                .set((first_row..end).map(|row| rows.classes(row)));
        }
        for (at, mut lanes) in self.meetings.drain(..) {
            if look_at_pieces {
                let probe = rows.classes(first_probe + at as usize);
                let edits = threshold.allowed_edits(probe.len());
                lanes = self.pieces.lanes_in_reach(level, probe, edits, lanes);
                if lanes.count_ones() >= LANES_PAY_FROM {
                    lanes = self.pieces.lanes_within(level, probe, edits, lanes);
                }
            }
            while lanes != 0 {
                self.candidates[at as usize].push(first_row as u32 + lanes.trailing_zeros());
                lanes &= lanes - 1;
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
