//! Matrix products of bytes, for networks so large that time is all in them.
//!
//! As [`products`](super::products), but inputs are rounded to bytes too, with one scale per row: an instruction of today's processors multiplies
//! four times as many of them at once as of their doubles. The sums are whole numbers, hence the same on every machine and on each code path.
//!
//! That instruction takes one factor without a sign. So the weights are stored larger by 128, and what that adds to a sum, as many times the
//! sum of the inputs, is taken off at the end.

#[cfg(target_arch = "x86_64")]
use super::rows::in_blocks;
use super::rows::{Rounded, round, scale};

/// Outputs that are computed together, and to a multiple of which matrices are padded.
const STRIP: usize = 16;
/// Inputs that are multiplied together.
const QUAD: usize = 4;
/// What was added to each weight.
const SHIFT: i32 = 128;
/// Largest rounded input.
const INPUT_MAX: f32 = 127.0;
/// Inputs of one product, at most: with as many times 127 * 255 the sum stays below 2^31.
pub const MOST_INPUTS: usize = 65_536;

/// A weight matrix, ready for use.
#[derive(Debug, Clone)]
pub struct ByteMatrix {
    quads: &'static [u8],
    scales: Vec<f32>,
    inputs: usize,
    outputs: usize,
}

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    bytes: Vec<i8>,
    doubles: Vec<i16>,
    rows: Vec<Row>,
}

/// What belongs to one rounded row of the input.
#[derive(Debug, Default, Clone, Copy)]
struct Row {
    scale: f32,
    /// What the shift of the weights adds to each sum.
    shifted: i32,
}

impl ByteMatrix {
    /// Rows and columns of the padded weights of so many inputs and outputs.
    pub fn padded(inputs: usize, outputs: usize) -> (usize, usize) {
        (
            inputs.next_multiple_of(QUAD),
            outputs.next_multiple_of(STRIP),
        )
    }

    /// A matrix whose weights lie ready, as [`ByteMatrix::padded`] of them, each larger by 128: a strip of 16 outputs after the other, in these fours of inputs,
    /// in these the outputs of the strip, with four weights each. As many scales as padded outputs.
    pub fn packed(inputs: usize, outputs: usize, weights: &'static [u8], scales: Vec<f32>) -> Self {
        let (rows, padded) = Self::padded(inputs, outputs);
        assert!(inputs <= MOST_INPUTS, "sums of more inputs might overflow");
        assert_eq!((weights.len(), scales.len()), (rows * padded, padded));
        ByteMatrix {
            quads: weights,
            scales,
            inputs,
            outputs: padded,
        }
    }

    /// Numbers in one row of the result: the outputs, padded.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// `out = input * self`, row by row; `scratch` is kept by the caller to save allocations.
    pub fn multiply(&self, input: &[f32], out: &mut Vec<f32>, scratch: &mut Scratch) {
        out.clear();
        out.resize(input.len() / self.inputs * self.outputs, 0.0);
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("avx512f") && has!("avx512bw") && has!("avx512vnni") {
                // SAFETY: these were just found on this processor.
                return unsafe { self.fastest(input, out, scratch) };
            }
            if has!("avx2") {
                // SAFETY: AVX2 was just found on this processor.
                return unsafe { self.fast(input, out, scratch) };
            }
        }
        self.portable(input, out, scratch);
    }

    fn portable(&self, input: &[f32], out: &mut [f32], scratch: &mut Scratch) {
        let padded = self.round_all(input, &mut scratch.doubles, &mut scratch.rows);
        for (strip, weights) in self.strips(padded) {
            for (at, row) in scratch.rows.iter().enumerate() {
                let sums = tile_portable(&scratch.doubles[at * padded..][..padded], weights);
                self.store(at, *row, strip, &sums, out);
            }
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn fast(&self, input: &[f32], out: &mut [f32], scratch: &mut Scratch) {
        let padded = self.round_all(input, &mut scratch.doubles, &mut scratch.rows);
        let rows = &scratch.rows;
        for (strip, weights) in self.strips(padded) {
            in_blocks!(
                tile_fast,
                scratch.doubles,
                rows.len(),
                weights,
                [3, 2, 1],
                |at, sums| { self.store(at, rows[at], strip, sums, out) }
            );
        }
    }

    /// A whole strip in one vector, and more rows at once.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn fastest(&self, input: &[f32], out: &mut [f32], scratch: &mut Scratch) {
        let padded = self.round_all(input, &mut scratch.bytes, &mut scratch.rows);
        let rows = &scratch.rows;
        for (strip, weights) in self.strips(padded) {
            in_blocks!(
                tile_fastest,
                scratch.bytes,
                rows.len(),
                weights,
                [12, 4, 3, 2, 1],
                |at, sums| { self.store(at, rows[at], strip, sums, out) }
            );
        }
    }

    fn strips(&self, padded: usize) -> impl Iterator<Item = (usize, &[u8])> {
        self.quads.chunks_exact(padded * STRIP).enumerate()
    }

    /// Rounds all rows; returns their padded width.
    #[inline(always)]
    fn round_all<T: Rounded>(
        &self,
        input: &[f32],
        rounded: &mut Vec<T>,
        rows: &mut Vec<Row>,
    ) -> usize {
        let padded = self.inputs.next_multiple_of(QUAD);
        rounded.clear();
        rounded.resize(input.len() / self.inputs * padded, T::default());
        let both = input.chunks_exact(self.inputs);
        let both = both.zip(rounded.chunks_exact_mut(padded));
        rows.clear();
        rows.extend(both.map(|(row, rounded)| Row {
            scale: round(row, INPUT_MAX, rounded),
            shifted: SHIFT * rounded.iter().map(|&v| v.into()).sum::<i32>(),
        }));
        padded
    }

    #[inline(always)]
    fn store(&self, at: usize, row: Row, strip: usize, sums: &[i32; STRIP], out: &mut [f32]) {
        let sums = sums.map(|sum| sum - row.shifted);
        let out = &mut out[at * self.outputs + strip * STRIP..][..STRIP];
        scale(
            &sums,
            row.scale,
            &self.scales[strip * STRIP..][..STRIP],
            out,
        );
    }
}

