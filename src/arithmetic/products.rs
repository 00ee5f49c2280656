//! Matrix products in whole numbers.
//!
//! Weights are bytes with one scale per output; inputs are rounded to 14 bits with one scale per row. The sums are whole numbers,
//! hence exact, hence the same on every machine and on each code path; only then comes one multiplication by the scales.

use std::borrow::Cow;

/// Outputs that are computed together, and to a multiple of which matrices are padded.
const STRIP: usize = 16;
/// Rows of the input that share one pass over the weights; twice as many where vectors are twice as wide.
const BLOCK: usize = 6;
/// Largest rounded input. With [`MOST_INPUTS`] inputs of 127 * 8191 the sum stays below 2^31.
const INPUT_MAX: f32 = 8191.0;
/// Inputs of one product, at most.
pub const MOST_INPUTS: usize = 2048;

/// A weight matrix, ready for use: pairs of inputs side by side, as the pairwise multiply-add instruction wants them. Bytes, since
/// the time to fetch the weights from memory counts for sentences of a dozen words.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    pairs: Cow<'static, [i8]>,
    scales: Vec<f32>,
    inputs: usize,
    outputs: usize,
}

impl Matrix {
    /// Puts matrices of the same number of inputs side by side. Each part: weights row after row, and a scale per output.
    pub fn side_by_side(inputs: usize, parts: &[(&[i8], &[f32])]) -> Self {
        assert!(inputs <= MOST_INPUTS, "sums of more inputs might overflow");
        let outputs: usize = parts.iter().map(|(_, scales)| scales.len()).sum();
        let padded = outputs.next_multiple_of(STRIP);
        let mut pairs = vec![0i8; inputs.div_ceil(2) * 2 * padded];
        let mut scales = Vec::with_capacity(padded);
        for &(weights, part) in parts {
            let offset = scales.len();
            for (i, row) in weights.chunks_exact(part.len()).enumerate() {
                for (j, &weight) in row.iter().enumerate() {
                    let (strip, lane) = ((offset + j) / STRIP, (offset + j) % STRIP);
                    // Strip by strip, so that one pass reads memory in order.
                    let at = strip * inputs.div_ceil(2) * 2 * STRIP
                        + i / 2 * 2 * STRIP
                        + lane * 2
                        + i % 2;
                    pairs[at] = weight;
                }
            }
            scales.extend_from_slice(part);
        }
        scales.resize(padded, 0.0);
        Matrix {
            pairs: pairs.into(),
            scales,
            inputs,
            outputs: padded,
        }
    }

    /// Rows and columns of the padded weights of so many inputs and outputs.
    pub fn padded(inputs: usize, outputs: usize) -> (usize, usize) {
        (inputs.next_multiple_of(2), outputs.next_multiple_of(STRIP))
    }

    /// A matrix whose weights lie ready, as [`Matrix::padded`] of them: a strip of 16 outputs after the other, in these pairs of inputs, in these the
    /// outputs of the strip, with two weights each. As many scales as padded outputs.
    pub fn packed(inputs: usize, outputs: usize, weights: &'static [i8], scales: Vec<f32>) -> Self {
        let (rows, padded) = Self::padded(inputs, outputs);
        assert!(inputs <= MOST_INPUTS, "sums of more inputs might overflow");
        assert_eq!((weights.len(), scales.len()), (rows * padded, padded));
        Matrix {
            pairs: Cow::Borrowed(weights),
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
        let rows = input.len() / self.inputs;
        let padded = self.inputs.div_ceil(2) * 2;
        scratch.rounded.clear();
        scratch
            .rounded
            .resize(rows.next_multiple_of(BLOCK) * padded, 0);
        scratch.scales.clear();
        scratch.scales.resize(rows, 0.0);
        out.clear();
        out.resize(rows * self.outputs, 0.0);
        let run = Run {
            matrix: self,
            input,
            rounded: &mut scratch.rounded,
            row_scales: &mut scratch.scales,
            out,
        };
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("avx512f") && has!("avx512bw") && has!("avx512vnni") {
                // SAFETY: these were just found on this processor.
                return unsafe { run.fastest() };
            }
            if has!("avx2") {
                // SAFETY: AVX2 was just found on this processor.
                return unsafe { run.fast() };
            }
        }
        run.portable();
    }
}

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    rounded: Vec<i16>,
    scales: Vec<f32>,
}

