//! Which of sixteen texts may have most characters in common with another one, in the same order: the filter of the join by edits.
//!
//! A portable, an AVX2 and an AVX-512 form give the same answer. The vector forms look more often whether any text is left, which only
//! spares steps: a text that they give up early would fail at the end of the part, too.

use super::simd::Level;

/// How many texts are compared with another one at once.
pub(super) const LANES: usize = 16;

/// How many classes of characters [`lanes_in_reach`] tells apart; class 0 is the most frequent one.
pub(super) const CHARACTER_CLASSES: usize = 40;

/// Characters between two looks at what is still missing. From 12 to 24 the time is the same.
const STRETCH: usize = 16;

/// Several texts, ready to be compared with another one. Their characters are dealt to parts by class.
pub(super) struct Block {
    pub lens: [u32; LANES],
    /// How many characters of each class there are, 255 at most.
    pub counts: [[u8; LANES]; CHARACTER_CLASSES],
    /// Where each class stands among the first 64 characters of its part, as ones.
    pub places: [[u64; LANES]; CHARACTER_CLASSES],
    /// For each part, which of the 64 places are taken, as ones.
    pub filled: Vec<[u64; LANES]>,
}

/// A text that is compared with those of a [`Block`].
#[derive(Clone, Copy)]
pub(super) struct Probe<'a> {
    /// The classes of its characters, part after part, in the order of the text within a part.
    pub classes: &'a [u8],
    /// How many characters of each class there are, 255 at most.
    pub counts: &'a [u8; CHARACTER_CLASSES],
    /// The parts, rare classes first.
    pub parts: &'a [Part],
    /// How many of its characters may be left out.
    pub limit: u32,
}

/// A range of classes, and a probe's characters of these classes.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// The most frequent class; the next part ends before it.
    pub first_class: u8,
    /// Where the characters end in [`Probe::classes`].
    pub end: u32,
}