/// Sums for one row and [`STRIP`] outputs: the plain twin of the two others.
fn tile_portable(row: &[i16], weights: &[u8]) -> [i32; STRIP] {
    let mut sums = [0i32; STRIP];
    for (inputs, weights) in row
        .chunks_exact(QUAD)
        .zip(weights.chunks_exact(QUAD * STRIP))
    {
        for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(QUAD)) {
            for (&input, &weight) in inputs.iter().zip(weights) {
                *sum += i32::from(input) * i32::from(weight);
            }
        }
    }
    sums
}

/// Sums for `R` rows and [`STRIP`] outputs, in doubles: the instruction for bytes would saturate.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn tile_fast<const R: usize>(rows: &[i16], weights: &[u8]) -> [[i32; STRIP]; R] {
    use std::arch::x86_64::{
        __m128i, __m256i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepu8_epi16,
        _mm256_madd_epi16, _mm256_set1_epi64x, _mm256_setzero_si256, _mm256_storeu_si256,
    };
    let padded = weights.len() / STRIP;
    let left: [&[i16]; R] = std::array::from_fn(|r| &rows[r * padded..(r + 1) * padded]);
    // Four outputs to a vector, of each the sum of the first and of the last two of each four inputs.
    let mut sums = [[_mm256_setzero_si256(); R]; 4];
    for (k, part) in weights.chunks_exact(QUAD * STRIP).enumerate() {
        for (part, sums) in part.chunks_exact(4 * QUAD).zip(&mut sums) {
            // SAFETY: `part` holds 16 bytes, one unaligned vector.
            let weights = unsafe { _mm_loadu_si128(part.as_ptr().cast::<__m128i>()) };
            let weights = _mm256_cvtepu8_epi16(weights);
            for (sum, row) in sums.iter_mut().zip(&left) {
                // SAFETY: `weights` has `padded / 4` such parts, so 4k + 3 < padded and the four numbers are inside the row.
                let four = unsafe { row.as_ptr().add(QUAD * k).cast::<i64>().read_unaligned() };
                let products = _mm256_madd_epi16(_mm256_set1_epi64x(four), weights);
                *sum = _mm256_add_epi32(*sum, products);
            }
        }
    }
    let mut out = [[0i32; STRIP]; R];
    for (quarter, sums) in sums.iter().enumerate() {
        for (out, sum) in out.iter_mut().zip(sums) {
            let mut halves = [0i32; 8];
            // SAFETY: `halves` holds 8 numbers of 32 bits, one unaligned vector.
            unsafe { _mm256_storeu_si256(halves.as_mut_ptr().cast::<__m256i>(), *sum) };
            for (sum, halves) in out[4 * quarter..].iter_mut().zip(halves.chunks_exact(2)) {
                *sum = halves[0] + halves[1];
            }
        }
    }
    out
}