/// The products of all rows with each strip in turn, as many rows at once as are left for the sizes given, largest first. A macro, because a
/// function would not be compiled for the instructions of the one that calls it.
#[cfg(target_arch = "x86_64")]
macro_rules! in_blocks {
    ($run:ident, $tile:ident, [$($size:expr),+]) => {
        $run.round_input();
        let padded = $run.matrix.inputs.div_ceil(2) * 2;
        let matrix = $run.matrix;
        let rows = $run.row_scales.len();
        for strip in 0..matrix.outputs / STRIP {
            let weights = &matrix.pairs[strip * padded * STRIP..][..padded * STRIP];
            let mut row = 0;
            $(while rows - row >= $size {
                let sums = $tile::<{ $size }>(&$run.rounded[row * padded..], weights);
                for (r, sums) in sums.iter().enumerate() {
                    $run.store(row + r, strip, sums);
                }
                row += $size;
            })+
        }
    };
}

/// One product under way.
struct Run<'a> {
    matrix: &'a Matrix,
    input: &'a [f32],
    rounded: &'a mut [i16],
    row_scales: &'a mut [f32],
    out: &'a mut [f32],
}

impl Run<'_> {
    #[inline(always)]
    fn round_input(&mut self) {
        let padded = self.matrix.inputs.div_ceil(2) * 2;
        for ((row, rounded), scale) in self
            .input
            .chunks_exact(self.matrix.inputs)
            .zip(self.rounded.chunks_exact_mut(padded))
            .zip(self.row_scales.iter_mut())
        {
            // Without the sign bit, floating-point numbers are ordered like their bit patterns.
            let mut lanes = [0u32; 16];
            let (parts, rest) = row.as_chunks::<16>();
            for part in parts {
                for (lane, v) in lanes.iter_mut().zip(part) {
                    *lane = (v.to_bits() & 0x7fff_ffff).max(*lane);
                }
            }
            for (lane, v) in lanes.iter_mut().zip(rest) {
                *lane = (v.to_bits() & 0x7fff_ffff).max(*lane);
            }
            let largest = f32::from_bits(lanes.into_iter().fold(0, u32::max)).max(1e-20);
            let factor = INPUT_MAX / largest;
            *scale = largest / INPUT_MAX;
            for (rounded, v) in rounded.iter_mut().zip(row) {
                // Adding 1.5 * 2^23 rounds to the nearest whole number, ties to even, and leaves it in the low bits.
                *rounded = (v * factor + 12_582_912.0).to_bits() as i16;
            }
        }
    }

    #[inline(always)]
    fn store(&mut self, row: usize, strip: usize, sums: &[i32; STRIP]) {
        let scales = &self.matrix.scales[strip * STRIP..][..STRIP];
        let out = &mut self.out[row * self.matrix.outputs + strip * STRIP..][..STRIP];
        let scale = self.row_scales[row];
        // Through arrays of fixed length, so that the compiler sees whole vectors.
        let mut results = [0f32; STRIP];
        for ((result, &sum), &output_scale) in results.iter_mut().zip(sums).zip(scales) {
            *result = sum as f32 * (scale * output_scale);
        }
        out.copy_from_slice(&results);
    }

    fn portable(mut self) {
        self.round_input();
        let padded = self.matrix.inputs.div_ceil(2) * 2;
        let matrix = self.matrix;
        for strip in 0..matrix.outputs / STRIP {
            let weights = &matrix.pairs[strip * padded * STRIP..][..padded * STRIP];
            for row in 0..self.row_scales.len() {
                let sums = tile_portable(&self.rounded[row * padded..][..padded], weights);
                self.store(row, strip, &sums);
            }
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn fast(mut self) {
        in_blocks!(self, tile_fast, [BLOCK, 5, 4, 3, 2, 1]);
    }

    /// As [`Run::fast`], a whole strip in one vector and twice as many rows at once.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn fastest(mut self) {
        in_blocks!(self, tile_fastest, [2 * BLOCK, 4, 3, 2, 1]);
    }
}

/// Sums for one row and [`STRIP`] outputs: the plain twin of `tile_fast`.
fn tile_portable(row: &[i16], weights: &[i8]) -> [i32; STRIP] {
    let mut sums = [0i32; STRIP];
    for (pair, weights) in row.chunks_exact(2).zip(weights.chunks_exact(2 * STRIP)) {
        let (a, b) = (i32::from(pair[0]), i32::from(pair[1]));
        for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(2)) {
            *sum += a * i32::from(weights[0]) + b * i32::from(weights[1]);
        }
    }
    sums
}

