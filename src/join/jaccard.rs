//! The exact Jaccard join of token sets.
//!
//! Two sets that reach the threshold share a token among the rarest few of each (prefix filter). So each token gathers the records that
//! have it in their prefix, and only records of one such list meet. In the list they are ordered by length and by the token's place in
//! the record: lengths and places that cannot reach the needed overlap are left out as whole ranges, and what remains is a dense block
//! of rows against rows, in which 128-bit parity signatures (one bit flipped per token) are compared: the number of differing bits is at
//! most the number of tokens that only one of the two sets has. Survivors are merged. A pair that shares several prefix tokens is
//! kept only in the list of the first token that both have, so no pair is made twice. Records with the same tokens are one record until the end.

use std::ops::Range;

use rayon::prelude::*;

use super::simd::{self, Hit, Level, PADDING, Signatures};
use super::tasks::run_all;
use super::{Pair, Repeats, Threshold, TokenLists, naive};

/// Token places beyond this are treated as this one: the place filter gets weaker there, and a list entry stays small.
const LAST_PLACE: usize = u8::MAX as usize;

/// Rows of `b` per call of the signature filter, so that its hits are worked off while they are few.
const ROWS_PER_CALL: usize = 64;

/// Lists shorter than this are scanned whole: leaving out places saves less there than it costs to look them up.
const SHORT_LIST: usize = 300;

/// How many survivors are gathered before they are merged: enough for the prefetches to run ahead.
const QUEUE: usize = 512;

/// How far ahead of the merge records are fetched.
const AHEAD: usize = 8;

/// Row pairs per task: about a millisecond.
const PAIRS_PER_TASK: u64 = 1 << 21;

/// All pairs of records with Jaccard similarity of at least `threshold` that `allow` admits, ordered by (a, b).
///
/// Two empty records are equal: their similarity is 1. Bags are treated as sets. `allow` is asked about input positions, must give the
/// same answer every time, and is asked only about pairs that reach the threshold.
pub fn jaccard(
    records: &TokenLists,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    jaccard_at(Level::detect(), records, threshold, allow)
}

