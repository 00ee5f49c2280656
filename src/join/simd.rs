//! The inner loops of the joins of words, each in a portable and an AVX2 form that give the same answer; the better one is chosen at
//! run time.
//!
//! All `unsafe` of the joins is in this file, in `blocks.rs` and in `pieces.rs`: calls of functions that need AVX2 or AVX-512, made only after the
//! processor said it has it, and vector loads, each from an array or a slice that is checked to be long enough.

use std::ops::Range;

/// Which instructions the loops may use; each level has those of the ones before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Portable,
    /// AVX2 and popcnt.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-512 F and VPOPCNTDQ; loops without a form of their own take that of AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// The best level of this processor.
    pub fn detect() -> Level {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt") {
            let is_wide =
                is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vpopcntdq");
            return if is_wide { Level::Avx512 } else { Level::Avx2 };
        }
        Level::Portable
    }

    /// Every level of this processor, for tests that compare them.
    #[cfg(test)]
    pub fn all() -> Vec<Level> {
        let levels = [
            Level::Portable,
            #[cfg(target_arch = "x86_64")]
            Level::Avx2,
            #[cfg(target_arch = "x86_64")]
            Level::Avx512,
        ];
        let best = Level::detect();
        levels.into_iter().filter(|&level| level <= best).collect()
    }
}

/// Two rows that a filter could not rule out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub a: u32,
    pub b: u32,
}

/// 128-bit signatures, the halves in two arrays, so that one vector holds the same half of several rows.
#[derive(Clone, Copy)]
pub(super) struct Signatures<'a> {
    pub low: &'a [u64],
    pub high: &'a [u64],
}

/// How many rows more than the last one the arrays of [`Signatures`] must hold, so that a vector may read past a range.
pub(super) const PADDING: usize = 8;

/// Appends to `hits` the rows of `rows_b` and `rows_a` whose signatures differ in at most `limit` bits.
///
/// A row meets only rows before it, so for overlapping ranges no pair comes twice. The order of hits is not fixed.
pub(super) fn near_signatures(
    level: Level,
    signatures: Signatures,
    rows_a: Range<usize>,
    rows_b: Range<usize>,
    limit: u32,
    hits: &mut Vec<Hit>,
) {
    let rows = rows_a.end.max(rows_b.end) + PADDING;
    assert!(rows <= signatures.low.len() && rows <= signatures.high.len());
    if rows_a.end <= rows_b.start && rows_a.len() < rows_b.len() {
        // Few rows against long vectors take fewer steps than the other way round.
        let swapped = hits.len();
        near_signatures_at(level, signatures, rows_b, rows_a, false, limit, hits);
        for hit in &mut hits[swapped..] {
            *hit = Hit { a: hit.b, b: hit.a };
        }
    } else {
        near_signatures_at(level, signatures, rows_a, rows_b, true, limit, hits);
    }
}

fn near_signatures_at(
    level: Level,
    signatures: Signatures,
    rows_a: Range<usize>,
    rows_b: Range<usize>,
    only_earlier: bool,
    limit: u32,
    hits: &mut Vec<Hit>,
) {
    match level {
        Level::Portable => {
            for row_b in rows_b {
                let end = rows_a
                    .end
                    .min(if only_earlier { row_b } else { usize::MAX });
                for row_a in rows_a.start..end {
                    let differing = (signatures.low[row_a] ^ signatures.low[row_b]).count_ones();
                    if differing <= limit {
                        signatures.check(row_a, row_b, limit, hits);
                    }
                }
            }
        }
        #[cfg(target_arch = "x86_64")]
        // SAFETY: these levels exist only where the processor has AVX2 and popcnt, and the caller checked the padding.
        Level::Avx2 | Level::Avx512 => unsafe {
            x86::near_signatures(signatures, rows_a, rows_b, only_earlier, limit, hits);
        },
    }
}

impl Signatures<'_> {
    #[inline(always)]
    fn check(self, a: usize, b: usize, limit: u32, hits: &mut Vec<Hit>) {
        let differing =
            (self.low[a] ^ self.low[b]).count_ones() + (self.high[a] ^ self.high[b]).count_ones();
        if differing <= limit {
            hits.push(Hit {
                a: a as u32,
                b: b as u32,
            });
        }
    }
}

/// How many classes of tokens a [`Sketch`] tells apart.
pub(super) const SKETCH_CLASSES: usize = 64;

/// Lengths of the parts of a vector, each at most 127.
pub(super) type Sketch = [u8; SKETCH_CLASSES];

