//! Matrix products in single precision for the trainer. The parser itself counts in whole numbers (`kernel.rs`).
//!
//! Every sum is a chain of fused multiply-adds in a fixed order, so the result is the same with and without the fast path.

/// A matrix seen through strides: element (i, j) is `data[i * row + j * col]`.
#[derive(Clone, Copy)]
pub struct View<'a> {
    data: &'a [f32],
    row: usize,
    col: usize,
}

/// `data` as rows of `cols` numbers.
pub fn rows(data: &[f32], cols: usize) -> View<'_> {
    View {
        data,
        row: cols,
        col: 1,
    }
}

/// `data`, rows of `cols` numbers, transposed.
pub fn transposed(data: &[f32], cols: usize) -> View<'_> {
    View {
        data,
        row: 1,
        col: cols,
    }
}

/// Width of the strip of columns that is worked on at a time, in numbers: two vectors of eight.
const STRIP: usize = 16;
/// Rows that share one pass over the strip.
const BLOCK: usize = 6;

/// `c += a b`, where `a` is `m` by `k`, `b` is `k` by `n`, and `c` is rows of `n` numbers.
pub fn multiply_add(c: &mut [f32], a: View, b: View, m: usize, k: usize, n: usize) {
    if m == 0 || n == 0 || k == 0 {
        return;
    }
    let mut strip = vec![0f32; k * STRIP];
    // Packing `a` row by row makes the inner loop read it in order.
    let packed: Vec<f32>;
    let a = if a.col == 1 {
        a
    } else {
        packed = turned(a.data, a.col, k, m);
        rows(&packed, k)
    };
    for j in (0..n).step_by(STRIP) {
        let width = STRIP.min(n - j);
        if b.col == 1 {
            for (p, strip) in strip.chunks_exact_mut(STRIP).enumerate() {
                strip[..width].copy_from_slice(&b.data[p * b.row + j..][..width]);
            }
        } else {
            for q in 0..width {
                let column = &b.data[(j + q) * b.col..][..k];
                for (strip, &v) in strip.chunks_exact_mut(STRIP).zip(column) {
                    strip[q] = v;
                }
            }
        }
        let mut i = 0;
        while i < m {
            let height = BLOCK.min(m - i);
            let mut sums = [[0f32; STRIP]; BLOCK];
            let left: [&[f32]; BLOCK] = std::array::from_fn(|r| {
                let start = (i + r.min(height - 1)) * a.row;
                &a.data[start..start + k]
            });
            tile(&mut sums, left, &strip);
            for (r, sums) in sums.iter().enumerate().take(height) {
                let start = (i + r) * n + j;
                for (c, s) in c[start..start + width].iter_mut().zip(sums) {
                    *c += s;
                }
            }
            i += height;
        }
    }
}

/// The transpose of `count` rows of which the first `width` numbers count; in small squares, to be kind to the cache.
fn turned(data: &[f32], stride: usize, count: usize, width: usize) -> Vec<f32> {
    const SQUARE: usize = 16;
    let mut out = vec![0f32; count * width];
    for i in (0..count).step_by(SQUARE) {
        for j in (0..width).step_by(SQUARE) {
            for p in i..(i + SQUARE).min(count) {
                let row = &data[p * stride..][..width];
                for q in j..(j + SQUARE).min(width) {
                    out[q * count + p] = row[q];
                }
            }
        }
    }
    out
}

fn tile(sums: &mut [[f32; STRIP]; BLOCK], left: [&[f32]; BLOCK], strip: &[f32]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
        // SAFETY: both features were just found on this processor.
        return unsafe { tile_fused(sums, left, strip) };
    }
    tile_plain(sums, left, strip);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn tile_fused(sums: &mut [[f32; STRIP]; BLOCK], left: [&[f32]; BLOCK], strip: &[f32]) {
    tile_plain(sums, left, strip);
}

#[inline(always)]
fn tile_plain(out: &mut [[f32; STRIP]; BLOCK], left: [&[f32]; BLOCK], strip: &[f32]) {
    let mut sums = [[0f32; STRIP]; BLOCK];
    let k = left[0].len();
    let left = left.map(|row| &row[..k]);
    for (p, right) in strip.chunks_exact(STRIP).enumerate().take(k) {
        for r in 0..BLOCK {
            let x = left[r][p];
            for q in 0..STRIP {
                sums[r][q] = x.mul_add(right[q], sums[r][q]);
            }
        }
    }
    *out = sums;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_agree_with_the_definition() {
        for (m, k, n) in [(1, 1, 1), (7, 5, 19), (6, 16, 16), (13, 3, 40)] {
            let a: Vec<f32> = (0..m * k).map(|i| (i % 7) as f32 - 3.0).collect();
            let b: Vec<f32> = (0..k * n).map(|i| (i % 5) as f32 - 2.0).collect();
            let mut c = vec![1.0; m * n];
            multiply_add(&mut c, rows(&a, k), rows(&b, n), m, k, n);
            for i in 0..m {
                for j in 0..n {
                    let sum: f32 = (0..k).map(|p| a[i * k + p] * b[p * n + j]).sum();
                    assert_eq!(c[i * n + j], 1.0 + sum);
                }
            }
            // The same through transposed views.
            let at: Vec<f32> = (0..k * m).map(|i| a[(i % m) * k + i / m]).collect();
            let bt: Vec<f32> = (0..n * k).map(|i| b[(i % k) * n + i / k]).collect();
            let mut d = vec![1.0; m * n];
            multiply_add(&mut d, transposed(&at, m), transposed(&bt, k), m, k, n);
            assert_eq!(c, d);
        }
    }
}