/// The same with the instruction that multiplies and sums four bytes, and does not saturate.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
#[inline]
fn tile_fastest<const R: usize>(rows: &[i8], weights: &[u8]) -> [[i32; STRIP]; R] {
    use std::arch::x86_64::{
        _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512,
        _mm512_storeu_si512,
    };
    let padded = weights.len() / STRIP;
    let left: [&[i8]; R] = std::array::from_fn(|r| &rows[r * padded..(r + 1) * padded]);
    let mut sums = [_mm512_setzero_si512(); R];
    for (k, part) in weights.chunks_exact(QUAD * STRIP).enumerate() {
        // SAFETY: `part` holds 64 bytes, one unaligned vector.
        let weights = unsafe { _mm512_loadu_si512(part.as_ptr().cast()) };
        for r in 0..R {
            // SAFETY: `weights` has `padded / 4` such parts, so 4k + 3 < padded and the four numbers are inside the row.
            let four = unsafe {
                left[r]
                    .as_ptr()
                    .add(QUAD * k)
                    .cast::<i32>()
                    .read_unaligned()
            };
            sums[r] = _mm512_dpbusd_epi32(sums[r], weights, _mm512_set1_epi32(four));
        }
    }
    let mut out = [[0i32; STRIP]; R];
    for (out, sums) in out.iter_mut().zip(&sums) {
        // SAFETY: `out` holds 16 numbers of 32 bits, one unaligned vector.
        unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), *sums) };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::rows::numbers;
    use super::*;

    /// Weights as a model file has them.
    fn packed(inputs: usize, outputs: usize, weights: &[i32], scales: &[f32]) -> ByteMatrix {
        let (rows, padded) = ByteMatrix::padded(inputs, outputs);
        let mut quads = vec![SHIFT as u8; rows * padded];
        for (at, &weight) in weights.iter().enumerate() {
            let (i, j) = (at / outputs, at % outputs);
            let quad = (j / STRIP * rows + i / QUAD * QUAD) * STRIP;
            quads[quad + j % STRIP * QUAD + i % QUAD] = (weight + SHIFT) as u8;
        }
        let mut wider = scales.to_vec();
        wider.resize(padded, 0.0);
        ByteMatrix::packed(inputs, outputs, quads.leak(), wider)
    }

    #[test]
    fn all_paths_give_the_same_numbers_to_the_last_bit() {
        for (rows, inputs, outputs) in [(1, 3, 2), (3, 64, 16), (19, 30, 40)] {
            let scales: Vec<f32> = (0..outputs).map(|j| 0.01 + j as f32 / 1000.0).collect();
            let matrix = packed(inputs, outputs, &numbers(inputs * outputs, 2), &scales);
            let input: Vec<f32> = numbers(rows * inputs, 1)
                .iter()
                .map(|&v| v as f32 / 50.0)
                .collect();
            let mut scratch = Scratch::default();
            let mut portable = vec![0.0; rows * matrix.outputs()];
            matrix.portable(&input, &mut portable, &mut scratch);
            let mut out = Vec::new();
            matrix.multiply(&input, &mut out, &mut scratch);
            assert_eq!(out, portable);
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                let mut fast = vec![0.0; out.len()];
                // SAFETY: AVX2 was just found on this processor.
                unsafe { matrix.fast(&input, &mut fast, &mut scratch) };
                assert_eq!(fast, portable);
            }
            assert!(out.iter().any(|&v| v != 0.0));
        }
    }

    #[test]
    fn products_are_close_to_those_in_floating_point() {
        for (rows, inputs, outputs) in [(1, 3, 2), (5, 7, 19), (14, 16, 16)] {
            let input: Vec<f32> = numbers(rows * inputs, 3)
                .iter()
                .map(|&v| v as f32 / 50.0)
                .collect();
            let weights: Vec<i32> = numbers(inputs * outputs, 4)
                .iter()
                .map(|&v| v.max(-127))
                .collect();
            let scales: Vec<f32> = (0..outputs).map(|j| 0.01 + j as f32 / 1000.0).collect();
            let matrix = packed(inputs, outputs, &weights, &scales);
            let mut out = Vec::new();
            matrix.multiply(&input, &mut out, &mut Scratch::default());
            for i in 0..rows {
                for j in 0..outputs {
                    let product =
                        |k: usize| input[i * inputs + k] * weights[k * outputs + j] as f32;
                    let exact: f32 = (0..inputs).map(product).sum::<f32>() * scales[j];
                    // An input of up to 2.56 is off by half of a step of 127, each the other way at worst.
                    let most = inputs as f32 * 127.0 * scales[j] * 2.56 / 254.0;
                    let off = (out[i * matrix.outputs() + j] - exact).abs();
                    assert!(off <= most, "{i} {j}: {off} of {most}");
                }
            }
        }
    }

    #[test]
    fn the_largest_sums_of_many_inputs_do_not_overflow() {
        for weight in [127, -127] {
            let inputs = 3_072;
            let matrix = packed(inputs, 1, &vec![weight; inputs], &[1.0]);
            let mut out = Vec::new();
            matrix.multiply(&vec![-1.0; inputs], &mut out, &mut Scratch::default());
            let exact = -(weight * inputs as i32) as f32;
            assert!((out[0] / exact - 1.0).abs() < 1e-6, "{}", out[0]);
        }
    }
}