/// Appends to `hits` the rows whose product with `probe` is at least `least`; no entry may be larger than 127.
pub(super) fn near_sketches(
    level: Level,
    sketches: &[Sketch],
    probe: &Sketch,
    least: i32,
    hits: &mut Vec<u32>,
) {
    match level {
        Level::Portable => {
            for (row, sketch) in sketches.iter().enumerate() {
                if product(sketch, probe) >= least {
                    hits.push(row as u32);
                }
            }
        }
        #[cfg(target_arch = "x86_64")]
        // SAFETY: these levels exist only where the processor has AVX2.
        Level::Avx2 | Level::Avx512 => unsafe { x86::near_sketches(sketches, probe, least, hits) },
    }
}

fn product(a: &Sketch, b: &Sketch) -> i32 {
    a.iter()
        .zip(b)
        .map(|(&a, &b)| i32::from(a) * i32::from(b))
        .sum()
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
pub(super) mod x86 {
    use super::{Hit, PADDING, Range, Signatures, Sketch, product};
    use std::arch::x86_64::*;

    /// Bits set in each byte, by looking up both halves.
    #[inline]
    #[target_feature(enable = "avx2,popcnt")]
    pub fn count_ones_by_byte(x: __m256i) -> __m256i {
        let table = _mm256_setr_epi8(
            0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2,
            3, 3, 4,
        );
        let nibble = _mm256_set1_epi8(0x0f);
        let low = _mm256_shuffle_epi8(table, _mm256_and_si256(x, nibble));
        let high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16::<4>(x), nibble));
        _mm256_add_epi8(low, high)
    }

    /// Differing bits of four signatures with one, a count per 64-bit lane.
    ///
    /// # Safety
    /// Four words must be readable at both addresses.
    #[inline]
    #[target_feature(enable = "avx2,popcnt")]
    unsafe fn differing_bits(
        low: *const u64,
        high: *const u64,
        probe_low: __m256i,
        probe_high: __m256i,
    ) -> __m256i {
        // SAFETY: the caller vouches for four words of eight bytes at each address: one vector.
        let (low, high) = unsafe {
            (
                _mm256_loadu_si256(low.cast()),
                _mm256_loadu_si256(high.cast()),
            )
        };
        let low = count_ones_by_byte(_mm256_xor_si256(low, probe_low));
        let high = count_ones_by_byte(_mm256_xor_si256(high, probe_high));
        _mm256_sad_epu8(_mm256_add_epi8(low, high), _mm256_setzero_si256())
    }

    /// # Safety
    /// `rows_a.end + PADDING` rows must exist.
    #[target_feature(enable = "avx2,popcnt")]
    pub unsafe fn near_signatures(
        signatures: Signatures,
        rows_a: Range<usize>,
        rows_b: Range<usize>,
        only_earlier: bool,
        limit: u32,
        hits: &mut Vec<Hit>,
    ) {
        // Marks of the near rows, eight per byte, are put down first and read later: a loop without calls keeps its constants in registers.
        const STRETCH: usize = 64;
        let mut marks = [0u8; STRETCH];
        let limits = _mm256_set1_epi32(limit as i32);
        let (low, high) = (signatures.low.as_ptr(), signatures.high.as_ptr());
        for row_b in rows_b {
            let probe_low = _mm256_set1_epi64x(signatures.low[row_b] as i64);
            let probe_high = _mm256_set1_epi64x(signatures.high[row_b] as i64);
            let end = rows_a
                .end
                .min(if only_earlier { row_b } else { usize::MAX });
            let mut start = rows_a.start;
            while start < end {
                let steps = (end - start).div_ceil(PADDING).min(STRETCH);
                let mut any = 0;
                for (step, mark) in marks[..steps].iter_mut().enumerate() {
                    // SAFETY: eight rows from here on exist, because of the padding.
                    let (first, second) = unsafe {
                        let row = start + step * PADDING;
                        (
                            differing_bits(low.add(row), high.add(row), probe_low, probe_high),
                            differing_bits(
                                low.add(row + 4),
                                high.add(row + 4),
                                probe_low,
                                probe_high,
                            ),
                        )
                    };
                    // Counts are at most 128, so the lanes of the second vector fit between those of the first.
                    let both = _mm256_or_si256(first, _mm256_slli_epi64::<32>(second));
                    let far = _mm256_cmpgt_epi32(both, limits);
                    *mark = !_mm256_movemask_ps(_mm256_castsi256_ps(far)) as u8;
                    any |= *mark;
                }
                if any != 0 {
                    for (step, mark) in marks[..steps].iter().enumerate() {
                        let mut near = *mark;
                        while near != 0 {
                            let bit = near.trailing_zeros() as usize;
                            near &= near - 1;
                            let row_a = start + step * PADDING + bit / 2 + 4 * (bit % 2);
                            if row_a < end {
                                hits.push(Hit {
                                    a: row_a as u32,
                                    b: row_b as u32,
                                });
                            }
                        }
                    }
                }
                start += steps * PADDING;
            }
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn load(bytes: &[u8; 32]) -> __m256i {
        // SAFETY: 32 bytes are one vector.
        unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
    }

    /// The two vectors of a sketch.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn halves(sketch: &Sketch) -> (__m256i, __m256i) {
        let (parts, _) = sketch.as_chunks::<32>();
        (load(&parts[0]), load(&parts[1]))
    }

    #[target_feature(enable = "avx2")]
    pub fn near_sketches(sketches: &[Sketch], probe: &Sketch, least: i32, hits: &mut Vec<u32>) {
        let (probe_start, probe_end) = halves(probe);
        let limits = _mm_set1_epi32(least.saturating_sub(1));
        let ones = _mm256_set1_epi16(1);
        let (fours, rest) = sketches.as_chunks::<4>();
        for (step, four) in fours.iter().enumerate() {
            // Two products of at most 127 * 127 fit into 16 bits.
            let products = |sketch: &Sketch| {
                let (start, end) = halves(sketch);
                _mm256_add_epi32(
                    _mm256_madd_epi16(_mm256_maddubs_epi16(start, probe_start), ones),
                    _mm256_madd_epi16(_mm256_maddubs_epi16(end, probe_end), ones),
                )
            };
            let early = _mm256_hadd_epi32(products(&four[0]), products(&four[1]));
            let late = _mm256_hadd_epi32(products(&four[2]), products(&four[3]));
            let sums = _mm256_hadd_epi32(early, late);
            let sums = _mm_add_epi32(
                _mm256_castsi256_si128(sums),
                _mm256_extracti128_si256::<1>(sums),
            );
            let mut near = _mm_movemask_ps(_mm_castsi128_ps(_mm_cmpgt_epi32(sums, limits)));
            while near != 0 {
                hits.push(4 * step as u32 + near.trailing_zeros());
                near &= near - 1;
            }
        }
        let tail = 4 * fours.len();
        for (row, sketch) in rest.iter().enumerate() {
            if product(sketch, probe) >= least {
                hits.push((tail + row) as u32);
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
    fn every_level_finds_the_same_sketches() {
        let sketches: Vec<Sketch> = numbers(23, 11)
            .into_iter()
            .map(|seed| {
                let bytes = numbers(8, seed);
                std::array::from_fn(|at| (bytes[at / 8] >> (at % 8 * 8)) as u8 % 128)
            })
            .chain([[127; SKETCH_CLASSES], [0; SKETCH_CLASSES]])
            .collect();
        for least in [-5, 0, 1, 250_000, 265_000, 127 * 127 * 64] {
            for probe in &sketches {
                let expected: Vec<u32> = (0..sketches.len())
                    .filter(|&row| product(&sketches[row], probe) >= least)
                    .map(|row| row as u32)
                    .collect();
                for level in Level::all() {
                    let mut hits = Vec::new();
                    near_sketches(level, &sketches, probe, least, &mut hits);
                    assert_eq!(hits, expected, "{level:?} {least}");
                }
            }
        }
    }

    #[test]
    fn every_level_finds_the_same_near_signatures() {
        let (low, high) = (numbers(120 + PADDING, 1), numbers(120 + PADDING, 2));
        let signatures = Signatures {
            low: &low,
            high: &high,
        };
        let ranges = [
            (0..0, 0..3),
            (0..1, 1..2),
            (0..7, 7..12),
            (3..90, 95..97),
            (5..13, 13..120),
            (0..120, 0..120),
            (10..50, 30..120),
            (4..6, 4..6),
        ];
        for (rows_a, rows_b) in ranges {
            for limit in [0, 20, 40, 58, 64, 70, 128, 200] {
                let mut expected = Vec::new();
                for row_b in rows_b.clone() {
                    for row_a in rows_a.start..rows_a.end.min(row_b) {
                        signatures.check(row_a, row_b, limit, &mut expected);
                    }
                }
                expected.sort_unstable();
                for level in Level::all() {
                    let mut hits = Vec::new();
                    let (a, b) = (rows_a.clone(), rows_b.clone());
                    near_signatures(level, signatures, a, b, limit, &mut hits);
                    hits.sort_unstable();
                    assert_eq!(hits, expected, "{level:?} {rows_a:?} {rows_b:?} {limit}");
                }
            }
        }
    }
}
