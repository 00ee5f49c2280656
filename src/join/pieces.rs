//! Sixteen texts cut into pieces of 64 characters, and which of them are within some edits of another text: the last filters of the join
//! by edits, for texts that the filter in `blocks.rs` cannot tell apart.
//!
//! Both filters look at classes of characters, so that what they count is never more than the true distance. Their loops are plain Rust
//! over all sixteen texts, compiled once for each level of the processor.

use super::blocks::{CHARACTER_CLASSES, LANES};
use super::simd::Level;

/// Characters between two looks at whether any text is left.
const STRETCH: usize = 32;

/// A word for each text.
type Words = [u64; LANES];

/// Several texts, ready to be matched with longer ones.
#[derive(Default)]
pub(super) struct Pieces {
    lens: [usize; LANES],
    /// For each piece, where each class stands, as ones.
    places: Vec<[Words; CHARACTER_CLASSES]>,
    /// For each piece, the places at which the texts have characters.
    filled: Vec<Words>,
    /// For each piece, the last place of those texts that end in it.
    last: Vec<Words>,
    /// The first piece in which a text ends.
    first_end: usize,
    columns: Vec<Column>,
}

/// The differences between neighbouring rows of one piece in the current column of the table of distances.
#[derive(Clone, Copy)]
struct Column {
    up: Words,
    down: Words,
}