pub(super) fn jaccard_at(
    level: Level,
    records: &TokenLists,
    threshold: Threshold,
    allow: &(impl Fn(usize, usize) -> bool + Sync),
) -> Vec<Pair> {
    if records.repeats() == Repeats::Keep {
        return jaccard_at(level, &records.to_sets(), threshold, allow);
    }
    if threshold.is_zero() {
        return naive::jaccard(records, threshold, allow);
    }
    let distinct = DistinctRecords::new(records);
    let lists = PrefixLists::new(records, &distinct, threshold);
    let tasks = lists.tasks();
    let bounds = Bounds::new(threshold);
    let found = run_all(
        tasks.len(),
        || Worker::new(level, records, &distinct, &bounds),
        |worker, task| worker.join_list(&lists, tasks[task]),
    );
    drop(lists);
    let mut pairs = Vec::with_capacity(found.iter().map(|worker| worker.found.len()).sum());
    for worker in found {
        for found in worker.found {
            distinct.expand(found, allow, &mut pairs);
        }
    }
    distinct.expand_equals(allow, &mut pairs);
    pairs.par_sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// Records ordered by length, those with equal tokens put together.
struct DistinctRecords {
    /// Input positions; those of one distinct record stand together, the first one represents it.
    members: Vec<u32>,
    /// Where the members of each distinct record begin, and one more for the end.
    first_member: Vec<u32>,
    /// Where the tokens of each distinct record stand in the flat array.
    spans: Vec<Tokens>,
    signature_low: Vec<u64>,
    signature_high: Vec<u64>,
    /// Distinct records of equal length, shortest first.
    runs: Vec<LengthRun>,
}

/// The tokens of one distinct record.
#[derive(Debug, Clone, Copy)]
struct Tokens {
    start: usize,
    len: u32,
}

/// Consecutive distinct records of one length.
#[derive(Debug, Clone, Copy)]
struct LengthRun {
    len: usize,
    start: u32,
    end: u32,
}

/// Two distinct records that reach the threshold.
struct Found {
    a: u32,
    b: u32,
    similarity: f64,
}

impl DistinctRecords {
    fn new(records: &TokenLists) -> Self {
        let signatures: Vec<(u64, u64)> = (0..records.len())
            .into_par_iter()
            .map(|index| signature(records.record(index)))
            .collect();
        // Equal sets have equal signatures, so they come to stand side by side.
        let mut order: Vec<(u32, u64, u32)> = (0..records.len())
            .into_par_iter()
            .map(|index| {
                let len = records.record(index).len() as u32;
                (len, signatures[index].0, index as u32)
            })
            .collect();
        order.par_sort_unstable();
        let mut distinct = DistinctRecords {
            members: Vec::with_capacity(order.len()),
            first_member: Vec::with_capacity(order.len() + 1),
            spans: Vec::new(),
            signature_low: Vec::new(),
            signature_high: Vec::new(),
            runs: Vec::new(),
        };
        for (at, &(len, low, index)) in order.iter().enumerate() {
            let is_repeat = at > 0 && {
                let (len_before, low_before, before) = order[at - 1];
                (len, low) == (len_before, low_before)
                    && records.record(index as usize) == records.record(before as usize)
            };
            if !is_repeat {
                let row = distinct.first_member.len() as u32;
                distinct.first_member.push(at as u32);
                match distinct.runs.last_mut() {
                    Some(run) if run.len == len as usize => run.end = row + 1,
                    _ => distinct.runs.push(LengthRun {
                        len: len as usize,
                        start: row,
                        end: row + 1,
                    }),
                }
            }
            distinct.members.push(index);
        }
        drop(order);
        distinct.first_member.push(distinct.members.len() as u32);
        let rows = distinct.first_member.len() - 1;
        distinct.spans = (0..rows)
            .map(|row| {
                let index = distinct.representative(row);
                Tokens {
                    start: records.start(index),
                    len: records.record(index).len() as u32,
                }
            })
            .collect();
        for row in 0..rows {
            let (low, high) = signatures[distinct.representative(row)];
            distinct.signature_low.push(low);
            distinct.signature_high.push(high);
        }
        distinct
    }

    fn representative(&self, row: usize) -> usize {
        self.members[self.first_member[row] as usize] as usize
    }

    #[inline]
    fn tokens<'r>(&self, records: &'r TokenLists, row: u32) -> &'r [u32] {
        let Tokens { start, len } = self.spans[row as usize];
        &records.flat()[start..start + len as usize]
    }

    fn members(&self, row: u32) -> &[u32] {
        let row = row as usize;
        &self.members[self.first_member[row] as usize..self.first_member[row + 1] as usize]
    }

    /// Writes the pairs of input records behind a pair of distinct ones.
    fn expand(&self, found: Found, allow: &impl Fn(usize, usize) -> bool, pairs: &mut Vec<Pair>) {
        for &a in self.members(found.a) {
            for &b in self.members(found.b) {
                push_allowed(a, b, found.similarity, allow, pairs);
            }
        }
    }

    /// Writes the pairs of records with equal tokens.
    fn expand_equals(&self, allow: &impl Fn(usize, usize) -> bool, pairs: &mut Vec<Pair>) {
        if self.members.len() == self.spans.len() {
            return;
        }
        for row in 0..self.spans.len() as u32 {
            let members = self.members(row);
            for (at, &b) in members.iter().enumerate() {
                for &a in &members[..at] {
                    push_allowed(a, b, 1.0, allow, pairs);
                }
            }
        }
    }
}

fn push_allowed(
    a: u32,
    b: u32,
    similarity: f64,
    allow: &impl Fn(usize, usize) -> bool,
    pairs: &mut Vec<Pair>,
) {
    let (a, b) = (a.min(b), a.max(b));
    if allow(a as usize, b as usize) {
        pairs.push(Pair { a, b, similarity });
    }
}

/// One bit per token is flipped, chosen by the rank, so the 128 most frequent tokens have a bit of their own.
fn signature(record: &[u32]) -> (u64, u64) {
    let mut bits = 0u128;
    for &rank in record {
        bits ^= 1 << (rank % 128);
    }
    (bits as u64, (bits >> 64) as u64)
}