/// Sums for `R` rows and [`STRIP`] outputs.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn tile_fast<const R: usize>(rows: &[i16], weights: &[i8]) -> [[i32; STRIP]; R] {
    use std::arch::x86_64::{
        __m128i, __m256i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16,
        _mm256_madd_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256,
    };
    let padded = weights.len() / STRIP;
    let left: [&[i16]; R] = std::array::from_fn(|r| &rows[r * padded..(r + 1) * padded]);
    let mut sums = [[_mm256_setzero_si256(); 2]; R];
    for (k, part) in weights.chunks_exact(2 * STRIP).enumerate() {
        // SAFETY: `part` holds 32 bytes, two unaligned vectors of 16.
        let (low, high) = unsafe {
            (
                _mm_loadu_si128(part.as_ptr().cast::<__m128i>()),
                _mm_loadu_si128(part.as_ptr().add(STRIP).cast::<__m128i>()),
            )
        };
        let (low, high) = (_mm256_cvtepi8_epi16(low), _mm256_cvtepi8_epi16(high));
        for r in 0..R {
            // SAFETY: `weights` has `padded / 2` such parts, so 2k + 1 < padded and both numbers are inside the row.
            let pair = unsafe { left[r].as_ptr().add(2 * k).cast::<i32>().read_unaligned() };
            let pair = _mm256_set1_epi32(pair);
            sums[r][0] = _mm256_add_epi32(sums[r][0], _mm256_madd_epi16(pair, low));
            sums[r][1] = _mm256_add_epi32(sums[r][1], _mm256_madd_epi16(pair, high));
        }
    }
    let mut out = [[0i32; STRIP]; R];
    for (out, sums) in out.iter_mut().zip(&sums) {
        // SAFETY: `out` holds 16 numbers of 32 bits, two unaligned vectors.
        unsafe {
            _mm256_storeu_si256(out.as_mut_ptr().cast::<__m256i>(), sums[0]);
            _mm256_storeu_si256(out.as_mut_ptr().add(STRIP / 2).cast::<__m256i>(), sums[1]);
        }
    }
    out
}

/// The same; the instruction sums both products of a pair and adds them without saturation.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
#[inline]
fn tile_fastest<const R: usize>(rows: &[i16], weights: &[i8]) -> [[i32; STRIP]; R] {
    use std::arch::x86_64::{
        __m256i, _mm256_loadu_si256, _mm512_cvtepi8_epi16, _mm512_dpwssd_epi32, _mm512_set1_epi32,
        _mm512_setzero_si512, _mm512_storeu_si512,
    };
    let padded = weights.len() / STRIP;
    let left: [&[i16]; R] = std::array::from_fn(|r| &rows[r * padded..(r + 1) * padded]);
    let mut sums = [_mm512_setzero_si512(); R];
    for (k, part) in weights.chunks_exact(2 * STRIP).enumerate() {
        // SAFETY: `part` holds 32 bytes, one unaligned vector.
        let weights =
            _mm512_cvtepi8_epi16(unsafe { _mm256_loadu_si256(part.as_ptr().cast::<__m256i>()) });
        for r in 0..R {
            // SAFETY: `weights` has `padded / 2` such parts, so 2k + 1 < padded and both numbers are inside the row.
            let pair = unsafe { left[r].as_ptr().add(2 * k).cast::<i32>().read_unaligned() };
            sums[r] = _mm512_dpwssd_epi32(sums[r], _mm512_set1_epi32(pair), weights);
        }
    }
    let mut out = [[0i32; STRIP]; R];
    for (out, sums) in out.iter_mut().zip(&sums) {
        // SAFETY: `out` holds 16 numbers of 32 bits, one unaligned vector.
        unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), *sums) };
    }
    out
}

/// Adds bytes times a scale to a row of numbers.
pub fn add_scaled(sum: &mut [f32], values: &[i8], scale: f32) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 was just found on this processor.
        return unsafe { add_scaled_fast(sum, values, scale) };
    }
    add_scaled_portable(sum, values, scale);
}

/// The same code, compiled for wider vectors; each number is one product and one sum in either width.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn add_scaled_fast(sum: &mut [f32], values: &[i8], scale: f32) {
    add_scaled_portable(sum, values, scale);
}

#[inline(always)]
fn add_scaled_portable(sum: &mut [f32], values: &[i8], scale: f32) {
    for (sum, &v) in sum.iter_mut().zip(values) {
        *sum += f32::from(v) * scale;
    }
}

/// Appends the dot product of a vector with each row of a matrix of its width.
pub fn dots(vector: &[f32], rows: &[f32], out: &mut Vec<f32>) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 was just found on this processor.
        return unsafe { dots_fast(vector, rows, out) };
    }
    dots_portable(vector, rows, out);
}

/// The same code, compiled for wider vectors: the running sums are one of them.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn dots_fast(vector: &[f32], rows: &[f32], out: &mut Vec<f32>) {
    dots_portable(vector, rows, out);
}

#[inline(always)]
fn dots_portable(vector: &[f32], rows: &[f32], out: &mut Vec<f32>) {
    for row in rows.chunks_exact(vector.len()) {
        out.push(dot(vector, row));
    }
}

