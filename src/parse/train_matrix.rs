//! Matrix products in single precision for the trainer. The parser itself counts in whole numbers (`arithmetic/products.rs`).
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
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
        // SAFETY: both features were just found on this processor.
        return unsafe { multiply_add_fused(c, a, b, m, k, n) };
    }
    multiply_add_with(c, a, b, m, k, n, tile_plain);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn multiply_add_fused(c: &mut [f32], a: View, b: View, m: usize, k: usize, n: usize) {
    multiply_add_with(c, a, b, m, k, n, |panel, strip| tile_fused(panel, strip));
}

/// The product, given how one tile of it is made.
#[inline(always)]
fn multiply_add_with(
    c: &mut [f32],
    a: View,
    b: View,
    m: usize,
    k: usize,
    n: usize,
    tile: impl Fn(&[[f32; BLOCK]], &[[f32; STRIP]]) -> [[f32; STRIP]; BLOCK],
) {
    // Both factors are packed in the order in which the innermost loop reads them: `a` in panels of rows, `b` in strips of columns.
    let panels = panels(a, m, k);
    let mut strip = vec![[0f32; STRIP]; k];
    for j in (0..n).step_by(STRIP) {
        let width = STRIP.min(n - j);
        if b.col == 1 && width == STRIP {
            // A copy of known length is one or two instructions, not a call.
            for (strip, row) in strip.iter_mut().zip(b.data[j..].chunks(b.row)) {
                if let Some(row) = row.first_chunk::<STRIP>() {
                    *strip = *row;
                }
            }
        } else if b.col == 1 {
            for (p, strip) in strip.iter_mut().enumerate() {
                strip[..width].copy_from_slice(&b.data[p * b.row + j..][..width]);
            }
        } else {
            for q in 0..width {
                let column = &b.data[(j + q) * b.col..][..k];
                for (strip, &v) in strip.iter_mut().zip(column) {
                    strip[q] = v;
                }
            }
        }
        for (i, panel) in panels.chunks_exact(k).enumerate() {
            let sums = tile(panel, &strip);
            for (row, sums) in (i * BLOCK..m).zip(&sums) {
                let c = &mut c[row * n + j..];
                match c.first_chunk_mut::<STRIP>() {
                    Some(c) if width == STRIP => {
                        for (c, s) in c.iter_mut().zip(sums) {
                            *c += s;
                        }
                    }
                    _ => {
                        for (c, s) in c[..width].iter_mut().zip(sums) {
                            *c += s;
                        }
                    }
                }
            }
        }
    }
}

/// The `m` rows of `a` in panels of [`BLOCK`] rows, each panel column after column; rows that are missing in the last are zero.
#[inline(always)]
fn panels(a: View, m: usize, k: usize) -> Vec<[f32; BLOCK]> {
    let mut panels = vec![[0f32; BLOCK]; m.div_ceil(BLOCK) * k];
    for (i, panel) in panels.chunks_exact_mut(k).enumerate() {
        let height = BLOCK.min(m - i * BLOCK);
        if a.col == 1 {
            for r in 0..height {
                let row = &a.data[(i * BLOCK + r) * a.row..][..k];
                for (column, &v) in panel.iter_mut().zip(row) {
                    column[r] = v;
                }
            }
        } else {
            for (p, column) in panel.iter_mut().enumerate() {
                let from = &a.data[p * a.col + i * BLOCK..];
                match from.first_chunk::<BLOCK>() {
                    Some(whole) if height == BLOCK => *column = *whole,
                    _ => column[..height].copy_from_slice(&from[..height]),
                }
            }
        }
    }
    panels
}

/// The same sums as `tile_plain`, sixteen at a time: written out, since not every level of optimisation finds it.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
#[inline]
fn tile_fused(panel: &[[f32; BLOCK]], strip: &[[f32; STRIP]]) -> [[f32; STRIP]; BLOCK] {
    use std::arch::x86_64::{
        _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_setzero_ps, _mm256_storeu_ps,
    };
    let mut sums = [[_mm256_setzero_ps(); 2]; BLOCK];
    for (left, right) in panel.iter().zip(strip) {
        // SAFETY: `right` holds 16 numbers, two unaligned vectors of eight.
        let (low, high) = unsafe {
            (
                _mm256_loadu_ps(right.as_ptr()),
                _mm256_loadu_ps(right.as_ptr().add(STRIP / 2)),
            )
        };
        for r in 0..BLOCK {
            let x = _mm256_set1_ps(left[r]);
            sums[r][0] = _mm256_fmadd_ps(x, low, sums[r][0]);
            sums[r][1] = _mm256_fmadd_ps(x, high, sums[r][1]);
        }
    }
    let mut out = [[0f32; STRIP]; BLOCK];
    for (out, sums) in out.iter_mut().zip(&sums) {
        // SAFETY: `out` holds 16 numbers, two unaligned vectors of eight.
        unsafe {
            _mm256_storeu_ps(out.as_mut_ptr(), sums[0]);
            _mm256_storeu_ps(out.as_mut_ptr().add(STRIP / 2), sums[1]);
        }
    }
    out
}

#[inline(always)]
fn tile_plain(panel: &[[f32; BLOCK]], strip: &[[f32; STRIP]]) -> [[f32; STRIP]; BLOCK] {
    let mut sums = [[0f32; STRIP]; BLOCK];
    for (left, right) in panel.iter().zip(strip) {
        for r in 0..BLOCK {
            for q in 0..STRIP {
                sums[r][q] = left[r].mul_add(right[q], sums[r][q]);
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tiles_give_the_same_sums() {
        let panel: Vec<[f32; BLOCK]> = (0..50)
            .map(|p| std::array::from_fn(|r| ((p * 7 + r * 3) as f32).sqrt() - 9.0))
            .collect();
        let strip: Vec<[f32; STRIP]> = (0..50)
            .map(|p| std::array::from_fn(|q| ((p * 5 + q * 11) as f32).sqrt() - 8.0))
            .collect();
        let plain = tile_plain(&panel, &strip);
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma")
        {
            // SAFETY: both features were just found on this processor.
            assert_eq!(plain, unsafe { tile_fused(&panel, &strip) });
        }
        assert_ne!(plain[0], plain[1]);
    }

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
