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
    /// How many characters of each class there are, 255 at most; four classes of a text stand together.
    pub counts: [[[u8; 4]; LANES]; CHARACTER_CLASSES / 4],
    /// Where each class stands among the first 64 characters of its part, as ones.
    pub places: [[u64; LANES]; CHARACTER_CLASSES],
    /// For each part, which of the 64 places are taken, as ones.
    pub filled: Vec<[u64; LANES]>,
}

impl Default for Block {
    fn default() -> Self {
        Block {
            lens: [0; LANES],
            counts: [[[0; 4]; LANES]; CHARACTER_CLASSES / 4],
            places: [[0; LANES]; CHARACTER_CLASSES],
            filled: Vec::new(),
        }
    }
}

impl Block {
    /// Takes up to sixteen texts, each a list of classes, which `part_of` deals to parts, the rarest to part 0.
    pub fn set<'a>(
        &mut self,
        texts: impl Iterator<Item = &'a [u8]>,
        part_of: &[u8; CHARACTER_CLASSES],
    ) {
        *self = Block {
            filled: std::mem::take(&mut self.filled),
            ..Block::default()
        };
        self.filled.clear();
        self.filled.resize(part_of[0] as usize + 1, [0; LANES]);
        for (lane, text) in texts.take(LANES).enumerate() {
            self.lens[lane] = text.len() as u32;
            // The next place of each part; it leaves the word after the last one.
            let mut next = [1u64; CHARACTER_CLASSES];
            for &class in text {
                let class = class as usize;
                let next = &mut next[part_of[class] as usize];
                self.places[class][lane] |= *next;
                *next <<= 1;
                let count = &mut self.counts[class / 4][lane][class % 4];
                *count = count.saturating_add(1);
            }
            for (filled, next) in self.filled.iter_mut().zip(next) {
                filled[lane] = next.wrapping_sub(1);
            }
        }
    }
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
    let len = probe.classes.len() as u32;
    // Texts that are longer are not asked for.
    let mut missing = block.lens.map(|shorter| len.wrapping_sub(shorter));
    let all = missing_by_count(block, probe, CHARACTER_CLASSES);
    let mut lanes = lanes & near(&missing, &all, probe.limit);
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
            let left_out = (open[lane] & filled[lane]).count_ones();
            missing[lane] = missing[lane].wrapping_add(left_out);
        }
        let uncounted = missing_by_count(block, probe, part.first_class.into());
        lanes &= near(&missing, &uncounted, probe.limit);
        start = end;
    }
    lanes
}

/// The counts of the probe in four classes, as far as they are among the most frequent `classes`; no text has more of the others.
#[inline(always)]
fn quad(probe: Probe, at: usize, classes: usize) -> [u8; 4] {
    std::array::from_fn(|of| {
        let class = 4 * at + of;
        if class < classes {
            probe.counts[class]
        } else {
            u8::MAX
        }
    })
}

/// How many characters of the most frequent `classes` each text has more than the probe; every fourth class together counts up to 255.
fn missing_by_count(block: &Block, probe: Probe, classes: usize) -> [u32; LANES] {
    let mut missing = [[0u8; 4]; LANES];
    for (at, counts) in block.counts[..classes.div_ceil(4)].iter().enumerate() {
        let quad = quad(probe, at, classes);
        for lane in 0..LANES {
            for of in 0..4 {
                let more = counts[lane][of].saturating_sub(quad[of]);
                missing[lane][of] = missing[lane][of].saturating_add(more);
            }
        }
    }
    missing.map(|missing| missing.into_iter().map(u32::from).sum())
}