/// Dot product of two vectors of the same length, in a fixed order of eight running sums.
#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0f32; 8];
    let (a_parts, b_parts) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a_parts
        .remainder()
        .iter()
        .zip(b_parts.remainder())
        .map(|(a, b)| a * b)
        .sum();
    for (a, b) in a_parts.zip(b_parts) {
        for i in 0..8 {
            lanes[i] += a[i] * b[i];
        }
    }
    ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5]))
        + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
        + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, seed: u32) -> Vec<i32> {
        let mut state = seed;
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as i32 - 128
            })
            .collect()
    }

    #[test]
    fn both_paths_give_the_same_sums() {
        let padded = 32;
        let rows: Vec<i16> = numbers(BLOCK * padded, 1)
            .iter()
            .map(|&v| (v * 63) as i16)
            .collect();
        let weights: Vec<i8> = numbers(padded * STRIP, 2)
            .iter()
            .map(|&v| v as i8)
            .collect();
        let portable: Vec<[i32; STRIP]> = rows
            .chunks(padded)
            .map(|row| tile_portable(row, &weights))
            .collect();
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: AVX2 was just found on this processor.
            let fast = unsafe { tile_fast::<BLOCK>(&rows, &weights) };
            assert_eq!(portable, fast);
            // SAFETY: as above.
            let rest = unsafe { tile_fast::<1>(&rows[padded..], &weights) };
            assert_eq!(portable[1..2], rest);
            use std::arch::is_x86_feature_detected as has;
            if has!("avx512f") && has!("avx512bw") && has!("avx512vnni") {
                // SAFETY: these were just found on this processor.
                let fastest = unsafe { tile_fastest::<BLOCK>(&rows, &weights) };
                assert_eq!(portable, fastest);
            }
        }
        assert_ne!(portable[0], portable[1]);
    }

    #[test]
    fn wider_vectors_give_the_same_numbers_to_the_last_bit() {
        for width in [1, 7, 8, 19, 96] {
            let floats = |count: usize, seed: u32| -> Vec<f32> {
                numbers(count, seed)
                    .iter()
                    .map(|&v| v as f32 / 37.0)
                    .collect()
            };
            let (vector, rows) = (floats(width, 5), floats(4 * width, 6));
            let (mut wide, mut narrow) = (Vec::new(), Vec::new());
            dots(&vector, &rows, &mut wide);
            dots_portable(&vector, &rows, &mut narrow);
            let values: Vec<i8> = numbers(width, 7).iter().map(|&v| v as i8).collect();
            let (mut sum, mut twin) = (vector.clone(), vector.clone());
            add_scaled(&mut sum, &values, 0.013);
            add_scaled_portable(&mut twin, &values, 0.013);
            let bits = |v: &[f32]| v.iter().map(|x| x.to_bits()).collect::<Vec<u32>>();
            assert_eq!(
                (bits(&wide), bits(&sum)),
                (bits(&narrow), bits(&twin)),
                "{width}"
            );
            assert_eq!(wide.len(), 4);
        }
    }

    #[test]
    fn products_are_close_to_those_in_floating_point() {
        for (rows, inputs, outputs) in [(1, 3, 2), (5, 7, 19), (4, 16, 16)] {
            let input: Vec<f32> = numbers(rows * inputs, 3)
                .iter()
                .map(|&v| v as f32 / 50.0)
                .collect();
            let weights: Vec<i8> = numbers(inputs * outputs, 4)
                .iter()
                .map(|&v| v as i8)
                .collect();
            let scales: Vec<f32> = (0..outputs).map(|j| 0.01 + j as f32 / 1000.0).collect();
            let matrix = Matrix::side_by_side(inputs, &[(&weights, &scales)]);
            let mut out = Vec::new();
            matrix.multiply(&input, &mut out, &mut Scratch::default());
            let (padded_in, padded_out) = Matrix::padded(inputs, outputs);
            let mut strips = vec![0i8; padded_in * padded_out];
            for (at, &weight) in weights.iter().enumerate() {
                let (i, j) = (at / outputs, at % outputs);
                let pair = (j / STRIP * padded_in + i / 2 * 2) * STRIP;
                strips[pair + j % STRIP * 2 + i % 2] = weight;
            }
            let mut wider = scales.clone();
            wider.resize(padded_out, 0.0);
            let packed = Matrix::packed(inputs, outputs, strips.leak(), wider);
            let mut twin = Vec::new();
            packed.multiply(&input, &mut twin, &mut Scratch::default());
            assert_eq!(out, twin);
            for i in 0..rows {
                for j in 0..outputs {
                    let exact: f32 = (0..inputs)
                        .map(|k| {
                            input[i * inputs + k] * f32::from(weights[k * outputs + j]) * scales[j]
                        })
                        .sum();
                    assert!(
                        (out[i * matrix.outputs() + j] - exact).abs() < 0.02,
                        "{i} {j}"
                    );
                }
            }
        }
    }
}