/// For each token the distinct records that have it in their prefix, ordered by (length, place of the token).
struct PrefixLists {
    rows: Vec<u32>,
    places: Vec<u8>,
    /// Where the list of each rank from `first_rank` on begins, and one more for the end.
    starts: Vec<u32>,
    /// Ranks before this one occur in one record only.
    first_rank: u32,
}

/// A part of the work on one list: rows `from..to` of it against all before them.
#[derive(Debug, Clone, Copy)]
struct Task {
    list: u32,
    from: u32,
    to: u32,
}

impl PrefixLists {
    fn new(records: &TokenLists, distinct: &DistinctRecords, threshold: Threshold) -> Self {
        let frequencies = records.frequencies();
        let first_rank = frequencies.partition_point(|&frequency| frequency < 2);
        let flat = records.flat();
        let mut starts = vec![0u32; frequencies.len() - first_rank + 1];
        let prefix_of = |len: usize| len - threshold.share_rounded_up(len) + 1;
        for run in distinct.runs.iter().filter(|run| run.len > 0) {
            let prefix = prefix_of(run.len);
            for row in run.start..run.end {
                let start = distinct.spans[row as usize].start;
                if let Some(soon) = distinct.spans.get(row as usize + AHEAD) {
                    simd::prefetch(flat, soon.start);
                }
                for &rank in &flat[start..start + prefix] {
                    if let Some(list) = (rank as usize).checked_sub(first_rank) {
                        starts[list + 1] += 1;
                    }
                }
            }
        }
        for list in 1..starts.len() {
            starts[list] += starts[list - 1];
        }
        let total = starts[starts.len() - 1] as usize;
        let mut rows = vec![0u32; total];
        let mut places = vec![0u8; total];
        // Place by place inside a length, so every list comes out in the right order without a sort.
        for run in distinct.runs.iter().filter(|run| run.len > 0) {
            for place in 0..prefix_of(run.len) {
                for row in run.start..run.end {
                    let rank = flat[distinct.spans[row as usize].start + place];
                    if let Some(soon) = distinct.spans.get(row as usize + 2 * AHEAD) {
                        simd::prefetch(flat, soon.start + place);
                    }
                    if let Some(list) = (rank as usize).checked_sub(first_rank) {
                        let at = starts[list] as usize;
                        starts[list] += 1;
                        rows[at] = row;
                        places[at] = place.min(LAST_PLACE) as u8;
                    }
                }
            }
        }
        // Filling moved every start to the next one's place.
        starts.rotate_right(1);
        starts[0] = 0;
        PrefixLists {
            rows,
            places,
            starts,
            first_rank: first_rank as u32,
        }
    }

    fn range(&self, list: u32) -> Range<usize> {
        self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize
    }

    /// Long lists cut into slices, heaviest first.
    fn tasks(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        for list in 0..self.starts.len() as u32 - 1 {
            let len = self.range(list).len() as u64;
            if len < 2 {
                continue;
            }
            let slices = (len * len / 2).div_ceil(PAIRS_PER_TASK).min(len);
            for slice in 0..slices {
                tasks.push(Task {
                    list,
                    from: (len * slice / slices) as u32,
                    to: (len * (slice + 1) / slices) as u32,
                });
            }
        }
        tasks.par_sort_unstable_by_key(|task| {
            let cost = u64::from(task.to - task.from) * u64::from(task.to);
            (std::cmp::Reverse(cost), task.list, task.from)
        });
        tasks
    }
}

/// The bounds that the threshold sets for small lengths, looked up instead of divided anew for every block.
struct Bounds {
    threshold: Threshold,
    needed_overlap: Vec<u32>,
}

impl Bounds {
    /// Sums of two lengths up to this one are looked up.
    const MOST: usize = 1 << 12;

    fn new(threshold: Threshold) -> Self {
        Bounds {
            threshold,
            needed_overlap: (0..Self::MOST)
                .map(|sum| threshold.needed_overlap(sum, 0) as u32)
                .collect(),
        }
    }

    #[inline]
    fn needed_overlap(&self, len_a: usize, len_b: usize) -> usize {
        match self.needed_overlap.get(len_a + len_b) {
            Some(&needed) => needed as usize,
            None => self.threshold.needed_overlap(len_a, len_b),
        }
    }
}