/// The lanes at which `missing` and `more` together are within the limit.
fn near(missing: &[u32; LANES], more: &[u32; LANES], limit: u32) -> u16 {
    let mut near = 0;
    for lane in 0..LANES {
        near |= u16::from(missing[lane].wrapping_add(more[lane]) <= limit) << lane;
    }
    near
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::super::simd::x86::count_ones_by_byte;
    use super::{Block, CHARACTER_CLASSES, LANES, Probe, STRETCH, quad};
    use std::arch::x86_64::*;

    /// A number for each of sixteen texts.
    type Numbers = [__m256i; 2];

    /// Like `missing_by_count` outside.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn missing_by_count(block: &Block, probe: Probe, classes: usize) -> Numbers {
        let mut missing = [_mm256_setzero_si256(); 2];
        let full = classes / 4;
        let mut count = |at: usize, quad: [u8; 4]| {
            let quad = _mm256_set1_epi32(i32::from_ne_bytes(quad));
            let (eights, _) = block.counts[at].as_chunks::<8>();
            for (missing, counts) in missing.iter_mut().zip(eights) {
                // SAFETY: four bytes of eight texts are one vector.
                let counts = unsafe { _mm256_loadu_si256(counts.as_ptr().cast()) };
                *missing = _mm256_adds_epu8(*missing, _mm256_subs_epu8(counts, quad));
            }
        };
        for (at, &quad) in probe.counts.as_chunks::<4>().0[..full].iter().enumerate() {
            count(at, quad);
        }
        if !classes.is_multiple_of(4) {
            count(full, quad(probe, full, classes));
        }
        let (bytes, pairs) = (_mm256_set1_epi8(1), _mm256_set1_epi16(1));
        missing.map(|missing| _mm256_madd_epi16(_mm256_maddubs_epi16(missing, bytes), pairs))
    }

    /// How many characters the probe has more than each text; nothing of use where it has less.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn excess(block: &Block, probe: Probe) -> Numbers {
        let len = _mm256_set1_epi32(probe.classes.len() as i32);
        let (eights, _) = block.lens.as_chunks::<8>();
        // SAFETY: eight numbers are one vector.
        let lens = |at: usize| unsafe { _mm256_loadu_si256(eights[at].as_ptr().cast()) };
        [
            _mm256_sub_epi32(len, lens(0)),
            _mm256_sub_epi32(len, lens(1)),
        ]
    }

    /// The lanes of `lanes` that the lengths and the counts of all classes leave.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn near_by_count(block: &Block, probe: Probe, lanes: u16) -> u16 {
        let limit = _mm256_set1_epi32(probe.limit as i32);
        let excess = excess(block, probe);
        let missing = missing_by_count(block, probe, CHARACTER_CLASSES);
        let far = |at: usize| {
            let beyond = _mm256_cmpgt_epi32(_mm256_add_epi32(excess[at], missing[at]), limit);
            _mm256_movemask_ps(_mm256_castsi256_ps(beyond)) as u16
        };
        lanes & !(far(0) | far(1) << 8)
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

    /// Each number as a word.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn words(numbers: Numbers) -> Words {
        let [low, high] = numbers;
        [
            _mm256_cvtepi32_epi64(_mm256_castsi256_si128(low)),
            _mm256_cvtepi32_epi64(_mm256_extracti128_si256::<1>(low)),
            _mm256_cvtepi32_epi64(_mm256_castsi256_si128(high)),
            _mm256_cvtepi32_epi64(_mm256_extracti128_si256::<1>(high)),
        ]
    }

    #[target_feature(enable = "avx2,popcnt")]
    pub fn lanes_in_reach_avx2(block: &Block, probe: Probe, lanes: u16) -> u16 {
        let limit = i64::from(probe.limit);
        let mut lanes = near_by_count(block, probe, lanes);
        if lanes == 0 {
            return 0;
        }
        let mut missing = words(excess(block, probe));
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
    fn widen(numbers: Numbers) -> Wide {
        numbers.map(|numbers| _mm512_cvtepi32_epi64(numbers))
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
        let mut lanes = near_by_count(block, probe, lanes);
        if lanes == 0 {
            return 0;
        }
        let mut missing = widen(excess(block, probe));
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

#[cfg(test)]
mod tests {
    use super::super::pieces::Pieces;
    use super::*;
    use proptest::prelude::*;

    /// The least limit at which each filter lets each text pass must be the same on every level and at most the true distance; for the
    /// distance of classes it must be that.
    fn check(probe: &[u8], texts: &[Vec<u8>], part_of: &[u8; CHARACTER_CLASSES]) {
        let texts: Vec<&[u8]> = texts.iter().map(|text| text.as_slice()).collect();
        let asked = (0..texts.len())
            .filter(|&lane| texts[lane].len() <= probe.len())
            .fold(0u16, |lanes, lane| lanes | 1 << lane);
        let distances: Vec<usize> = texts
            .iter()
            .map(|text| strsim::generic_levenshtein(&probe.to_vec(), &text.to_vec()))
            .collect();
        let mut block = Block::default();
        block.set(texts.iter().copied(), part_of);
        let mut pieces = Pieces::default();
        pieces.set(texts.iter().copied());
        let (mut classes, mut parts) = (Vec::new(), Vec::new());
        for part in 0..=part_of[0] {
            classes.extend(
                probe
                    .iter()
                    .filter(|&&class| part_of[class as usize] == part),
            );
            parts.push(Part {
                first_class: part_of.partition_point(|&other| other > part) as u8,
                end: classes.len() as u32,
            });
        }
        let mut counts = [0u8; CHARACTER_CLASSES];
        for &class in probe {
            counts[class as usize] = counts[class as usize].saturating_add(1);
        }
        for limit in 0..=probe.len() {
            let near = (0..texts.len())
                .filter(|&lane| distances[lane] <= limit)
                .fold(0u16, |lanes, lane| lanes | 1 << lane)
                & asked;
            let probe_of_block = Probe {
                classes: &classes,
                counts: &counts,
                parts: &parts,
                limit: limit as u32,
            };
            let by_order = lanes_in_reach(Level::Portable, &block, probe_of_block, asked);
            let by_piece = pieces.lanes_in_reach(Level::Portable, probe, limit, asked);
            assert_eq!(near & !by_order, 0, "order {limit} {probe:?} {texts:?}");
            assert_eq!(near & !by_piece, 0, "pieces {limit} {probe:?} {texts:?}");
            for level in Level::all() {
                let order = lanes_in_reach(level, &block, probe_of_block, asked);
                assert_eq!(
                    order, by_order,
                    "order {level:?} {limit} {probe:?} {texts:?}"
                );
                let piece = pieces.lanes_in_reach(level, probe, limit, asked);
                assert_eq!(
                    piece, by_piece,
                    "pieces {level:?} {limit} {probe:?} {texts:?}"
                );
                let within = pieces.lanes_within(level, probe, limit, asked);
                assert_eq!(
                    within, near,
                    "distance {level:?} {limit} {probe:?} {texts:?}"
                );
            }
        }
    }

    /// Parts of the widths that make the cuts; the most frequent classes get the last part.
    fn parts(widths: &[usize]) -> [u8; CHARACTER_CLASSES] {
        let mut part_of = [0; CHARACTER_CLASSES];
        let (mut part, mut end) = (0, CHARACTER_CLASSES);
        for width in widths {
            let start = end.saturating_sub(*width);
            part_of[start..end].fill(part);
            if start == 0 {
                return part_of;
            }
            part += 1;
            end = start;
        }
        part_of[..end].fill(part);
        part_of
    }

    #[test]
    fn texts_around_word_and_byte_boundaries_keep_the_bounds() {
        let text: Vec<u8> = (0..330usize)
            .map(|n| ((n * n + n / 3) % 37) as u8)
            .collect();
        let texts: Vec<Vec<u8>> = [0, 1, 63, 64, 65, 127, 128, 129, 256, 300]
            .into_iter()
            .map(|len| text[10..10 + len].to_vec())
            .chain([
                vec![0; 300],
                vec![39; 320],
                vec![7; 254],
                text[..319].to_vec(),
            ])
            .collect();
        for part_of in [parts(&[]), parts(&[30, 5, 3]), parts(&[1; 40])] {
            for probe in [
                &text[..320],
                &text[..129],
                &text[..64],
                &[],
                &[0; 310],
                &[39; 320],
            ] {
                check(probe, &texts, &part_of);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn random_texts_keep_the_bounds(
            probe in prop::collection::vec(0..CHARACTER_CLASSES as u8, 0..150),
            others in prop::collection::vec(prop::collection::vec(0..6u8, 0..150), 0..8),
            edits in prop::collection::vec(prop::collection::vec((any::<prop::sample::Index>(), 0..40u8), 0..30), 0..8),
            widths in prop::collection::vec(1..20usize, 0..6),
        ) {
            let edited = edits.iter().map(|edits| {
                let mut text = probe.clone();
                for (at, class) in edits {
                    if !text.is_empty() {
                        let at = at.index(text.len());
                        if class % 2 == 0 { text.remove(at); } else { text[at] = *class; }
                    }
                }
                text
            });
            let texts: Vec<Vec<u8>> = others.into_iter().chain(edited).collect();
            check(&probe, &texts, &parts(&widths));
        }
    }
}
