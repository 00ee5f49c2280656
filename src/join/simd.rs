//! The inner loops of the joins, each in a portable and an AVX2 form that give the same answer; the better one is chosen at run time.
//!
//! All `unsafe` of the joins is in this file: calls of functions that need AVX2, made only after the processor said it has it, and
//! vector loads, each from a slice that is checked to be long enough.

/// Which instructions the loops may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
}

impl Level {
    /// The best level of this processor.
    pub fn detect() -> Level {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt") {
            return Level::Avx2;
        }
        Level::Portable
    }

    /// Every level of this processor, for tests that compare them.
    #[cfg(test)]
    pub fn all() -> Vec<Level> {
        let mut levels = vec![Level::Portable];
        if Level::detect() != Level::Portable {
            levels.push(Level::detect());
        }
        levels
    }
}

/// Two rows that a filter could not rule out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub a: u32,
    pub b: u32,
}

/// 128-bit signatures in two arrays, because most rows are ruled out by the first half alone.
#[derive(Clone, Copy)]
pub(super) struct Signatures<'a> {
    pub low: &'a [u64],
    pub high: &'a [u64],
}

impl<'a> Signatures<'a> {
    /// Some of the rows.
    #[inline]
    pub fn slice(self, rows: std::ops::Range<usize>) -> Self {
        Signatures {
            low: &self.low[rows.clone()],
            high: &self.high[rows],
        }
    }
}

/// Which rows of `a` a row of `b` meets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// All of them.
    Every,
    /// `b` continues at row `.0` of `a`: row `r` of `b` meets the rows of `a` before `.0 + r`.
    Earlier(usize),
}

impl Meeting {
    #[inline]
    fn end(self, row: usize, len: usize) -> usize {
        match self {
            Meeting::Every => len,
            Meeting::Earlier(first) => (first + row).min(len),
        }
    }
}

/// Appends to `hits` all rows whose signatures differ in at most `limit` bits.
pub(super) fn near_signatures(
    level: Level,
    a: Signatures,
    b: Signatures,
    meeting: Meeting,
    limit: u32,
    hits: &mut Vec<Hit>,
) {
    assert!(a.low.len() == a.high.len() && b.low.len() == b.high.len());
    match level {
        Level::Portable => near_signatures_portable(a, b, meeting, limit, hits),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: this level exists only where the processor has AVX2 and popcnt.
        Level::Avx2 => unsafe { x86::near_signatures(a, b, meeting, limit, hits) },
    }
}

#[inline(always)]
fn check_row(a: Signatures, b: Signatures, row_a: usize, row_b: usize, limit: u32) -> bool {
    (a.low[row_a] ^ b.low[row_b]).count_ones() + (a.high[row_a] ^ b.high[row_b]).count_ones()
        <= limit
}

fn near_signatures_portable(
    a: Signatures,
    b: Signatures,
    meeting: Meeting,
    limit: u32,
    hits: &mut Vec<Hit>,
) {
    for row_b in 0..b.low.len() {
        for row_a in 0..meeting.end(row_b, a.low.len()) {
            if (a.low[row_a] ^ b.low[row_b]).count_ones() <= limit
                && check_row(a, b, row_a, row_b, limit)
            {
                hits.push(Hit {
                    a: row_a as u32,
                    b: row_b as u32,
                });
            }
        }
    }
}