/// One thread's state.
struct Worker<'a> {
    level: Level,
    records: &'a TokenLists,
    distinct: &'a DistinctRecords,
    bounds: &'a Bounds,
    /// The list whose signatures and runs are loaded.
    loaded: Option<u32>,
    signature_low: Vec<u64>,
    signature_high: Vec<u64>,
    runs: Vec<ListRun>,
    /// For each run and place, where its rows with at most this place end.
    place_ends: Vec<u32>,
    hits: Vec<Hit>,
    queue: Vec<Candidate>,
    found: Vec<Found>,
}

/// Consecutive entries of a list whose records have one length.
#[derive(Debug, Clone, Copy)]
struct ListRun {
    len: usize,
    start: usize,
    end: usize,
    first_place_end: usize,
    place_ends: usize,
}

/// Two distinct records that passed the filters.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    a: u32,
    b: u32,
}

impl<'a> Worker<'a> {
    fn new(
        level: Level,
        records: &'a TokenLists,
        distinct: &'a DistinctRecords,
        bounds: &'a Bounds,
    ) -> Self {
        Worker {
            level,
            records,
            distinct,
            bounds,
            loaded: None,
            signature_low: Vec::new(),
            signature_high: Vec::new(),
            runs: Vec::new(),
            place_ends: Vec::new(),
            hits: Vec::new(),
            queue: Vec::with_capacity(QUEUE + ROWS_PER_CALL),
            found: Vec::new(),
        }
    }

    fn load(&mut self, list: u32, rows: &[u32], places: &[u8]) {
        if self.loaded == Some(list) {
            return;
        }
        self.loaded = Some(list);
        self.signature_low.clear();
        self.signature_high.clear();
        for (at, &row) in rows.iter().enumerate() {
            if let Some(&soon) = rows.get(at + AHEAD) {
                simd::prefetch(&self.distinct.signature_low, soon as usize);
                simd::prefetch(&self.distinct.signature_high, soon as usize);
            }
            self.signature_low
                .push(self.distinct.signature_low[row as usize]);
            self.signature_high
                .push(self.distinct.signature_high[row as usize]);
        }
        self.signature_low.resize(rows.len() + PADDING, 0);
        self.signature_high.resize(rows.len() + PADDING, 0);

        self.runs.clear();
        self.place_ends.clear();
        let mut lengths = self.distinct.runs.iter();
        let mut start = 0;
        while start < rows.len() {
            // Rows stand in the order of lengths, so the length of the next one is always found further on.
            let Some(length) = lengths.find(|length| rows[start] < length.end) else {
                break;
            };
            let first_place_end = self.place_ends.len();
            let mut end = start;
            while end < rows.len() && rows[end] < length.end {
                while self.place_ends.len() - first_place_end < usize::from(places[end]) {
                    self.place_ends.push(end as u32);
                }
                end += 1;
            }
            self.place_ends.push(end as u32);
            self.runs.push(ListRun {
                len: length.len,
                start,
                end,
                first_place_end,
                place_ends: self.place_ends.len() - first_place_end,
            });
            start = end;
        }
    }

    /// Where the rows of a run end in which the token stands at `last` or before.
    #[inline]
    fn place_end(&self, run: ListRun, last: usize) -> usize {
        let last = last.min(LAST_PLACE).min(run.place_ends - 1);
        self.place_ends[run.first_place_end + last] as usize
    }

