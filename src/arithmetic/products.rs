//! Matrix products in whole numbers.
//!
//! Weights are bytes with one scale per output; inputs are rounded to 14 bits with one scale per row. The sums are whole numbers,
//! hence exact, hence the same on every machine and on each code path; only then comes one multiplication by the scales.

#[cfg(target_arch = "x86_64")]
use super::rows::in_blocks;
use super::rows::{round, scale};

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
    pairs: Vec<i8>,
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
            pairs,
            scales,
            inputs,
            outputs: padded,
        }
    }

    /// Inputs, made even.
    fn padded(&self) -> usize {
        self.inputs.next_multiple_of(2)
    }

    fn strips(&self) -> impl Iterator<Item = (usize, &[i8])> + use<'_> {
        self.pairs.chunks_exact(self.padded() * STRIP).enumerate()
    }

    /// Numbers in one row of the result: the outputs, padded.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// `out = input * self`, row by row; `scratch` is kept by the caller to save allocations.
    pub fn multiply(&self, input: &[f32], out: &mut Vec<f32>, scratch: &mut Scratch) {
        let rows = input.len() / self.inputs;
        scratch.rounded.clear();
        scratch.rounded.resize(rows * self.padded(), 0);
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
        let rows = self.input.chunks_exact(self.matrix.inputs);
        let rounded = self.rounded.chunks_exact_mut(self.matrix.padded());
        for ((row, rounded), scale) in rows.zip(rounded).zip(self.row_scales.iter_mut()) {
            *scale = round(row, INPUT_MAX, rounded);
        }
    }

    #[inline(always)]
    fn store(&mut self, row: usize, strip: usize, sums: &[i32; STRIP]) {
        let scales = &self.matrix.scales[strip * STRIP..][..STRIP];
        let out = &mut self.out[row * self.matrix.outputs + strip * STRIP..][..STRIP];
        scale(sums, self.row_scales[row], scales, out);
    }

    fn portable(mut self) {
        self.round_input();
        let padded = self.matrix.padded();
        for (strip, weights) in self.matrix.strips() {
            for row in 0..self.row_scales.len() {
                let sums = tile_portable(&self.rounded[row * padded..][..padded], weights);
                self.store(row, strip, &sums);
            }
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn fast(mut self) {
        self.round_input();
        for (strip, weights) in self.matrix.strips() {
            in_blocks!(
                tile_fast,
                self.rounded,
                self.row_scales.len(),
                weights,
                [BLOCK, 5, 4, 3, 2, 1],
                |row, sums| { self.store(row, strip, sums) }
            );
        }
    }

    /// As [`Run::fast`], a whole strip in one vector and twice as many rows at once.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn fastest(mut self) {
        self.round_input();
        for (strip, weights) in self.matrix.strips() {
            in_blocks!(
                tile_fastest,
                self.rounded,
                self.row_scales.len(),
                weights,
                [2 * BLOCK, 4, 3, 2, 1],
                |row, sums| { self.store(row, strip, sums) }
            );
        }
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
    use super::super::rows::numbers;
    use super::*;

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