/// Asks the processor to fetch `slice[index]` soon; beyond the end it does nothing.
#[inline]
pub(super) fn prefetch<T>(slice: &[T], index: usize) {
    #[cfg(target_arch = "x86_64")]
    if index < slice.len() {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: the address lies inside the slice, and a prefetch reads nothing.
        unsafe { _mm_prefetch(slice.as_ptr().add(index).cast::<i8>(), _MM_HINT_T0) }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (slice, index);
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Hit, Meeting, Signatures, check_row};
    use std::arch::x86_64::*;

    /// Bits set per 64-bit lane, by looking up both halves of each byte.
    #[inline]
    #[target_feature(enable = "avx2,popcnt")]
    fn count_ones_by_lane(x: __m256i) -> __m256i {
        let table = _mm256_setr_epi8(
            0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2,
            3, 3, 4,
        );
        let nibble = _mm256_set1_epi8(0x0f);
        let low = _mm256_shuffle_epi8(table, _mm256_and_si256(x, nibble));
        let high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16::<4>(x), nibble));
        _mm256_sad_epu8(_mm256_add_epi8(low, high), _mm256_setzero_si256())
    }

    #[target_feature(enable = "avx2,popcnt")]
    pub fn near_signatures(
        a: Signatures,
        b: Signatures,
        meeting: Meeting,
        limit: u32,
        hits: &mut Vec<Hit>,
    ) {
        const STEP: usize = 8;
        let limits = _mm256_set1_epi32(limit as i32);
        for (row_b, &signature) in b.low.iter().enumerate() {
            let probe = _mm256_set1_epi64x(signature as i64);
            let end = meeting.end(row_b, a.low.len());
            let blocks = a.low[..end].chunks_exact(STEP);
            let tail = end - blocks.remainder().len();
            for (block, rows) in blocks.enumerate() {
                // SAFETY: a chunk has eight words of eight bytes: two vectors.
                let (first, second) = unsafe {
                    (
                        _mm256_loadu_si256(rows.as_ptr().cast()),
                        _mm256_loadu_si256(rows.as_ptr().add(4).cast()),
                    )
                };
                let first = count_ones_by_lane(_mm256_xor_si256(first, probe));
                let second = count_ones_by_lane(_mm256_xor_si256(second, probe));
                // Counts are at most 64, so two lanes of the second vector fit between those of the first.
                let both = _mm256_or_si256(first, _mm256_slli_epi64::<32>(second));
                let far = _mm256_cmpgt_epi32(both, limits);
                let mut near = !_mm256_movemask_ps(_mm256_castsi256_ps(far)) & 0xff;
                while near != 0 {
                    let bit = near.trailing_zeros() as usize;
                    near &= near - 1;
                    let row_a = block * STEP + bit / 2 + 4 * (bit % 2);
                    if check_row(a, b, row_a, row_b, limit) {
                        hits.push(Hit {
                            a: row_a as u32,
                            b: row_b as u32,
                        });
                    }
                }
            }
            for row_a in tail..end {
                if check_row(a, b, row_a, row_b, limit) {
                    hits.push(Hit {
                        a: row_a as u32,
                        b: row_b as u32,
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fixed stream of numbers without a pattern (splitmix64).
    fn numbers(count: usize, mut seed: u64) -> Vec<u64> {
        (0..count)
            .map(|_| {
                seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut z = seed;
                z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                z ^ (z >> 31)
            })
            .collect()
    }

    #[test]
    fn every_level_finds_the_same_near_signatures() {
        for (rows_a, rows_b) in [(0, 3), (1, 1), (7, 5), (8, 8), (9, 2), (100, 37)] {
            let (low_a, high_a) = (numbers(rows_a, 1), numbers(rows_a, 2));
            let (low_b, high_b) = (numbers(rows_b, 3), numbers(rows_b, 4));
            let a = Signatures {
                low: &low_a,
                high: &high_a,
            };
            let b = Signatures {
                low: &low_b,
                high: &high_b,
            };
            for meeting in [Meeting::Every, Meeting::Earlier(0), Meeting::Earlier(6)] {
                for limit in [0, 20, 40, 58, 64, 70, 128, 200] {
                    let mut expected = Vec::new();
                    for row_b in 0..rows_b {
                        for row_a in 0..meeting.end(row_b, rows_a) {
                            if check_row(a, b, row_a, row_b, limit) {
                                expected.push(Hit {
                                    a: row_a as u32,
                                    b: row_b as u32,
                                });
                            }
                        }
                    }
                    for level in Level::all() {
                        let mut hits = Vec::new();
                        near_signatures(level, a, b, meeting, limit, &mut hits);
                        hits.sort_unstable_by_key(|hit| (hit.b, hit.a));
                        assert_eq!(hits, expected, "{level:?} {rows_a} {rows_b} {limit}");
                    }
                }
            }
        }
    }
}