/// Those of `lanes` with which the probe may have all but `limit` of its characters in common, in the same order; each text of `lanes`
/// is at most as long as the probe.
///
/// Left out are as many characters as the probe is longer, and as many as the text has without a partner. These are counted by class
/// for a start; then, part after part, by the longest common subsequence of the characters of the part (bit-parallel, Hyyrö 2004).
pub(super) fn lanes_in_reach(level: Level, block: &Block, probe: Probe, lanes: u16) -> u16 {
    match level {
        Level::Portable => lanes_in_reach_plain(block, probe, lanes),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: this level exists only where the processor has AVX2 and popcnt.
        Level::Avx2 => unsafe { x86::lanes_in_reach_avx2(block, probe, lanes) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: this level exists only where the processor has AVX2, AVX-512 F and VPOPCNTDQ.
        Level::Avx512 => unsafe { x86::lanes_in_reach_avx512(block, probe, lanes) },
    }
}

fn lanes_in_reach_plain(block: &Block, probe: Probe, lanes: u16) -> u16 {
    let mut missing = excess(block, probe);
    let mut lanes = lanes
        & near(
            &missing,
            &missing_by_count(block, probe, CHARACTER_CLASSES),
            probe.limit,
        );
    let mut start = 0;
    for (part, filled) in probe.parts.iter().zip(&block.filled) {
        let end = part.end as usize;
        if lanes == 0 {
            break;
        }
        let mut open = [u64::MAX; LANES];
        for &class in &probe.classes[start..end] {
            let here = &block.places[class as usize];
            for lane in 0..LANES {
                let meeting = open[lane] & here[lane];
                open[lane] = open[lane].wrapping_add(meeting) | (open[lane] & !here[lane]);
            }
        }
        for lane in 0..LANES {
            missing[lane] += u64::from((open[lane] & filled[lane]).count_ones());
        }
        let uncounted = missing_by_count(block, probe, part.first_class.into());
        lanes &= near(&missing, &uncounted, probe.limit);
        start = end;
    }
    lanes
}

/// How many characters the probe is longer than each text; a huge number where it is shorter.
#[inline(always)]
fn excess(block: &Block, probe: Probe) -> [u64; LANES] {
    let len = probe.classes.len() as u32;
    block.lens.map(|shorter| len.wrapping_sub(shorter).into())
}

/// How many characters of the most frequent `classes` each text has more than the probe; 255 stands for more.
#[inline(always)]
fn missing_by_count(block: &Block, probe: Probe, classes: usize) -> [u8; LANES] {
    let mut missing = [0u8; LANES];
    for (counts, &count) in block.counts[..classes].iter().zip(probe.counts) {
        for lane in 0..LANES {
            missing[lane] = missing[lane].saturating_add(counts[lane].saturating_sub(count));
        }
    }
    missing
}

/// The lanes at which `missing` and `more` together are within the limit.
fn near(missing: &[u64; LANES], more: &[u8; LANES], limit: u32) -> u16 {
    let mut near = 0;
    for lane in 0..LANES {
        near |= u16::from(missing[lane] + u64::from(more[lane]) <= limit.into()) << lane;
    }
    near
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::super::simd::x86::count_ones_by_byte;
    use super::{Block, CHARACTER_CLASSES, LANES, Probe, STRETCH, excess};
    use std::arch::x86_64::*;

    /// How many characters of the most frequent `classes` each text has more than the probe; 255 stands for more.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn missing_by_count(block: &Block, probe: Probe, classes: usize) -> __m128i {
        let mut missing = _mm_setzero_si128();
        for (counts, &count) in block.counts[..classes].iter().zip(probe.counts) {
            // SAFETY: sixteen bytes are one vector.
            let counts = unsafe { _mm_loadu_si128(counts.as_ptr().cast()) };
            let more = _mm_subs_epu8(counts, _mm_set1_epi8(count as i8));
            missing = _mm_adds_epu8(missing, more);
        }
        missing
    }

    /// A word of each of sixteen texts.
    type Words = [__m256i; 4];

    #[inline]
    #[target_feature(enable = "avx2")]
    fn load_words(words: &[u64; LANES]) -> Words {
        let (fours, _) = words.as_chunks::<4>();
        // SAFETY: four words are one vector.
        std::array::from_fn(|at| unsafe { _mm256_loadu_si256(fours[at].as_ptr().cast()) })
    }

    /// The lanes at which no sum of `missing` and `more` is beyond the limit.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn near(missing: Words, more: Words, limit: i64) -> u16 {
        let limit = _mm256_set1_epi64x(limit);
        let mut far = 0;
        for at in 0..4 {
            let sums = _mm256_add_epi64(missing[at], more[at]);
            let beyond = _mm256_castsi256_pd(_mm256_cmpgt_epi64(sums, limit));
            far |= _mm256_movemask_pd(beyond) << (4 * at);
        }
        !far as u16
    }

    /// How many bits of each word are set.
    #[inline]
    #[target_feature(enable = "avx2,popcnt")]
    fn count_ones(words: Words) -> Words {
        let none = _mm256_setzero_si256();
        words.map(|word| _mm256_sad_epu8(count_ones_by_byte(word), none))
    }

    /// Each byte as a word.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn words(bytes: __m128i) -> Words {
        [
            _mm256_cvtepu8_epi64(bytes),
            _mm256_cvtepu8_epi64(_mm_srli_si128::<4>(bytes)),
            _mm256_cvtepu8_epi64(_mm_srli_si128::<8>(bytes)),
            _mm256_cvtepu8_epi64(_mm_srli_si128::<12>(bytes)),
        ]
    }

    #[target_feature(enable = "avx2,popcnt")]
    pub fn lanes_in_reach_avx2(block: &Block, probe: Probe, lanes: u16) -> u16 {
        let limit = i64::from(probe.limit);
        let mut missing = load_words(&excess(block, probe));
        let all = words(missing_by_count(block, probe, CHARACTER_CLASSES));
        let mut lanes = lanes & near(missing, all, limit);
        let mut start = 0;
        for (part, filled) in probe.parts.iter().zip(&block.filled) {
            let filled = load_words(filled);
            let end = part.end as usize;
            let mut left = (end - start) as i64;
            // What is missing so far and what later parts miss by count.
            let uncounted = words(missing_by_count(block, probe, part.first_class.into()));
            let base: Words =
                std::array::from_fn(|at| _mm256_add_epi64(missing[at], uncounted[at]));
            let mut open = [_mm256_set1_epi32(-1); 4];
            let mut counts = count_ones(filled);
            for stretch in probe.classes[start..end].chunks(STRETCH) {
                if lanes == 0 {
                    return 0;
                }
                for &class in stretch {
                    let here = load_words(&block.places[class as usize]);
                    for at in 0..4 {
                        let meeting = _mm256_and_si256(open[at], here[at]);
                        let moved = _mm256_add_epi64(open[at], meeting);
                        open[at] = _mm256_or_si256(moved, _mm256_andnot_si256(here[at], open[at]));
                    }
                }
                left -= stretch.len() as i64;
                counts = count_ones(std::array::from_fn(|at| {
                    _mm256_and_si256(open[at], filled[at])
                }));
                // Each character that is left finds one partner at most.
                lanes &= near(base, counts, limit + left);
            }
            for at in 0..4 {
                missing[at] = _mm256_add_epi64(missing[at], counts[at]);
            }
            start = end;
        }
        lanes
    }

    /// Eight words in a vector, twice.
    type Wide = [__m512i; 2];

    #[inline]
    #[target_feature(enable = "avx512f")]
    fn load_wide(words: &[u64; LANES]) -> Wide {
        let (eights, _) = words.as_chunks::<8>();
        // SAFETY: eight words are one vector.
        std::array::from_fn(|at| unsafe { _mm512_loadu_si512(eights[at].as_ptr().cast()) })
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    fn widen(bytes: __m128i) -> Wide {
        [
            _mm512_cvtepu8_epi64(bytes),
            _mm512_cvtepu8_epi64(_mm_srli_si128::<8>(bytes)),
        ]
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    fn add(a: Wide, b: Wide) -> Wide {
        [_mm512_add_epi64(a[0], b[0]), _mm512_add_epi64(a[1], b[1])]
    }

    /// The lanes at which `missing` is within the limit.
    #[inline]
    #[target_feature(enable = "avx512f")]
    fn near_wide(missing: Wide, limit: i64) -> u16 {
        let limits = _mm512_set1_epi64(limit);
        let near = |at: usize| u16::from(_mm512_cmple_epi64_mask(missing[at], limits));
        near(0) | near(1) << 8
    }

    #[target_feature(enable = "avx2,popcnt,avx512f,avx512vpopcntdq")]
    pub fn lanes_in_reach_avx512(block: &Block, probe: Probe, lanes: u16) -> u16 {
        let limit = i64::from(probe.limit);
        let mut missing = load_wide(&excess(block, probe));
        let all = widen(missing_by_count(block, probe, CHARACTER_CLASSES));
        let mut lanes = lanes & near_wide(add(missing, all), limit);
        let mut start = 0;
        for (part, filled) in probe.parts.iter().zip(&block.filled) {
            let end = part.end as usize;
            let filled = load_wide(filled);
            let later = widen(missing_by_count(block, probe, part.first_class.into()));
            let base = add(missing, later);
            let mut left = (end - start) as i64;
            let mut open = [_mm512_set1_epi64(-1); 2];
            let mut counts = filled.map(|filled| _mm512_popcnt_epi64(filled));
            for stretch in probe.classes[start..end].chunks(STRETCH) {
                if lanes == 0 {
                    return 0;
                }
                for &class in stretch {
                    let here = load_wide(&block.places[class as usize]);
                    for at in 0..2 {
                        let meeting = _mm512_and_si512(open[at], here[at]);
                        let moved = _mm512_add_epi64(open[at], meeting);
                        // moved | (open & !here)
                        open[at] = _mm512_ternarylogic_epi64::<0xf4>(moved, open[at], here[at]);
                    }
                }
                left -= stretch.len() as i64;
                for at in 0..2 {
                    counts[at] = _mm512_popcnt_epi64(_mm512_and_si512(open[at], filled[at]));
                }
                // Each character that is left finds one partner at most.
                lanes &= near_wide(add(base, counts), limit + left);
            }
            missing = add(missing, counts);
            start = end;
        }
        lanes
    }
}