    fn join_list(&mut self, lists: &PrefixLists, task: Task) {
        let range = lists.range(task.list);
        let rows = &lists.rows[range.clone()];
        let token = lists.first_rank + task.list;
        self.load(task.list, rows, &lists.places[range]);
        let is_short = rows.len() < SHORT_LIST;
        let window = task.from as usize..task.to as usize;
        let mut shortest_run = 0;
        for at_b in 0..self.runs.len() {
            let run_b = self.runs[at_b];
            if run_b.end <= window.start {
                continue;
            }
            if run_b.start >= window.end {
                break;
            }
            let shortest = self.bounds.threshold.share_rounded_up(run_b.len);
            while self.runs[shortest_run].len < shortest {
                shortest_run += 1;
            }
            if is_short {
                // No shorter partner may differ in more tokens than one of equal length, but for one token of rounding.
                let needed = self.bounds.needed_overlap(run_b.len, run_b.len);
                let rows_a = self.runs[shortest_run].start..run_b.end;
                let limit = 2 * (run_b.len - needed) + 1;
                self.scan(rows, token, rows_a, run_b.start..run_b.end, limit);
                continue;
            }
            for at_a in (shortest_run..=at_b).rev() {
                let run_a = self.runs[at_a];
                let needed = self.bounds.needed_overlap(run_a.len, run_b.len);
                if needed > run_a.len {
                    break;
                }
                // The token is the first common one, so all common tokens stand at its place or later.
                let rows_a = run_a.start..self.place_end(run_a, run_a.len - needed);
                let rows_b = run_b.start.max(window.start)
                    ..self.place_end(run_b, run_b.len - needed).min(window.end);
                if !rows_a.is_empty() && rows_b.start < rows_b.end {
                    let limit = run_a.len + run_b.len - 2 * needed;
                    self.scan(rows, token, rows_a, rows_b, limit);
                }
            }
        }
        self.verify(token);
    }

    /// Compares signatures of two ranges of the loaded list and queues what passes.
    fn scan(
        &mut self,
        rows: &[u32],
        token: u32,
        rows_a: Range<usize>,
        rows_b: Range<usize>,
        limit: usize,
    ) {
        let mut start = rows_b.start;
        while start < rows_b.end {
            let end = (start + ROWS_PER_CALL).min(rows_b.end);
            self.hits.clear();
            simd::near_signatures(
                self.level,
                Signatures {
                    low: &self.signature_low,
                    high: &self.signature_high,
                },
                rows_a.clone(),
                start..end,
                limit as u32,
                &mut self.hits,
            );
            for hit in &self.hits {
                self.queue.push(Candidate {
                    a: rows[hit.a as usize],
                    b: rows[hit.b as usize],
                });
            }
            if self.queue.len() >= QUEUE {
                self.verify(token);
            }
            start = end;
        }
    }

    /// Merges the queued candidates and keeps those that reach the threshold.
    fn verify(&mut self, token: u32) {
        let flat = self.records.flat();
        let starts = &self.distinct.spans;
        for (at, candidate) in self.queue.iter().enumerate() {
            if let Some(later) = self.queue.get(at + 2 * AHEAD) {
                simd::prefetch(starts, later.a as usize);
                simd::prefetch(starts, later.b as usize);
            }
            if let Some(soon) = self.queue.get(at + AHEAD) {
                for row in [soon.a, soon.b] {
                    let start = starts[row as usize].start;
                    simd::prefetch(flat, start);
                    simd::prefetch(flat, start + 16);
                }
            }
            let tokens_a = self.distinct.tokens(self.records, candidate.a);
            let tokens_b = self.distinct.tokens(self.records, candidate.b);
            let needed = self.bounds.needed_overlap(tokens_a.len(), tokens_b.len());
            if let Some(overlap) = overlap_from(tokens_a, tokens_b, token, needed) {
                let union = tokens_a.len() + tokens_b.len() - overlap;
                self.found.push(Found {
                    a: candidate.a,
                    b: candidate.b,
                    similarity: overlap as f64 / union as f64,
                });
            }
        }
        self.queue.clear();
    }
}

/// The overlap of two sorted sets, if it is at least `needed` and `token` is the first common token.
fn overlap_from(a: &[u32], b: &[u32], token: u32, needed: usize) -> Option<usize> {
    let (mut at_a, mut at_b) = (0, 0);
    loop {
        let (rank_a, rank_b) = (*a.get(at_a)?, *b.get(at_b)?);
        if rank_a == rank_b {
            if rank_a != token {
                return None;
            }
            break;
        }
        at_a += usize::from(rank_a < rank_b);
        at_b += usize::from(rank_b < rank_a);
    }
    let mut overlap = 0;
    while at_a < a.len() && at_b < b.len() {
        if overlap + (a.len() - at_a).min(b.len() - at_b) < needed {
            return None;
        }
        let (rank_a, rank_b) = (a[at_a], b[at_b]);
        overlap += usize::from(rank_a == rank_b);
        at_a += usize::from(rank_a <= rank_b);
        at_b += usize::from(rank_b <= rank_a);
    }
    (overlap >= needed).then_some(overlap)
}
