//! The inner loops of the joins, each in a portable and an AVX2 form that give the same answer; the better one is chosen at run time.
//!
//! All `unsafe` of the joins is in this file: calls of functions that need AVX2, made only after the processor said it has it, and
//! vector loads, each from a slice that is checked to be long enough.

use std::ops::Range;

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
        // SAFETY: this level exists only where the processor has AVX2 and popcnt, and the caller checked the padding.
        Level::Avx2 => unsafe {
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

/// Counts of characters in the first and the second half of a text, by class.
pub(super) type Profile = [u8; 64];

/// Counts of character pairs in the first and the second half of a text, by class.
pub(super) type PairProfile = [u8; 512];

/// Which of up to [`LANES`] profiles differ from `probe` by at most `limit` in sum, a bit for each.
pub(super) fn near_profiles(
    level: Level,
    profiles: &[Profile],
    probe: &Profile,
    limit: u32,
) -> u16 {
    let profiles = &profiles[..profiles.len().min(LANES)];
    match level {
        Level::Portable => near_profiles_plain(profiles, probe, limit),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: this level exists only where the processor has AVX2.
        Level::Avx2 => unsafe { x86::near_profiles(profiles, probe, limit) },
    }
}

#[inline(always)]
fn near_profiles_plain(profiles: &[Profile], probe: &Profile, limit: u32) -> u16 {
    let mut near = 0;
    for (lane, profile) in profiles.iter().enumerate() {
        near |= u16::from(sum_of_differences(profile, probe) <= limit) << lane;
    }
    near
}

/// Whether two pair profiles differ by at most `limit` in sum.
pub(super) fn are_pairs_near(level: Level, a: &PairProfile, b: &PairProfile, limit: u32) -> bool {
    match level {
        Level::Portable => sum_of_differences(a, b) <= limit,
        #[cfg(target_arch = "x86_64")]
        // SAFETY: this level exists only where the processor has AVX2.
        Level::Avx2 => unsafe { x86::sum_of_pair_differences(a, b) <= limit },
    }
}

fn sum_of_differences<const N: usize>(a: &[u8; N], b: &[u8; N]) -> u32 {
    a.iter()
        .zip(b)
        .map(|(&a, &b)| u32::from(a.abs_diff(b)))
        .sum()
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
        // SAFETY: this level exists only where the processor has AVX2.
        Level::Avx2 => unsafe { x86::near_sketches(sketches, probe, least, hits) },
    }
}

fn product(a: &Sketch, b: &Sketch) -> i32 {
    a.iter()
        .zip(b)
        .map(|(&a, &b)| i32::from(a) * i32::from(b))
        .sum()
}

/// How many texts [`count_open_rows`] compares with another one at once.
pub(super) const LANES: usize = 16;

/// How many classes of symbols [`count_open_rows`] tells apart.
pub(super) const SYMBOL_CLASSES: usize = 64;

/// One word of each of several texts.
pub(super) type Lanes = [u64; LANES];

/// Adds to `counts` how many of 64 places of each of several texts a longest common subsequence with `text` leaves out.
///
/// `places` says for each symbol at which of the 64 places it stands (Hyyrö 2004), `filled` which places there are.
pub(super) fn count_open_rows(
    level: Level,
    places: &[Lanes; SYMBOL_CLASSES],
    filled: &Lanes,
    text: &[u8],
    counts: &mut [u32; LANES],
) {
    match level {
        Level::Portable => count_open_rows_plain(places, filled, text, counts),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: this level exists only where the processor has AVX2 and popcnt.
        Level::Avx2 => unsafe { x86::count_open_rows(places, filled, text, counts) },
    }
}