impl Pieces {
    /// Takes up to sixteen texts, each a list of classes.
    pub fn set<'a>(&mut self, texts: impl Iterator<Item = &'a [u8]> + Clone) {
        let longest = texts.clone().map(<[u8]>::len).max().unwrap_or(0);
        let pieces = longest.div_ceil(64).max(1);
        self.lens = [0; LANES];
        self.places.clear();
        self.places.resize(pieces, [[0; LANES]; CHARACTER_CLASSES]);
        self.filled.clear();
        self.filled.resize(pieces, [0; LANES]);
        self.last.clear();
        self.last.resize(pieces, [0; LANES]);
        self.first_end = pieces - 1;
        for (lane, text) in texts.take(LANES).enumerate() {
            self.lens[lane] = text.len();
            for (at, &class) in text.iter().enumerate() {
                self.places[at / 64][class as usize][lane] |= 1 << (at % 64);
                self.filled[at / 64][lane] |= 1 << (at % 64);
            }
            if let Some(last) = text.len().checked_sub(1) {
                self.last[last / 64][lane] = 1 << (last % 64);
                self.first_end = self.first_end.min(last / 64);
            }
        }
    }

    /// Those of `lanes` that may be within `limit` edits of `text`, by the common subsequence of each piece.
    ///
    /// `limit` edits leave all but limit - (longer - shorter) characters of the shorter text in place and order, and shift none by more
    /// than the edits that the lengths leave over. So each piece is matched with the part of `text` that it can reach (bit-parallel,
    /// Hyyrö 2004). `text` is at least as long as each text of `lanes`.
    pub fn lanes_in_reach(&self, level: Level, text: &[u8], limit: usize, lanes: u16) -> u16 {
        match level {
            Level::Portable => self.lanes_in_reach_plain(text, limit, lanes),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: this level exists only where the processor has AVX2 and popcnt.
            Level::Avx2 => unsafe { self.lanes_in_reach_avx2(text, limit, lanes) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: this level exists only where the processor has AVX2, AVX-512 F and VPOPCNTDQ.
            Level::Avx512 => unsafe { self.lanes_in_reach_avx512(text, limit, lanes) },
        }
    }

    /// Those of `lanes` that are within `limit` edits of `text`, by the distance of the lists of classes (Myers 1999).
    ///
    /// `text` is at least as long as each text of `lanes`.
    pub fn lanes_within(&mut self, level: Level, text: &[u8], limit: usize, lanes: u16) -> u16 {
        match level {
            Level::Portable => self.lanes_within_plain(text, limit, lanes),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: this level exists only where the processor has AVX2 and popcnt.
            Level::Avx2 => unsafe { self.lanes_within_avx2(text, limit, lanes) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: this level exists only where the processor has AVX2, AVX-512 F and VPOPCNTDQ.
            Level::Avx512 => unsafe { self.lanes_within_avx512(text, limit, lanes) },
        }
    }

    #[inline(always)]
    fn lanes_in_reach_plain(&self, text: &[u8], limit: usize, mut lanes: u16) -> u16 {
        if lanes == 0 {
            return 0;
        }
        // No alignment within the edits shifts a character further than this, to the left or to the right.
        let in_lanes = |lane: &usize| lanes >> lane & 1 == 1;
        let lens = (0..LANES).filter(in_lanes).map(|lane| self.lens[lane]);
        let (shortest, longest) = lens.fold((usize::MAX, 0), |(shortest, longest), len| {
            (len.min(shortest), len.max(longest))
        });
        let left = limit.saturating_sub(text.len() - longest) / 2;
        let right = (limit + text.len() - shortest) / 2;
        let mut missing = self.lens.map(|len| text.len().saturating_sub(len) as u64);
        for (piece, (places, filled)) in self.places.iter().zip(&self.filled).enumerate() {
            let end = (64 * (piece + 1) + right).min(text.len());
            let start = (64 * piece).saturating_sub(left).min(end);
            let mut open = [u64::MAX; LANES];
            for &class in &text[start..end] {
                let here = &places[class as usize];
                for lane in 0..LANES {
                    let meeting = open[lane] & here[lane];
                    open[lane] = open[lane].wrapping_add(meeting) | (open[lane] & !here[lane]);
                }
            }
            for lane in 0..LANES {
                missing[lane] += u64::from((open[lane] & filled[lane]).count_ones());
            }
            lanes &= within(&missing, limit);
            if lanes == 0 {
                break;
            }
        }
        lanes
    }

    #[inline(always)]
    fn lanes_within_plain(&mut self, text: &[u8], limit: usize, mut lanes: u16) -> u16 {
        let start = Column {
            up: [u64::MAX; LANES],
            down: [0; LANES],
        };
        self.columns.clear();
        self.columns.resize(self.places.len(), start);
        // A text without characters ends in no piece: its distance is the length of the other one.
        let mut distances = self.lens.map(|len| match len {
            0 => text.len() as u64,
            len => len as u64,
        });
        let mut left = text.len();
        for stretch in text.chunks(STRETCH) {
            for &class in stretch {
                // The top row of the table grows by one per column.
                let (mut came_up, mut came_down) = ([1; LANES], [0; LANES]);
                let pieces = self.places.iter().zip(&self.last);
                for (piece, ((places, last), column)) in pieces.zip(&mut self.columns).enumerate() {
                    let here = &places[class as usize];
                    let (mut out_up, mut out_down) = ([0; LANES], [0; LANES]);
                    for lane in 0..LANES {
                        let (up, down) = (column.up[lane], column.down[lane]);
                        let vertical = here[lane] | down;
                        let equal = here[lane] | came_down[lane];
                        let horizontal = (((equal & up).wrapping_add(up)) ^ up) | equal;
                        out_up[lane] = down | !(horizontal | up);
                        out_down[lane] = up & horizontal;
                        let shifted_up = out_up[lane] << 1 | came_up[lane];
                        let shifted_down = out_down[lane] << 1 | came_down[lane];
                        column.up[lane] = shifted_down | !(vertical | shifted_up);
                        column.down[lane] = shifted_up & vertical;
                        came_up[lane] = out_up[lane] >> 63;
                        came_down[lane] = out_down[lane] >> 63;
                    }
                    if piece >= self.first_end {
                        for lane in 0..LANES {
                            distances[lane] += u64::from(out_up[lane] & last[lane] != 0);
                            distances[lane] -= u64::from(out_down[lane] & last[lane] != 0);
                        }
                    }
                }
            }
            left -= stretch.len();
            // Each column that is left lowers the distance by one at most.
            lanes &= within(&distances, limit + left);
            if lanes == 0 {
                break;
            }
        }
        lanes
    }
}

/// The lanes at which `counts` is within the limit.
#[inline(always)]
fn within(counts: &Words, limit: usize) -> u16 {
    let mut within = 0;
    for (lane, &count) in counts.iter().enumerate() {
        within |= u16::from(count <= limit as u64) << lane;
    }
    within
}

/// The plain loops, compiled for wider vectors.
#[cfg(target_arch = "x86_64")]
impl Pieces {
    #[target_feature(enable = "avx2,popcnt")]
    fn lanes_in_reach_avx2(&self, text: &[u8], limit: usize, lanes: u16) -> u16 {
        self.lanes_in_reach_plain(text, limit, lanes)
    }

    #[target_feature(enable = "avx2,popcnt,avx512f,avx512vpopcntdq")]
    fn lanes_in_reach_avx512(&self, text: &[u8], limit: usize, lanes: u16) -> u16 {
        self.lanes_in_reach_plain(text, limit, lanes)
    }

    #[target_feature(enable = "avx2,popcnt")]
    fn lanes_within_avx2(&mut self, text: &[u8], limit: usize, lanes: u16) -> u16 {
        self.lanes_within_plain(text, limit, lanes)
    }

    #[target_feature(enable = "avx2,popcnt,avx512f,avx512vpopcntdq")]
    fn lanes_within_avx512(&mut self, text: &[u8], limit: usize, lanes: u16) -> u16 {
        self.lanes_within_plain(text, limit, lanes)
    }
}