#[inline(always)]
fn count_open_rows_plain(
    places: &[Lanes; SYMBOL_CLASSES],
    filled: &Lanes,
    text: &[u8],
    counts: &mut [u32; LANES],
) {
    let mut open = [u64::MAX; LANES];
    for &symbol in text {
        let here = &places[symbol as usize % SYMBOL_CLASSES];
        for lane in 0..LANES {
            let meeting = open[lane] & here[lane];
            open[lane] = open[lane].wrapping_add(meeting) | (open[lane] - meeting);
        }
    }
    for lane in 0..LANES {
        counts[lane] += (open[lane] & filled[lane]).count_ones();
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
    use super::{
        Hit, LANES, Lanes, PADDING, PairProfile, Profile, Range, SYMBOL_CLASSES, Signatures,
        Sketch, count_open_rows_plain, near_profiles_plain, product,
    };
    use std::arch::x86_64::*;

    /// Bits set in each byte, by looking up both halves.
    #[inline]
    #[target_feature(enable = "avx2,popcnt")]
    fn count_ones_by_byte(x: __m256i) -> __m256i {
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

    /// The plain loop, compiled for wider vectors.
    #[target_feature(enable = "avx2,popcnt")]
    pub fn count_open_rows(
        places: &[Lanes; SYMBOL_CLASSES],
        filled: &Lanes,
        text: &[u8],
        counts: &mut [u32; LANES],
    ) {
        count_open_rows_plain(places, filled, text, counts);
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn load(bytes: &[u8; 32]) -> __m256i {
        // SAFETY: 32 bytes are one vector.
        unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
    }

    /// The two vectors of a profile.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn halves(profile: &Profile) -> (__m256i, __m256i) {
        let (parts, _) = profile.as_chunks::<32>();
        (load(&parts[0]), load(&parts[1]))
    }

    #[target_feature(enable = "avx2")]
    pub fn near_profiles(profiles: &[Profile], probe: &Profile, limit: u32) -> u16 {
        let (probe_start, probe_end) = halves(probe);
        let limits = _mm256_set1_epi32(limit as i32);
        let (fours, rest) = profiles.as_chunks::<4>();
        let mut near = 0u16;
        for (step, four) in fours.iter().enumerate() {
            let difference = |profile: &Profile| {
                let (start, end) = halves(profile);
                _mm256_add_epi64(
                    _mm256_sad_epu8(start, probe_start),
                    _mm256_sad_epu8(end, probe_end),
                )
            };
            // Four sums of four lanes each become one vector: 0 1 0 1 | 2 3 2 3.
            let zip = |a, b| _mm256_or_si256(a, _mm256_slli_epi64::<32>(b));
            let early = zip(difference(&four[0]), difference(&four[1]));
            let late = zip(difference(&four[2]), difference(&four[3]));
            let sums = _mm256_add_epi32(
                _mm256_permute2x128_si256::<0x20>(early, late),
                _mm256_permute2x128_si256::<0x31>(early, late),
            );
            let sums = _mm256_add_epi32(sums, _mm256_shuffle_epi32::<0x4e>(sums));
            let far = _mm256_cmpgt_epi32(sums, limits);
            let marks = !_mm256_movemask_ps(_mm256_castsi256_ps(far));
            near |= ((marks & 3 | marks >> 2 & 12) as u16) << (4 * step);
        }
        if !rest.is_empty() {
            near |= near_profiles_plain(rest, probe, limit) << (4 * fours.len());
        }
        near
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

    #[target_feature(enable = "avx2")]
    pub fn sum_of_pair_differences(a: &PairProfile, b: &PairProfile) -> u32 {
        let (parts_a, parts_b) = (a.as_chunks::<32>().0, b.as_chunks::<32>().0);
        let mut sums = _mm256_setzero_si256();
        for (part_a, part_b) in parts_a.iter().zip(parts_b) {
            sums = _mm256_add_epi64(sums, _mm256_sad_epu8(load(part_a), load(part_b)));
        }
        let halves = _mm_add_epi64(
            _mm256_castsi256_si128(sums),
            _mm256_extracti128_si256::<1>(sums),
        );
        (_mm_extract_epi64::<0>(halves) + _mm_extract_epi64::<1>(halves)) as u32
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
    fn every_level_finds_the_same_near_profiles() {
        let profiles: Vec<Profile> = numbers(41, 5)
            .into_iter()
            .map(|seed| {
                let bytes: Vec<u8> = numbers(8, seed)
                    .into_iter()
                    .flat_map(u64::to_le_bytes)
                    .collect();
                std::array::from_fn(|at| bytes[at] % if seed % 3 == 0 { 255 } else { 9 })
            })
            .collect();
        let profiles_probe = profiles[2];
        for limit in [0, 150, 190, 200, 4000, 20_000, u32::MAX >> 1] {
            for rows in [0..16, 3..3, 7..10, 1..14, 25..41] {
                let profiles = &profiles[rows];
                let expected = near_profiles_plain(profiles, &profiles_probe, limit);
                for level in Level::all() {
                    let near = near_profiles(level, profiles, &profiles_probe, limit);
                    assert_eq!(near, expected, "{level:?} {limit}");
                }
            }
        }
        let pairs: Vec<PairProfile> = (0..6)
            .map(|n| std::array::from_fn(|at| profiles[n + at / 64][at % 64]))
            .collect();
        for (a, b) in [(0, 0), (0, 1), (2, 5), (3, 4)] {
            let exact = sum_of_differences(&pairs[a], &pairs[b]);
            for level in Level::all() {
                assert!(are_pairs_near(level, &pairs[a], &pairs[b], exact));
                assert!(exact == 0 || !are_pairs_near(level, &pairs[a], &pairs[b], exact - 1));
            }
        }
    }

    #[test]
    fn every_level_finds_the_same_sketches_and_open_rows() {
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
        let words = numbers(SYMBOL_CLASSES * LANES, 17);
        let places: [Lanes; SYMBOL_CLASSES] =
            std::array::from_fn(|symbol| std::array::from_fn(|lane| words[symbol * LANES + lane]));
        let text: Vec<u8> = numbers(70, 3).iter().map(|n| (n % 64) as u8).collect();
        let count = |level| {
            let mut counts = [1; LANES];
            count_open_rows(level, &places, &places[5], &text, &mut counts);
            counts
        };
        for level in Level::all() {
            assert_eq!(count(level), count(Level::Portable), "{level:?}");
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
